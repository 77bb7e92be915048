"""The rights ledger: who is named for what, and what a licence does not allow."""

import re
from collections.abc import Collection, Iterable, Iterator

from fanxing.checks.rules import Judge, Rule
from fanxing.model.errors import Fault
from fanxing.model.footage import Item, Moving
from fanxing.model.licences import terms
from fanxing.model.narration import Narration
from fanxing.model.package import Credit
from fanxing.model.recipe import Media, Recipe
from fanxing.model.storyboard import Shot, Storyboard
from fanxing.model.words import say

_GUIDE = "国家文物局《博物馆馆藏资源著作权、商标权和品牌授权操作指引》(2019-05-08)"

RULES: dict[str, Rule] = {
    "credit-missing": Rule(about="每张图片、每段视频和音乐都写明来源", source=_GUIDE, conf="C"),
    "licence-missing": Rule(about="每张图片、每段视频和音乐都写明授权", source=_GUIDE, conf="C"),
    "licence-unknown": Rule(about="授权写 SPDX 编号、CC 或 RightsStatements 网址，或 own", source="IIIF 3.0", conf="A"),
    "licence-nd": Rule(
        about="禁止演绎（ND）的图片不裁切、不推拉", level="fault", source="CC BY-ND 4.0, 1(a) 2(a)", conf="A"
    ),
    "licence-nc": Rule(
        about="禁止商用（NC）的素材不用在商业片里", level="fault", source="CC BY-NC 4.0, 1(i)", conf="A"
    ),
    "licence-permission": Rule(about="受版权保护的素材要有书面许可", source="著作权法第二十六条", conf="D"),
    "licence-unclear": Rule(about="权利状况不明的素材先查清", source="RightsStatements.org 1.0", conf="A"),
    "holder-missing": Rule(about="图片来自别的馆时，写明展品由谁收藏", source="名牌上的收藏单位不写就是本馆", conf="D"),
    "licence-sa": Rule(about="相同方式共享（SA）的素材改编后要按同样的授权发布", source="CC BY-SA 4.0, 3(b)", conf="A"),
}
"""What is looked for in rights."""

FONTS = (
    Credit(
        what=say("字体 思源黑体 / 思源宋体（Noto Sans SC、Noto Serif SC）"),
        credit="Google, Adobe",
        licence="OFL-1.1",
    ),
)
"""The fonts that every film is set in."""

_VOICE = say("旁白（AI 合成语音）")
_HOUSE = re.compile(
    r"博物[馆院館]|[故紫][宫宮禁]|美[术術][馆館]|[图圖][书書][馆館]|museum|gallery|library", re.IGNORECASE
)
"""How the name of a house that keeps things may be known."""


def ledger(items: Iterable[Item], narration: Narration, guide: str, music: Credit | None) -> tuple[Credit, ...]:
    """Write the credits: every picture and clip once, the music, the voice, the fonts.

    Args:
        items: Pictures and clips that are seen or heard, the covers' included.
        narration: For the voice.
        guide: Name of the person whose recordings are heard.
        music: The bed, where there is one.
    """
    lines = [Credit(what=one.path, credit=one.credit or "", licence=one.licence or "") for one in items]
    voices = {take.voice: take.speaker for take in narration.takes if take.samples}
    if music is not None:
        lines.append(music)
    if "recorded" in voices:
        lines.append(Credit(what=say("旁白"), credit=guide, licence="own"))
    if "synthetic" in voices:
        free = "GPL-3.0-or-later" if voices["synthetic"].startswith("espeak") else ""
        lines.append(Credit(what=_VOICE, credit=voices["synthetic"], licence=free))
    return tuple(dict.fromkeys((*lines, *FONTS)))


