"""When cues are seen: on the frame grid, long enough to be read, never overlapping, without flicker between."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from fanxing.media.captions.segment import PHONE, Limits
from fanxing.model.timing import FrameRange

TAIL_S = 0.25
"""A cue stays this long after its last word."""

CHAIN_S = 0.35
"""A gap below this is closed: a cue that is gone for a moment flickers. Source: Netflix closes gaps up to 0.5 s."""

EARLY_S = 0.27
"""A cue that would be too short comes this much before its first word at most. Source: BBC allows 1.5 s."""


@dataclass(frozen=True)
class Said:
    """What one cue covers of the sound, in frames of the film, exact."""

    start: Fraction
    """Its first word begins."""
    end: Fraction
    """Its last word ends."""
    width: float
    """Of what is shown, in Han characters."""


def moments(
    said: Sequence[Said], rate: Fraction, duration: int | None = None, limits: Limits = PHONE
) -> tuple[FrameRange, ...]:
    """Give each cue its frames.

    Args:
        said: In the order of the script; a start that runs backwards is moved after the one before.
        rate: Frames a second.
        duration: Frames of the film: what is said inside it is shown inside it.
        limits: Shortest and longest, and how fast a viewer reads.

    Returns:
        A range for each, in order, of at least one frame; where two do not meet, at least two frames lie between.
    """
    starts = _starts(said, rate, duration, limits)
    made = []
    for at, one in enumerate(said):
        after = starts[at + 1] if at + 1 < len(starts) else duration
        wished = _wished_end(one, starts[at], rate, limits)
        end = max(starts[at] + 1, wished if after is None else _met(wished, max(after, starts[at] + 1), rate))
        made.append(FrameRange(start=starts[at], duration=end - starts[at]))
    return tuple(made)


def _wished_end(one: Said, start: int, rate: Fraction, limits: Limits) -> int:
    end = max(
        round(one.end + Fraction(str(TAIL_S)) * rate),
        start + round(rate * Fraction(str(limits.shortest_s))),
        start + _frames_to_read(one.width, rate, limits),
    )
    return max(round(one.end), min(end, start + int(rate * Fraction(str(limits.longest_s)))))


def _met(wished: int, after: int, rate: Fraction) -> int:
    """End where the next one begins if the gap would flicker; never after it, and never one frame before it."""
    flicker = max(2, round(rate * Fraction(str(CHAIN_S))))
    return after if after - wished < flicker else wished


def _frames_to_read(width: float, rate: Fraction, limits: Limits) -> int:
    return -int(-Fraction(str(width)) / Fraction(str(limits.per_second)) * rate // 1)


def _starts(said: Sequence[Said], rate: Fraction, duration: int | None, limits: Limits) -> list[int]:
    starts: list[int] = []
    for one in said:
        starts.append(max(round(one.start), starts[-1] + 1 if starts else 0))
    if duration is not None:  # those that would lie beyond the end come earlier, one frame each
        latest = duration
        for at in reversed(range(len(starts))):
            latest = min(latest - 1, starts[at])
            starts[at] = max(latest, at)
    return _earlier(said, starts, rate, limits)


def _earlier(said: Sequence[Said], starts: list[int], rate: Fraction, limits: Limits) -> list[int]:
    """Let a cue that the next one cuts short come a little before its first word, where nothing is seen."""
    early = int(rate * Fraction(str(EARLY_S)))
    made = list(starts)
    for at, (one, after) in enumerate(itertools.pairwise(starts)):
        need = max(round(rate * Fraction(str(limits.shortest_s))), _frames_to_read(said[at].width, rate, limits))
        free = one - (max(round(said[at - 1].end), made[at - 1] + 1) if at else 0)
        made[at] = one - max(0, min(need - (after - one), free, early))
    return made
