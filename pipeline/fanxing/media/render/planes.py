"""Frames as the encoder takes them: planar 4:2:0, BT.709, limited range, chroma sited left.

Canvas coordinates count in luma pixels from the frame's upper left corner: luma sample i covers [i, i + 1). A
chroma sample sits on the even luma column and between two luma rows (ITU-T H.264, figure 6-1, the default siting),
so column x of the canvas is column (x + 0.5) / 2 of a chroma plane, and row y is row y / 2.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from fanxing.media.layer import Pixels
from fanxing.model.geometry import Size

Plane = NDArray[np.uint8]
"""One plane of a frame, uint8, (H, W)."""
Floats = NDArray[np.float32]
"""Any picture in float32: values as in uint8, not rounded."""

_RED, _BLUE = 0.2126, 0.0722
_GREEN = 1.0 - _RED - _BLUE
_LUMA = np.array([_RED, _GREEN, _BLUE]) * 219 / 255
_CB = np.array([-_RED, -_GREEN, 1 - _BLUE]) * 224 / 255 / (2 * (1 - _BLUE))
_CR = np.array([1 - _RED, -_GREEN, -_BLUE]) * 224 / 255 / (2 * (1 - _RED))
BT709 = np.stack([_LUMA, _CB, _CR]).astype(np.float32)
"""R'G'B' 0..255 to Y'CbCr of 8 bit limited range, without its offsets.

Source: ITU-R BT.709-6, 3.2 and 3.4.
"""
OFFSETS = (16.0, 128.0, 128.0)
"""What is added to luma, Cb and Cr."""


@dataclass(frozen=True)
class Sampling:
    """How a plane's samples lie on the canvas: column u of it is canvas column ``u * step + shift``."""

    step: int
    """Canvas pixels a sample, both ways."""
    shift: float
    """Canvas column of the plane's left edge; rows have none."""


LUMA = Sampling(1, 0.0)
"""Of the luma plane."""
CHROMA = Sampling(2, -0.5)
"""Of both chroma planes."""
SAMPLINGS = (LUMA, CHROMA, CHROMA)
"""Of the planes of a frame, in order."""


class Planes:
    """One frame, in one buffer that the encoder reads without a copy."""

    def __init__(self, size: Size) -> None:
        width, height = size.width, size.height
        self.size = size
        self.buffer: Plane = np.full((height * 3 // 2, width), 128, np.uint8)
        flat = self.buffer.reshape(-1)
        luma, quarter = width * height, width * height // 4
        self.each: tuple[Plane, Plane, Plane] = (
            flat[:luma].reshape(height, width),
            flat[luma : luma + quarter].reshape(height // 2, width // 2),
            flat[luma + quarter :].reshape(height // 2, width // 2),
        )

    def copy(self, other: "Planes") -> None:
        """Take over what ``other`` shows."""
        np.copyto(self.buffer, other.buffer)

    def mix(self, other: "Planes", share: float) -> None:
        """Let ``other`` shine through by ``share`` (0 to 1)."""
        cv2.addWeighted(self.buffer, 1.0 - share, other.buffer, share, 0.0, dst=self.buffer)


def full_planes(rgb: Pixels | Floats) -> tuple[Floats, Floats, Floats]:
    """Y', Cb and Cr of an RGB picture at its own size, float32, offsets included."""
    y, cb, cr = cv2.split(cv2.transform(rgb.astype(np.float32), BT709))
    return y + OFFSETS[0], cb + OFFSETS[1], cr + OFFSETS[2]


def site_left(plane: Floats) -> Floats:
    """Halve a plane (even sides) to chroma that sits left: 1-2-1 across, the mean of two rows down."""
    wide = cv2.copyMakeBorder(plane, 0, 0, 1, 0, cv2.BORDER_REPLICATE)
    across = (wide[:, 0:-1:2] + 2.0 * wide[:, 1::2] + plane[:, 1::2]) / 4.0
    return np.asarray((across[0::2] + across[1::2]) / 2.0, np.float32)


def rounded(values: Floats) -> Plane:
    """Round to uint8, clipped."""
    return np.clip(np.rint(values), 0, 255).astype(np.uint8)


def from_rgb(rgb: Pixels | Floats) -> Planes:
    """A frame from an RGB picture (H, W, 3) of even sides, as it stands."""
    frame = Planes(Size(width=rgb.shape[1], height=rgb.shape[0]))
    y, cb, cr = full_planes(rgb)
    for plane, values in zip(frame.each, (y, site_left(cb), site_left(cr)), strict=True):
        plane[:] = rounded(values)
    return frame


def from_buffer(buffer: Plane) -> Planes:
    """A frame from a kept buffer of the form of ``Planes.buffer``."""
    frame = Planes(Size(width=buffer.shape[1], height=buffer.shape[0] * 2 // 3))
    np.copyto(frame.buffer, buffer)
    return frame
