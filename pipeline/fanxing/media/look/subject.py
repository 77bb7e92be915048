"""Where the object stands in a picture, and how to crop so that it stays whole.

A studio photograph has an even ground, from which the object is told apart by colour; any other picture is told
by its focus box; and where there is neither, the whole picture is the object.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from fanxing.media.layer import Pixels
from fanxing.media.look.pictures import cut_out
from fanxing.model.geometry import Box, FocusBox, Size

_LOOK_AT = 400
"""Pixels of the longer side at which a picture is judged."""

_EVEN, _APART = 14.0, 16.0
"""Distance in CIE Lab up to which a border pixel belongs to the ground, and from which a pixel is the object."""

_SMOOTH = 2.0
"""Grain of a studio's ground, in L*: measured 0.4 to 1.2 on studio photographs, 3 and more on paper and in rooms."""

_ROOM = 0.86
"""Share of both sides from which on what stands out is no object but a whole room: objects measured up to 0.82."""

_BLOWN_UP = 1.5
"""How far a picture's pixels may be enlarged."""

_AIR = 0.09
"""Left free around the object, as a share of its longer side."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What must stay whole."""

    box: Box
    """In pixels of the picture."""
    even_ground: bool
    """The ground around it is even and can be continued past the picture's edge."""

    def holding(self, focus: FocusBox | None, picture: Pixels) -> "Subject":
        """The same with a focus of the picture inside: what the recipe brings out stays whole as well."""
        if focus is None:
            return self
        other = _pixels_of(focus, picture)
        x, y = min(self.box.x, other.x), min(self.box.y, other.y)
        right, bottom = max(self.box.right, other.right), max(self.box.bottom, other.bottom)
        return Subject(Box(x=x, y=y, width=right - x, height=bottom - y), self.even_ground)


def subject_of(picture: Pixels, focus: FocusBox | None = None) -> Subject:
    """Find what must stay whole: the object before an even ground, else the focus, else everything."""
    found = _before_even_ground(picture)
    if found is not None:
        return Subject(found, even_ground=True)
    if focus is not None:
        return Subject(_pixels_of(focus, picture), even_ground=False)
    return everything(picture)


def everything(picture: Pixels) -> Subject:
    """The whole picture, which must stay whole."""
    return Subject(_whole(picture), even_ground=False)


def _pixels_of(focus: FocusBox, picture: Pixels) -> Box:
    height, width = picture.shape[:2]
    x, y = int(focus.x * width), int(focus.y * height)
    return Box(
        x=x,
        y=y,
        width=max(1, min(width - x, round(focus.width * width))),
        height=max(1, min(height - y, round(focus.height * height))),
    )


def fill_zone(picture: Pixels, zone: Size, subject: Subject, core: Box | None = None) -> Pixels | None:
    """Fill a zone with the picture so that the subject stays whole; None where that cannot be.

    An object before an even ground is brought as near as its pixels allow, and its ground is continued past the
    picture's edge where need be. Of any other picture the crop is as large as it can be.

    Args:
        picture: RGB.
        zone: Size to fill.
        subject: What must stay whole.
        core: Part of the zone in which the subject shall stand; the rest may dissolve or lie under words.
    """
    height, width = picture.shape[:2]
    inner = core or Box(x=0, y=0, width=zone.width, height=zone.height)
    kept = _aired(subject.box) if subject.even_ground else subject.box
    scale = min(width / zone.width, height / zone.height)
    fitting = max(kept.width / inner.width, kept.height / inner.height)
    if subject.even_ground:
        scale = max(fitting, min(scale, 1 / _BLOWN_UP))
    wide, high = zone.width * scale, zone.height * scale
    if subject.box.width > wide + 1 or subject.box.height > high + 1:
        return None
    x = subject.box.x + subject.box.width / 2 - (inner.x + inner.width / 2) * scale
    y = subject.box.y + subject.box.height / 2 - (inner.y + inner.height / 2) * scale
    whole = _whole(picture)
    if not subject.even_ground:
        x, y = _held(x, wide, width), _held(y, high, height)
    part = Box(x=round(x), y=round(y), width=max(1, round(wide)), height=max(1, round(high)))
    if whole.holds(part):
        return cut_out(picture, part, zone)
    return (
        _continued(picture, part, zone, subject.box)
        if subject.even_ground
        else cut_out(picture, _into(part, whole), zone)
    )