def attribution(
    rows: Iterable[Credit], pictures: Collection[str], *, unnamed: Collection[str] = (), due: bool = False
) -> tuple[str, ...]:
    """Write the lines that belong under a film: who made its pictures, and what else asks to be named.

    Args:
        rows: The ledger.
        pictures: What of it is a picture or clip.
        unnamed: Whom the film's end card leaves to these lines: they come first, since a platform may cut the rest.
        due: Only what a licence or the end card asks for: under words that a person wrote, nothing stands that need
            not.
    """
    ours = [one for one in rows if one.credit and one not in FONTS and one.what != _VOICE]
    named: dict[str, list[str]] = {}
    for one in sorted(ours, key=lambda one: one.credit not in unnamed):
        known = terms(one.licence) if one.licence else None
        is_picture, asked = one.what in pictures, known is not None and known.attribution
        if asked or one.credit in unnamed or (is_picture and not due):
            line = f"{one.credit}（{known.name}）" if known and asked else one.credit
            named.setdefault(say("图片") if is_picture else say("音乐"), []).append(line)
    return tuple(say("{what}：{who}", what=what, who="；".join(dict.fromkeys(who))) for what, who in named.items())


def unsettled(rows: Iterable[Credit], judge: Judge) -> Iterator[Fault]:
    """Find what a film shows or plays without anybody having said that it may: told again before it is published."""
    for one in rows:
        if one in FONTS or one.what == _VOICE:
            continue
        if not one.licence:
            what = say("{file} 没有写授权：能不能用，发布前先弄清", file=one.what)
            yield from judge.find("licence-missing", what, mend=say("在配方里写上 licence，再做一次"))
        elif one.licence != "own" and terms(one.licence) is None:
            what = say("{file} 的授权“{licence}”不认识：发布前先弄清", file=one.what, licence=one.licence)
            yield from judge.find("licence-unknown", what, mend=say("自己拍的写 own；别人的写授权名"))


def credit_line(credit: Credit) -> str:
    """Write one line of the credits as people read it."""
    known = terms(credit.licence) if credit.licence else None
    rest = "，".join(part for part in (credit.credit, known.name if known else credit.licence) if part)
    return say("{what}：{rest}", what=credit.what, rest=rest) if rest else credit.what


def rights_findings(recipe: Recipe, judge: Judge) -> Iterator[Fault]:
    """Look at every file that the recipe names."""
    told: set[tuple[str, str]] = set()  # a file used twice is told of once, where it is named first
    for key, media in _named_media(recipe):
        for one in _media_findings(key, media, recipe, judge):
            if (one.rule, one.what) not in told:
                told.add((one.rule, one.what))
                yield one
    yield from _holder_findings(recipe, judge)
    name = recipe.music.file or recipe.music.folder
    if name:
        bed = Media(file=name, credit=recipe.music.credit, licence=recipe.music.licence)
        yield from _media_findings("music", bed, recipe, judge)


def _holder_findings(recipe: Recipe, judge: Judge) -> Iterator[Fault]:
    """Find objects that the name strip would give to this museum, while their pictures come from another house."""
    ours = {name for name in (recipe.museum.name, recipe.museum.short) if name}
    for at, one in enumerate(recipe.objects):
        houses = [media.credit for media in one.media if media.credit and _HOUSE.search(media.credit)]
        other = next((house for house in houses if not any(name in house or house in name for name in ours)), None)
        if one.holder is None and other is not None:
            yield from judge.find(
                "holder-missing",
                say("“{name}”的名牌会写本馆收藏，图片来源却是“{house}”", name=one.name, house=other),
                where=f"objects[{at}]",
                mend=say("别馆的藏品写 holder: {house}；本馆的写 holder: {ours}", house=other, ours=recipe.museum.name),
            )


def _named_media(recipe: Recipe) -> Iterator[tuple[str, Media]]:
    for part in ("museum", "exhibition", "guide", "closing"):
        for at, media in enumerate(getattr(recipe, part).media):
            yield f"{part}.media[{at}]", media
    for at, one in enumerate(recipe.objects):
        for number, media in enumerate(one.media):
            yield f"objects[{at}].media[{number}]", media


