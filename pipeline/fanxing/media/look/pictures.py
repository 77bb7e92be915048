"""Laying photographs into grounds: filling, dissolving, in a window with its shadow."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from fanxing.media.layer import Pixels
from fanxing.media.look.sheet import MountLook, PictureUse
from fanxing.media.look.typeset import Rect
from fanxing.model.geometry import Box, FocusBox, Size

_DISSOLVE = 0.22
"""Share of the region over which a washed picture goes over into the ground."""


def cover_crop(picture: Size, target: Size, focus: FocusBox | None = None) -> Box:
    """The largest part of a picture that has the target's aspect, as near to the focus as it can lie."""
    scale = min(picture.width / target.width, picture.height / target.height)
    width = min(picture.width, max(1, round(target.width * scale)))
    height = min(picture.height, max(1, round(target.height * scale)))
    middle_x = (focus.x + focus.width / 2 if focus else 0.5) * picture.width
    middle_y = (focus.y + focus.height / 2 if focus else 0.5) * picture.height
    x = min(max(0, round(middle_x - width / 2)), picture.width - width)
    y = min(max(0, round(middle_y - height / 2)), picture.height - height)
    return Box(x=x, y=y, width=width, height=height)


def scaled(picture: Pixels, size: Size) -> Pixels:
    """The picture at another size: area-averaged downward, cubic upward."""
    down = size.width < picture.shape[1]
    how = cv2.INTER_AREA if down else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, (size.width, size.height), interpolation=how), np.uint8)


def cut_out(picture: Pixels, part: Box, size: Size) -> Pixels:
    """A part of the picture at another size."""
    piece = np.ascontiguousarray(picture[part.y : part.bottom, part.x : part.right, :3])
    return scaled(piece, size)


def filling(picture: Pixels, canvas: Size, focus: FocusBox | None = None) -> Pixels:
    """The picture, filling the canvas."""
    size = Size(width=picture.shape[1], height=picture.shape[0])
    return cut_out(picture, cover_crop(size, canvas, focus), canvas)


def washed(ground: Pixels, piece: Pixels, region: Box) -> Pixels:
    """A picture in a region of the ground, dissolving at those edges that are not the frame's."""
    height, width = ground.shape[:2]
    down = _ramp(region.height, at_start=region.y > 0, at_end=region.bottom < height)
    across = _ramp(region.width, at_start=region.x > 0, at_end=region.right < width)
    mask = down[:, None] * across[None, :]
    made = ground.copy()
    under = made[region.y : region.bottom, region.x : region.right].astype(np.float32)
    mixed = under + (piece.astype(np.float32) - under) * mask[:, :, None]
    made[region.y : region.bottom, region.x : region.right] = np.clip(mixed + 0.5, 0, 255).astype(np.uint8)
    return made


def mooned(ground: Pixels, piece: Pixels, region: Box) -> Pixels:
    """A picture in the circle that fits its region, as seen through a moon window."""
    mask = np.zeros((region.height, region.width), np.uint8)
    middle = (region.width * 8, region.height * 8)  # sixteenths of a pixel
    cv2.circle(mask, middle, min(region.width, region.height) * 8, 255, -1, cv2.LINE_AA, 4)
    share = mask.astype(np.float32)[:, :, None] / 255.0
    made = ground.copy()
    under = made[region.y : region.bottom, region.x : region.right].astype(np.float32)
    mixed = under + (piece.astype(np.float32) - under) * share + np.float32(0.5)
    made[region.y : region.bottom, region.x : region.right] = mixed.astype(np.uint8)
    return made


def veiled(ground: Pixels, picture: Pixels) -> Pixels:
    """A ground with a picture far behind it: its light and shade alone, without detail, nearly without colour."""
    height, width = ground.shape[:2]
    filled = filling(picture, Size(width=width, height=height)).astype(np.float32)
    far = cv2.GaussianBlur(filled, (0, 0), min(height, width) * _FAR)
    grey = far @ np.array([0.2126, 0.7152, 0.0722], np.float32)
    pale = far + (grey[:, :, None] - far) * np.float32(_PALE)
    shade = (pale - pale.mean()) * np.float32(_DIM)
    bright = np.float32(
        ground.mean() / 255.0
    )  # light on paper would only burn it out: what is light there is the paper
    mixed = ground + np.where(shade > 0, shade * (1 - np.float32(0.7) * bright), shade) + np.float32(0.5)
    return np.asarray(np.clip(mixed, 0, 255), np.uint8)


_FAR, _PALE, _DIM = 0.022, 0.4, 0.36
"""Of a picture behind a veil: its blur as a share of the shorter side (so much that no writing in it is read), the
colour it loses, and how much of its light and shade is seen on the ground."""


def pasted(ground: Pixels, piece: Pixels, region: Box) -> Pixels:
    """A picture in a region of the ground, with hard edges."""
    made = ground.copy()
    made[region.y : region.bottom, region.x : region.right] = piece
    return made


def laid_in(ground: Pixels, piece: Pixels, region: Box, use: PictureUse) -> Pixels:
    """A picture in a region of the ground, in the way that the template wants."""
    ways = {"wash": washed, "moon": mooned}
    return ways.get(use, pasted)(ground, piece, region)


