"""Runs in the jail: the colours of a foreign picture, turned into sRGB by what its file says of them.

Order of trust: the profile in the file; the code points of PNG, AVIF and HEIC (H.273); PNG's gamma and primaries;
a camera's Adobe RGB mark in EXIF; else sRGB. Profiles go through Little CMS, relative colorimetric with black point
compensation: a colour that sRGB has stays itself, and shadows keep their drawing. Pillow's binding of it knows
8 bits; what names primaries instead of a profile is computed in floats.
"""

import io
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

from fanxing.media._refusal import Refusal
from fanxing.media.hdr import HLG, PQ, to_sdr

Floats = NDArray[np.float32]
Primaries = tuple[float, float, float, float, float, float, float, float]
"""x and y of white, red, green and blue, CIE 1931."""
Decode = Callable[[Floats], Floats]
"""From stored value 0..1 to linear light 0..1."""

D65 = (0.3127, 0.3290)
BT709: Primaries = (*D65, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06)
BT2020: Primaries = (*D65, 0.708, 0.292, 0.170, 0.797, 0.131, 0.046)
P3: Primaries = (*D65, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060)
ADOBE: Primaries = (*D65, 0.64, 0.33, 0.21, 0.71, 0.15, 0.06)
ADOBE_GAMMA = 563 / 256
"""Source: Adobe RGB (1998) Color Image Encoding, 4.3.1."""
_CODED: dict[int, Primaries] = {1: BT709, 9: BT2020, 12: P3}
"""Source: ITU-T H.273, table 2."""
_WIDENED = [min(255, max(0, round((value - 16) * 255 / 219))) for value in range(256)]
"""Value of narrow range -> value of full range. Source: ITU-T H.273, 8.3."""
_STRIP = 1 << 20
"""Pixels that are computed in floats at a time."""


@dataclass(frozen=True)
class Said:
    """What a file says of its colours."""

    profile: bytes | None
    """ICC profile."""
    coded: tuple[int, int] | None
    """Primaries and transfer by number (H.273)."""
    png_gamma: float | None
    """PNG's gAMA, where no sRGB chunk overrules it."""
    png_primaries: Primaries | None
    """PNG's cHRM."""
    adobe: bool
    """A camera's mark for Adobe RGB in EXIF."""
    narrow: bool = False
    """Its values run from 16 to 235: a PNG of the television's range. Decoders of AVIF and HEIC widen theirs."""


def read_said(picture: Image.Image, source: Path) -> Said:
    """Read what the file says; ``picture`` is loaded."""
    png = picture.format == "PNG"
    coded, narrow = _code_points(source) or (None, False)
    gamma = picture.info.get("gamma") if png and "srgb" not in picture.info else None
    primaries = picture.info.get("chromaticity") if png else None
    return Said(
        profile=None if png and coded else picture.info.get("icc_profile"),
        coded=coded,
        png_gamma=None if gamma is None else float(gamma),
        png_primaries=primaries if isinstance(primaries, tuple) and len(primaries) == 8 else None,
        adobe=picture.format in ("JPEG", "MPO", "TIFF") and _camera_says_adobe(picture),
        narrow=narrow,
    )


def to_srgb(picture: Image.Image, said: Said) -> Image.Image:
    """Turn a picture without alpha (L, RGB, CMYK or LAB) into RGB in sRGB.

    Raises:
        Refusal: HDR of other primaries than BT.2020.
    """
    if said.narrow and picture.mode in ("L", "RGB"):
        picture = picture.point(_WIDENED * len(picture.getbands()))
    if said.profile:
        converted = _through_profile(picture, said.profile)
        if converted is not None:
            return converted
    elif said.coded and said.coded[1] in (PQ, HLG):
        return _from_hdr(picture, *said.coded)
    if picture.mode == "LAB":
        return _transform(picture, ImageCms.createProfile("LAB", 5000), "LAB")
    named = None if picture.mode == "CMYK" else _named(said)
    rgb = picture if picture.mode == "RGB" else picture.convert("RGB")
    return rgb if named is None else _through_primaries(rgb, *named)


