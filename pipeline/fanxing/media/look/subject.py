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


def subject_of(picture: Pixels, focus: FocusBox | None = None) -> Subject:
    """Find what must stay whole: the object before an even ground, else the focus, else everything."""
    height, width = picture.shape[:2]
    found = _before_even_ground(picture)
    if found is not None:
        return Subject(found, even_ground=True)
    if focus is not None:
        x, y = int(focus.x * width), int(focus.y * height)
        box = Box(
            x=x,
            y=y,
            width=max(1, min(width - x, round(focus.width * width))),
            height=max(1, min(height - y, round(focus.height * height))),
        )
        return Subject(box, even_ground=False)
    return Subject(Box(x=0, y=0, width=width, height=height), even_ground=False)


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
    return _continued(picture, part, zone) if subject.even_ground else cut_out(picture, _into(part, whole), zone)


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


def _continued(picture: Pixels, part: Box, zone: Size) -> Pixels:
    """A part that reaches past the picture: the ground goes on softly from its edge."""
    height, width = picture.shape[:2]
    left, top = max(0, -part.x), max(0, -part.y)
    right, bottom = max(0, part.right - width), max(0, part.bottom - height)
    shrink = min(1.0, max(zone.width / part.width, zone.height / part.height))
    small = cut_out(
        picture,
        Box(x=0, y=0, width=width, height=height),
        Size(width=max(1, round(width * shrink)), height=max(1, round(height * shrink))),
    )
    pads = [round(pad * shrink) + 1 if pad else 0 for pad in (top, bottom, left, right)]
    grown = np.asarray(cv2.copyMakeBorder(small, pads[0], pads[1], pads[2], pads[3], cv2.BORDER_REPLICATE), np.uint8)
    soft = cv2.GaussianBlur(grown, (0, 0), max(8.0, max(grown.shape[:2]) * 0.02))
    blend = np.zeros(grown.shape[:2], np.float32)
    inner = 24
    blend[pads[0] + inner : grown.shape[0] - pads[1] - inner, pads[2] + inner : grown.shape[1] - pads[3] - inner] = 1.0
    share = np.asarray(cv2.GaussianBlur(blend, (0, 0), inner / 2.5), np.float32)[:, :, None]
    mixed = np.clip(soft + (grown.astype(np.float32) - soft) * share + 0.5, 0, 255).astype(np.uint8)
    x, y = round(part.x * shrink) + pads[2], round(part.y * shrink) + pads[0]
    wide, high = round(part.width * shrink), round(part.height * shrink)
    box = _into(Box(x=x, y=y, width=wide, height=high), _whole(mixed))
    return cut_out(mixed, box, zone)


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