def _held(start: float, length: float, whole: float) -> float:
    """Keep a crop inside the picture."""
    return min(max(0.0, start), max(0.0, whole - length))


def _aired(box: Box) -> Box:
    air = round(max(box.width, box.height) * _AIR)
    return Box(x=box.x - air, y=box.y - air, width=box.width + 2 * air, height=box.height + 2 * air)


def _into(part: Box, whole: Box) -> Box:
    width, height = min(part.width, whole.width), min(part.height, whole.height)
    x = min(max(part.x, 0), whole.width - width)
    y = min(max(part.y, 0), whole.height - height)
    return Box(x=x, y=y, width=width, height=height)


def _continued(picture: Pixels, part: Box, zone: Size, subject: Box) -> Pixels:
    """A part that reaches past the picture: its ground goes on from its edges, ever calmer; the subject stays."""
    height, width = picture.shape[:2]
    wide, high = zone.width / part.width, zone.height / part.height
    kept = Box(
        x=max(0, part.x),
        y=max(0, part.y),
        width=min(width, part.right) - max(0, part.x),
        height=min(height, part.bottom) - max(0, part.y),
    )
    size = Size(width=max(1, round(kept.width * wide)), height=max(1, round(kept.height * high)))
    inside = cut_out(picture, kept, size).astype(np.float32)
    left, top = round((kept.x - part.x) * wide), round((kept.y - part.y) * high)
    right, bottom = zone.width - left - size.width, zone.height - top - size.height
    across = inside.transpose(1, 0, 2)
    across = _grown(across, left, (subject.x - kept.x) * wide)
    across = _grown(across[::-1], right, (kept.right - subject.right) * wide)[::-1]
    down = _grown(across.transpose(1, 0, 2), top, (subject.y - kept.y) * high)
    made = _grown(down[::-1], bottom, (kept.bottom - subject.bottom) * high)[::-1]
    return np.ascontiguousarray(np.clip(made[: zone.height, : zone.width] + 0.5, 0, 255).astype(np.uint8))


