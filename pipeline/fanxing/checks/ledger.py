"""The ledger of a finished film: who is named for what, what nobody has cleared, what its licences ask of the whole."""

import re
from collections.abc import Collection, Iterable, Iterator

from fanxing.checks.rules import Judge
from fanxing.model.errors import Fault
from fanxing.model.footage import Item
from fanxing.model.licences import Terms, address, clash, forbids_changes, shared_alike, terms
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
_CHANGED = say("有改动（裁切、缩放、动态）")
"""What a film does with every picture that its licence lets it change (CC BY 4.0, 3(a)(1)(B) asks to say so)."""


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
            if is_picture and asked and not forbids_changes(one.licence):
                kind = say("图片，{changed}", changed=_CHANGED)  # ahead, where no platform's limit cuts it off
            named.setdefault(kind, []).append(line)
    return tuple(say("{what}：{who}", what=what, who="；".join(dict.fromkeys(who))) for what, who in named.items())


def grant(rows: Iterable[Credit], *, agreed: bool) -> tuple[str, ...]:
    """The sentence that puts the whole film under its pictures' share-alike licence.

    Args:
        rows: The ledger.
        agreed: Whether the museum has said that it publishes so (``licence-sa: off``); nobody else says it for it.

    Returns:
        One line; none where nothing asks for it, nobody agreed, or the licences exclude each other.
    """
    rows = tuple(rows)
    names = _shared(rows)
    if not agreed or len(names) != 1 or clashes(rows):
        return ()
    return (say("本片按 {name} 授权发布", name=next(iter(names.values()))),)


def clashes(rows: Iterable[Credit]) -> tuple[str, ...]:
    """What cannot stand in one film with what is shared alike, in words."""
    known: dict[str, tuple[str, Terms]] = {}  # of each licence its first file: a hundred pairs say no more than one
    for row in rows:
        if row.licence and (found := terms(row.licence)) is not None:
            known.setdefault(found.name, (row.what, found))
    return tuple(
        say(
            "{one}（{licence}）和 {other}（{second}）不能放在同一部片子里：{why}。换掉其中一种再做一次。",
            one=one,
            licence=first.name,
            other=other,
            second=second.name,
            why=clash_reason(first, second),
        )
        for one, first in known.values()
        for other, second in known.values()
        if clash(first, second) and not second.share_alike
    )


def clash_reason(shared: Terms, other: Terms) -> str:
    """Why the two exclude each other, in words."""
    if other.share_alike:
        return say("每一种都要求整部片子照它发布")
    if other.permission:
        return say("整部片子要按 {name} 任人使用，{other} 的图片不能", name=shared.name, other=other.name)
    if not other.adaptation:
        return say("整部片子要按 {name} 任人改编，{other} 不许改编", name=shared.name, other=other.name)
    return say("整部片子要按 {name} 任人商用，{other} 不许商用", name=shared.name, other=other.name)


def _shared(rows: Iterable[Credit]) -> dict[str, str]:
    """Share-alike licences of a film: kind -> printed name of its latest version."""
    names: dict[str, str] = {}
    for one in rows:
        known = terms(one.licence) if one.licence else None
        if known is not None and known.share_alike:
            kind = _VERSION.sub("", known.name)
            names[kind] = max(names.get(kind, ""), known.name)
    return names


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


def duties(rows: Iterable[Credit], *, agreed: bool = False) -> tuple[str, ...]:
    """What the licences ask of the whole film, in words: told to whoever publishes it, however the checks are set.

    Args:
        rows: The ledger.
        agreed: Whether the museum publishes the film so: then the sentence stands in the description already.

    Source: CC BY-SA 4.0, 3(b): what is made of shared material is shared under the same licence or a later version.
    """
    rows = tuple(rows)
    files: dict[str, list[str]] = {}
    names = _shared(rows)
    for one in rows:
        known = terms(one.licence) if one.licence else None
        if known is not None and known.share_alike:
            files.setdefault(_VERSION.sub("", known.name), []).append(one.what)
    is_granted = bool(grant(rows, agreed=agreed))
    told = [
        say(
            "{files} 的授权是 {name}：用了它，整部片子也要按 {short} 发布。{rest}",
            files="、".join(dict.fromkeys(used)),
            name=shared_alike(names[kind]),
            short=names[kind],
            rest=_what_next(names[kind], is_granted=is_granted),
        )
        for kind, used in files.items()
    ]
    if len(files) > 1:
        told.append(say("{kinds} 的素材不能放在同一部片子里：每一种都要求整部片子照它发布。", kinds="、".join(files)))
    return (*told, *clashes(rows))


def _what_next(name: str, *, is_granted: bool) -> str:
    """What is left to do about a share-alike licence, in words."""
    if is_granted:
        return say("简介里已经写上“本片按 {name} 授权发布”，粘贴时不要删。", name=name)
    return say(
        "同意这样发布，就在配方的 checks 里写 licence-sa: off，再做一次，简介里就会写上“本片按 {name} 授权发布”；"
        "不能这样发布，就换掉它再做一次。",
        name=name,
    )


def credit_line(credit: Credit, pictures: Collection[str] = ()) -> str:
    """Write one line of the credits as people read it: with the address of a licence that asks for it.

    Args:
        credit: The line.
        pictures: What is a picture or clip: where a licence asks for names, it is told that the film changes it.
    """
    known = terms(credit.licence) if credit.licence else None
    is_changed = known is not None and known.attribution and known.adaptation and credit.what in pictures
    told = (
        credit.credit,
        known.name if known else credit.licence,
        address(credit.licence),
        _CHANGED if is_changed else "",
    )
    rest = "，".join(part for part in told if part)
    return say("{what}：{rest}", what=credit.what, rest=rest) if rest else credit.what
