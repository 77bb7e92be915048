"""A finished film -> figures, in one pass over its packets.

Our own films are measured in this process; a stranger's in a walled-in child through ``measured`` (JSON in, JSON
out).
"""

import hashlib
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
from av.audio.stream import AudioStream
from av.stream import Disposition
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from numpy.typing import NDArray

from fanxing.media.measure.container import PacketTimes, audio_facts, file_facts, video_facts
from fanxing.media.measure.heard import Listener
from fanxing.media.measure.likeness import Cells, shown
from fanxing.media.measure.seen import STEP, Watch
from fanxing.model.aigc import parse_aigc

THUMBNAILS = 8
"""Frames kept for the report."""
_THUMB_HEIGHT = 240
"""Pixels."""
LABEL_FRAMES = (0, 15, 30, 45, 59)
"""Frames in which the AI label is looked for: GB 45438-2025, 5.4 asks for the first frame and 2 s."""


@dataclass
class FilmFigures:
    """What was found in one film."""

    facts: dict[str, Any]
    """Figures by name, with the unit in the name."""
    loudness: tuple[float, ...] = ()
    """Short-term loudness each second, LUFS."""
    peaks: tuple[float, ...] = ()
    """Waveform."""
    envelope: tuple[float, ...] = ()
    """Power of each 10 ms in dBFS, not below -90."""
    thumbnails: tuple[bytes, ...] = ()
    """JPEG."""
    kept: dict[int, NDArray[np.uint8]] = field(default_factory=dict)
    """Frames asked for, RGB (H, W, 3), by index."""
    cells: dict[int, Cells] = field(default_factory=dict)
    """Frames asked for in cells, by index."""
    sound: NDArray[np.float32] | None = None
    """The sound track on the film's clock at ``heard.LOWERED``, mono, where it was asked for."""


@dataclass(frozen=True)
class Keep:
    """What is to be given back beside figures."""

    frames: tuple[int, ...] = ()
    """Indices of frames, as RGB."""
    cells: tuple[int, ...] = ()
    """Indices of frames, in cells."""
    sound: bool = False
    """The sound, lowered."""


def measured(path: str, room: str, keep: list[int]) -> dict[str, Any]:
    """Measure a film in a child: JSON in and out; thumbnails and frames asked for are written into ``room``."""
    file = Path(path)
    try:
        figures = measure_film(file, Keep(frames=tuple(keep)))
    except (av.FFmpegError, ValueError):
        return {"facts": file_facts(file) | {"unreadable": True}, "loudness": [], "peaks": [], "envelope": []}
    for at, picture in enumerate(figures.thumbnails):
        (Path(room) / f"thumb-{at}.jpg").write_bytes(picture)
    for number, frame in figures.kept.items():
        np.save(Path(room) / f"frame-{number}.npy", frame, allow_pickle=False)
    return {
        "facts": figures.facts,
        "loudness": figures.loudness,
        "peaks": figures.peaks,
        "envelope": figures.envelope,
    }


def measure_film(path: Path, keep: Keep | None = None) -> FilmFigures:
    """Read, decode and measure a film.

    Args:
        path: The file.
        keep: What is given back beside the figures; None: nothing.

    Raises:
        av.FFmpegError: It cannot be opened at all.
    """
    facts = file_facts(path)
    with path.open("rb") as stream:
        facts["sha256"] = hashlib.file_digest(stream, "sha256").hexdigest()
    with av.open(str(path)) as film:
        value = film.metadata.get("AIGC")
        facts["aigc"] = value
        facts["aigc_form"] = found.form if value and (found := parse_aigc(value)) else None
        passing = _Pass(film, keep or Keep())
        passing.run()
        facts |= passing.facts()
        seconds = facts["duration_s"]
        facts["kbps"] = round(facts["bytes"] * 8 / 1000 / seconds, 1) if seconds else 0.0
    ear = passing.listener
    return FilmFigures(
        facts=facts,
        loudness=ear.curve() if ear else (),
        peaks=ear.peaks() if ear else (),
        envelope=ear.envelope() if ear else (),
        thumbnails=tuple(passing.thumbnails),
        kept=passing.kept,
        cells=passing.cells,
        sound=ear.lowered(facts["sound_start_s"]) if ear and keep and keep.sound else None,
    )


