"""The limiter holds true peaks, and nothing else."""

import numpy as np
import pytest

from fanxing.media.sound.limiter import limited, peaks
from fanxing.media.sound.loudness import measure


def test_what_is_below_the_ceiling_stays_as_it_is(words):
    sound = np.stack([words(2.0, -40)] * 2, axis=1)
    assert limited(sound, -1.5) is sound


@pytest.mark.parametrize("lift", [2.0, 8.0, 30.0])
@pytest.mark.parametrize("ceiling", [-1.5, -6.0])
def test_true_peaks_stay_below_the_ceiling(words, lift, ceiling):
    sound = np.stack([words(3.0, -12), words(3.0, -12, 190, 4)], axis=1) * np.float32(lift)
    assert measure(limited(sound, ceiling)).true_peak <= ceiling + 0.1


def test_a_peak_between_the_samples_is_held_too():
    time = np.arange(96_000)
    tone = np.sin(np.pi / 2 * time + np.pi / 4) * np.hanning(96_000)
    sound = np.stack([tone, tone], axis=1).astype(np.float32)
    assert np.abs(sound).max() < 10 ** (-1.5 / 20) < peaks(sound).max()
    assert measure(limited(sound, -1.5)).true_peak <= -1.4


def test_both_channels_get_the_same_gain(words):
    left = words(1.0, -6)
    sound = np.stack([left, left * np.float32(0.25)], axis=1) * 3
    out = limited(sound, -3.0)
    assert np.allclose(out[:, 0] * 0.25, out[:, 1], atol=1e-6)


def test_the_gain_moves_smoothly():
    """A lone click is turned down without a step before or after it."""
    sound = np.full((48_000, 2), 0.1, np.float32)
    sound[24_000] = 2.0
    out = limited(sound, -1.5)
    steps = np.abs(np.diff(np.delete(out[:, 0], [24_000])))
    assert steps.max() < 0.001
    assert np.array_equal(out[:20_000], sound[:20_000])
