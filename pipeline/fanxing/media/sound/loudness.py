"""How loud a sound is: ITU-R BS.1770-4 by ffmpeg's ebur128, in this process."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fanxing.media.sound.graph import frames
from fanxing.media.wav import Sound

HOP = 4_800
"""Samples between two values of a loudness curve: 100 ms. Source: EBU Tech 3341, 2.2."""

FLOOR_LUFS = -70.0
"""Absolute gate: what is below counts as silence. Source: ITU-R BS.1770-4, annex 1."""

_BOTH = math.sqrt(2)
"""Factor that gives one channel the power of two."""

Curve = NDArray[np.float64]
"""Loudness in LUFS, one value each ``HOP`` samples; a value covers the time *before* its end."""


@dataclass(frozen=True, eq=False)
class Loudness:
    """What was measured of one sound."""

    integrated: float | None
    """LUFS, gated; None where nothing sounds."""
    true_peak: float | None
    """dBTP; None where nothing sounds or it was not asked for."""
    momentary: Curve
    """Over the 0.4 s before each hop's end."""
    short_term: Curve
    """Over the 3 s before each hop's end."""


def measure(sound: Sound, *, true_peak: bool = True) -> Loudness:
    """Measure a sound; a mono one as it will be heard, from both loudspeakers.

    Args:
        sound: ``(samples,)`` or ``(samples, 2)``; filled with silence to the next hop.
        true_peak: Also the true peak, which costs three times the time.
    """
    alike = sound.ndim == 1 or np.array_equal(sound[:, 0], sound[:, 1])
    # What both loudspeakers tell alike is measured once, with the power of both: half the work.
    heard = (sound if sound.ndim == 1 else sound[:, 0]) * np.float32(_BOTH) if alike else sound
    heard = np.pad(heard, ((0, -len(heard) % HOP), (0, 0))[: heard.ndim])
    told: dict[str, str] = {}
    momentary, short_term = [], []
    for frame in frames(heard, ("ebur128", f"metadata=1:peak={'true' if true_peak else 'none'}")):
        if "lavfi.r128.M" in frame.metadata:
            told = dict(frame.metadata)
            momentary.append(_number(told["lavfi.r128.M"]))
            short_term.append(_number(told["lavfi.r128.S"]))
    integrated = _number(told.get("lavfi.r128.I", "-70"))
    peak = _number(told.get("lavfi.r128.true_peak", "0")) / (_BOTH if alike else 1.0)
    return Loudness(
        integrated=integrated if integrated > FLOOR_LUFS else None,
        true_peak=20 * math.log10(peak) if peak > 0 else None,
        momentary=np.array(momentary, dtype=np.float64),
        short_term=np.array(short_term, dtype=np.float64),
    )


def each_second(loudness: Loudness) -> tuple[float, ...]:
    """Short-term loudness at the end of each whole second, LUFS, not below ``FLOOR_LUFS``."""
    return tuple(round(max(float(value), FLOOR_LUFS), 1) for value in loudness.short_term[9::10])


def mean(curve: Curve, where: NDArray[np.bool_]) -> float | None:
    """Energy mean of a curve's values where ``where`` is true; None where none is, or all is silence."""
    chosen = curve[where]
    if not len(chosen):
        return None
    level = 10 * math.log10(max(float(np.mean(10 ** (chosen / 10))), 1e-12))
    return level if level > FLOOR_LUFS else None


def gain(db: float) -> float:
    """Factor of a level difference in dB."""
    return float(10 ** (db / 20))


def _number(text: str) -> float:
    value = float(text)
    return value if math.isfinite(value) else -120.0
