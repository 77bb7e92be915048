"""Which piece of a stranger's film is decoded, and how: by its in and out points and the look of its pictures."""

from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from fanxing.media import jail
from fanxing.media.clip_refusals import refused
from fanxing.media.ffmpeg import Piece
from fanxing.media.looks import Looks, alike, looks, settled, upright_size, within
from fanxing.media.tracks import Colour, FilmTrack, MediaInfo
from fanxing.model.geometry import Size
from fanxing.model.timing import FILM_RATE

LONGEST = 1920
"""Pixels of the longer side of what is written."""
LONGEST_S = 24 * 3600.0
"""Seconds that no film lasts: an out point beyond is the end, an in point beyond is a slip."""
SHORTEST = 64
"""Pixels of the shorter side below which there is nothing to show."""
MEMORY = 1400 << 20
"""Bytes that one child may use."""
_SECONDS = 60.0
"""Of the clock for a short clip; a long one may take as long as it lasts."""
_LEAST = 1.0
"""Of the clock for any attempt, also where those before have used it up."""
_EARLY = 15 * FILM_RATE
"""In point below which decoding begins at the start."""
_SEEK_MARGIN = 5
"""Seconds decoded before a far in point, so that its first frames are whole."""
_SWIFT = 61.0
"""Frames a second beyond which a film is slow motion."""
_UNTOLD_RATE = 25.0
"""Frames a second of a bare stream that does not tell."""


@dataclass(frozen=True, slots=True)
class Film:
    """A stranger's film while it is taken in."""

    file: Path
    """As its person knows it."""
    source: Path
    """Where it is read, absolute."""
    info: MediaInfo
    """What it holds."""
    track: FilmTrack
    """Its picture."""
    wanted: tuple[int, int | None]
    """First frame, and first frame not wanted; None: to the end."""
    room: Path
    """Scratch folder."""
    stop: jail.Stop
    """Set when the run is being given up."""

    @property
    def length(self) -> float:
        """Seconds; 0: not known."""
        return max(self.info.duration, self.track.duration)


def _piece(film: Film) -> Piece:
    track = film.track
    width, height = upright_size(track)
    if min(width, height) < SHORTEST:
        raise refused("clip-too-small", film.file, width=round(width), height=round(height))
    scale = min(1.0, LONGEST / max(width, height))
    size = Size(width=_even(width * scale), height=_even(height * scale))
    colour = settled(track)
    first, end = film.wanted
    return Piece(
        source=film.source,
        track=track.index,
        origin=film.info.origin,
        seek=seek_before(film.info, first),
        first=first,
        end=end,
        size=size,
        colour=colour,
        rgb=track.rgb,
        odd=bool(track.width % 2 or track.height % 2),
        ours=_is_ours(track, colour) and {size.width, size.height} == {track.width, track.height},
        deep=track.bits > 8,
        interlaced=track.interlaced,
        clear=track.clear,
        decoder=track.decoder,
        swift=track.rate > _SWIFT,
        counted=Fraction(track.rate or _UNTOLD_RATE).limit_denominator(1001) if track.timeless else None,
    )


def as_begun(film: Film) -> Piece:
    """The piece by the look of the film where its decoding begins, which need not be that of its first picture.

    Raises:
        AssetError: It is too small to show anything.
        ToolError: The child could not be started, the disk is full, or memory is short.
    """
    piece = _piece(film)
    if not piece.seek:
        return piece
    try:
        found = _looks(film, piece, piece.seek)
    except jail.ChildFailed:
        return piece  # what is wrong shows when it is decoded
    return _piece(replace(film, track=found[-1][1])) if found else piece


def as_seen(film: Film, piece: Piece) -> Piece:
    """The piece by the look of its own pictures, in a film whose pictures change on the way.

    Raises:
        AssetError: It changes to what is not alike, takes too long to read, or is too small.
        ToolError: The child could not be started, the disk is full, or memory is short.
    """
    end = None if piece.end is None else float(piece.end / FILM_RATE)
    try:
        found = _looks(film, piece, end)
    except jail.ChildFailed as failed:
        raise refused("clip-slow", film.file, seconds=round(patience(piece, film.length))) from failed
    seen = within(found, float(piece.first / FILM_RATE), end)
    if not seen:
        return piece
    for at, other in seen[1:]:
        if not alike(seen[0][1], other):
            raise refused("clip-changes", film.file, at=round(at, 2))
    odd = any(one.width % 2 or one.height % 2 for _, one in seen)
    # All of the film passes the filters, also what the piece leaves out: each picture is brought to the piece's size.
    return replace(_piece(replace(film, track=seen[0][1])), ours=False, odd=odd)


def _looks(film: Film, piece: Piece, until: float | None) -> Looks:
    limits = jail.Limits(patience(piece, film.length), MEMORY, film.stop)
    stretch = piece.seek, until
    return looks(film.source, film.track, stretch, origin=film.info.origin, room=film.room, limits=limits)


def seek_before(info: MediaInfo, first: int) -> int:
    """Whole seconds that need not be decoded before a far in point."""
    return first // int(FILM_RATE) - _SEEK_MARGIN if info.seekable and first > _EARLY else 0


def _is_ours(film: FilmTrack, colour: Colour) -> bool:
    """Whether its pixels are coded as ours: BT.709, limited range, 4:2:0 of 8 bits."""
    narrow = colour.primaries not in (9, 11, 12) and not colour.is_hdr
    return film.pixels == "yuv420p" and colour.matrix == 1 and narrow and not colour.full and not film.decoder


def _even(pixels: float) -> int:
    return max(2, 2 * round(pixels / 2))


def patience(piece: Piece, length: float, spent: float = 0.0) -> float:
    """Seconds of the clock for decoding a piece of a film: its own time, less what went before.

    Args:
        piece: What is decoded.
        length: Of the film in seconds; 0: not known.
        spent: Seconds that attempts at the same film have taken.
    """
    end = length or LONGEST_S if piece.end is None else min(float(piece.end / FILM_RATE), length or LONGEST_S)
    return max(_LEAST, max(_SECONDS, end - piece.seek + 30) - spent)
