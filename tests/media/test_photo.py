"""Photographs come out upright and in sRGB, or are refused in plain words."""

import io
from pathlib import Path

import foreign
import numpy as np
import pillow_heif
import pytest
from PIL import Image, ImageChops

from fanxing.media.photo import picture_kind, read_photo, take_photo
from fanxing.media.store import Store
from fanxing.model.errors import AssetError

ORIENTATIONS = range(1, 9)


def stored_as(picture: np.ndarray, orientation: int) -> np.ndarray:
    """The pixels that a camera stores so that ``orientation`` sets them upright (EXIF 2.32, 4.6.4)."""
    return {
        1: lambda p: p,
        2: lambda p: p[:, ::-1],
        3: lambda p: p[::-1, ::-1],
        4: lambda p: p[::-1],
        5: lambda p: p.transpose(1, 0, 2),
        6: lambda p: np.rot90(p, 1),
        7: lambda p: p[::-1, ::-1].transpose(1, 0, 2),
        8: lambda p: np.rot90(p, -1),
    }[orientation](picture)


def saved(path: Path, pixels: np.ndarray, **options: object) -> Path:
    Image.fromarray(np.ascontiguousarray(pixels)).save(path, **options)
    return path


def refusal(path: Path) -> AssetError:
    with pytest.raises(AssetError, match=r"\S") as refused:
        read_photo(path)
    (fault,) = refused.value.faults
    assert path.name in fault.what
    assert fault.mend
    return refused.value


def rule_of(path: Path) -> str:
    return refusal(path).faults[0].rule


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "tiff", "avif"])
@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_every_orientation_comes_out_upright(tmp_path, suffix, orientation):
    upright = foreign.photograph()
    exif = Image.Exif()
    exif[0x0112] = orientation
    options = {} if suffix in ("tiff", "png") else {"quality": 95}
    path = saved(tmp_path / f"a.{suffix}", stored_as(upright, orientation), exif=exif, **options)
    assert np.abs(read_photo(path).astype(int) - upright).mean() < 3


@pytest.mark.slow
@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_a_deep_tiff_is_turned_once(tmp_path, orientation):
    upright = foreign.photograph()
    path = tmp_path / "a.tiff"
    foreign.write_tiff(path, stored_as(upright, orientation).astype(np.uint16) * 257, orientation=orientation)
    assert np.array_equal(read_photo(path), upright)


