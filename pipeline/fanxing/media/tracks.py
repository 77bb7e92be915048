"""What a film or sound file holds: its tracks, their times and their colours. Values only."""

from dataclasses import dataclass
from typing import Literal

Clear = Literal["", "light", "dark"]
"""Nothing is transparent · what is seen is light, as white type is · it is not."""
_HOLD = 0.5
"""Seconds by which a picture may begin after its sound and have its first frame held instead."""


@dataclass(frozen=True, slots=True)
class Colour:
    """How the pixels of a film are coded, by the numbers of ITU-T H.273 (2: not told)."""

    matrix: int
    """Matrix from RGB."""
    primaries: int
    """Primaries."""
    transfer: int
    """Transfer curve."""
    full: bool
    """Full range instead of limited."""

    @property
    def is_hdr(self) -> bool:
        """PQ or HLG."""
        return self.transfer in (16, 18)


@dataclass(frozen=True, slots=True)
class FilmTrack:
    """A picture track."""

    index: int
    """Of the stream."""
    width: int
    """Pixels as they are stored."""
    height: int
    """Pixels as they are stored."""
    sar: float
    """Width of a pixel over its height."""
    swaps: bool
    """Set upright, width and height change places."""
    rate: float
    """Frames a second on average; 0: not known."""
    start: float
    """Seconds on the container's clock."""
    duration: float
    """Seconds; 0: not known."""
    colour: Colour
    """As the file tells, with 2 where it does not."""
    pixels: str
    """FFmpeg's name of its pixel format."""
    bits: int
    """Of a channel."""
    rgb: bool
    """Its pixels are RGB."""
    interlaced: bool
    """Its frames are made of two fields."""
    dolby: bool
    """It carries Dolby Vision metadata."""
    clear: Clear = ""
    """Where it is transparent, the light of what is not."""
    timeless: bool = False
    """Its frames have no times, only an order: a bare stream of H.264, as surveillance cameras write."""
    decoder: str = ""
    """FFmpeg's name of the decoder that it needs; empty: the usual one."""


@dataclass(frozen=True, slots=True)
class SoundTrack:
    """A sound track."""

    index: int
    """Of the stream."""
    channels: int
    """How many."""
    start: float
    """Seconds on the container's clock."""
    duration: float
    """Seconds; 0: not known."""


@dataclass(frozen=True, slots=True)
class MediaInfo:
    """What a file holds."""

    start: float
    """Where the container's clock begins, seconds; ffmpeg calls it zero."""
    duration: float
    """Seconds; 0: not known."""
    film: FilmTrack | None
    """The picture track that is the film."""
    sound: SoundTrack | None
    """The sound track that belongs to it."""
    tags: tuple[tuple[str, str], ...] = ()
    """What the file tells of itself; keys in lower case."""
    seekable: bool = False
    """The format tells where its pictures lie, so that seeking is exact."""
    restarts: bool = False
    """Its format lets the clock begin anew on the way: the streams of MPEG, as discs and video cameras hold them."""
    undecodable: tuple[str, ...] = ()
    """``film`` or ``sound`` where there is a track and no decoder for it."""

    @property
    def aigc(self) -> str | None:
        """AIGC metadata that the file carries."""
        return dict(self.tags).get("aigc")

    @property
    def origin(self) -> float:
        """Second of the container's clock at which the clip's frame 0 stands.

        What a player calls zero; only where the picture comes much later than the sound, its first frame.
        """
        if self.film is None:
            return self.sound.start if self.sound else self.start
        if self.sound and 0 < self.film.start - self.sound.start <= _HOLD:
            return self.sound.start
        return self.film.start
