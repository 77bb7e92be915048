"""Runs in the jail: what changes in a film while it runs, its clock or the look of its pictures."""

import contextlib
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import av
from av.error import FFmpegError

from fanxing.media._probing import look_of, opened

_BACK, _AHEAD, _APART = 0.5, 10.0, 2.0
"""Seconds by which the clock of a track never goes back, by which none is left out, and by which tracks lie apart.

Source: ffmpeg mends clocks from 0.1 and from 10 on (``dts_delta_threshold``).
"""
_MOST = 64
"""Changes after which no more are told."""


@dataclass
class _Recording:
    """One of several recordings laid one behind the other."""

    offset: float
    """Seconds from its own clock to that of the whole."""
    first: float
    """Seconds of its own clock at which it begins."""
    newest: float
    """The same that were reached."""
    last: dict[int, float] = field(default_factory=dict)
    """The same of each track."""


class _Clock:
    """One clock for recordings laid one behind the other, each of which brings its own."""

    def __init__(self) -> None:
        self.recordings: list[_Recording] = []
        self.end = 1.0  # tracks that begin before the first packet are still not before zero

    def offset(self, track: int, at: float, length: float) -> float:
        """Seconds to be added to the time of a packet; all of a recording are moved alike, so that it keeps its sync.

        What a track of the recording before still holds may come after the first of the next one.
        """
        recent = self.recordings[-2:][::-1]
        runs_on = (one for one in recent if 0 <= at - one.last.get(track, math.inf) <= _BACK)
        fits = (one for one in recent[:1] if _fits(one, track, at))
        found = next(runs_on, None) or next(fits, None)
        if found is None:
            found = _Recording(self.end - at, at, at)
            self.recordings.append(found)
        found.newest = max(found.newest, at)
        found.last[track] = at
        self.end = max(self.end, at + found.offset + length)
        return found.offset


def _fits(one: _Recording, track: int, at: float) -> bool:
    return one.last.get(track, one.first - _APART) - _BACK <= at <= one.newest + _AHEAD


def jumps(source: str, formats: str, tracks: list[int], until: float | None) -> bool:
    """Whether the clock of a film jumps: recordings laid one behind the other each bring their own.

    Args:
        source: The foreign file.
        formats: Demuxers that may read it, parted by commas.
        tracks: Indexes of the streams that matter.
        until: Seconds of film after which nothing is wanted; None: to the end.
    """
    av.logging.set_level(None)
    clock = _Clock()
    with opened(source, formats) as container:
        for packet in _packets(container, tracks):
            clock.offset(packet.stream_index, _when(packet), 0.0)
            if len(clock.recordings) > 1:
                return True
            if until is not None and clock.end - 1.0 > until:
                return False
    return False


def join(source: str, formats: str, tracks: list[int], until: float | None, target: str) -> int:
    """Write tracks of a film, not decoded, under one clock that runs on where theirs jumps.

    Done by hand because ffmpeg, asked to copy, moves each track by itself where a disc leaves times out.

    Args:
        source: The foreign file.
        formats: Demuxers that may read it, parted by commas.
        tracks: Indexes of the streams that matter.
        until: Seconds of film after which nothing is wanted; None: to the end.
        target: Matroska file that is written.

    Returns:
        How many recordings it was.
    """
    av.logging.set_level(None)
    clock = _Clock()
    newest: dict[int, int] = {}
    with opened(source, formats) as container, av.open(target, "w", format="matroska") as out:
        written = {index: out.add_stream_from_template(container.streams[index]) for index in tracks}
        for packet in _packets(container, tracks):
            index, base, at = packet.stream_index, packet.time_base, _when(packet)
            moved = round(clock.offset(index, at, float((packet.duration or 0) * base)) / base)
            dts = packet.pts if packet.dts is None else packet.dts
            late = 0 if packet.pts is None else packet.pts - dts
            if abs(late * base) > _APART:
                late = 0  # libav took it for one of the next recording
            packet.dts = max(dts + moved, newest.get(index, dts + moved - 1) + 1)
            packet.pts = max(dts + moved + late, packet.dts)
            newest[index] = packet.dts
            packet.stream = written[index]
            out.mux(packet)
            if until is not None and clock.end - 1.0 > until:
                break
    return len(clock.recordings)


def _when(packet: Any) -> float:  # noqa: ANN401 - PyAV's own
    return float((packet.pts if packet.dts is None else packet.dts) * packet.time_base)


def _packets(container: Any, tracks: list[int]) -> Iterator[Any]:  # noqa: ANN401 - PyAV's own
    """Packets that have a time, to where the file can be read."""
    with contextlib.suppress(FFmpegError):
        for packet in container.demux([container.streams[index] for index in tracks]):
            if packet.pts is not None or packet.dts is not None:
                yield packet


def looks(
    source: str, formats: str, index: int, rate: float, stretch: tuple[float, float | None]
) -> list[dict[str, Any]]:
    """Tell from when on the pictures of a film have which size, turn and colours.

    Args:
        source: The foreign file.
        formats: Demuxers that may read it, parted by commas.
        index: Of the stream.
        rate: Frames a second of pictures that have no times.
        stretch: Second of the container's clock that is sought first (0: the beginning), and after which nothing is
            wanted (None: to the end).

    Returns:
        What ``look_of`` gives, with ``at``: seconds on the container's clock.
    """
    av.logging.set_level(None)
    found: list[dict[str, Any]] = []
    before: dict[str, Any] = {}
    seek, until = stretch
    with opened(source, formats) as container:
        stream = container.streams[index]
        stream.thread_type = "AUTO"
        if seek:
            container.seek(int(seek * av.time_base))
        for number, frame in enumerate(_frames(container, stream)):
            at = number / rate if frame.time is None else float(frame.time)
            told = look_of(frame, stream)
            if found and until is not None and at > until:
                break
            if told != before:
                found.append({"at": at, **told})
                before = told
            if len(found) >= _MOST:
                break
    return found


def _frames(container: Any, stream: Any) -> Iterator[Any]:  # noqa: ANN401 - PyAV's own
    """Pictures of a track, to where the file can be read; what is damaged is left out."""
    with contextlib.suppress(FFmpegError):
        for packet in container.demux(stream):
            with contextlib.suppress(FFmpegError):
                yield from packet.decode()
