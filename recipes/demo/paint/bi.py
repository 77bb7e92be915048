"""A jade bi: a pale disc with rows of raised grains, veins that lie deep in the stone, and a russet edge."""

from __future__ import annotations

import cv2
import numpy as np

from .fields import Floats, Mist, look_up, smooth
from .solids import Guided, slope, unit
from .studio import SoftBox, Studio, Triple
from .tracer import Skin, Subject

OUTER, INNER = 0.50, 0.125
THICK = 0.026
"""Half the thickness."""
LIFT = 0.030
"""Height of the middle plane above the table."""
SIDE = 3600
"""Pixels of the map of heights, edge to edge of a square of 1.04."""
SPAN = 1.04
RAISED = 0.0095


def grains(seed: int = 9) -> Floats:
    """Heights (SIDE, SIDE) from 0 to 1: two plain borders, and between them rows of grains with a curled tail."""
    chance = np.random.default_rng(seed)
    scale = SIDE / SPAN
    sheet = np.zeros((SIDE, SIDE), np.float32)
    gap = 0.0395
    size = int(0.030 * scale)
    y, x = (np.mgrid[-size : size + 1, -size : size + 1] / scale).astype(np.float32)
    radius, turn = np.hypot(x, y), np.arctan2(y, x)
    for row in range(-14, 15):
        for column in range(-14, 15):
            cx = (column + (row % 2) * 0.5) * gap + chance.normal(0, 0.0006)
            cz = row * gap * 0.866 + chance.normal(0, 0.0006)
            if not 0.203 < np.hypot(cx, cz) < 0.4395:
                continue
            lean = np.float32(chance.normal(0.4, 0.12))
            angle = (turn - lean) % np.float32(2 * np.pi)
            coil = 0.0065 + 0.0105 * angle / np.float32(2 * np.pi)
            dome = np.clip(1.0 - (radius / 0.0138) ** 2, 0.0, 1.0) ** 0.8
            tail = (
                np.clip(1.0 - ((radius - coil) / 0.0036) ** 2, 0.0, 1.0) ** 0.5
                * smooth(3.0, 4.4, angle.astype(np.float32))
                * 0.62
            )
            cut = (
                0.50 * np.exp(-(((radius - coil + 0.0040) / 0.0013) ** 2)) * smooth(3.4, 4.4, angle.astype(np.float32))
            )
            one = np.maximum(dome - cut, tail).astype(np.float32)
            px, pz = int((cx + SPAN / 2) * scale), int((cz + SPAN / 2) * scale)
            part = sheet[pz - size : pz + size + 1, px - size : px + size + 1]
            np.maximum(part, one, out=part)
    axis = (np.arange(SIDE, dtype=np.float32) / scale - SPAN / 2)[None]
    away = np.sqrt(axis**2 + axis.T**2)
    plain = np.maximum(smooth(0.454, 0.462, away), smooth(0.178, 0.170, away))
    cord = 0.5 * np.exp(-(((away - 0.449) / 0.002) ** 2)) + 0.5 * np.exp(-(((away - 0.184) / 0.002) ** 2))
    height: Floats = cv2.GaussianBlur(np.maximum(sheet, np.maximum(plain, cord)), (0, 0), 2.6).astype(np.float32)
    return height


