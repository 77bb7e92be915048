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


def look_for(frame: Pixels, layers: Sequence[Layer], canvas: Size) -> Sighting:
    """Find layers where they were laid.

    Args:
        frame: Decoded, RGB (H, W, 3).
        layers: As the look drew them, on the full canvas.
        canvas: The full canvas; the frame may be smaller (a draft).
    """
    drawn = _drawn(layers, canvas)
    if drawn is None:
        return Sighting(0.0, 0)
    luma, solid, x, y = drawn
    scale = frame.shape[1] / canvas.width
    if scale != 1.0:
        size = (max(1, round(luma.shape[1] * scale)), max(1, round(luma.shape[0] * scale)))
        luma, solid = _resized(luma, size), _resized(solid, size)
        x, y = round(x * scale), round(y * scale)
    grey = cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY).astype(np.float32)
    best = Sighting(-1.0, 0)
    for dy in range(-SHIFT, SHIFT + 1):
        for dx in range(-SHIFT, SHIFT + 1):
            found = _compared(grey, luma, solid, x + dx, y + dy)
            best = found if found.score > best.score else best
    return best


def _resized(plane: Luma, size: tuple[int, int]) -> Luma:
    return np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_AREA), dtype=np.float32)


def _drawn(layers: Sequence[Layer], canvas: Size) -> tuple[Luma, Luma, int, int] | None:
    """Lay the layers together: luma, solidity (0 or 1), and the place of their solid part."""
    luma = np.zeros((canvas.height, canvas.width), np.float32)
    alpha = np.zeros_like(luma)
    for layer in layers:
        top, left = max(0, layer.y), max(0, layer.x)
        piece = layer.rgba[top - layer.y : canvas.height - layer.y, left - layer.x : canvas.width - layer.x]
        if not piece.size:
            continue
        place = (slice(top, top + piece.shape[0]), slice(left, left + piece.shape[1]))
        share = piece[..., 3].astype(np.float32) / 255
        grey = cv2.cvtColor(np.ascontiguousarray(piece[..., :3]).astype(np.uint8), cv2.COLOR_RGB2GRAY)
        luma[place] = grey * share + luma[place] * (1 - share)
        alpha[place] = share + alpha[place] * (1 - share)
    rows, columns = np.nonzero(alpha * 255 >= SOLID)
    if not len(rows):
        return None
    box = (slice(int(rows.min()), int(rows.max()) + 1), slice(int(columns.min()), int(columns.max()) + 1))
    solid = (alpha[box] * 255 >= SOLID).astype(np.float32)
    return luma[box], solid, int(columns.min()), int(rows.min())


def _compared(grey: Luma, luma: Luma, solid: Luma, x: int, y: int) -> Sighting:
    height, width = luma.shape
    if x < 0 or y < 0 or y + height > grey.shape[0] or x + width > grey.shape[1]:
        return Sighting(-1.0, 0)
    where = solid > 0.99
    seen, wanted = grey[y : y + height, x : x + width][where], luma[where]
    seen, wanted = seen - seen.mean(), wanted - wanted.mean()
    power = float(np.linalg.norm(seen) * np.linalg.norm(wanted))
    score = float(seen @ wanted) / power if power > 1e-3 else 0.0
    ink = _ink_rows(grey[y : y + height, x : x + width], luma, where) if score >= LIKE else 0
    return Sighting(score, ink)


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