def test_a_deep_grey_tiff_whose_white_is_zero(tmp_path):
    ramp = np.linspace(0, 65535, 64 * 256).round().astype(np.uint16).reshape(64, 256)
    foreign.write_tiff(tmp_path / "a.tiff", ramp, photometric=0)
    assert np.array_equal(read_photo(tmp_path / "a.tiff")[..., 0], 255 - (ramp.astype(int) * 255 + 32767) // 65535)


def test_a_deep_lab_tiff_keeps_its_colours(tmp_path):
    wanted = foreign.patches()
    lab = foreign.lab(wanted)
    stored = np.stack([lab[..., 0] * 65535 / 100, lab[..., 1] * 256, lab[..., 2] * 256], axis=-1)
    foreign.write_tiff(tmp_path / "a.tiff", stored.round().astype(np.int64).astype(np.uint16), photometric=8)
    error = foreign.delta_e(read_photo(tmp_path / "a.tiff"), wanted)
    assert error.mean() < 0.6
    assert error.max() < 2


@pytest.mark.slow
@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_heic_comes_out_upright(tmp_path, orientation):
    upright = foreign.photograph()
    exif = Image.Exif()
    exif[0x0112] = orientation
    pillow_heif.register_heif_opener()
    path = saved(tmp_path / "a.heic", stored_as(upright, orientation), format="HEIF", quality=95, exif=exif.tobytes())
    assert np.abs(read_photo(path).astype(int) - upright).mean() < 4


def test_a_broken_exif_says_nothing(tmp_path):
    upright = foreign.photograph()
    path = saved(tmp_path / "a.jpg", upright, exif=b"Exif\0\0II*\0\xff\xff\xff\xff", quality=97)
    assert np.abs(read_photo(path).astype(int) - upright).mean() < 3


RGB_SPACES = {
    "Adobe RGB": (foreign.ADOBE, foreign.D65, 563 / 256),
    "Display P3 with a gamma": (foreign.P3, foreign.D65, 2.2),
    "ProPhoto": (foreign.PROPHOTO, foreign.D50, 1.8),
}


@pytest.mark.slow
@pytest.mark.parametrize("space", RGB_SPACES, ids=str)
@pytest.mark.parametrize("suffix", ["png", "tiff", "jpg", "webp", "avif"])
def test_profiles_are_honoured(tmp_path, space, suffix):
    pixels = foreign.patches()
    options = {
        "jpg": {"quality": 100, "subsampling": 0},
        "webp": {"lossless": True},
        "avif": {"quality": 100, "subsampling": "4:4:4"},
    }
    path = saved(
        tmp_path / f"a.{suffix}", pixels, icc_profile=foreign.icc(*RGB_SPACES[space]), **options.get(suffix, {})
    )
    wanted = foreign.expected(pixels, *RGB_SPACES[space])
    error = foreign.delta_e(read_photo(path), wanted)
    lossy = suffix in ("jpg", "avif")
    assert error.mean() < (0.8 if lossy else 0.4)
    assert np.percentile(error, 95) < (2.0 if lossy else 1.0)


def test_a_deep_prophoto_scan_keeps_its_colours(tmp_path):
    pixels = foreign.patches()
    path = saved(tmp_path / "eight.tiff", pixels, icc_profile=foreign.icc(*RGB_SPACES["ProPhoto"]))
    deep = tmp_path / "deep.png"
    foreign.write_deep(deep, pixels.astype(np.uint16) * 257)
    profile = foreign.icc(*RGB_SPACES["ProPhoto"])
    import zlib  # noqa: PLC0415

    foreign.png_chunks(deep, (b"iCCP", b"p\0\0" + zlib.compress(profile)), drop=(b"gAMA", b"cHRM", b"sRGB"))
    assert np.array_equal(read_photo(deep), read_photo(path))


def test_a_grey_profile_is_honoured(tmp_path):
    ramp = np.tile(np.arange(256, dtype=np.uint8), (64, 1))
    path = saved(tmp_path / "a.png", ramp, icc_profile=foreign.icc(None, foreign.D50, 1.8))
    wanted = foreign.srgb_encode((ramp / 255) ** 1.8)
    assert np.abs(read_photo(path) - wanted[..., None]).max() <= 1.5


def test_a_colour_profile_on_a_grey_picture_is_honoured(tmp_path):
    ramp = np.tile(np.arange(256, dtype=np.uint8), (64, 1))
    path = saved(tmp_path / "a.jpg", ramp, quality=100, icc_profile=foreign.icc(foreign.SRGB, foreign.D65, 1.8))
    wanted = foreign.srgb_encode((ramp / 255) ** 1.8)
    assert np.abs(read_photo(path) - wanted[..., None]).max() <= 3


def test_srgb_under_any_name_stays_as_it_is(tmp_path):
    pixels = foreign.photograph()
    for name, profile in (("none", None), ("broken", b"not a profile"), ("srgb", _srgb_profile())):
        path = saved(tmp_path / f"{name}.png", pixels, icc_profile=profile)
        assert np.array_equal(read_photo(path), pixels), name


def _srgb_profile() -> bytes:
    from PIL import ImageCms  # noqa: PLC0415

    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def test_a_cameras_adobe_rgb_mark_is_honoured(tmp_path):
    pixels = foreign.patches()
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0xA001] = 0xFFFF
    exif.get_ifd(0x8769)[0xA005] = {1: "R03"}
    exif[0x8769] = {0xA001: 2}
    path = saved(tmp_path / "_DSC0001.jpg", pixels, quality=100, subsampling=0, exif=exif)
    wanted = foreign.expected(pixels, *RGB_SPACES["Adobe RGB"])
    assert foreign.delta_e(read_photo(path), wanted).mean() < 0.8