class _Pass:
    """One pass over all packets of the first picture and the first sound track."""

    def __init__(self, film: av.container.InputContainer, keep: Keep) -> None:
        self._film, self._keep, self._cells = film, set(keep.frames), set(keep.cells)
        self._picture: VideoStream | None = next((one for one in film.streams.video if _moves(one)), None)
        self._sound: AudioStream | None = next(iter(film.streams.audio), None)
        self.watch = Watch()
        self.listener = Listener(holds=keep.sound) if self._sound else None
        self.kept: dict[int, NDArray[np.uint8]] = {}
        self.cells: dict[int, Cells] = {}
        self.thumbnails: list[bytes] = []
        self.broken = 0
        self._sound_seconds = Fraction(0)
        self._told = self._picture.frames if self._picture else 0
        self._thumb_step = max(1, (self._told or 240) // THUMBNAILS)
        if self._picture is not None:
            self._picture.thread_type = "AUTO"
            # Frames that no other is made from are left with their blocks: an eighth of the work, and nothing is lost
            # that is looked for here.
            self._picture.codec_context.options = {"skip_loop_filter": "noref"}
            self.picture_times = PacketTimes(self._picture.time_base or Fraction(1, 1000))
        if self._sound is not None:
            self.sound_times = PacketTimes(self._sound.time_base or Fraction(1, 1000))

    def run(self) -> None:
        tracks = [one for one in (self._picture, self._sound) if one is not None]
        if not tracks:
            return
        packets = self._film.demux(tracks)
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

    def _take(self, packet: "av.Packet[Any]") -> None:
        is_picture = packet.stream is self._picture
        if packet.dts is not None:
            (self.picture_times if is_picture else self.sound_times).note(packet)
            self.broken += bool(packet.is_corrupt)
        try:
            frames: list[object] = list(packet.decode())
        except av.FFmpegError:
            self.broken += 1
            return
        for frame in frames:
            if isinstance(frame, VideoFrame):
                self._see(frame)
            elif isinstance(frame, av.AudioFrame) and self.listener is not None:
                self._sound_seconds += Fraction(frame.samples, frame.sample_rate)
                self.listener.hear(frame)

    def _see(self, frame: VideoFrame) -> None:
        at = len(self.watch.mean)
        self.watch.see(_luma(frame))
        if at in self._keep:
            self.kept[at] = np.asarray(frame.to_ndarray(format="rgb24"), dtype=np.uint8)
        if at in self._cells:
            self.cells[at] = shown(frame)
        if at % self._thumb_step == self._thumb_step // 2 and len(self.thumbnails) < THUMBNAILS:
            self.thumbnails.append(_thumbnail(frame))

    def facts(self) -> dict[str, Any]:
        """Put together what the tracks told."""
        facts: dict[str, Any] = {"decode_errors": self.broken}
        if self._picture is not None:
            rate, even = self.picture_times.rate()
            facts |= video_facts(self._picture) | self.watch.facts()
            facts |= {
                "rate": f"{rate.numerator}/{rate.denominator}" if rate else None,
                "constant_rate": even,
                "first_frame_s": float(self.picture_times.start),
                "key_distance_s": round(self.picture_times.key_distance(), 3),
                "frames_told": self._told,
            }
        if self._sound is not None and self.listener is not None:
            facts |= audio_facts(self._sound) | self.listener.facts()
        return facts | self._lengths()

    def _lengths(self) -> dict[str, Any]:
        """Length of picture, of sound as heard (edit list applied), and their starts."""
        picture = float(self.picture_times.end - self.picture_times.start) if self._picture is not None else 0.0
        facts: dict[str, Any] = {"picture_s": round(picture, 4), "duration_s": round(picture, 4)}
        if self._sound is not None:
            told = self._sound.duration
            base = self._sound.time_base or Fraction(1)
            sound = float(told * base) if told else float(self._sound_seconds)
            facts |= {"sound_s": round(sound, 4), "sound_start_s": round(_start(self._sound), 4)}
            facts["duration_s"] = facts["duration_s"] or round(sound, 4)
        return facts


def _moves(stream: VideoStream) -> bool:
    """Whether a picture track is one, and not the cover of a sound file."""
    return not stream.disposition & Disposition.attached_pic


def _start(stream: AudioStream) -> float:
    return float((stream.start_time or 0) * (stream.time_base or Fraction(1)))


def _luma(frame: VideoFrame) -> NDArray[np.uint8]:
    """Take every fourth pixel of the luma plane, without copying the frame; other formats are converted first."""
    if frame.format.name not in {"yuv420p", "yuvj420p", "nv12", "yuv422p", "yuv444p", "yuvj422p", "yuvj444p"}:
        frame = frame.reformat(format="yuv420p")
    plane = frame.planes[0]
    rows = np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)
    return rows[: frame.height : STEP, : frame.width : STEP]


def _thumbnail(frame: VideoFrame) -> bytes:
    width = max(2, round(frame.width * _THUMB_HEIGHT / max(1, frame.height)) // 2 * 2)
    picture = frame.reformat(width=width, height=_THUMB_HEIGHT, format="bgr24").to_ndarray()
    done, jpeg = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 80])
    return bytes(jpeg) if done else b""
