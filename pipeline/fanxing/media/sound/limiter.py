"""A true-peak limiter that looks ahead.

Written by hand: ffmpeg's alimiter knows sample peaks only (a decoded AAC then overshoots), and loudnorm's
limiter rides the level of the whole programme. Here the gain is a smooth curve below what each peak asks for.
"""

import functools

import numpy as np
import soxr
from numpy.typing import NDArray

from fanxing.media.wav import Sound
from fanxing.model.timing import SAMPLE_RATE

REACH = 960
"""Samples (20 ms) before and after a peak over which the gain falls and comes back: no click, no pumping."""

_OVER = 4
"""Oversampling at which peaks are looked for. Source: ITU-R BS.1770-4, annex 2."""

_PIECE, _MARGIN = 10 * SAMPLE_RATE, 1_200
"""Samples looked at together, and what is added on both sides so that pieces meet: bounds the memory."""

_BLOCK = 1_200
"""Samples that are looked at more closely, or are not, together."""

_QUIET = 0.4
"""A peak between samples is looked for where samples reach this share of the ceiling: a wave between them that stands
8 dB above all of them is no sound that anybody records, and the finished mix is measured whole."""


def limited(sound: Sound, ceiling_dbtp: float) -> Sound:
    """Turn down what is louder, so that true peaks lie at or (within 0.1 dB) below ``ceiling_dbtp``.

    Args:
        sound: ``(samples, 2)``; both channels get the same gain, so that nothing moves aside.
        ceiling_dbtp: In dBTP, below 0.
    """
    ceiling = 10 ** (ceiling_dbtp / 20)
    found = peaks(sound, _QUIET * ceiling)
    near = _stretches(found > ceiling, 2 * REACH)
    if not near:
        return sound
    made = np.array(sound, dtype=np.float32)
    for start, end in near:
        wanted = ceiling / np.maximum(found[start:end].astype(np.float64), ceiling)
        made[start:end] *= _smooth(_lowest(wanted, REACH), REACH).astype(np.float32)[:, None]
    return made


def peaks(sound: Sound, above: float = 0.0) -> NDArray[np.float32]:
    """Find the true peak around each sample, of the louder channel, ``(samples,)``.

    Args:
        sound: ``(samples, 2)``.
        above: Around samples that stay below it, what they are themselves is enough.
    """
    found = _louder(sound)
    loud = np.maximum.reduceat(found, np.arange(0, len(found), _BLOCK)) > above if len(found) else np.zeros(0, bool)
    for first, last in _stretches(loud, 0):
        begin, end = first * _BLOCK, min(last * _BLOCK, len(sound))
        for start in range(begin, end, _PIECE):
            stop = min(start + _PIECE, end)
            low, high = max(0, start - _MARGIN), min(len(sound), stop + _MARGIN)
            between = _between(sound[low:high])[start - low : stop - low]
            np.maximum(found[start:stop], between, out=found[start:stop])
    return found


def _between(sound: Sound) -> Sound:
    """The highest value from each sample up to the next, of the louder channel."""
    fine = soxr.resample(np.ascontiguousarray(sound), SAMPLE_RATE, SAMPLE_RATE * _OVER, quality="HQ")
    loud = _louder(fine)[: len(sound) * _OVER]
    loud = np.pad(loud, (0, len(sound) * _OVER - len(loud)))
    return functools.reduce(np.maximum, (loud[phase::_OVER] for phase in range(_OVER)))


def _stretches(wanted: NDArray[np.bool_], reach: int) -> list[tuple[int, int]]:
    """Start and end of each run of what is wanted, with ``reach`` on both sides; what touches is one."""
    at = np.flatnonzero(wanted)
    if not len(at):
        return []
    gaps = np.flatnonzero(np.diff(at) > 2 * reach + 1)
    starts = np.maximum(at[np.concatenate([[0], gaps + 1])] - reach, 0)
    ends = np.minimum(at[np.concatenate([gaps, [len(at) - 1]])] + 1 + reach, len(wanted))
    return [(int(start), int(end)) for start, end in zip(starts, ends, strict=True)]


def _louder(sound: Sound) -> Sound:
    """Give the absolute value of the louder channel; ten times as fast as ``max`` over a short axis."""
    return np.asarray(np.maximum(np.abs(sound[:, 0]), np.abs(sound[:, 1])))


def _lowest(values: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    """Find the lowest value within ``reach`` on both sides (van Herk: three passes, whatever the reach)."""
    width = 2 * reach + 1
    padded = np.pad(values, (reach, reach + (-(len(values) + 2 * reach)) % width), constant_values=1.0)
    blocks = padded.reshape(-1, width)
    forth = np.minimum.accumulate(blocks, axis=1).ravel()
    back = np.minimum.accumulate(blocks[:, ::-1], axis=1)[:, ::-1].ravel()
    return np.minimum(back[: len(values)], forth[width - 1 : width - 1 + len(values)])


def _smooth(values: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    """Mean over two boxes that together reach ``reach`` samples: never above the lowest value's own place."""
    half = reach // 2
    for _ in range(2):
        padded = np.pad(values, half, mode="edge")
        total = np.concatenate([[0.0], np.cumsum(padded)])
        values = (total[2 * half + 1 :] - total[: -2 * half - 1]) / (2 * half + 1)
    return values
