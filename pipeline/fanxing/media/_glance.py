"""Runs in the jail: a quick look at all files of a recipe, without keeping anything of them.

What is not as it should be is only suspected here: the intake itself, which decodes in full, has the last word.
"""

import math
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.error import FFmpegError
from PIL import Image

from fanxing.media._probing import probe

_SMALL = 512
"""Pixels that a JPEG is reduced to while it is decoded."""
_MOST_PIXELS = 40_000_000
"""Pictures that cannot be reduced while they are decoded are not decoded above this."""
_FAINTEST = 10 ** (-60 / 20)
"""Peak below which a recording counts as silent."""
_LONGEST_S = 600.0
"""Seconds of a recording that are listened to for the first thing that sounds."""


def glance(files: list[list[str]], formats: str) -> list[dict[str, Any]]:
    """Look at each file.

    Args:
        files: Pairs of path and use: ``shot``, ``picture``, ``recording`` or ``music``; a picture as ``raster``.
        formats: Demuxers that may read it, parted by commas.

    Returns:
        For each ``{"suspect": bool, "film": bool, "sound": bool, "seconds": float}``.
    """
    return [_picture(path) if use == "raster" else _sounding(path, use, formats) for path, use in files]


def _picture(path: str) -> dict[str, Any]:
    told = {"suspect": False, "film": False, "sound": False, "seconds": 0.0}
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(path) as picture:
            picture.draft(None, (_SMALL, _SMALL))
            if math.prod(picture.size) <= _MOST_PIXELS:
                picture.load()
    except (OSError, ValueError, SyntaxError, MemoryError):
        told["suspect"] = True
    return told


def _sounding(path: str, use: str, formats: str) -> dict[str, Any]:
    found = probe(path, formats)
    if "refused" in found:
        return {"suspect": True, "film": False, "sound": False, "seconds": 0.0}
    film = any(one["decodes"] for one in found["films"])
    sound = any(one["decodes"] for one in found["sounds"])
    wanted = film if use in ("shot", "picture") else sound
    silent = use == "recording" and sound and _is_silent(path, formats)
    lengths = (one["duration"] or 0.0 for one in found["films"])
    return {
        "suspect": not wanted or silent,
        "film": film,
        "sound": sound,
        "seconds": max(lengths, default=0.0) or found["duration"],
    }


def _is_silent(path: str, formats: str) -> bool:
    options = {"protocol_whitelist": "file", "format_whitelist": formats}
    try:
        with av.open(str(Path(path).resolve()), options=options, metadata_errors="ignore") as container:
            flat = av.AudioResampler("fltp")
            for frame in container.decode(audio=0):
                for one in flat.resample(frame):
                    if float(np.abs(one.to_ndarray()).max(initial=0.0)) >= _FAINTEST:
                        return False
                if (frame.time or 0.0) > _LONGEST_S:
                    return False
    except (FFmpegError, OSError, ValueError):
        return True
    return True
