"""An alignment beside the truth -> figures."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from recordings import Known, Recording

from fanxing.media.speech.align import Alignment

NEAR_S = 0.1


@dataclass(frozen=True)
class Seen:
    """What one recording showed."""

    name: str
    starts: tuple[float, ...]
    """Seconds by which each line that is heard begins too late."""
    onsets: tuple[float, ...]
    """Seconds by which each character or word begins too late."""
    found: int
    """Lines that are not spoken and were said to be so."""
    missed: int
    """Lines that are not spoken and were not said to be so."""
    false: int
    """Lines that are spoken and were said not to be."""
    backwards: int
    """Times that run backwards: must be none."""
    confidence: float
    """Mean confidence of the lines that are spoken."""


def seen(one: Recording, alignment: Alignment) -> Seen:
    """Lay an alignment beside the truth."""
    pairs = list(zip(alignment.lines, one.lines, strict=True))
    heard = [(line, known) for line, known in pairs if known.in_audio]
    times = [time for line in alignment.lines for _, start, end in line.chars for time in (start, end)]
    return Seen(
        name=one.name,
        starts=tuple(line.start - known.start for line, known in heard),
        onsets=tuple(late for line, known in heard for late in _late(line.chars, known)),
        found=sum(not line.in_audio and not known.in_audio for line, known in pairs),
        missed=sum(line.in_audio and not known.in_audio for line, known in pairs),
        false=sum(not line.in_audio and known.in_audio for line, known in pairs),
        backwards=sum(after < before for before, after in itertools.pairwise(times)),
        confidence=float(np.mean([line.confidence for line, _ in heard])),
    )


def _late(chars: tuple[tuple[str, float, float], ...], known: Known) -> list[float]:
    """Pair the onsets found with the known ones; a word of several characters begins with its first."""
    ends = list(itertools.accumulate(len(text) for text, _ in known.units))
    return [chars[end - len(text)][1] - start for end, (text, start) in zip(ends, known.units, strict=True)]


@dataclass(frozen=True)
class Figures:
    """What a group of recordings showed, in milliseconds and shares."""

    median: float
    mean: float
    p95: float
    near: float
    """Share within 100 ms."""
    lost: float
    """Share further away than half a second."""
    bias: float
    """Median with its sign: positive is late."""


def figures(errors: Iterable[float]) -> Figures:
    """Sum up errors in seconds."""
    late = 1000 * np.array(list(errors))
    size = np.abs(late)
    return Figures(
        median=round(float(np.median(size)), 1),
        mean=round(float(size.mean()), 1),
        p95=round(float(np.percentile(size, 95)), 1),
        near=round(float((size <= 1000 * NEAR_S).mean()), 4),
        lost=round(float((size > 500).mean()), 4),
        bias=round(float(np.median(late)), 1),
    )


def f1(rows: Iterable[Seen]) -> float:
    """Harmonic mean of precision and recall of lines that are not spoken."""
    rows = list(rows)
    found, wrong = sum(row.found for row in rows), sum(row.missed + row.false for row in rows)
    return round(2 * found / max(1, 2 * found + wrong), 3)