def _grown(picture: NDArray[np.float32], rows: int, margin: float) -> NDArray[np.float32]:
    """A picture (float32) with more rows above it: its uppermost row goes on, blurred the more the farther it is.

    Of the picture's own rows those within ``margin`` may go over into it.
    """
    if rows <= 0:
        return picture[-rows:] if rows else picture
    feather = max(1, min(_FEATHER, int(margin * 0.8), picture.shape[0] // 8))
    line = picture[: max(1, feather // 8)].mean(axis=0, keepdims=True)
    width = picture.shape[1]
    marks = np.unique(np.linspace(0, rows + feather - 1, 24).round().astype(int))
    plain = _without_spots(line)
    lines = [_calm(plain if mark else line, 3.0 + mark / max(rows, width) * width * _SPREAD) for mark in marks]
    bands = np.concatenate(lines)
    at = np.interp(np.arange(rows + feather), marks, np.arange(len(marks)))
    low = at.astype(int)
    share = (at - low).astype(np.float32)[:, None, None]
    high = np.minimum(low + 1, len(marks) - 1)
    going = (bands[low] * (1 - share) + bands[high] * share)[::-1]  # the last row lies deepest in the picture
    made = np.concatenate([np.zeros((rows, *picture.shape[1:]), np.float32), picture])
    solid = np.concatenate([np.zeros(rows, np.float32), np.linspace(0, 1, feather, dtype=np.float32)])[:, None, None]
    made[: rows + feather] = made[: rows + feather] * solid + going * (1 - solid)
    return made


def _without_spots(line: NDArray[np.float32]) -> NDArray[np.float32]:
    """One row without what is small in it, such as a watermark at a photograph's edge."""
    length = line.shape[1]
    short = np.asarray(cv2.resize(line, (min(length, 400), 1), interpolation=cv2.INTER_AREA), np.float32)
    wide = max(3, short.shape[1] // 4) | 1
    calm = cv2.medianBlur(np.clip(short + 0.5, 0, 255).astype(np.uint8).reshape(short.shape), wide)
    long = cv2.resize(calm.astype(np.float32).reshape(short.shape), (length, 1), interpolation=cv2.INTER_LINEAR)
    return np.asarray(long, np.float32).reshape(line.shape)


def _calm(line: NDArray[np.float32], sigma: float) -> NDArray[np.float32]:
    """One row, blurred along itself."""
    blurred = cv2.GaussianBlur(line, (0, 1), sigmaX=sigma, sigmaY=0.01, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(blurred, np.float32).reshape(line.shape)


_FEATHER = 96
"""Pixels over which a picture goes over into what continues it."""

_SPREAD = 0.8
"""How fast a continued row grows calm, as a share of its length."""


def _whole(picture: Pixels) -> Box:
    return Box(x=0, y=0, width=picture.shape[1], height=picture.shape[0])


def _before_even_ground(picture: Pixels) -> Box | None:
    """The object's box, where the picture's border is of one even colour and the object does not touch it all."""
    height, width = picture.shape[:2]
    shrink = min(1.0, _LOOK_AT / max(height, width))
    size = Size(width=max(8, round(width * shrink)), height=max(8, round(height * shrink)))
    small = cut_out(picture, _whole(picture), size)
    lab = np.asarray(cv2.cvtColor(small.astype(np.float32) / 255.0, cv2.COLOR_RGB2Lab), np.float32)
    ground = _ground_plane(lab)
    far = np.linalg.norm(lab - ground, axis=2)
    light = lab[:, :, 0]
    grain = np.abs(light - np.asarray(cv2.GaussianBlur(light, (0, 0), 2), np.float32))
    if np.mean(_ring(far) < _EVEN) < 0.9 or np.percentile(_ring(grain), 95) > _SMOOTH:
        return None
    mask = cv2.morphologyEx((far > _APART).astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if mask.mean() < 0.02 or not rows.size:
        return None
    x, y = int(columns[0] / shrink), int(rows[0] / shrink)
    right, bottom = int((columns[-1] + 1) / shrink), int((rows[-1] + 1) / shrink)
    if right - x > _ROOM * width and bottom - y > _ROOM * height:
        return None  # a dark hall with its lamps is no object before a ground
    return Box(x=x, y=y, width=min(width, right) - x, height=min(height, bottom) - y)


def _ground_plane(lab: NDArray[np.float32]) -> NDArray[np.float32]:
    """The ground's colour at every pixel: a studio's grey runs from light to dark, so each row has its own."""
    edge = max(2, lab.shape[1] // 25)
    sides = np.concatenate([lab[:, :edge], lab[:, -edge:]], axis=1)
    rows = np.median(sides, axis=1)
    smooth = np.asarray(cv2.GaussianBlur(rows[:, None, :], (1, 0), 0, sigmaY=lab.shape[0] / 30), np.float32)
    return np.asarray(np.repeat(smooth.reshape(-1, 1, 3), lab.shape[1], axis=1), np.float32)


def _ring(plane: NDArray[np.float32]) -> NDArray[np.float32]:
    edge = max(2, min(plane.shape) // 25)
    parts = (plane[:edge], plane[-edge:], plane[:, :edge], plane[:, -edge:])
    return np.concatenate([part.ravel() for part in parts])
