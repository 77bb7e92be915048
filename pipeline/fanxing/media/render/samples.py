"""Makes a still ready to be drawn under a moving camera: sampled once, finer than the frame, and never aliasing.

A push or pull about a pivot is drawn with ``cv2.resize``, which scales by any factor but only from the edge of a
plane: so the picture is kept as four quarters that all begin in the pivot, three of them mirrored. Other moves are
drawn from one sheet a plane. Both are sampled 1.5 times finer than the frame, so that the bilinear weights of the
drawing blur nothing that a viewer sees.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image

from fanxing.media.layer import Pixels
from fanxing.media.render.path import Path, Pose
from fanxing.media.render.planes import SAMPLINGS, Floats, Plane, full_planes, rounded
from fanxing.model.document import Document

FINER = 1.5
"""Samples prepared a frame's pixel for a picture that moves; 1 for one that rests."""
SPARE = 6
"""Samples kept beyond the picture's edge, repeating it, so that bilinear weights always find two."""
QUARTERS: dict[tuple[int, int], int | None] = {(0, 0): None, (1, 0): 1, (0, 1): 0, (1, 1): -1}
"""Which way each quarter grows from the pivot (1: left, 1: up), and how ``cv2.flip`` turns it."""


class Prepared(Document):
    """A still made ready for one move on one canvas; the samples themselves lie beside it as arrays."""

    path: Path
    """The move."""
    width: int
    """Of the part of the picture that is shown, in its pixels."""
    height: int
    """Of the part of the picture that is shown."""
    finer: float
    """Samples a pixel of the frame where the picture is nearest."""
    reach: float
    """Canvas pixels by which the move takes anything that is seen at most."""
    left: float
    """Picture column on which sheets begin (moves without a pivot)."""
    top: float
    """Picture row on which sheets begin."""

    @property
    def nearest(self) -> float:
        """The largest scale of the move."""
        return max(self.path.start.scale, self.path.end.scale)

    @property
    def farthest(self) -> float:
        """The least zoom of the move, as a share of the nearest."""
        return min(self.path.start.scale, self.path.end.scale) / self.nearest


