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


def limited(sound: Sound, ceiling_dbtp: float) -> Sound:
    """Turn down what is louder, so that true peaks lie at or (within 0.1 dB) below ``ceiling_dbtp``.

    Args:
        sound: ``(samples, 2)``; both channels get the same gain, so that nothing moves aside.
        ceiling_dbtp: In dBTP, below 0.
    """
    ceiling = 10 ** (ceiling_dbtp / 20)
    wanted = ceiling / np.maximum(peaks(sound), ceiling)
    if wanted.min(initial=1.0) >= 1.0:
        return sound
    return np.asarray(sound * _smooth(_lowest(wanted, REACH), REACH)[:, None], dtype=np.float32)


def peaks(sound: Sound) -> NDArray[np.float64]:
    """Find the true peak around each sample, of the louder channel, ``(samples,)``."""
    found = np.zeros(len(sound))
    for start in range(0, len(sound), _PIECE):
        low, high = max(0, start - _MARGIN), min(len(sound), start + _PIECE + _MARGIN)
        fine = soxr.resample(np.ascontiguousarray(sound[low:high]), SAMPLE_RATE, SAMPLE_RATE * _OVER, quality="HQ")
        loud = _louder(fine)[: (high - low) * _OVER]
        loud = np.pad(loud, (0, (high - low) * _OVER - len(loud)))
        near = functools.reduce(np.maximum, (loud[phase::_OVER] for phase in range(_OVER)))
        end = min(start + _PIECE, len(sound))
        found[start:end] = near[start - low : end - low]
    return np.asarray(np.maximum(found, _louder(sound)), dtype=np.float64)


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
