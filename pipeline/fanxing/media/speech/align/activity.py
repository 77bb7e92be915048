"""Where somebody speaks: a probability for each frame, by energy where it is clean and by band where it is not."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fanxing.media.speech.align.features import Floats, smoothed

_VIEW = 1000
"""Frames (10 s) over which quiet and loud are judged."""


@dataclass(frozen=True, slots=True)
class Activity:
    """What is speech in a recording."""

    speech: Floats
    """(frames,) 0 to 1."""
    cleanness: float
    """1.0 where speech stands 26 dB above the rest, 0.0 below 14 dB."""
    noise: Floats
    """(BANDS,) mean power of the frames that are no speech."""


def listen(bands: Floats) -> Activity:
    """Judge mel bands of a recording, (frames, BANDS)."""
    energy = smoothed(10 * np.log10(bands[:, 2:26].sum(axis=1) + 1e-9), 3)
    quiet, loud = _levels(energy)
    threshold = quiet + np.clip(0.35 * (loud - quiet), 4, 14)
    by_energy = _sigmoid((energy - threshold) / 2.0)
    cleanness = float(np.clip((np.median(loud - quiet) - 14) / 12, 0, 1))
    speech = by_energy
    if cleanness < 1:
        speech = cleanness * by_energy + (1 - cleanness) * np.maximum(by_energy, _by_band(bands))
    return Activity(speech.astype(np.float32), cleanness, _noise(bands, speech < 0.3).astype(np.float32))


def _noise(bands: Floats, still: NDArray[np.bool_]) -> NDArray[np.floating]:
    if still.sum() > 30:
        return np.asarray(np.exp(np.log(bands[still] + 1e-9).mean(axis=0)))
    return np.percentile(bands, 5, axis=0)


def _levels(energy: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Track the quiet and the loud level of the last and next seconds, in dB."""
    quiet, loud = np.empty(len(energy)), np.empty(len(energy))
    for at in range(0, len(energy), _VIEW // 2):
        near = energy[max(0, at - _VIEW // 2) : at + _VIEW]
        quiet[at : at + _VIEW // 2], loud[at : at + _VIEW // 2] = np.percentile(near, (8, 92))
    if len(energy) > 301:
        quiet, loud = smoothed(quiet, 301), smoothed(loud, 301)
    loud = np.maximum(loud, np.percentile(energy, 92) - 12)
    return np.minimum(quiet, loud - 8), loud


def _by_band(bands: Floats) -> NDArray[np.float64]:
    """Likelihood ratio of speech against a tracked noise floor, band by band."""
    calm = smoothed(bands, 5)
    floor = np.empty_like(calm)
    for at in range(0, len(calm), _VIEW // 2):
        near = calm[max(0, at - _VIEW // 2) : at + _VIEW]
        floor[at : at + _VIEW // 2] = np.percentile(near, 12, axis=0) * 1.25
    above = np.clip(calm / (floor + 1e-9), 0.5, 30)
    ratio = smoothed((above - np.log(above) - 1).mean(axis=1), 5)
    low, high = np.percentile(ratio, (10, 80))
    step = max(0.25, 0.22 * (high - low))
    return _sigmoid((ratio - low - step) / (0.25 * step + 0.05))


def _sigmoid(value: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(1 / (1 + np.exp(-np.clip(value, -50, 50))), np.float64)
