"""Loudness is what the standard says."""

import re
import subprocess

import imageio_ffmpeg
import numpy as np
import pytest

from fanxing.media.sound.loudness import each_second, mean, measure
from fanxing.media.wav import write_wav


def sine(level_dbfs, seconds=5.0, hertz=997.0):
    time = np.arange(int(seconds * 48_000)) / 48_000
    return (10 ** (level_dbfs / 20) * np.sin(2 * np.pi * hertz * time)).astype(np.float32)


@pytest.mark.parametrize("level", [-40.0, -23.0, -18.0, -3.0])
def test_a_sine_in_both_channels_measures_its_level(level):
    """EBU Tech 3341, case 1: a stereo sine of 1 kHz at -23 dBFS is -23 LUFS."""
    told = measure(np.stack([sine(level)] * 2, axis=1))
    assert told.integrated == pytest.approx(level, abs=0.1)
    assert told.true_peak == pytest.approx(level, abs=0.1)


def test_a_mono_sound_measures_as_it_is_heard_from_both_loudspeakers():
    assert measure(sine(-20)).integrated == measure(np.stack([sine(-20)] * 2, axis=1)).integrated


def test_a_peak_between_the_samples_is_found():
    """EBU Tech 3341, case 16: samples at 45 degrees of a quarter of the rate miss the peak by 3 dB."""
    time = np.arange(48_000)
    sound = (0.5 * np.sin(np.pi / 2 * time + np.pi / 4)).astype(np.float32) * np.hanning(48_000).astype(np.float32)
    assert 20 * np.log10(np.abs(sound).max()) == pytest.approx(-9.03, abs=0.05)
    assert measure(sound).true_peak == pytest.approx(-6.0, abs=0.2)


@pytest.mark.parametrize("samples", [0, 1, 1_599, 48_000])
def test_silence_has_no_loudness(samples):
    told = measure(np.zeros((samples, 2), np.float32))
    assert told.integrated is None
    assert told.true_peak is None


def test_the_curve_has_a_value_for_each_second():
    sound = np.concatenate([np.zeros(2 * 48_000, np.float32), sine(-20, 4.0)])
    curve = each_second(measure(sound))
    assert len(curve) == 6
    assert curve[0] == curve[1] == -70.0
    assert curve[-1] == pytest.approx(-20.0, abs=0.2)


def test_a_mean_over_silence_is_none():
    told = measure(np.zeros((48_000, 2), np.float32))
    assert mean(told.momentary, told.momentary < 0) is None
    assert mean(told.momentary, told.momentary > 0) is None


def test_the_figures_are_those_of_the_ffmpeg_command(tmp_path, words):
    sound = np.stack([words(6.0), words(6.0, pitch=180, seed=3)], axis=1) * 4
    write_wav(tmp_path / "a.wav", sound)
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostats", "-i", "a.wav", "-filter_complex"]
    said = subprocess.run(
        [*command, "ebur128=peak=true", "-f", "null", "-"], cwd=tmp_path, capture_output=True, text=True, check=True
    ).stderr
    told = measure(sound)
    assert told.integrated == pytest.approx(float(re.findall(r"I:\s+(-[\d.]+) LUFS", said)[-1]), abs=0.1)
    assert told.true_peak == pytest.approx(float(re.findall(r"Peak:\s+(-?[\d.]+) dBFS", said)[-1]), abs=0.1)
