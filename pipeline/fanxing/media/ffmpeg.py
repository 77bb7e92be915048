"""Commands for the bundled ffmpeg: pure builders, so that a test reads what would be run.

Text of a person never stands in a filter; paths are absolute and stand behind ``file:``; every input carries the
walls that ffmpeg itself offers (protocols, formats, decoders, size), beside those of the jail.
"""

import functools
import hashlib
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import ffmpeg
import imageio_ffmpeg

from fanxing.media.tracks import Clear, Colour, SoundTrack
from fanxing.model.errors import Fault, ToolError
from fanxing.model.geometry import Size
from fanxing.model.timing import FILM_RATE, SAMPLE_RATE, rate_text
from fanxing.model.words import say

FORMATS = (
    "mov,mp4,matroska,webm,avi,mpegts,mpeg,mpegvideo,m4v,h264,hevc,flv,asf,mxf,dv,ivf,ogg,wav,w64,aiff,caf,flac,mp3"
    ",aac,ac3,eac3,amr,amrnb,amrwb,au,wv,ape,tta,dsf"
)
"""Demuxers that may read foreign media; playlists (HLS, concat, DASH, SDP) are not among them."""
DECODERS = (
    "h264,hevc,libdav1d,av1,vp8,vp9,libvpx,libvpx-vp9,mpeg1video,mpeg2video,mpeg4,msmpeg4v2,msmpeg4,h263,flv,mjpeg"
    ",prores,dnxhd,cfhd,vc1,wmv1,wmv2,wmv3,theora,dvvideo,ffv1,huffyuv,utvideo,png,qtrle,rawvideo,vvc"
    ",aac,mp1float,mp2float,mp2,mp3float,mp3,ac3,eac3,dca,truehd,opus,libopus,vorbis,libvorbis,flac,alac,amrnb,amrwb"
    ",libopencore_amrnb,libopencore_amrwb,wmav1,wmav2,wmapro,wmalossless,speex,libspeex,ape,tta,wavpack,dsd_lsbf"
    ",dsd_msbf,dsd_lsbf_planar,dsd_msbf_planar,adpcm_ms,adpcm_ima_wav,adpcm_ima_qt,gsm,gsm_ms,pcm_alaw,pcm_mulaw"
    ",pcm_u8,pcm_s8,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,pcm_f32le,pcm_f32be,pcm_f64le"
    ",pcm_f64be,pcm_bluray,pcm_dvd,pcm_s16le_planar"
)
"""Decoders that may run on foreign media."""
MOST_PIXELS = 8192 * 4352
"""Pixels of a frame: 8K."""
NOTES = "notes.txt"
"""File in the room to which the filters write what they saw."""
CUBE = "hdr.cube"
"""File in the room with the table that brings HDR to SDR."""
PICTURE, SOUND = "clip.mp4", "sound.wav"
"""Files in the room that the commands write."""
CHANGED = "Reconfiguring filter graph"
"""What ``clip_command`` says where pictures change their size or turn while a film runs."""

_PATIENCE = 30.0
"""Seconds in which a program tells its version."""

# ffmpeg's own zero depends on the format and on the tracks in use: the container's clock does not.
_QUIET = ("-copyts", "-nostdin", "-hide_banner", "-nostats", "-loglevel", "repeat+error", "-y")
_WHOLE_CHROMA = "yuv444p|yuvj444p|yuv444p10le|yuv444p12le|yuv444p16le"
_MATRICES = {
    0: "gbr",
    1: "709",
    4: "fcc",
    5: "470bg",
    6: "170m",
    7: "smpte240m",
    8: "ycgco",
    9: "2020_ncl",
    10: "2020_cl",
    14: "ictcp",
}
MATRICES = frozenset(_MATRICES)
"""Matrices that are understood, by number."""
_PRIMARIES = {9: "2020", 11: "smpte431", 12: "smpte432"}
_HDR_CURVES = {16: "smpte2084", 18: "arib-std-b67"}
"""Names of zscale for the numbers of ITU-T H.273."""


@functools.cache
def executable() -> Path:
    """The ffmpeg that comes with imageio-ffmpeg (or that ``IMAGEIO_FFMPEG_EXE`` names).

    Raises:
        ToolError: There is none for this machine.
    """
    try:
        return Path(imageio_ffmpeg.get_ffmpeg_exe()).resolve(strict=True)
    except (RuntimeError, OSError) as error:
        raise _missing(error) from error


def build() -> str:
    """Which ffmpeg it is that runs: what shapes its bytes, for keys.

    Raises:
        ToolError: There is none, or it does not even tell its version.
    """
    program = executable()
    if program.is_relative_to(Path(imageio_ffmpeg.__file__).resolve().parent):
        return f"imageio-ffmpeg {imageio_ffmpeg.__version__}"  # the wheel's own: its version says all
    try:
        argv = [str(program), "-version"]
        told = subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE, check=True).stdout
    except (OSError, subprocess.SubprocessError) as error:
        raise _missing(error) from error
    first = told.decode("utf-8", "replace").partition("\n")[0]
    return f"{first} {hashlib.sha256(told).hexdigest()}"  # all of it: options of the build, versions of its libraries


