"""The museum's logo on a card: small, in its own proportions, and always seen."""

import base64

import cv2
import numpy as np
from numpy.typing import NDArray

from fanxing.media.layer import Pixels
from fanxing.media.look.contrast import luminance, ratio
from fanxing.media.look.draw import crop_to_ink
from fanxing.media.look.markup import Value
from fanxing.media.look.texture import rgb
from fanxing.model.geometry import Size

HIGH, WIDE = 0.096, 0.36
"""The most that a logo takes of the canvas's short side."""
_SEEN = 2.0
"""Contrast to the ground from which a mark is seen: below it the logo gets a plate. WCAG asks 3 of what must be read;
a logo may hold pale parts."""
_PAD = 0.16
"""Air around the logo on its plate, as a share of its height."""


def logo_values(logo: Pixels, ground: str, canvas: Size) -> dict[str, Value]:
    """Names for a template's ``${…}``: ``logo.width``, ``logo.height`` and ``logo.data``.

    Args:
        logo: RGB or RGBA.
        ground: Colour beneath, ``#rrggbb``.
        canvas: Full canvas.
    """
    made = fitted(logo, rgb(ground), (canvas.short_side * WIDE, canvas.short_side * HIGH))
    code = cv2.COLOR_RGBA2BGRA
    done, png = cv2.imencode(".png", cv2.cvtColor(made, code))
    assert done  # eight bits, four channels
    data = "data:image/png;base64," + base64.b64encode(png.tobytes()).decode()
    return {"logo.width": float(made.shape[1]), "logo.height": float(made.shape[0]), "logo.data": data}


def fitted(logo: Pixels, ground: NDArray[np.float32], room: tuple[float, float]) -> Pixels:
    """The logo, RGBA, as it is seen on a ground: on a plate where it would not be, at most as large as the room.

    Args:
        logo: RGB or RGBA.
        ground: RGB of what is beneath, 0 to 255.
        room: Width and height, pixels.
    """
    return _fitted(_plated(_trimmed(logo), ground), room)


def _trimmed(logo: Pixels) -> Pixels:
    if logo.shape[2] == 3:
        return np.dstack([logo, np.full(logo.shape[:2], 255, np.uint8)])
    return crop_to_ink(logo, 0, 0)[0]


def _plated(logo: Pixels, ground: NDArray[np.float32]) -> Pixels:
    """The logo as it is where it is seen on the ground, else on a plate: of its own edge's colour, white, or black."""
    opaque = bool(logo[:, :, 3].min() == 255)
    inked = logo[:, :, :3][logo[:, :, 3] > 127]
    light = luminance(inked.reshape(1, -1, 3))
    under = float(luminance(ground.reshape(1, 1, 3))[0, 0])
    if opaque:
        edge = np.concatenate([logo[0, :, :3], logo[-1, :, :3], logo[:, 0, :3], logo[:, -1, :3]])
        colour = np.median(edge, axis=0).astype(np.float32)
        even = np.mean(np.abs(edge.astype(np.float32) - colour).max(axis=1) < 16) > 0.9
        return _on_plate(logo, colour) if even else logo
    if np.percentile([ratio(float(one), under) for one in np.percentile(light, (10, 30, 50, 70, 90))], 25) >= _SEEN:
        return logo
    return _on_plate(logo, np.full(3, 255.0 if float(np.median(light)) < 0.4 else 24.0, np.float32))


def _on_plate(logo: Pixels, colour: NDArray[np.float32]) -> Pixels:
    pad = max(2, round(logo.shape[0] * _PAD))
    height, width = logo.shape[0] + 2 * pad, logo.shape[1] + 2 * pad
    share = logo[:, :, 3:].astype(np.float32) / 255.0
    plate = np.empty((height, width, 4), np.float32)
    plate[:, :, :3] = colour
    plate[:, :, 3] = _rounded(height, width, pad)
    inner = plate[pad:-pad, pad:-pad, :3]
    plate[pad:-pad, pad:-pad, :3] = inner + (logo[:, :, :3] - inner) * share
    return np.clip(plate + 0.5, 0, 255).astype(np.uint8)


def _rounded(height: int, width: int, radius: int) -> Pixels:
    """A plane of 255 with round corners."""
    plane = np.zeros((height, width), np.uint8)
    cv2.rectangle(plane, (radius, 0), (width - radius - 1, height - 1), 255, -1)
    cv2.rectangle(plane, (0, radius), (width - 1, height - radius - 1), 255, -1)
    for x in (radius, width - radius - 1):
        for y in (radius, height - radius - 1):
            cv2.circle(plane, (x, y), radius, 255, -1, cv2.LINE_AA)
    return plane


def _fitted(logo: Pixels, room: tuple[float, float]) -> Pixels:
    """At the size at which it is seen; what is transparent bleeds no colour."""
    scale = min(room[0] / logo.shape[1], room[1] / logo.shape[0], 2.0)
    size = (max(1, round(logo.shape[1] * scale)), max(1, round(logo.shape[0] * scale)))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    alpha = logo[:, :, 3:].astype(np.float32) / 255.0
    weighed = cv2.resize(logo[:, :, :3] * alpha, size, interpolation=how)
    thin = np.clip(cv2.resize(alpha[:, :, 0], size, interpolation=how), 0, 1)[:, :, None]
    made = np.dstack([weighed / np.maximum(thin, 1e-4), thin * 255.0])
    return np.ascontiguousarray(np.clip(made + 0.5, 0, 255).astype(np.uint8))