def test_the_gamma_of_a_png_is_honoured(tmp_path):
    pixels = foreign.patches()
    path = saved(tmp_path / "a.png", pixels)
    foreign.png_chunks(path, (b"gAMA", (100_000).to_bytes(4, "big")))
    assert np.abs(read_photo(path) - foreign.srgb_encode(pixels / 255)).max() <= 1
    foreign.png_chunks(path, (b"sRGB", b"\0"))
    assert np.array_equal(read_photo(path), pixels)


def test_the_code_points_of_a_png_are_honoured(tmp_path):
    pixels = foreign.patches()
    path = saved(tmp_path / "p3.png", pixels)
    foreign.png_chunks(path, (b"cICP", bytes((12, 13, 0, 1))))
    there = np.linalg.inv(foreign.to_xyz_d50(foreign.SRGB, foreign.D65)) @ foreign.to_xyz_d50(foreign.P3, foreign.D65)
    wanted = foreign.srgb_encode(foreign.srgb_decode(pixels) @ there.T)
    assert foreign.delta_e(read_photo(path), wanted).mean() < 0.4


@pytest.mark.parametrize("grey", [False, True])
def test_a_png_of_the_televisions_range_is_widened(tmp_path, grey):
    """Its code points say so: black is 16, white is 235; else it would come out pale."""
    pixels = foreign.patches()[..., 0] if grey else foreign.patches()
    path = saved(tmp_path / "a.png", np.round(16 + pixels * (219 / 255)).astype(np.uint8))
    foreign.png_chunks(path, (b"cICP", bytes((1, 13, 0, 0))))
    shown = read_photo(path).astype(int)
    assert np.abs(shown - (pixels[..., None] if grey else pixels)).max() <= 1
    foreign.png_chunks(path, (b"cICP", bytes((1, 13, 0, 1))), drop=(b"cICP",))
    assert read_photo(path).min() == 16


def test_an_avif_of_the_televisions_range_is_widened(tmp_path):
    pixels = foreign.patches()
    path = saved(tmp_path / "a.avif", pixels, quality=100, subsampling="4:4:4", range="limited")
    assert foreign.delta_e(read_photo(path), pixels).mean() < 0.8


def test_an_hdr_png_is_brought_to_sdr(tmp_path):
    grey = np.full((64, 64, 3), 148, np.uint8)  # PQ 0.58: the white of paper, 203 cd/m2
    path = saved(tmp_path / "pq.png", grey)
    foreign.png_chunks(path, (b"cICP", bytes((9, 16, 0, 1))))
    shown = read_photo(path)
    assert shown.std() == 0
    assert 165 <= shown[0, 0, 0] <= 195
    foreign.png_chunks(path, (b"cICP", bytes((12, 16, 0, 1))))
    assert rule_of(path) == "picture-hdr"


def test_cmyk_is_not_turned_inside_out(tmp_path):
    rgb = foreign.photograph()
    cmyk = Image.fromarray(rgb).convert("CMYK")
    for name in ("a.jpg", "a.tiff"):
        cmyk.save(tmp_path / name, **({"quality": 97} if name.endswith("jpg") else {}))
        assert np.abs(read_photo(tmp_path / name).astype(int) - rgb).mean() < 3, name


