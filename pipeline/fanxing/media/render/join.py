"""Joins spans by stream copy, lays the sound beside them, and writes the film.

Only packets are moved: what was encoded is what is shown. Times are counted anew in whole frames, so that the film
starts at 0 and has one constant rate, whatever a span's own container says. Two edit lists are left in the file, as
in every MP4 with B-frames and AAC: one takes off the two frames of decoding ahead, one the encoder's priming.
"""

import heapq
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeAlias

import av
from av import Packet
from av.container import InputContainer

from fanxing.media.render.encode import REORDER, TICKS
from fanxing.model.errors import Fault, ToolError
from fanxing.model.timing import SAMPLE_RATE
from fanxing.model.words import say

AnyPacket: TypeAlias = "Packet[Any]"
"""Picture or sound."""
_UNSEEN = [{"skip_frame": "all"}]
"""Keeps libavformat from decoding the first frame of each span to look at it: 12 ms each, and we know what it is."""


def join(spans: Sequence[Path], sound: Path, film: Path, rate: Fraction, notes: Mapping[str, str]) -> None:
    """Write a film.

    Args:
        spans: Spans in order, each a closed group of pictures with the same parameter sets.
        sound: AAC in an .m4a; copied.
        film: Where the MP4 is written.
        rate: Frames a second.
        notes: Metadata: title, AIGC.

    Raises:
        ToolError: The spans do not fit together.
    """
    options = {
        "movflags": "+faststart+use_metadata_tags",
        "fflags": "+bitexact",
        "video_track_timescale": str(round(TICKS * rate)),
        "movie_timescale": str(SAMPLE_RATE),  # so that edit lists are exact to the sample
    }
    with av.open(str(sound)) as heard, av.open(str(film), "w", format="mp4", options=options) as out:
        with av.open(str(spans[0])) as first:
            parameters = bytes(first.streams.video[0].codec_context.extradata or b"")
            picture = out.add_stream_from_template(first.streams.video[0])
        picture.time_base = Fraction(1, round(TICKS * rate))
        voice = out.add_stream_from_template(heard.streams.audio[0])
        voice.metadata["language"] = "zho"
        out.metadata.update(notes)
        pictures = _pictures(spans, parameters, picture.time_base)
        for packet in heapq.merge(pictures, _sounds(heard), key=_when):
            packet.stream = picture if packet.stream.type == "video" else voice
            out.mux(packet)


def _when(packet: AnyPacket) -> float:
    return (packet.dts or 0) * float(packet.time_base or 1)


def _pictures(spans: Sequence[Path], parameters: bytes, clock: Fraction) -> Iterator[AnyPacket]:
    """All packets of all spans, with times counted through."""
    before = 0
    for span in spans:
        with av.open(str(span), stream_options=_UNSEEN) as container:  # type: ignore[arg-type]  # av's stub errs
            stream = container.streams.video[0]
            if bytes(stream.codec_context.extradata or b"") != parameters:
                raise ToolError(
                    Fault(
                        rule="span-join",
                        what=say("保存的各段画面对不上，接不起来"),
                        mend=say("删除 .fanxing 文件夹（或 --home 指的文件夹），再运行一次"),
                    )
                )
            frame = (stream.time_base or clock) / clock / TICKS
            count = 0
            for packet in container.demux(stream):
                if packet.pts is None:
                    continue
                shown = round(packet.pts * frame)
                packet.time_base = clock
                packet.pts = (before + shown) * TICKS
                packet.dts = (before + count - REORDER) * TICKS
                packet.duration = TICKS
                count += 1
                yield packet
            before += count


def _sounds(heard: InputContainer) -> Iterator[AnyPacket]:
    for packet in heard.demux(heard.streams.audio[0]):
        if packet.dts is not None:
            yield packet
