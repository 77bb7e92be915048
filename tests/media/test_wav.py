"""Sounds come back as they were written."""

import wave

import numpy as np
import pytest

from fanxing.media.wav import read_wav, wav_samples, write_wav


@pytest.mark.parametrize("shape", [(0,), (0, 2), (1,), (1, 2), (1601,), (1601, 2)])
def test_a_sound_comes_back_as_it_was_written(tmp_path, shape):
    sound = np.random.default_rng(7).uniform(-2, 2, shape).astype(np.float32)
    write_wav(tmp_path / "a.wav", sound)
    back = read_wav(tmp_path / "a.wav")
    assert back.dtype == np.float32
    assert back.shape == shape
    assert np.array_equal(back, sound)
    assert wav_samples(tmp_path / "a.wav") == shape[0]


def test_the_same_samples_give_the_same_bytes(tmp_path):
    sound = np.linspace(-1, 1, 480)
    for name in "ab":
        write_wav(tmp_path / name, sound)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_what_is_changed_after_reading_stays_in_memory(tmp_path):
    write_wav(tmp_path / "a.wav", np.zeros(10, np.float32))
    before = (tmp_path / "a.wav").read_bytes()
    sound = read_wav(tmp_path / "a.wav")
    sound += 1
    assert (tmp_path / "a.wav").read_bytes() == before


@pytest.mark.parametrize(
    ("sound", "words"),
    [
        (np.zeros((3, 6)), "shape"),
        (np.zeros((2, 2, 2)), "shape"),
        (np.array([0.0, np.nan]), "no number"),
        (np.array([np.inf]), "no number"),
    ],
)
def test_what_is_no_sound_of_ours_is_not_written(tmp_path, sound, words):
    with pytest.raises(ValueError, match=words):
        write_wav(tmp_path / "a.wav", sound)


def test_what_is_no_wav_of_ours_is_not_read(tmp_path):
    with wave.open(str(tmp_path / "whole.wav"), "wb") as other:
        other.setparams((1, 2, 48000, 0, "NONE", ""))
        other.writeframes(b"\0\0" * 8)
    write_wav(tmp_path / "a.wav", np.zeros(100))
    whole = (tmp_path / "a.wav").read_bytes()
    (tmp_path / "cut.wav").write_bytes(whole[:-4])
    (tmp_path / "head.wav").write_bytes(whole[:30])
    (tmp_path / "none.wav").write_bytes(b"")
    for name, words in (
        ("whole.wav", "float32"),
        ("cut.wav", "cut short"),
        ("head.wav", "no WAV"),
        ("none.wav", "no WAV"),
    ):
        with pytest.raises(ValueError, match=words):
            read_wav(tmp_path / name)
