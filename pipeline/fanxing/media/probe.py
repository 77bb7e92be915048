"""What a film or sound file holds, found out in the jail."""

from pathlib import Path
from typing import Any

from fanxing.media import jail
from fanxing.media.ffmpeg import FORMATS
from fanxing.media.tracks import Colour, FilmTrack, MediaInfo, SoundTrack
from fanxing.model.errors import AssetError, Fault
from fanxing.model.words import say

_LIMITS = jail.Limits(seconds=30, memory_bytes=1 << 30)
_FASTEST = 1000.0
"""Frames a second above which a rate is no rate but a clock."""


def probe(file: Path, writable: Path) -> MediaInfo:
    """Find out what ``file`` holds.

    Args:
        file: The foreign file.
        writable: A scratch folder for the child.

    Raises:
        AssetError: Nothing that can be read.
    """
    arguments = {"source": str(file.resolve()), "formats": FORMATS}
    try:
        told = jail.call("fanxing.media._probing:probe", arguments, limits=_LIMITS, writable=writable, reads=[file])
    except jail.ChildFailed:
        told = {"refused": "media-unknown"}
    if "refused" in told:
        raise AssetError(
            Fault(
                rule="media-unknown",
                what=say("{file} 不是能识别的图片、视频或声音文件，或已损坏", file=file.name),
                mend=say("用播放器打开看看；能播放的话，另存为 MP4（H.264）、MP3 或 WAV 再用"),
            )
        )
    return _info(told)


def _info(told: dict[str, Any]) -> MediaInfo:
    films = [_film(one, told) for one in told["films"] if one["decodes"]]
    sounds = sorted((one for one in told["sounds"] if one["decodes"]), key=lambda one: (not one["main"], -one["rate"]))
    return MediaInfo(
        start=told["start"],
        duration=told["duration"],
        film=_the_film(films),
        sound=_sound(sounds[0], told) if sounds else None,
        tags=tuple(told["tags"].items()),
        seekable=told["format"].startswith(("mov", "matroska")),
        restarts=told["format"] in ("mpegts", "mpeg"),
        undecodable=tuple(name for name, got in (("film", films), ("sound", sounds)) if told[f"{name}s"] and not got),
    )


def _the_film(films: list[FilmTrack]) -> FilmTrack | None:
    """The largest of those that move: a phone's motion photo has a large track of a few frames beside the film."""
    fastest = max((one.rate for one in films), default=0.0)
    longest = max((one.duration for one in films), default=0.0)
    moving = [one for one in films if one.rate >= fastest / 2 and one.duration >= longest / 2]
    return max(moving, key=lambda one: (one.width * one.height, -one.index), default=None)


def _film(one: dict[str, Any], told: dict[str, Any]) -> FilmTrack:
    return FilmTrack(
        index=one["index"],
        width=one["width"],
        height=one["height"],
        sar=one["sar"] if 1 / 8 <= one["sar"] <= 8 else 1.0,
        swaps=one["swaps"],
        rate=one["rate"] if one["rate"] < _FASTEST else 0.0,
        start=told["start"] if one["start"] is None else one["start"],
        duration=one["duration"] or 0.0,
        colour=Colour(matrix=one["matrix"], primaries=one["primaries"], transfer=one["transfer"], full=one["full"]),
        pixels=one["pixels"],
        bits=one["bits"],
        rgb=one["rgb"],
        interlaced=one["interlaced"],
        dolby=one["dolby"],
        clear=one["clear"],
        timeless=one["timeless"],
        decoder=one["decoder"],
    )


def _sound(one: dict[str, Any], told: dict[str, Any]) -> SoundTrack:
    return SoundTrack(
        index=one["index"],
        channels=one["channels"],
        start=told["start"] if one["start"] is None else one["start"],
        duration=one["duration"] or 0.0,
    )
