"""Shapes, told by their signed distance: outside positive, inside negative, in lengths of the scene."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from .fields import Floats, look_up


def curve(knots: ArrayLike, per_span: int = 24) -> Floats:
    """A smooth line through `knots` (n, 2), as centripetal Catmull-Rom; a knot written twice makes a corner."""
    given = np.asarray(knots, np.float64)
    pieces = np.split(given, [i + 1 for i in range(len(given) - 1) if np.allclose(given[i], given[i + 1])])
    lines = []
    for piece in pieces:
        if len(piece) < 2:
            continue
        ends = np.vstack([2 * piece[0] - piece[1], piece, 2 * piece[-1] - piece[-2]])
        for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
            k1 = np.linalg.norm(b - a) ** 0.5
            k2 = k1 + np.linalg.norm(c - b) ** 0.5
            k3 = k2 + np.linalg.norm(d - c) ** 0.5
            t = np.linspace(k1, k2, per_span, endpoint=False)[:, None]
            ab, bc, cd = a + (b - a) * t / k1, b + (c - b) * (t - k1) / (k2 - k1), c + (d - c) * (t - k2) / (k3 - k2)
            abc, bcd = ab + (bc - ab) * t / k2, bc + (cd - bc) * (t - k1) / (k3 - k1)
            lines.append(abc + (bcd - abc) * (t - k1) / (k2 - k1))
        lines.append(piece[-1:])
    whole = np.vstack(lines)
    keep = np.r_[True, np.linalg.norm(np.diff(whole, axis=0), axis=1) > 1e-6]
    return whole[keep].astype(np.float32)


class Revolved:
    """A solid turned about the y axis from a closed outline in the half plane (radius, height).

    The distance and the place along the outline are kept in a grid; normals come from the outline itself, so that
    mirrors in it are smooth.
    """

    def __init__(self, outline: Floats, *, cell: float = 1 / 420, margin: float = 0.12) -> None:
        self.outline = outline
        self.cell = cell
        step = np.diff(outline, axis=0)
        lengths = np.linalg.norm(step, axis=1)
        self.along = np.r_[0.0, np.cumsum(lengths)].astype(np.float32)
        """Length along the outline at each of its points."""
        self.low = float(outline[:, 1].min()) - margin
        columns = int((outline[:, 0].max() + margin) / cell) + 2
        rows = int((outline[:, 1].max() + margin - self.low) / cell) + 2
        grid = np.stack(np.meshgrid(np.arange(columns) * cell, np.arange(rows) * cell + self.low), axis=-1).reshape(
            -1, 2
        )
        self._distance, self._place = (
            a.reshape(rows, columns) for a in self._measure(grid.astype(np.float32), step, lengths)
        )
        side = np.stack([step[:, 1], -step[:, 0]], axis=1) / lengths[:, None]
        corners = np.vstack([side[:1], side[:-1] + side[1:], side[-1:]])
        self._normals = (corners / np.linalg.norm(corners, axis=1, keepdims=True)).astype(np.float32)

    def _measure(self, grid: Floats, step: Floats, lengths: Floats) -> tuple[Floats, Floats]:
        """The signed distance and the nearest place along the outline, for every point of the grid."""
        best = np.full(len(grid), np.inf, np.float32)
        place = np.zeros(len(grid), np.float32)
        inside = np.zeros(len(grid), bool)
        x, y = grid[:, 0].copy(), grid[:, 1].copy()
        for (ax, ay), (sx, sy), length, start in zip(self.outline[:-1], step, lengths, self.along[:-1], strict=True):
            dx, dy = x - ax, y - ay
            t = np.clip((dx * sx + dy * sy) / (length * length), 0.0, 1.0)
            gap = (dx - t * sx) ** 2 + (dy - t * sy) ** 2
            nearer = gap < best
            best[nearer] = gap[nearer]
            place[nearer] = start + t[nearer] * length
            crosses = (dy >= 0) != (dy - sy >= 0)
            if crosses.any():
                inside ^= crosses & (dx < sx * dy / (sy if abs(sy) > 1e-9 else 1e-9))
        away = np.sqrt(best)
        return np.where(inside, -away, away).astype(np.float32), place

    def _cells(self, points: Floats) -> tuple[Floats, Floats]:
        x, y, z = points
        return np.sqrt(x * x + z * z) / np.float32(self.cell), (y - np.float32(self.low)) / np.float32(self.cell)

    def distance(self, points: Floats) -> Floats:
        """Signed distance of `points` (3, n)."""
        return look_up(self._distance, *self._cells(points))

    def place(self, points: Floats) -> Floats:
        """How far along the outline the surface is that lies nearest to each point."""
        return look_up(self._place, *self._cells(points))

    def normal(self, points: Floats) -> Floats:
        """Outward unit normals (3, n) of points on the surface."""
        place = self.place(points)
        out = np.interp(place, self.along, self._normals[:, 0]).astype(np.float32)
        up = np.interp(place, self.along, self._normals[:, 1]).astype(np.float32)
        radius = np.maximum(np.sqrt(points[0] ** 2 + points[2] ** 2), np.float32(1e-6))
        turned = np.stack([out * points[0] / radius, up, out * points[2] / radius])
        unit_normals: Floats = unit(turned)
        return unit_normals


def unit(vectors: Floats) -> Floats:
    """Vectors (3, n) brought to length 1."""
    length = np.sqrt((vectors * vectors).sum(axis=0))
    scaled: Floats = vectors / np.maximum(length, np.float32(1e-12))
    return scaled


def dot(a: Floats, b: Floats) -> Floats:
    """Row by row product of vectors (3, n)."""
    product: Floats = a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
    return product


def melt(a: Floats, b: Floats, width: float) -> Floats:
    """The union of two shapes, their seam rounded over `width`."""
    h = np.maximum(width - np.abs(a - b), 0.0) / width
    joined: Floats = np.minimum(a, b) - h * h * np.float32(width * 0.25)
    return joined


def slope(distance: Callable[[Floats], Floats], points: Floats, reach: float) -> Floats:
    """Unit normals (3, n) from four readings of a distance round each point, `reach` away."""
    total = np.zeros_like(points)
    for corner in ((1, -1, -1), (-1, -1, 1), (-1, 1, -1), (1, 1, 1)):
        step = np.asarray(corner, np.float32)[:, None] * np.float32(reach)
        total += np.sign(step) * distance(points + step)
    return unit(total)


class Guided:
    """A distance made quick: far from the surface a coarse grid of safe distances is read instead."""

    def __init__(
        self,
        exact: Callable[[Floats], Floats],
        centre: tuple[float, float, float],
        radius: float,
        *,
        side: int = 144,
        slack: float = 1.0,
    ) -> None:
        self._exact = exact
        self._corner = (np.asarray(centre, np.float32) - np.float32(radius))[:, None]
        self._cell = np.float32(2 * radius / side)
        self._side = side
        at = (np.arange(side, dtype=np.float32) + 0.5) * self._cell
        layers = []
        for z in at:
            y, x = np.meshgrid(at, at, indexing="ij")
            points = np.stack([x.ravel(), y.ravel(), np.full(x.size, z, np.float32)]) + self._corner
            layers.append(exact(points) * np.float32(slack) - self._cell * np.float32(0.87))
        self._grid = np.concatenate(layers).astype(np.float32)

    def __call__(self, points: Floats) -> Floats:
        """Signed distance (n,) of points (3, n); exact near the surface, too small elsewhere."""
        cell = np.clip((points - self._corner) / self._cell, 0, self._side - 1).astype(np.int32)
        gap: Floats = self._grid[(cell[2] * self._side + cell[1]) * self._side + cell[0]]
        near = np.flatnonzero(gap < self._cell)
        if near.size:
            gap[near] = self._exact(points[:, near])
        return gap
