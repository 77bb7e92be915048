"""Holds frames of a finished film against the pictures that they should show, in their own colours.

Everything is compared in cells of eight pixels: what is laid over a picture covers few of them, and a move that is a
pixel off changes none.
"""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from av.video.frame import VideoFrame
from numpy.typing import NDArray

from fanxing.media.layer import Pixels

CELL = 8
"""Pixels of the film a cell, each way."""
_NEAR = 14.0
"""Distance in code values from which a cell shows something else than the picture: type, a scrim."""
_TELLING = 5000.0
"""Sum of squares, over all cells, of what other colours would change, from which they can be told: grey tells nothing.

Measured over the demo films: leans of -0.2 to 0.04 at sums of 24,000 to 155,000; another matrix gives 1.
"""
_BT709, _BT601 = (0.2126, 0.0722), (0.299, 0.114)
"""Share of red and blue in luma. Source: ITU-R BT.709-6, 3.2; BT.601-7, 2.5.1."""

_OFFSETS = np.array([16, 128, 128], np.float32)
"""Of black, in code values."""

Cells = NDArray[np.float32]
"""Y', Cb, Cr in code values of 8 bit, limited range, (rows, columns, 3)."""


@dataclass(frozen=True)
class Planned:
    """What a frame should show."""

    frame: int
    """Its index."""
    shot: str
    """Shot to which it belongs."""
    cells: Cells
    """As BT.709 in limited range."""
    mask: NDArray[np.bool_]
    """Cells that lie wholly in the picture."""
    rgb: Cells | None = None
    """The same as RGB 0 to 255, where the picture is known as such."""


def from_rgb(frame: int, shot: str, rgb: Cells, mask: NDArray[np.bool_]) -> Planned:
    """A plan from a picture in cells, RGB 0 to 255."""
    return Planned(frame, shot, coded(rgb, _BT709), mask, rgb)


def coded(rgb: Cells, shares: tuple[float, float]) -> Cells:
    """RGB 0 to 255 as Y'CbCr in limited range, by the shares of red and blue in luma."""
    red, blue = shares
    luma = rgb[..., 0] * red + rgb[..., 1] * (1 - red - blue) + rgb[..., 2] * blue
    cb, cr = (rgb[..., 2] - luma) / (2 * (1 - blue)), (rgb[..., 0] - luma) / (2 * (1 - red))
    return np.stack([16 + luma * 219 / 255, 128 + cb * 224 / 255, 128 + cr * 224 / 255], axis=-1).astype(np.float32)


def shown(frame: VideoFrame) -> Cells:
    """A decoded frame in cells."""
    if frame.format.name not in {"yuv420p", "yuvj420p"}:
        frame = frame.reformat(format="yuv420p")
    size = (max(1, frame.width // CELL), max(1, frame.height // CELL))
    planes = []
    for plane in frame.planes:
        values = np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)
        values = values[: plane.height, : plane.width]
        planes.append(cv2.resize(values, size, interpolation=cv2.INTER_AREA).astype(np.float32))
    return np.stack(planes, axis=-1)


def likeness(kept: Mapping[int, Cells], planned: Iterable[Planned]) -> dict[str, Any]:
    """Figures of a film: how far each frame is from its picture, and towards which other colours all of them lean."""
    likes, matrix, spread = [], _Lean(), _Lean()
    for one in planned:
        cells = kept.get(one.frame)
        if cells is None or not one.mask.any():
            continue
        seen, meant = _fitted(cells, one)[one.mask], one.cells[one.mask]
        difference = round(float(np.median(delta_e(seen, meant))), 2)
        likes.append({"frame": one.frame, "shot": one.shot, "difference": difference})
        if one.rgb is not None:
            matrix.take(seen, meant, coded(one.rgb, _BT601)[one.mask])
            spread.take(seen, meant, _full_range(meant))
    if not likes:
        return {}
    return {"likeness": likes, "matrix_lean": matrix.value(), "range_lean": spread.value()}


def delta_e(one: Cells, other: Cells) -> NDArray[np.float32]:
    """CIE 1976 colour difference of cells (N, 3)."""
    lab = [cv2.cvtColor(_rgb(cells)[None], cv2.COLOR_RGB2LAB)[0] for cells in (one, other)]
    return np.asarray(np.linalg.norm(lab[0] - lab[1], axis=-1), dtype=np.float32)


@dataclass
class _Lean:
    """Share of the way from the colours meant to other ones: 0 as meant, 1 the others."""

    along: float = 0.0
    power: float = 0.0

    def take(self, seen: Cells, meant: Cells, other: Cells) -> None:
        """Take the cells of a frame in which the picture itself is seen, in either colours."""
        way, off = other - meant, seen - meant
        near = np.minimum(np.linalg.norm(off, axis=-1), np.linalg.norm(off - way, axis=-1)) < _NEAR
        self.along += float((off[near] * way[near]).sum())
        self.power += float((way[near] ** 2).sum())

    def value(self) -> float | None:
        """Round the lean; None where the pictures cannot tell."""
        return round(self.along / self.power, 3) if self.power > _TELLING else None


def _fitted(cells: Cells, planned: Planned) -> Cells:
    rows, columns = planned.mask.shape
    if cells.shape[:2] == (rows, columns):
        return cells
    return np.asarray(cv2.resize(cells, (columns, rows), interpolation=cv2.INTER_AREA), dtype=np.float32)


def _full_range(cells: Cells) -> Cells:
    """What a coder writes that forgot to leave head room."""
    wide = np.stack(
        [(cells[..., 0] - 16) * 255 / 219, *((cells[..., at] - 128) * 255 / 224 + 128 for at in (1, 2))], -1
    )
    return wide.astype(np.float32)


def _rgb(cells: Cells) -> Cells:
    """Cells (N, 3) as RGB 0 to 1, as a player shows them."""
    rgb = (cells - _OFFSETS) @ _decoder()
    return np.clip(rgb / 255, 0, 1).astype(np.float32)


@functools.cache
def _decoder() -> Cells:
    corners: Cells = coded(np.eye(3, dtype=np.float32) * 255, _BT709) - _OFFSETS
    return np.asarray(np.linalg.inv(corners) * 255, dtype=np.float32)


def cells_of(picture: Pixels) -> Cells:
    """A picture of a film's own size in cells, RGB 0 to 255."""
    size = (picture.shape[1] // CELL, picture.shape[0] // CELL)
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), dtype=np.float32)
