"""Recordings whose every character has a known time: as they lie there, cut short, and joined to an hour."""

import itertools
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import av
import numpy as np
import soxr
from numpy.typing import NDArray

RATE = 48_000
CONDITIONS = ("clean", "pause", "insert", "delete", "pink10", "reverb", "cmns", "cmnw")
SHORTEST_S, LONGEST_S = 3.0, 15.0
"""Of a clip."""
_ROOM_S = 0.2
"""Left before and after the lines of a clip."""


@dataclass(frozen=True)
class Known:
    """One line, and when it is heard."""

    text: str
    start: float
    in_audio: bool
    units: tuple[tuple[str, float], ...]
    """Each character, or each joined word, and the second at which it begins."""

    def moved(self, by: float) -> "Known":
        """The same line heard ``by`` seconds later."""
        return replace(self, start=self.start + by, units=tuple((text, start + by) for text, start in self.units))


@dataclass(frozen=True, eq=False)
class Recording:
    """A sound and its script."""

    name: str
    sound: NDArray[np.float32]
    """Mono, 48 kHz."""
    lines: tuple[Known, ...]

    @property
    def script(self) -> list[str]:
        """Lines as displayed."""
        return [line.text for line in self.lines]

    @property
    def seconds(self) -> float:
        """Length."""
        return len(self.sound) / RATE


def recordings(place: Path, condition: str) -> list[Recording]:
    """Read all recordings of one condition."""
    return [_read(path) for path in sorted((place / condition).glob("*.json"))]


def _read(path: Path) -> Recording:
    told = json.loads(path.read_text("utf-8"))
    return Recording(
        f"{path.parent.name}/{path.stem}", decoded(path.with_suffix(".flac")), tuple(map(_known, told["lines"]))
    )


def _known(line: dict[str, Any]) -> Known:
    units = line.get("chars") or line.get("units") or []
    starts = tuple((text, float(start)) for text, start, _ in units)
    return Known(line["text"], float(line.get("start") or 0.0), bool(line["in_audio"]), starts)


def decoded(path: Path) -> NDArray[np.float32]:
    """Decode a sound to mono, 48 kHz."""
    with av.open(str(path)) as container:
        rate = container.streams.audio[0].rate
        sound = np.concatenate([frame.to_ndarray().ravel() for frame in container.decode(audio=0)])
    return np.asarray(soxr.resample(sound.astype(np.float32) / 32768, rate, RATE), np.float32)


def clips(whole: Sequence[Recording]) -> Iterator[Recording]:
    """Cut one to four lines that follow each other out of recordings, where they last as long as a clip."""
    for one in whole:
        for size in range(1, 5):
            for first in range(0, len(one.lines) - size + 1, size):
                clip = _clip(one, first, first + size)
                if SHORTEST_S <= clip.seconds <= LONGEST_S:
                    yield clip


def _clip(one: Recording, first: int, last: int) -> Recording:
    edges = _middles(one)
    lines = one.lines[first:last]
    start = max(edges[first], lines[0].start - _ROOM_S)
    end = edges[last]
    sound = one.sound[round(start * RATE) : round(end * RATE)]
    return Recording(f"{one.name}[{first}:{last}]", sound, tuple(line.moved(-start) for line in lines))


def _middles(one: Recording) -> list[float]:
    """Seconds between two lines: a little before the next begins; the sound's own ends at the ends."""
    return [0.0, *(max(0.0, line.start - _ROOM_S) for line in one.lines[1:]), one.seconds]


def hour(whole: Sequence[Recording], seconds: float = 3600.0) -> Recording:
    """Join lines, each with the rest after it, to one long recording; anew in another order each time round."""
    cut = [_clip(one, at, at + 1) for one in whole for at in range(len(one.lines))]
    order = random.Random(1)
    sounds: list[NDArray[np.float32]] = []
    lines: list[Known] = []
    length = 0
    for piece in itertools.chain.from_iterable(order.sample(cut, len(cut)) for _ in itertools.count()):
        if length >= seconds * RATE:
            break
        lines.append(piece.lines[0].moved(length / RATE))
        sounds.append(piece.sound)
        length += len(piece.sound)
    return Recording("hour", np.concatenate(sounds), tuple(lines))
