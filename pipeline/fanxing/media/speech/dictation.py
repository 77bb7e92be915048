"""What is handed to a voice that reads text by itself: numbers in words, odd readings respelt, marks given back."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fanxing.media.speech.pauses import Pause
from fanxing.media.speech.reading import Unit, overruled, read
from fanxing.media.speech.speaker import Order
from fanxing.media.speech.spoken import pieces, plain
from fanxing.media.speech.unit_times import spoken_units
from fanxing.model.narration import Spoken
from fanxing.model.timing import SAMPLE_RATE

_MARKS = {Pause.BEAT: "、", Pause.CLAUSE: "，", Pause.SENTENCE: "。"}
_ASKING = "？?！!"
_ONSET_DB = 35.0
_FARTHEST_S = 0.2


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the dictated text, and when it is heard, as a service tells it."""

    text: str
    """Characters or a word."""
    start: float
    """Seconds."""
    end: float
    """Seconds."""


@dataclass(frozen=True, slots=True)
class Dictation:
    """A line as a voice is to read it."""

    text: str
    """In words, with punctuation."""
    owner: tuple[int, ...]
    """Unit of each character of ``text``; -1 for punctuation and spaces."""
    units: tuple[Unit, ...]
    """Of the displayed line."""


def dictation(order: Order) -> Dictation:
    """Write a line for a voice that knows no lexicon: what it would misread stands as a character that sounds right."""
    units = read(order.text, order.lexicon)
    flat = plain(order.text)
    odd = overruled(order.text, order.lexicon)
    text, owner = "", []
    for at, (unit, piece) in enumerate(zip(units, pieces(order.text), strict=True)):
        said = _respelt(unit) if at in odd or _is_rare(unit) else piece.said
        said = f" {said} " if unit.tongue == "en" else said
        after = flat[piece.end : units[at + 1].at if at + 1 < len(units) else len(flat)]
        mark = next((sign for sign in after if sign in _ASKING), _MARKS.get(unit.pause, ""))
        text += said + mark
        owner += [at] * len(said) + [-1] * len(mark)
    return Dictation(text, tuple(owner), units)


def _is_rare(unit: Unit) -> bool:
    """Whether a voice may not know a character: it is not among the 6,763 of GB 2312."""
    try:
        unit.shown.encode("gb2312")
    except UnicodeEncodeError:
        return unit.kind == "han"
    return False


def _respelt(unit: Unit) -> str:
    """Give common characters that have this reading and no other; the unit itself where there are none."""
    letters = [_homophones().get(syllable, "") for syllable in unit.say]
    return "".join(letters) if letters and all(letters) else unit.shown


@functools.cache
def _homophones() -> dict[str, str]:
    """Syllable with its tone number -> a common character (GB 2312, level one) that is always read so, or usually."""
    import pypinyin  # noqa: PLC0415 - its dictionaries are slow to load, and a second run reads nothing
    import pypinyin.constants  # noqa: PLC0415

    always: dict[str, str] = {}
    usually: dict[str, str] = {}
    for row in range(16, 56):  # level one: the 3,755 commonest characters
        for column in range(1, 95):
            try:
                letter = bytes([0xA0 + row, 0xA0 + column]).decode("gb2312")
            except UnicodeDecodeError:
                continue
            style = pypinyin.Style.TONE3
            syllable = pypinyin.lazy_pinyin(letter, style=style, neutral_tone_with_five=True)[0].replace("ü", "v")
            readings = pypinyin.constants.PINYIN_DICT.get(ord(letter), "").split(",")
            (always if len(readings) == 1 else usually).setdefault(syllable, letter)
    return usually | always


def units_of_marks(said: Dictation, marks: Sequence[Mark], samples: int) -> tuple[Spoken, ...]:
    """Turn a service's marks into the times of units; a unit that no mark tells of shares its neighbours' gap."""
    spans: list[tuple[int, int] | None] = [None] * len(said.units)
    at = 0
    for mark in marks:
        place = said.text.find(mark.text.strip(), at)
        if not mark.text.strip() or place < 0:
            continue
        at = place + len(mark.text.strip())
        spoken = [index for index in range(place, at) if said.owner[index] >= 0]
        step = (mark.end - mark.start) / max(1, len(spoken))
        for number, index in enumerate(spoken):
            first = round((mark.start + step * number) * SAMPLE_RATE)
            last = round((mark.start + step * (number + 1)) * SAMPLE_RATE)
            known = spans[said.owner[index]]
            spans[said.owner[index]] = (known[0] if known else first, last)
    return spoken_units(said.units, spans, samples)


def shifted(marks: Sequence[Mark], sound: NDArray[np.float32]) -> list[Mark]:
    """Move all marks so that the first begins where sound begins: an encoder's delay is the same for all.

    Source: MP3 encoders and decoders delay by 1,105 samples, 46 ms at 24 kHz (LAME technical FAQ).
    """
    level = np.abs(sound)
    loud = np.flatnonzero(level > level.max(initial=0.0) * 10 ** (-_ONSET_DB / 20))
    if not len(loud) or not marks:
        return list(marks)
    by = float(loud[0]) / SAMPLE_RATE - marks[0].start
    if abs(by) > _FARTHEST_S:
        return list(marks)
    return [Mark(mark.text, max(0.0, mark.start + by), max(0.0, mark.end + by)) for mark in marks]
