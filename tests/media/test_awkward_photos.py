"""Pictures as scanners, phones and programs write them beside the ordinary: right, or refused by what is wrong."""

import struct
import zlib
from pathlib import Path

import cv2
import foreign
import numpy as np
import pillow_heif
import pytest
from PIL import Image, TiffImagePlugin

from fanxing.media.photo import read_photo, take_photo
from fanxing.media.store import Store
from fanxing.model.errors import AssetError

PATCHES = foreign.patches()
UPRIGHT = foreign.photograph()
ADOBE = (foreign.ADOBE, foreign.D65, 563 / 256)


def saved(path: Path, pixels: np.ndarray | Image.Image, **options: object) -> Path:
    picture = pixels if isinstance(pixels, Image.Image) else Image.fromarray(pixels)
    picture.save(path, **options)
    return path


def deep_png(path: Path, *chunks: tuple[bytes, bytes]) -> Path:
    """The patches in 16 bits, with chunks of colour."""
    foreign.write_deep(path, PATCHES.astype(np.uint16) * 257)
    foreign.png_chunks(path, *chunks, drop=(b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP"))
    return path


def chromaticity(primaries: tuple, white: tuple[float, float]) -> tuple[bytes, bytes]:
    """PNG's cHRM."""
    return b"cHRM", struct.pack(">8I", *(round(v * 100_000) for v in (*white, *sum(primaries, ()))))


def through(primaries: tuple, light: np.ndarray) -> np.ndarray:
    """Light of other primaries (white of D65) in sRGB, 0..255."""
    there = np.linalg.inv(foreign.to_xyz_d50(foreign.SRGB, foreign.D65)) @ foreign.to_xyz_d50(primaries, foreign.D65)
    return foreign.srgb_encode(light @ there.T)


BT2020 = ((0.708, 0.292), (0.170, 0.797), (0.131, 0.046))
SAID = {
    # what a PNG of 16 bits says of its colours -> what they are in sRGB
    "nothing": ((), PATCHES.astype(float)),
    "gAMA 1": (((b"gAMA", struct.pack(">I", 100_000)),), foreign.srgb_encode(PATCHES / 255)),
    "gAMA 1/2.2, cHRM of Adobe RGB": (
        ((b"gAMA", struct.pack(">I", 45_455)), chromaticity(foreign.ADOBE, foreign.D65)),
        through(foreign.ADOBE, foreign.srgb_decode(PATCHES)),
    ),
    "gAMA 1/1.8, cHRM of P3": (
        ((b"gAMA", struct.pack(">I", 55_556)), chromaticity(foreign.P3, foreign.D65)),
        through(foreign.P3, (PATCHES / 255) ** 1.8),
    ),
    "cICP of Display P3": (((b"cICP", bytes((12, 13, 0, 1))),), through(foreign.P3, foreign.srgb_decode(PATCHES))),
    "cICP of BT.709": (((b"cICP", bytes((1, 1, 0, 1))),), PATCHES.astype(float)),
    "cICP of linear BT.709": (((b"cICP", bytes((1, 8, 0, 1))),), foreign.srgb_encode(PATCHES / 255)),
    "cICP of linear BT.2020": (((b"cICP", bytes((9, 8, 0, 1))),), through(BT2020, PATCHES / 255)),
    "cICP of gamma 2.2": (((b"cICP", bytes((1, 4, 0, 1))),), foreign.srgb_encode((PATCHES / 255) ** 2.2)),
    "cICP of P3, and a profile, which it overrules": (
        (
            (b"cICP", bytes((12, 13, 0, 1))),
            (b"iCCP", b"p\0\0" + zlib.compress(foreign.icc(foreign.PROPHOTO, foreign.D50, 1.8))),
        ),
        through(foreign.P3, foreign.srgb_decode(PATCHES)),
    ),
    "a profile": (
        ((b"iCCP", b"p\0\0" + zlib.compress(foreign.icc(*ADOBE))),),
        foreign.expected(PATCHES, *ADOBE),
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("said", SAID)
def test_a_deep_png_is_read_by_what_it_says(tmp_path, said):
    chunks, wanted = SAID[said]
    error = foreign.delta_e(read_photo(deep_png(tmp_path / "a.png", *chunks)), wanted)
    assert error.mean() < 0.4
    assert np.percentile(error, 95) < 1.0


BITS = ((np.indices((160, 240)).sum(0) // 20) % 2 * 255).astype(np.uint8)


@pytest.mark.slow
@pytest.mark.parametrize("compression", [None, "group4", "packbits"])
@pytest.mark.parametrize("white", [0, 1])
def test_black_and_white_of_one_bit(tmp_path, compression, white):
    """Scanned books, whichever of the two is white."""
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[262] = white
    path = saved(tmp_path / "a.tif", Image.fromarray(BITS).convert("1"), compression=compression, tiffinfo=tags)
    with Image.open(path) as opened:
        assert opened.tag_v2[262] == white
    assert np.array_equal(read_photo(path)[..., 0], BITS)


def test_one_bit_in_a_png(tmp_path):
    path = saved(tmp_path / "a.png", Image.fromarray(BITS).convert("1"))
    assert np.array_equal(read_photo(path)[..., 0], BITS)


@pytest.mark.slow
@pytest.mark.parametrize("compression", ["tiff_lzw", "tiff_adobe_deflate", "packbits", "jpeg"])
def test_a_tiff_however_it_is_packed(tmp_path, compression):
    shown = read_photo(saved(tmp_path / "a.tif", UPRIGHT, compression=compression))
    assert np.abs(shown.astype(int) - UPRIGHT).mean() < (2 if compression == "jpeg" else 1e-9)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a.tif", "lzw.tif", "deep.tif", "deep.png"])
def test_what_is_transparent_in_a_scan_lies_on_white(tmp_path, name):
    both = np.dstack([UPRIGHT, np.where(np.indices(UPRIGHT.shape[:2])[1] > 120, 255, 0).astype(np.uint8)])
    if name.startswith("deep"):
        foreign.write_deep(tmp_path / name, both.astype(np.uint16) * 257)
    else:
        saved(tmp_path / name, both, **({"compression": "tiff_lzw"} if name == "lzw.tif" else {}))
    wanted = UPRIGHT.copy()
    wanted[:, :121] = 255
    assert np.abs(read_photo(tmp_path / name).astype(int) - wanted).max() <= 1


def test_a_tiled_tiff_of_planes(tmp_path):
    """As large scans are written: tiles, and each channel by itself."""
    path = tmp_path / "a.tif"
    write_tiles(path, UPRIGHT, side=64)
    assert np.array_equal(read_photo(path), UPRIGHT)


def write_tiles(path: Path, pixels: np.ndarray, side: int) -> None:
    """TIFF 6.0, tiled, planar, 8 bits, uncompressed."""
    height, width, channels = pixels.shape
    down, across = -(-height // side), -(-width // side)
    padded = np.zeros((down * side, across * side, channels), np.uint8)
    padded[:height, :width] = pixels
    tiles = [
        padded[row * side : (row + 1) * side, column * side : (column + 1) * side, channel].tobytes()
        for channel in range(channels)
        for row in range(down)
        for column in range(across)
    ]
    size, count = side * side, len(tiles)
    lists = 8 + count * size
    tags = [
        (256, 4, 1, width), (257, 4, 1, height), (258, 3, channels, lists), (259, 3, 1, 1), (262, 3, 1, 2),
        (277, 3, 1, channels), (284, 3, 1, 2), (322, 4, 1, side), (323, 4, 1, side),
        (324, 4, count, lists + 8), (325, 4, count, lists + 8 + 4 * count),
    ]  # fmt: skip
    directory = struct.pack("<H", len(tags)) + b"".join(struct.pack("<HHII", *one) for one in tags) + bytes(4)
    body = b"".join(tiles) + struct.pack("<3H", 8, 8, 8) + b"\0\0"
    body += struct.pack(f"<{count}I", *(8 + at * size for at in range(count))) + struct.pack(
        f"<{count}I", *[size] * count
    )
    path.write_bytes(b"II*\0" + struct.pack("<I", 8 + len(body)) + body + directory)


def test_a_tiff_of_floats_is_told_from_a_broken_one(tmp_path):
    """Grey floats from 0 to 1 are read; in colour their white is anyone's guess, and Pillow has no such picture."""
    grey = (UPRIGHT[..., 1] / 255).astype(np.float32)
    shown = read_photo(saved(tmp_path / "grey.tif", grey))
    assert np.abs(shown[..., 0] - grey * 255).max() <= 0.6
    cv2.imwrite(str(tmp_path / "a.tif"), (UPRIGHT / 255).astype(np.float32))
    with pytest.raises(AssetError, match=r"图片 a\.tif 的像素格式读不了") as refused:
        read_photo(tmp_path / "a.tif")
    assert refused.value.faults[0].rule == "picture-format"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a.tif", "lzw.tif", "a.jpg"])
def test_a_cmyk_profile_is_honoured(tmp_path, name):
    """In a JPEG the inks are stored upside down, as Adobe does and marks."""
    ink = PATCHES.copy()
    cmyk = np.dstack([ink, np.repeat(np.linspace(0, 120, ink.shape[0]).astype(np.uint8)[:, None], ink.shape[1], 1)])
    options = {"a.tif": {}, "lzw.tif": {"compression": "tiff_lzw"}, "a.jpg": {"quality": 100, "subsampling": 0}}[name]
    path = saved(
        tmp_path / name,
        Image.frombytes("CMYK", ink.shape[1::-1], cmyk.tobytes()),
        icc_profile=foreign.press(),
        **options,
    )
    error = foreign.delta_e(read_photo(path), foreign.inks(cmyk / 255) * 255)
    assert error.mean() < 1.0
    assert np.percentile(error, 95) < 3.0


def test_a_heic_whose_box_and_exif_both_turn_it_is_turned_once(tmp_path):
    """As telephones write it."""
    pillow_heif.register_heif_opener()
    exif = Image.Exif()
    exif[0x0112] = 6
    path = tmp_path / "a.heic"
    saved(path, np.ascontiguousarray(np.rot90(UPRIGHT)), format="HEIF", quality=95, exif=exif.tobytes())
    assert b"irot" in path.read_bytes()
    assert np.abs(read_photo(path).astype(int) - UPRIGHT).mean() < 4


def test_a_heic_and_a_webp_with_a_profile(tmp_path):
    pillow_heif.register_heif_opener()
    profile, wanted = foreign.icc(*ADOBE), foreign.expected(PATCHES, *ADOBE)
    saved(tmp_path / "a.heic", PATCHES, format="HEIF", quality=100, chroma=444, icc_profile=profile)
    saved(tmp_path / "a.webp", PATCHES, lossless=True, icc_profile=profile)
    for name in ("a.heic", "a.webp"):
        assert foreign.delta_e(read_photo(tmp_path / name), wanted).mean() < 0.6, name


POINTS = {
    # primaries, transfer, matrix, full range (ITU-T H.273) -> what the patches are in sRGB
    "Display P3": ((12, 13, 6, 1), through(foreign.P3, foreign.srgb_decode(PATCHES))),
    "sRGB by BT.709's matrix, limited": ((1, 13, 1, 0), PATCHES.astype(float)),
    "linear": ((1, 8, 6, 1), foreign.srgb_encode(PATCHES / 255)),
}


@pytest.mark.parametrize("name", POINTS)
def test_the_code_points_of_a_heic_are_honoured(tmp_path, name):
    pillow_heif.register_heif_opener()
    (primaries, transfer, matrix, full), wanted = POINTS[name]
    said = {
        "color_primaries": primaries,
        "transfer_characteristics": transfer,
        "matrix_coefficients": matrix,
        "full_range_flag": full,
    }
    saved(tmp_path / "a.heic", PATCHES, format="HEIF", quality=100, chroma=444, **said)
    assert foreign.delta_e(read_photo(tmp_path / "a.heic"), wanted).mean() < 0.6


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["gif", "webp", "png"])
def test_a_picture_that_moves_is_known(tmp_path, suffix):
    frames = [Image.new("RGB", (96, 96), colour) for colour in ("red", "lime", "blue")]
    store = Store(tmp_path / "home")
    frames[0].save(tmp_path / f"a.{suffix}", save_all=True, append_images=frames[1:], duration=100)
    assert take_photo(tmp_path / f"a.{suffix}", store).moves
    assert not take_photo(saved(tmp_path / f"b.{suffix}", frames[0]), store).moves
