"""A camera's move over a picture: pure geometry, in pixels of a canvas.

A pose says where the picture's top left corner lies on the canvas and how many canvas pixels one picture pixel
takes. A move goes from one pose to another in a straight line, eased at both ends. A push or pull has a pivot, the
point of the canvas that stays where it is: the engine draws such a move three times faster than any other.
"""

from fanxing.model.document import Document
from fanxing.model.geometry import Size

STEP = 0.01
"""Canvas pixels: a move is never further than half of this from where it was planned.

Not more: over fine lines a step of 0.04 changes luma by 1, and a frame that repeats between two such is seen (and
measured) as a stutter.
"""


NEAREST = 1.5
"""A picture is never blown up past this: beyond it grain and JPEG blocks are seen."""
BEARABLE = 0.015
"""A move smaller than this is seen as a fault, not as a move: the picture rests instead."""


class Pose(Document):
    """Where a picture lies."""

    x: float
    """Canvas column of the picture's left edge."""
    y: float
    """Canvas row of its upper edge."""
    scale: float
    """Canvas pixels a picture pixel."""

    def scaled(self, factor: float) -> "Pose":
        """The same on a canvas ``factor`` times as large."""
        return Pose(x=self.x * factor, y=self.y * factor, scale=self.scale * factor)


class Path(Document):
    """A move from one pose to another."""

    start: Pose
    """On the first frame."""
    end: Pose
    """On the last frame."""
    pivot: tuple[int, int] | None = None
    """Point of the canvas that stays where it is; None for a move that has none."""

    @property
    def rests(self) -> bool:
        """Whether nothing moves."""
        return self.start == self.end

    def way(self, done: float, reach: float) -> float:
        """Share of the way after the share ``done`` of the time, in steps too small to be seen.

        So frames near the ends of a move, where it hardly moves, are the same frame: drawn once, and cheap to encode.

        Args:
            done: Share of the time, 0 to 1.
            reach: Pixels of the canvas by which the move takes anything at most.
        """
        steps = max(1.0, reach / STEP)
        return round(ease(done) * steps) / steps

    def pose(self, done: float) -> Pose:
        """The pose after the share ``done`` (0 to 1) of the move's time."""
        return self.at(ease(done))

    def at(self, way: float) -> Pose:
        """The pose after the share ``way`` (0 to 1) of the way."""
        return Pose(
            x=self.start.x + (self.end.x - self.start.x) * way,
            y=self.start.y + (self.end.y - self.start.y) * way,
            scale=self.start.scale + (self.end.scale - self.start.scale) * way,
        )

    def scaled(self, factor: float) -> "Path":
        """The same on a canvas ``factor`` times as large; a pivot must stay whole."""
        pivot = None if self.pivot is None else (round(self.pivot[0] * factor), round(self.pivot[1] * factor))
        return Path(start=self.start.scaled(factor), end=self.end.scaled(factor), pivot=pivot)

    def reversed(self) -> "Path":
        """The same move backwards."""
        return Path(start=self.end, end=self.start, pivot=self.pivot)


def ease(done: float) -> float:
    """Share of the way after the share ``done`` of the time: at rest at both ends.

    Source: Perlin, Improving Noise (2002): 6t⁵ - 15t⁴ + 10t³ has no velocity and no acceleration at its ends.
    """
    t = min(1.0, max(0.0, done))
    return t * t * t * (t * (6.0 * t - 15.0) + 10.0)


def covering(picture: Size, canvas: Size) -> float:
    """The least scale at which the picture covers the canvas, half a pixel to spare for a pivot on its grid."""
    return max((canvas.width + 0.5) / picture.width, (canvas.height + 0.5) / picture.height)
