"""Lays type over a frame: layers turned once into planes with their alpha, blended only where they are."""

from dataclasses import dataclass

import cv2
import numpy as np

from fanxing.media.layer import Layer
from fanxing.media.render.planes import BT709, OFFSETS, Floats, Plane, Planes, rounded, site_left

SETTLED = 120
"""Frames after which every layer has come in: from then on a layer's age shapes nothing, and no key."""


@dataclass(frozen=True)
class Timing:
    """When a layer comes and goes, in frames since the start of its clip."""

    enter: int
    """First frame on which it is seen."""
    fade: int
    """Frames over which it appears and disappears; 0: at once."""
    rise: float
    """Canvas pixels by which it floats up while it appears."""

    def opacity(self, age: int, left: int) -> float:
        """How much of it is seen, 0 to 1.

        Args:
            age: Frames since the start of its clip.
            left: Frames that its clip is still seen, this one included.
        """
        if age < self.enter or left <= 0:
            return 0.0
        if self.fade <= 0:
            return 1.0
        coming = (age - self.enter + 1) / self.fade
        going = left / self.fade
        share = min(1.0, coming, going)
        return share * share * (3.0 - 2.0 * share)

    def lift(self, age: int) -> float:
        """Canvas pixels by which it still stands below its place."""
        if self.fade <= 0 or not self.rise:
            return 0.0
        rest = 1.0 - min(1.0, max(0.0, (age - self.enter + 1) / self.fade))
        return self.rise * rest**3


@dataclass(frozen=True)
class Stamp:
    """A layer as planes, premultiplied, with what each sample leaves free of the ground."""

    x: int
    """Column on the canvas; even."""
    y: int
    """Row on the canvas; even."""
    paint: tuple[Plane, Plane, Plane]
    """Y', Cb and Cr with their offsets, each times alpha."""
    cover: tuple[Plane, Plane, Plane]
    """Alpha of each plane's samples, 0 to 255."""
    timing: Timing
    """When it is seen."""

    def lay(self, frame: Planes, age: int, left: int) -> None:
        """Blend it over the frame as it stands at that age."""
        opacity = self.timing.opacity(age, left)
        if opacity <= 0.0:
            return
        lift = self.timing.lift(age)
        for at, step in enumerate((1, 2, 2)):
            paint, cover = self.paint[at], self.cover[at]
            if lift > 0.01:
                paint, cover = _lowered(paint, lift / step), _lowered(cover, lift / step)
            if opacity < 1.0:
                paint = np.asarray(cv2.convertScaleAbs(paint, alpha=opacity), np.uint8)
                cover = np.asarray(cv2.convertScaleAbs(cover, alpha=opacity), np.uint8)
            _blend(frame.each[at], (self.x // step, self.y // step), paint, cover)


def stamp(layer: Layer, scale: float) -> Stamp | None:
    """Turn a layer into planes on a canvas ``scale`` (1 or 0.5) times the full one; None where it shows nothing."""
    left, top, wide, high = cv2.boundingRect(np.ascontiguousarray(layer.rgba[..., 3]))
    right, bottom = left + wide, top + high
    if not wide:
        return None
    grid = round(2 / scale)
    # One step of the grid to spare on either side, into which chroma's filter reaches.
    x, y = ((layer.x + left) // grid - 1) * grid, (layer.y + top) // grid * grid
    rise = round(layer.rise)
    width = (-(-(layer.x + right - x) // grid) + 1) * grid
    height = -(-(layer.y + bottom - y + rise) // grid) * grid
    piece = layer.rgba[top:bottom, left:right].astype(np.float32)
    cover = piece[..., 3] / 255.0
    room: Floats = np.zeros((height, width, 4), np.float32)
    inside = room[layer.y + top - y :, layer.x + left - x :][: bottom - top, : right - left]
    inside[..., :3] = piece[..., :3] * cover[..., None]
    inside[..., 3] = cover
    if scale != 1.0:
        room = np.asarray(cv2.resize(room, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.float32)
    timing = Timing(layer.enter, layer.fade, layer.rise * scale)
    return _planar(room, (round(x * scale), round(y * scale)), timing)


def _planar(room: Floats, place: tuple[int, int], timing: Timing) -> Stamp:
    """Premultiplied RGB and alpha (0 to 1) to premultiplied planes."""
    alpha = np.ascontiguousarray(room[..., 3])
    planes = cv2.split(cv2.transform(room[..., :3], BT709))
    painted = [plane + alpha * offset for plane, offset in zip(planes, OFFSETS, strict=True)]
    small = rounded(site_left(alpha) * 255)
    return Stamp(
        x=place[0],
        y=place[1],
        paint=(rounded(painted[0]), rounded(site_left(painted[1])), rounded(site_left(painted[2]))),
        cover=(rounded(alpha * 255), small, small),
        timing=timing,
    )


def _lowered(plane: Plane, rows: float) -> Plane:
    grid = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, rows]])
    return np.asarray(cv2.warpAffine(plane, grid, plane.shape[::-1], flags=cv2.INTER_LINEAR), np.uint8)


def _blend(plane: Plane, place: tuple[int, int], paint: Plane, cover: Plane) -> None:
    """Ground times what is left free, plus paint; cut off at the frame's edges."""
    x, y = place
    left, top = max(0, -x), max(0, -y)
    right, bottom = min(paint.shape[1], plane.shape[1] - x), min(paint.shape[0], plane.shape[0] - y)
    if left >= right or top >= bottom:
        return
    ground = plane[y + top : y + bottom, x + left : x + right]
    free = cv2.bitwise_not(cover[top:bottom, left:right])
    kept = cv2.multiply(ground, free, scale=1 / 255)
    cv2.add(kept, paint[top:bottom, left:right], dst=ground)
