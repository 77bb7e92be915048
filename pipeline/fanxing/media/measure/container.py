"""What a film's file says of itself: boxes, streams, times of packets. Nothing is decoded."""

import itertools
import struct
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from av.audio.stream import AudioStream
from av.video.stream import VideoStream

_COLOURS = {
    1: "bt709",
    2: "unknown",
    4: "bt470m",
    5: "bt470bg",
    6: "smpte170m",
    7: "smpte240m",
    8: "linear",
    9: "bt2020",
    10: "bt2020c",
    13: "srgb",
    14: "bt2020-10",
    15: "bt2020-12",
    16: "smpte2084",
    18: "hlg",
}
"""ITU-T H.273, tables 2 to 4: the numbers that occur in films."""
_RANGES = {0: "unknown", 1: "tv", 2: "pc"}
"""libavutil/pixfmt.h, AVColorRange."""


def boxes(path: Path) -> Iterator[tuple[str, int, int]]:
    """Give name, place and length of each top box of an MP4 (ISO/IEC 14496-12, 4.2); stops where there is none.

    Written by hand: three lines say in which order they stand, and no library of ours tells it.
    """
    length = path.stat().st_size
    with path.open("rb") as file:
        at = 0
        while at + 8 <= length:
            file.seek(at)
            size, name = struct.unpack(">I4s", file.read(8))
            if size == 1:
                size = struct.unpack(">Q", file.read(8).ljust(8, b"\x00"))[0]
            if size == 0:
                size = length - at
            if size < 8 or not name.isalnum():
                return
            yield name.decode("ascii", "replace"), at, size
            at += size


def file_facts(path: Path) -> dict[str, Any]:
    """Length of the file, kind of container, place of the index, whether the last box is whole."""
    length = path.stat().st_size
    found = list(boxes(path))
    names = [name for name, _, _ in found]
    is_mp4 = bool(names) and names[0] == "ftyp"
    facts: dict[str, Any] = {"bytes": length, "suffix": path.suffix.lower(), "is_mp4": is_mp4}
    if is_mp4:
        facts["faststart"] = "moov" in names and "mdat" in names and names.index("moov") < names.index("mdat")
        facts["cut_short"] = found[-1][1] + found[-1][2] > length or "moov" not in names
    return facts


def video_facts(stream: VideoStream) -> dict[str, Any]:
    """Figures of a picture track, from its header."""
    codec = stream.codec_context
    ratio = stream.sample_aspect_ratio or Fraction(1)
    return {
        "video_codec": codec.name,
        "video_profile": codec.profile or "",
        "pix_fmt": (codec.pix_fmt or "").replace("yuvj", "yuv"),  # the j says full range, which has its own figure
        "width": codec.width,
        "height": codec.height,
        "pixel_aspect": f"{ratio.numerator}:{ratio.denominator}",
        "primaries": _COLOURS.get(int(codec.color_primaries), str(codec.color_primaries)),
        "transfer": _COLOURS.get(int(codec.color_trc), str(codec.color_trc)),
        "matrix": _COLOURS.get(int(codec.colorspace), str(codec.colorspace)),
        "range": _RANGES.get(int(codec.color_range), str(codec.color_range)),
    }


def audio_facts(stream: AudioStream) -> dict[str, Any]:
    """Figures of a sound track, from its header."""
    codec = stream.codec_context
    return {
        "audio_codec": codec.name,
        "audio_profile": codec.profile or "",
        "sample_rate_hz": codec.sample_rate,
        "channels": codec.layout.nb_channels,
    }


class PacketTimes:
    """Collects the times of a track's packets, in ticks of its time base."""

    def __init__(self, time_base: Fraction) -> None:
        self._base = time_base
        self._times: list[int] = []
        self._keys: list[int] = []
        self._end = 0

    def note(self, packet: "av.Packet[Any]") -> None:
        """Take one packet's time."""
        if packet.pts is None:
            return
        self._times.append(packet.pts)
        self._end = max(self._end, packet.pts + (packet.duration or 0))
        if packet.is_keyframe:
            self._keys.append(packet.pts)

    @property
    def start(self) -> Fraction:
        """Time of the first frame shown, seconds."""
        return min(self._times, default=0) * self._base

    @property
    def end(self) -> Fraction:
        """End of the last packet, seconds."""
        return self._end * self._base

    def rate(self) -> tuple[Fraction | None, bool]:
        """Frames a second (from the commonest distance), and whether every distance is that one (to a tick)."""
        times = sorted(self._times)
        steps = [after - before for before, after in itertools.pairwise(times)]
        if not steps:
            return None, True
        span, count = times[-1] - times[0], len(steps)
        if span <= 0:
            return None, False
        even = all(abs(step * count - span) <= count for step in steps)
        return (1 / (Fraction(span, count) * self._base)).limit_denominator(1001), even

    def key_distance(self) -> float:
        """Longest distance between two key frames, seconds."""
        keys = sorted(self._keys)
        last = max(self._times, default=0)
        steps = [after - before for before, after in itertools.pairwise([*keys, last])]
        return float(max(steps, default=0) * self._base)
