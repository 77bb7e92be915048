"""Whom the end card names: holders of rights, by licence, as many as can be read."""

from fanxing.model.footage import Footage, Item, Moving, Sound
from fanxing.model.licences import printed, terms
from fanxing.model.words import say

CREDIT_LINES, CREDIT_LETTERS, CREDIT_NAMES = 15, 640, 12
"""The most that an end card tells of sources: lines, characters, and names in one line. In every template and shape
that leaves them 20 pixels and more."""


def credit_lines(footage: Footage, guide: str = "") -> tuple[str, ...]:
    """Write the end card's credits: one line for all holders of rights under one licence.

    What a card cannot hold is left to the words under the film; what must be named by its licence comes first.

    Args:
        footage: What was gathered.
        guide: Whose recorded voice is heard; empty for none.
    """
    holders: dict[tuple[str, str], dict[str, None]] = {}
    for item in footage.items:
        if item.credit:
            licence = item.licence if item.licence and item.licence != "own" else ""
            holders.setdefault((_kind(item), licence and printed(licence)), {})[item.credit] = None
    kinds: dict[tuple[tuple[str, ...], str], list[str]] = {}
    for (kind, licence), named in holders.items():
        kinds.setdefault((tuple(named), licence), []).append(kind)
    lines = [(who[1], say("{what}：{who}", what="、".join(kind), who=_under(*who))) for who, kind in kinds.items()]
    told = _held([line for _, line in lines], [_must_name(licence) for licence, _ in lines])
    return (say("讲解：{name}", name=guide), *told) if guide else told


def _held(lines: list[str], must: list[bool]) -> tuple[str, ...]:
    """As many lines as an end card holds, in their order; those that a licence asks for before the others."""
    kept: set[int] = set()
    letters_left = CREDIT_LETTERS
    for at in sorted(range(len(lines)), key=lambda at: not must[at]):
        letters_left -= len(lines[at])
        if len(kept) < CREDIT_LINES and (letters_left >= 0 or not kept):
            kept.add(at)
    rest = len(lines) - len(kept)
    told = tuple(lines[at] for at in sorted(kept))
    return (*told, say("另有 {count} 个来源，见作品简介", count=rest)) if rest else told


def _must_name(licence: str) -> bool:
    known = terms(licence) if licence else None
    return known is not None and known.attribution


def _under(names: tuple[str, ...], licence: str) -> str:
    """Who is named, and their licence."""
    told = "；".join(names[:CREDIT_NAMES])
    if len(names) > CREDIT_NAMES:
        told = say("{names}等 {count} 家", names=told, count=len(names))
    if not licence:
        return told
    sentence = "{names}（均为 {licence}）" if len(names) > 1 else "{names}（{licence}）"
    return say(sentence, names=told, licence=licence)


def _kind(item: Item) -> str:
    """What is credited, in a word."""
    if item.key.startswith("music"):
        return say("音乐")
    if isinstance(item.source, Sound):
        return say("声音")
    return say("影像") if isinstance(item.source, Moving) else say("图片")