def test_cmyk_without_adobes_mark_is_read_as_it_is_stored(tmp_path):
    rgb = foreign.photograph()
    out = io.BytesIO()
    inverted = ImageChops.invert(Image.fromarray(rgb).convert("CMYK"))
    inverted.save(out, "JPEG", quality=97)
    content = out.getvalue()
    at = content.index(b"\xff\xee")
    length = int.from_bytes(content[at + 2 : at + 4], "big")
    (tmp_path / "a.jpg").write_bytes(content[:at] + content[at + 2 + length :])
    assert np.abs(read_photo(tmp_path / "a.jpg").astype(int) - rgb).mean() < 3


@pytest.mark.parametrize("suffix", ["png", "tiff"])
@pytest.mark.parametrize("channels", [1, 3])
def test_sixteen_bits_are_rounded_not_cut(tmp_path, suffix, channels):
    ramp = np.linspace(0, 65535, 256 * 64).round().astype(np.uint16).reshape(64, 256)
    pixels = ramp if channels == 1 else np.stack([ramp, ramp[::-1], ramp[:, ::-1]], axis=-1)
    path = tmp_path / f"a.{suffix}"
    foreign.write_deep(path, pixels)
    wanted = (pixels.astype(np.int64) * 255 + 32767) // 65535
    wanted = np.repeat(wanted[..., None], 3, axis=2) if channels == 1 else wanted
    assert np.array_equal(read_photo(path), wanted)


def test_what_is_transparent_lies_on_a_ground_that_shows_it(tmp_path):
    pixels = np.zeros((80, 80, 4), np.uint8)
    pixels[20:60, 20:60] = (200, 30, 30, 255)
    shown = read_photo(saved(tmp_path / "dark.png", pixels))
    assert shown[0, 0].tolist() == [255, 255, 255]
    assert shown[40, 40].tolist() == [200, 30, 30]
    pixels[20:60, 20:60] = (250, 250, 250, 255)
    shown = read_photo(saved(tmp_path / "white-logo.png", pixels))
    assert shown[0, 0].max() < 64
    assert shown[40, 40].tolist() == [250, 250, 250]
    half = np.full((80, 80, 4), (0, 0, 0, 128), np.uint8)
    assert read_photo(saved(tmp_path / "half.webp", half, lossless=True))[0, 0].tolist() == [127, 127, 127]


def test_palettes_with_and_without_a_hole(tmp_path):
    pixels = foreign.patches()
    palette = Image.fromarray(pixels).quantize(64)
    palette.save(tmp_path / "a.png")
    assert np.abs(read_photo(tmp_path / "a.png").astype(int) - pixels).max() <= 12
    palette.save(tmp_path / "hole.gif", transparency=int(np.asarray(palette)[0, 0]))
    assert read_photo(tmp_path / "hole.gif")[0, 0].tolist() == [255, 255, 255]


@pytest.mark.parametrize("suffix", ["gif", "webp", "png"])
def test_the_first_frame_of_what_moves(tmp_path, suffix):
    frames = [Image.new("RGB", (96, 96), colour) for colour in ("red", "lime", "blue")]
    path = tmp_path / f"a.{suffix}"
    frames[0].save(
        path, save_all=True, append_images=frames[1:], duration=100, **({"lossless": True} if suffix == "webp" else {})
    )
    assert read_photo(path)[50, 50].tolist() == [255, 0, 0]


def test_the_first_picture_of_a_jpeg_that_holds_several(tmp_path):
    first, second = Image.fromarray(foreign.photograph()), Image.new("RGB", (240, 160), "blue")
    first.save(tmp_path / "a.jpg", "MPO", save_all=True, append_images=[second], quality=95)
    assert np.abs(read_photo(tmp_path / "a.jpg").astype(int) - foreign.photograph()).mean() < 4


