"""When each unit of a line is heard, mended where a take tells it badly."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from fanxing.media.captions.marks import is_word, width
from fanxing.model.narration import Spoken
from fanxing.model.timing import SAMPLE_RATE


@dataclass(frozen=True)
class Heard:
    """When a stretch of a line is heard, in seconds of its take."""

    at: int
    """Index of its first character."""
    end: int
    """Index after its last character."""
    start_s: float
    """Begins."""
    end_s: float
    """Ends."""


def heard_units(text: str, units: Sequence[Spoken], samples: int) -> tuple[Heard, ...]:
    """Give the units of a take in order, never running backwards; spread evenly where the take tells none.

    Args:
        text: The line.
        units: As the take tells them; what lies outside the line or runs backwards is mended.
        samples: Length of the take.
    """
    made: list[Heard] = []
    for unit in sorted(units, key=lambda one: one.at):
        before = made[-1] if made else Heard(0, 0, 0.0, 0.0)
        at, end = max(unit.at, before.end), min(unit.at + unit.length, len(text))
        if at < end:
            start_s = max(unit.start / SAMPLE_RATE, before.end_s)
            made.append(Heard(at, end, start_s, max(unit.end / SAMPLE_RATE, start_s)))
    return tuple(made) or _spread(text, samples / SAMPLE_RATE)


def _spread(text: str, seconds: float) -> tuple[Heard, ...]:
    marks = [at for at, mark in enumerate(text) if is_word(mark) and width(mark)]
    total = sum(width(text[at]) for at in marks)
    ends = list(itertools.accumulate(width(text[at]) for at in marks))
    return tuple(
        Heard(at, at + 1, seconds * (end - width(text[at])) / total, seconds * end / total)
        for at, end in zip(marks, ends, strict=True)
    )
