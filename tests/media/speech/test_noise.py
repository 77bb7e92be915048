"""Noise reduction on request: the room goes down, the voice stays."""

import numpy as np
import pytest
from recordings import SCRIPT, SECOND, told

from fanxing.media.speech.align import align
from fanxing.media.speech.cutting import cut_lines
from fanxing.media.speech.noise import without_noise


def _level(sound):
    return 10 * np.log10(np.square(sound, dtype=np.float64).mean() + 1e-12)


def _share_of_speech_db(speech, heard):
    """How far what is not the speech lies below it."""
    scale = float(heard @ speech / (speech @ speech))
    return _level(scale * speech) - _level(heard - scale * speech)


@pytest.fixture(scope="module")
def spoken():
    """Two sentences without any noise, and the samples before the first."""
    sound, spans = told(*SCRIPT[:2], noise=0.0)
    return sound, round(spans[0][0] * SECOND)


def _hiss(samples, db):
    return np.random.default_rng(3).normal(0, 10 ** (db / 20), samples).astype(np.float32)


def _hum(samples, db):
    time = np.arange(samples) / SECOND
    waves = [np.sin(2 * np.pi * hertz * time) / at for at, hertz in enumerate((100, 200, 300), start=1)]
    return (10 ** (db / 20) * np.sum(waves, axis=0)).astype(np.float32)


@pytest.mark.parametrize(("noise", "db", "gain_db"), [(_hiss, -35, 6.0), (_hiss, -45, 5.0), (_hum, -40, 4.0)])
def test_the_voice_stands_further_above_the_room(spoken, noise, db, gain_db):
    speech, quiet = spoken
    heard = speech + noise(len(speech), db)
    made = without_noise(heard, heard[: quiet // 2])
    assert len(made) == len(heard)
    assert _share_of_speech_db(speech, made) > _share_of_speech_db(speech, heard) + gain_db
    assert _level(made[quiet // 4 : quiet // 2]) < _level(heard[quiet // 4 : quiet // 2]) - 6


def test_a_voice_without_noise_is_not_hurt(spoken):
    speech, quiet = spoken
    heard = speech + _hiss(len(speech), -75)
    made = without_noise(heard, heard[: quiet // 2])
    assert _share_of_speech_db(speech, made) > 40
    assert _level(made) == pytest.approx(_level(speech), abs=0.1)


def test_nothing_moves_in_time(spoken):
    speech, quiet = spoken
    heard = speech + _hiss(len(speech), -40)
    made = without_noise(heard, heard[: quiet // 2])
    size = 2 * len(speech)
    likeness = np.fft.irfft(np.fft.rfft(made, size) * np.fft.rfft(speech, size).conj())
    assert abs((int(np.argmax(likeness)) + size // 2) % size - size // 2) <= 2


def test_without_a_quiet_moment_nothing_is_done(spoken):
    assert without_noise(spoken[0], np.zeros(100, np.float32)) is spoken[0]


@pytest.mark.slow
def test_clean_takes_have_less_room_and_no_click():
    sound, _ = told(*SCRIPT[:3], noise=0.003)
    found = align(sound, SCRIPT[:3])
    loose, clean = cut_lines(sound, found), cut_lines(sound, found, clean=True)
    for one, other in zip(loose, clean, strict=True):
        assert len(one.sound) == len(other.sound)
        assert one.spans == other.spans
        assert other.sound[0] == other.sound[-1] == 0
        assert np.abs(np.diff(other.sound[:480])).max() < 0.02
        edge = slice(960, 3000)
        assert _level(other.sound[edge]) < _level(one.sound[edge]) - 3
