"""HDR to SDR by a standard: ITU-R BT.2446-1 method A, for PQ and HLG of BT.2020 primaries.

Of four curves tried on a colour chart filmed by a phone in HLG, only this one kept every patch apart, its hue and
the greys neutral; ffmpeg's ``tonemap`` clips the bright ones. ffmpeg applies it as a table (``lut3d``); written
by hand because no library that we have offers it.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

PQ, HLG = 16, 18
"""Transfer curves by number. Source: ITU-T H.273, table 3."""
CUBE_SIZE = 49
"""Nodes of the table along each axis: measured on two phone clips, 0.05 of a level away from the formula on average."""

_Floats = NDArray[np.floating]
_LUMA = np.array([0.2627, 0.6780, 0.0593])
"""Source: ITU-R BT.2020-2, table 4."""
_PEAK = 1000.0
"""Luminance of the mastering display, cd/m2: HLG's by definition, and that of most PQ."""
_SDR = 100.0
"""Luminance of the reference display of SDR, cd/m2."""
_TO_709 = np.array([[1.6605, -0.5876, -0.0728], [-0.1246, 1.1329, -0.0083], [-0.0182, -0.1006, 1.1187]])
"""Linear BT.2020 to BT.709. Source: ITU-R BT.2407-0, 2."""


def to_sdr(coded: _Floats, transfer: int) -> _Floats:
    """Bring PQ or HLG signals to SDR.

    Args:
        coded: R'G'B' of BT.2020 primaries, 0..1, (..., 3).
        transfer: ``PQ`` or ``HLG``.

    Returns:
        R'G'B' of BT.709 primaries for a display of gamma 2.4, 0..1, (..., 3).
    """
    light = _pq_light(coded) if transfer == PQ else _hlg_light(coded)
    gamma = np.clip(light / _PEAK, 0, 1) ** (1 / 2.4)
    luma = np.maximum(gamma @ _LUMA, 1e-9)
    mapped = _map_luma(luma)
    scale = mapped / (1.1 * luma)
    blue = scale * (gamma[..., 2] - luma) / 1.8814
    red = scale * (gamma[..., 0] - luma) / 1.4746
    mapped = mapped - np.maximum(0.1 * red, 0)
    r, b = mapped + 1.4746 * red, mapped + 1.8814 * blue
    g = (mapped - _LUMA[0] * r - _LUMA[2] * b) / _LUMA[1]
    linear = np.clip(np.stack([r, g, b], axis=-1), 0, 1) ** 2.4 @ _TO_709.T
    return np.asarray(np.clip(linear, 0, 1) ** (1 / 2.4))


@cache
def cube(transfer: int) -> str:
    """The table that ``lut3d`` reads, red running fastest (Adobe Cube LUT Specification 1.0)."""
    steps = np.linspace(0, 1, CUBE_SIZE)
    blue, green, red = np.meshgrid(steps, steps, steps, indexing="ij")
    nodes = to_sdr(np.stack([red, green, blue], axis=-1).reshape(-1, 3), transfer)
    lines = ("%.6f %.6f %.6f\n" * len(nodes)) % tuple(nodes.ravel())
    return f"LUT_3D_SIZE {CUBE_SIZE}\n{lines}"


def _map_luma(luma: _Floats) -> _Floats:
    """Steps 1 to 3 of the method: to perceptual lightness, knee, and back."""
    hdr, sdr = (1 + 32 * (peak / 10_000) ** (1 / 2.4) for peak in (_PEAK, _SDR))
    p = np.log(1 + (hdr - 1) * luma) / np.log(hdr)
    knee = -1.1510 * p**2 + 2.7811 * p - 0.6302
    c = np.where(p <= 0.7399, 1.0770 * p, np.where(p < 0.9909, knee, 0.5 * p + 0.5))
    return np.asarray((sdr**c - 1) / (sdr - 1))


def _pq_light(coded: _Floats) -> _Floats:
    """Luminance in cd/m2. Source: ITU-R BT.2100-2, table 4."""
    p = np.clip(coded, 0, 1) ** (1 / 78.84375)
    return np.asarray(10_000 * (np.maximum(p - 0.8359375, 0) / (18.8515625 - 18.6875 * p)) ** (1 / 0.1593017578125))


def _hlg_light(coded: _Floats) -> _Floats:
    """Luminance in cd/m2 on a display of 1,000. Source: ITU-R BT.2100-2, table 5."""
    signal = np.clip(coded, 0, 1)
    high = (np.exp((signal - 0.55991073) / 0.17883277) + 0.28466892) / 12
    scene = np.where(signal <= 0.5, signal**2 / 3, high)
    luma = np.maximum(scene @ _LUMA, 1e-9)
    return np.asarray(_PEAK * scene * luma[..., None] ** 0.2)