def lab_to_srgb(lightness: Floats, a: Floats, b: Floats) -> NDArray[np.uint8]:
    """CIE L*a*b* under D50 to sRGB, uint8 (..., 3).

    Source: ISO/CIE 11664-4; Bradford adaptation and matrix as in IEC 61966-2-1 Amd. 1 with the D50 of ICC.1.
    """
    y: Floats = (lightness + np.float32(16)) / np.float32(116)
    x, z = y + a / np.float32(500), y - b / np.float32(200)
    white = (0.9642, 1.0, 0.8249)
    xyz = np.stack([np.float32(w) * _unlab(t) for w, t in zip(white, (x, y, z), strict=True)], axis=-1)
    matrix = _xyz_matrix(BT709, to_white=(0.34567, 0.35850))
    return _encode(xyz @ np.linalg.inv(matrix).T.astype(np.float32))


def _unlab(t: Floats) -> Floats:
    return np.where(t > 6 / 29, t**3, 3 * (6 / 29) ** 2 * (t - 4 / 29)).astype(np.float32)


def _through_profile(picture: Image.Image, profile: bytes) -> Image.Image | None:
    """None where the profile is broken or of another kind of picture."""
    try:
        opened = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        space = opened.profile.xcolor_space.strip()
        if (space, picture.mode) == ("RGB", "L"):
            picture = picture.convert("RGB")
        if {"GRAY": "L"}.get(space, space) != picture.mode:
            return None
        return _transform(picture, opened, picture.mode)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


