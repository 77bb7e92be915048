"""Makes media as strangers hand them over: odd colours, odd turns, cut, huge; and the numbers they should give."""

import io
import struct
import zlib
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
from PIL import Image

ADOBE = ((0.64, 0.33), (0.21, 0.71), (0.15, 0.06))
P3 = ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060))
PROPHOTO = ((0.734699, 0.265301), (0.159597, 0.840403), (0.036598, 0.000105))
SRGB = ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06))
D65, D50 = (0.3127, 0.3290), (0.3457, 0.3585)
BRADFORD = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])


def xyz(x: float, y: float) -> np.ndarray:
    """Chromaticity to XYZ of Y = 1."""
    return np.array([x / y, 1.0, (1 - x - y) / y])


def to_xyz_d50(primaries: tuple, white: tuple[float, float]) -> np.ndarray:
    """Linear RGB to XYZ under D50, by Bradford; textbook."""
    columns = np.stack([xyz(*one) for one in primaries], axis=1)
    matrix = columns * np.linalg.solve(columns, xyz(*white))
    gain = (BRADFORD @ xyz(*D50)) / (BRADFORD @ xyz(*white))
    return np.linalg.inv(BRADFORD) @ np.diag(gain) @ BRADFORD @ matrix


def srgb_encode(linear: np.ndarray) -> np.ndarray:
    """Linear light to sRGB values 0..255, floats."""
    v = np.clip(linear, 0, 1)
    return 255 * np.where(v <= 0.0031308, 12.92 * v, 1.055 * v ** (1 / 2.4) - 0.055)


def srgb_decode(values: np.ndarray) -> np.ndarray:
    """Turn sRGB values 0..255 into linear light."""
    v = np.asarray(values, np.float64) / 255
    return np.where(v <= 0.04045, v / 12.92, ((v + 0.055) / 1.055) ** 2.4)


def expected(pixels: np.ndarray, primaries: tuple, white: tuple[float, float], gamma: float) -> np.ndarray:
    """What pixels of another RGB space are in sRGB, 0..255, floats; out of gamut is clipped."""
    linear = (pixels.astype(np.float64) / 255) ** gamma
    there = np.linalg.inv(to_xyz_d50(SRGB, D65)) @ to_xyz_d50(primaries, white)
    return srgb_encode(linear @ there.T)


