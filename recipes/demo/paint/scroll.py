"""The scroll round the body of the vase: one stalk in waves, a lotus in every bend, and shoots that fill the ground."""

from __future__ import annotations

import cv2
import numpy as np

from .brush import spiral
from .flowers import Painter, Pair
from .solids import curve

MIDDLE, SWING = 0.515, 0.150
"""Height of the stalk, and how far it swings to both sides."""
SIZE = 0.118
"""Of a lotus."""
ON_BRANCH = (
    (0.10, 1.1, 0.066, 0.30), (0.22, -0.9, 0.060, -0.28), (0.34, 1.0, 0.064, 0.3), (0.46, -1.0, 0.056, -0.3),
    (0.64, 0.9, 0.052, 0.32),
)  # fmt: skip
"""Leaves on a branch: where along it, turned away by, length, curl."""
ON_STALK = (
    (-0.93, 2.45, 0.075, -0.3), (-0.66, 2.0, 0.075, -0.25), (-0.30, 1.9, 0.070, -0.28), (0.06, 1.35, 0.066, 0.25),
    (0.40, 1.1, 0.074, 0.3), (0.72, 0.75, 0.076, 0.3), (-0.80, -0.6, 0.062, 0.28), (0.62, -2.2, 0.060, -0.28),
    (0.84, -2.5, 0.056, -0.28),
)  # fmt: skip
"""Leaves on the stalk within one bend: from -1 to 1, turned away by, length, curl."""


def scroll(painter: Painter) -> None:
    """The body: a stalk in waves, a lotus in every bend, leaves and tendrils to both sides."""
    unit = painter.unit
    middle, swing = painter.row(MIDDLE), SWING * unit
    waves = 3
    period = painter.columns / waves
    x = np.linspace(0.0, period, 240)
    wave = np.stack([x, middle + swing * np.sin(2 * np.pi * x / period)], 1)
    squeeze = 1.0 / float(painter.sheet.stretch[int(middle)])
    wave[:, 0] *= squeeze
    for turn in range(waves):
        column = turn * period
        painter.stem(column, wave.astype(np.float32))
    bends = [
        (turn * period + half * period, side) for turn in range(waves) for half, side in ((0.25, -1.0), (0.75, 1.0))
    ]
    for column, side in bends:
        _bend(painter, column, middle + side * 0.012 * unit, side, period / 2 * squeeze)
    for column, side in bends:
        size = SIZE * unit * float(painter.chance.normal(1.0, 0.025))
        painter.lotus(
            column,
            (0.0, middle + side * 0.012 * unit),
            size,
            (0.0 if side < 0 else np.pi) + float(painter.chance.normal(0, 0.05)),
        )
    _fill(painter, painter.row(0.775), painter.row(0.255))


def _bend(painter: Painter, column: float, level: float, side: float, half: float) -> None:
    """One bend of the wave: the branch that curls in, and the leaves round it; `side` -1: its flower looks up."""
    size, swing = SIZE * painter.unit, SWING * painter.unit
    way = -side
    foot = (-half * 0.50, level - side * 0.030 * painter.unit)
    neck = (0.0, level + way * size * 0.42)
    branch = curve(
        [
            foot,
            (-half * 0.40, level + way * size * 0.62),
            (-half * 0.16, level + way * size * 0.92),
            (0.0, level + way * size * 0.66),
            neck,
        ]
    )
    painter.stem(column, branch, 0.8)
    for t, turn, length, curl in ON_BRANCH:
        i = int(t * (len(branch) - 2))
        step = branch[i + 1] - branch[i]
        heading = float(np.arctan2(step[1], step[0])) + turn * way * float(painter.chance.normal(1, 0.08))
        painter.leaf(column, tuple(branch[i]), heading, length * painter.unit, curl * way)
    for offset, lean, length, curl in ON_STALK:
        x = offset * half
        y = painter.row(MIDDLE) + way * swing * np.cos(np.pi * offset / 2)
        slope = float(np.arctan2(-way * swing * np.pi / (2 * half) * np.sin(np.pi * offset / 2), 1.0))
        heading = slope * 0.6 + lean * way * float(painter.chance.normal(1, 0.05))
        painter.leaf(column, (x, y), heading, length * painter.unit * float(painter.chance.normal(1, 0.06)), curl * way)


def _fill(painter: Painter, top: float, bottom: float) -> None:
    """Small curls wherever the ground between is still wide, as a painter fills the gaps."""
    cell = 8
    first, last = int(top / cell), int(bottom / cell)
    margin = 40
    for _ in range(220):
        band = painter.sheet.ink[(first - margin) * cell : (last + margin) * cell]
        coarse = cv2.resize(band, None, fx=1 / cell, fy=1 / cell, interpolation=cv2.INTER_AREA)
        small = (coarse > 0.25).astype(np.uint8)
        small = np.concatenate([small[:, -60:], small, small[:, :60]], axis=1)
        gap, label = cv2.distanceTransformWithLabels(
            (small == 0).astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
        )
        inner = gap[margin:-margin, 60:-60]
        row, column = (int(i) for i in np.unravel_index(int(inner.argmax()), inner.shape))
        row, column = row + margin, column + 60
        room = float(gap[row, column]) * cell
        if room < 0.0125 * painter.unit:
            return
        nearest = np.argwhere((label == label[row, column]) & (small > 0))[0]
        level = (first - margin + row) * cell
        squeeze = float(painter.sheet.stretch[level])
        foot = ((nearest[1] - column) * cell / squeeze, (nearest[0] - row) * cell)
        _tendril(painter, (column - 60) * cell, level, foot, room)


def _tendril(painter: Painter, column: float, row: float, foot: Pair, room: float) -> None:
    """A shoot from the nearest stalk, at `foot` from the middle of a gap, that curls up in it with a leaf."""
    reach = float(np.hypot(*foot))
    way = float(painter.chance.choice([-1.0, 1.0]))
    heading = float(np.arctan2(-foot[1], -foot[0])) - way * 0.75
    length = min(reach, 0.034 * painter.unit) * float(painter.chance.uniform(3.4, 4.0))
    line = spiral((foot[0], row + foot[1]), heading, length, way * 6.2, 1.35)
    painter.sheet.stroke(column, line, painter.line() * 2.5, 0.92, press="tail")
    tip = tuple(line[22])
    if room > 0.017 * painter.unit:
        step = line[23] - line[21]
        out = float(np.arctan2(step[1], step[0])) - way * 0.7
        painter.leaf(column, tip, out, min(reach, 0.034 * painter.unit) * 0.95, -0.28 * way)
