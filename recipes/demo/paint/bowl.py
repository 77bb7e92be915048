"""A celadon bowl with ten lobes: thick sky-green glaze, crackled, thin and brown at the rim."""

from __future__ import annotations

import numpy as np

from .crackle import crackle
from .fields import Floats, Mist, look_up, smooth
from .solids import Guided, Revolved, curve, dot, unit
from .studio import SoftBox, Studio, Triple
from .tracer import Skin, Subject

OUTLINE = [(0.0, 0.030), (0.125, 0.028), (0.150, 0.020), (0.156, 0.004), (0.162, 0.0), (0.172, 0.0),
           (0.178, 0.006), (0.182, 0.028), (0.190, 0.046),
           (0.215, 0.058), (0.290, 0.092), (0.368, 0.152), (0.425, 0.230), (0.462, 0.312), (0.482, 0.366),
           (0.489, 0.382), (0.488, 0.389), (0.482, 0.390),
           (0.475, 0.383), (0.452, 0.318), (0.414, 0.240), (0.356, 0.168), (0.278, 0.112), (0.190, 0.082),
           (0.090, 0.072), (0.0, 0.070)]  # fmt: skip
LOBES = 10


class Bowl:
    """The bowl as a distance and a skin; `side` is the pixels of its crackle maps."""

    def __init__(self, side: int = 3200) -> None:
        self.body = Revolved(curve(OUTLINE, 16))
        self.rim = float(self.body.along[np.argmax(self.body.outline[:, 1])])
        self.end = float(self.body.along[-1])
        self.side = side
        self.unit = side / (2 * max(self.rim, self.end - self.rim) * 1.04)
        self.nets = crackle(side, self.unit, 31), crackle(side, self.unit, 57)
        self._mist = Mist(41)

    def subject(self) -> Subject:
        """The bowl as the tracer takes it."""
        centre: Triple = (0.0, 0.19, 0.0)
        return Subject(
            Guided(self.distance, centre, 0.57, slack=0.85),
            self.skin,
            self.normal,
            centre,
            0.56,
            bounce=(0.36, 0.44, 0.41),
            step=0.85,
            inner=True,
        )

    def _lobed(self, p: Floats) -> Floats:
        """Points of the bowl moved back to where they would be in a round one: the rim is drawn in ten times."""
        turn = np.arctan2(p[0], p[2])
        notch = np.abs(np.cos(turn * np.float32(LOBES / 2)))
        depth = smooth(0.05, 0.36, p[1]) * np.float32(0.050)
        pinch = 1.0 + depth * (0.55 - notch**0.55 * 0.85)
        lower = 0.012 * smooth(0.22, 0.38, p[1]) * np.exp(-((notch / 0.25) ** 2))
        sag = 0.004 * np.sin(turn + 0.6) * smooth(0.1, 0.38, p[1])
        return np.stack([p[0] * pinch, p[1] + lower + sag, p[2] * pinch]).astype(np.float32)

    def distance(self, points: Floats) -> Floats:
        """Signed distance (a little too great at the notches; rays go in shorter steps)."""
        return self.body.distance(self._lobed(points))

    def normal(self, points: Floats) -> Floats:
        """Outward unit normals: those of the round bowl, carried back through the drawing-in of the rim."""
        round_ = self.body.normal(self._lobed(points))
        reach = np.float32(0.003)
        parts = []
        for axis in range(3):
            step = np.zeros((3, 1), np.float32)
            step[axis] = reach
            parts.append(dot(round_, self._lobed(points + step) - self._lobed(points - step)))
        return unit(np.stack(parts))

    def skin(self, points: Floats, _away: Floats) -> Skin:
        """Glaze: deep where it pooled, pale where it ran thin; cracks; bare iron-brown foot."""
        mist = self._mist
        round_ = self._lobed(points)
        place = self.body.place(round_)
        inside = place > self.rim
        reach = np.where(inside, self.end - place, place) * np.float32(self.unit)
        radius = np.maximum(np.sqrt(points[0] ** 2 + points[2] ** 2), 1e-6)
        column, row = (points[0] / radius * reach + self.side / 2, points[2] / radius * reach + self.side / 2)
        net = np.where(inside, look_up(self.nets[0], column, row), look_up(self.nets[1], column, row))
        cloud = mist.many(points * 4.5, octaves=4)
        fine = mist.many(points * 38.0 + 9.0, octaves=3, gain=0.7)
        to_rim = np.abs(place - self.rim)
        turn = np.arctan2(points[0], points[2])
        groove = np.exp(-((np.abs(np.cos(turn * np.float32(LOBES / 2))) / 0.16) ** 2)) * smooth(0.10, 0.30, points[1])
        pool = np.where(inside, smooth(0.20, 0.06, points[1]) * 0.9, smooth(0.13, 0.05, points[1]) * 0.9)
        thick = (
            1.0
            + 0.35 * pool
            + 0.30 * np.where(inside, -0.55, 1.0) * groove
            + 0.09 * cloud
            - 0.75 * np.exp(-to_rim / 0.010)
        )
        thick = np.clip(thick + 0.025 * fine, 0.12, 2.0)
        body = np.array([0.64, 0.655, 0.60], np.float32)[:, None]
        rim = np.array([0.46, 0.36, 0.26], np.float32)[:, None]
        body = body + (rim - body) * np.exp(-to_rim / 0.0075)
        colour = body * np.exp(-np.array([0.56, 0.300, 0.310], np.float32)[:, None] * thick)
        stain = np.array([1.15, 1.45, 1.75], np.float32)[:, None]
        colour = colour * np.exp(-stain * np.minimum(net, 1.1) * 0.50)
        foot = (points[1] < 0.012) & ~inside
        colour = np.where(foot, np.array([0.17, 0.095, 0.06], np.float32)[:, None], colour)
        normal = self.normal(points)
        wave = np.stack([mist.many(points * 22.0 + k, octaves=3) for k in (0.0, 40.0, 80.0)])
        gloss = unit(normal + 0.0085 * wave)
        mirror = np.where(foot, 0.008, 0.046).astype(np.float32) * (1.0 - 0.3 * np.minimum(net, 1.0))
        return Skin(normal, colour.astype(np.float32), gloss, 0.026, mirror.astype(np.float32))


def studio() -> Studio:
    """A wide box to the left and behind, one to the right, a bank above."""
    aim: Triple = (0.0, 0.2, 0.0)
    return Studio(
        (
            SoftBox((-2.2, 1.7, 1.0), aim, 1.3, 1.5, 10.5, (1.0, 0.98, 0.95)),
            SoftBox((2.4, 1.1, 0.7), aim, 0.6, 1.5, 5.0, (0.95, 0.98, 1.0)),
            SoftBox((0.2, 2.7, -1.2), aim, 1.9, 1.0, 5.5),
        ),
        room=0.12,
        ceiling=0.26,
        floor=0.28,
    )
