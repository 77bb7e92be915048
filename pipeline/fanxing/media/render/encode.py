"""Encodes a span in this process: x264 with one thread, so that the same frames always give the same bytes."""

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import av
from av.video.codeccontext import VideoCodecContext

from fanxing.media.render.orders import Encoding
from fanxing.media.render.planes import Planes
from fanxing.media.render.spans import LONGEST
from fanxing.media.render.steady import ALLOCATING, assembler, zeroed_memory
from fanxing.model.geometry import Size

if TYPE_CHECKING:  # workers need nothing of recipes, whose models take a fifth of a second to read
    from fanxing.model.story import Delivery

REORDER = 2
"""Frames by which decoding runs ahead of showing: with B-frames as references x264 needs two, always."""
TICKS = 512
"""Units of a track's clock a frame."""
_LEVEL = "4.0"
"""1080×1920 at 30 frames a second; Source: ITU-T H.264, table A-1."""
_BUFFER_S = 0.6
"""Length of the decoder's buffer that x264 plans for, in seconds at the ceiling."""
_FILLED = 0.5
"""How full it is when a span starts."""
_QUICKEST = "ultrafast"
"""Preset of drafts: looks for nothing already."""
_SEARCH = {"me": "dia", "partitions": "i8x8,i4x4"}
"""Motion is looked for in fewer places, and for whole blocks: a sixth of the encoder's work for nothing that could be
measured (decision 0012)."""
_BT709 = 1
"""Code of BT.709 in the video usability information; Source: ITU-T H.264, tables E-3 to E-5."""
_LIMITED = 1
"""AVCOL_RANGE_MPEG."""


def encoding_for(delivery: "Delivery") -> Encoding:
    """How a delivery is encoded: by the table in decision 0012; a draft as fast as can be.

    At 26 a draft's key frames are seen: each paints finely grained pictures anew by 1.4 of 255, at 24 by 1.2.
    """
    if delivery.draft:
        return Encoding(preset=_QUICKEST, crf=24, max_kbps=delivery.max_kbps, rate=delivery.rate)
    return Encoding(preset="veryfast", crf=20, max_kbps=delivery.max_kbps, rate=delivery.rate)


def x264_parameters(encoding: Encoding, frames: int) -> str:
    """What x264 is told beyond preset and rate factor.

    ``stitchable`` keeps its headers from following the content, so that all spans share theirs. The ceiling leaves
    room for what the buffer holds when a span starts: so no span's own mean is above it, nor that of any film.
    """
    room = _BUFFER_S * _FILLED * encoding.max_kbps * float(encoding.rate) / frames
    ceiling = max(encoding.max_kbps // 4, round(encoding.max_kbps - room))
    told = {
        "stitchable": 1,
        "keyint": LONGEST,
        "open-gop": 0,
        "bframes": 3,
        "b-pyramid": "normal",
        "level": _LEVEL,
        "vbv-maxrate": ceiling,
        "vbv-bufsize": round(_BUFFER_S * encoding.max_kbps),
        "vbv-init": _FILLED,
        "8x8dct": 1,
        **(_SEARCH if encoding.preset != _QUICKEST else {}),
    }
    return ":".join(f"{key}={value}" for key, value in told.items()) + assembler()


def encode_span(frames: Iterable[Planes], size: Size, encoding: Encoding, count: int, file: Path) -> None:
    """Write ``count`` frames as an MP4 that holds H.264 High alone, from 0.

    Args:
        frames: Each is read before the next is asked for, so one may be drawn over and over.
        size: Of the frames.
        encoding: Preset, rate factor, ceiling.
        count: How many frames there are.
        file: Where it is written.
    """
    step = 1 / Fraction(encoding.rate)
    options = {"fflags": "+bitexact", "video_track_timescale": str(round(TICKS * encoding.rate))}
    with zeroed_memory() as settle, av.open(str(file), "w", format="mp4", options=options) as out:
        stream = out.add_stream("libx264", rate=encoding.rate)
        context = stream.codec_context
        context.width, context.height, context.pix_fmt, context.time_base = size.width, size.height, "yuv420p", step
        context.thread_count = 1
        context.options = {
            "preset": encoding.preset,
            "crf": str(encoding.crf),
            "profile": "high",
            "x264-params": x264_parameters(encoding, count),
        }
        _tag(context)
        for number, planes in enumerate(frames):
            frame = av.VideoFrame.from_numpy_buffer(planes.buffer, format="yuv420p")
            frame.pts, frame.time_base = number, step
            out.mux(stream.encode(frame))
            if number == ALLOCATING:
                settle()
        out.mux(stream.encode(None))


def _tag(context: VideoCodecContext) -> None:
    context.color_primaries = _BT709
    context.color_trc = _BT709
    context.colorspace = _BT709
    context.color_range = _LIMITED
