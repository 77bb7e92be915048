"""Laying photographs into grounds: filling, dissolving, in a window with its shadow."""

import cv2
import numpy as np

from fanxing.media.layer import Pixels
from fanxing.media.look.sheet import MountLook
from fanxing.media.look.typeset import Rect
from fanxing.model.geometry import Box, FocusBox, Size

_DISSOLVE = 0.24
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


def washed(ground: Pixels, picture: Pixels, region: Rect, focus: FocusBox | None = None) -> Pixels:
    """The picture in a region of the ground, dissolving at those edges that are not the frame's."""
    height, width = ground.shape[:2]
    box = _inside(region, width, height)
    piece = filling(picture, Size(width=box.width, height=box.height), focus).astype(np.float32)
    mask = np.ones((box.height, box.width), np.float32)
    down = _ramp(box.height, box.y > 0, box.bottom < height)
    across = _ramp(box.width, box.x > 0, box.right < width)
    mask *= down[:, None] * across[None, :]
    made = ground.copy()
    under = made[box.y : box.bottom, box.x : box.right].astype(np.float32)
    mixed = under + (piece - under) * mask[:, :, None]
    made[box.y : box.bottom, box.x : box.right] = np.clip(mixed + 0.5, 0, 255).astype(np.uint8)
    return made


def shadowed(ground: Pixels, window: Box, look: MountLook, scale: float) -> Pixels:
    """The ground with the soft shadow of a picture that will lie in ``window``."""
    soft = look.soft * scale
    reach = int(soft * 2.5 + abs(look.drop) * scale) + 1
    height, width = ground.shape[:2]
    top, bottom = max(0, window.y - reach), min(height, window.bottom + reach)
    left, right = max(0, window.x - reach), min(width, window.right + reach)
    shade = np.zeros((bottom - top, right - left), np.float32)
    drop = round(look.drop * scale)
    shade[
        max(0, window.y + drop - top) : max(0, window.bottom + drop - top),
        window.x - left : window.right - left,
    ] = 1.0
    shade = np.asarray(cv2.GaussianBlur(shade, (0, 0), max(soft, 0.1)), np.float32) * look.shadow
    made = ground.copy()
    piece = made[top:bottom, left:right].astype(np.float32) * (1.0 - shade[:, :, None])
    made[top:bottom, left:right] = (piece + 0.5).astype(np.uint8)
    return made


def window_in(room: Rect, picture: Size, most: float = 1.5) -> Box:
    """Where a whole picture stands in a room: as large as fits, never blown up more than ``most``, centred."""
    scale = min(room.width / picture.width, room.height / picture.height, most)
    width, height = max(2, int(picture.width * scale)), max(2, int(picture.height * scale))
    x, y = room.x + (room.width - width) / 2, room.y + (room.height - height) / 2
    return Box(x=round(x), y=round(y), width=width, height=height)


def _inside(region: Rect, width: int, height: int) -> Box:
    x, y = max(0, round(region.x)), max(0, round(region.y))
    right, bottom = min(width, round(region.right)), min(height, round(region.bottom))
    return Box(x=x, y=y, width=right - x, height=bottom - y)


def _ramp(length: int, at_start: bool, at_end: bool) -> np.ndarray[tuple[int], np.dtype[np.float32]]:  # noqa: FBT001
    """1 in the middle, going softly to 0 at the ends that dissolve."""
    at = np.arange(length, dtype=np.float32) / max(1, length - 1)
    ramp = np.ones(length, np.float32)
    if at_start:
        ramp *= np.clip(at / _DISSOLVE, 0, 1)
    if at_end:
        ramp *= np.clip((1 - at) / _DISSOLVE, 0, 1)
    return (ramp * ramp * (3 - 2 * ramp)).astype(np.float32)