def delta_e(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """CIEDE2000 of two sRGB pictures, 0..255. Source: Sharma, Wu, Dalal 2005."""
    (l1, a1, b1), (l2, a2, b2) = (np.moveaxis(lab(p), -1, 0) for p in (one, other))
    mean_c = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    g = 0.5 * (1 - np.sqrt(mean_c**7 / (mean_c**7 + 25**7)))
    a1, a2 = (1 + g) * a1, (1 + g) * a2
    c1, c2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = (np.degrees(np.arctan2(b, a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    dh = (h2 - h1 + 180) % 360 - 180
    dh = np.where(c1 * c2 == 0, 0, dh)
    big_h = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(dh / 2))
    mean_l, mean_c = (l1 + l2) / 2, (c1 + c2) / 2
    mean_h = np.where(c1 * c2 == 0, h1 + h2, h1 + dh / 2) % 360
    t = (
        1
        - 0.17 * np.cos(np.radians(mean_h - 30))
        + 0.24 * np.cos(np.radians(2 * mean_h))
        + 0.32 * np.cos(np.radians(3 * mean_h + 6))
        - 0.20 * np.cos(np.radians(4 * mean_h - 63))
    )
    s_l = 1 + 0.015 * (mean_l - 50) ** 2 / np.sqrt(20 + (mean_l - 50) ** 2)
    s_c, s_h = 1 + 0.045 * mean_c, 1 + 0.015 * mean_c * t
    turn = (
        -2 * np.sqrt(mean_c**7 / (mean_c**7 + 25**7)) * np.sin(np.radians(60 * np.exp(-(((mean_h - 275) / 25) ** 2))))
    )
    dl, dc, dh = (l2 - l1) / s_l, (c2 - c1) / s_c, big_h / s_h
    return np.sqrt(np.maximum(dl**2 + dc**2 + dh**2 + turn * dc * dh, 0))


def lab(pixels: np.ndarray) -> np.ndarray:
    """CIE L*a*b* under D50 of an sRGB picture, 0..255."""
    linear = srgb_decode(pixels) @ to_xyz_d50(SRGB, D65).T / xyz(*D50)
    f = np.where(linear > (6 / 29) ** 3, np.cbrt(linear), linear / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.stack([116 * f[..., 1] - 16, 500 * (f[..., 0] - f[..., 1]), 200 * (f[..., 1] - f[..., 2])], axis=-1)


def icc(primaries: tuple | None, white: tuple[float, float], gamma: float) -> bytes:
    """An ICC profile (v2) of a matrix and a gamma, or of grey where there are no primaries. Source: ICC.1:2001-04."""
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256))
    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", 5) + b"test\0" + bytes(78),
        b"cprt": b"text\0\0\0\0none\0",
        b"wtpt": _xyz_tag(xyz(*D50)),
    }
    if primaries is None:
        tags[b"kTRC"] = curve
    else:
        matrix = to_xyz_d50(primaries, white)
        for at, letter in enumerate("rgb"):
            tags[f"{letter}XYZ".encode()] = _xyz_tag(matrix[:, at])
            tags[f"{letter}TRC".encode()] = curve
    table, body = b"", b""
    start = 128 + 4 + 12 * len(tags)
    for name, content in tags.items():
        table += struct.pack(">4sII", name, start + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    space = b"GRAY" if primaries is None else b"RGB "
    head = struct.pack(
        ">I4xI4s4s4s12x4s24xI12s48x",
        start + len(body),
        0x02400000,
        b"mntr",
        space,
        b"XYZ ",
        b"acsp",
        1,
        _xyz_tag(xyz(*D50))[8:],
    )
    return head + struct.pack(">I", len(tags)) + table + body


def _xyz_tag(values: np.ndarray) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(v * 65536) for v in values))


INK_CURVE = 0.6
"""Ink covers more than is printed: a curve far from what would be assumed without a profile."""


def inks(cmyk: np.ndarray) -> np.ndarray:
    """What a press of ours prints: RGB of sRGB, 0..1, of CMYK 0..1."""
    ink = cmyk**INK_CURVE
    return (1 - ink[..., :3]) * (1 - ink[..., 3:])


def press() -> bytes:
    """An ICC profile of that press: CMYK to Lab by a table. Source: ICC.1:2001-04, 6.5.7 (lut16Type)."""
    steps = 13
    axis = np.linspace(0, 1, steps)
    grid = np.stack(np.meshgrid(axis, axis, axis, axis, indexing="ij"), axis=-1).reshape(-1, 4)
    seen = lab(inks(grid) * 255)
    stored = np.stack([seen[:, 0] * 652.8, (seen[:, 1] + 128) * 256, (seen[:, 2] + 128) * 256], axis=-1)
    table = stored.round().clip(0, 65_535).astype(">u2").tobytes()
    straight = struct.pack(">2H", 0, 65_535)
    lut = b"mft2\0\0\0\0" + struct.pack(">4B9i2H", 4, 3, steps, 0, 65_536, 0, 0, 0, 65_536, 0, 0, 0, 65_536, 2, 2)
    lut += straight * 4 + table + straight * 3
    white = b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(v * 65_536) for v in xyz(*D50)))
    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", 6) + b"press\0" + bytes(78),
        b"cprt": b"text\0\0\0\0none\0",
        b"wtpt": white,
        b"A2B0": lut,
        b"A2B1": lut,
    }
    directory, body, start = b"", b"", 128 + 4 + 12 * len(tags)
    for name, content in tags.items():
        directory += struct.pack(">4sII", name, start + len(body), len(content))
        body += content + bytes(-len(content) % 4)
    head = struct.pack(
        ">I4xI4s4s4s12x4s24xI12s48x", start + len(body), 0x02400000, b"prtr", b"CMYK", b"Lab ", b"acsp", 1, white[8:]
    )
    return head + struct.pack(">I", len(tags)) + directory + body


