"""Sounds that are made here: words, chords, clicks."""

from collections.abc import Callable

import numpy as np
import pytest

RATE = 48_000


@pytest.fixture(scope="session")
def words() -> Callable[..., np.ndarray]:
    """Give a maker of something like speech: voiced syllables four a second, mono, of a level and a length."""

    def make(seconds: float, level_db: float = -24.0, pitch: float = 140.0, seed: int = 0) -> np.ndarray:
        rng = np.random.default_rng(seed)
        time = np.arange(round(seconds * RATE)) / RATE
        source = sum(np.sin(2 * np.pi * pitch * k * time + k) / k for k in range(1, 24))
        syllables = np.clip(np.sin(2 * np.pi * 4 * time), 0.02, None) * (
            0.6 + 0.4 * np.repeat(rng.uniform(0, 1, 4 * len(time) // RATE + 1), RATE // 4)[: len(time)]
        )
        sound = source * syllables
        sound += rng.normal(0, 1e-4, len(time))
        return (sound / np.sqrt(np.mean(sound**2)) * 10 ** (level_db / 20)).astype(np.float32)

    return make


@pytest.fixture(scope="session")
def chords() -> Callable[..., np.ndarray]:
    """Give a maker of music: a chord every half second, four of them in turn, stereo; beats with a bass drum."""

    def make(seconds: float, level: float = 0.2) -> np.ndarray:
        time = np.arange(round(seconds * RATE)) / RATE
        roots = np.array([220.0, 261.6, 293.7, 196.0])[(time // 0.5).astype(int) % 4]
        phase = np.cumsum(roots) / RATE * 2 * np.pi
        beat = np.exp(-8 * (time % 0.5))
        left = np.sin(phase) + 0.5 * np.sin(phase * 1.5) + beat * np.sin(2 * np.pi * 60 * time)
        right = np.sin(phase) + 0.5 * np.sin(phase * 1.25) + beat * np.sin(2 * np.pi * 60 * time)
        return (level * np.stack([left, right], axis=1) * (0.3 + 0.7 * beat[:, None])).astype(np.float32)

    return make
