"""Values spread over planes and space: looking up in grids, and noise with fixed seeds.

Points are float32 arrays of shape (3, n); all functions here are pure.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[Any]
"""Arrays of float32; numpy's own types widen them in every sum with a Python number, so the item is left open."""

ROW = 512
"""Width of the sheet into which flat arrays are folded for `cv2.remap`, whose maps must be less than 32768 high."""


def look_up(grid: Floats, column: Floats, row: Floats, *, wrap: bool = False) -> Floats:
    """Bilinear look-up of `grid` (H, W) or (H, W, C) at flat positions in cells; gives (n,) or (n, C).

    `wrap` repeats the grid to the right and to the left (for an angle); rows are always clamped.
    """
    count = column.size
    rows = max(1, -(-count // ROW))
    sheet = np.zeros((2, rows * ROW), np.float32)
    sheet[0, :count], sheet[1, :count] = column, row
    if wrap:
        grid = np.concatenate([grid, grid[:, :1]], axis=1)
        sheet[0] %= np.float32(grid.shape[1] - 1)
    found = cv2.remap(
        grid,
        sheet[0].reshape(rows, ROW),
        sheet[1].reshape(rows, ROW),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    flat: Floats = found.reshape(rows * ROW, -1)[:count] if grid.ndim == 3 else found.reshape(-1)[:count]
    return flat


def smooth(low: float, high: float, value: Floats) -> Floats:
    """The soft step from 0 at `low` to 1 at `high` (which may be the smaller one)."""
    x = np.clip((value - low) / (high - low), 0.0, 1.0)
    step: Floats = (x * x * (3.0 - 2.0 * x)).astype(np.float32)
    return step


def cloud(
    shape: tuple[int, int], cells: tuple[float, float], *, octaves: int = 4, seed: int = 0, gain: float = 0.5
) -> Floats:
    """Noise (H, W) about 0, standard deviation 1, repeating to the right; `cells`: (rows, columns) of the coarsest."""
    chance = np.random.default_rng(seed)
    height, width = shape
    total = np.zeros(shape, np.float32)
    weight = 1.0
    for octave in range(octaves):
        rows, columns = (max(2, round(c * 2**octave)) for c in cells)
        if rows >= height or columns >= width:
            fine = chance.standard_normal((height, width)).astype(np.float32)
        else:
            knots = chance.standard_normal((rows + 4, columns)).astype(np.float32)
            knots = np.concatenate([knots[:, -2:], knots, knots[:, :2]], axis=1)
            x = (np.arange(width, dtype=np.float32) + 0.5) * columns / width + 1.5
            y = (np.arange(height, dtype=np.float32) + 0.5) * rows / height + 1.5
            across, down = np.meshgrid(x, y)
            fine = np.asarray(cv2.remap(knots, across, down, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE))
        total += weight * fine
        weight *= gain
    total -= total.mean()
    total /= total.std() + 1e-9
    return total


class Mist:
    """Noise in space: a random lattice of 32 cells a side, repeated, read with soft interpolation."""

    SIDE = 32

    def __init__(self, seed: int) -> None:
        self._lattice = np.random.default_rng(seed).standard_normal(self.SIDE**3).astype(np.float32)

    def one(self, points: Floats) -> Floats:
        """One octave at `points` (3, n), in lattice cells; about 0, standard deviation about 0.6."""
        cell = np.floor(points)
        part = points - cell
        part = part * part * (3.0 - 2.0 * part)
        x, y, z = cell.astype(np.int32) & (self.SIDE - 1)
        total = np.zeros(points.shape[1], np.float32)
        for dz in (0, 1):
            along_z = part[2] if dz else 1.0 - part[2]
            plane = ((z + dz) & (self.SIDE - 1)) * self.SIDE
            for dy in (0, 1):
                along_y = along_z * (part[1] if dy else 1.0 - part[1])
                line = (plane + ((y + dy) & (self.SIDE - 1))) * self.SIDE
                left = self._lattice[line + x]
                right = self._lattice[line + ((x + 1) & (self.SIDE - 1))]
                total += along_y * (left + (right - left) * part[0])
        return total

    def many(self, points: Floats, *, octaves: int, gain: float = 0.5) -> Floats:
        """Octaves of noise added up, each twice as fine as the one before and `gain` times as strong."""
        total = np.zeros(points.shape[1], np.float32)
        weight = 1.0
        for octave in range(octaves):
            total += weight * self.one(points * np.float32(2.03**octave) + np.float32(7.31 * octave))
            weight *= gain
        return total
