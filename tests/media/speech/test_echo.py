"""A hall is heard as a hall, and taken off; a dry recording is left as it is."""

import numpy as np
import pytest
from recordings import SCRIPT, SECOND, told

from fanxing.media.speech.align import align
from fanxing.media.speech.align.echo import dried, fade_db_s
from fanxing.media.speech.align.features import mel_bands, narrow


def _in_a_hall(sound, seconds):
    """Add the fading noise of a hall of that RT60, 2 dB below the voice itself."""
    samples = round(seconds * SECOND)
    tail = np.random.default_rng(5).normal(0, 1, samples) * 10 ** (-3 * np.arange(samples) / samples)
    tail[: SECOND // 500] = 0
    tail *= 0.8 / np.sqrt(np.square(tail).sum())
    tail[0] = 1
    size = 2 * len(sound)
    return np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(tail, size), size)[: len(sound)].astype(np.float32)


@pytest.fixture(scope="module")
def dry():
    """Five sentences close to the microphone, and when each is heard."""
    return told(*SCRIPT)


def _fade(sound):
    return fade_db_s(mel_bands(narrow(sound)))


@pytest.mark.slow
def test_sounds_fade_the_slower_the_larger_the_hall(dry):
    fades = [_fade(dry[0]), *(_fade(_in_a_hall(dry[0], seconds)) for seconds in (0.4, 0.7, 1.2))]
    assert fades == sorted(fades, reverse=True)
    assert fades[-1] < 120


def test_a_dry_recording_is_given_back_as_it_is(dry):
    bands = mel_bands(narrow(dry[0]))
    assert dried(bands) is bands


@pytest.mark.slow
def test_of_a_hall_less_is_left_and_never_nothing(dry):
    bands = mel_bands(narrow(_in_a_hall(dry[0], 0.8)))
    left = dried(bands)
    assert left.shape == bands.shape
    assert (left <= bands + 1e-6).all()
    assert (left >= 0.09 * bands).all()
    assert left.sum() < 0.97 * bands.sum()


@pytest.mark.parametrize("frames", [0, 1, 4, 15, 16])
def test_too_little_tells_nothing_of_the_hall(frames):
    bands = np.ones((frames, 32), np.float32)
    assert dried(bands) is bands


@pytest.mark.slow
def test_a_telling_in_a_hall_is_aligned(dry):
    found = align(_in_a_hall(dry[0], 0.8), SCRIPT)
    assert [line.start for line in found.lines] == pytest.approx([start for start, _ in dry[1]], abs=0.08)
