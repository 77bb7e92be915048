"""A master that is too heavy for one platform, encoded anew within its limit; nothing else of it changes."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from fanxing.media.aigc import KEY, MP4_OPTIONS, read_aigc
from fanxing.media.render.steady import ALLOCATING, assembler, zeroed_memory
from fanxing.media.store import Store
from fanxing.media.tools import tool_version
from fanxing.model.document import Blob, Document
from fanxing.model.errors import Fault, Refused
from fanxing.model.words import say

_SHARE = 0.88
"""Of the limit that picture and sound together are aimed at: x264's mean strays by a tenth on short films."""
_KEYS = 60
"""Frames between key frames: 2 s."""


class Refitted(Document):
    """A film encoded anew for one platform."""

    film: Blob
    """MP4."""


def refitted(film: Blob, most_kbps: int, store: Store) -> Blob:
    """Give the film within a bit rate, made once and kept."""

    def make() -> Refitted:
        with store.scratch() as room:
            refit(store.path(film), most_kbps, room / "film.mp4")
            return Refitted(film=store.keep(room / "film.mp4"))

    inputs = {"film": film, "kbps": most_kbps, "tools": [tool_version(tool) for tool in ("refit", "libav")]}
    return store.once(Refitted, "refit", inputs, make).film


def refit(film: Path, most_kbps: int, place: Path) -> None:
    """Encode the picture within a bit rate; the sound and all metadata are copied.

    Args:
        film: A finished film of ours.
        most_kbps: Kilobits a second of the whole file.
        place: The new file.

    Raises:
        Refused: The AI metadata did not survive.
    """
    with (
        zeroed_memory() as settle,
        av.open(str(film)) as old,
        av.open(str(place), "w", format="mp4", options=MP4_OPTIONS) as new,
    ):
        new.metadata.update(old.metadata)
        picture, sound = old.streams.video[0], old.streams.audio[0]
        heard = new.add_stream_from_template(sound)
        sound_kbps = (sound.bit_rate or 192_000) / 1000
        seen = _encoder(new, picture, max(100, round(most_kbps * _SHARE - sound_kbps)))
        shown = 0
        for packet in old.demux(picture, sound):
            if packet.stream is sound:
                if packet.dts is not None:
                    packet.stream = heard
                    new.mux(packet)
                continue
            frames: list[object] = list(packet.decode())
            for frame in frames:
                if isinstance(frame, VideoFrame):
                    frame.pict_type = 0  # the encoder chooses
                    new.mux(seen.encode(frame))
                    shown += 1
                    if shown == ALLOCATING:
                        settle()
        new.mux(seen.encode(None))
    if read_aigc(place) != read_aigc(film):
        raise Refused(
            Fault(
                rule="ai-metadata-missing",
                what=say("重新编码后 {key} 元数据读不回来", key=KEY),
                mend=say("重新运行；再次出现时请报告这个缺陷"),
            )
        )


def _encoder(new: Any, picture: VideoStream, kbps: int) -> VideoStream:  # noqa: ANN401 - PyAV's container
    old = picture.codec_context
    stream: VideoStream = new.add_stream("libx264", rate=picture.average_rate)
    context = stream.codec_context
    context.width, context.height, context.pix_fmt = old.width, old.height, "yuv420p"
    context.time_base = picture.time_base or 1 / Fraction(picture.average_rate or 30)
    context.bit_rate = kbps * 1000
    context.color_primaries, context.color_trc = old.color_primaries, old.color_trc
    context.colorspace, context.color_range = old.colorspace, old.color_range
    context.thread_count = 1  # else as many as there are processors, and other bytes with each number
    context.options = {
        "preset": "veryfast",
        "profile": "high",
        "x264-params": f"keyint={_KEYS}:open-gop=0:vbv-maxrate={kbps}:vbv-bufsize={kbps}{assembler()}",
    }
    return stream
