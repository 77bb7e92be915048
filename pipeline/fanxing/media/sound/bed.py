"""What lies under the voice: music, and the footage's own sound."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from fanxing.media.sound.duck import STEP, Envelope, to_samples
from fanxing.media.sound.loop import fitted
from fanxing.media.sound.loudness import HOP, gain, mean, measure
from fanxing.media.sound.pieces import Piece, faded, lay
from fanxing.media.sound.voice import VOICE_LUFS, loudness_of
from fanxing.media.wav import Sound
from fanxing.model.timing import SAMPLE_RATE

FADE_IN_S, FADE_OUT_S = 1.2, 2.5
"""The music comes with the first picture and is gone with the last."""

CLEAR_LU = 9.5
"""The bed stays this far below the voice while somebody speaks. Source: coaches' practice asks for 8 to
12 LU, our own goal is 9; the half is for what the encoder and the gating add."""

OWN_EDGE = 3_840
"""Samples (80 ms) over which footage's own sound comes and goes at its cuts."""

OWN_RANGE_DB = 12.0
"""How far footage's own sound may be lifted: more would make a hiss of a quiet room."""

_PER_HOP = HOP // STEP


def music_bed(music: Sound, samples: int) -> Sound:
    """Make music as long as the film, loud and quiet passages drawn together, faded; at ``VOICE_LUFS``."""
    long = fitted(music, samples)
    told = measure(long, true_peak=False)
    if told.integrated is None:
        return np.zeros((samples, 2), dtype=np.float32)
    passage = np.concatenate([told.short_term[15:], np.repeat(told.short_term[-1:], min(15, len(told.short_term)))])
    ride = np.clip(0.6 * (told.integrated - passage), -9.0, 4.0)  # 60 % of the way, centred on the passage
    even = long * to_samples(_smooth(np.repeat(ride, _PER_HOP), 200), samples)
    level = measure(even, true_peak=False).integrated or told.integrated
    even *= np.float32(gain(VOICE_LUFS - level))
    return faded(even, int(FADE_IN_S * SAMPLE_RATE), int(FADE_OUT_S * SAMPLE_RATE))


def own_bed(pieces: Sequence[Piece], samples: int) -> Sound:
    """Lay the footage's own sound, each clip near ``VOICE_LUFS``."""
    made = []
    for piece in pieces:
        level = loudness_of(piece.sound)
        lift = 0.0 if level is None else min(VOICE_LUFS - level, OWN_RANGE_DB)
        made.append(Piece(piece.name, piece.sound * np.float32(gain(lift)), piece.at))
    return lay(made, samples, OWN_EDGE)


def level_under(bus: Sound, spoken: NDArray[np.bool_]) -> float | None:
    """Measure a bus where somebody speaks, LUFS; None where it is silent there."""
    return mean(measure(bus, true_peak=False).momentary, spoken_hops(spoken))


def spoken_hops(spoken: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which hops of a momentary curve lie wholly in speech; those that touch it where none does."""
    steps = np.pad(spoken, (0, -len(spoken) % _PER_HOP)).reshape(-1, _PER_HOP)
    every = np.asarray(steps.all(axis=1))
    whole = every.copy()
    for back in range(1, 4):  # a momentary value covers 0.4 s
        whole[back:] &= every[:-back]
        whole[:back] = False
    return whole if whole.any() else np.asarray(steps.any(axis=1))


def kept_clear(bed: Sound, spoken: NDArray[np.bool_], voice_lufs: float) -> Sound | None:
    """Find where the whole bed comes nearer than ``CLEAR_LU`` to a voice that speaks.

    Returns:
        Factors that turn it down there, ``(samples, 1)``; None where it does so nowhere.
    """
    momentary = measure(bed, true_peak=False).momentary
    power = np.convolve(np.pad(10 ** (momentary / 10), 5, mode="edge"), np.ones(7) / 7, mode="same")[5:-5]
    # A value covers the 0.4 s before: two hops earlier it is centred.
    level = 10 * np.log10(np.concatenate([power[2:], power[-1:], power[-1:]])[: len(power)] + 1e-12)
    near = np.minimum(voice_lufs - CLEAR_LU - level, 0.0)
    steps = np.pad(spoken, (0, -len(spoken) % _PER_HOP)).reshape(-1, _PER_HOP)
    near = np.where(np.asarray(steps.any(axis=1))[: len(near)], near, 0.0)
    if not near.any():
        return None
    wide = np.min(np.lib.stride_tricks.sliding_window_view(np.pad(near, 6), 13), axis=1)
    return to_samples(_smooth(np.repeat(wide, _PER_HOP), 40), len(bed))


def _smooth(envelope: Envelope, reach: int) -> Envelope:
    """Mean over ``reach`` steps on both sides."""
    padded = np.pad(envelope, reach, mode="edge")
    total = np.concatenate([[0.0], np.cumsum(padded)])
    return np.asarray((total[2 * reach + 1 :] - total[: -2 * reach - 1]) / (2 * reach + 1))
