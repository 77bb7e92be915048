"""Displayed text -> units with their toned pinyin: what a voice says and an aligner listens for."""

import functools
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from fanxing.media.dictionary import word_ends
from fanxing.media.speech.lexicon import Readings, toned
from fanxing.media.speech.museum_words import MUSEUM_WORDS
from fanxing.media.speech.pace import rests
from fanxing.media.speech.pauses import Pause
from fanxing.media.speech.spoken import HAN, Piece, UnitKind, pieces, plain

Tongue = Literal["zh", "en"]
"""Mandarin, from pinyin; English, from letters."""

_HAN_RUN = re.compile(rf"{HAN}+")
_COUNTING_BEFORE = frozenset("零〇一二三四五六七八九十百千万亿两第初")
_COUNTING_AFTER = frozenset("零〇一二三四五六七八九十月")


@dataclass(frozen=True, slots=True)
class Unit:
    """One Han character, run of digits or Latin word of a displayed line, and how it is said."""

    at: int
    """Index of its first character in the line."""
    length: int
    """Characters."""
    kind: UnitKind
    """What it is on the screen."""
    shown: str
    """As displayed."""
    tongue: Tongue
    """Which voice says it."""
    say: tuple[str, ...]
    """Pinyin syllables with tone numbers (``zhong1``, 5 is neutral), or one Latin word; empty where nobody knows."""
    pause: Pause
    """Rest after it."""
    is_word_end: bool = True
    """Whether a word ends with it: inside a word the voice flows on."""


@functools.lru_cache(maxsize=4096)
def _museum_readings() -> Readings:
    return toned(MUSEUM_WORDS)


def read(text: str, lexicon: Readings | None = None) -> tuple[Unit, ...]:
    """Give every unit of a displayed line, in order, with its reading.

    Args:
        text: One line, as displayed.
        lexicon: The recipe's own readings (``lexicon.toned``); they go before all others.
    """
    parts = pieces(text)
    says = _dictionary(parts)
    flat = plain(text)
    for known in (_museum_readings(), lexicon or {}):
        _overrule(says, flat, parts, known)
    ends = word_ends(flat)
    units = [
        Unit(
            at=part.at,
            length=part.length,
            kind=part.kind,
            shown=part.shown,
            tongue="en" if part.kind == "latin" and said == (part.shown,) else "zh",
            say=said,
            pause=rest,
            is_word_end=part.end in ends,
        )
        for part, said, rest in zip(parts, says, rests(text), strict=True)
    ]
    return tuple(_sandhi(units))


def overruled(text: str, lexicon: Readings | None = None) -> frozenset[int]:
    """Indices of units that a dictionary alone would read otherwise than ``read`` does."""
    parts = pieces(text)
    alone, known = _dictionary(parts), _dictionary(parts)
    for words in (_museum_readings(), lexicon or {}):
        _overrule(known, plain(text), parts, words)
    return frozenset(at for at, (one, other) in enumerate(zip(alone, known, strict=True)) if one != other)


def _dictionary(parts: tuple[Piece, ...]) -> list[tuple[str, ...]]:
    """Read each unit in the context of the Han characters around it."""
    says: list[tuple[str, ...]] = [(part.said,) if part.said == part.shown else () for part in parts]
    owners = [
        (at, mark)
        for at, part in enumerate(parts)
        for mark in (part.said if part.kind != "latin" or part.said != part.shown else " ")
    ]
    said = "".join(mark for _, mark in owners)
    found: dict[int, list[str]] = {}
    for run in _HAN_RUN.finditer(said):
        for place, syllable in enumerate(_pinyin(run.group()), start=run.start()):
            at = owners[place][0]
            found.setdefault(at, [])
            if syllable:
                found[at].append(syllable)
    for at, syllables in found.items():
        says[at] = tuple(syllables)
    return says


def _pinyin(run: str) -> list[str]:
    """Give a toned syllable for each Han character; empty where the dictionary has none."""
    found = _looked_up(run)
    if len(found) != len(run):  # a reading of a phrase that is not one syllable a character
        found = [_looked_up(mark)[0] for mark in run]
    return [syllable.replace("ü", "v") for syllable in found]


def _looked_up(run: str) -> list[str]:
    import pypinyin  # noqa: PLC0415 - its dictionaries are slow to load, and a second run reads nothing

    return pypinyin.lazy_pinyin(
        run,
        style=pypinyin.Style.TONE3,
        neutral_tone_with_five=True,
        errors=lambda rest: [""] * len(rest),  # type: ignore[arg-type, return-value]  # a list is one a character
    )


def _overrule(says: list[tuple[str, ...]], flat: str, parts: tuple[Piece, ...], known: Readings) -> None:
    """Put the readings of known words in place of the dictionary's, longest word first."""
    starts = {part.at: at for at, part in enumerate(parts)}
    taken: set[int] = set()
    for word in sorted(known, key=len, reverse=True):
        for place in _places(flat, word):
            covered = [at for start, at in starts.items() if place <= start < place + len(word)]
            if not taken.isdisjoint(covered):
                continue
            taken.update(covered)
            for at, syllables in zip(covered, _dealt(known[word], len(covered)), strict=True):
                says[at] = syllables


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _dealt(syllables: tuple[str, ...], hands: int) -> list[tuple[str, ...]]:
    """Deal syllables to units in order: one each where the numbers agree."""
    cuts = [round(len(syllables) * at / hands) for at in range(hands + 1)] if hands else [0]
    return [syllables[start:end] for start, end in itertools.pairwise(cuts)]


def _sandhi(units: list[Unit]) -> Iterator[Unit]:
    """Say 一 and 不 as they change before the next tone.

    By hand because pypinyin's rule also bends the digits of 一九四五年; third tones the voice bends itself.
    """
    for at, unit in enumerate(units):
        following = units[at + 1] if at + 1 < len(units) and unit.pause == Pause.NONE else None
        before = units[at - 1] if at and units[at - 1].pause == Pause.NONE else None
        bent = _bent(unit, following, before)
        yield replace(unit, say=bent) if bent else unit


def _bent(unit: Unit, following: Unit | None, before: Unit | None) -> tuple[str, ...] | None:
    if unit.shown not in {"一", "不"} or following is None or not following.say:
        return None
    tone = following.say[0][-1]
    if unit.shown == "不":
        return ("bu2",) if tone == "4" else None
    if unit.say != ("yi1",) or following.shown in _COUNTING_AFTER:
        return None
    if before and before.shown in _COUNTING_BEFORE:
        return None
    if unit.is_word_end and before and not before.is_word_end:
        return None  # 统一、唯一: the last of a word keeps its tone
    return ("yi2",) if tone in "45" else ("yi4",)
