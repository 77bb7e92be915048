"""Clips: any film becomes a ``Moving``, decoded in the jail from its in point to its out point."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from fanxing.media import jail
from fanxing.media.ffmpeg import CHANGED, CUBE, NOTES, PICTURE, Piece, clip_command, notes_command
from fanxing.media.hdr import cube
from fanxing.media.joined import run_on
from fanxing.media.log import grave, tells
from fanxing.media.looks import Looks, alike, looks, settled, upright_size, within
from fanxing.media.notes import stretches
from fanxing.media.probe import probe
from fanxing.media.sound_in import decode_track, to_stereo
from fanxing.media.store import Store
from fanxing.media.taken import Taken
from fanxing.media.tracks import Colour, FilmTrack, MediaInfo
from fanxing.media.wav import write_wav
from fanxing.model.errors import AssetError, Fault, RecipeError
from fanxing.model.footage import Moving
from fanxing.model.geometry import Size
from fanxing.model.timing import FILM_RATE, frames_for_seconds, samples_for_frames
from fanxing.model.words import say

VERSION = 3
"""Raised whenever the same file gives another ``Moving``."""
TOOLS = ("ffmpeg", "libav")
"""Names of ``media.tools`` that shape a ``Moving``."""
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
_CLEAR = 2
"""Seconds before an in point in which damage counts: a decoder runs ahead, and pictures refer to those before."""
_UNTOLD_RATE = 25.0
"""Frames a second of a bare stream that does not tell."""

_HARMLESS = re.compile(
    r"EXIF|not on whitelist|SEI|metadata|timecode|Application provided|ID3|subtitle|edit list|co located POCs",
    re.IGNORECASE,
)
"""What ffmpeg calls an error although no picture is lost by it."""
_UNKNOWN = re.compile(r"not on whitelist|no decoder|decoder .*not found|Unsupported codec", re.IGNORECASE)
_CUT = re.compile(r"partial file|truncat|corrupt input packet|ended prematurely|unexpected EOF", re.IGNORECASE)
_LARGE = re.compile(r"max_pixels|Picture size|is invalid", re.IGNORECASE)

_WORDS: dict[str, tuple[str, str]] = {
    "clip-no-picture": ("{file} 里只有声音，没有画面", "换一段视频或一张图；讲解录音请写在 recording 下"),
    "clip-unknown-codec": ("视频 {file} 的编码无法解码", "用剪辑软件另存为 MP4（H.264）再用"),
    "clip-dolby": ("视频 {file} 是不带兼容层的杜比视界，颜色会全错", "在手机或剪辑软件里导出为 SDR 的 MP4（H.264）"),
    "clip-broken": ("视频 {file} 有损坏的画面", "重新复制这个文件；若只有一处坏，用 from 和 to 取好的一段"),
    "clip-cut-short": ("视频 {file} 不完整，只有前面一部分", "重新复制整个文件；或用 to 只取完好的一段"),
    "clip-too-large": ("视频 {file} 的画面太大", "另存为 4K 或 1080p 再用"),
    "clip-too-small": ("视频 {file} 的画面太小（{width}×{height} 像素），看不清", "换一段短边至少 64 像素的视频"),
    "clip-too-heavy": ("读视频 {file} 需要的内存超出限度", "另存为 1080p 的 MP4（H.264）再用"),
    "clip-slow": ("视频 {file} 在 {seconds} 秒内没有读完", "用 from 和 to 只取需要的一段，或另存为 1080p 的 MP4"),
    "clip-range": ("from 写的是 {start} 秒，而 {file} 只有 {length} 秒", "把 from 改到 {length} 秒以内"),
    "clip-changes": (
        "视频 {file} 的画面在第 {at} 秒换了尺寸、方向或色彩，前后不是一样的画面",
        "用 from 和 to 只取第 {at} 秒之前或之后的一段；或用剪辑软件另存为 MP4（H.264）",
    ),
    "clip-sound": ("视频 {file} 的声音有损坏", "重新复制这个文件；不需要原声就去掉 sound: true"),
}

REFUSALS = frozenset(_WORDS)
"""Rules by which a file is refused."""


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


def refused(rule: str, file: Path, **fields: object) -> AssetError:
    """Word the refusal of a clip."""
    return AssetError(_fault(rule, file, **fields))


def _fault(rule: str, file: Path, **fields: object) -> Fault:
    what, mend = _WORDS[rule]
    told = {"file": file.name, **fields}
    return Fault(rule=rule, what=say(what, **told), mend=say(mend, **told))


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
        film = _Film(file, source, info, _checked(file, info), cut, room, stop)
        piece, frames = _decode(film, _as_begun(film))
        sound = _own_sound(film, frames)
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


@dataclass(frozen=True, slots=True)
class _Film:
    """A stranger's film while it is taken in."""

    file: Path
    """As its person knows it."""
    source: Path
    """Where it is read, absolute."""
    info: MediaInfo
    """What it holds."""
    track: FilmTrack
    """Its picture."""
    cut: Cut
    """Which stretch is wanted."""
    room: Path
    """Scratch folder."""
    stop: jail.Stop
    """Set when the run is being given up."""

    @property
    def length(self) -> float:
        """Seconds; 0: not known."""
        return max(self.info.duration, self.track.duration)


def _checked(file: Path, info: MediaInfo) -> FilmTrack:
    film = info.film
    if film is None:
        raise refused("clip-unknown-codec" if "film" in info.undecodable else "clip-no-picture", file)
    if film.dolby and not film.colour.is_hdr and film.colour.matrix not in (1, 9):
        raise refused("clip-dolby", file)
    return film


