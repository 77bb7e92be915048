"""Makes the built-in voice warmer: a fixed curve over its spectrum, without moving a sample in time."""

import numpy as np
from numpy.typing import NDArray

_HERTZ = (0, 70, 110, 200, 300, 450, 700, 1500, 3000, 4500, 6000, 8000, 9500, 11025)
_DECIBELS = (-40, -20, 0, -1, -4, -1, 3, 2, 2, 0, -2, -6, -12, -24)
"""Half the way from espeak's long-term spectrum to a reading woman's (AISHELL-1, S0150), at most 4 dB up; the hiss
of the synthesis above 8 kHz is rolled off. Measured: docs/decisions/0020."""
_PEAK = 0.7
"""Of full scale: the mix sets the loudness, this only keeps clear of clipping."""


def warmed(sound: NDArray[np.float32], sample_rate: int) -> NDArray[np.float32]:
    """Shape ``sound`` (mono) with zero phase: as long as before, every time stays true."""
    if not len(sound):
        return sound
    size = 1 << (len(sound) + 4096).bit_length()  # room for the ringing, so that it does not wrap around
    spectrum = np.fft.rfft(sound, size)
    hertz = np.fft.rfftfreq(size, 1 / sample_rate)
    gain = 10 ** (np.interp(hertz, _HERTZ, _DECIBELS) / 20)
    shaped = np.fft.irfft(spectrum * gain, size)[: len(sound)]
    peak = float(np.abs(shaped).max())
    return (shaped * min(1.0, _PEAK / peak) if peak else shaped).astype(np.float32)
