"""The ledger of a finished film: who is named for what, what nobody has cleared, what its licences ask of the whole."""

import re
from collections.abc import Collection, Iterable, Iterator

from fanxing.checks.rules import Judge
from fanxing.model.errors import Fault
from fanxing.model.footage import Item
from fanxing.model.licences import shared_alike, terms
from fanxing.model.narration import Narration
from fanxing.model.package import Credit
from fanxing.model.recipe import Voice
from fanxing.model.words import say

FONTS = (
    Credit(
        what=say("字体 思源黑体 / 思源宋体（Noto Sans SC、Noto Serif SC）"),
        credit="Google, Adobe",
        licence="OFL-1.1",
    ),
)
"""The fonts that every film is set in."""

_VOICE = say("旁白（AI 合成语音）")
_RECORDED = say("旁白（录音）")
_VERSION = re.compile(r" [\d.]+$")


def ledger(
    items: Iterable[Item], narration: Narration, voice: Voice, guide: str, music: Credit | None
) -> tuple[Credit, ...]:
    """Write the credits: every picture and clip once, the music, the voice, the fonts.

    Args:
        items: Pictures and clips that are seen or heard, the covers' included.
        narration: Tells whose voice is heard.
        voice: Who is named for recordings, and under which licence; what is not said there is not made up.
        guide: Name of the person whose recordings are heard, where the recipe names nobody else for them.
        music: The bed, where there is one.
    """
    lines = [Credit(what=one.path, credit=one.credit or "", licence=one.licence or "") for one in items]
    voices = {take.voice: take.speaker for take in narration.takes if take.samples}
    if music is not None:
        lines.append(music)
    if "recorded" in voices:
        lines.append(Credit(what=_RECORDED, credit=voice.credit or guide, licence=voice.licence or ""))
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
            kind = say("图片") if is_picture else say("旁白") if one.what == _RECORDED else say("音乐")
            named.setdefault(kind, []).append(line)
    return tuple(say("{what}：{who}", what=what, who="；".join(dict.fromkeys(who))) for what, who in named.items())


def unsettled(rows: Iterable[Credit], judge: Judge) -> Iterator[Fault]:
    """Find what a film shows or plays without anybody having said that it may: told again before it is published."""
    for one in rows:
        if one in FONTS or one.what == _VOICE:
            continue
        if not one.licence and one.what == _RECORDED:
            what = say("旁白的录音没有写归谁、能不能发布：发布前先弄清")
            mend = say("本馆自己录的，在 voice 里写 licence: own；请别人录的，写 credit 和授权")
            yield from judge.find("licence-missing", what, mend=mend)
        elif not one.licence:
            what = say("{file} 没有写授权：能不能用，发布前先弄清", file=one.what)
            yield from judge.find("licence-missing", what, mend=say("在配方里写上 licence，再做一次"))
        elif one.licence != "own" and terms(one.licence) is None:
            what = say("{file} 的授权“{licence}”不认识：发布前先弄清", file=one.what, licence=one.licence)
            yield from judge.find("licence-unknown", what, mend=say("自己拍的写 own；别人的写授权名"))


def duties(rows: Iterable[Credit]) -> tuple[str, ...]:
    """What the licences ask of the whole film, in words: told to whoever publishes it, however the checks are set.

    Source: CC BY-SA 4.0, 3(b): what is made of shared material is shared under the same licence or a later version.
    """
    files: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for one in rows:
        known = terms(one.licence) if one.licence else None
        if known is not None and known.share_alike:
            kind = _VERSION.sub("", known.name)
            files.setdefault(kind, []).append(one.what)
            names[kind] = max(names.get(kind, ""), known.name)
    told = [
        say(
            "{files} 的授权是 {name}：用了它，整部片子也要按 {short} 发布。"
            "发布时在简介里写上“本片按 {short} 授权发布”；不能这样发布，就换掉它再做一次。",
            files="、".join(dict.fromkeys(used)),
            name=shared_alike(names[kind]),
            short=names[kind],
        )
        for kind, used in files.items()
    ]
    if len(files) > 1:
        told.append(say("{kinds} 的素材不能放在同一部片子里：每一种都要求整部片子照它发布。", kinds="、".join(files)))
    return tuple(told)


def credit_line(credit: Credit) -> str:
    """Write one line of the credits as people read it."""
    known = terms(credit.licence) if credit.licence else None
    rest = "，".join(part for part in (credit.credit, known.name if known else credit.licence) if part)
    return say("{what}：{rest}", what=credit.what, rest=rest) if rest else credit.what
