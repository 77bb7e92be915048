"""From linear light to a finished photograph: ground, depth of field, tone, vignette, grain, JPEG."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from .fields import Floats, cloud, smooth

Picture = NDArray[np.uint8]


@dataclass(frozen=True)
class Paper:
    """The paper ground behind and under a thing, in linear light."""

    low: float = 0.36
    """How bright it is at the bottom of the picture."""
    high: float = 0.055
    """How bright it is at the top."""
    glow: tuple[float, float, float, float] = (0.5, 0.5, 0.42, 0.10)
    """A pool of light behind the thing: its middle (x, y) in fractions of the picture, its reach, its strength."""
    tint: tuple[float, float, float] = (1.0, 0.995, 0.985)


@dataclass(frozen=True)
class Print:
    """How a negative is printed."""

    exposure: float = 1.0
    contrast: float = 0.10
    vignette: float = 0.16
    """How much darker the corners are."""
    grain: float = 0.0048
    bloom: float = 0.05
    """Share of the highlights that spreads in the lens."""


def ground(size: tuple[int, int], paper: Paper) -> Floats:
    """The ground (H, W, 3) of a picture of `size` (width, height)."""
    width, height = size
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    x, y = x / width, y / height
    tone = paper.high + (paper.low - paper.high) * smooth(0.05, 0.95, y)
    left, top, reach, strength = paper.glow
    aspect = width / height
    away = ((x - left) * aspect) ** 2 + (y - top) ** 2
    tone = tone + strength * np.exp(-away / reach**2)
    sheet: Floats = (tone[..., None] * np.asarray(paper.tint, np.float32)).astype(np.float32)
    return sheet


def curve(light: Floats) -> Floats:
    """Linear light to sRGB values 0..1, with a soft shoulder so that highlights keep their shape."""
    light = np.maximum(light, 0.0)
    shoulder = np.where(light < 0.6, light, 0.6 + 0.4 * (1.0 - np.exp(-(np.maximum(light, 0.6) - 0.6) / 0.4)))
    coded: Floats = np.where(
        shoulder <= 0.0031308, 12.92 * shoulder, 1.055 * np.maximum(shoulder, 1e-6) ** (1 / 2.4) - 0.055
    )
    return coded.astype(np.float32)


SHADE = (1.59, 1.5, 1.425)
"""Powers of the shade in red, green and blue: deeper than reckoned, as a photographer flags it, and a little cold."""


def lay(picture: Floats, sheet: Floats, shade: Floats) -> Floats:
    """The thing (H, W, 4) on its ground, with the shade (H, W) it throws."""
    left = np.clip(shade, 0.0, 1.0)[..., None] ** np.asarray(SHADE, np.float32)
    laid: Floats = picture[..., :3] + sheet * left * (1.0 - picture[..., 3:])
    return laid


def finish(light: Floats, look: Print, *, seed: int) -> Picture:
    """Linear light (H, W, 3) as an 8-bit photograph."""
    height, width = light.shape[:2]
    light = light * look.exposure
    hot = np.maximum(light - 0.75, 0.0)
    light = (
        light
        + look.bloom * cv2.GaussianBlur(hot, (0, 0), height / 110)
        + look.bloom * cv2.GaussianBlur(hot, (0, 0), height / 400)
    )
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    away = ((x / width - 0.5) ** 2 + (y / height - 0.5) ** 2) * 2.0
    light = light * (1.0 - look.vignette * smooth(0.15, 1.0, away))[..., None]
    coded = curve(light)
    coded = coded + look.contrast * (smooth(0.0, 1.0, coded) - coded)
    coded = coded + 0.35 * (coded - cv2.GaussianBlur(coded, (0, 0), 1.4))
    chance = np.random.default_rng(seed)
    noise: Floats = chance.standard_normal((height, width)).astype(np.float32)
    noise = cv2.GaussianBlur(noise, (0, 0), 0.8)
    noise = noise / noise.std() + 0.35 * cloud((height, width), (height // 5, width // 5), octaves=1, seed=seed + 1)
    colour = cv2.GaussianBlur(chance.standard_normal((height, width, 3)).astype(np.float32), (0, 0), 1.1)
    amount = look.grain * (0.35 + 1.3 * np.sqrt(np.clip(coded * (1.0 - coded), 0.0, 0.25)))
    coded = coded + amount * (noise[..., None] + 0.6 * colour)
    whole = np.clip(coded * 255.0 + chance.random((height, width, 3), np.float32) - 0.5, 0, 255)
    picture: Picture = np.rint(whole).astype(np.uint8)
    return picture


def soften(picture: Floats, blur: Floats) -> Floats:
    """Depth of field: each pixel of `picture` (H, W, 4) blurred by `blur` (H, W) pixels, up to 6."""
    levels = [picture] + [cv2.GaussianBlur(picture, (0, 0), s) for s in (1.0, 2.0, 4.0, 6.0)]
    marks = (0.0, 1.0, 2.0, 4.0, 6.0)
    out = np.zeros_like(picture)
    for i, level in enumerate(levels):
        below = (blur - marks[i - 1]) / (marks[i] - marks[i - 1]) if i else np.ones_like(blur)
        above = (marks[i + 1] - blur) / (marks[i + 1] - marks[i]) if i + 1 < len(marks) else np.ones_like(blur)
        out += level * np.clip(np.minimum(below, above), 0.0, 1.0)[..., None]
    return out


def save(picture: Picture, path: Path, *, most: int = 900_000) -> None:
    """Writes a JPEG of quality 92, or the best one below that fits into `most` bytes."""
    for quality in range(92, 70, -1):
        held = io.BytesIO()
        Image.fromarray(picture).save(
            held, "JPEG", quality=quality, subsampling=0 if quality > 90 else 1, optimize=True
        )
        if held.tell() <= most:
            break
    path.write_bytes(held.getvalue())
