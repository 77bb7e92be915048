"""Runs in the jail: pictures of more than 8 bits a channel, rounded to 8 where Pillow would cut or misread them."""

import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, TiffImagePlugin

from fanxing.media._colour import lab_to_srgb
from fanxing.media._refusal import Refusal

# Lab of 16 bits is unknown to Pillow: let it hand over the high bytes, ``from_lab`` reads them.
for _order in (TiffImagePlugin.II, TiffImagePlugin.MM):
    _raw = "RGB;16L" if _order == TiffImagePlugin.II else "RGB;16B"
    TiffImagePlugin.OPEN_INFO[(_order, 8, (1,), 1, (16, 16, 16), ())] = ("RGB", _raw)


_MOST_PIXELS = 50_000_000
"""A larger picture is reduced, which makes up for the lower 8 bits; reading them would not fit into memory."""


def tiff_tag(picture: Image.Image, number: int) -> object:
    """Value of a TIFF's tag; None where there is none, or where it is no TIFF."""
    return picture.tag_v2.get(number) if isinstance(picture, TiffImagePlugin.TiffImageFile) else None


def is_deep(picture: Image.Image) -> bool:
    """Whether it has 16 bits a channel of which Pillow would hand over the upper 8 alone."""
    tiles = getattr(picture, "tile", [])
    small = picture.width * picture.height <= _MOST_PIXELS
    return small and bool(tiles) and not deep_lab(picture) and all(_raw_mode(tile) in _LOW for tile in tiles)


def deep_lab(picture: Image.Image) -> bool:
    """Whether it is CIE Lab of 16 bits a channel."""
    return tiff_tag(picture, 262) == 8 and _says_16(picture)


def _says_16(picture: Image.Image) -> bool:
    return any(";16" in _raw_mode(tile) for tile in getattr(picture, "tile", []))


def _raw_mode(tile: Any) -> str:  # noqa: ANN401 - Pillow's tile
    arguments = tile[3]
    return str(arguments[0] if isinstance(arguments, tuple) else arguments)


_NATIVE_LOW = "B" if sys.byteorder == "little" else "L"
_LOW = {
    f"{mode};16{order}": f"{mode};16{low}"
    for mode in ("RGB", "RGBA")
    for order, low in (("B", "L"), ("L", "B"), ("N", _NATIVE_LOW))
}
"""Pillow's name for reading the upper 8 bits -> that for the lower: the same bytes, taken in the other order."""


def all_bits(source: Path, picture: Image.Image) -> Image.Image:
    """The same picture with its 16 bits rounded, not cut, to 8.

    Args:
        source: The file, which is read once more for the lower bits.
        picture: Loaded; it has the upper bits.
    """
    with Image.open(source, formats=[picture.format or ""]) as lower:
        lower.tile = [(*tile[:3], _lower(tile[3])) for tile in lower.tile]
        lower.load()
        deep = _joined(np.asarray(picture), np.asarray(lower))
    rounded = _to_8(deep)
    hole = picture.info.get("transparency")
    if isinstance(hole, tuple) and rounded.shape[2] == 3:
        seen = (deep != np.array(hole, np.uint16)).any(axis=2)
        rounded = np.dstack([rounded, np.where(seen, 255, 0).astype(np.uint8)])
    return Image.fromarray(rounded)


def _lower(arguments: Any) -> Any:  # noqa: ANN401 - Pillow's tile
    return (_LOW[arguments[0]], *arguments[1:]) if isinstance(arguments, tuple) else _LOW[arguments]


def _joined(upper: NDArray[np.uint8], lower: NDArray[np.uint8]) -> NDArray[np.uint16]:
    joined = upper.astype(np.uint16)
    joined <<= 8
    joined |= lower
    return joined


def _to_8(deep: NDArray[np.uint16]) -> NDArray[np.uint8]:
    out = np.empty(deep.shape, np.uint8)
    for row, line in enumerate(deep):
        out[row] = (line.astype(np.uint32) * 255 + 32767) // 65535
    return out


def from_lab(picture: Image.Image) -> Image.Image:
    """CIE Lab of 16 bits, of which Pillow handed over the upper 8: L in 0..255, a and b signed."""
    stored = np.array(picture)
    out = np.empty_like(stored)
    for row, line in enumerate(stored):
        half = np.float32(0.5)  # the middle of what the lower bits may have been
        lightness = np.minimum((line[:, 0] + half) * np.float32(100 / 255.996), 100)
        a, b = (line[:, at].astype(np.int8).astype(np.float32) + half for at in (1, 2))
        out[row] = lab_to_srgb(lightness, a, b)
    return Image.fromarray(out)


def grey_of_depth(picture: Image.Image) -> Image.Image:
    """Grey of 16 or 32 bits, or of floats from 0 to 1, rounded to 8."""
    values = np.asarray(picture)
    if picture.mode.startswith("I;16"):
        grey = _to_8(values.astype(np.uint16, copy=False))
    else:
        low, high = float(values.min()), float(values.max())
        scale = 255.0 if picture.mode == "F" else 1.0 if high <= 255 else 255 / 65535
        if not (low >= 0 and high * scale <= 255):
            raise Refusal("picture-depth")
        grey = (values * scale + 0.5).astype(np.uint8)
    return Image.fromarray(255 - grey if tiff_tag(picture, 262) == 0 else grey)
