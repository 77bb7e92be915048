"""Words over a picture stay legible: measured on what is seen, and the ground calmed as little as is needed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from fanxing.media.layer import Layer, Pixels
from fanxing.media.look.contrast import LEAST, worst_contrast
from fanxing.media.look.draw import lay_over, rasterise
from fanxing.media.look.outline import path_data
from fanxing.media.look.pictures import region_of, scaled, soft_boxes
from fanxing.media.look.stack import Setting
from fanxing.media.look.texture import rgb
from fanxing.media.look.typeset import Rect
from fanxing.model.geometry import Size

_VEIL = 26.0
"""Softness of a veil's edge, pixels."""

_STRENGTHS = (0.0, 0.5, 0.7, 0.85, 0.95, 1.0)
"""Tried in this order; the last is the ground's own colour."""


@dataclass(frozen=True, eq=False)
class Inked:
    """Words that were set, and the pixels by which they are judged."""

    setting: Setting
    """The words."""
    region: Rect
    """What is looked at."""
    alpha: NDArray[np.uint8]
    """Of the words alone, in the region."""


def inked(settings: Sequence[Setting], canvas: Size) -> tuple[Inked, ...]:
    """Draw each of the words alone."""
    found = [(one, _around(one, canvas)) for one in settings]
    return tuple(Inked(one, region, ink_of(one, region)) for one, region in found)


def calmed(
    ground: Pixels, layers: Sequence[Layer], words: Sequence[Inked], colour: str, canvas: Size
) -> tuple[Pixels, float]:
    """Calm a ground under its words until each stands out from the worst tenth of what surrounds it.

    Args:
        ground: RGB, of the canvas's aspect; it may be larger.
        layers: What is laid over it, shapes and words.
        words: The words.
        colour: Of the veil: the look's ground.
        canvas: On which layers and words were laid out.

    Returns:
        The ground, and the contrast of the worst words on it.
    """
    made, worst = ground, 0.0
    settings = [one.setting for one in words]
    for strength in _STRENGTHS:
        made = _veiled(ground, settings, colour, strength, canvas) if strength else ground
        frame = made if made.shape[1] == canvas.width else scaled(made, canvas)
        worst = min((_contrast(_seen(frame, layers, one.region), one) for one in words), default=21.0)
        if worst >= LEAST:
            break
    return made, worst


def contrast_of(frame: Pixels, setting: Setting) -> float:
    """Contrast of words that were set against what is seen around their strokes."""
    region = _around(setting, Size(width=frame.shape[1], height=frame.shape[0]))
    return _contrast(_cut(frame, region), Inked(setting, region, ink_of(setting, region)))


def _contrast(piece: Pixels, words: Inked) -> float:
    high, wide = words.alpha.shape
    return worst_contrast(piece[:high, :wide], words.alpha, words.setting.colour)


def _around(setting: Setting, canvas: Size) -> Rect:
    """The pixels around the ink of words by which they are judged."""
    ink = setting.ink
    x, y = max(0, int(ink.x) - 8), max(0, int(ink.y) - 8)
    right, bottom = min(canvas.width, int(ink.right) + 9), min(canvas.height, int(ink.bottom) + 9)
    return Rect(x, y, max(1, right - x), max(1, bottom - y))


def _seen(frame: Pixels, layers: Sequence[Layer], region: Rect) -> Pixels:
    """A region of a frame with what is laid over it there: no need to lay it over the whole."""
    piece = _cut(frame, region)
    for layer in layers:
        piece = lay_over(piece, replace(layer, x=layer.x - int(region.x), y=layer.y - int(region.y)))
    return piece


def _cut(frame: Pixels, region: Rect) -> Pixels:
    x, y = int(region.x), int(region.y)
    return frame[y : y + int(region.height), x : x + int(region.width)]


def ink_of(setting: Setting, region: Rect) -> NDArray[np.uint8]:
    """Alpha of the words alone, in a region of the canvas."""
    data = path_data(setting.block, setting.x, setting.y)
    drawn = rasterise(f'<path d="{data}" fill="#000000"/>', region)
    return np.ascontiguousarray(drawn[:, :, 3])


def _veiled(ground: Pixels, settings: Sequence[Setting], colour: str, strength: float, canvas: Size) -> Pixels:
    """The ground with a soft veil of one colour under every text."""
    size = Size(width=ground.shape[1], height=ground.shape[0])
    scale = size.width / canvas.width
    boxes = [
        region_of(Rect(ink.x - soft, ink.y - soft, ink.width + 2 * soft, ink.height + 2 * soft), scale, size)
        for ink, soft in ((one.ink, one.block.size * 0.5) for one in settings)
    ]
    veil = soft_boxes(size, boxes, _VEIL * scale)[:, :, None] * np.float32(strength)
    mixed = ground + (rgb(colour) - ground) * veil + np.float32(0.5)
    return np.asarray(np.clip(mixed, 0, 255), np.uint8)
