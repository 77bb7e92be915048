"""Finds what a text says of how much: measures, counts, how long something lasted; none overlaps another."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from fanxing.checks.facts import counts, measures, spells
from fanxing.checks.facts.claims import Claim
from fanxing.checks.facts.idioms import IDIOMS
from fanxing.checks.facts.numerals import plain
from fanxing.checks.facts.units import COUNTERS


def amounts(text: str, *, every: bool = False) -> Iterator[Claim]:
    """Find every claim of how much.

    Args:
        text: A sentence or more.
        every: Counts of one as well: in what is known they may be needed, in speech they claim little.
    """
    plainly = plain(text)
    taken = [False] * len(text)
    for match in IDIOMS.finditer(plainly):
        taken[match.start() : match.end()] = [True] * (match.end() - match.start())
    for pattern, read in (*_READERS, (spells.LASTING, spells.told_lasting)) if every else _READERS:
        for match in pattern.finditer(plainly):
            read_here = [one for one in read(match, plainly) if not any(taken[one.at : one.end])]
            if pattern is counts.COUNT and not every:  # what is no count is no bare one either: 二十四节气
                taken[match.start() : match.end()] = [True] * (match.end() - match.start())
            for claim in (one for one in read_here if every or not _is_one(one)):
                taken[claim.at : claim.end] = [True] * len(claim.text)
                yield _worded(claim, text)


def _is_one(claim: Claim) -> bool:
    least = 1 if claim.unit in COUNTERS else 2
    return claim.kind == "count" and claim.quantity is not None and claim.quantity.high <= least


def _worded(claim: Claim, text: str) -> Claim:
    """Give the claim in the text's own characters, without blanks around it."""
    words = text[claim.at : claim.end]
    return replace(claim, text=words.strip(), at=claim.at + len(words) - len(words.lstrip()))


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str], Iterator[Claim]]], ...] = (
    (measures.SIDES, measures.sides),
    (measures.SPAN, measures.span),
    (measures.COMPOUND, measures.compound),
    (measures.AGED, measures.aged),
    (measures.SCALE, measures.scale),
    (measures.SHARE, measures.share),
    (measures.MEASURE, measures.measure),
    (spells.LATER, spells.later),
    (spells.LASTING, spells.lasting),
    (counts.MEN, counts.men),
    (counts.CHILDREN, counts.children),
    (counts.BIG, counts.big),
    (counts.STROKES, counts.strokes),
    (counts.PAIR, counts.pair),
    (counts.COUNT, counts.count),
    (counts.BARE, counts.bare),
)
"""In the order in which they are tried."""