def _piece(film: _Film) -> Piece:
    track = film.track
    width, height = upright_size(track)
    if min(width, height) < SHORTEST:
        raise refused("clip-too-small", film.file, width=round(width), height=round(height))
    scale = min(1.0, LONGEST / max(width, height))
    size = Size(width=_even(width * scale), height=_even(height * scale))
    colour = settled(track)
    first, end = film.cut.frames
    return Piece(
        source=film.source,
        track=track.index,
        origin=film.info.origin,
        seek=_seek(film.info, first),
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


def _as_begun(film: _Film) -> Piece:
    """The piece by the look of the film where its decoding begins, which need not be that of its first picture."""
    piece = _piece(film)
    if not piece.seek:
        return piece
    try:
        found = _looks(film, piece, piece.seek)
    except jail.ChildFailed:
        return piece  # what is wrong shows when it is decoded
    return _piece(replace(film, track=found[-1][1])) if found else piece


def _as_seen(film: _Film, piece: Piece) -> Piece:
    """The piece by the look of its own pictures, in a film whose pictures change on the way."""
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


def _looks(film: _Film, piece: Piece, until: float | None) -> Looks:
    limits = jail.Limits(patience(piece, film.length), MEMORY, film.stop)
    stretch = piece.seek, until
    return looks(film.source, film.track, stretch, origin=film.info.origin, room=film.room, limits=limits)


def _seek(info: MediaInfo, first: int) -> int:
    """Whole seconds that need not be decoded before a far in point."""
    return first // int(FILM_RATE) - _SEEK_MARGIN if info.seekable and first > _EARLY else 0


def _is_ours(film: FilmTrack, colour: Colour) -> bool:
    """Whether its pixels are coded as ours: BT.709, limited range, 4:2:0 of 8 bits."""
    narrow = colour.primaries not in (9, 11, 12) and not colour.is_hdr
    return film.pixels == "yuv420p" and colour.matrix == 1 and narrow and not colour.full and not film.decoder


def _even(pixels: float) -> int:
    return max(2, 2 * round(pixels / 2))


def _decode(film: _Film, piece: Piece) -> tuple[Piece, int]:
    """Write the picture into the room; what was written, and its length in frames. All attempts share one clock."""
    length, room = film.length, film.room
    begun = time.monotonic()

    def rest() -> jail.Limits:
        return jail.Limits(patience(piece, length, time.monotonic() - begun), MEMORY, film.stop)

    piece, ended, told, changed = _attempts(film, piece, rest)
    frames = _length(room / PICTURE) if ended.code == 0 and not ended.late else 0
    start = float(piece.first / FILM_RATE)
    if frames == 0 and piece.first and (ended.code == 0 or start >= (length or LONGEST_S)):
        raise RecipeError(_fault("clip-range", film.file, start=start, length=round(length, 2)))
    before = _told_before(piece, room, rest()) if frames and told else 0
    if ended.late or before is None:
        raise refused("clip-slow", film.file, seconds=round(patience(piece, length)))
    if not frames or told > before:
        raise refused(_why(ended), film.file)
    if piece.end is None and _ends_early(film.info, piece.first + frames):
        raise refused("clip-cut-short", film.file)
    if changed:
        jail.attempt(notes_command(room / PICTURE), limits=rest(), writable=room, reads=())
    return piece, frames


def _attempts(film: _Film, piece: Piece, rest: Callable[[], jail.Limits]) -> tuple[Piece, jail.Ended, int, bool]:
    """Decode a piece, in another way where the first one cannot be right; what was decoded in the end, and ``_run``."""
    ended, told, changed = _run(piece, film.room, rest())
    if changed and not ended.late:
        piece = _as_seen(film, piece)
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


def patience(piece: Piece, length: float, spent: float = 0.0) -> float:
    """Seconds of the clock for decoding a piece of a film: its own time, less what went before.

    Args:
        piece: What is decoded.
        length: Of the film in seconds; 0: not known.
        spent: Seconds that attempts at the same film have taken.
    """
    end = length or LONGEST_S if piece.end is None else min(float(piece.end / FILM_RATE), length or LONGEST_S)
    return max(_LEAST, max(_SECONDS, end - piece.seek + 30) - spent)


def _why(ended: jail.Ended) -> str:
    """The rule for a clip that ffmpeg could not decode cleanly."""
    if ended.burst:
        return "clip-too-heavy"
    for words, rule in ((_CUT, "clip-cut-short"), (_UNKNOWN, "clip-unknown-codec"), (_LARGE, "clip-too-large")):
        if words.search(ended.err):
            return rule
    return "clip-broken"


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


def _own_sound(film: _Film, frames: int) -> Path | None:
    """Write the film's own sound, exactly as long as its picture; None where it has none."""
    info, wanted = film.info, film.cut.sound
    if info.sound is None:
        if wanted and "sound" in info.undecodable:
            raise refused("clip-sound", film.file)
        return None
    first = film.cut.frames[0]
    keep = samples_for_frames(first), samples_for_frames(first + frames)
    try:
        sound = decode_track(film.source, info, keep=keep, room=film.room, seek=_seek(info, first))
    except jail.ChildFailed as failed:
        if wanted:
            raise refused("clip-sound", film.file) from failed
        return None
    whole = np.zeros((keep[1] - keep[0], 2), np.float32)
    whole[: len(sound)] = to_stereo(sound)
    target = film.room / "own.wav"
    write_wav(target, whole)
    return target
