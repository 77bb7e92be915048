"""By how much a film's sound comes too late: its own sound track against what was mixed for it."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fanxing.media.measure.heard import LOWERED
from fanxing.media.wav import read_wav
from fanxing.model.timing import SAMPLE_RATE

_REACH = 2.0
"""Seconds each way."""


def sound_offset(heard: NDArray[np.float32], mixed: Path) -> float | None:
    """Give the seconds by which the film's sound is late (negative: early); None where nothing can be compared.

    Args:
        heard: The film's sound on its clock, mono at ``LOWERED``.
        mixed: WAV of ours: the sound that belongs to it.
    """
    meant = _lowered(read_wav(mixed))
    if not len(heard) or not len(meant) or not heard.any() or not meant.any():
        return None
    length = 1 << int(len(heard) + len(meant)).bit_length()
    product = np.fft.rfft(heard, length) * np.conj(np.fft.rfft(meant, length))
    match = np.fft.irfft(product, length)
    reach = int(_REACH * LOWERED)
    around = np.concatenate([match[-reach:], match[: reach + 1]])
    at = int(np.argmax(around))
    power = float(np.linalg.norm(heard) * np.linalg.norm(meant))
    return (at - reach) / LOWERED if around[at] > 0.3 * power else None


def voice_offset(envelope: Sequence[float], spoken: Sequence[tuple[float, float]]) -> float | None:
    """Estimate by how many seconds a voice is late against when it should be heard; None where it cannot be told.

    For packages, whose mix is no longer there: the loud stretches of the film against those of its timeline. Good
    to about 30 ms, so less counts as nothing.

    Args:
        envelope: Power each 10 ms, dBFS.
        spoken: Seconds in which somebody speaks.
    """
    power = np.asarray(envelope, dtype=np.float64)
    meant = np.zeros(len(power))
    for start, end in spoken:
        meant[round(start * 100) : round(end * 100)] = 1.0
    if len(power) < 200 or not 0.05 < meant.mean() < 0.98:
        return None
    loud = np.clip(power, np.percentile(power, 95) - 30, None)
    loud, meant = loud - loud.mean(), meant - meant.mean()
    reach = 100
    scores = [float(np.dot(loud[reach:-reach], np.roll(meant, lag)[reach:-reach])) for lag in range(-reach, reach + 1)]
    best = int(np.argmax(scores)) - reach
    scale = float(np.linalg.norm(loud) * np.linalg.norm(meant)) or 1.0
    if scores[best + reach] < 0.35 * scale or scores[best + reach] - scores[reach] < 0.04 * scale:
        return 0.0 if scores[reach] > 0.35 * scale else None
    return best / 100


def _lowered(sound: NDArray[np.float32]) -> NDArray[np.float32]:
    mono = sound if sound.ndim == 1 else sound.mean(axis=1)
    step = SAMPLE_RATE // LOWERED
    whole = mono[: len(mono) // step * step]
    return np.asarray(whole.reshape(-1, step).mean(axis=1), dtype=np.float32)
