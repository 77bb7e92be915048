"""A bronze ding on three legs, with two handles, a beast-mask band, and the patina of the ground it lay in."""

from __future__ import annotations

import cv2
import numpy as np

from .fields import Floats, Mist, look_up, smooth
from .solids import Guided, Revolved, curve, melt, slope, unit
from .studio import SoftBox, Studio, Triple
from .tracer import Skin, Subject

OUTLINE = [(0.0, 0.330), (0.14, 0.336), (0.26, 0.372), (0.345, 0.445), (0.384, 0.54), (0.392, 0.64),
           (0.384, 0.735), (0.382, 0.765), (0.382, 0.765),
           (0.400, 0.778), (0.426, 0.783), (0.432, 0.790), (0.432, 0.803), (0.426, 0.809), (0.410, 0.811),
           (0.375, 0.806), (0.360, 0.79), (0.358, 0.74),
           (0.366, 0.64), (0.358, 0.54), (0.32, 0.46), (0.24, 0.405), (0.12, 0.372), (0.0, 0.368)]  # fmt: skip
LOW, TOP = 0.505, 0.742
"""The band of the masks, in heights."""
RAISED = 0.0125
"""Height of the relief."""
YAW = 0.42
"""How far the ding is turned from straight on, radians."""


class Ding:
    """The ding as a distance and a skin."""

    def __init__(self, relief: Floats) -> None:
        self.body = Revolved(curve(OUTLINE, 14))
        self.rim = float(self.body.along[np.argmax(self.body.outline[:, 1])])
        self.relief = relief
        self.hollows = relief - cv2.GaussianBlur(relief, (0, 0), 22)
        self._mist = Mist(5)

    def subject(self) -> Subject:
        """The ding as the tracer takes it."""
        return Subject(
            Guided(self.distance, (0.0, 0.5, 0.0), 0.67, slack=0.9),
            self.skin,
            self.smooth_normal,
            (0.0, 0.5, 0.0),
            0.66,
            bounce=(0.05, 0.06, 0.045),
            step=0.85,
            fine=5e-4,
        )

    def _turned(self, points: Floats) -> Floats:
        c, s = np.float32(np.cos(YAW)), np.float32(np.sin(YAW))
        return np.stack([points[0] * c - points[2] * s, points[1], points[0] * s + points[2] * c])

    def _legs(self, p: Floats) -> Floats:
        """Three columns, a little thicker above and below; found by folding the round into thirds."""
        turn = np.arctan2(p[0], p[2])
        third = np.float32(2 * np.pi / 3)
        folded = turn - third * np.round(turn / third)
        radius = np.sqrt(p[0] ** 2 + p[2] ** 2)
        across, out = radius * np.sin(folded), radius * np.cos(folded) - np.float32(0.262)
        lean = np.float32(0.02) * (1.0 - p[1] / 0.4)
        thick = 0.056 + 0.016 * smooth(0.10, 0.40, p[1]) + 0.004 * smooth(0.035, 0.0, p[1])
        side = np.sqrt(across**2 + (out - lean) ** 2) - thick
        end = np.maximum(-p[1], p[1] - np.float32(0.46))
        both = np.minimum(np.maximum(side + 0.006, end + 0.006), 0.0)
        legs: Floats = both + np.sqrt(np.maximum(side + 0.006, 0) ** 2 + np.maximum(end + 0.006, 0) ** 2) - 0.006
        return legs

    def _handles(self, p: Floats) -> Floats:
        """Two upright loops on the rim, left and right."""
        out = np.abs(p[0]) - np.float32(0.398) - 0.10 * np.maximum(p[1] - 0.80, 0.0)
        along, up = np.abs(p[2]), p[1] - np.float32(0.855)
        qx, qy = along - 0.048, np.abs(up) - 0.088
        frame = (
            np.sqrt(np.maximum(qx, 0) ** 2 + np.maximum(qy, 0) ** 2)
            + np.minimum(np.maximum(qx, qy), 0.0)
            - np.float32(0.032)
        )
        loop = np.abs(frame) - 0.0225
        flat = np.abs(out) - 0.0225
        corner = np.float32(0.009)
        solid: Floats = (
            np.minimum(np.maximum(loop, flat) + corner, 0.0)
            + np.sqrt(np.maximum(loop + corner, 0) ** 2 + np.maximum(flat + corner, 0) ** 2)
            - corner
        )
        below = np.float32(0.79) - p[1]
        handles: Floats = np.maximum(solid, below).astype(np.float32)
        return handles

    def _flanges(self, p: Floats) -> Floats:
        """Six toothed fins that part and halve the masks."""
        turn = np.arctan2(p[0], p[2])
        sixth = np.float32(np.pi / 3)
        folded = turn - sixth * np.round(turn / sixth)
        radius = np.sqrt(p[0] ** 2 + p[2] ** 2)
        across, out = np.abs(radius * np.sin(folded)) - 0.0085, radius * np.cos(folded)
        teeth = 0.006 * smooth(-0.2, 0.7, np.cos((p[1] - LOW) / (TOP - LOW) * np.float32(2 * np.pi * 5)))
        reach = out - (np.float32(0.402) + 0.011 + teeth - 0.25 * (p[1] - 0.64) ** 2)
        end = np.abs(p[1] - (LOW + TOP) / 2) - (TOP - LOW) / 2
        fins: Floats = np.maximum(np.maximum(across, reach), np.maximum(end, 0.36 - out)).astype(np.float32)
        return fins

    def _plain(self, p: Floats) -> Floats:
        whole = melt(self.body.distance(p), self._legs(p), 0.055)
        whole = melt(whole, self._handles(p), 0.012)
        return np.minimum(whole, self._flanges(p))

    def _band(self, p: Floats, sheet: Floats) -> Floats:
        """A map of the mask read at points round the body; 0 off the band."""
        rows, columns = sheet.shape
        turn = np.arctan2(p[0], p[2]) / np.float32(2 * np.pi / 3)
        column = (turn + 0.5) % 1.0 * columns - 0.5
        row = (np.float32(TOP) - p[1]) / np.float32(TOP - LOW) * (rows - 1)
        found = look_up(sheet, column, row, wrap=True)
        radius = np.sqrt(p[0] ** 2 + p[2] ** 2)
        sixth = np.float32(np.pi / 3)
        angle = turn * np.float32(2 * np.pi / 3)
        off_fin = smooth(0.013, 0.018, np.abs(radius * np.sin(angle - sixth * np.round(angle / sixth))))
        outside = radius > np.float32(0.372)
        return np.where((row > 0) & (row < rows - 1) & outside, found * off_fin, np.float32(0.0)).astype(np.float32)

    def _cords(self, p: Floats) -> Floats:
        """Two raised strings under the band, and casting unevenness everywhere."""
        cords = np.zeros(p.shape[1], np.float32)
        for height in (0.478, 0.462):
            cords += np.exp(-(((p[1] - height) / 0.0042) ** 2))
        round_ = p[0] ** 2 + p[2] ** 2 > np.float32(0.30**2)
        return np.where(round_, cords * 0.005, 0.0).astype(np.float32)

    def distance(self, points: Floats) -> Floats:
        """Signed distance with the cast relief."""
        p = self._turned(points)
        plain = self._plain(p)
        near = np.flatnonzero(plain < 0.03)
        if near.size:
            close = p[:, near]
            plain[near] -= np.float32(RAISED) * self._band(close, self.relief) + self._cords(close)
        return plain

    def smooth_normal(self, points: Floats) -> Floats:
        """Normals without relief."""
        return slope(lambda q: self._plain(self._turned(q)), points, 0.004)

    def _patina(self, p: Floats) -> tuple[Floats, Floats, Floats, Floats]:
        """Colour (3, n); and how green, how powdery, how earthy each place is (n,)."""
        mist = self._mist
        broad = mist.many(p * 5.5, octaves=5, gain=0.58)
        patch = mist.many(p * 13.0 + 31.0, octaves=4, gain=0.6)
        fine = mist.many(p * 70.0 + 11.0, octaves=4, gain=0.75)
        drip = mist.many(p * np.array([14.0, 3.0, 14.0], np.float32)[:, None] + 70.0, octaves=3)
        cavity = self._band(p, self.hollows)
        sunk, proud = np.minimum(cavity, 0.0), np.maximum(cavity, 0.0)
        spread = broad * 0.9 + 0.35 * patch + 0.25 * drip + 0.18 * fine
        green = smooth(-0.75, 0.75, spread - 2.2 * sunk - 1.1 * proud)
        powder = smooth(0.35, 1.15, patch + 0.35 * fine - 1.6 * cavity + 0.25 * broad)
        blue = smooth(0.85, 1.35, mist.many(p * 9.0 + 131.0, octaves=4) + 0.25 * fine) * 0.55
        red = smooth(0.80, 1.25, mist.many(p * 17.0 + 171.0, octaves=3) + 0.3 * fine) * (1.0 - powder)
        earth = smooth(0.15, 0.9, -3.0 * cavity + 0.5 * mist.many(p * 21.0 + 211.0, octaves=2) - 0.35) * 0.55
        worn = smooth(0.05, 0.28, cavity) * (1.0 - powder)
        colour = _paint(0.062, 0.047, 0.032) * (1.0 + 0.30 * fine)
        for layer, cover in (
            (_paint(0.060, 0.100, 0.074) * (1.0 + 0.24 * fine + 0.14 * patch), green),
            (_paint(0.150, 0.215, 0.165) * (1.0 + 0.20 * fine), powder * (0.25 + 0.75 * green) * 0.85),
            (_paint(0.075, 0.150, 0.160), blue * green),
            (_paint(0.135, 0.050, 0.026), red * 0.7),
            (_paint(0.205, 0.165, 0.115), earth),
            (_paint(0.095, 0.070, 0.045), 0.45 * worn),
        ):
            colour = colour + (layer - colour) * cover
        return np.maximum(colour, 0.008).astype(np.float32), green, powder, earth

    def skin(self, points: Floats, _away: Floats) -> Skin:
        """Dark metal, green crust, blue and red spots, earth in the hollows."""
        p = self._turned(points)
        mist = self._mist
        colour, green, powder, earth = self._patina(p)
        cavity, raised = self._band(p, self.hollows), self._band(p, self.relief)
        worn = smooth(0.05, 0.28, cavity) * (1.0 - powder)
        base = slope(self.distance, points, 0.0011)
        pits = [
            mist.many(p * 120.0 + k, octaves=3, gain=0.7) + 0.6 * mist.one(p * 30.0 + k + 9.0)
            for k in (0.0, 51.0, 97.0)
        ]
        normal = unit(base + np.stack(pits) * (0.06 + 0.09 * green + 0.09 * powder) * 0.8)
        metal = (1.0 - green) * (1.0 - powder) * (1.0 - earth)
        mirror = _paint(0.022, 0.022, 0.021) + _paint(0.040, 0.032, 0.023) * metal
        mirror = (mirror + _paint(0.018, 0.015, 0.011) * worn).astype(np.float32)
        rough = (0.46 - 0.14 * metal - 0.05 * worn).astype(np.float32)
        inside = smooth(0.806, 0.70, p[1]) * (self.body.place(p) > self.rim) * (p[1] > 0.36)
        hollow = np.clip(1.0 + 2.2 * np.minimum(cavity, 0.0), 0.25, 1.0) * (1.0 - 0.7 * inside)
        hollow = hollow * (1.0 - 0.12 * np.clip(0.3 - raised, 0, 1) * (raised > 0.001))
        gloss = unit(base + (normal - base) * 0.7)
        return Skin(normal, colour, gloss, rough, mirror, hollow.astype(np.float32))


def _paint(*rgb: float) -> Floats:
    return np.array(rgb, np.float32)[:, None]


def studio() -> Studio:
    """A raking box to the left, a rim strip behind to the right, a bank above."""
    aim: Triple = (0.0, 0.55, 0.0)
    return Studio(
        (
            SoftBox((-2.4, 1.7, 1.7), aim, 1.2, 1.7, 25.0, (1.0, 0.97, 0.92)),
            SoftBox((2.5, 1.3, -0.7), aim, 0.6, 1.9, 15.0, (0.93, 0.97, 1.0)),
            SoftBox((0.4, 3.2, 0.6), aim, 2.2, 1.4, 9.0),
        ),
        room=0.22,
        ceiling=0.5,
        floor=0.5,
    )
