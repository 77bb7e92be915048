"""What the filters of ffmpeg noted of a clip while it was written: where it is black, and where it stands still."""

import re
from fractions import Fraction

from fanxing.model.timing import FILM_RATE

_SHORTEST_STRETCH = 6
"""Frames below which black or stillness is not told."""


def stretches(notes: str, frames: int) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    """Read from the filters' notes which stretches are black, and which stand still: first frame, first after."""
    return _stretches(notes, "black_start", "black_end", frames), _stretches(
        notes, "freezedetect.freeze_start", "freezedetect.freeze_end", frames
    )


def _stretches(notes: str, start: str, end: str, frames: int) -> tuple[tuple[int, int], ...]:
    begun: int | None = None
    found: list[tuple[int, int]] = []
    for name, seconds in re.findall(rf"lavfi\.({re.escape(start)}|{re.escape(end)})=([\d.]+)", notes):
        at = min(frames, round(Fraction(seconds) * FILM_RATE))
        if name == start:
            begun = at
        elif begun is not None:
            found.append((begun, at))
            begun = None
    if begun is not None:
        found.append((begun, frames))
    return tuple(one for one in found if one[1] - one[0] >= _SHORTEST_STRETCH)
