"""When the bed steps back for the voice: down before the first word, up slowly after the last."""

import itertools
import math

import numpy as np
from numpy.typing import NDArray

from fanxing.media.sound.voice import VOICE_LUFS
from fanxing.media.wav import Sound
from fanxing.model.timing import SAMPLE_RATE

STEP = 480
"""Samples between two values of an envelope: 10 ms."""

LEAD_S, FALL_S = 0.12, 0.5
"""The bed begins to fall ``LEAD_S + FALL_S`` before the word and is down ``LEAD_S`` before it."""

HOLD_S, RISE_S = 0.35, 1.8
"""The bed stays down for ``HOLD_S`` after the word, then rises over ``RISE_S``."""

BREATH_S = 0.9
"""Pauses up to this length are part of the speech: rising in each one would pump."""

_QUIET_DB = 30.0
"""What is this far below the voice's level is no speech."""

Envelope = NDArray[np.float64]
"""One value each ``STEP`` samples."""


def speaking(voice: Sound) -> NDArray[np.bool_]:
    """Tell for each step of the voice's bus, at ``VOICE_LUFS``, whether somebody speaks or breathes."""
    power = _step_power(voice)
    threshold = 10 ** ((VOICE_LUFS - _QUIET_DB) / 10)
    loud = power > threshold
    # A lone step is a click or a lip, no word.
    loud &= np.concatenate([loud[1:], [False]]) | np.concatenate([[False], loud[:-1]])
    return _closed(loud, int(BREATH_S * SAMPLE_RATE / STEP))


def lift(spoken: NDArray[np.bool_], high_db: float) -> Envelope:
    """Draw how far the bed stands above its level under speech, in dB: from 0 in speech up to ``high_db``."""
    at = np.arange(len(spoken))
    words = np.flatnonzero(spoken)
    if not len(words):
        return np.full(len(spoken), high_db)
    place = np.searchsorted(words, at)
    ahead = np.where(place < len(words), words[np.minimum(place, len(words) - 1)] - at, np.inf)
    since = np.where(place > 0, at - words[np.maximum(place - 1, 0)], np.inf)
    step = STEP / SAMPLE_RATE
    fall = (ahead * step - LEAD_S) / FALL_S
    rise = (since * step - HOLD_S) / RISE_S
    share = np.where(spoken, 0.0, np.clip(np.minimum(fall, rise), 0.0, 1.0))
    return np.asarray(high_db * (0.5 - 0.5 * np.cos(np.pi * share)))


def to_samples(envelope_db: Envelope, samples: int) -> Sound:
    """Turn an envelope in dB into factors for each of ``samples`` samples, ``(samples, 1)``."""
    at = np.arange(len(envelope_db)) * STEP + STEP / 2
    db = np.interp(np.arange(samples), at, envelope_db).astype(np.float32)
    return np.asarray(np.exp(db * np.float32(math.log(10) / 20)), dtype=np.float32)[:, None]


def _step_power(voice: Sound) -> Envelope:
    padded = np.pad(voice, ((0, -len(voice) % STEP), (0, 0)))
    steps = padded.reshape(-1, STEP * 2)
    return np.asarray(np.einsum("ij,ij->i", steps, steps), np.float64) / (STEP * 2)


def _closed(loud: NDArray[np.bool_], gap: int) -> NDArray[np.bool_]:
    """Fill gaps of up to ``gap`` steps between two loud ones."""
    words = np.flatnonzero(loud)
    out = loud.copy()
    for before, after in itertools.pairwise(words):
        if 1 < after - before <= gap:
            out[before:after] = True
    return out