def _missing(why: object) -> ToolError:
    mend = say("重新运行 make setup；或把 IMAGEIO_FFMPEG_EXE 指向本机的 ffmpeg")
    return ToolError(Fault(rule="ffmpeg-missing", what=say("本机没有可用的 ffmpeg：{why}", why=why), mend=mend))


def foreign_input(source: Path, **options: object) -> Any:  # noqa: ANN401 - ffmpeg-python ships no types
    """An input node for a stranger's file: the walls, and ``options`` of its own."""
    return ffmpeg.input(
        f"file:{source}",
        protocol_whitelist="file",
        format_whitelist=FORMATS,
        codec_whitelist=DECODERS,
        max_pixels=MOST_PIXELS,
        threads=2,
        export_side_data="enhancements",  # leaves LCEVC layers undecoded: CVE-2026-125262
        **options,
    )


def compiled(output: Any) -> list[str]:  # noqa: ANN401 - ffmpeg-python ships no types
    """The argv of an output node: quiet, without standard input."""
    return [str(executable()), *_QUIET, "-filter_threads", "2", *ffmpeg.get_args(output)]


@dataclass(frozen=True, slots=True)
class Piece:
    """Which piece of which film, and how it becomes a clip of ours."""

    source: Path
    """The foreign file, absolute."""
    track: int
    """Index of its stream."""
    origin: float
    """Second of the container's clock at which the clip's frame 0 stands."""
    seek: int
    """Whole seconds skipped before decoding begins."""
    first: int
    """First frame kept, on the film's own clock."""
    end: int | None
    """First frame not kept; None: to the end."""
    size: Size
    """Of the upright result, square pixels."""
    colour: Colour
    """How it is coded, every number known."""
    rgb: bool = False
    """Its pixels are RGB."""
    odd: bool = False
    """Its stored width or height is odd: chroma is brought to full size first."""
    ours: bool = False
    """Its pixels are as ours already: size, colour and depth stay untouched."""
    deep: bool = False
    """It has more than 8 bits a channel: they are dithered down."""
    interlaced: bool = False
    """Its frames are made of two fields."""
    clear: Clear = ""
    """Where it is transparent, the light of what is not."""
    decoder: str = ""
    """The decoder that it needs; empty: the usual one."""
    swift: bool = False
    """It has many more frames a second than ours."""
    counted: Fraction | None = None
    """Frames a second of pictures that have no times of their own."""


def clip_command(piece: Piece) -> list[str]:
    """Write the piece as ``clip.mp4``: upright, square pixels, 30/1, BT.709 limited, GOP of 15; and ``notes.txt``."""
    skipped = piece.seek * FILM_RATE
    more: dict[str, object] = {"ss": piece.seek} if piece.seek else {}
    if piece.decoder:
        more["vcodec"] = piece.decoder
    # What a container would have cut off its picture is not told to us: so its size is that of the codec.
    picture = foreign_input(piece.source, apply_cropping="codec", **more)[str(piece.track)]
    if piece.counted is not None:
        picture = picture.filter("setpts", f"N/({rate_text(piece.counted)})/TB")
    if piece.interlaced:
        picture = picture.filter("bwdif", mode="send_frame", deint="interlaced")
    picture = picture.filter("setpts", f"PTS-({piece.origin:.6f})/TB")
    if not piece.swift:
        picture = _converted(picture, piece)
    picture = picture.filter("fps", rate_text(FILM_RATE), start_time=piece.seek)
    keep: dict[str, object] = {"start_frame": int(piece.first - skipped)}
    if piece.end is not None:
        keep["end_frame"] = int(piece.end - skipped)
    picture = picture.filter("trim", **keep).filter("setpts", "PTS-STARTPTS")
    if piece.swift:
        picture = _converted(picture, piece)
    picture = _noted(picture.filter("setsar", 1))
    argv = compiled(
        picture.output(
            PICTURE,
            vcodec="libx264",
            preset="ultrafast",
            crf=14,
            g=15,
            bf=0,
            pix_fmt="yuv420p",
            threads=2,
            color_primaries="bt709",
            color_trc="bt709",
            colorspace="bt709",
            color_range="tv",
            map_metadata=-1,
            map_chapters=-1,
            fflags="+bitexact",
            video_track_timescale=int(FILM_RATE) * 1000,
        )
    )
    argv[argv.index("-loglevel") + 1] = "repeat+level+info"  # what changes on the way is told of in passing
    return argv


def notes_command(clip: Path) -> list[str]:
    """Write the notes of a clip of ours anew: the filters begin theirs again where pictures change on the way."""
    return compiled(_noted(foreign_input(clip)["v"]).output("-", format="null"))


def _noted(picture: Any) -> Any:  # noqa: ANN401 - ffmpeg-python ships no types
    """The picture as it is; the filters write what they see of black and stillness."""
    return (
        picture.filter("blackdetect", d=0.1)
        .filter("freezedetect", n="-60dB", d=0.5)
        .filter("metadata", mode="print", file=NOTES)
    )


