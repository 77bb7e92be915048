"""Runs in the jail: a foreign photograph becomes an upright, opaque sRGB PNG of 8 bits, or is refused by a rule.

Everything that decodes lies in here; the parent only words what is refused. Imports are few: a child is started
for every picture.
"""

import contextlib
import os
import re
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageChops, JpegImagePlugin, UnidentifiedImageError

from fanxing.media._colour import read_said, to_srgb
from fanxing.media._depth import all_bits, deep_lab, from_lab, grey_of_depth, is_deep, tiff_tag
from fanxing.media._refusal import Refusal
from fanxing.media._svg import render_svg

LONGEST = 6000
"""Pixels of the longer side of what is written."""
SHORTEST = 64
"""Pixels of the shorter side below which there is nothing to show."""
_DRAFT = 4800
"""Pixels that a JPEG is still decoded to when it can be reduced while decoding."""
_MOST_PIXELS = {"JPEG": 500_000_000, "MPO": 500_000_000, "PNG": 160_000_000, "TIFF": 160_000_000}
"""A JPEG is reduced while it is decoded; scans of 100 megapixels are ordinary."""
_MOST_PIXELS_ELSE = 64_000_000
_FORMATS = ["JPEG", "PNG", "GIF", "WEBP", "AVIF", "TIFF", "BMP", "JPEG2000"]
_TIFF_HEADS = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_MOVE = ("GIF", "WEBP", "PNG", "AVIF")
"""Formats of pictures that may move."""
_LOST = re.compile(
    r"premature end|bad huffman|unexpected marker|instead of rst|corrupt data|arithmetic|before marker 0xd[0-7]",
    re.IGNORECASE,
)
_STRAY = re.compile(r"(\d+) extraneous bytes", re.IGNORECASE)
_FEW = 64
"""What libjpeg says when blocks of the picture were lost; a few stray bytes before its end are harmless."""
_TURN = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""EXIF orientation -> what sets it upright. Source: EXIF 2.32 (CIPA DC-008), 4.6.4 A."""
_CUTOUT = 1200
"""Pixels of the longer side of what is kept with its alpha: a logo on a card is small."""
_LOOKED_AT = 400
"""Pixels of the longer side at which ``media.look.subject`` judges a picture."""
_LIGHT, _DARK = (255, 255, 255), (32, 32, 32)
"""Neutral grounds below what is transparent."""


def develop(source: str, target: str, kind: str, budget: int, *, last: bool) -> dict[str, Any]:
    """Write ``source`` as an upright sRGB PNG to ``target``.

    Args:
        source: The foreign file.
        target: Where the PNG goes.
        kind: ``svg``, ``heif`` or ``raster``.
        budget: Bytes of memory that the child was given.
        last: More cannot be given.

    Returns:
        ``width``, ``height``, ``sharpness``, ``aigc`` (metadata found, or None), ``moves`` (whether it is the first of
        several pictures that are shown in turn) and ``cutout`` (whether the same lies beside it with its alpha, as
        ``cutout.png``; ``small.png`` always does); or ``refused`` (a rule) and ``fields``; or ``again``: it needs
        more memory than it was given.
    """
    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = None  # our own bounds are stricter, and told in our own words
    try:
        picture, alpha, found = _opaque_parts(Path(source), kind, budget)
    except Refusal as refusal:
        starved = refusal.rule in ("picture-broken", "picture-cut-short") and not last
        # Some decoders call it damage when they get no memory.
        return {"again": True} if starved else {"refused": refusal.rule, "fields": refusal.fields}
    except _TooBig:
        return {"again": True}
    if alpha is not None:
        _cut_out(picture, alpha).save(Path(target).with_name("cutout.png"), format="PNG", icc_profile=None)
        picture = _over_ground(picture, alpha)
    _write(picture, Path(target))
    _small(picture).save(Path(target).with_name("small.png"), format="PNG", compress_level=1, icc_profile=None)
    told = {"width": picture.width, "height": picture.height, "sharpness": _sharpness(picture)}
    return {**told, **found, "cutout": alpha is not None}


def _write(picture: Image.Image, target: Path) -> None:
    """Write the PNG that every stage reads, through one filter.

    As large as Pillow's, which tries all five on each row: half the time here, two thirds wherever it is read.
    """
    import cv2  # noqa: PLC0415 - slow to come up; a picture that is refused does without

    pixels = np.asarray(picture if picture.mode == "L" else picture.convert("RGB"))
    if pixels.ndim == 3:
        pixels = cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR)
    how = [cv2.IMWRITE_PNG_COMPRESSION, 1, cv2.IMWRITE_PNG_FILTER, cv2.IMWRITE_PNG_FILTER_AVG]
    done, written = cv2.imencode(".png", pixels, how)
    if not done:
        raise MemoryError
    target.write_bytes(written.data)


class _TooBig(Exception):  # noqa: N818 - it is tried again with more memory
    """The picture needs more memory than was given."""


def _opaque_parts(source: Path, kind: str, budget: int) -> tuple[Image.Image, Image.Image | None, dict[str, Any]]:
    """Upright RGB in sRGB, not too large; its alpha (L) where something is transparent; ``aigc`` and ``moves``."""
    picture = render_svg(source) if kind == "svg" else _open(source, kind)
    _bounds(picture, budget)
    if picture.format in ("JPEG", "MPO"):
        _check_jpeg(picture, source)
    deep, lab, moves = is_deep(picture), deep_lab(picture), _moves(picture)
    _load(picture)
    turn = _orientation(picture)  # Pillow turns a TIFF upright while loading, and then says so
    loaded = all_bits(source, picture) if deep else from_lab(picture) if lab else picture
    said, aigc = read_said(picture, source), _aigc(picture)
    plain, alpha = _part(loaded)
    del loaded
    del picture
    plain, alpha = _reduced(plain), alpha and _reduced(alpha)
    plain = to_srgb(plain, said)
    if turn in _TURN:
        plain, alpha = plain.transpose(_TURN[turn]), alpha and alpha.transpose(_TURN[turn])
    return plain, alpha, {"aigc": aigc, "moves": moves}


def _moves(picture: Image.Image) -> bool:
    """Whether it is one of several pictures that are shown one after the other."""
    with _decoding():
        return picture.format in _MOVE and bool(getattr(picture, "is_animated", False))


def _aigc(picture: Image.Image) -> str | None:
    """The AIGC value in the picture's XMP packet."""
    packet = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    packet = packet if isinstance(packet, bytes) else str(packet).encode()
    if b"AIGC" not in packet:
        return None
    from fanxing.media.aigc import from_xmp  # noqa: PLC0415 - slow to come up, and seldom wanted

    return from_xmp(packet)