def core_of(region: Box, canvas: Size, use: PictureUse) -> Box:
    """The part of a picture's region in which an object is wholly seen, counted from the region's upper left."""
    if use == "moon":
        x, y = round(region.width * _INSCRIBED), round(region.height * _INSCRIBED)
        return Box(x=x, y=y, width=region.width - 2 * x, height=region.height - 2 * y)
    if use == "block":
        return Box(x=0, y=0, width=region.width, height=region.height)
    x = round(region.width * _DISSOLVE) if region.x > 0 else 0
    y = round(region.height * _DISSOLVE) if region.y > 0 else 0
    right = round(region.width * (1 - _DISSOLVE)) if region.right < canvas.width else region.width
    bottom = round(region.height * (1 - _DISSOLVE)) if region.bottom < canvas.height else region.height
    return Box(x=x, y=y, width=right - x, height=bottom - y)


_INSCRIBED = 0.12
"""Left free at each side of a circle's square, so that an object's corners stay in it: a little less than the
inscribed square's 0.146, since objects have round corners."""


def region_of(box: Rect, scale: float, canvas: Size) -> Box:
    """A box of the grid as whole pixels of a canvas that is ``scale`` times the grid's."""
    x, y = max(0, round(box.x * scale)), max(0, round(box.y * scale))
    right, bottom = min(canvas.width, round(box.right * scale)), min(canvas.height, round(box.bottom * scale))
    return Box(x=x, y=y, width=right - x, height=bottom - y)


def soft_boxes(size: Size, boxes: Sequence[Box], soft: float) -> NDArray[np.float32]:
    """A plane of 0 and 1 with boxes whose edges are ``soft`` pixels wide (one sigma)."""
    step = max(1, int(soft / 4))  # a blur this wide needs no more pixels
    width, height = -(-size.width // step), -(-size.height // step)
    plane = np.zeros((height, width), np.float32)
    for box in boxes:
        rows = slice(max(0, box.y // step), max(0, -(-box.bottom // step)))
        plane[rows, max(0, box.x // step) : max(0, -(-box.right // step))] = 1.0
    plane = np.asarray(cv2.GaussianBlur(plane, (0, 0), max(soft / step, 0.1)), np.float32)
    return np.asarray(cv2.resize(plane, (size.width, size.height), interpolation=cv2.INTER_LINEAR), np.float32)


def shadowed(ground: Pixels, window: Box, look: MountLook, scale: float, hidden: Box | None = None) -> Pixels:
    """The ground with the soft shadow of a picture that will lie in ``window``; left out where it is ``hidden``."""
    size = Size(width=ground.shape[1], height=ground.shape[0])
    fallen = window.model_copy(update={"y": window.y + round(look.drop * scale)})
    shade = soft_boxes(size, [fallen], look.soft * scale) * np.float32(look.shadow)
    reach = int(look.soft * scale * 3 + abs(look.drop) * scale) + 2
    top, bottom = max(0, window.y - reach), min(size.height, window.bottom + reach)
    left, right = max(0, window.x - reach), min(size.width, window.right + reach)
    made = ground.copy()
    for one in around(Box(x=left, y=top, width=right - left, height=bottom - top), hidden):
        rows, columns = slice(one.y, one.bottom), slice(one.x, one.right)
        made[rows, columns] = (made[rows, columns] * (1.0 - shade[rows, columns, None]) + 0.5).astype(np.uint8)
    return made


def around(area: Box, hole: Box | None) -> tuple[Box, ...]:
    """An area without a hole in it, as up to four boxes: above, below, left and right of it."""
    if hole is None:
        return (area,)
    top, bottom = min(max(area.y, hole.y), area.bottom), max(min(area.bottom, hole.bottom), area.y)
    edges = (
        (area.x, area.y, area.right, top),
        (area.x, max(top, bottom), area.right, area.bottom),
        (area.x, top, min(area.right, hole.x), bottom),
        (max(area.x, hole.right), top, area.right, bottom),
    )
    return tuple(
        Box(x=left, y=high, width=right - left, height=low - high)
        for left, high, right, low in edges
        if right > left and low > high
    )


def window_in(room: Rect, picture: Size, most: float = 1.5) -> Box:
    """Where a whole picture stands in a room: as large as fits, never blown up more than ``most``, centred."""
    scale = min(room.width / picture.width, room.height / picture.height, most)
    width, height = max(2, int(picture.width * scale)), max(2, int(picture.height * scale))
    x, y = room.x + (room.width - width) / 2, room.y + (room.height - height) / 2
    return Box(x=round(x), y=round(y), width=width, height=height)


def unrolled(room: Rect, picture: Size, canvas: Size, most: float = 1.5) -> Box | None:
    """The band in which a handscroll passes across the canvas; None where type stands beside the room, or it is small.

    It is so high that the whole scroll passes while it goes ``_PASSES`` of the canvas, within the room.
    """
    if room.width < _ACROSS * canvas.width:
        return None
    wished = canvas.width * (1 + _PASSES) / (picture.width / picture.height)
    height = int(min(max(wished, room.height * _LOW), room.height, picture.height * most))
    if height * picture.width / picture.height < canvas.width:
        return None
    return Box(x=0, y=round(room.y + (room.height - height) / 2), width=canvas.width, height=height)


_ACROSS, _PASSES, _LOW = 0.8, 0.66, 0.55
"""Share of the canvas that a room takes across; how far a scroll passes in a shot; least share of the room's height."""


def _ramp(length: int, *, at_start: bool, at_end: bool) -> NDArray[np.float32]:
    """1 in the middle, going softly to 0 at the ends that dissolve."""
    at = np.arange(length, dtype=np.float32) / max(1, length - 1)
    ramp = np.ones(length, np.float32)
    if at_start:
        ramp *= np.clip(at / _DISSOLVE, 0, 1)
    if at_end:
        ramp *= np.clip((1 - at) / _DISSOLVE, 0, 1)
    return (ramp * ramp * (3 - 2 * ramp)).astype(np.float32)
