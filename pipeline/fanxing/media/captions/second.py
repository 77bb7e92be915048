"""The second language: a sentence kept whole over the cues of the first, or parted where it takes breath itself."""

import itertools
import re
from collections.abc import Sequence

_BREATH = re.compile(r"(?<=[,;:—.!?])(?<!\b[A-Z]\.)\s+|(?<=[,;:.!?][\"'”’)])\s+")
"""After a clause; an initial's dot ends none."""
_LEAST_WORDS = 3
"""Fewer words than these are never shown alone."""
_NEAR = 0.15
"""How far, as a share of the sentence, a clause may end from where its cue does: about a word of it."""
_WIDE = 84
"""Letters of two lines. Source: Netflix, English, 42 a line. A longer sentence is parted further from its cues."""
_NEAR_WIDE = 0.35


def shared(text: str | None, weights: Sequence[float]) -> tuple[str | None, ...]:
    """Lay a sentence over as many cues as there are weights.

    Args:
        text: One sentence of words parted by spaces; None or blank gives None everywhere.
        weights: Width of each cue of the first language.

    Returns:
        A text for each cue: the whole sentence, the same on each of them, unless it can be parted after a clause
        about where a cue ends. Neighbouring cues with the same text apart, they are the sentence, in order.
    """
    whole = " ".join((text or "").split())
    if not whole or not weights:
        return (None,) * len(weights)
    clauses = _clauses(whole)
    edges = _edges([len(one) + 1 for one in clauses], weights, _NEAR_WIDE if len(whole) > _WIDE else _NEAR)
    out: list[str | None] = []
    for (first, cue), (last, after) in itertools.pairwise(edges):
        out += [" ".join(clauses[first:last])] * (after - cue)
    return tuple(out)


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


def _edges(lengths: Sequence[float], weights: Sequence[float], near: float) -> list[tuple[int, int]]:
    """Pairs of a clause and a cue that begin together: as many as lie near each other, the nearest of them."""
    clauses, cues = _shares(lengths), _shares(weights)
    best: dict[tuple[int, int], tuple[float, tuple[int, int] | None]] = {(0, 0): (0.0, None)}
    for clause in range(1, len(lengths)):
        for cue in range(1, len(weights)):
            off = abs(clauses[clause] - cues[cue])
            if off <= near:
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
