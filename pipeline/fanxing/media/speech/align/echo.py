"""What a hall adds after each sound: measured by how fast sounds fade, and taken off before anything is compared.

In a hall the end of a sound lies over the beginning of the next, which is then found too late. Source: Lebart, Boucher
and Denbigh 2001, late reverberation as a faded copy of what was heard shortly before, by spectral subtraction.
"""

import numpy as np

from fanxing.media.speech.align.features import FRAME_S, Floats, smoothed

_DRY, _WET = 170.0, 100.0
"""Of sounds that fade this fast, in dB a second, nothing is taken off; from the second on, all. Measured: 185 to 252
close to the microphone (three speakers, one also slowed down); 166, 145, 118 and 96 in halls of 0.3, 0.4, 0.6, 1 s."""
_LATE_FRAMES = 5
"""50 ms: what comes sooner belongs to the sound itself. Source: Lebart et al."""
_FADE_FRAMES = 15
_FADE_PERCENTILE = 90
_ABOVE_NOISE_DB = 37.0
_LEAST_FADES = 100
_MOST_LOOKS = 60_000
_LEAST_LEFT = 0.1
"""Share of the power that stays at least: subtraction must not make holes."""


def dried(bands: Floats) -> Floats:
    """Take late reverberation off mel bands, (frames, BANDS); those of a dry recording are given back as they are."""
    fade = fade_db_s(bands)
    if fade is None or fade >= _DRY:
        return bands
    share = min(1.0, (_DRY - fade) / (_DRY - _WET)) * 10 ** (-fade * _LATE_FRAMES * FRAME_S / 10)
    late = smoothed(bands, 3)[:-_LATE_FRAMES].astype(np.float32) * np.float32(share)
    left = bands * np.float32(_LEAST_LEFT)
    left[:_LATE_FRAMES] = bands[:_LATE_FRAMES]
    np.maximum(bands[_LATE_FRAMES:] - late, left[_LATE_FRAMES:], out=left[_LATE_FRAMES:])
    return left


def fade_db_s(bands: Floats) -> float | None:
    """Measure how fast sounds fade, in dB a second: of loud ones the fastest tenth; None where too few are loud."""
    places = np.arange(0, len(bands) - _FADE_FRAMES, max(1, len(bands) // _MOST_LOOKS))
    if not len(places):
        return None
    before, after = (10 * np.log10(bands[places + by] + 1e-9) for by in (0, _FADE_FRAMES))
    floor = np.percentile(after, 5, axis=0)
    fades = (before - after)[before > floor + _ABOVE_NOISE_DB]
    if len(fades) < _LEAST_FADES:
        return None
    return float(np.percentile(fades, _FADE_PERCENTILE)) / (_FADE_FRAMES * FRAME_S)
