"""Whom the end card names: holders of rights, by licence, as many as can be read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fanxing.model.document import Document
from fanxing.model.footage import Footage, Item, Moving, Sound
from fanxing.model.licences import Terms, terms
from fanxing.model.storyboard import Shot
from fanxing.model.words import say

CREDIT_LINES, CREDIT_LETTERS, CREDIT_NAMES = 15, 640, 12
"""The most that an end card tells of sources: lines, characters, and names in one line. In every template and shape
that leaves them 20 pixels and more."""


class EndCredits(Document):
    """What an end card tells of sources, and what it does not."""

    lines: tuple[str, ...]
    """As they are set."""
    unnamed: tuple[str, ...] = ()
    """Holders of rights whom the lines count and do not name: the words under the film must."""


@dataclass(frozen=True)
class _Line:
    """All holders of rights under one licence, for the same kinds of things."""

    kinds: tuple[str, ...]
    names: tuple[str, ...]
    terms: Terms | None

    @property
    def text(self) -> str:
        """As it is set."""
        licence = self.terms.name if self.terms else ""
        return say("{what}：{who}", what="、".join(self.kinds), who=_under(self.names, licence))

    @property
    def must(self) -> bool:
        """Whether the licence asks that they be named."""
        return self.terms is not None and self.terms.attribution


def film_items(shots: Iterable[Shot], footage: Footage) -> tuple[Item, ...]:
    """What of the footage is in the film: pictures and clips of its shots, and every sound."""
    seen = {shot.item.key for shot in shots if shot.item is not None}
    return tuple(one for one in footage.items if one.key in seen or isinstance(one.source, Sound))


def credit_lines(items: Iterable[Item], guide: str = "") -> EndCredits:
    """Write the end card's credits: one line for all holders of rights under one licence.

    What a card cannot hold is left to the words under the film; what must be named by its licence comes first.

    Args:
        items: What is seen and heard in the film.
        guide: Whose recorded voice is heard; empty for none.
    """
    holders: dict[tuple[str, Terms | None], dict[str, None]] = {}
    for item in items:
        if item.credit:
            holders.setdefault((_kind(item), _terms(item)), {})[item.credit] = None
    kinds: dict[tuple[tuple[str, ...], Terms | None], list[str]] = {}
    for (kind, licence), named in holders.items():
        kinds.setdefault((tuple(named), licence), []).append(kind)
    lines = [_Line(tuple(kind), names, licence) for (names, licence), kind in kinds.items()]
    kept = _held(lines)
    told = [say("讲解：{name}", name=guide)] if guide else []
    told += [lines[at].text for at in kept]
    left = [one for at, one in enumerate(lines) if at not in kept]
    named_so = {(name, lines[at].terms) for at in kept for name in lines[at].names}
    count = len({(name, one.terms) for one in left for name in one.names} - named_so)
    if count:
        told.append(say("另有 {count} 个来源，见作品简介", count=count))
    unnamed = [name for one in left for name in one.names]
    unnamed += [name for at in kept for name in lines[at].names[CREDIT_NAMES:]]
    return EndCredits(lines=tuple(told), unnamed=tuple(dict.fromkeys(unnamed)))


def _terms(item: Item) -> Terms | None:
    """What an item's licence asks; one that nobody knows asks nothing, and is told as it was written."""
    if not item.licence or item.licence == "own":
        return None
    return terms(item.licence) or Terms(name=item.licence)


def _held(lines: Sequence[_Line]) -> tuple[int, ...]:
    """Which lines an end card holds, in their order; those that a licence asks for go before the others."""
    kept: list[int] = []
    letters_left = CREDIT_LETTERS
    for at in sorted(range(len(lines)), key=lambda at: not lines[at].must):
        letters = len(lines[at].text)
        if len(kept) < CREDIT_LINES and (letters <= letters_left or not kept):
            kept.append(at)
            letters_left -= letters
    return tuple(sorted(kept))


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
