"""What the painter's hand knows: petals, a lotus, a leaf, a stalk."""

from __future__ import annotations

import numpy as np

from .brush import Sheet, bent, sleeve
from .fields import Floats
from .solids import curve

Pair = tuple[float, float]
PETAL = (0.12, 0.42, 0.66, 0.85, 0.98, 1.0, 0.90, 0.66, 0.34, 0.12, 0.0)
LEAF = (0.05, 0.16, 0.62, 0.98, 1.0, 0.80, 0.58, 0.52, 0.58, 0.56, 0.44, 0.28, 0.12, 0.0)
BACK = (
    (-2.05, 0.80, 0.17, 0.22), (2.05, 0.80, 0.17, -0.22), (-1.62, 0.98, 0.19, 0.16), (1.62, 0.98, 0.19, -0.16),
    (-1.20, 1.02, 0.20, 0.06), (1.20, 1.02, 0.20, -0.06), (-0.80, 1.04, 0.21, 0.0), (0.80, 1.04, 0.21, 0.0),
    (-0.40, 1.06, 0.21, 0.0), (0.40, 1.06, 0.21, 0.0), (0.0, 1.10, 0.22, 0.0),
)  # fmt: skip
"""The outer petals: angle from upright, reach, width and bend, in sizes of the flower."""
INNER = ((-1.25, 0.66, 0.20, 0.16), (1.25, 0.66, 0.20, -0.16), (-0.66, 0.66, 0.21, 0.05), (0.66, 0.66, 0.21, -0.05))
FRONT = ((-1.0, 0.34, 0.17, 0.12), (1.0, 0.34, 0.17, -0.12), (0.0, 0.24, 0.24, 0.0))
POD = ((-0.62, 0.36), (-0.40, 0.52), (0.0, 0.56), (0.40, 0.52), (0.62, 0.36), (0.9, 0.05), (0.0, -0.22), (-0.9, 0.05))
"""The outline of the seed pod: angle and reach."""
SEEDS = ((-0.5, 0.38), (-0.15, 0.42), (0.2, 0.42), (0.52, 0.38), (-0.3, 0.22), (0.05, 0.24), (0.4, 0.22))


class Painter:
    """Paints one vase on a sheet of `columns`, whose rows stand at `heights` and are `radii` away from the axis."""

    def __init__(self, columns: int, heights: Floats, radii: Floats, seed: int) -> None:
        self.unit = columns / (2 * np.pi * float(radii.max()))
        """Pixels to one length of the scene, at the widest place."""
        self.sheet = Sheet(columns, (radii.max() / np.maximum(radii, 0.03)).astype(np.float32))
        self.columns = columns
        self.heights = heights
        self.chance = np.random.default_rng(seed)

    def row(self, height: float) -> float:
        """The row at a height of the scene (heights fall from the first row to the last)."""
        return float(np.interp(-height, -self.heights, np.arange(len(self.heights))))

    def line(self) -> float:
        """The width of a fine line."""
        return 0.0021 * self.unit

    def petal(self, column: float, line: tuple[Pair, Pair], wide: float, bend: float, *, dark: float = 0.62) -> None:
        """A petal: bare rim, wash that runs out to the tip, outline, three fine veins."""
        base, tip = line
        spine = bent(base, tip, bend)
        widths = np.array(PETAL) * wide
        sheet, thin = self.sheet, self.line()
        sheet.shape(column, sleeve(spine, widths + 0.3 * thin), 0.0)
        sheet.shape(column, sleeve(spine[:-2], widths * 0.80), dark, fade=(base, spine[-3], dark * 0.22))
        outline = sleeve(spine, widths)
        sheet.stroke(column, outline, thin * float(self.chance.uniform(0.95, 1.25)), 0.95)
        for off in (-0.3, 0.0, 0.3):
            vein = bent(base, spine[22], bend + off * wide / (np.hypot(*(np.subtract(tip, base))) + 1e-6) * 0.6)
            sheet.stroke(column, vein[4:24], thin * 0.7, 0.72, press="taper")

    def lotus(self, column: float, centre: Pair, size: float, lean: float, *, dark: float = 0.62) -> None:
        """A lotus in full bloom, seen from the side, leaning `lean` radians from upright."""

        def at(angle: float, reach: float) -> Pair:
            turned = lean + angle
            return (centre[0] + size * reach * np.sin(turned), centre[1] - size * reach * np.cos(turned))

        jitter = self.chance.normal
        heart = at(0.0, -0.30)
        for angle, reach, wide, bend in BACK:
            tip = at(angle + jitter(0, 0.03), reach + jitter(0, 0.02))
            self.petal(column, (heart, tip), wide * size, bend, dark=dark * jitter(0.92, 0.08))
        for angle, reach, wide, bend in INNER:
            tip = at(angle + jitter(0, 0.03), reach)
            self.petal(column, (heart, tip), wide * size, bend, dark=dark * 1.15)
        pod = curve([at(angle, reach) for angle, reach in (*POD, POD[0])])
        self.sheet.shape(column, pod, 0.16)
        self.sheet.stroke(column, pod, self.line(), 0.95)
        for angle, reach in SEEDS:
            self.dot(column, at(angle, reach), 0.045 * size, 1.0)
        for angle, reach, wide, bend in FRONT:
            self.petal(column, (at(np.pi, 0.40), at(angle, reach)), wide * size, bend, dark=dark * 1.25)

    def dot(self, column: float, centre: Pair, radius: float, ink: float) -> None:
        """A round spot."""
        turn = np.linspace(0.0, 2 * np.pi, 24)
        outline = np.stack([centre[0] + radius * np.cos(turn), centre[1] + radius * np.sin(turn)], 1)
        self.sheet.shape(column, outline, ink)

    def leaf(self, column: float, base: Pair, heading: float, length: float, bend: float) -> None:
        """A leaf with two lobes and a curled tip, in a full wash with its midrib left lighter."""
        ink = 0.72
        tip = (base[0] + length * np.cos(heading), base[1] + length * np.sin(heading))
        spine = bent(base, tip, bend)
        widths = np.array(LEAF) * length * 0.27
        sheet, thin = self.sheet, self.line()
        sheet.shape(column, sleeve(spine, widths + 1.4 * thin), 0.0)
        sheet.shape(column, sleeve(spine, widths), ink, fade=(base, tip, ink * 0.55))
        sheet.stroke(column, sleeve(spine, widths), thin * 0.9, 1.0)
        sheet.stroke(column, spine[3:22], thin * 0.9, 0.28, press="taper")

    def stem(self, column: float, line: Floats, wide: float = 1.0) -> None:
        """A stalk: dark edges, lighter inside."""
        self.sheet.stroke(column, line, self.line() * 3.0 * wide, 0.98)
        self.sheet.stroke(column, line, self.line() * 1.1 * wide, 0.50)
