"""The calibration film of a platform: a grid to look at on one's own phone, since no platform publishes pixels."""

import tempfile
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from fanxing.media.layer import Pixels
from fanxing.media.render.encode import encode_span
from fanxing.media.render.join import join
from fanxing.media.render.orders import Encoding
from fanxing.media.render.planes import Planes, from_rgb
from fanxing.media.sound.master import mastered
from fanxing.media.wav import Sound
from fanxing.model.geometry import SHAPES, Size
from fanxing.model.platform import PlatformProfile
from fanxing.model.timing import FILM_RATE, SAMPLE_RATE
from fanxing.model.words import say

SECONDS = 6
"""Long enough for a screenshot, longer than the shortest film that a platform takes."""
FINE, COARSE = 20, 100
"""Pixels between thin and between numbered lines."""

_GROUND, _THIN, _THICK, _TYPE = (38, 42, 48), (70, 78, 88), (150, 162, 176), (240, 244, 248)
_SAFE, _RAIL = (92, 190, 140), (220, 120, 90)
_ENCODING = Encoding(preset="veryfast", crf=18, max_kbps=8000, rate=FILM_RATE)
_SPAN_S = 2
"""Seconds of one span: a closed group of pictures."""


def write_grid(profile: PlatformProfile, film: Path) -> None:
    """Write the film: rulers from every edge, the safe area that we assume, what to do with it, a beep a second.

    Args:
        profile: Whose safe area is drawn.
        film: Where the MP4 is written; an older one is written over.
    """
    size = SHAPES[profile.shape]
    with tempfile.TemporaryDirectory(prefix="fanxing-") as name:
        room = Path(name)
        mastered(_beeps(), room / "sound.m4a")
        pictures = [from_rgb(_drawn(profile, size, second)) for second in range(SECONDS)]
        spans = []
        for first in range(0, SECONDS, _SPAN_S):
            spans.append(room / f"{first}.mp4")
            shown = pictures[first : first + _SPAN_S]
            encode_span(_held(shown), size, _ENCODING, len(shown) * round(FILM_RATE), spans[-1])
        draft = film.with_name(f".{film.name}.part")
        join(spans, room / "sound.m4a", draft, FILM_RATE, {"title": _title(profile)})
        draft.replace(film)


def _title(profile: PlatformProfile) -> str:
    return say("{platform}校准片", platform=profile.name)


def _held(pictures: list[Planes]) -> Iterator[Planes]:
    """Each picture for a second, with a mark that wanders over it: a film that stands still is taken for broken."""
    rate = round(FILM_RATE)
    for picture in pictures:
        height, width = picture.each[0].shape
        for number in range(rate):
            frame = Planes(Size(width=width, height=height))
            frame.copy(picture)
            left = round((width - 2 * COARSE) * number / rate) + COARSE // 2
            frame.each[0][height // 2 - 14 : height // 2 + 14, left : left + COARSE] = 220
            yield frame


def _beeps() -> Sound:
    """A tenth of a second of 1 kHz at the start of each second; stereo."""
    at = np.arange(SECONDS * SAMPLE_RATE)
    sounding = (at % SAMPLE_RATE) < SAMPLE_RATE // 10
    tone = np.sin(2 * np.pi * 1000 * at / SAMPLE_RATE) * sounding * 0.25
    return np.stack([tone, tone], axis=1).astype(np.float32)


def _drawn(profile: PlatformProfile, size: Size, second: int) -> Pixels:
    """One second's picture: RGB (H, W, 3)."""
    picture = Image.new("RGB", (size.width, size.height), _GROUND)
    draw = ImageDraw.Draw(picture)
    _lines(draw, size)
    _areas(draw, profile, size)
    _words(draw, profile, size, second)
    return np.asarray(picture, dtype=np.uint8)


def _lines(draw: ImageDraw.ImageDraw, size: Size) -> None:
    face = _face(22)
    for row in range(0, size.height, FINE):
        thick = row % COARSE == 0
        draw.line([(0, row), (size.width, row)], fill=_THICK if thick else _THIN, width=2 if thick else 1)
    for column in range(0, size.width, FINE):
        thick = column % COARSE == 0
        draw.line([(column, 0), (column, size.height)], fill=_THICK if thick else _THIN, width=2 if thick else 1)
    for row in range(0, size.height, COARSE):
        for column in (4, size.width // 2 + 4, size.width - 66):
            draw.text((column, row + 2), str(row), font=face, fill=_TYPE)
    for column in range(COARSE, size.width, COARSE):
        for row in (40, size.height // 2 + 40, size.height - 40):
            draw.text((column + 4, row), str(column), font=face, fill=_TYPE)


def _areas(draw: ImageDraw.ImageDraw, profile: PlatformProfile, size: Size) -> None:
    room = profile.safe.inside(size)
    draw.rectangle([room.x, room.y, room.right - 1, room.bottom - 1], outline=_SAFE, width=6)
    if profile.rail is not None:
        rail = profile.rail
        draw.rectangle([rail.x, rail.top, size.width - 1, rail.bottom - 1], outline=_RAIL, width=6)


def _words(draw: ImageDraw.ImageDraw, profile: PlatformProfile, size: Size, second: int) -> None:
    lines = [
        (_title(profile), 64),
        (say("{width}×{height}　绿框：我们以为的安全区　橙框：按钮", width=size.width, height=size.height), 30),
        (say("1. 发布为“仅自己可见”，用手机打开，等界面全部出现"), 30),
        (say("2. 截屏，读出四边没被遮住的第一个数"), 30),
        (say("3. 和 fanxing platform show {id} 的数字比一比", id=profile.id), 30),
        (say("第 {second} 秒", second=second), 44),
    ]
    room = profile.safe.inside(size)
    top = room.y + room.height // 3
    for text, height in lines:
        face = _face(height)
        width = round(face.getlength(text))
        left = room.x + max(0, (room.width - width) // 2)
        draw.rectangle([left - 14, top - 6, left + width + 14, top + round(height * 1.35)], fill=_GROUND)
        draw.text((left, top), text, font=face, fill=_TYPE)
        top += round(height * 1.9)


def _face(height: int) -> ImageFont.FreeTypeFont:
    """The look's plain face; Pillow is enough for a ruler that no viewer of a museum ever sees."""
    with as_file(files("pylopdf_fonts_zh_cn") / "NotoSansSC-Regular.otf") as file:
        return ImageFont.truetype(str(file), height)
