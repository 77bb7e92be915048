"""Clips: any film becomes a ``Moving``, decoded in the jail from its in point to its out point."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import av
import numpy as np

from fanxing.media import jail
from fanxing.media.clip_piece import LONGEST_S, MEMORY, Film, as_begun, as_seen, patience, seek_before
from fanxing.media.clip_refusals import fault, refused, why
from fanxing.media.ffmpeg import CHANGED, CUBE, NOTES, PICTURE, Piece, clip_command, notes_command
from fanxing.media.hdr import cube
from fanxing.media.joined import run_on
from fanxing.media.log import grave, tells
from fanxing.media.notes import stretches
from fanxing.media.probe import probe
from fanxing.media.sound_in import decode_track, to_stereo
from fanxing.media.store import Store
from fanxing.media.taken import Taken
from fanxing.media.tracks import FilmTrack, MediaInfo
from fanxing.media.wav import write_wav
from fanxing.model.errors import RecipeError
from fanxing.model.footage import Moving
from fanxing.model.timing import FILM_RATE, frames_for_seconds, samples_for_frames

VERSION = 3
"""Raised whenever the same file gives another ``Moving``."""
TOOLS = ("ffmpeg", "libav")
"""Names of ``media.tools`` that shape a ``Moving``."""

_CLEAR = 2
"""Seconds before an in point in which damage counts: a decoder runs ahead, and pictures refer to those before."""
_HARMLESS = re.compile(
    r"EXIF|not on whitelist|SEI|metadata|timecode|Application provided|ID3|subtitle|edit list|co located POCs",
    re.IGNORECASE,
)
"""What ffmpeg calls an error although no picture is lost by it."""


@dataclass(frozen=True, slots=True)
class Cut:
    """From where to where, in seconds of the player's clock, and whether the film's own sound is wanted."""

    start: float = 0.0
    """In point."""
    end: float | None = None
    """Out point: the first moment not shown."""
    sound: bool = False
    """Its own sound will be heard, so it must be whole."""

    @property
    def frames(self) -> tuple[int, int | None]:
        """First frame, and first frame not shown."""
        first = frames_for_seconds(self.start)
        return first, None if self.end is None else max(first + 1, frames_for_seconds(min(self.end, LONGEST_S)))


def take_clip(file: Path, store: Store, cut: Cut, stop: jail.Stop = None) -> Taken:
    """Decode a clip in the jail and keep it: upright, square pixels, 30/1, BT.709.

    Args:
        file: The foreign film.
        store: Where picture and sound are kept.
        cut: Which stretch of it.
        stop: Set by another thread when the whole run is being given up.

    Raises:
        AssetError: It cannot be used.
        RecipeError: Its in point lies after its end.
        ToolError: The child could not be started, the disk is full, or memory is short.
    """
    with store.scratch() as room:
        told = probe(file, room)
        _checked(file, told)
        source, info = run_on(file, told, room, cut.end, stop)
        film = Film(file, source, info, _checked(file, info), cut.frames, room, stop)
        piece, frames = _decode(film, as_begun(film))
        sound = _own_sound(film, frames, needed=cut.sound)
        dark, frozen = stretches((room / NOTES).read_text("utf-8"), frames)
        moving = Moving(
            picture=store.keep(room / PICTURE),
            size=piece.size,
            frames=frames,
            sound=None if sound is None else store.keep(sound),
            dark=dark,
            frozen=frozen,
        )
        return Taken(source=moving, inbound_aigc=info.aigc)


def _checked(file: Path, info: MediaInfo) -> FilmTrack:
    film = info.film
    if film is None:
        raise refused("clip-unknown-codec" if "film" in info.undecodable else "clip-no-picture", file)
    if film.dolby and not film.colour.is_hdr and film.colour.matrix not in (1, 9):
        raise refused("clip-dolby", file)
    return film


def _decode(film: Film, piece: Piece) -> tuple[Piece, int]:
    """Write the picture into the room; what was written, and its length in frames. All attempts share one clock."""
    length, room = film.length, film.room
    begun = time.monotonic()

    def rest() -> jail.Limits:
        return jail.Limits(patience(piece, length, time.monotonic() - begun), MEMORY, film.stop)

    piece, ended, told, changed = _attempts(film, piece, rest)
    frames = _length(room / PICTURE) if ended.code == 0 and not ended.late else 0
    start = float(piece.first / FILM_RATE)
    if frames == 0 and piece.first and (ended.code == 0 or start >= (length or LONGEST_S)):
        raise RecipeError(fault("clip-range", film.file, start=start, length=round(length, 2)))
    before = _told_before(piece, room, rest()) if frames and told else 0
    if ended.late or before is None:
        raise refused("clip-slow", film.file, seconds=round(patience(piece, length)))
    if not frames or told > before:
        raise refused(why(ended), film.file)
    if piece.end is None and _ends_early(film.info, piece.first + frames):
        raise refused("clip-cut-short", film.file)
    if changed:
        jail.attempt(notes_command(room / PICTURE), limits=rest(), writable=room, reads=())
    return piece, frames


def _attempts(film: Film, piece: Piece, rest: Callable[[], jail.Limits]) -> tuple[Piece, jail.Ended, int, bool]:
    """Decode a piece, in another way where the first one cannot be right; what was decoded in the end, and ``_run``."""
    ended, told, changed = _run(piece, film.room, rest())
    if changed and not ended.late:
        piece = as_seen(film, piece)
        ended, told, _ = _run(piece, film.room, rest())
    if piece.seek and (told or ended.code) and not (ended.late or ended.burst):
        # Where a film has no whole picture to begin with (a picture refreshed bit by bit), seeking breaks it.
        piece = replace(piece, seek=0)
        ended, told, _ = _run(piece, film.room, rest())
    return piece, ended, told, changed


def _run(piece: Piece, room: Path, limits: jail.Limits) -> tuple[jail.Ended, int, bool]:
    """Decode a piece into a room; how the child ended, how many words of damage it said, whether its look changes."""
    if piece.colour.is_hdr:
        (room / CUBE).write_text(cube(piece.colour.transfer), "ascii")
    ended = jail.attempt(clip_command(piece), limits=limits, writable=room, reads=[piece.source])
    lines = grave(ended.err)
    told = sum(1 for line in lines if not _HARMLESS.search(line))
    return replace(ended, err="\n".join(lines)), told, tells(ended.err, CHANGED)


def _told_before(piece: Piece, room: Path, limits: jail.Limits) -> int | None:
    """How many words of damage are said of what lies well before the in point: nobody sees that. None: out of time."""
    end = piece.first - int(_CLEAR * FILM_RATE)
    if end <= int(piece.seek * FILM_RATE):
        return 0
    before = room / "before"
    before.mkdir(exist_ok=True)
    ended, told, _ = _run(replace(piece, first=int(piece.seek * FILM_RATE), end=end), before, limits)
    return None if ended.late else told


def _ends_early(info: MediaInfo, end: int) -> bool:
    """Whether the picture ends well before the file says; Matroska is cut without a word."""
    film = info.film
    if film is None or (not film.duration and info.sound is not None):
        return False  # the file's length may be its sound's
    told = film.duration or info.duration
    return float(end / FILM_RATE) < told * 0.9 - 1


def _length(clip: Path) -> int:
    """Frames of an MP4 of ours."""
    with av.open(str(clip)) as container:
        return container.streams.video[0].frames if container.streams.video else 0


def _own_sound(film: Film, frames: int, *, needed: bool) -> Path | None:
    """Write the film's own sound, exactly as long as its picture; None where it has none."""
    info = film.info
    if info.sound is None:
        if needed and "sound" in info.undecodable:
            raise refused("clip-sound", film.file)
        return None
    first, _ = film.wanted
    keep = samples_for_frames(first), samples_for_frames(first + frames)
    try:
        sound = decode_track(film.source, info, keep=keep, room=film.room, seek=seek_before(info, first))
    except jail.ChildFailed as failed:
        if needed:
            raise refused("clip-sound", film.file) from failed
        return None
    whole = np.zeros((keep[1] - keep[0], 2), np.float32)
    whole[: len(sound)] = to_stereo(sound)
    target = film.room / "own.wav"
    write_wav(target, whole)
    return target
