"""Words over a picture stay legible: measured on what is seen, and the ground calmed as little as is needed."""

from collections.abc import Sequence

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


def calmed(
    ground: Pixels, layers: Sequence[Layer], settings: Sequence[Setting], colour: str, canvas: Size
) -> tuple[Pixels, float]:
    """Calm a ground under its words until each stands out from the worst tenth of what surrounds it.

    Args:
        ground: RGB, of the canvas's aspect; it may be larger.
        layers: What is laid over it, shapes and words.
        settings: The words.
        colour: Of the veil: the look's ground.
        canvas: On which layers and words were laid out.

    Returns:
        The ground, and the contrast of the worst words on it.
    """
    made, worst = ground, 0.0
    for strength in _STRENGTHS:
        made = _veiled(ground, settings, colour, strength, canvas) if strength else ground
        frame = made if made.shape[1] == canvas.width else scaled(made, canvas)
        for layer in layers:
            frame = lay_over(frame, layer)
        worst = min((contrast_of(frame, one) for one in settings), default=21.0)
        if worst >= LEAST:
            break
    return made, worst


def contrast_of(frame: Pixels, setting: Setting) -> float:
    """Contrast of words that were set against what is seen around their strokes."""
    ink, height, width = setting.ink, frame.shape[0], frame.shape[1]
    x, y = max(0, int(ink.x) - 8), max(0, int(ink.y) - 8)
    right, bottom = min(width, int(ink.right) + 9), min(height, int(ink.bottom) + 9)
    region = Rect(x, y, max(1, right - x), max(1, bottom - y))
    alpha = ink_of(setting, region)
    return worst_contrast(frame[y : y + alpha.shape[0], x : x + alpha.shape[1]], alpha, setting.colour)


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
