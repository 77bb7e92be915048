"""A sheet to paint on with one colour, wrapped round a turned pot: filled shapes and strokes that press and lift.

Positions are (x, y): x in true lengths (texture pixels at the widest place of the pot) from a column of the sheet,
y a row of the sheet.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import ArrayLike

from .fields import Floats
from .solids import curve

SUB = 4
"""Binary digits of sub-pixel precision for filled shapes."""


class Sheet:
    """Ink density (rows, columns) from 0 (bare) to about 1 (full brush); it repeats to the right.

    `stretch` (rows,) tells how many columns one true length takes there: more where the pot is narrow.
    """

    def __init__(self, columns: int, stretch: Floats) -> None:
        self.ink = np.zeros((len(stretch), columns), np.float32)
        self.stretch = stretch

    def shape(
        self, column: float, points: ArrayLike, ink: float, *, fade: tuple[ArrayLike, ArrayLike, float] | None = None
    ) -> None:
        """Fills an outline with `ink`, covering what was there; `fade` (from, to, ink at `to`) lets it run out."""
        where = np.asarray(points, np.float64)
        rows = np.clip(where[:, 1], 0, len(self.stretch) - 1)
        across = where[:, 0] * self.stretch[rows.astype(int)]
        height, width = self.ink.shape
        for turn in (-width, 0, width):
            x = across + column + turn
            left, right = int(x.min()) - 2, int(x.max()) + 3
            top, bottom = max(0, int(where[:, 1].min()) - 2), min(height, int(where[:, 1].max()) + 3)
            left_in, right_in = max(0, left), min(width, right)
            if left_in >= right_in or top >= bottom:
                continue
            cover = np.zeros((bottom - top, right - left), np.uint8)
            outline = np.rint(np.stack([x - left, where[:, 1] - top], axis=1) * (1 << SUB)).astype(np.int32)
            cv2.fillPoly(cover, [outline], 255, cv2.LINE_AA, SUB)
            part = cover[:, left_in - left : right_in - left].astype(np.float32) / 255.0
            tone: Floats | float = ink
            if fade is not None:
                tone = self._faded(ink, fade, column + turn, (top, bottom, left_in, right_in))
            under = self.ink[top:bottom, left_in:right_in]
            self.ink[top:bottom, left_in:right_in] = under + (tone - under) * part

    def _faded(
        self, ink: float, fade: tuple[ArrayLike, ArrayLike, float], column: float, box: tuple[int, int, int, int]
    ) -> Floats:
        top, bottom, left, right = box
        start, end = np.asarray(fade[0], np.float32), np.asarray(fade[1], np.float32)
        rows = np.arange(top, bottom, dtype=np.float32)
        x = (np.arange(left, right, dtype=np.float32)[None] - np.float32(column)) / self.stretch[top:bottom, None]
        y = np.broadcast_to(rows[:, None], x.shape)
        line = end - start
        t = np.clip(((x - start[0]) * line[0] + (y - start[1]) * line[1]) / (line @ line + 1e-6), 0.0, 1.0)
        faded: Floats = (ink + (np.float32(fade[2]) - ink) * t).astype(np.float32)
        return faded

    def stroke(self, column: float, points: ArrayLike, wide: float, ink: float, *, press: str = "even") -> None:
        """A smooth line through `points`, `wide` pixels.

        `press` says how the brush goes: even, taper (both ends thin) or tail (thin at its end).
        """
        knots = np.asarray(points, np.float64)
        line = curve(knots, 12).astype(np.float64) if len(knots) < 40 else knots
        along = np.linspace(0.0, 1.0, len(line))
        weight = {
            "even": np.ones_like(along),
            "taper": np.sin(np.pi * np.clip(along * 0.96 + 0.02, 0, 1)) ** 0.6,
            "tail": np.clip(1.15 - along, 0.12, 1.0) ** 0.8,
        }[press]
        step = np.gradient(line, axis=0)
        normal = np.stack([-step[:, 1], step[:, 0]], axis=1) / (np.linalg.norm(step, axis=1, keepdims=True) + 1e-9)
        reach = normal * (wide * 0.5 * weight)[:, None]
        for i in range(0, len(line) - 1, 10):
            part = slice(i, min(i + 12, len(line)))
            self.shape(column, np.vstack([line[part] + reach[part], (line[part] - reach[part])[::-1]]), ink)

    def ring(self, row: float, wide: float, ink: float) -> None:
        """A line all the way round."""
        columns = np.arange(self.ink.shape[1])
        at = row + 1.2 * np.sin(columns / columns.size * 2 * np.pi * 3 + row)
        rows = np.arange(self.ink.shape[0])[:, None]
        top, bottom = int(row - wide - 6), int(row + wide + 6)
        cover = np.clip(wide / 2 + 0.5 - np.abs(rows[top:bottom] - at[None]), 0.0, 1.0)
        under = self.ink[top:bottom]
        self.ink[top:bottom] = under + (ink - under) * cover.astype(np.float32)


def bent(base: ArrayLike, tip: ArrayLike, bend: float, count: int = 28) -> Floats:
    """A line from `base` to `tip`, bowed sideways by `bend` of its length."""
    a, b = np.asarray(base, np.float64), np.asarray(tip, np.float64)
    t = np.linspace(0.0, 1.0, count)[:, None]
    side = np.array([-(b - a)[1], (b - a)[0]])
    line: Floats = (a + (b - a) * t + side * bend * 4 * t * (1 - t) * (0.6 + 0.8 * t)).astype(np.float32)
    return line


def sleeve(spine: Floats, widths: ArrayLike, *, shrink: float = 0.0) -> Floats:
    """The outline round a spine with half `widths` spread evenly along it; `shrink` draws it in."""
    given = np.asarray(widths, np.float64)
    t = np.linspace(0.0, 1.0, len(spine))
    plain = np.interp(t, np.linspace(0.0, 1.0, len(given)), given)
    kernel = np.array([1, 2, 3, 2, 1]) / 9
    padded = np.pad(plain, 2, mode="edge")
    soft = np.convolve(padded, kernel, "valid")
    soft[-1] = given[-1]
    half = np.maximum(soft - shrink, 0.0)
    step = np.gradient(spine, axis=0)
    normal = np.stack([-step[:, 1], step[:, 0]], axis=1) / (np.linalg.norm(step, axis=1, keepdims=True) + 1e-9)
    outline: Floats = np.vstack([spine + normal * half[:, None], (spine - normal * half[:, None])[::-1]]).astype(
        np.float32
    )
    return outline


def spiral(start: ArrayLike, heading: float, length: float, turn: float, tighten: float = 1.6) -> Floats:
    """A line that sets off in a direction and curls up, `turn` radians in all, more and more towards its end."""
    count = 60
    t = np.linspace(0.0, 1.0, count)
    angle = heading + turn * t**tighten
    step = length / count * (1.0 - 0.55 * t)
    path: Floats = (
        np.asarray(start, np.float64)
        + np.stack([np.cumsum(np.cos(angle) * step), np.cumsum(np.sin(angle) * step)], axis=1)
    ).astype(np.float32)
    return path
