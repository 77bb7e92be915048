"""How a picture stands on the ground of a card or a cover: always whole, and clear of the words.

An object before an even ground fills the region: it stands whole where the template wants it, and its own calm
ground goes on around it. Any other picture is hung whole on the look's ground, as a painting is.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from fanxing.media.layer import Pixels
from fanxing.media.look.pictures import laid_in, pasted, scaled, shadowed, window_in
from fanxing.media.look.sheet import MountLook, PictureUse
from fanxing.media.look.subject import Subject, everything, fill_zone
from fanxing.media.look.typeset import Rect
from fanxing.model.geometry import Box, Size

Frame = Callable[[Pixels, Rect, Box], Pixels]
"""Draws the look's frame around a window of the ground: the window in pixels of the unscaled canvas, then the pixels
of the ground that the picture will hide."""

Foot = Callable[[Pixels], Pixels]
"""Lays the look's foot over a ground."""

_ALIKE = 26.0
"""Distance in CIE Lab up to which a picture's edge goes over into the ground unseen."""

_DIM, _DARK = 78.0, 25.0
"""Lightness L* of an edge that may fall off, like light, into a ground that is darker than the second."""


@dataclass(frozen=True)
class Place:
    """Where a picture may stand."""

    region: Box
    """What it may fill, pixels of the ground."""
    core: Box
    """Where in the region the object stands, counted from the region's upper left."""
    edged: Box
    """What a picture with hard edges may fill: clear of the words."""
    room: Box
    """Where a picture is hung, pixels of the ground."""
    use: PictureUse
    """How the template shows pictures."""
    mount: MountLook
    """How a picture is hung."""
    frame: Frame
    """Draws the look's frame around a picture that is hung."""
    foot: Foot
    """Lays the look's foot."""
    scale: float = 1.0
    """Pixels of the ground a pixel of the canvas."""


@dataclass(frozen=True, eq=False)
class Stood:
    """A ground with its picture."""

    ground: Pixels
    """RGB."""
    moon: bool
    """The picture is seen through a moon window."""


def stand(ground: Pixels, picture: Pixels, subject: Subject, place: Place) -> Stood:
    """Lay a picture on a ground so that what must stay whole is whole.

    The foot lies over a picture that goes over into the ground, and under one that has edges.

    Args:
        ground: RGB, without its foot; not changed.
        picture: RGB.
        subject: What must stay whole.
        place: Where it may stand.
    """
    region, use = place.region, place.use
    if not subject.even_ground:  # a painting's seals and inscriptions lie at its edges: no crop of it is whole
        subject = everything(picture)
    core = _in_circle(region, subject) if use == "moon" else place.core
    piece = fill_zone(picture, Size(width=region.width, height=region.height), subject, core)
    if piece is None:
        return Stood(hung(place.foot(ground), picture, place), moon=False)
    if use == "wash" and _goes_over(piece, ground, region):
        return Stood(place.foot(laid_in(ground, piece, region, "wash")), moon=False)
    if use == "moon":
        return Stood(laid_in(place.foot(ground), piece, region, "moon"), moon=True)
    if place.edged != region:
        again = _in_edges(picture, subject, place)
        if again is None:
            return Stood(hung(place.foot(ground), picture, place), moon=False)
        piece, region = again, place.edged
    return Stood(pasted(place.foot(ground), piece, region), moon=False)


def _in_edges(picture: Pixels, subject: Subject, place: Place) -> Pixels | None:
    size = Size(width=place.edged.width, height=place.edged.height)
    return fill_zone(picture, size, subject, shared(place.edged, _inner(place.edged)))


def _in_circle(region: Box, subject: Subject) -> Box:
    """The largest box of the subject's aspect in the circle that fits a region, counted from the region."""
    side = min(region.width, region.height)
    slant = math.hypot(subject.box.width, subject.box.height)
    width = max(1, round(side * subject.box.width / slant))
    height = max(1, round(side * subject.box.height / slant))
    return Box(x=(region.width - width) // 2, y=(region.height - height) // 2, width=width, height=height)


def _inner(box: Box) -> Box:
    """A box without a narrow margin."""
    edge = min(box.width, box.height) // 20
    return Box(x=box.x + edge, y=box.y + edge, width=box.width - 2 * edge, height=box.height - 2 * edge)


def hung(ground: Pixels, picture: Pixels, place: Place) -> Pixels:
    """The whole picture in its room, with the look's frame and shadow; of a long scroll, its middle."""
    room = place.room
    picture = _unstripped(picture, room)
    size = Size(width=picture.shape[1], height=picture.shape[0])
    window = window_in(Rect(room.x, room.y, room.width, room.height), size)
    made = shadowed(ground, window, place.mount, place.scale, hidden=window)
    one = place.scale
    made = place.frame(made, Rect(window.x / one, window.y / one, window.width / one, window.height / one), window)
    return pasted(made, scaled(picture[:, :, :3], Size(width=window.width, height=window.height)), window)


def _unstripped(picture: Pixels, room: Box) -> Pixels:
    """A picture, or as much of a long scroll as is not a mere strip in a room: nobody sees what is in a strip."""
    height, width = picture.shape[:2]
    ratio = width / height * room.height / room.width
    if _STRIP <= ratio <= 1 / _STRIP or max(width, height) < _LONG * min(width, height):
        return picture
    if ratio > 1:
        wide = min(width, round(height * room.width / room.height / _SHOWN))
        left = (width - wide) // 2
        return np.ascontiguousarray(picture[:, left : left + wide])
    high = min(height, round(width * room.height / room.width / _SHOWN))
    top = (height - high) // 2
    return np.ascontiguousarray(picture[top : top + high])


_LONG, _STRIP, _SHOWN = 2.0, 0.4, 0.62
"""Sides of a scroll; share of a room's height (or width) below which it is a strip; what it takes then."""


def shared(region: Box, room: Box) -> Box:
    """The part of a room inside a region, counted from the region's upper left."""
    x, y = max(region.x, room.x), max(region.y, room.y)
    right, bottom = min(region.right, room.right), min(region.bottom, room.bottom)
    return Box(x=x - region.x, y=y - region.y, width=max(1, right - x), height=max(1, bottom - y))


def _goes_over(piece: Pixels, ground: Pixels, region: Box) -> bool:
    """Whether a picture may dissolve: its edges are like the ground, or light that falls off into the dark."""
    under = ground[region.y : region.bottom, region.x : region.right]
    height, width = ground.shape[:2]
    inner = [
        (slice(None), slice(0, 1), region.x > 0),
        (slice(None), slice(-1, None), region.right < width),
        (slice(0, 1), slice(None), region.y > 0),
        (slice(-1, None), slice(None), region.bottom < height),
    ]
    edges = [(rows, columns) for rows, columns, inside in inner if inside]
    if not edges:
        return True
    here = np.concatenate([_lab(piece[edge]) for edge in edges])
    there = np.concatenate([_lab(under[edge]) for edge in edges])
    falls_off = there[:, 0].mean() < _DARK and np.percentile(here[:, 0], 90) < _DIM
    return bool(falls_off or np.percentile(np.linalg.norm(here - there, axis=1), 90) < _ALIKE)


def _lab(pixels: Pixels) -> NDArray[np.float32]:
    lab = cv2.cvtColor(np.ascontiguousarray(pixels, dtype=np.float32) / 255.0, cv2.COLOR_RGB2Lab)
    return np.asarray(lab, np.float32).reshape(-1, 3)
