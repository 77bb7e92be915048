"""From SVG to pixels: the one place that calls resvg."""

import cv2
import numpy as np
import resvg_py

from fanxing.media.layer import Layer, Pixels
from fanxing.media.look.pictures import around
from fanxing.media.look.typeset import Rect
from fanxing.model.errors import Fault, RecipeError
from fanxing.model.geometry import Box, Size
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
        f'viewBox="{region.x:.10g} {region.y:.10g} {region.width:.10g} {region.height:.10g}">{body}</svg>'
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


def ink_in(body: str, plane: Rect, size: Size, hidden: Box | None = None) -> tuple[Layer, ...]:
    """Draw SVG elements without what stays empty around them, and without what nobody will see.

    Drawing takes its time by the pixel, empty or not: a quarter of the size tells where the ink is, in a sixteenth of
    the time. A shape thinner than a pixel could be missed there, and only by what it stands out of all others.

    Args:
        body: Elements, without the ``svg`` around them.
        plane: What is drawn of their plane.
        size: Its pixels.
        hidden: Pixels over which something else will be laid.
    """
    small = Size(width=-(-size.width // _COARSE), height=-(-size.height // _COARSE))
    rough, left, top = crop_to_ink(rasterise(body, plane, small), 0, 0)
    if not rough[:, :, 3].any():
        return ()
    x, right = _span(left, rough.shape[1], small.width, size.width)
    y, bottom = _span(top, rough.shape[0], small.height, size.height)
    scale = min(size.width / plane.width, size.height / plane.height)  # as SVG has it: the plane whole, in the middle
    beside, above = (size.width - plane.width * scale) / 2, (size.height - plane.height * scale) / 2
    layers = []
    for one in around(Box(x=x, y=y, width=right - x, height=bottom - y), hidden):
        part = Rect(
            plane.x + (one.x - beside) / scale,
            plane.y + (one.y - above) / scale,
            one.width / scale,
            one.height / scale,
        )
        drawn = rasterise(body, part, Size(width=one.width, height=one.height))
        layers.append(Layer(*crop_to_ink(drawn, one.x, one.y)))
    return tuple(layers)


_COARSE = 4
"""How much smaller ink is looked for."""

_AROUND = 2
"""Coarse pixels drawn around what was found."""


def _span(start: int, length: int, coarse: int, fine: int) -> tuple[int, int]:
    """First and last pixel, at full size, of what was found at the coarse one."""
    low, high = start - _AROUND, start + length + _AROUND
    return max(0, low * fine // coarse), min(fine, -(-high * fine // coarse))


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
    piece = layer.rgba[top - layer.y : bottom - layer.y, left - layer.x : right - layer.x]
    under = made[top:bottom, left:right, :3]
    seen = piece[:, :, 3] > 0
    if np.count_nonzero(seen) * _SPARSE < seen.size:  # thin lines and words: the rest stays as it is
        under[seen] = _mixed(under[seen], piece[seen], opacity)
    else:
        under[:] = _mixed(under, piece, opacity)
    return made


_SPARSE = 4
"""One pixel in so many being seen, picking them out takes less time than mixing all."""


def _mixed(under: Pixels, piece: Pixels, opacity: float) -> Pixels:
    """RGBA over RGB, pixel by pixel."""
    alpha = piece[..., 3:4].astype(np.float32) / 255.0 * opacity
    mixed = under.astype(np.float32) * (1.0 - alpha) + piece[..., :3].astype(np.float32) * alpha
    return np.asarray(np.clip(mixed + 0.5, 0, 255), np.uint8)
