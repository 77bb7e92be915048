"""The finished sound is as loud as it should be, proved on the decoded AAC."""

import numpy as np
import pytest

from fanxing.media.sound.aac import decode_aac
from fanxing.media.sound.loudness import measure
from fanxing.media.sound.master import mastered

RATE = 48_000


def click_track(words):
    del words
    sound = np.zeros(8 * RATE, np.float32)
    sound[::12_000] = 1.0
    return sound


SOUNDS = {
    "words": lambda words: words(6.0, -20),
    "far too quiet words": lambda words: words(6.0, -60),
    "far too loud words": lambda words: words(6.0, 6),
    "noise": lambda _: np.random.default_rng(1).normal(0, 0.3, 6 * RATE).astype(np.float32),
    "a square wave": lambda _: np.sign(np.sin(np.arange(6 * RATE) * 0.03)).astype(np.float32),
    "few words in a long silence": lambda words: np.pad(words(1.5, -30), (20 * RATE, 20 * RATE)),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", SOUNDS)
def test_the_aac_meets_the_goal(tmp_path, words, name):
    mono = SOUNDS[name](words)
    made = mastered(np.stack([mono, mono], axis=1), tmp_path / "a.m4a")
    told = measure(decode_aac(tmp_path / "a.m4a"))
    assert len(made.sound) == len(mono)
    assert told.integrated == pytest.approx(-15.0, abs=0.5)
    assert measure(made.sound).true_peak <= -1.5
    assert told.true_peak <= -1.0
    assert told.integrated == made.after.integrated


def test_silence_stays_silence(tmp_path):
    made = mastered(np.zeros((RATE, 2), np.float32), tmp_path / "a.m4a")
    assert not made.sound.any()
    assert made.after.integrated is None
    assert made.fallbacks == ()


def test_what_cannot_be_reached_is_said(tmp_path, words):
    mono = click_track(words)
    made = mastered(np.stack([mono, mono], axis=1), tmp_path / "a.m4a")
    assert made.after.true_peak <= -1.0
    assert "响度只能到" in made.fallbacks[0]


def test_a_whisper_lifted_far_brings_its_noise_and_that_is_said(tmp_path, words):
    mono = words(6.0, -60)
    made = mastered(np.stack([mono, mono], axis=1), tmp_path / "a.m4a")
    assert "底噪" in made.fallbacks[0]
