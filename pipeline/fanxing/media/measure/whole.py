"""One pass over all packets of a film, whoever made it and whatever is wrong with it."""

from pathlib import Path

import av
from av.video.frame import VideoFrame

from fanxing.media.measure.glimpse import Eye
from fanxing.media.measure.heard import Listener
from fanxing.media.measure.passed import Keep, Passed
from fanxing.media.measure.tracks import AnyPacket, Tracks

UNFILTERED = {"skip_loop_filter": "noref"}
"""Frames that no other is made from are left with their blocks: an eighth of the work, and nothing is lost that is
looked for here."""


def pass_whole(film: Path, keep: Keep) -> Passed:
    """Decode a film from its first packet to its last.

    Raises:
        av.FFmpegError: It cannot be opened at all.
    """
    with av.open(str(film)) as container:
        tracks = Tracks(container)
        passing = _Pass(tracks, keep)
        passing.run()
        return Passed.of(tracks, passing.eye.watch, passing.listener, passing.eye.taken, passing.broken)


class _Pass:
    """One pass over all packets of the first picture and the first sound track."""

    def __init__(self, tracks: Tracks, keep: Keep) -> None:
        self._tracks = tracks
        self.eye = Eye(keep.glimpses(tracks))
        self.listener = Listener(holds=keep.sound) if tracks.sound else None
        self.broken = 0
        if tracks.picture is not None:
            tracks.picture.thread_type = "AUTO"
            tracks.picture.codec_context.options = dict(UNFILTERED)

    def run(self) -> None:
        """Take everything; a file that ends too early has been taken up to there."""
        tracks = self._tracks.all()
        if not tracks:
            return
        packets = self._tracks.film.demux(tracks)
        while True:
            try:
                packet = next(packets)
            except StopIteration:
                break
            except av.FFmpegError:
                self.broken += 1
                break
            self._take(packet)
        if self.listener is not None:
            self.listener.hear(None)

    def _take(self, packet: AnyPacket) -> None:
        self._tracks.note(packet)
        if packet.dts is not None:
            self.broken += bool(packet.is_corrupt)
        try:
            frames: list[object] = list(packet.decode())
        except av.FFmpegError:
            self.broken += 1
            return
        for frame in frames:
            if isinstance(frame, VideoFrame):
                self.eye.see(frame)
            elif isinstance(frame, av.AudioFrame) and self.listener is not None:
                self.listener.hear(frame)
