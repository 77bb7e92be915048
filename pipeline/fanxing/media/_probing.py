"""Runs in the jail: what a film or sound file holds, asked of FFmpeg's libraries and of the first frames."""

from pathlib import Path
from typing import Any

import av
from av.error import FFmpegError

_FRAMES = 8
"""Frames looked at for interlacing; progressive ones may lead an interlaced film in."""
_TAGS, _LONGEST_TAG = 64, 8192
"""How many tags are handed over, and how many characters of each."""
_SEES_ALPHA = {"vp9": "libvpx-vp9", "vp8": "libvpx"}
"""FFmpeg's decoder -> the one that decodes alpha as well."""
_SMALL = 64
"""Pixels a side at which the light of what is seen is judged."""
_LIGHT = 200
"""Of 255: from here on what is seen is light; as for photographs."""
_FASTEST_UNTIMED = 240
"""Frames a second beyond which what a codec tells is a clock."""
_PACKETS = 400
"""Packets after which a track that gives no frame is given up."""


def probe(source: str, formats: str) -> dict[str, Any]:
    """Tell what ``source`` holds.

    Args:
        source: The foreign file.
        formats: Demuxers that may read it, parted by commas.

    Returns:
        ``{"format", "start", "duration", "films": […], "sounds": […]}`` with times in seconds; or ``refused``.
    """
    av.logging.set_level(None)
    try:
        with opened(source, formats) as container:
            told = {
                "format": container.format.name,
                "start": (container.start_time or 0) / 1_000_000,
                "duration": (container.duration or 0) / 1_000_000,
                "sounds": [_sound(one) for one in container.streams.audio],
                "tags": _tags(container),
            }
            if container.format.name == "wav":
                told["tags"].update(_wave_aigc(Path(source)))
            films = [one.index for one in container.streams.video if not _is_cover(one)]
    except (FFmpegError, OSError, ValueError) as error:
        return {"refused": "media-unknown", "fields": {"why": str(error)[:200]}}
    told["films"] = [_film(source, formats, index) for index in films[:8]]
    return told


def opened(source: str, formats: str) -> Any:  # noqa: ANN401 - PyAV's container
    """Open a foreign film or sound with FFmpeg's libraries; only ``formats`` may read it."""
    options = {"protocol_whitelist": "file", "format_whitelist": formats}
    return av.open(str(Path(source).resolve()), options=options, metadata_errors="ignore")


def _tags(container: Any) -> dict[str, str]:  # noqa: ANN401 - PyAV's container
    """What the file tells of itself, its sound tracks included (Ogg has its tags there); keys in lower case."""
    tags: dict[str, str] = {}
    for holder in (container, *container.streams.audio):
        for key, value in list(holder.metadata.items())[:_TAGS]:
            tags.setdefault(str(key).lower(), str(value)[:_LONGEST_TAG])
    return tags


def _wave_aigc(source: Path) -> dict[str, str]:
    """The AIGC chunk of a WAV, which FFmpeg does not tell of."""
    with source.open("rb") as stream:
        stream.seek(12)
        while len(head := stream.read(8)) == 8:
            size = int.from_bytes(head[4:], "little")
            if head[:4] == b"AIGC":
                return {"aigc": stream.read(min(size, _LONGEST_TAG)).decode("utf-8", "replace")}
            stream.seek(size + size % 2, 1)
    return {}


def _is_cover(stream: Any) -> bool:  # noqa: ANN401 - PyAV's stream
    """An attached picture is not the film."""
    return bool(stream.disposition & av.stream.Disposition.attached_pic)


def _times(stream: Any) -> dict[str, float | None]:  # noqa: ANN401 - PyAV's stream
    base = float(stream.time_base or 0)
    return {
        "start": None if stream.start_time is None else stream.start_time * base,
        "duration": None if stream.duration is None else stream.duration * base,
    }


