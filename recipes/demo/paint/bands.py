"""The bands above and below the scroll: the cloud collar, the panels, the fret, the double lines."""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np

from .brush import bent, spiral
from .fields import Floats
from .flowers import Painter
from .solids import curve

COLLAR = (
    (0.97, 0.02), (0.90, 0.08), (0.82, 0.17), (0.82, 0.17), (0.92, 0.25), (0.95, 0.37), (0.91, 0.48), (0.81, 0.55),
    (0.69, 0.54), (0.61, 0.47), (0.61, 0.47), (0.66, 0.58), (0.66, 0.69), (0.59, 0.78), (0.48, 0.82), (0.37, 0.79),
    (0.30, 0.72), (0.30, 0.72), (0.31, 0.83), (0.24, 0.91), (0.12, 0.98), (0.0, 1.12),
)  # fmt: skip
"""The right half of one cloud, from the neck to its tip: share of its half width, share of its height."""
FRET = ((0.06, 0.88), (0.06, 0.12), (0.90, 0.12), (0.90, 0.72), (0.34, 0.72), (0.34, 0.40), (0.64, 0.40), (0.64, 0.50))
RINGS = (
    (1.006, 2.2), (0.946, 1.6), (0.940, 1.0), (0.246, 1.0), (0.240, 1.8), (0.210, 1.8), (0.204, 1.0), (0.036, 2.4),
    (0.046, 1.0),
)  # fmt: skip
"""Heights of the lines round the vase, and their widths in fine lines."""


def collar(painter: Painter) -> None:
    """Four clouds over the shoulder, each a blue ground with a white lotus."""
    top, bottom = painter.row(0.928), painter.row(0.735)
    half = painter.columns / 8
    for turn in range(4):
        column = (turn + 0.5) * painter.columns / 4
        outlines = []
        for inset in (0.0, 0.016, 0.030):
            right = curve([(x, top + y * (bottom - top)) for x, y in COLLAR], 14)
            whole = np.vstack([right * [half, 1], (right * [-half, 1])[::-1]])
            outlines.append(_inset(painter, whole, inset * painter.unit))
        _clouds(painter, column, outlines)
        painter.lotus(column, (0.0, (top * 0.46 + bottom * 0.54)), 0.084 * painter.unit, 0.0, dark=0.36)
        _sprig(painter, column + half)


