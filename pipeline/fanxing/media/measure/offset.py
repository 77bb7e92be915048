"""By how much a film's sound comes too late: its own sound track against what was mixed for it."""

import contextlib
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from fanxing.media.wav import read_wav
from fanxing.model.timing import SAMPLE_RATE

_RATE = 8_000
"""Samples a second at which both are compared: an eighth of a millisecond is far below a frame."""
_REACH = 2.0
"""Seconds each way."""


def sound_offset(film: Path, mixed: Path) -> float | None:
    """Give the seconds by which the film's sound is late (negative: early); None where nothing can be compared.

    Args:
        film: The finished film.
        mixed: WAV of ours: the sound that belongs to it.
    """
    heard, meant = _decoded(film), _lowered(read_wav(mixed))
    if not len(heard) or not len(meant) or not heard.any() or not meant.any():
        return None
    length = 1 << int(len(heard) + len(meant)).bit_length()
    product = np.fft.rfft(heard, length) * np.conj(np.fft.rfft(meant, length))
    match = np.fft.irfft(product, length)
    reach = int(_REACH * _RATE)
    around = np.concatenate([match[-reach:], match[: reach + 1]])
    at = int(np.argmax(around))
    power = float(np.linalg.norm(heard) * np.linalg.norm(meant))
    return (at - reach) / _RATE if around[at] > 0.3 * power else None


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


def _decoded(film: Path) -> NDArray[np.float32]:
    """Sound as a player gives it, on the film's clock: silence stands where it starts late."""
    resampler = av.AudioResampler(format="flt", layout="mono", rate=_RATE)
    pieces: list[NDArray[np.float32]] = []
    with av.open(str(film)) as source:
        if not source.streams.audio:
            return np.zeros(0, dtype=np.float32)
        stream = source.streams.audio[0]
        start = (stream.start_time or 0) * (stream.time_base or Fraction(1))
        with contextlib.suppress(av.FFmpegError):  # a broken file is another rule's finding
            for frame in source.decode(stream):
                pieces += [_flat(one) for one in resampler.resample(frame)]
        pieces += [_flat(one) for one in resampler.resample(None)]
    lead = np.zeros(max(0, round(start * _RATE)), dtype=np.float32)
    return np.concatenate([lead, *pieces]) if pieces else lead


def _flat(frame: av.AudioFrame) -> NDArray[np.float32]:
    return np.asarray(frame.to_ndarray(), dtype=np.float32).reshape(-1)


def _lowered(sound: NDArray[np.float32]) -> NDArray[np.float32]:
    mono = sound if sound.ndim == 1 else sound.mean(axis=1)
    step = SAMPLE_RATE // _RATE
    whole = mono[: len(mono) // step * step]
    return np.asarray(whole.reshape(-1, step).mean(axis=1), dtype=np.float32)
