"""The cast relief of the ding: one beast mask on a ground of thunder spirals, as a map of heights."""

from __future__ import annotations

import cv2
import numpy as np

from .brush import Sheet, sleeve
from .fields import Floats, cloud
from .solids import curve

WIDE, HIGH = 2400, 720
"""Pixels of one mask: a third of the way round, and the height of the band."""


def _tapered(knots: list[tuple[float, float]], widths: tuple[float, ...]) -> Floats:
    """A limb along `knots`, in pixels of the half mask."""
    line = curve([(x * WIDE / 2, y * HIGH) for x, y in knots], 16)
    return sleeve(line, np.array(widths) * HIGH)


def _limbs() -> list[Floats]:
    """Horn, brow, jaw, ear, trunk, tail and leg of the right half; x from the nose to the side, y from the top."""
    return [
        _tapered([(0.10, 0.26), (0.12, 0.10), (0.24, 0.07), (0.38, 0.10), (0.46, 0.20), (0.45, 0.34), (0.38, 0.38),
                  (0.34, 0.31), (0.37, 0.25)],
                 (0.070, 0.082, 0.078, 0.074, 0.068, 0.058, 0.046, 0.034, 0.012)),
        _tapered([(0.13, 0.47), (0.18, 0.37), (0.26, 0.34), (0.31, 0.42)], (0.014, 0.036, 0.042, 0.012)),
        _tapered([(0.08, 0.80), (0.18, 0.72), (0.30, 0.72), (0.40, 0.80), (0.38, 0.92), (0.30, 0.93), (0.27, 0.86)],
                 (0.055, 0.062, 0.060, 0.056, 0.048, 0.038, 0.012)),
        _tapered([(0.42, 0.62), (0.44, 0.50), (0.51, 0.42), (0.58, 0.46),
                  (0.52, 0.58)], (0.02, 0.05, 0.056, 0.042, 0.012)),
        _tapered([(0.50, 0.68), (0.62, 0.62), (0.72, 0.52), (0.78, 0.36), (0.80, 0.20), (0.88, 0.10), (0.95, 0.18),
                  (0.94, 0.32), (0.88, 0.34), (0.87, 0.26)],
                 (0.030, 0.062, 0.072, 0.074, 0.066, 0.060, 0.055, 0.044, 0.032, 0.012)),
        _tapered([(0.56, 0.72), (0.62, 0.82), (0.58, 0.92), (0.48, 0.93)], (0.060, 0.056, 0.046, 0.012)),
        _tapered([(0.66, 0.76), (0.74, 0.82), (0.76, 0.92), (0.68, 0.94)], (0.020, 0.046, 0.040, 0.012)),
        _tapered([(0.78, 0.62), (0.86, 0.54), (0.93, 0.58), (0.93, 0.74), (0.88, 0.90), (0.82, 0.84), (0.84, 0.74)],
                 (0.018, 0.046, 0.052, 0.052, 0.044, 0.034, 0.012)),
        _tapered([(0.56, 0.10), (0.64, 0.08), (0.70, 0.16), (0.66, 0.28), (0.59, 0.30),
                  (0.57, 0.22)], (0.018, 0.046, 0.050, 0.046, 0.036, 0.012)),
        _tapered([(0.0, 0.18), (0.035, 0.30), (0.035, 0.55), (0.055, 0.74),
                  (0.02, 0.90)], (0.040, 0.040, 0.046, 0.060, 0.030)),
    ]  # fmt: skip


