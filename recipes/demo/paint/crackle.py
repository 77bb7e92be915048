"""The net of fine cracks in an old glaze, and what shows through it."""

from __future__ import annotations

import cv2
import numpy as np

from .fields import Floats, cloud, smooth


def _cells(side: int, spacing: float, seed: int, within: Floats | None) -> Floats:
    """Numbers of irregular cells (side, side), `spacing` pixels apart; every cell lies in one cell of `within`."""
    chance = np.random.default_rng(seed)
    count = int((side / spacing) ** 2)
    seeds = np.ones((side, side), np.uint8)
    at = chance.integers(0, side, (count, 2))
    seeds[at[:, 0], at[:, 1]] = 0
    stretch = cv2.resize(seeds, (side, side), interpolation=cv2.INTER_NEAREST)
    _, label = cv2.distanceTransformWithLabels(stretch, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    own = label.astype(np.float32)
    return own if within is None else own + within * np.float32(count + 7)


def _edges(cells: Floats) -> Floats:
    """1 on the borders between cells."""
    edge = np.zeros(cells.shape, np.float32)
    edge[:, 1:] = np.maximum(edge[:, 1:], cells[:, 1:] != cells[:, :-1])
    edge[1:] = np.maximum(edge[1:], cells[1:] != cells[:-1])
    return edge


def crackle(side: int, unit: float, seed: int) -> Floats:
    """Density (side, side) of the cracks: long dark ones, and finer, paler ones; `unit` pixels are one length."""
    wide = _cells(side, 0.125 * unit, seed, None)
    fine = _cells(side, 0.052 * unit, seed + 1, wide)
    y, x = np.mgrid[0:side, 0:side].astype(np.float32)
    shape = (side, side)
    knots = side / unit
    for cells, reach in ((9 * knots, 0.012), (34 * knots, 0.0028)):
        x += reach * unit * cloud(shape, (cells, cells), octaves=2, seed=seed + 11)
        y += reach * unit * cloud(shape, (cells, cells), octaves=2, seed=seed + 12)
    long_, short = (cv2.remap(a, x, y, cv2.INTER_NEAREST, borderMode=cv2.BORDER_REFLECT) for a in (wide, fine))
    first, second = _edges(long_), _edges(short)
    second = second * (1.0 - first)
    dark = smooth(-1.1, 0.9, cloud(shape, (6 * knots, 6 * knots), octaves=3, seed=seed + 21))
    pale = smooth(-0.5, 1.2, cloud(shape, (9 * knots, 9 * knots), octaves=3, seed=seed + 22))
    thin = cv2.GaussianBlur(first, (0, 0), 0.00062 * unit) * (0.25 + 0.75 * dark) + 0.6 * cv2.GaussianBlur(
        second, (0, 0), 0.00045 * unit
    ) * (0.15 + 0.85 * pale)
    halo = cv2.GaussianBlur(first * dark, (0, 0), 0.0028 * unit)
    net: Floats = (1.5 * thin + 0.9 * halo).astype(np.float32)
    return net