def _open(source: Path, kind: str) -> Image.Image:
    formats = _FORMATS
    if kind == "heif":
        import pillow_heif  # noqa: PLC0415 - slow to come up, and seldom wanted

        pillow_heif.register_heif_opener(thumbnails=False)
        formats = ["HEIF"]
    with _decoding():
        try:
            picture = Image.open(source, formats=formats)
        except UnidentifiedImageError as error:
            with source.open("rb") as stream:
                tiff = stream.read(4) in _TIFF_HEADS  # which may hold pixels of any kind
            raise Refusal("picture-format") if tiff else error from error
    if tiff_tag(picture, 50706) is not None or tiff_tag(picture, 254) == 1:
        raise Refusal("picture-raw")  # DNG and its kin: what lies in front is a thumbnail
    return picture


@contextlib.contextmanager
def _decoding() -> Iterator[None]:
    """Whatever a decoder raises on a foreign file is the file's."""
    try:
        yield
    except (MemoryError, Refusal):
        raise
    except Exception as error:
        cut = re.search("truncat|not enough|unexpected end|premature", str(error), re.IGNORECASE)
        raise Refusal("picture-cut-short" if cut else "picture-broken", why=str(error)[:200]) from error


def _bounds(picture: Image.Image, budget: int) -> None:
    """Refuse what is too small or too large; reduce a JPEG while it is decoded."""
    width, height = picture.size
    most = _MOST_PIXELS.get(picture.format or "", _MOST_PIXELS_ELSE)
    if width * height > most:
        raise Refusal("picture-too-large", width=width, height=height, most=most // 1_000_000)
    if min(width, height) < SHORTEST:
        raise Refusal("picture-too-small", width=width, height=height, least=SHORTEST)
    if isinstance(picture, JpegImagePlugin.JpegImageFile) and max(width, height) > LONGEST:
        scale = _DRAFT / max(width, height)
        picture.draft(None, (round(width * scale), round(height * scale)))
    if _needs(picture, width * height) > budget:
        raise _TooBig


def _needs(picture: Image.Image, stored: int) -> int:
    """Bytes of memory that it takes at most, as measured, with room to spare.

    Args:
        picture: Opened, and drafted.
        stored: Pixels of the file, before they are reduced while decoding.
    """
    pixels = picture.width * picture.height
    shrink = min(1.0, LONGEST / max(picture.size))
    written = int(pixels * shrink**2)
    loaded = pixels * (4 if picture.format in _MOST_PIXELS else 14)  # other decoders hold several copies
    if isinstance(picture, JpegImagePlugin.JpegImageFile) and picture.info.get("progressive"):
        areas = [across * down for _, across, down, _ in picture.layer]
        loaded += round(stored * 2 * sum(areas) / max(areas))  # libjpeg holds all coefficients: 16 bits each
    if is_deep(picture) or picture.mode.startswith(("I", "F")):
        loaded += pixels * 14
    if "A" in picture.mode or "transparency" in picture.info:
        loaded += pixels * 5
    shrinking = 0 if shrink == 1 else int(pixels * shrink) * 4 + written * 4
    return (150 << 20) + max(loaded + shrinking, written * 16 + (loaded if shrink == 1 else 0))


def _check_jpeg(picture: Image.Image, source: Path) -> None:
    """Refuse a JPEG whose blocks were lost: Pillow shows them grey and says nothing, libjpeg tells OpenCV."""
    import cv2  # noqa: PLC0415 - wanted for JPEG alone

    with tempfile.TemporaryFile(dir=".") as heard:
        kept = os.dup(2)
        os.dup2(heard.fileno(), 2)
        try:
            reduced = cv2.imdecode(
                np.fromfile(source, np.uint8), cv2.IMREAD_REDUCED_GRAYSCALE_8 | cv2.IMREAD_IGNORE_ORIENTATION
            )
        finally:
            os.dup2(kept, 2)
            os.close(kept)
        heard.seek(0)
        words = heard.read(1 << 16).decode("utf-8", "replace")
    if reduced is None:
        _load(picture)  # which knows better what is wrong
    stray = max((int(count) for count in _STRAY.findall(words)), default=0)
    if reduced is None or stray > _FEW or _LOST.search(words):
        cut = "premature" in words.lower()
        raise Refusal("picture-cut-short" if cut else "picture-broken", why=words.strip()[:200])


def _load(picture: Image.Image) -> None:
    with _decoding():
        picture.load()


def _orientation(picture: Image.Image) -> int:
    """EXIF orientation; 1 where the file does not tell."""
    try:
        turn = picture.getexif().get(0x0112, 1)
    except Exception:  # noqa: BLE001 - EXIF is read on a best effort; a broken one says nothing
        return 1
    return turn if isinstance(turn, int) and 1 <= turn <= 8 else 1


def _part(picture: Image.Image) -> tuple[Image.Image, Image.Image | None]:
    """The picture without alpha (L, RGB, CMYK, LAB), and its alpha where something is transparent."""
    if picture.mode.startswith(("I", "F")):
        return grey_of_depth(picture), None
    if picture.mode == "CMYK" and picture.format == "JPEG" and "adobe" not in picture.info:
        picture = ImageChops.invert(picture)  # Pillow takes every CMYK JPEG for Adobe's, which are inverted
    if picture.mode in ("L", "RGB", "CMYK", "LAB") and "transparency" not in picture.info:
        return picture, None
    if picture.mode in ("LA", "La", "RGBA", "RGBa", "PA") or "transparency" in picture.info:
        grey = picture.mode in ("L", "LA", "La", "1")
        straight = picture.convert("LA" if grey else "RGBA")
        alpha = straight.getchannel("A")
        low, high = np.asarray(alpha.getextrema())
        if high < 8:
            raise Refusal("picture-transparent")
        return straight.convert("L" if grey else "RGB"), None if low == 255 else alpha
    return picture.convert("L" if picture.mode == "1" else "RGB"), None


def _reduced(picture: Image.Image) -> Image.Image:
    longest = max(picture.size)
    if longest <= LONGEST:
        return picture
    size = tuple(max(1, round(side * LONGEST / longest)) for side in picture.size)
    if min(size) < SHORTEST:
        raise Refusal("picture-too-long", width=picture.width, height=picture.height)
    return picture.resize((size[0], size[1]), Image.Resampling.LANCZOS, reducing_gap=3.0)


def _small(picture: Image.Image) -> Image.Image:
    """What an object is looked for in."""
    shrink = min(1.0, _LOOKED_AT / max(picture.size))
    size = (max(8, round(picture.width * shrink)), max(8, round(picture.height * shrink)))
    return picture.convert("RGB").resize(size, Image.Resampling.BOX)


def _cut_out(picture: Image.Image, alpha: Image.Image) -> Image.Image:
    """The picture with its alpha, small."""
    both = picture.convert("RGB")
    both.putalpha(alpha)
    both.thumbnail((_CUTOUT, _CUTOUT), Image.Resampling.LANCZOS, reducing_gap=3.0)
    return both


def _over_ground(picture: Image.Image, alpha: Image.Image) -> Image.Image:
    """Lay what is seen over white; over near black where what is seen is itself light, as white logos are."""
    small = (256, 256)
    luma = np.asarray(picture.convert("L").resize(small), np.float32)
    weight = np.asarray(alpha.resize(small), np.float32) + 1e-3
    light = float((luma * weight).sum() / weight.sum()) > 200
    ground = Image.new("RGB", picture.size, _DARK if light else _LIGHT)
    ground.paste(picture, mask=alpha)
    return ground


def _sharpness(picture: Image.Image) -> float:
    """Variance of the Laplacian of the luma, the longer side at most 1,000 pixels."""
    scale = min(1.0, 1000 / max(picture.size))
    size = (max(3, round(picture.width * scale)), max(3, round(picture.height * scale)))
    luma = np.asarray(picture.convert("L").resize(size, Image.Resampling.BOX), np.float32)
    laplacian = luma[:-2, 1:-1] + luma[2:, 1:-1] + luma[1:-1, :-2] + luma[1:-1, 2:] - 4 * luma[1:-1, 1:-1]
    return round(float(laplacian.var()), 3)