@pytest.mark.slow
@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("share", [0.15, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("end", [b"", b"\xff\xd9"])
def test_a_cut_jpeg_is_refused_even_with_an_end_mark(tmp_path, share, end, progressive):
    whole = foreign.jpeg(foreign.photograph(640, 480), progressive=progressive)
    path = tmp_path / "cut.jpg"
    path.write_bytes(whole[: int(len(whole) * share)] + end)
    assert rule_of(path) in ("picture-cut-short", "picture-broken")


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["png", "webp", "tiff", "gif", "avif"])
@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_cut_picture_of_any_kind_is_refused(tmp_path, suffix, share):
    noise = np.random.default_rng(1).integers(0, 255, (200, 300, 3), dtype=np.uint8)
    path = saved(tmp_path / f"a.{suffix}", noise)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    assert rule_of(path) in ("picture-cut-short", "picture-broken")


def test_stray_bytes_before_the_end_of_a_jpeg_are_harmless(tmp_path):
    path = tmp_path / "a.jpg"
    path.write_bytes(foreign.jpeg(foreign.photograph())[:-2] + b"\0" * 9 + b"\xff\xd9")
    assert read_photo(path).shape == (160, 240, 3)


def test_huge_claims_are_refused_at_once(tmp_path):
    path = saved(tmp_path / "a.png", foreign.photograph())
    content = bytearray(path.read_bytes())
    import zlib  # noqa: PLC0415

    content[16:24] = (60_000).to_bytes(4, "big") * 2
    content[29:33] = zlib.crc32(content[12:29]).to_bytes(4, "big")
    path.write_bytes(content)
    fault = refusal(path).faults[0]
    assert (fault.rule, fault.what) == ("picture-too-large", "图片 a.png 太大（60000×60000 像素）")


@pytest.mark.slow
def test_a_scan_of_a_hundred_megapixels_is_reduced(tmp_path):
    small = foreign.photograph(1200, 900)
    huge = Image.fromarray(small).resize((12_000, 9_000), Image.Resampling.NEAREST)
    huge.save(tmp_path / "a.jpg", quality=90)
    huge.save(tmp_path / "a.tiff", compression="tiff_lzw")
    for name in ("a.jpg", "a.tiff"):
        shown = read_photo(tmp_path / name)
        assert max(shown.shape) <= 6000
        again = np.asarray(Image.fromarray(shown).resize((1200, 900), Image.Resampling.BOX), int)
        assert np.abs(again - small).mean() < 3, name


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("empty.jpg", b"", "picture-empty"),
        ("words.jpg", b"these are words, not a picture" * 9, "picture-unknown"),
        ("film.png", b"\0\0\0\x18ftypmp42" + bytes(400), "picture-unknown"),
        ("head.png", b"\x89PNG\r\n\x1a\n" + bytes(100), "picture-broken"),
        ("head.gif", b"GIF89a" + bytes(20), "picture-broken"),
        ("head.heic", b"\0\0\0\x18ftypheic" + bytes(400), "picture-broken"),
        ("psd.jpg", b"8BPS\0\1" + bytes(400), "picture-unknown"),
    ],
)
def test_what_is_no_picture_is_refused(tmp_path, name, content, rule):
    (tmp_path / name).write_bytes(content)
    assert rule_of(tmp_path / name) == rule


def test_a_tiny_picture_is_refused(tmp_path):
    assert rule_of(saved(tmp_path / "a.png", foreign.photograph(400, 63))) == "picture-too-small"
    assert read_photo(saved(tmp_path / "b.png", foreign.photograph(400, 64))).shape == (64, 400, 3)


def test_a_picture_without_anything_to_see_is_refused(tmp_path):
    assert rule_of(saved(tmp_path / "a.png", np.zeros((90, 90, 4), np.uint8))) == "picture-transparent"


def test_a_raw_file_is_refused_not_shown_by_its_thumbnail(tmp_path):
    from PIL import TiffImagePlugin  # noqa: PLC0415

    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[50706] = b"\x01\x04\0\0"
    Image.fromarray(foreign.photograph()).save(tmp_path / "a.dng", "TIFF", tiffinfo=tags)
    assert rule_of(tmp_path / "a.dng") == "picture-raw"


SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 200 100">{}</svg>'
)


