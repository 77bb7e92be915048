"""The museum's logo on a cover: small, in a corner that is calm and free, or not at all."""

from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from fanxing.media.layer import Layer, Pixels
from fanxing.media.look.draw import lay_over
from fanxing.media.look.logo import fitted
from fanxing.media.look.typeset import Rect
from fanxing.model.geometry import SafeArea

_HIGH, _WIDE = 0.075, 0.24
"""The most that the logo takes of the cover's short side."""

_AIR = 26
"""Pixels around the logo that must be free and calm as well; covers are composed with a short side of 1,080."""

_CALM = 7.0
"""How far L* may stray from its median under the logo, for 95 of 100 pixels: a studio's falling light does not, an
object, a frame or a pattern does."""

_LINE = 13.0
"""The same for all but two in a thousand: the hairline of a frame near by is one."""


def badged(frame: Pixels, logo: Pixels, taken: Sequence[Rect], margins: SafeArea) -> Pixels:
    """Lay the logo on a finished cover; the same cover where no corner has room for it.

    Args:
        frame: RGB, of the ratio's canvas; not changed.
        logo: RGB or RGBA.
        taken: Where type stands.
        margins: Pixels at each edge in which no logo stands.
    """
    for made, place in _places(frame, logo, margins):
        if not any(_meet(place, one) for one in taken) and _calm(frame, place):
            return lay_over(frame, Layer(made, int(place.x), int(place.y)))
    return frame


def _places(frame: Pixels, logo: Pixels, margins: SafeArea) -> Iterator[tuple[Pixels, Rect]]:
    """The logo, made to be seen there, in each corner: above first, left first."""
    height, width = frame.shape[:2]
    short = min(height, width)
    inner = frame[margins.top : height - margins.bottom, margins.left : width - margins.right]
    for rows in (slice(None, short // 12), slice(-(short // 12), None)):
        for columns in (slice(None, short // 6), slice(-(short // 6), None)):
            under = np.median(inner[rows, columns].reshape(-1, 3), axis=0).astype(np.float32)
            made = fitted(logo, under, (short * _WIDE, short * _HIGH))
            high, wide = made.shape[:2]
            x = margins.left if columns.start is None else width - margins.right - wide
            y = margins.top if rows.start is None else height - margins.bottom - high
            yield made, Rect(x, y, wide, high)


def _meet(one: Rect, other: Rect) -> bool:
    return (
        one.x - _AIR < other.right
        and other.x < one.right + _AIR
        and one.y - _AIR < other.bottom
        and other.y < one.bottom + _AIR
    )


def _calm(frame: Pixels, place: Rect) -> bool:
    top, left = max(0, int(place.y) - _AIR), max(0, int(place.x) - _AIR)
    part = frame[top : int(place.bottom) + _AIR, left : int(place.right) + _AIR]
    light = cv2.cvtColor(np.ascontiguousarray(part, np.float32) / 255.0, cv2.COLOR_RGB2Lab)[:, :, 0]
    strays = np.abs(light - np.median(light))
    return bool(np.percentile(strays, 95) <= _CALM and np.percentile(strays, 99.8) <= _LINE)