def _transform(picture: Image.Image, profile: ImageCms.ImageCmsProfile | object, mode: str) -> Image.Image:
    transform = ImageCms.buildTransform(
        profile,  # type: ignore[arg-type]
        ImageCms.createProfile("sRGB"),
        mode,
        "RGB",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    if mode == "RGB" and _changes_nothing(transform):
        return picture
    converted = ImageCms.applyTransform(picture, transform, inPlace=mode == "RGB")
    return picture if converted is None else converted


def _changes_nothing(transform: ImageCms.ImageCmsTransform) -> bool:
    """Whether it is sRGB under another name: then every value is left as it is, not rounded once more."""
    steps = np.linspace(0, 255, 17).round().astype(np.uint8)
    grid = np.stack(np.meshgrid(steps, steps, steps, indexing="ij"), axis=-1).reshape(17 * 17, 17, 3)
    out = np.asarray(ImageCms.applyTransform(Image.fromarray(grid), transform))
    return bool(np.abs(out.astype(int) - grid).max() <= 1)


def _code_points(source: Path) -> tuple[tuple[int, int], bool] | None:
    """Primaries and transfer that a PNG (cICP) or an AVIF or HEIC (nclx) names by number; whether a PNG is narrow."""
    with source.open("rb") as stream:
        head = stream.read(1 << 16)
    at = head.find(b"cICP") if head.startswith(b"\x89PNG") else head.find(b"colrnclx")
    if at < 0 or (not head.startswith(b"\x89PNG") and head[4:8] != b"ftyp"):
        return None
    if head.startswith(b"\x89PNG"):
        return (head[at + 4], head[at + 5]), head[at + 7 : at + 8] == b"\0"
    primaries, transfer = struct.unpack(">HH", head[at + 8 : at + 12].ljust(4, b"\0"))
    return (primaries, transfer), False


def _named(said: Said) -> tuple[Primaries, Decode] | None:
    """Primaries and curve that the file names without a profile; None for sRGB."""
    if said.coded:
        primaries, decode = _CODED.get(said.coded[0], BT709), _DECODES.get(said.coded[1], _srgb_decode)
        return None if primaries == BT709 and decode is _srgb_decode else (primaries, decode)
    if said.png_gamma is not None:
        return _png_gamma(said.png_gamma, said.png_primaries or BT709)
    return (ADOBE, lambda v: v**ADOBE_GAMMA) if said.adobe else None


def _png_gamma(gamma: float, primaries: Primaries) -> tuple[Primaries, Decode] | None:
    if not 0.1 < gamma < 5 or min(primaries) < 0 or min(primaries[1::2]) <= 0:
        return None
    if abs(gamma - 1 / 2.2) < 0.02:  # what programs write for sRGB
        usual = np.allclose(primaries, BT709, atol=2e-3)
        return None if usual else (primaries, _srgb_decode)
    return primaries, lambda v: v ** (1 / gamma)


def _camera_says_adobe(picture: Image.Image) -> bool:
    """Cameras set to Adobe RGB embed no profile, but mark it. Source: DCF 2.0 (JEITA CP-3461), 5.2.2."""
    try:
        exif = picture.getexif()
        details = exif.get_ifd(0x8769)
        return details.get(0xA001) == 2 or exif.get_ifd(0xA005).get(1) == "R03"
    except Exception:  # noqa: BLE001 - EXIF is read on a best effort; a broken one says nothing
        return False


def _through_primaries(picture: Image.Image, primaries: Primaries, decode: Decode) -> Image.Image:
    matrix = np.linalg.inv(_xyz_matrix(BT709)) @ _xyz_matrix(primaries, to_white=D65)
    table = decode(np.linspace(0, 1, 256, dtype=np.float32)).astype(np.float32)
    pixels = np.array(picture)
    rows = max(1, _STRIP // pixels.shape[1])
    for top in range(0, len(pixels), rows):
        strip = pixels[top : top + rows]
        strip[...] = _encode(table[strip] @ matrix.T.astype(np.float32))
    return Image.fromarray(pixels)


def _from_hdr(picture: Image.Image, primaries: int, transfer: int) -> Image.Image:
    if primaries != 9 or picture.mode != "RGB":
        raise Refusal("picture-hdr")
    pixels = np.array(picture)
    rows = max(1, _STRIP // pixels.shape[1])
    for top in range(0, len(pixels), rows):
        strip = pixels[top : top + rows]
        strip[...] = to_sdr(strip / np.float32(255), transfer) * 255 + 0.5
    return Image.fromarray(pixels)


def _xyz_matrix(primaries: Primaries, to_white: tuple[float, float] | None = None) -> NDArray[np.float64]:
    """Linear RGB to XYZ; adapted by Bradford to another white where one is given."""
    white, *corners = [
        np.array([x / y, 1.0, (1 - x - y) / y]) for x, y in zip(primaries[::2], primaries[1::2], strict=True)
    ]
    columns = np.stack(corners, axis=1)
    matrix = columns * np.linalg.solve(columns, white)
    if to_white is None or np.allclose(to_white, primaries[:2], atol=1e-4):
        return matrix
    x, y = to_white
    bradford = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])
    gains = (bradford @ np.array([x / y, 1.0, (1 - x - y) / y])) / (bradford @ white)
    return np.asarray(np.linalg.inv(bradford) @ np.diag(gains) @ bradford @ matrix)


def _srgb_decode(v: Floats) -> Floats:
    return np.where(v <= 0.04045, v / 12.92, ((v + 0.055) / 1.055) ** 2.4).astype(np.float32)


_DECODES: dict[int, Decode] = {4: lambda v: v**2.2, 5: lambda v: v**2.8, 8: lambda v: v}
"""Curves that differ from sRGB's so that it is seen. Source: ITU-T H.273, table 3."""


def _encode(linear: Floats) -> NDArray[np.uint8]:
    v = np.clip(linear, 0, 1)
    coded = np.where(v <= 0.0031308, 12.92 * v, 1.055 * v ** (1 / 2.4) - 0.055)
    return (coded * 255 + 0.5).astype(np.uint8)
