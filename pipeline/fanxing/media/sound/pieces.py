"""Pieces of sound placed on the film."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from fanxing.media.wav import Sound

EDGE = 240
"""Samples over which a piece comes and goes, 5 ms: no click at a cut, no word cut off."""


@dataclass(frozen=True, eq=False)
class Piece:
    """A sound and the sample of the film on which it starts."""

    name: str
    """What it is, for people: id of the line, key of the footage."""
    sound: Sound
    """``(samples,)`` or ``(samples, 2)``."""
    at: int
    """Sample of the film on which it starts."""


def lay(pieces: Iterable[Piece], samples: int, edge: int = EDGE) -> Sound:
    """Sum the pieces into a stereo bus, ``(samples, 2)``; what lies beyond its end is cut off.

    Args:
        pieces: A mono one sounds from both loudspeakers alike.
        samples: Length of the bus.
        edge: Samples over which each piece comes and goes.
    """
    bus = np.zeros((samples, 2), dtype=np.float32)
    for piece in pieces:
        sound = piece.sound[: max(0, samples - piece.at)]
        if len(sound):
            laid = eased(sound, edge)
            bus[piece.at : piece.at + len(sound)] += laid[:, None] if laid.ndim == 1 else laid
    return bus


def eased(sound: Sound, edge: int) -> Sound:
    """Make a copy that comes and goes over ``edge`` samples, or over half its length where it is short."""
    return faded(sound, edge, edge)


def faded(sound: Sound, rise: int, fall: int) -> Sound:
    """Make a copy with a raised-cosine fade at both ends, each at most half the length; in samples."""
    out = np.array(sound, dtype=np.float32)
    half = len(out) // 2
    for length, part in ((min(rise, half), slice(None)), (min(fall, half), slice(None, None, -1))):
        if length > 0:
            ramp = (0.5 - 0.5 * np.cos(np.pi * (np.arange(length) + 0.5) / length)).astype(np.float32)
            out[part][:length] *= ramp if out.ndim == 1 else ramp[:, None]
    return out
