"""A finished film -> figures.

Our own films are measured in this process, group by group where they are what our engine wrote; a stranger's in a
walled-in child through ``measured`` (JSON in, JSON out).
"""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from fanxing.media.bench import Bench
from fanxing.media.measure.container import file_facts
from fanxing.media.measure.likeness import Cells
from fanxing.media.measure.overlay import Sighting
from fanxing.media.measure.passed import Keep, Passed
from fanxing.media.measure.piecewise import pass_piecewise
from fanxing.media.measure.whole import pass_whole
from fanxing.model.aigc import parse_aigc

_NOT_THERE = Sighting(0.0, 0)
"""Of a frame that the film does not have."""


@dataclass
class FilmFigures:
    """What was found in one film."""

    facts: dict[str, Any]
    """Figures by name, with the unit in the name."""
    loudness: tuple[float, ...] = ()
    """Short-term loudness each second, LUFS."""
    peaks: tuple[float, ...] = ()
    """Waveform."""
    envelope: tuple[float, ...] = ()
    """Power of each 10 ms in dBFS, not below -90."""
    thumbnails: tuple[bytes, ...] = ()
    """JPEG."""
    kept: dict[int, NDArray[np.uint8]] = field(default_factory=dict)
    """Frames asked for, RGB (H, W, 3), by index."""
    cells: dict[int, Cells] = field(default_factory=dict)
    """Frames asked for in cells, by index."""
    sightings: tuple[tuple[Sighting, int], ...] = ()
    """How well each type asked for was found, and the shorter side of its frame (0: there is no such frame)."""
    sound: NDArray[np.float32] | None = None
    """The sound track on the film's clock at ``heard.LOWERED``, mono, where it was asked for."""


def measured(path: str, room: str, keep: list[int]) -> dict[str, Any]:
    """Measure a film in a child: JSON in and out; thumbnails and frames asked for are written into ``room``."""
    file = Path(path)
    try:
        figures = measure_film(file, Keep(frames=tuple(keep)))
    except (av.FFmpegError, ValueError):
        return {"facts": file_facts(file) | {"unreadable": True}, "loudness": [], "peaks": [], "envelope": []}
    for at, picture in enumerate(figures.thumbnails):
        (Path(room) / f"thumb-{at}.jpg").write_bytes(picture)
    for number, frame in figures.kept.items():
        np.save(Path(room) / f"frame-{number}.npy", frame, allow_pickle=False)
    return {
        "facts": figures.facts,
        "loudness": figures.loudness,
        "peaks": figures.peaks,
        "envelope": figures.envelope,
    }


def measure_film(path: Path, keep: Keep | None = None, bench: Bench | None = None) -> FilmFigures:
    """Read, decode and measure a film.

    Args:
        path: The file.
        keep: What is given back beside the figures; None: nothing.
        bench: Where figures of groups of pictures are kept, and on how many cores they are measured; None for a film
            that may be anybody's: it is passed through as a whole. The figures are the same.

    Raises:
        av.FFmpegError: It cannot be opened at all.
    """
    keep = keep or Keep()
    facts = file_facts(path)
    with path.open("rb") as stream:
        facts["sha256"] = hashlib.file_digest(stream, "sha256").hexdigest()
    with av.open(str(path)) as film:
        value = film.metadata.get("AIGC")
    facts["aigc"] = value
    facts["aigc_form"] = found.form if value and (found := parse_aigc(value)) else None
    passed = (pass_piecewise(path, keep, bench) if bench is not None else None) or pass_whole(path, keep)
    facts |= passed.facts
    seconds = facts["duration_s"]
    facts["kbps"] = round(facts["bytes"] * 8 / 1000 / seconds, 1) if seconds else 0.0
    ear, taken = passed.listener, passed.taken
    return FilmFigures(
        facts=facts,
        loudness=ear.curve() if ear else (),
        peaks=ear.peaks() if ear else (),
        envelope=ear.envelope() if ear else (),
        thumbnails=tuple(bytes(plane) for one, plane in taken.items() if one.kind == "thumbnail"),
        kept={one.frame: plane for one, plane in taken.items() if one.kind == "frame"},
        cells={one.frame: plane.astype(np.float32) for one, plane in taken.items() if one.kind == "cells"},
        sightings=_sightings(passed, keep),
        sound=ear.lowered(passed.sound_start_s) if ear and keep.sound else None,
    )


def _sightings(passed: Passed, keep: Keep) -> tuple[tuple[Sighting, int], ...]:
    """Look for each type in the part of its frame that was taken."""
    width, height = passed.size
    parts = {(one.frame, one.window): plane for one, plane in passed.taken.items() if one.kind == "part"}
    found = []
    for at, sought in keep.sought:
        part = parts.get((at, sought.window(width, height)))
        found.append((_NOT_THERE, 0) if part is None else (sought.find(part, width, height), min(width, height)))
    return tuple(found)