def _inset(painter: Painter, whole: Floats, by: float) -> Floats:
    """An outline (in columns) drawn in by `by`, back in true lengths."""
    if by > 0:
        size = (int(whole[:, 0].max() * 2) + 80, int(whole[:, 1].max()) + 80)
        cover = np.zeros((size[1], size[0]), np.uint8)
        cv2.fillPoly(cover, [np.rint(whole + np.array([size[0] / 2, 0.0])).astype(np.int32)], 255)
        cover[: int(whole[:, 1].min()) + 1] = 255
        depth = cv2.distanceTransform(cover, cv2.DIST_L2, 5)
        depth = cv2.GaussianBlur(depth, (0, 0), 3)
        found, _ = cv2.findContours((depth > by).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
        outline = max(found, key=len)[:, 0].astype(np.float64) - np.array([size[0] / 2, 0.0])
        around = np.vstack([outline[-9:], outline, outline[:9]])
        outline = np.stack([np.convolve(around[:, i], np.ones(19) / 19, "valid") for i in (0, 1)], 1)
        whole = outline[outline[:, 1] > whole[:, 1].min() + 4]
        start = int(np.argmax(np.linalg.norm(np.diff(np.vstack([whole, whole[:1]]), axis=0), axis=1))) + 1
        whole = np.roll(whole, -start, axis=0)
    return _flat(painter, whole)


def _flat(painter: Painter, whole: Floats) -> Floats:
    """An outline in columns, back in true lengths."""
    rows = np.clip(whole[:, 1], 0, len(painter.sheet.stretch) - 1).astype(int)
    true: Floats = np.stack([whole[:, 0] / painter.sheet.stretch[rows], whole[:, 1]], 1).astype(np.float32)
    return true


def _clouds(painter: Painter, column: float, outlines: list[Floats]) -> None:
    """One cloud: two outlines, then the ground of waves inside."""
    outer, middle, inner = outlines
    thin = painter.line()
    painter.sheet.shape(column, outer, 0.0)
    before = painter.sheet.ink.copy()
    painter.sheet.shape(column, inner, 0.60)
    cover = np.abs(painter.sheet.ink - before) > 0.02
    rows, columns = np.nonzero(cover)
    x = (columns - column + painter.columns / 2) % painter.columns - painter.columns / 2
    waves = _waves(x / painter.sheet.stretch[rows], rows, 0.020 * painter.unit)
    painter.sheet.ink[rows, columns] = 0.50 + 0.42 * waves
    painter.sheet.stroke(column, outer, thin * 2.6, 0.98)
    painter.sheet.stroke(column, middle, thin * 0.9, 0.85)
    painter.sheet.stroke(column, inner, thin * 1.2, 0.98)


def _waves(x: Floats, rows: Floats, scale: float) -> Floats:
    """Overlapping fans of rings, the lower before the upper, from 0 to 1."""
    band = np.floor(rows / (scale * 0.5))
    best = np.zeros(rows.size, np.float32)
    for lower in (0, 1):
        level = band + lower
        across = (x / scale + (level % 2) * 0.5) % 1.0 - 0.5
        away = np.hypot(across, ((level + 1) * scale * 0.5 - rows) / scale)
        rings = 0.5 + 0.5 * np.cos(away * 2 * np.pi * 6.0)
        best = np.where((best == 0) & (away < 0.5), rings, best).astype(np.float32)
    return best


def _sprig(painter: Painter, column: float) -> None:
    """A spray of leaves and a bud that hangs between two clouds."""
    top = painter.row(0.875)
    step = 0.03 * painter.unit
    stalk = bent((0.0, top), (0.0, top + 3.6 * step), 0.06)
    painter.stem(column, stalk, 0.7)
    for i, side in ((3, 1), (5, -1), (11, 1), (13, -1), (19, 1), (21, -1)):
        base = tuple(stalk[i])
        painter.leaf(column, base, np.pi / 2 - side * 1.15, step * (1.35 + i * 0.035), -side * 0.3)
    for angle, wide in ((-0.55, 0.30), (0.55, 0.30), (0.0, 0.40)):
        tip = (step * 1.1 * np.sin(angle), top + 3.6 * step + step * 1.25 * np.cos(angle))
        painter.petal(column, (tuple(stalk[-1]), tip), wide * step, -0.15 * np.sign(angle))


def lappets(painter: Painter, low: float, high: float, count: int, *, plain: bool = False) -> None:
    """A ring of pointed panels, their points towards `high`; `plain`: filled, with nothing in them."""
    foot, head = painter.row(low), painter.row(high)
    half = painter.columns / count / 2
    thin = painter.line()
    panels = [
        _panel(painter, inset, half, (foot, head)) for inset in ((0.0, 0.2, 0.42) if plain else (0.0, 0.13, 0.22))
    ]
    for turn in range(count):
        column = (turn + 0.5) * 2 * half
        painter.sheet.shape(column, panels[0], 0.92)
        painter.sheet.shape(column, panels[1], 0.0)
        if plain:
            painter.sheet.shape(column, panels[2], 0.5)
            continue
        painter.sheet.stroke(column, panels[2], thin * 0.9, 0.9)
        _pendant(painter, column, foot, head, half / float(painter.sheet.stretch[int((foot + head) / 2)]))


def _panel(painter: Painter, inset: float, half: float, ends: tuple[float, float]) -> Floats:
    """The outline of a panel, drawn in by a share of its half width."""
    foot, head = ends
    side = 0.93 - inset
    knots = [
        (side, 0.0), (side, 0.25), (side * 0.99, 0.52), (side * 0.90, 0.74), (side * 0.55, 0.90 - inset * 0.4),
        (side * 0.18, 0.96 - inset * 0.6), (0.0, 1.04 - inset),
    ]  # fmt: skip
    right = curve([(x, foot + (0.02 + y * 0.93) * (head - foot)) for x, y in knots], 14)
    return _flat(painter, np.vstack([right * [half, 1], (right * [-half, 1])[::-1]]))


def _pendant(painter: Painter, column: float, foot: float, head: float, half: float) -> None:
    """What hangs in a panel: curls, a pearl, a flame."""
    rise = head - foot
    way = float(np.sign(rise))
    thin = painter.line()
    for side in (-1.0, 1.0):
        for at, length, turn in ((0.16, 0.95, 5.0), (0.34, 0.85, 5.0)):
            line = spiral(
                (side * 0.05 * half, foot + rise * at),
                -way * np.pi / 2 + side * way * 1.0,
                length * half * 1.25,
                side * way * turn,
            )
            painter.sheet.stroke(column, line, thin * 2.2, 0.95, press="tail")
    painter.petal(column, ((0.0, foot + rise * 0.40), (0.0, foot + rise * 0.80)), 0.26 * half, 0.0, dark=0.8)
    painter.dot(column, (0.0, foot + rise * 0.12), 0.13 * half, 0.9)


def fret(painter: Painter, low: float, high: float, count: int) -> None:
    """A band of square spirals."""
    top, bottom = painter.row(high), painter.row(low)
    tall = bottom - top
    wide = painter.columns / count
    for turn in range(count):
        points = np.array(FRET) * [wide, tall] + np.array([0.0, top])
        points[:, 0] /= painter.sheet.stretch[int(top)]
        for a, b in pairwise(points):
            painter.sheet.stroke(turn * wide, [a, b], tall * 0.13, 0.92)


def rings(painter: Painter) -> None:
    """Double lines that part the bands."""
    for height, wide in RINGS:
        painter.sheet.ring(painter.row(height), wide * painter.line(), 0.95)
