"""The second language: a sentence kept whole over the cues of the first, or parted where it takes breath itself."""

import itertools
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from fanxing.media.english import breath
from fanxing.model.bilingual import CUE_LETTERS

_BREATH = re.compile(r"(?<=[,;:—.!?])(?<!\b[A-Z]\.)\s+|(?<=[,;:.!?][\"'”’)])\s+")
"""After a clause; an initial's dot ends none."""
_LEAST_WORDS = 3
"""Fewer words than these are never shown alone."""
_NEAR = 0.15
"""How far, as a share of the sentence, a clause may end from where its cue does: about a word of it."""
_FAR = 0.35
"""How far a part of a sentence may, that is longer than a cue shows."""

_BREATHS = {3: 0.0, 2: 10.0, 1: 16.0, 0: 40.0}
"""What it costs to part a long sentence, by how well it does: never where a phrase is cut."""
_PART, _OFF, _OVER = 3.0, 60.0, 1.5
"""What each part costs, what one costs that ends a whole sentence away from its cue, and each letter too many."""


def shared(text: str | None, weights: Sequence[float], most: int = CUE_LETTERS) -> tuple[str | None, ...]:
    """Lay a sentence over as many cues as there are weights.

    Args:
        text: One sentence of words parted by spaces; None or blank gives None everywhere.
        weights: Width of each cue of the first language.
        most: Letters that a cue shows.

    Returns:
        A text for each cue: the whole sentence, the same on each of them, unless it can be parted after a clause
        about where a cue ends; one that no cue shows whole is parted at its clauses and before its smaller phrases,
        as near the cues as they allow. Neighbouring cues with the same text apart, they are the sentence, in order.
    """
    whole = " ".join((text or "").split())
    if not whole or not weights:
        return (None,) * len(weights)
    if len(whole) > most:
        return _parted(whole.split(" "), weights, most)
    clauses = _clauses(whole)
    edges = _edges([len(one) + 1 for one in clauses], weights)
    out: list[str | None] = []
    for (first, cue), (last, after) in itertools.pairwise(edges):
        out += [" ".join(clauses[first:last])] * (after - cue)
    return tuple(out)


@dataclass(frozen=True)
class _Way:
    """A sentence up to a word, laid over the cues up to one."""

    cost: float
    """Of all its parts."""
    words: int
    """So many of its words."""
    cues: int
    """So many of the cues."""
    before: "_Way | None" = None
    """Without its last part."""


def _parted(words: Sequence[str], weights: Sequence[float], most: int) -> tuple[str, ...]:
    """Part a sentence that is too long for one cue: the cheapest way, by dynamic programming, cue after cue."""
    places = [0, *itertools.accumulate(len(word) + 1 for word in words)]
    letters, cues = _shares([len(word) + 1 for word in words]), _shares(weights)
    inner = range(_LEAST_WORDS, len(words))
    joints = {at: cost for at in inner if (cost := _BREATHS.get(breath(words[at - 1], words[at]), math.inf)) < math.inf}
    open_ = {0: _Way(0.0, 0, 0)}  # word -> the cheapest way to it over any cues so far
    for cue in range(1, len(weights)):
        near = {at: joint for at, joint in joints.items() if abs(letters[at] - cues[cue]) <= _FAR}
        ways = {
            at: _Way(cost + near[at] + _OFF * abs(letters[at] - cues[cue]), at, cue, before)
            for at, cost, before in _befores(open_, near, places, most)
        }
        open_ |= {at: way for at, way in ways.items() if at not in open_ or way.cost < open_[at].cost}
    whole = (len(words), 0.0, open_[0])  # a sentence of fewer words is one part
    _, cost, before = next(_befores(open_, [len(words)], places, most), whole)
    way = _Way(cost, len(words), len(weights), before)
    out: list[str] = []
    while way.before is not None:
        part = " ".join(words[way.before.words : way.words])
        out = [part] * (way.cues - way.before.cues) + out
        way = way.before
    return tuple(out)


def _befores(
    ways: Mapping[int, _Way], ends: Iterable[int], places: Sequence[int], most: int
) -> Iterator[tuple[int, float, _Way]]:
    """Give, of words that a part may end before, each with the cheapest cost with that part, and the way before it.

    Only ways that a cue's letters reach are looked at one by one; of all farther ones the same one stays the cheapest,
    since each letter too many costs as much as the next.
    """
    starts, far, passed, reached = sorted(ways), None, 0, 0
    for at in ends:
        while reached < len(starts) and starts[reached] <= at - _LEAST_WORDS:
            reached += 1
        while passed < reached and places[at] - places[starts[passed]] > most:
            way = ways[starts[passed]]
            far = min(far or way, way, key=lambda one: one.cost - _OVER * places[one.words])
            passed += 1
        near = [ways[start] for start in starts[passed:reached]]
        costs = [
            (one.cost + _OVER * max(0, places[at] - places[one.words] - 1 - most), one)
            for one in ([far, *near] if far is not None else near)
        ]
        if costs:
            cost, before = min(costs, key=lambda one: one[0])
            yield at, cost + _PART, before


def _clauses(whole: str) -> list[str]:
    """Part at clause marks that a space follows, so that no part has one or two words alone."""
    parts = _BREATH.split(whole)
    found: list[str] = []
    for part in filter(None, parts):
        if found and min(len(found[-1].split()), len(part.split())) < _LEAST_WORDS:
            found[-1] += f" {part}"
        else:
            found.append(part)
    return found


def _edges(lengths: Sequence[float], weights: Sequence[float]) -> list[tuple[int, int]]:
    """Pairs of a clause and a cue that begin together: as many as lie near each other, the nearest of them."""
    clauses, cues = _shares(lengths), _shares(weights)
    best: dict[tuple[int, int], tuple[float, tuple[int, int] | None]] = {(0, 0): (0.0, None)}
    for clause in range(1, len(lengths)):
        for cue in range(1, len(weights)):
            off = abs(clauses[clause] - cues[cue])
            if off <= _NEAR:
                befores = [(best[one][0] + off - 1.0, one) for one in best if one[0] < clause and one[1] < cue]
                best[clause, cue] = min(befores)
    ends = min(best, key=lambda one: best[one][0])
    edges = [(len(lengths), len(weights))]
    step: tuple[int, int] | None = ends
    while step is not None:
        edges.append(step)
        step = best[step][1]
    return edges[::-1]


def _shares(weights: Sequence[float]) -> list[float]:
    total = sum(weights) or 1.0
    return [0.0, *(one / total for one in itertools.accumulate(weights))]
