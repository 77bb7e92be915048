"""The encoder alone: finished frames from memory, with the settings of the engine."""

import argparse
import itertools
import json
import time
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.container import OutputContainer
from av.video.stream import VideoStream

from fanxing.media.render.encode import encoding_for, x264_parameters
from fanxing.media.render.orders import Encoding
from fanxing.media.render.spans import LONGEST
from fanxing.model.story import Delivery

CHUNK = 90
"""Frames in memory at a time: 280 MB."""


def chunks(file: Path) -> Iterator[list[np.ndarray]]:
    """The finished frames, decoded outside of what is measured, by no thread that would go on meanwhile."""
    with av.open(str(file)) as film:
        film.streams.video[0].codec_context.thread_count = 1
        held: list[np.ndarray] = []
        for frame in film.decode(video=0):
            held.append(frame.to_ndarray())
            if len(held) == CHUNK:
                yield held
                held = []
        if held:
            yield held


def opened(encoding: Encoding, threads: int, film: Path | None) -> tuple[OutputContainer, VideoStream]:
    """The encoder, set up as the engine sets it up."""
    out = av.open(str(film or "/dev/null"), "w", format="mp4")
    stream = out.add_stream("libx264", rate=encoding.rate)
    context = stream.codec_context
    context.pix_fmt, context.thread_count, context.time_base = "yuv420p", threads, 1 / Fraction(encoding.rate)
    context.options = {
        "preset": encoding.preset,
        "crf": str(encoding.crf),
        "profile": "high",
        "x264-params": x264_parameters(encoding, LONGEST),
    }
    return out, stream


def asked_for(told: argparse.Namespace) -> Encoding:
    """The engine's own settings, but for what the command line says."""
    encoding = encoding_for(Delivery.model_validate_json((told.room / "Delivery.json").read_bytes()))
    asked = {"preset": told.preset, "crf": told.crf}
    return encoding.model_copy(update={name: value for name, value in asked.items() if value is not None})


def main() -> None:
    """Measure, and print the figures as JSON."""
    words = argparse.ArgumentParser()
    words.add_argument("room", type=Path)
    words.add_argument("--threads", type=int, default=1)
    words.add_argument("--preset")
    words.add_argument("--crf", type=float)
    words.add_argument("--film", type=Path)
    told = words.parse_args()
    out, stream = opened(asked_for(told), told.threads, told.film)
    cost = {"cpu_s": 0.0, "wall_s": 0.0, "frames": 0, "bytes": 0}
    for held in itertools.chain(chunks(told.room / "finished.mkv"), [[]]):
        frames = list(numbered(held, stream, cost["frames"]))
        packets = []
        began_cpu, began = time.process_time(), time.perf_counter()
        for frame in frames or [None]:
            packets += stream.encode(frame)
        cost["cpu_s"] += time.process_time() - began_cpu
        cost["wall_s"] += time.perf_counter() - began
        cost["frames"] += len(frames)
        cost["bytes"] += sum(packet.size for packet in packets)
        out.mux(packets)
    out.close()
    print(json.dumps(cost))


def numbered(held: list[np.ndarray], stream: VideoStream, first: int) -> Iterator[av.VideoFrame]:
    """Arrays as frames with their times."""
    context = stream.codec_context
    for number, array in enumerate(held, start=first):
        if not number:
            context.width, context.height = array.shape[1], array.shape[0] * 2 // 3
        frame = av.VideoFrame.from_numpy_buffer(array, format="yuv420p")
        frame.pts, frame.time_base = number, context.time_base
        yield frame


if __name__ == "__main__":
    main()
