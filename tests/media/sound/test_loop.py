"""Music goes round unheard."""

import numpy as np
import pytest

from fanxing.media.sound.loop import find_seam, fitted
from fanxing.media.sound.loudness import measure

RATE = 48_000


@pytest.mark.parametrize("seconds", [0.0, 0.01, 0.3, 2.7, 9.0])
@pytest.mark.parametrize("wanted", [1, 1_600, 10 * RATE, 23 * RATE + 7])
def test_the_music_has_exactly_the_length_asked_for(chords, seconds, wanted):
    assert fitted(chords(seconds), wanted).shape == (wanted, 2)


def test_music_that_is_long_enough_is_cut(chords):
    music = chords(6.0)
    assert np.array_equal(fitted(music, 4 * RATE), music[: 4 * RATE])


def test_silence_at_both_ends_is_no_music(chords):
    music = np.concatenate([np.zeros((RATE, 2), np.float32), chords(6.0), np.zeros((RATE, 2), np.float32)])
    assert np.abs(fitted(music, RATE // 10)).max() > 0.05
    long = fitted(music, 20 * RATE)
    assert np.square(long).reshape(-1, RATE // 2, 2).mean(axis=(1, 2)).min() > 1e-4


def test_a_mono_music_plays_in_both_channels(chords):
    assert fitted(chords(2.0)[:, 0], RATE).shape == (RATE, 2)


def test_the_seam_keeps_the_beat_and_the_turn_of_the_chords(chords):
    seam = find_seam(chords(13.2))
    round_trip = (seam.end - seam.start) / RATE
    assert round_trip % 2.0 == pytest.approx(0.0, abs=0.003) or round_trip % 2.0 > 1.997


def test_the_level_holds_over_the_seam(chords):
    music = chords(13.2)
    levels = measure(fitted(music, 60 * RATE), true_peak=False).short_term[40:]
    usual = measure(music, true_peak=False).short_term[40:]
    assert levels.min() > usual.min() - 1.0
    assert levels.max() < usual.max() + 1.0


def test_nothing_clicks_at_the_seam(chords):
    music = chords(13.2)
    seam = find_seam(music)
    looped = fitted(music, 40 * RATE)[:, 0]
    jumps = np.abs(np.diff(looped))
    assert jumps[seam.end : seam.end + seam.overlap + 10].max() <= np.abs(np.diff(music[:, 0])).max() * 1.2


def test_a_tone_without_any_change_goes_round_without_a_dip():
    tone = (0.2 * np.sin(2 * np.pi * 220 * np.arange(5 * RATE) / RATE)).astype(np.float32)
    looped = fitted(np.stack([tone, tone], axis=1), 17 * RATE)
    power = np.square(looped[:, 0]).reshape(-1, 2_400).mean(axis=1)
    assert 10 * np.log10(power.max() / power.min()) < 0.5
