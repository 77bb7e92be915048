"""Transcript -> script: Needleman and Wunsch on syllables, so that a recogniser's rough times become hints.

By hand because libraries for sequences compare equal letters only: a recogniser writes 青桐 for 青铜, and z for zh.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fanxing.media.speech.align.hints import Hints
from fanxing.media.speech.lexicon import Readings
from fanxing.media.speech.reading import Unit, read
from fanxing.media.speech.recognise.word import Word

_GAP = 0.6
_FAMILIES = ("z zh c ch", "s sh", "l n r", "h f", "d t", "b p", "g k", "j q")
_NEAR_INITIALS = {initial: family[0] for family in _FAMILIES for initial in family.split()}
_PARTS = re.compile(r"(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]?)(.*)")
_WIDEST = 4000
_MATCH = 0.5


@dataclass(frozen=True, slots=True)
class Syllable:
    """One syllable of a text."""

    unit: int
    """Index of its unit."""
    key: str
    """Pinyin without its tone, or a Latin word in small letters."""
    start: float
    """Seconds; not a number in a script."""


def hints(lines: Sequence[str], words: Sequence[Word], lexicon: Readings | None = None) -> Hints:
    """Find the units of a script in the words of a recogniser."""
    units = [unit for line in lines for unit in read(line, lexicon)]
    script = [Syllable(at, key, np.nan) for at, unit in enumerate(units) for key in _keys(unit)]
    heard = syllables_of(words, lexicon)
    seconds = np.full(len(units), np.nan)
    for own, other in pairs([one.key for one in script], [one.key for one in heard]):
        unit = script[own].unit
        if np.isnan(seconds[unit]):
            seconds[unit] = heard[other].start
    return Hints(seconds)


def syllables_of(words: Sequence[Word], lexicon: Readings | None = None) -> list[Syllable]:
    """Spread the time of each word over its syllables; ``unit`` is the index of the word."""
    found = []
    for at, word in enumerate(words):
        keys = [key for unit in read(word.text, lexicon) for key in _keys(unit)]
        step = (word.end - word.start) / max(1, len(keys))
        found += [Syllable(at, key, word.start + step * number) for number, key in enumerate(keys)]
    return found


def _keys(unit: Unit) -> list[str]:
    return [one.rstrip("12345") if unit.tongue == "zh" else one.lower() for one in unit.say]


def pairs(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Pair syllables of two sequences in order, where they sound alike."""
    if not left or not right:
        return []
    names = sorted({*left, *right})
    index = {name: at for at, name in enumerate(names)}
    alike = np.array([[likeness(one, other) for other in names] for one in names], np.float32)
    a, b = np.array([index[one] for one in left]), np.array([index[one] for one in right])
    way, first = _filled(a, b, alike)
    found = _traced(way, first, len(a), len(b))
    return [(i, j) for i, j in found if alike[a[i], b[j]] >= _MATCH]


def likeness(one: str, other: str) -> float:
    """How alike two syllables sound: 1.0 the same, 0.0 nothing in common; toneless pinyin or Latin words."""
    if one == other:
        return 1.0
    left, right = _PARTS.fullmatch(one), _PARTS.fullmatch(other)
    if not left or not right:
        return 0.0
    same_final = left[2] == right[2]
    near_final = left[2].removesuffix("g") == right[2].removesuffix("g")
    near_initial = _NEAR_INITIALS.get(left[1], left[1]) == _NEAR_INITIALS.get(right[1], right[1])
    initial = 0.35 if left[1] == right[1] else 0.25 if near_initial else 0.0
    return (0.5 if same_final else 0.4 if near_final else 0.0) + initial


def _filled(
    a: NDArray[np.int64], b: NDArray[np.int64], alike: NDArray[np.float32]
) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Fill the table row by row, within a band around the diagonal: 0 pair, 1 only left, 2 only right."""
    width = min(len(b) + 1, _WIDEST + abs(len(a) - len(b)))
    middle = np.arange(len(a) + 1) * len(b) // len(a) - width // 2
    first = np.clip(middle, 0, len(b) + 1 - width)
    way = np.zeros((len(a) + 1, width), np.uint8)
    steps = np.arange(width) * _GAP
    row = np.asarray(-steps, np.float64)
    way[0] = 2
    for at in range(1, len(a) + 1):
        shift = int(first[at] - first[at - 1])
        pair, down = _from_above(row, shift)
        columns = first[at] + np.arange(width) - 1
        score = np.where(columns >= 0, 2 * alike[a[at - 1], b[np.maximum(columns, 0)]] - 1, -1e9)
        best = np.maximum(pair + score, down - _GAP)
        along = np.maximum.accumulate(best + steps) - steps
        way[at] = np.where(along > best + 1e-9, 2, np.where(pair + score >= down - _GAP, 0, 1))
        row = along
    return way, first


def _from_above(row: NDArray[np.float64], shift: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Scores of the row above, one column to the left and straight above, after the band has moved by ``shift``."""
    low = np.full(len(row) + 1, -1e9)
    wide = np.concatenate([low[:1], row, low])
    return wide[shift : shift + len(row)], wide[shift + 1 : shift + 1 + len(row)]


def _traced(way: NDArray[np.uint8], first: NDArray[np.int64], i: int, j: int) -> list[tuple[int, int]]:
    found = []
    while i > 0 and j > 0:
        step = way[i, j - first[i]]
        if step == 0:
            i, j = i - 1, j - 1
            found.append((i, j))
        elif step == 1:
            i -= 1
        else:
            j -= 1
    return found[::-1]
