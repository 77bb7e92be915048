"""Time: whole frames at one exact rate, half-open ranges; sound in samples at 48 kHz.

Seconds as floats exist only in what people write and read. Rounding up from float seconds gives a wrong frame
count for 975 of the 1,999 whole-frame NTSC lengths below 2,000 frames.
"""

import math
from fractions import Fraction
from typing import Annotated

from pydantic import Field, PlainSerializer, PlainValidator

from fanxing.model.document import Document

SAMPLE_RATE = 48_000
"""Samples a second of all sound inside, in Hz."""

Frames = Annotated[int, Field(ge=0)]
"""A count of frames, or the index of a frame."""

Samples = Annotated[int, Field(ge=0)]
"""A count of samples at ``SAMPLE_RATE``, or the index of one."""


def rate_from_text(text: object) -> Fraction:
    """Read ``30/1`` (or a Fraction) as an exact rate, frames a second."""
    value = Fraction(str(text))
    if value <= 0:
        raise ValueError("a rate is above zero")
    return value


def rate_text(rate: Fraction) -> str:
    """Write a rate as ``30/1``."""
    return f"{rate.numerator}/{rate.denominator}"


Rate = Annotated[Fraction, PlainValidator(rate_from_text), PlainSerializer(rate_text, return_type=str)]
"""Frames a second, exact; ``30/1`` in JSON."""

FILM_RATE = Fraction(30, 1)
"""The rate of every film: all platforms of the profiles take 30/1 (``assets/platforms``)."""


class FrameRange(Document):
    """``[start, start + duration)``: the out point is the first frame *not* shown."""

    start: Frames
    """In point, in frames."""
    duration: Annotated[int, Field(gt=0)]
    """Length, in frames."""

    @property
    def end(self) -> int:
        """Out point: the first frame not shown."""
        return self.start + self.duration

    def meets(self, other: "FrameRange") -> bool:
        """Whether both share at least one frame."""
        return self.start < other.end and other.start < self.end


def frames_for_samples(samples: int, rate: Fraction = FILM_RATE) -> int:
    """Count the frames that cover a sound of ``samples`` at 48 kHz: rounded up, so picture never ends first."""
    return math.ceil(Fraction(samples, SAMPLE_RATE) * rate)


def samples_for_frames(frames: int, rate: Fraction = FILM_RATE) -> int:
    """Count the samples that ``frames`` last, rounded down (exact at 30/1: 1,600 samples a frame)."""
    return math.floor(Fraction(frames) / rate * SAMPLE_RATE)


def frames_for_seconds(seconds: float, rate: Fraction = FILM_RATE) -> int:
    """Turn what a person wrote in seconds into the nearest whole frame."""
    return round(Fraction(str(seconds)) * rate)


def seconds_for_frames(frames: int, rate: Fraction = FILM_RATE) -> float:
    """Seconds for a person to read."""
    return float(Fraction(frames) / rate)


def timecode(frames: int, rate: Fraction = FILM_RATE) -> str:
    """Write a frame index as ``MM:SS:FF`` for people."""
    second, frame = divmod(frames, math.ceil(rate))
    minute, second = divmod(second, 60)
    return f"{minute:02d}:{second:02d}:{frame:02d}"
