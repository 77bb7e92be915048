"""A blue-and-white meiping: white body, cobalt painting under a glossy glaze."""

from __future__ import annotations

import numpy as np

from .fields import Floats, Mist, look_up, smooth
from .solids import Revolved, curve, unit
from .studio import SoftBox, Studio, Triple
from .tracer import Skin, Subject

FOOT = [
    (0.0, 0.014),
    (0.118, 0.014),
    (0.126, 0.010),
    (0.132, 0.002),
    (0.142, 0.0),
    (0.152, 0.002),
    (0.158, 0.010),
    (0.161, 0.022),
]
WALL = [
    (0.158, 0.07),
    (0.160, 0.13),
    (0.172, 0.22),
    (0.200, 0.35),
    (0.240, 0.49),
    (0.280, 0.62),
    (0.303, 0.72),
    (0.301, 0.795),
    (0.268, 0.862),
]
SHOULDER = [
    (0.208, 0.908),
    (0.140, 0.936),
    (0.096, 0.950),
    (0.079, 0.963),
    (0.074, 0.980),
    (0.078, 0.998),
    (0.090, 1.010),
    (0.097, 1.019),
]
LIP = [
    (0.098, 1.026),
    (0.093, 1.031),
    (0.083, 1.030),
    (0.070, 1.020),
    (0.060, 1.000),
    (0.056, 0.970),
    (0.058, 0.935),
    (0.066, 0.90),
    (0.0, 0.885),
]

COBALT = np.array([2.85, 1.90, 0.66], np.float32)
"""How strongly a full brush of cobalt takes away red, green and blue (natural logarithm)."""


class Vase:
    """The vase and its painting; `turn` rotates the painting, as on a turntable."""

    def __init__(self, painting: Floats, *, turn: float = 0.0) -> None:
        self.body = Revolved(curve(FOOT + WALL + SHOULDER + LIP))
        self.painting = painting
        self.turn = turn
        outline = self.body.outline
        self.start = float(self.body.along[np.argmin(np.hypot(outline[:, 0] - 0.161, outline[:, 1] - 0.022))])
        self.end = float(self.body.along[np.argmax(outline[:, 1])])
        self._mist = Mist(11)

    def subject(self) -> Subject:
        """The vase as the tracer takes it."""
        return Subject(
            self.body.distance,
            self.skin,
            self.body.normal,
            (0.0, 0.515, 0.0),
            0.62,
            bounce=(0.62, 0.64, 0.66),
            inner=True,
            step=0.95,
        )

    def skin(self, points: Floats, _away: Floats) -> Skin:
        """Glaze over cobalt over white paste; the foot ring is bare."""
        place = self.body.place(points)
        turn = np.arctan2(points[0], points[2]) + np.float32(self.turn)
        height, width = self.painting.shape
        column = (turn / np.float32(2 * np.pi) % 1.0) * width - 0.5
        row = (np.float32(self.end) - place) / (self.end - self.start) * (height - 1)
        blue = look_up(self.painting, column, row, wrap=True)
        blue = np.where((place < self.start) | (place > self.end), 0.0, blue)
        c, s = np.float32(np.cos(self.turn)), np.float32(np.sin(self.turn))
        body = np.stack([points[0] * c + points[2] * s, points[1], points[2] * c - points[0] * s])
        cloud = self._mist.many(body * 9.0, octaves=3)
        white = np.array([0.775, 0.800, 0.805], np.float32)[:, None] * (1.0 + 0.012 * cloud)
        pool = smooth(0.030, 0.0, np.abs(points[1] - 0.957)) + 0.7 * smooth(0.02, 0.0, np.abs(points[1] - 0.028))
        white = white * (1.0 - np.array([0.16, 0.07, 0.04], np.float32)[:, None] * pool)
        colour = white * np.exp(-COBALT[:, None] * blue)
        inside = (place > self.end) & (points[1] < 1.02)
        bare = (place < self.start - 0.004) & ~inside
        paste = np.array([0.60, 0.50, 0.40], np.float32)[:, None]
        colour = np.where(bare, paste, colour)
        normal = self.body.normal(points)
        wave = np.stack([self._mist.many(body * 26.0 + k, octaves=2) for k in (0.0, 40.0, 80.0)])
        broad = np.stack([self._mist.one(body * 5.0 + k) for k in (5.0, 45.0, 85.0)])
        gloss = unit(normal + 0.0045 * wave + 0.009 * broad)
        hollow = np.where(inside, smooth(0.93, 1.02, points[1]) * 0.9 + 0.1, 1.0).astype(np.float32)
        mirror = np.where(bare, 0.01, 0.046).astype(np.float32)
        return Skin(normal, colour.astype(np.float32), gloss, 0.012, mirror, hollow)


def studio() -> Studio:
    """A tall box to the left, a strip to the right, a bank above."""
    aim: Triple = (0.0, 0.55, 0.0)
    return Studio(
        (
            SoftBox((-2.5, 1.35, 1.55), aim, 0.95, 2.1, 14.5, (1.0, 0.985, 0.96)),
            SoftBox((2.7, 1.0, 0.9), aim, 0.34, 2.0, 7.0, (0.95, 0.98, 1.0)),
            SoftBox((0.3, 3.3, 0.2), aim, 2.2, 1.1, 3.2, (1.0, 1.0, 1.0)),
        ),
        room=0.07,
        ceiling=0.16,
        floor=0.22,
    )


def layout(columns: int) -> tuple[Floats, Floats]:
    """Heights and radii (rows,) of a painting with `columns`, from the lip to the foot."""
    vase = Vase(np.zeros((2, 2), np.float32))
    outline = vase.body.outline
    rows = int((vase.end - vase.start) * columns / (2 * np.pi * float(outline[:, 0].max())))
    at = np.linspace(vase.end, vase.start, rows)
    heights = np.interp(at, vase.body.along, outline[:, 1])
    return heights.astype(np.float32), np.interp(at, vase.body.along, outline[:, 0]).astype(np.float32)
