"""Files that anybody may have written, measured in a walled-in child."""

import io
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from fanxing.media import jail
from fanxing.media.layer import Pixels
from fanxing.media.measure.container import file_facts

_MEMORY = 3 << 30
"""Bytes: frame threads of a 4K film take a third of it."""
_LARGEST_FRAME = 8192 * 8192 * 3
"""Bytes of a frame that is taken back from a child."""


@dataclass(frozen=True)
class Foreign:
    """What a child found in a film."""

    facts: dict[str, Any]
    """Figures by name."""
    loudness: tuple[float, ...] = ()
    """Short-term loudness each second, LUFS."""
    peaks: tuple[float, ...] = ()
    """Waveform."""
    envelope: tuple[float, ...] = ()
    """Power of each 10 ms, dBFS."""
    thumbnails: tuple[bytes, ...] = ()
    """JPEG."""
    kept: dict[int, Pixels] = field(default_factory=dict)
    """Frames asked for, RGB."""


def measure_foreign(film: Path, keep: Sequence[int] = ()) -> Foreign:
    """Measure a film of unknown origin.

    Args:
        film: The file.
        keep: Indices of frames to give back.

    Raises:
        ToolError: No child could be started.
    """
    # A film plays in a third of the time at worst on two cores; what takes longer than six times is no film.
    seconds = 120.0 + film.stat().st_size / 100_000
    with tempfile.TemporaryDirectory(prefix="fanxing-") as name:
        room = Path(name)
        arguments = {"path": str(film.resolve()), "room": str(room.resolve()), "keep": list(keep)}
        limits = jail.Limits(seconds=min(seconds, 7200.0), memory_bytes=_MEMORY)
        try:
            told = jail.call(
                "fanxing.media.measure.film:measured", arguments, limits=limits, writable=room, reads=[film]
            )
        except jail.ChildFailed:
            told = {"facts": file_facts(film) | {"unreadable": True}, "loudness": [], "peaks": [], "envelope": []}
        return Foreign(
            facts=told["facts"],
            loudness=tuple(told["loudness"]),
            peaks=tuple(told["peaks"]),
            envelope=tuple(told["envelope"]),
            thumbnails=tuple(file.read_bytes() for file in sorted(room.glob("thumb-*.jpg"))),
            kept={number: frame for number in keep if (frame := _frame(room / f"frame-{number}.npy")) is not None},
        )


def measure_foreign_picture(picture: Path) -> dict[str, Any]:
    """Measure a picture of unknown origin; what cannot be opened has no size."""
    with tempfile.TemporaryDirectory(prefix="fanxing-") as name:
        limits = jail.Limits(seconds=30.0, memory_bytes=1 << 30)
        arguments = {"path": str(picture.resolve())}
        try:
            told = jail.call(
                "fanxing.media.measure.picture:measured_picture",
                arguments,
                limits=limits,
                writable=Path(name),
                reads=[picture],
            )
        except jail.ChildFailed:
            return {"width": 0, "height": 0, "format": "", "bytes": 0, "spread": 0.0, "aigc": None}
    return dict(told)


def _frame(file: Path) -> Pixels | None:
    """Read a frame that a child wrote; anything but RGB bytes of a sane size is none."""
    try:
        if file.stat().st_size > _LARGEST_FRAME + 1024:
            return None
        frame = np.load(io.BytesIO(file.read_bytes()), allow_pickle=False)
    except (OSError, ValueError):
        return None
    return frame if frame.ndim == 3 and frame.shape[2] == 3 and frame.dtype == np.uint8 else None