@dataclass(frozen=True)
class _Part:
    """A piece of the picture, reduced to the size at which it is seen nearest, as planes."""

    planes: tuple[Floats, Floats, Floats]
    left: float
    top: float
    right: float
    bottom: float

    def sampled(self, at: int, along_x: tuple[float, float, int], along_y: tuple[float, float, int]) -> Plane:
        """Sample plane ``at`` at picture columns ``first + k * step`` (first, step, count), and rows alike."""
        plane = self.planes[at]
        across = plane.shape[1] / (self.right - self.left)
        down = plane.shape[0] / (self.bottom - self.top)
        grid = np.array(
            [
                [along_x[1] * across, 0.0, (along_x[0] - self.left) * across - 0.5],
                [0.0, along_y[1] * down, (along_y[0] - self.top) * down - 0.5],
            ]
        )
        flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
        size = (along_x[2], along_y[2])
        drawn = cv2.warpAffine(plane, grid, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
        return rounded(np.asarray(drawn, np.float32))


def prepare(rgb: Pixels, path: Path, canvas: tuple[int, int]) -> tuple[Prepared, dict[str, Plane]]:
    """Make a picture ready for a move.

    Args:
        rgb: The part of the picture that is shown, RGB (H, W, 3).
        path: Its move, on the canvas that is drawn.
        canvas: Width and height of that canvas.
    """
    height, width = rgb.shape[:2]
    if path.rests:
        path = path.model_copy(update={"pivot": _middle(path.start, (width, height), canvas)})
    ready = Prepared(
        path=path,
        width=width,
        height=height,
        finer=1.0 if path.rests else FINER,
        reach=_reach(path, (width, height), canvas),
        left=0.0,
        top=0.0,
    )
    seen = _seen(ready, canvas)
    part = _reduced(rgb, seen, ready.nearest)
    if path.pivot:
        return ready, {
            f"{at}{right}{down}": _quarter(ready, part, at, (right, down), canvas)
            for at in range(3)
            for right, down in QUARTERS
        }
    ready = ready.model_copy(update={"left": seen[0], "top": seen[1]})
    return ready, {str(at): _sheet(ready, part, at, seen) for at in range(3)}


def _middle(pose: Pose, size: tuple[int, int], canvas: tuple[int, int]) -> tuple[int, int]:
    """An even point of the canvas in the middle of what is seen of a picture that rests."""
    left, top = max(0.0, pose.x), max(0.0, pose.y)
    right = min(float(canvas[0]), pose.x + size[0] * pose.scale)
    bottom = min(float(canvas[1]), pose.y + size[1] * pose.scale)
    return round((left + right) / 4) * 2, round((top + bottom) / 4) * 2


def _reach(path: Path, size: tuple[int, int], canvas: tuple[int, int]) -> float:
    """How far the corners of what is seen first are taken, in canvas pixels across or down."""
    start, end = path.start, path.end
    taken = [0.0]
    for first, last, length, side in ((start.x, end.x, size[0], canvas[0]), (start.y, end.y, size[1], canvas[1])):
        for edge in (0.0, float(side)):
            point = min(max((edge - first) / start.scale, 0.0), float(length))
            taken.append(abs(last - first + point * (end.scale - start.scale)))
    return max(taken)


def _seen(ready: Prepared, canvas: tuple[int, int]) -> tuple[float, float, float, float]:
    """The part of the picture that the move shows: left, top, right, bottom, in its pixels."""
    poses = (ready.path.start, ready.path.end)
    return (
        max(0.0, min(-pose.x / pose.scale for pose in poses)),
        max(0.0, min(-pose.y / pose.scale for pose in poses)),
        min(float(ready.width), max((canvas[0] - pose.x) / pose.scale for pose in poses)),
        min(float(ready.height), max((canvas[1] - pose.y) / pose.scale for pose in poses)),
    )


def _reduced(rgb: Pixels, seen: tuple[float, float, float, float], nearest: float) -> _Part:
    """Cut out what is seen, with some pixels to spare, and reduce it so that nothing aliases."""
    spare = SPARE / min(nearest, 1.0) * 2
    left, top = max(0, int(seen[0] - spare)), max(0, int(seen[1] - spare))
    right, bottom = min(rgb.shape[1], int(seen[2] + spare) + 1), min(rgb.shape[0], int(seen[3] + spare) + 1)
    piece = rgb[top:bottom, left:right]
    if nearest < 1.0:
        size = (max(1, round((right - left) * nearest)), max(1, round((bottom - top) * nearest)))
        # Not cv2.INTER_AREA: its box lets a fifth of the finest stripes through, and they crawl when they move.
        piece = np.asarray(Image.fromarray(piece).resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0))
    y, cb, cr = full_planes(piece)
    half = (max(1, (y.shape[1] + 1) // 2), max(1, (y.shape[0] + 1) // 2))
    small = [np.asarray(cv2.resize(one, half, interpolation=cv2.INTER_AREA), np.float32) for one in (cb, cr)]
    return _Part((y, small[0], small[1]), left, top, right, bottom)


def _quarter(ready: Prepared, part: _Part, at: int, way: tuple[int, int], canvas: tuple[int, int]) -> Plane:
    """The samples of one plane from the pivot outward; mirrored where they go left or up."""
    sampling, pivot = SAMPLINGS[at], ready.path.pivot or (0, 0)
    near = _near(ready)
    # Chroma lies half a pixel aside; taken at the middle of the move, that is 0.02 pixels wrong at its ends.
    aside = (sampling.shift * 2 / (1 + ready.farthest), 0.0)

    def along(axis: int, backwards: int) -> tuple[float, float, int]:
        side, length = canvas[axis], (ready.width, ready.height)[axis]
        origin = (near.x, near.y)[axis]
        room = pivot[axis] if backwards else side - pivot[axis]
        reach = room / ready.farthest
        edge = pivot[axis] - origin if backwards else origin + length * near.scale - pivot[axis]
        count = max(0, int(min(reach, edge) / sampling.step * ready.finer)) + SPARE
        sign = -1.0 if backwards else 1.0
        step = sampling.step / ready.finer
        first = pivot[axis] + sign * 0.5 * step + aside[axis]
        return (first - origin) / near.scale, sign * step / near.scale, count

    return part.sampled(at, along(0, way[0]), along(1, way[1]))


def _near(ready: Prepared) -> Pose:
    return max((ready.path.start, ready.path.end), key=lambda pose: pose.scale)


def _sheet(ready: Prepared, part: _Part, at: int, seen: tuple[float, float, float, float]) -> Plane:
    """The samples of one plane over all that the move shows."""
    step = SAMPLINGS[at].step / ready.finer / ready.nearest
    count = (int((seen[2] - seen[0]) / step) + SPARE, int((seen[3] - seen[1]) / step) + SPARE)
    first = (seen[0] + 0.5 * step, seen[1] + 0.5 * step)
    return part.sampled(at, (first[0], step, count[0]), (first[1], step, count[1]))
