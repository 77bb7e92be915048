"""A finished still of our own -> figures."""

from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from fanxing.media.aigc import read_aigc


def measured_picture(path: str) -> dict[str, Any]:
    """Measure a picture in a child; what cannot be opened has no size."""
    try:
        return measure_picture(Path(path))
    except (OSError, ValueError, SyntaxError):
        return {"width": 0, "height": 0, "format": "", "bytes": 0, "spread": 0.0, "aigc": None}


def measure_picture(path: Path) -> dict[str, Any]:
    """Measure a cover: size, format, spread of its luma, AI metadata."""
    with Image.open(path) as picture:
        width, height = picture.size
        picture.draft("L", (160, 160))  # a JPEG is decoded no larger than is looked at
        small = picture.convert("L").resize((160, 160))
        facts: dict[str, Any] = {
            "width": width,
            "height": height,
            "format": picture.format or "",
            "bytes": path.stat().st_size,
            "spread": round(float(np.asarray(small, dtype=np.float32).std()), 1),
        }
    return facts | {"aigc": read_aigc(path)}
