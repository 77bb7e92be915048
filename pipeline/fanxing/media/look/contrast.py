"""Contrast of type against the ground that is really beneath it.

Source: WCAG 2.2, 1.4.3: 4.5:1 for text, by relative luminance of sRGB.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from fanxing.media.layer import Pixels
from fanxing.media.look.texture import rgb

LEAST = 4.5
"""Contrast that text needs. Source: WCAG 2.2, 1.4.3."""

_NEAR = 4
"""Pixels from a letter's edge within which the ground counts as beneath it."""

_WORST = 10.0
"""Percent of the ground's pixels that may fall below the figure: the worst tenth is what is judged."""


def luminance(pixels: NDArray[np.uint8] | NDArray[np.float32]) -> NDArray[np.float32]:
    """Relative luminance of sRGB values of 0 to 255, 0 to 1; the last axis is R, G, B."""
    linear = _LINEAR[np.clip(pixels, 0, 255).astype(np.uint8)[..., :3]]
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722], np.float32), np.float32)


_STEPS = np.arange(256) / 255.0
_LINEAR = np.where(_STEPS <= 0.04045, _STEPS / 12.92, ((_STEPS + 0.055) / 1.055) ** 2.4).astype(np.float32)


def ratio(one: float, other: float) -> float:
    """Contrast of two luminances, 1 to 21."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def between(colour: str, ground: str) -> float:
    """Contrast of two colours written ``#rrggbb``."""
    return ratio(float(luminance(rgb(colour))), float(luminance(rgb(ground))))


def worst_contrast(frame: Pixels, ink: NDArray[np.uint8], colour: str, near: int = _NEAR) -> float:
    """Contrast of type against the worst tenth of what surrounds its strokes; 21 where there is no type.

    Args:
        frame: RGB with the type on it, as it is seen.
        ink: Alpha of the type alone, on the same pixels.
        colour: Of the type.
        near: Pixels around a stroke that count.
    """
    solid = (ink > 8).astype(np.uint8)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * near + 1, 2 * near + 1))
    around = cv2.dilate(solid, kernel).astype(bool) & ~solid.astype(bool)
    if not around.any():
        return 21.0
    own = float(luminance(rgb(colour)))
    grounds = luminance(frame[around])
    light = np.maximum(grounds, own) + 0.05
    dark = np.minimum(grounds, own) + 0.05
    return float(np.percentile(light / dark, _WORST))