def _thunder() -> Floats:
    """Square spirals over the whole half, turned this way and that; 1 on their lines."""
    size = 66
    path = np.array(
        [
            (0.5, 0.5),
            (0.62, 0.5),
            (0.62, 0.36),
            (0.36, 0.36),
            (0.36, 0.66),
            (0.80, 0.66),
            (0.80, 0.18),
            (0.16, 0.18),
            (0.16, 0.86),
            (0.98, 0.86),
        ]
    )
    ground = np.zeros((HIGH, WIDE // 2), np.uint8)
    for row in range(HIGH // size + 1):
        for column in range(WIDE // 2 // size + 1):
            unit_path = path.copy()
            if (row + column) % 2:
                unit_path = 1.0 - unit_path
            if row % 2:
                unit_path[:, 0] = 1.0 - unit_path[:, 0]
            points = np.rint((unit_path + np.array([column, row])) * size * 16).astype(np.int32)
            cv2.polylines(ground, [points], False, 255, 5, cv2.LINE_AA, 4)
    return ground.astype(np.float32) / 255.0


def _round(cover: Floats, reach: float) -> Floats:
    """A flat shape made plump: heights rise from its edge over `reach` pixels, as a quarter circle."""
    depth = cv2.distanceTransform((cover > 0.5).astype(np.uint8), cv2.DIST_L2, 5)
    t = np.clip(depth / reach, 0.0, 1.0)
    plump: Floats = np.sqrt(1.0 - (1.0 - t) ** 2).astype(np.float32)
    return plump


def relief() -> Floats:
    """Heights (HIGH, WIDE) from 0 to 1 of one whole mask."""
    body = Sheet(WIDE // 2 + 400, np.ones(HIGH, np.float32))
    grooves = Sheet(WIDE // 2 + 400, np.ones(HIGH, np.float32))
    for limb in _limbs():
        body.shape(0, limb, 1.0)
        half = len(limb) // 2
        spine = (limb[:half] + limb[: half - 1 : -1]) / 2
        away = np.linalg.norm(limb[:half] - limb[: half - 1 : -1], axis=1) / 2
        grooves.stroke(0, sleeve(spine[2:-2], np.maximum(away[2:-2] * 0.52, 1.0)), 7, 1.0)
    ring = np.linspace(0, 2 * np.pi, 60)
    eye = np.stack(
        [0.235 * WIDE / 2 + 0.082 * HIGH * np.cos(ring) * 1.25, 0.52 * HIGH + 0.082 * HIGH * np.sin(ring)], 1
    )
    lid = np.stack(
        [0.235 * WIDE / 2 + 0.118 * HIGH * np.cos(ring) * 1.45, 0.52 * HIGH + 0.108 * HIGH * np.sin(ring)], 1
    )
    body.shape(0, lid, 0.0)
    grooves.shape(0, lid, 0.0)
    socket = Sheet(WIDE // 2 + 400, np.ones(HIGH, np.float32))
    socket.stroke(0, lid, 12, 1.0)
    body.shape(0, eye, 1.0)
    cover = body.ink[:, : WIDE // 2]
    lines = grooves.ink[:, : WIDE // 2]
    clear = cv2.dilate(
        np.maximum(
            cover, (cv2.fillPoly(np.zeros(cover.shape, np.uint8), [lid.astype(np.int32)], 1)).astype(np.float32)
        ),
        np.ones((17, 17)),
    )
    ground = _thunder() * (1.0 - clear)
    ball = np.clip(
        1.0
        - (
            ((np.arange(WIDE // 2)[None] - 0.235 * WIDE / 2) / (0.1025 * HIGH)) ** 2
            + ((np.arange(HIGH)[:, None] - 0.52 * HIGH) / (0.082 * HIGH)) ** 2
        ),
        0,
        1,
    )
    pupil = np.exp(
        -(
            ((np.arange(WIDE // 2)[None] - 0.235 * WIDE / 2) / 22) ** 2
            + ((np.arange(HIGH)[:, None] - 0.52 * HIGH) / 9) ** 2
        )
    )
    height = 0.34 * _round(ground, 3.0) + 0.62 * _round(cover, 15.0) * (cover > 0.3) - 0.30 * lines * (cover > 0.5)
    height = np.maximum(height, 0.40 * socket.ink[:, : WIDE // 2]) + 0.42 * np.sqrt(ball) - 0.35 * pupil
    edge = np.minimum(np.arange(HIGH), np.arange(HIGH)[::-1]).astype(np.float32)[:, None]
    height = np.where(
        edge < 26, 0.55 * np.sqrt(np.clip(1 - ((edge - 13) / 13) ** 2, 0, 1)), height * np.clip((edge - 26) / 8, 0, 1)
    )
    whole = np.concatenate([height[:, ::-1], height], axis=1).astype(np.float32)
    worn = cv2.GaussianBlur(whole, (0, 0), 2.2)
    worn = worn + 0.03 * cloud((HIGH, WIDE), (30, 100), octaves=3, seed=77)
    cast: Floats = np.clip(worn, 0.0, 1.0).astype(np.float32)
    return cast
