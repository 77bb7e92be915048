"""From SVG to pixels: the one place that calls resvg."""

import cv2
import numpy as np
import resvg_py

from fanxing.media.layer import Layer, Pixels
from fanxing.media.look.typeset import Rect
from fanxing.model.errors import Fault, RecipeError
from fanxing.model.geometry import Size
from fanxing.model.words import say

SVG = "http://www.w3.org/2000/svg"
"""Namespace of SVG."""


def rasterise(body: str, region: Rect, size: Size | None = None) -> Pixels:
    """Draw SVG elements to RGBA, straight alpha.

    Args:
        body: Elements, without the ``svg`` around them.
        region: Part of the plane to draw; whole pixels.
        size: Of the result; default: one pixel a unit.

    Raises:
        RecipeError: A template's SVG cannot be drawn.
    """
    width, height = (size.width, size.height) if size else (int(region.width), int(region.height))
    svg = (
        f'<svg xmlns="{SVG}" xmlns:xlink="http://www.w3.org/1999/xlink" width="{width}" height="{height}" '
        f'viewBox="{region.x:g} {region.y:g} {region.width:g} {region.height:g}">{body}</svg>'
    )
    try:
        png = resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True)
    except ValueError as error:
        raise RecipeError(
            Fault(
                rule="look-svg",
                what=say("模板里的图形画不出来：{why}", why=error),
                mend=say("用 fanxing look check 检查这个模板"),
            )
        ) from error
    decoded = cv2.imdecode(np.frombuffer(bytes(png), np.uint8), cv2.IMREAD_UNCHANGED)
    assert decoded is not None  # resvg has just written it
    if decoded.ndim == 2:
        decoded = cv2.cvtColor(decoded, cv2.COLOR_GRAY2BGRA)
    code = cv2.COLOR_BGRA2RGBA if decoded.shape[2] == 4 else cv2.COLOR_BGR2RGBA
    return np.ascontiguousarray(cv2.cvtColor(decoded, code), dtype=np.uint8)


def crop_to_ink(rgba: Pixels, x: int, y: int) -> tuple[Pixels, int, int]:
    """Cut away what is wholly transparent; gives the piece and its new upper left."""
    rows = np.flatnonzero(rgba[:, :, 3].any(axis=1))
    columns = np.flatnonzero(rgba[:, :, 3].any(axis=0))
    if not rows.size:
        return rgba[:1, :1].copy(), x, y
    top, bottom, left, right = rows[0], rows[-1] + 1, columns[0], columns[-1] + 1
    return np.ascontiguousarray(rgba[top:bottom, left:right]), x + int(left), y + int(top)


def lay_over(ground: Pixels, layer: Layer, opacity: float = 1.0) -> Pixels:
    """Lay one layer over an RGB picture, as the engine does; the ground is not changed."""
    made = ground.copy()
    height, width = ground.shape[:2]
    left, top = max(layer.x, 0), max(layer.y, 0)
    right = min(layer.x + layer.rgba.shape[1], width)
    bottom = min(layer.y + layer.rgba.shape[0], height)
    if right <= left or bottom <= top:
        return made
    piece = layer.rgba[top - layer.y : bottom - layer.y, left - layer.x : right - layer.x].astype(np.float32)
    alpha = piece[:, :, 3:4] / 255.0 * opacity
    under = made[top:bottom, left:right, :3].astype(np.float32)
    mixed = under * (1.0 - alpha) + piece[:, :, :3] * alpha
    made[top:bottom, left:right, :3] = np.clip(mixed + 0.5, 0, 255).astype(np.uint8)
    return made
