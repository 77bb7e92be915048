"""Subtitles burnt into a finished film: by ffmpeg's libass in the jail, with our own font, or not at all."""

import re
import tempfile
from pathlib import Path
from typing import Any

import ffmpeg
import pysubs2

from fanxing.media import jail
from fanxing.media.captions.ass import Face, ass_text, break_line, second_width, styles_for
from fanxing.media.captions.face import Cut, cut_font
from fanxing.media.captions.foreign import Caption, CaptionFile, as_subs
from fanxing.media.captions.rules import Wish
from fanxing.media.ffmpeg import compiled, foreign_input
from fanxing.media.probe import probe
from fanxing.media.tracks import FilmTrack
from fanxing.model.errors import AssetError, Fault, ToolError
from fanxing.model.geometry import Size
from fanxing.model.words import say

CRF = 18
"""Quality of the picture: what is encoded again should not be seen."""

_SECONDS_EACH = 30
"""Seconds of work for each second of film at most; 4K on two cores takes eight."""

_HLG = 18
"""ITU-T H.273's number of the HLG curve; the other HDR curve is PQ."""

_MEMORY = 3 << 30
_COPIED = frozenset({"aac", "mp3", "ac3", "eac3", "alac", "opus"})
"""Sound that an MP4 takes as it is."""

_FONT_TAG = re.compile(r"\\fn[^\\}]*")
_LOST = re.compile(
    r"Glyph 0x[0-9A-Fa-f]+ not found|failed to find any fallback|no usable font provider|Error opening font"
)


def burn(film: Path, captions: CaptionFile, out: Path, wish: Wish | None = None) -> None:
    """Write ``film`` with its captions in the picture to ``out`` (an MP4): whole, or not at all.

    The sound is copied where an MP4 takes it; metadata is kept, an AI label above all. An ASS file keeps its styles
    and places, but is set in our font.

    Args:
        film: Any film that a phone or an editor makes.
        captions: As read or mended.
        out: File to write; an older one is replaced.
        wish: Tells the languages apart; default: Chinese first.

    Raises:
        AssetError: The film cannot be decoded, or our font lacks a character of the captions.
        ToolError: ffmpeg is missing or failed, or a font was not found after all.
    """
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".burn-") as folder:
        room = Path(folder)
        source = film.resolve()
        info = probe(source, room)
        if info.film is None:
            raise AssetError(_pictureless(film.name))
        (room / "fonts").mkdir()
        cut = cut_font("".join(one.text for one in captions.captions), room / "fonts" / "captions.ttf")
        _need_all(captions, cut)
        script = _dressed(captions, upright(info.film), cut.face, wish or Wish())
        (room / "captions.ass").write_text(script, encoding="utf-8")
        heard = info.sound.index if info.sound else None
        argv = command(source, info.film, heard, copied=_is_copied(source, heard, room))
        limits = jail.Limits(seconds=120 + _SECONDS_EACH * info.duration, memory_bytes=_MEMORY)
        ended = jail.attempt(argv, limits=limits, writable=room, reads=[source])
        if ended.code or ended.late or not (room / "burnt.mp4").exists():
            raise AssetError(_failed(film.name, ended))
        if _LOST.search(ended.err):
            raise ToolError(_fontless(ended.err))
        (room / "burnt.mp4").replace(out)


def command(film: Path, picture: FilmTrack, sound: int | None, *, copied: bool) -> list[str]:
    """Write the command; it runs in a folder with ``captions.ass`` and ``fonts/``, and writes ``burnt.mp4``.

    Args:
        film: Absolute.
        picture: The picture's track; HDR is brought to BT.709 first, else white letters would blind.
        sound: Index of the sound's stream; None: there is none.
        copied: The sound is copied; else it becomes AAC.
    """
    source = foreign_input(film)
    seen, tags = source[str(picture.index)], {}
    if picture.colour.is_hdr:
        seen = _brought_to_bt709(seen, picture)
        tags = {"color_primaries": "bt709", "color_trc": "bt709", "colorspace": "bt709", "color_range": "tv"}
    streams = [seen.filter("ass", filename="captions.ass", fontsdir="fonts", shaping="complex")]
    heard: dict[str, object] = {}
    if sound is not None:
        streams.append(source[str(sound)])
        heard = {"acodec": "copy"} if copied else {"acodec": "aac", "audio_bitrate": "192k"}
    output = ffmpeg.output(
        *streams,
        "burnt.mp4",
        vcodec="libx264",
        preset="medium",
        crf=CRF,
        pix_fmt="yuv420p",
        map_metadata=0,
        movflags="+faststart+use_metadata_tags",
        **tags,
        **heard,
    )
    argv = compiled(output)
    argv[argv.index("-loglevel") + 1] = "repeat+warning"  # libass tells of lost characters in a warning
    return argv


