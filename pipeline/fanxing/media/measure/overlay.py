"""Looks for drawn type in decoded frames: is the AI label, is a subtitle really to be seen, and how tall is its ink."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from fanxing.media.layer import Layer, Pixels
from fanxing.model.geometry import Size

SOLID = 200
"""Alpha from which a pixel of a layer hides what is beneath."""
SHIFT = 3
"""Pixels by which it may lie elsewhere: a draft is scaled."""
LIKE = 0.6
"""Correlation from which drawn type counts as seen: noise gives 0.1, the same type over another picture 0.9."""

Luma = NDArray[np.float32]
"""Grey, 0 to 255."""
Window = tuple[int, int, int, int]
"""A part of a frame in pixels: column, row, width, height."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """How well drawn type was found in a frame."""

    score: float
    """Correlation of its pixels with the frame's, -1 to 1."""
    ink_px: int
    """Rows over which its ink stands out in the frame, in pixels of the frame."""

    @property
    def is_seen(self) -> bool:
        """Whether it counts as seen."""
        return self.score >= LIKE


class Sought:
    """Drawn type that is looked for, and where in a frame: only that part of it need be held."""

    def __init__(self, layers: Sequence[Layer], canvas: Size) -> None:
        self._canvas = canvas
        self._laid = _drawn(layers, canvas)

    def window(self, width: int, height: int) -> Window:
        """The part of a frame of that size that is looked at; of no size where nothing is sought in it."""
        if self._laid is None:
            return 0, 0, 0, 0
        luma, _, x, y = self._scaled(self._laid, width)
        left, top = min(max(0, x - SHIFT), width), min(max(0, y - SHIFT), height)
        right, bottom = min(width, x + luma.shape[1] + SHIFT), min(height, y + luma.shape[0] + SHIFT)
        return left, top, max(0, right - left), max(0, bottom - top)

    def find(self, part: Pixels, width: int, height: int) -> Sighting:
        """Find it.

        Args:
            part: The window of a frame, RGB.
            width: Pixels of the whole frame.
            height: Pixels of the whole frame.
        """
        left, top, wide, high = self.window(width, height)
        if self._laid is None:
            return Sighting(0.0, 0)
        if not wide or not high or part.shape[:2] != (high, wide):
            return Sighting(-1.0, 0)
        luma, solid, x, y = self._scaled(self._laid, width)
        grey = cv2.cvtColor(np.ascontiguousarray(part), cv2.COLOR_RGB2GRAY).astype(np.float32)
        where = solid > 0.99
        wanted = luma[where] - luma[where].mean()
        best, place = -1.0, (slice(0), slice(0))
        for row in range(y - top - SHIFT, y - top + SHIFT + 1):
            for column in range(x - left - SHIFT, x - left + SHIFT + 1):
                if row < 0 or column < 0 or row + luma.shape[0] > high or column + luma.shape[1] > wide:
                    continue
                there = (slice(row, row + luma.shape[0]), slice(column, column + luma.shape[1]))
                score = _compared(grey[there][where], wanted)
                best, place = (score, there) if score > best else (best, place)
        return Sighting(best, _ink_rows(grey[place], luma, where) if best >= LIKE else 0)

    def _scaled(self, laid: "_Laid", width: int) -> "_Laid":
        """Luma, solidity and place in a frame that is so wide."""
        luma, solid, x, y = laid
        scale = width / self._canvas.width
        if scale == 1.0:
            return laid
        size = (max(1, round(luma.shape[1] * scale)), max(1, round(luma.shape[0] * scale)))
        return _resized(luma, size), _resized(solid, size), round(x * scale), round(y * scale)


def _resized(plane: Luma, size: tuple[int, int]) -> Luma:
    return np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_AREA), dtype=np.float32)


_Laid = tuple[Luma, Luma, int, int]
"""Luma, solidity (0 or 1), and the place of what they show: column and row."""


def _drawn(layers: Sequence[Layer], canvas: Size) -> _Laid | None:
    """Lay the layers together, as far as they lie on the canvas; None where nothing of them is solid."""
    pieces = [laid for layer in layers if (laid := _on_canvas(layer, canvas)) is not None]
    if not pieces:
        return None
    left, top = min(x for _, x, _ in pieces), min(y for _, _, y in pieces)
    right, bottom = (max(x + one.shape[1] for one, x, _ in pieces), max(y + one.shape[0] for one, _, y in pieces))
    luma = np.zeros((bottom - top, right - left), np.float32)
    alpha = np.zeros_like(luma)
    for piece, x, y in pieces:
        place = (slice(y - top, y - top + piece.shape[0]), slice(x - left, x - left + piece.shape[1]))
        share = piece[..., 3].astype(np.float32) / 255
        grey = cv2.cvtColor(np.ascontiguousarray(piece[..., :3]).astype(np.uint8), cv2.COLOR_RGB2GRAY)
        luma[place] = grey * share + luma[place] * (1 - share)
        alpha[place] = share + alpha[place] * (1 - share)
    solid = alpha * 255 >= SOLID
    rows, columns = np.flatnonzero(solid.any(axis=1)), np.flatnonzero(solid.any(axis=0))
    if not len(rows):
        return None
    box = (slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1))
    return luma[box], solid[box].astype(np.float32), left + int(columns[0]), top + int(rows[0])


def _on_canvas(layer: Layer, canvas: Size) -> tuple[Pixels, int, int] | None:
    """What of a layer lies on the canvas, and where."""
    top, left = max(0, layer.y), max(0, layer.x)
    piece = layer.rgba[top - layer.y : max(0, canvas.height - layer.y), left - layer.x : max(0, canvas.width - layer.x)]
    return (piece, left, top) if piece.size else None


def _compared(seen: Luma, wanted: Luma) -> float:
    """Correlation of a frame's pixels with the type's, whose mean is taken off."""
    seen = seen - seen.mean()
    power = float(np.linalg.norm(seen) * np.linalg.norm(wanted))
    return float(seen @ wanted) / power if power > 1e-3 else 0.0


def _ink_rows(seen: Luma, wanted: Luma, where: NDArray[np.bool_]) -> int:
    """Rows from the first to the last in which the frame shows ink where ink was drawn."""
    values = np.clip(wanted[where], 0, 255).astype(np.uint8)
    middle, _ = cv2.threshold(values.reshape(-1, 1), 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    is_dark = float((values <= middle).mean()) < 0.5
    ink = where & ((wanted <= middle) if is_dark else (wanted > middle))
    if not ink.any() or ink.all():
        return 0
    level = (float(seen[ink].mean()) + float(seen[where & ~ink].mean())) / 2
    shown = ink & ((seen <= level) if is_dark else (seen > level))
    rows = np.flatnonzero(shown.any(axis=1))
    return int(rows[-1] - rows[0] + 1) if len(rows) else 0