def _converted(picture: Any, piece: Piece) -> Any:  # noqa: ANN401 - ffmpeg-python ships no types
    """The picture in our size and coding.

    Before its rate is made ours: else each frame that a gap repeats would be converted by itself, and all of a gap is
    held at once (twenty seconds of 1080p are 1.9 GB). A swift film has no such gaps, and frames that are left out.
    """
    if piece.rgb or piece.odd:
        picture = picture.filter("format", _whole(piece))
    for name, options in _to_ours(piece):
        picture = picture.filter(name, **options) if isinstance(options, dict) else picture.filter(name, options)
    return picture


def _whole(piece: Piece) -> str:
    """Formats without smaller chroma that hold all of a piece."""
    if piece.rgb:
        return "|".join(f"{'gbrap' if piece.clear else 'gbrp'}{depth}" for depth in ("", "10le", "12le", "16le"))
    return _WHOLE_CHROMA.replace("yuvj444p|", "").replace("yuv", "yuva") if piece.clear else _WHOLE_CHROMA


def _to_ours(piece: Piece) -> list[tuple[str, Mapping[str, object] | str]]:
    """Filters that bring a piece to its size and to BT.709 limited range of 8 bits.

    HDR goes through the table of ``media.hdr``; the rest keeps its curve, which displays treat alike, and its
    primaries unless they are wide.
    """
    if piece.ours:  # told in so many words, or ffmpeg takes what is not told for BT.601 and converts
        told = {"colorspace": "bt709", "color_primaries": "bt709", "color_trc": "bt709", "range": "tv"}
        return [("setparams", told), ("format", "yuv420p")]
    colour, size = piece.colour, piece.size
    coded: dict[str, object] = {
        "width": size.width,
        "height": size.height,
        "filter": "lanczos",
        "matrixin": _MATRICES[colour.matrix],
        "rangein": "full" if colour.full else "limited",
    }
    if colour.is_hdr:
        curve, primaries = _HDR_CURVES[colour.transfer], {1: "709", **_PRIMARIES}.get(colour.primaries, "2020")
        wide = {"transferin": curve, "transfer": curve, "primariesin": primaries, "primaries": "2020"}
        return [
            ("zscale", coded | wide | {"matrix": "gbr", "range": "full"}),
            ("format", "gbrp16le"),
            ("lut3d", {"file": CUBE, "interp": "tetrahedral"}),
            *_from_rgb("error_diffusion"),
        ]
    curves = {
        "transferin": "709",
        "transfer": "709",
        "primariesin": _PRIMARIES.get(colour.primaries, "709"),
        "primaries": "709",
    }
    dither = "error_diffusion" if piece.deep else "none"
    if piece.clear:
        depth = "16le" if piece.deep else ""
        around: list[tuple[str, Mapping[str, object] | str]] = (
            [("negate", {})] if piece.clear == "dark" else []
        )  # black around light; white around all else
        return [
            ("zscale", coded | curves | {"matrix": "gbr", "range": "full"}),
            ("format", f"gbrap{depth}"),
            *around,
            ("premultiply", {"inplace": 1}),
            *around,
            ("format", f"gbrp{depth}"),
            *_from_rgb(dither),
        ]
    return [
        ("zscale", coded | curves | {"matrix": "709", "range": "limited", "dither": dither}),
        ("format", "yuv420p"),
    ]


def _from_rgb(dither: str) -> list[tuple[str, Mapping[str, object] | str]]:
    """Filters from RGB that is ours but for its coding."""
    same = {"transferin": "709", "transfer": "709", "primariesin": "709", "primaries": "709"}
    coded = {"matrixin": "gbr", "rangein": "full", "matrix": "709", "range": "limited", "dither": dither}
    return [("zscale", same | coded), ("format", "yuv420p")]


def sound_command(source: Path, track: SoundTrack, *, origin: float, keep: tuple[int, int], seek: int = 0) -> list[str]:
    """Write a stretch of a track as ``sound.wav``: float32, 48 kHz; holes in its time become silence.

    Args:
        source: The foreign file, absolute.
        track: One channel stays one, more than two are mixed down to two.
        origin: Second of the container's clock at which sample 0 stands.
        keep: First sample kept, and first sample not kept.
        seek: Whole seconds skipped before decoding begins.
    """
    sound = foreign_input(source, **({"ss": seek} if seek else {}))[str(track.index)]
    skipped = seek * SAMPLE_RATE
    sound = (
        sound.filter("asetpts", f"PTS-({origin + seek:.6f})/TB")
        .filter("aresample", SAMPLE_RATE, resampler="soxr", **{"async": 1, "first_pts": 0})
        .filter("aformat", sample_fmts="flt", channel_layouts="mono" if track.channels == 1 else "stereo")
        .filter("atrim", start_sample=keep[0] - skipped, end_sample=keep[1] - skipped)
        .filter("asetpts", "N/SR/TB")
    )
    return compiled(sound.output(SOUND, acodec="pcm_f32le", map_metadata=-1, fflags="+bitexact"))
