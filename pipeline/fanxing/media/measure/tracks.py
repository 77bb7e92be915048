"""The two tracks of a film that are measured, and what their headers and the times of their packets tell."""

from fractions import Fraction
from typing import Any, TypeAlias

import av
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.stream import Disposition
from av.video.stream import VideoStream

from fanxing.media.measure.container import PacketTimes, audio_facts, video_facts

AnyPacket: TypeAlias = "av.Packet[Any]"
"""Picture or sound."""


class Tracks:
    """The first picture track and the first sound track of an open film."""

    def __init__(self, film: InputContainer) -> None:
        self.film = film
        self.picture: VideoStream | None = next((one for one in film.streams.video if _moves(one)), None)
        """The picture track; the cover of a sound file is none."""
        self.sound: AudioStream | None = next(iter(film.streams.audio), None)
        """The sound track."""
        self.told = self.picture.frames if self.picture else 0
        """Frames by the index of the file."""
        self._picture_times = PacketTimes((self.picture and self.picture.time_base) or Fraction(1, 1000))
        self._sound_times = PacketTimes((self.sound and self.sound.time_base) or Fraction(1, 1000))

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the picture."""
        return (self.picture.codec_context.width, self.picture.codec_context.height) if self.picture else (0, 0)

    def all(self) -> list[VideoStream | AudioStream]:
        """Both, as far as they are there."""
        return [one for one in (self.picture, self.sound) if one is not None]

    def note(self, packet: AnyPacket) -> None:
        """Take a packet's time."""
        if packet.dts is not None:
            (self._picture_times if packet.stream is self.picture else self._sound_times).note(packet)

    def picture_facts(self) -> dict[str, Any]:
        """What header and times tell of the picture; all packets must have been noted."""
        if self.picture is None:
            return {}
        rate, even = self._picture_times.rate()
        return video_facts(self.picture) | {
            "rate": f"{rate.numerator}/{rate.denominator}" if rate else None,
            "constant_rate": even,
            "first_frame_s": float(self._picture_times.start),
            "key_distance_s": round(self._picture_times.key_distance(), 3),
            "frames_told": self.told,
        }

    def sound_facts(self) -> dict[str, Any]:
        """What the header tells of the sound."""
        return audio_facts(self.sound) if self.sound is not None else {}

    @property
    def sound_start(self) -> float:
        """Second at which the sound track begins."""
        return float((self.sound.start_time or 0) * (self.sound.time_base or Fraction(1))) if self.sound else 0.0

    def lengths(self, decoded: Fraction) -> dict[str, Any]:
        """Length of picture, of sound as heard (edit list applied), and their starts.

        Args:
            decoded: Seconds of sound that were decoded, for files that do not tell a length.
        """
        times = self._picture_times
        picture = float(times.end - times.start) if self.picture is not None else 0.0
        facts: dict[str, Any] = {"picture_s": round(picture, 4), "duration_s": round(picture, 4)}
        if self.sound is not None:
            told, base = self.sound.duration, self.sound.time_base or Fraction(1)
            sound = float(told * base) if told else float(decoded)
            facts |= {"sound_s": round(sound, 4), "sound_start_s": round(self.sound_start, 4)}
            facts["duration_s"] = facts["duration_s"] or round(sound, 4)
        return facts


def _moves(stream: VideoStream) -> bool:
    return not stream.disposition & Disposition.attached_pic