class Bi:
    """The disc as a distance and a skin; it lies flat, its face up."""

    def __init__(self, heights: Floats) -> None:
        self.heights = heights
        self.hollows = heights - cv2.GaussianBlur(heights, (0, 0), 16)
        self._mist = Mist(23)

    def subject(self) -> Subject:
        """The disc as the tracer takes it."""
        centre: Triple = (0.0, LIFT, 0.0)
        return Subject(
            Guided(self.distance, centre, 0.56, slack=0.9),
            self.skin,
            self.smooth_normal,
            centre,
            0.55,
            bounce=(0.45, 0.50, 0.40),
            step=0.9,
            fine=3e-4,
        )

    def _plain(self, p: Floats) -> Floats:
        radius = np.sqrt(p[0] ** 2 + p[2] ** 2)
        wavy = 0.0016 * np.sin(3.0 * np.arctan2(p[0], p[2]) + 0.7)
        ring = np.abs(radius - np.float32((OUTER + INNER) / 2)) - np.float32((OUTER - INNER) / 2) - wavy
        flat = np.abs(p[1] - np.float32(LIFT)) - THICK
        corner = np.float32(0.010)
        a, b = ring + corner, flat + corner
        plain: Floats = (
            np.minimum(np.maximum(a, b), 0.0) + np.sqrt(np.maximum(a, 0) ** 2 + np.maximum(b, 0) ** 2) - corner
        )
        return plain.astype(np.float32)

    def _map(self, p: Floats, sheet: Floats) -> Floats:
        scale = np.float32(SIDE / SPAN)
        found = look_up(sheet, (p[0] + np.float32(SPAN / 2)) * scale, (p[2] + np.float32(SPAN / 2)) * scale)
        return np.where(p[1] > LIFT, found, np.float32(0.0))

    def distance(self, points: Floats) -> Floats:
        """Signed distance with the grains."""
        plain = self._plain(points)
        near = np.flatnonzero(plain < 0.03)
        if near.size:
            plain[near] += (
                np.float32(RAISED) * (1.0 - self._map(points[:, near], self.heights)) * (points[1, near] > LIFT)
            )
        return plain

    def smooth_normal(self, points: Floats) -> Floats:
        """Normals of the disc without its grains."""
        return slope(self._plain, points, 0.004)

    def stone(self, points: Floats, away: Floats) -> tuple[Floats, Floats]:
        """Colour (3, n) of the stone as light finds it on its way in, and how much russet is at each place (n,)."""
        mist = self._mist
        inward = away * np.array([0.62, 1.0, 0.62], np.float32)[:, None]
        total = np.zeros_like(points)
        for depth, share in ((0.002, 0.42), (0.014, 0.33), (0.030, 0.25)):
            p = points + inward * np.float32(depth)
            bend = np.stack([mist.many(p * 3.2 + k, octaves=3) for k in (0.0, 60.0, 120.0)])
            q = p + 0.055 * bend
            clouds = mist.many(q * 5.0 + 17.0, octaves=4, gain=0.55)
            vein = 1.0 - np.abs(mist.many(q * np.array([3.2, 3.0, 6.5], np.float32)[:, None] + 83.0, octaves=3))
            vein = smooth(0.80, 1.0, vein)
            white = smooth(0.25, 1.3, mist.many(q * 7.5 + 140.0, octaves=3))
            green = np.array([0.555, 0.595, 0.435], np.float32)[:, None] * (1.0 + 0.10 * clouds)
            green = green * (1.0 - np.array([0.42, 0.28, 0.36], np.float32)[:, None] * vein)
            pale = np.array([0.66, 0.685, 0.57], np.float32)[:, None]
            total += share * (green + (pale - green) * white * 0.75)
        edge = np.array([0.34, 0.0, 0.30], np.float32)[:, None]
        near = 0.34 - np.sqrt(((points - edge) ** 2).sum(axis=0))
        stain = smooth(-0.06, 0.26, near + 0.11 * mist.many(points * 6.0 + 200.0, octaves=5, gain=0.62) - 0.02)
        crack = 1.0 - np.abs(mist.many(points * 5.5 + 283.0, octaves=3))
        crack = smooth(0.955, 1.0, crack) * smooth(-0.30, 0.16, near)
        stain = np.clip(stain + 0.22 * crack, 0.0, 1.0)
        return total, stain

    def skin(self, points: Floats, away: Floats) -> Skin:
        """Soft light under a waxy polish: the stone spreads light, so its colour shows less relief than its mirror."""
        colour, stain = self.stone(points, away)
        russet = np.array([0.40, 0.205, 0.085], np.float32)[:, None] * (
            1.0 + 0.22 * self._mist.many(points * 24.0, octaves=3)
        )
        colour = colour + (russet - colour) * (stain * 0.80)
        hollow = self._map(points, self.hollows)
        deep = np.clip(-hollow, 0.0, 0.5)
        colour = colour * (1.0 - np.array([0.28, 0.22, 0.36], np.float32)[:, None] * deep * 1.5)
        flat = self.smooth_normal(points)
        sharp = slope(self.distance, points, 0.0011)
        wear = np.stack([self._mist.many(points * 55.0 + k, octaves=2) for k in (3.0, 43.0, 83.0)])
        gloss = unit(sharp + 0.012 * wear)
        radius = np.sqrt(points[0] ** 2 + points[2] ** 2)
        thin = np.exp(-(OUTER - radius) / 0.020) + np.exp(-(radius - INNER) / 0.020)
        down = np.clip(1.0 - flat[1], 0.0, 1.0)
        glow = (
            colour * np.array([0.16, 0.19, 0.12], np.float32)[:, None] * (thin * 0.7 + down * 0.9) * (1.0 - 0.5 * stain)
        )
        return Skin(
            unit(flat * 0.30 + sharp * 0.70),
            colour.astype(np.float32),
            gloss,
            0.085,
            0.052,
            (1.0 - 0.45 * deep).astype(np.float32),
            glow.astype(np.float32),
        )


def studio() -> Studio:
    """A low box from the upper left, so that the grains show; a weak one from the right; a pale ceiling."""
    aim: Triple = (0.0, 0.0, 0.0)
    return Studio(
        (
            SoftBox((-2.1, 1.35, -1.35), aim, 1.1, 0.8, 21.0, (1.0, 0.98, 0.94)),
            SoftBox((2.3, 1.5, 0.9), aim, 0.9, 0.9, 3.0, (0.94, 0.97, 1.0)),
            SoftBox((0.1, 2.9, -1.75), aim, 1.7, 0.9, 3.0),
        ),
        room=0.13,
        ceiling=0.30,
        floor=0.22,
    )
