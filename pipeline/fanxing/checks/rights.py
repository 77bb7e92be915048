"""The rights of what a recipe names: who is named for it, and what a licence does not allow."""

import re
from collections.abc import Iterator

from fanxing.checks.ledger import clash_reason
from fanxing.checks.rules import Judge, Rule
from fanxing.model.errors import Fault
from fanxing.model.footage import Moving
from fanxing.model.licences import Terms, clash, shared_alike, terms
from fanxing.model.recipe import Media, Recipe
from fanxing.model.storyboard import Shot, Storyboard
from fanxing.model.words import say

_GUIDE = "国家文物局《博物馆馆藏资源著作权、商标权和品牌授权操作指引》(2019-05-08)"

RULES: dict[str, Rule] = {
    "credit-missing": Rule(about="每张图片、每段视频和音乐都写明来源", source=_GUIDE, conf="C"),
    "licence-missing": Rule(about="每张图片、每段视频、录音和音乐都写明授权", source=_GUIDE, conf="C"),
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
    "licence-clash": Rule(
        about="相同方式共享（SA）的素材不和禁止商用、禁止演绎、保留权利的放在同一部片子里",
        level="fault",
        source="CC BY-SA 4.0, 3(b); CC BY-NC-SA 4.0, 3(b)",
        conf="A",
    ),
    "licence-own": Rule(about="别馆的藏品，图片却写本馆自有（own），要核实", source=_GUIDE, conf="C"),
    "licence-sa": Rule(
        about="用了相同方式共享（SA）的素材，整部片子照它的授权发布", source="CC BY-SA 4.0, 3(b)", conf="A"
    ),
}
"""What is looked for in rights."""

_HOUSE = re.compile(
    r"博物[馆院館]|[故紫][宫宮禁]|美[术術][馆館]|[图圖][书書][馆館]|museum|gallery|library", re.IGNORECASE
)
"""How the name of a house that keeps things may be known."""


def rights_findings(recipe: Recipe, judge: Judge) -> Iterator[Fault]:
    """Look at every file that the recipe names."""
    told: set[tuple[str, str]] = set()  # a file used twice is told of once, where it is named first
    for key, media in _named_media(recipe):
        for one in _media_findings(key, media, recipe, judge):
            if (one.rule, one.what) not in told:
                told.add((one.rule, one.what))
                yield one
    yield from _holder_findings(recipe, judge)
    yield from _own_findings(recipe, judge)
    yield from _clash_findings(recipe, judge)
    yield from _recording_findings(recipe, judge)
    name = recipe.music.file or recipe.music.folder
    if name:
        bed = Media(file=name, credit=recipe.music.credit, licence=recipe.music.licence)
        yield from _media_findings("music", bed, recipe, judge)


def _recording_findings(recipe: Recipe, judge: Judge) -> Iterator[Fault]:
    """Find recordings of which nobody has said whose they are: who speaks need not be who may publish."""
    told = (recipe.exhibition, recipe.guide, *recipe.objects, recipe.closing)
    if recipe.voice.licence or not (recipe.voice.take or any(one.recording for one in told)):
        return
    yield from judge.find(
        "licence-missing",
        say("讲解录音没有写归谁、能不能发布"),
        where="voice",
        mend=say("本馆自己录的，在 voice 里写 licence: own；请别人录的，写 credit 和授权"),
    )


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


def _own_findings(recipe: Recipe, judge: Judge) -> Iterator[Fault]:
    """Find pictures said to be this museum's own of objects that another house keeps."""
    ours = {name for name in (recipe.museum.name, recipe.museum.short) if name}
    for at, one in enumerate(recipe.objects):
        holder = one.holder or ""
        if not holder or any(name in holder or holder in name for name in ours):
            continue
        number = next((number for number, media in enumerate(one.media) if media.licence == "own"), None)
        if number is not None:
            yield from judge.find(
                "licence-own",
                say("“{name}”由{holder}收藏，图片却写 licence: own（本馆自有）", name=one.name, holder=holder),
                where=f"objects[{at}].media[{number}]",
                mend=say(
                    "核实：本馆自己拍的、收藏单位也同意发布，在 checks 里写 licence-own: off；"
                    "图片是{holder}的，改写它的 licence 和 credit",
                    holder=holder,
                ),
            )


def _clash_findings(recipe: Recipe, judge: Judge) -> Iterator[Fault]:
    """Find what cannot stand in one film with what is shared alike; each pair of licences once in a film."""
    told: set[str] = set()
    for film in _films(recipe):
        known = [(key, media, found) for key, media in film if (found := terms(media.licence or "")) is not None]
        shared = [one for one in known if one[2].share_alike]
        for key, media, other in known:
            first = next((one for one in shared if clash(one[2], other)), None)
            if first is None or other.name in told or (other.share_alike and first[2].name in told):
                continue
            told.add(other.name)
            yield from _clash(key, media, other, first, judge)


def _clash(key: str, media: Media, other: Terms, first: tuple[str, Media, Terms], judge: Judge) -> Iterator[Fault]:
    yield from judge.find(
        "licence-clash",
        say(
            "{file}（{name}）和 {shared}（{licence}）不能放在同一部片子里：{why}",
            file=media.file,
            name=other.name,
            shared=first[1].file,
            licence=first[2].name,
            why=clash_reason(first[2], other),
        ),
        where=key,
        mend=say("换掉其中一种，换成 CC0、CC BY 或自己拍的；权利人另外书面同意了，在 checks 里写 licence-clash: off"),
    )


def _films(recipe: Recipe) -> Iterator[list[tuple[str, Media]]]:
    """What the recipe names for each of its films: all for the episode, its own pictures for an object's."""
    named = list(_named_media(recipe))
    name = recipe.music.file or recipe.music.folder
    heard = [("music", Media(file=name, licence=recipe.music.licence))] if name else []
    if "episode" in recipe.cuts:
        yield [*named, *heard]
        return
    for at in range(len(recipe.objects)):
        yield [*((key, media) for key, media in named if key.startswith(f"objects[{at}].")), *heard]


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
            say("{file} 的授权是 {name}：用了它，整部片子也要按它发布", file=file, name=shared_alike(known.name)),
            where=key,
            mend=say(
                "不能这样发布，就换一张 CC0 或 CC BY 的图片；能，就在 checks 里写 licence-sa: off，"
                "简介里就会写上“本片按 {name} 授权发布”和图片的署名",
                name=known.name,
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
