"""The photographer's room: the camera, the soft boxes, and the grey ground that fills the rest."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from .fields import Floats, smooth
from .solids import dot

Triple = tuple[float, float, float]


def _vector(values: Triple | NDArray[np.float64]) -> Floats:
    return np.asarray(values, np.float32)


class Camera:
    """A camera that stands at `eye`, looks at `target`, and sees `high` degrees from top to bottom."""

    def __init__(self, eye: Triple, target: Triple, high: float, size: tuple[int, int], *, roll: float = 0.0) -> None:
        self.eye = _vector(eye)
        self.width, self.height = size
        ahead = _vector(target) - self.eye
        self.ahead = ahead / np.linalg.norm(ahead)
        side = np.cross(self.ahead, _vector((np.sin(roll), np.cos(roll), 0.0)))
        self.side = (side / np.linalg.norm(side)).astype(np.float32)
        self.up = np.cross(self.side, self.ahead).astype(np.float32)
        self.scale = float(np.tan(np.radians(high) / 2) / (self.height / 2))

    def rays(self, x: Floats, y: Floats) -> Floats:
        """Unit directions (3, n) through picture positions in pixels, origin top left."""
        right = (x - self.width / 2) * self.scale
        up = (self.height / 2 - y) * self.scale
        away = self.ahead[:, None] + self.side[:, None] * right + self.up[:, None] * up
        found: Floats = (away / np.sqrt((away * away).sum(axis=0))).astype(np.float32)
        return found

    def at(self, share: float) -> Camera:
        """The same view with fewer (or more) pixels."""
        copy = object.__new__(Camera)
        copy.__dict__.update(self.__dict__)
        copy.width, copy.height = round(self.width * share), round(self.height * share)
        copy.scale = self.scale * self.height / copy.height
        return copy

    def project(self, point: Triple) -> tuple[float, float]:
        """Where a point of the scene falls, in fractions of the picture."""
        away = _vector(point) - self.eye
        depth = float(away @ self.ahead)
        x = float(away @ self.side) / depth / self.scale + self.width / 2
        y = self.height / 2 - float(away @ self.up) / depth / self.scale
        return x / self.width, y / self.height


@dataclass(frozen=True)
class SoftBox:
    """A rectangular lamp with a diffusing cloth: brighter in the middle, soft at its edge."""

    centre: Triple
    target: Triple
    wide: float
    high: float
    power: float
    """Radiance in its middle; white paper in full light of the room is about 1."""
    tint: Triple = (1.0, 1.0, 1.0)
    hot: float = 0.45
    """How much darker its corners are than its middle."""
    frame: tuple[Floats, Floats, Floats, Floats] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        middle = _vector(self.centre)
        ahead = _vector(self.target) - middle
        ahead = (ahead / np.linalg.norm(ahead)).astype(np.float32)
        helper = _vector((0.0, 1.0, 0.0)) if abs(ahead[1]) < 0.95 else _vector((0.0, 0.0, 1.0))
        side = np.cross(ahead, helper)
        side = (side / np.linalg.norm(side)).astype(np.float32)
        object.__setattr__(self, "frame", (middle, side, np.cross(side, ahead).astype(np.float32), ahead))

    def spots(self, across: int) -> list[Floats]:
        """Points spread evenly over the cloth, `across` x `across` of them."""
        middle, side, up, _ = self.frame
        at = (np.arange(across) + 0.5) / across - 0.5
        return [(middle + side * (a * self.wide) + up * (b * self.high)).astype(np.float32) for a in at for b in at]

    def bare(self, points: Floats, normals: Floats, across: int = 3) -> Floats:
        """Light falling on surfaces that nothing shades, over pi: what white matt paper there would show."""
        ahead = self.frame[3]
        total = np.zeros(points.shape[1], np.float32)
        for spot in self.spots(across):
            to = spot[:, None] - points
            square = dot(to, to)
            facing = np.maximum(dot(to, normals), 0.0)
            leaving = np.maximum(-(ahead[0] * to[0] + ahead[1] * to[1] + ahead[2] * to[2]), 0.0)
            total += facing * leaving / (square * square)
        share = self.power * (1.0 - 0.4 * self.hot) * self.wide * self.high / (across * across * np.pi)
        bare: Floats = total * np.float32(share)
        return bare

    def mirrored(self, points: Floats, away: Floats, rough: Floats | float) -> Floats:
        """What a mirror at `points` shows of the lamp towards `away`; `rough` is the spread of its rays, radians."""
        middle, side, up, ahead = self.frame
        towards = -(ahead[0] * away[0] + ahead[1] * away[1] + ahead[2] * away[2])
        gap = middle[:, None] - points
        far = -(ahead[0] * gap[0] + ahead[1] * gap[1] + ahead[2] * gap[2]) / np.where(
            np.abs(towards) < 1e-4, 1e-4, towards
        )
        place = away * far - gap
        x = dot(place, side[:, None]) / (self.wide / 2)
        y = dot(place, up[:, None]) / (self.high / 2)
        blur_x = 0.05 + rough * np.abs(far) / (self.wide / 2)
        blur_y = 0.05 + rough * np.abs(far) / (self.high / 2)
        seen = _edge(x, blur_x) * _edge(y, blur_y)
        shape = 1.0 - self.hot * np.clip(x * x + y * y, 0.0, 2.0) * 0.5
        lit: Floats = np.where((towards < -1e-4) | (far < 0) | (towards <= 0), 0.0, seen * shape * self.power).astype(
            np.float32
        )
        return lit


def _edge(x: Floats, blur: Floats) -> Floats:
    """A slot from -1 to 1 seen through a blur that keeps its area: a rough surface spreads light and adds none."""
    left = np.tanh((x + 1.0) / blur * 1.1)
    right = np.tanh((x - 1.0) / blur * 1.1)
    slot: Floats = 0.5 * (left - right)
    return slot


@dataclass(frozen=True)
class Studio:
    """All that lights an object: the lamps, and the dim room around them."""

    boxes: tuple[SoftBox, ...]
    room: float = 0.16
    """Radiance of the walls at the height of the eye."""
    ceiling: float = 0.35
    """Radiance straight above, where the light of the lamps is thrown back."""
    floor: float = 0.34
    """Radiance of the table in full light."""
    tint: Triple = (1.0, 1.0, 1.0)

    def around(self, away: Floats) -> Floats:
        """Radiance (n,) of the room without the lamps, for directions (3, n)."""
        height = away[1]
        above = self.room + (self.ceiling - self.room) * np.clip(height, 0.0, 1.0)
        below = smooth(0.06, -0.22, height)
        seen: Floats = (above * (1.0 - below) + self.floor * below).astype(np.float32)
        return seen
