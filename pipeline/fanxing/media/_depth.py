"""Runs in the jail: pictures of more than 8 bits a channel, rounded to 8 where Pillow would cut or misread them."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, TiffImagePlugin

from fanxing.media._colour import lab_to_srgb
from fanxing.media._refusal import Refusal

# Lab of 16 bits is unknown to Pillow: let it hand over the high bytes, ``from_lab`` reads them.
for _order in (TiffImagePlugin.II, TiffImagePlugin.MM):
    _raw = "RGB;16L" if _order == TiffImagePlugin.II else "RGB;16B"
    TiffImagePlugin.OPEN_INFO[(_order, 8, (1,), 1, (16, 16, 16), ())] = ("RGB", _raw)


def tiff_tag(picture: Image.Image, number: int) -> object:
    """Value of a TIFF's tag; None where there is none, or where it is no TIFF."""
    return picture.tag_v2.get(number) if isinstance(picture, TiffImagePlugin.TiffImageFile) else None


def is_deep(picture: Image.Image) -> bool:
    """Whether it has 16 bits a channel that Pillow would cut to the upper 8."""
    return picture.mode in ("RGB", "RGBA", "LA") and not deep_lab(picture) and _says_16(picture)


def deep_lab(picture: Image.Image) -> bool:
    """Whether it is CIE Lab of 16 bits a channel."""
    return tiff_tag(picture, 262) == 8 and _says_16(picture)


def _says_16(picture: Image.Image) -> bool:
    return any(";16" in str(tile[3]) for tile in picture.tile) if hasattr(picture, "tile") else False


def all_bits(source: Path, picture: Image.Image) -> Image.Image | None:
    """The same picture with its 16 bits rounded, not cut, to 8; as it was stored, not turned. None: not to be had."""
    import cv2  # noqa: PLC0415 - wanted for 16 bits alone

    deep = cv2.imdecode(np.fromfile(source, np.uint8), cv2.IMREAD_UNCHANGED)
    if deep is None or deep.dtype != np.uint16 or deep.shape[:2] not in (picture.size[::-1], picture.size):
        return None
    rounded = _to_8(deep.astype(np.uint16, copy=False))
    if rounded.ndim == 2:
        return Image.fromarray(rounded)
    order = [2, 1, 0, 3][: rounded.shape[2]]
    return Image.fromarray(np.ascontiguousarray(rounded[..., order]))


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