def test_a_drawing_is_rendered(tmp_path):
    (tmp_path / "logo.svg").write_text(SVG.format('<rect width="100" height="100" fill="#c00"/>'))
    shown = read_photo(tmp_path / "logo.svg")
    assert shown.shape == (1024, 2048, 3)
    assert shown[500, 500].tolist() == [204, 0, 0]
    assert shown[500, 1500].tolist() == [255, 255, 255]


@pytest.mark.parametrize(
    ("inner", "rule"),
    [
        ('<text x="9" y="50">博物馆</text>', "picture-svg-text"),
        ('<image href="/etc/passwd" width="9" height="9"/>', "picture-svg-outside"),
        ('<image xlink:href="http://127.0.0.1/a.png" width="9" height="9"/>', "picture-svg-outside"),
        ('<use href="other.svg#a"/>', "picture-svg-outside"),
        ('<image href="data:image/svg+xml;base64,AAAA" width="9" height="9"/>', "picture-svg-outside"),
        ("<rect", "picture-broken"),
    ],
)
def test_a_drawing_that_is_not_whole_in_itself_is_refused(tmp_path, inner, rule):
    (tmp_path / "logo.svg").write_text(SVG.format(inner))
    assert rule_of(tmp_path / "logo.svg") == rule


def test_an_entity_bomb_is_refused(tmp_path):
    bomb = '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(8)
    )
    (tmp_path / "logo.svg").write_text(bomb + "]>" + SVG.format("<desc>&i;</desc>"))
    assert rule_of(tmp_path / "logo.svg") == "picture-broken"


def test_the_same_picture_gives_the_same_bytes(tmp_path):
    store = Store(tmp_path / "home")
    path = saved(
        tmp_path / "a.jpg", foreign.photograph(), quality=90, icc_profile=foreign.icc(*RGB_SPACES["Adobe RGB"])
    )
    assert take_photo(path, store) == take_photo(path, store)


def test_a_sharp_picture_is_sharper_than_a_soft_one(tmp_path):
    store = Store(tmp_path / "home")
    noise = np.random.default_rng(0).integers(0, 255, (300, 400, 3), dtype=np.uint8)
    soft = np.asarray(Image.fromarray(noise).resize((40, 30)).resize((400, 300)))
    sharp, blurred = (take_photo(saved(tmp_path / f"{n}.png", p), store).source for n, p in (("a", noise), ("b", soft)))
    assert sharp.sharpness > 20 * blurred.sharpness


@pytest.mark.slow
def test_the_metadata_of_an_ai_picture_is_carried_through(tmp_path):
    from fanxing.media.aigc import xmp_packet  # noqa: PLC0415

    value = '{"Label":"1","ContentProducer":"x"}'
    store = Store(tmp_path / "home")
    for name in ("a.jpg", "a.png", "a.webp"):
        path = tmp_path / name
        if name == "a.png":
            from PIL import PngImagePlugin  # noqa: PLC0415

            info = PngImagePlugin.PngInfo()
            info.add_itxt("XML:com.adobe.xmp", xmp_packet(value).decode())
            saved(path, foreign.photograph(), pnginfo=info)
        else:
            saved(path, foreign.photograph(), xmp=xmp_packet(value))
        assert take_photo(path, store).inbound_aigc == value, name


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\xff\xd8\xff\xe0", "raster"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "raster"),
        (b"RIFF\0\0\0\0WAVEfmt ", None),
        (b"\0\0\0\x1cftypavif", "raster"),
        (b"\0\0\0\x1cftypmif1\0\0\0\0mif1avif", "raster"),
        (b"\0\0\0\x1cftypmif1\0\0\0\0mif1heic", "heif"),
        (b"\0\0\0\x1cftypisom\0\0\0\0isommp41", None),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<svg ", "svg"),
        (b"<html>", None),
        (b"", None),
    ],
)
def test_pictures_are_known_by_content(head, kind):
    assert picture_kind(head) == kind