def _brought_to_bt709(seen: Any, picture: FilmTrack) -> Any:  # noqa: ANN401 - ffmpeg-python ships no types
    """Tone-map PQ or HLG: white of 203 cd/m2 (ITU-R BT.2408) stays white, highlights are rolled off."""
    curve = "arib-std-b67" if picture.colour.transfer == _HLG else "smpte2084"
    coded = {"transferin": curve, "primariesin": "2020", "matrixin": "2020_ncl"}
    return (
        seen.filter("zscale", **coded, transfer="linear", npl=203)
        .filter("format", "gbrpf32le")
        .filter("zscale", primaries="709")
        .filter("tonemap", tonemap="mobius", param=0.6, desat=0, peak=1000 / 203)
        .filter("zscale", primaries="709", transfer="709", matrix="709", range="limited", dither="error_diffusion")
        .filter("format", "yuv420p")
    )


def upright(track: FilmTrack) -> Size:
    """Size of the film as it is seen: rotated, square pixels."""
    width, height = round(track.width * track.sar), track.height
    return Size(width=height, height=width) if track.swaps else Size(width=width, height=height)


def _is_copied(film: Path, sound: int | None, room: Path) -> bool:
    if sound is None:
        return False
    arguments = {"source": str(film), "index": sound}
    try:
        limits = jail.Limits(seconds=30, memory_bytes=1 << 30)
        codec = jail.call(
            "fanxing.media.captions._sound_kind:codec", arguments, limits=limits, writable=room, reads=[film]
        )
    except jail.ChildFailed:
        return False
    return codec in _COPIED


def _dressed(file: CaptionFile, canvas: Size, face: Face, wish: Wish) -> str:
    """The captions as an ASS script in our font."""
    if file.form == "ass":
        subs = as_subs(file, "ass")
        for style in subs.styles.values():
            style.fontname, style.bold = face.name, False
        for event in subs.events:
            event.text = _FONT_TAG.sub("", event.text)
        return str(subs.to_string("ass"))
    subs = pysubs2.SSAFile()
    styles_for(subs, canvas, face)
    for one in file.captions:
        text = _two_languages(one, wish, second_width(canvas))
        subs.append(
            pysubs2.SSAEvent(start=one.start_ms // 10 * 10, end=one.end_ms // 10 * 10, text=text, style="First")
        )
    return str(subs.to_string("ass"))


def _two_languages(one: Caption, wish: Wish, width: int) -> str:
    """The first language large, lines of another below it small."""
    lines = [line for line in one.text.split("\n") if line.strip()]
    first = wish.limits(lines[0]) if lines else wish.han
    large = [line for line in lines if wish.limits(line) is first]
    small = [half for line in lines if wish.limits(line) is not first for half in break_line(line, width)]
    text = ass_text("\n".join(large))
    return text + (r"\N{\rSecond}" + ass_text("\n".join(small)) if small else "")


def _need_all(file: CaptionFile, cut: Cut) -> None:
    if not cut.missing:
        return
    lost = "、".join(f"{mark}（U+{ord(mark):04X}）" for mark in cut.missing)
    raise AssetError(
        Fault(
            rule="subtitle-glyph",
            what=say("字库里没有这些字，烧进画面会成为方框：{lost}", lost=lost),
            where=file.name,
            mend=say("换一个通行的字形，或删去表情符号"),
        )
    )


def _pictureless(name: str) -> Fault:
    return Fault(rule="film-no-picture", what=say("里面没有画面"), where=name, mend=say("给一个视频文件"))


def _failed(name: str, ended: jail.Ended) -> Fault:
    words = ended.err.strip().splitlines()
    why = say("超过了时间") if ended.late else (words[-1] if words else str(ended.code))
    return Fault(
        rule="film-unusable",
        what=say("烧录字幕没有成功：{why}", why=why),
        where=name,
        mend=say("用播放器打开看看；能播放的话，另存为 MP4（H.264）再试"),
    )


def _fontless(words: str) -> Fault:
    line = next(line for line in words.splitlines() if _LOST.search(line))
    return Fault(
        rule="subtitle-font",
        what=say("字体没有生效：{why}", why=line.strip()),
        mend=say("运行 fanxing doctor 检查字体"),
    )