def patches(width: int = 192, height: int = 128) -> np.ndarray:
    """Flat patches of 24 colours, moderately saturated, greys among them; RGB uint8."""
    rng = np.random.default_rng(3)
    colours = rng.integers(40, 216, (24, 3))
    colours[18:] = np.linspace(0, 255, 6)[:, None]
    grid = colours.reshape(4, 6, 3).astype(np.uint8)
    return np.repeat(np.repeat(grid, height // 4, axis=0), width // 6, axis=1)


def photograph(width: int = 240, height: int = 160) -> np.ndarray:
    """A picture without symmetry: every corner another colour, some texture; RGB uint8."""
    y, x = np.mgrid[0 : 1 : complex(height), 0 : 1 : complex(width)]
    picture = np.stack([255 * x, 255 * y, 128 + 90 * np.sin(9 * x + 4 * y)], axis=-1)
    picture[: height // 4, : width // 5] = (250, 40, 30)
    return picture.round().astype(np.uint8)


def png_chunks(path: Path, *extra: tuple[bytes, bytes], drop: tuple[bytes, ...] = ()) -> None:
    """Put chunks right after the header of a PNG, and take others out."""
    content = path.read_bytes()
    out, at = content[:8], 8
    while at < len(content):
        size = struct.unpack_from(">I", content, at)[0]
        name = content[at + 4 : at + 8]
        if name not in drop:
            out += content[at : at + 12 + size]
        if name == b"IHDR":
            for key, body in extra:
                out += struct.pack(">I", len(body)) + key + body + struct.pack(">I", zlib.crc32(key + body))
        at += 12 + size
    path.write_bytes(out)


def write_deep(path: Path, pixels: np.ndarray) -> None:
    """Write 16 bits a channel: PNG or TIFF, grey, RGB or RGBA."""
    order = pixels if pixels.ndim == 2 else pixels[..., [2, 1, 0, 3][: pixels.shape[2]]]
    assert cv2.imwrite(str(path), np.ascontiguousarray(order))


def write_tiff(path: Path, pixels: np.ndarray, *, orientation: int = 1, photometric: int | None = None) -> None:
    """Write 16 bits a channel as an uncompressed little-endian TIFF 6.0, with any orientation and photometric."""
    height, width = pixels.shape[:2]
    channels = 1 if pixels.ndim == 2 else pixels.shape[2]
    photometric = (1 if channels == 1 else 2) if photometric is None else photometric
    strip = pixels.astype("<u2").tobytes()
    bits = struct.pack(f"<{channels}H", *[16] * channels)
    tags = [
        (256, 4, 1, width),
        (257, 4, 1, height),
        (258, 3, channels, 16 if channels == 1 else 8),
        (259, 3, 1, 1),
        (262, 3, 1, photometric),
        (273, 4, 1, 16),
        (274, 3, 1, orientation),
        (277, 3, 1, channels),
        (278, 4, 1, height),
        (279, 4, 1, len(strip)),
    ]
    directory = struct.pack("<H", len(tags)) + b"".join(struct.pack("<HHII", *one) for one in tags) + bytes(4)
    head = b"II*\0" + struct.pack("<I", 16 + len(strip))
    path.write_bytes(head + bits.ljust(8, b"\0") + strip + directory)


def jpeg(pixels: np.ndarray, **options: object) -> bytes:
    """JPEG of best quality, whole chroma."""
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "JPEG", **({"quality": 97, "subsampling": 0} | options))
    return out.getvalue()


BITS = 10
"""Bars of a numbered film: the frame's number in binary, the lowest bit left."""


def numbered(number: int, width: int = 320, height: int = 180) -> np.ndarray:
    """A frame that shows its own number as bars; the upper left corner is red, so that a turn is seen."""
    frame = np.zeros((height, width, 3), np.uint8)
    step = width // BITS
    for bit in range(BITS):
        frame[:, bit * step : (bit + 1) * step] = 235 if number >> bit & 1 else 20
    frame[: height // 4, : width // 4] = (220, 30, 30)
    return frame


def number_of(frame: np.ndarray) -> int:
    """Read the number back from a decoded frame, of any size."""
    height, width = frame.shape[:2]
    step = width / BITS
    row = frame[int(height * 0.6) : int(height * 0.9)].mean(axis=(0, 2))
    return sum(1 << bit for bit in range(BITS) if row[int((bit + 0.5) * step)] > 128)


def film(
    path: Path,
    times: list[Fraction],
    *,
    size: tuple[int, int] = (320, 180),
    codec: str = "libx264",
    pixels: str = "yuv420p",
    options: dict[str, str] | None = None,
    tone: float | None = None,
) -> Path:
    """Write a numbered film whose frames stand at ``times`` (seconds; the last lasts as long as the one before)."""
    with av.open(str(path), "w") as out:
        stream = out.add_stream(codec, rate=30, options={"crf": "12", "g": "30"} | (options or {}))
        stream.width, stream.height, stream.pix_fmt = *size, pixels
        stream.codec_context.time_base = Fraction(1, 90_000)
        stream.time_base = Fraction(1, 90_000)
        voice = out.add_stream("aac", rate=48_000, layout="mono") if tone is not None else None
        for number, time in enumerate(times):
            frame = av.VideoFrame.from_ndarray(numbered(number, *size), format="rgb24")
            frame.pts, frame.time_base = round(time * 90_000), Fraction(1, 90_000)
            out.mux(stream.encode(frame))
        out.mux(stream.encode())
        if voice is not None:
            wave = 0.3 * np.sin(2 * np.pi * 440 * np.arange(round(float(tone or 0) * 48_000)) / 48_000)
            sound = av.AudioFrame.from_ndarray(wave.astype(np.float32)[None], format="fltp", layout="mono")
            sound.sample_rate, sound.pts = 48_000, 0
            out.mux(voice.encode(sound))
            out.mux(voice.encode())
    return path


def steady(count: int, rate: Fraction | int = 30) -> list[Fraction]:
    """Times of a film of constant rate."""
    return [Fraction(number) / rate for number in range(count)]


_LUMA = {1: (0.2126, 0.0722), 5: (0.299, 0.114), 6: (0.299, 0.114), 9: (0.2627, 0.0593)}
"""Weights of red and blue for the matrices of ITU-T H.273."""


def rgb_of(frame: av.VideoFrame, matrix: int, *, full: bool) -> np.ndarray:
    """A decoded frame as R'G'B' 0..255, floats, by the textbook's formula for its matrix and range."""
    deep = frame.format.components[0].bits > 8
    same = {
        f"{side}_{name}": int(getattr(frame, name)) for side in ("src", "dst") for name in ("colorspace", "color_range")
    }
    whole = frame.reformat(format="yuv444p16le" if deep else "yuv444p", **same)
    kind = np.uint16 if deep else np.uint8
    planes = [np.frombuffer(p, kind).reshape(p.height, -1)[:, : p.width].astype(np.float64) for p in whole.planes]
    y, u, v = (plane / 257 if deep and full else plane / 256 if deep else plane for plane in planes)
    if full:
        y, u, v = y / 255, (u - 128) / 255, (v - 128) / 255
    else:
        y, u, v = (y - 16) / 219, (u - 128) / 224, (v - 128) / 224
    red, blue = _LUMA[matrix]
    r, b = y + 2 * (1 - red) * v, y + 2 * (1 - blue) * u
    g = (y - red * r - blue * b) / (1 - red - blue)
    return np.clip(np.stack([r, g, b], axis=-1), 0, 1) * 255