def _media_findings(key: str, media: Media, recipe: Recipe, judge: Judge) -> Iterator[Fault]:
    file, licence = media.file, media.licence
    if not licence:
        yield from judge.find(
            "licence-missing",
            say("{file} 没有写授权", file=file),
            where=key,
            mend=say("写上 licence: own（自己拍的）或 licence: CC0-1.0（公有领域）；写在花括号里时前面用逗号隔开"),
        )
    known = terms(licence) if licence else None
    if licence and known is None:
        yield from judge.find(
            "licence-unknown",
            say("{file} 的授权“{licence}”不认识", file=file, licence=licence),
            where=key,
            mend=say("自己拍的写 own；开放的写授权名，如 CC0-1.0、CC-BY-4.0，或授权页的网址"),
        )
    if not media.credit and licence != "own":
        must = say("，而 {name} 要求署名", name=known.name) if known and known.attribution else ""
        yield from judge.find(
            "credit-missing",
            say("{file} 没有写来源{must}", file=file, must=must),
            where=key,
            mend=say("写上 credit: 收藏单位或摄影者的名字；写在花括号里时前面用逗号隔开"),
        )
    if known is not None:
        yield from _terms_findings(key, media, recipe, judge)


def _terms_findings(key: str, media: Media, recipe: Recipe, judge: Judge) -> Iterator[Fault]:
    file, licence = media.file, media.licence or ""
    known = terms(licence)
    if known is None:
        return
    if not known.adaptation and (media.focus is not None or media.from_ is not None or media.to is not None):
        asked = "focus" if media.focus is not None else "from、to"
        yield from judge.find(
            "licence-nd",
            say("{file} 的授权 {name} 不许演绎，配方却用 {asked} 要裁切它", file=file, name=known.name, asked=asked),
            where=key,
            mend=say("去掉 {asked}，图片会整幅、不动地放；或换一张允许演绎的图片（CC0、CC BY）", asked=asked),
        )
    if not known.commercial and recipe.commercial:
        yield from judge.find(
            "licence-nc",
            say("{file} 的授权 {name} 不许商用，而配方写了 commercial: true", file=file, name=known.name),
            where=key,
            mend=say("换一张可以商用的图片，或把 commercial 改为 false"),
        )
    if known.permission:
        yield from judge.find(
            "licence-permission",
            say("{file} 受版权保护（{name}），发布前要有权利人的书面许可", file=file, name=known.name),
            where=key,
            mend=say("留好许可文件后，在 checks 里写 licence-permission: off；没有许可就换图"),
        )
    if known.unclear:
        yield from judge.find(
            "licence-unclear",
            say("{file} 的权利状况不明（{name}）", file=file, name=known.name),
            where=key,
            mend=say("向收藏单位查清后改写 licence，或换图"),
        )
    if known.share_alike:
        yield from judge.find(
            "licence-sa",
            say("{file} 的授权 {name} 要求改编后按同样的授权发布", file=file, name=known.name),
            where=key,
            mend=say(
                "署名和授权会自动写进简介；不能这样发布就换一张 CC0 或 CC BY 的图片，能就在 checks 里写 licence-sa: off"
            ),
        )


def adaptation_findings(storyboard: Storyboard, judge: Judge) -> Iterator[Fault]:
    """Find pictures under a no-derivatives licence that a shot crops or moves."""
    for shot in storyboard.shots:
        licence = shot.item.licence if shot.item is not None else None
        known = terms(licence) if licence else None
        if known is not None and not known.adaptation and _adapts(shot):
            yield from judge.find(
                "licence-nd",
                say("{file} 的授权 {name} 不许演绎，这个镜头却裁切或推拉它", file=_file(shot), name=known.name),
                where=storyboard.called(shot.uid),
                mend=say("换一张允许演绎的图片（CC0、CC BY），或向权利人取得许可后改写 licence"),
            )


def _adapts(shot: Shot) -> bool:
    is_clip = shot.item is not None and isinstance(shot.item.source, Moving)  # cropped to fill, and encoded anew
    return shot.view != "whole" or shot.move != "hold" or is_clip


def _file(shot: Shot) -> str:
    return shot.item.path if shot.item is not None else shot.uid