def _sound(stream: Any) -> dict[str, Any]:  # noqa: ANN401 - PyAV's stream
    context = stream.codec_context
    return {
        "index": stream.index,
        "channels": context.channels if context else 0,
        "rate": context.sample_rate if context else 0,
        "decodes": context is not None,
        "main": bool(stream.disposition & av.stream.Disposition.default),
        **_times(stream),
    }


def _film(source: str, formats: str, index: int) -> dict[str, Any]:
    with opened(source, formats) as container:
        stream = container.streams[index]
        decoder = _decoder(stream)
        frames = _first_frames(container, stream, decoder)
        told = {
            "index": index,
            "codec": stream.codec_context.name if stream.codec_context else "",
            "frames": stream.frames,
            "rate": float(stream.average_rate or 0),
            "decodes": bool(frames),
            "decoder": decoder,
            **_times(stream),
        }
        if not frames:
            return told
        first = frames[0]
        sar = stream.sample_aspect_ratio
        sides = [side.type.name for side in first.side_data]
        return told | {
            **look_of(first, stream),
            "sar": float(sar) if sar else 1.0,
            "interlaced": any(frame.interlaced_frame for frame in frames),
            "dolby": any(one.startswith("DOVI") for one in sides),
            "clear": _clear(frames),
            **_untimed(stream, frames),
        }


def look_of(frame: Any, stream: Any) -> dict[str, Any]:  # noqa: ANN401 - PyAV's own
    """Size, turn and colours of a picture."""
    sar = stream.codec_context.sample_aspect_ratio
    return {
        "width": frame.width,
        "height": frame.height,
        "sar": float(sar) if sar else 1.0,
        "swaps": round(frame.rotation / 90) % 2 == 1,
        "pixels": frame.format.name,
        "bits": max(one.bits for one in frame.format.components),
        "rgb": bool(frame.format.is_rgb),
        "full": int(frame.color_range) == 2 or frame.format.name.startswith("yuvj"),
        "matrix": int(frame.colorspace),
        "primaries": int(frame.color_primaries),
        "transfer": int(frame.color_trc),
    }


def _untimed(stream: Any, frames: list[Any]) -> dict[str, Any]:  # noqa: ANN401 - PyAV's stream and frames
    """Whether frames have no times; then the rate is what the codec itself tells, if that is one."""
    if any(frame.pts is not None for frame in frames):
        return {"timeless": False}
    told = float(stream.guessed_rate or 0)
    return {"timeless": True} | ({"rate": told} if 1 <= told <= _FASTEST_UNTIMED else {})


def _decoder(stream: Any) -> str:  # noqa: ANN401 - PyAV's stream
    """The decoder that sees the alpha of a WebM, which FFmpeg's own leaves out; empty for all else."""
    name = stream.codec_context.name if stream.codec_context else ""
    return _SEES_ALPHA.get(name, "") if stream.metadata.get("alpha_mode") == "1" else ""


def _clear(frames: list[Any]) -> str:
    """How light what is seen is, where something may be transparent: ``light``, ``dark``, or nothing."""
    if not any(one.is_alpha for one in frames[0].format.components):
        return ""
    light = weight = 0.0
    for frame in frames:
        small = frame.reformat(width=_SMALL, height=_SMALL, format="rgba").to_ndarray().astype(float)
        light += float((small[..., :3].mean(axis=2) * small[..., 3]).sum())
        weight += float(small[..., 3].sum())
    return "light" if weight and light / weight > _LIGHT else "dark"


def _first_frames(container: Any, stream: Any, decoder: str) -> list[Any]:  # noqa: ANN401 - PyAV's own
    frames: list[Any] = []
    if stream.codec_context is None:
        return frames
    special: Any = av.CodecContext.create(decoder, "r") if decoder else None
    try:
        for number, packet in enumerate(container.demux(stream)):
            try:
                frames += packet.decode() if special is None else special.decode(packet)
            except FFmpegError:
                continue  # a film may begin with what refers to frames before it
            if len(frames) >= _FRAMES or number >= _PACKETS:
                break
    except FFmpegError:
        pass  # the file is cut: what came before counts
    return frames
