"""Recordings laid one behind the other in one file: each brings its own clock, and the clock of the whole jumps."""

from dataclasses import replace
from pathlib import Path

from fanxing.media import jail
from fanxing.media.ffmpeg import FORMATS
from fanxing.media.probe import probe
from fanxing.media.tracks import MediaInfo
from fanxing.model.errors import AssetError, Fault
from fanxing.model.words import say

REFUSALS = frozenset({"clock-jumps"})
"""Rules by which a file is refused."""
_SECONDS = 300.0
"""Of the clock, in which a file is read from one end to the other."""
_MEMORY = 1 << 30
_MORE = 2.0
"""Seconds copied beyond what is wanted, so that what refers to later pictures has them."""


def run_on(
    file: Path, info: MediaInfo, room: Path, until: float | None = None, stop: jail.Stop = None
) -> tuple[Path, MediaInfo]:
    """A file whose clock runs on, and what it holds: ``file`` itself, or a copy in the room where it jumps.

    Nothing is decoded for it.

    Args:
        file: The foreign file.
        info: What it holds.
        room: Scratch folder; it must outlive what is given back.
        until: Seconds of film after which nothing is wanted; None: to the end.
        stop: Set by another thread when the whole run is being given up.

    Raises:
        AssetError: Its clock cannot be mended.
        ToolError: The child could not be started, the disk is full, or memory is short.
    """
    source = file.resolve()
    limits = jail.Limits(_SECONDS, _MEMORY, stop)
    last = None if until is None else until + _MORE
    try:
        if not info.restarts or not _asked("jumps", source, info, last, room, limits):
            return source, info
    except jail.ChildFailed:
        return source, info  # what is wrong with the file shows when it is decoded
    copy = room / "joined.mkv"
    try:
        _asked("join", source, info, last, room, limits, target=str(copy))
        told = probe(copy, room)
    except (jail.ChildFailed, AssetError) as failed:
        raise _refused(file) from failed
    if (told.film is None, told.sound is None) != (info.film is None, info.sound is None):
        raise _refused(file)
    return copy, replace(told, tags=info.tags)


def _asked(  # noqa: PLR0913, PLR0917 - a stretch of a file, and where to work
    function: str, source: Path, info: MediaInfo, until: float | None, room: Path, limits: jail.Limits, **more: str
) -> object:
    tracks = [one.index for one in (info.film, info.sound) if one is not None]
    arguments = {"source": str(source), "formats": FORMATS, "tracks": tracks, "until": until, **more}
    name = f"fanxing.media._changing:{function}"
    return jail.call(name, arguments, limits=limits, writable=room, reads=[source])


def _refused(file: Path) -> AssetError:
    what = say("{file} 的时间记录中途断开，像是几段录像直接拼成的，声音和画面会对不上", file=file.name)
    mend = say("用剪辑软件打开它，另存为 MP4（H.264）再用；或改用拼接之前的原始文件")
    return AssetError(Fault(rule="clock-jumps", what=what, mend=mend))
