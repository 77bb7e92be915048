"""An aligned recording -> one take a line: with its own pauses, without what is not part of the telling, no click."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fanxing.media.speech.align import AlignedLine, Alignment
from fanxing.media.speech.noise import without_noise
from fanxing.media.speech.reading import Unit
from fanxing.media.speech.room_tone import filled, room_tone
from fanxing.model.timing import SAMPLE_RATE, samples_for_frames

LEAD = round(0.15 * SAMPLE_RATE)
"""Samples before the words of a take that follows a cut."""
TAIL = round(0.30 * SAMPLE_RATE)
"""Samples after the words of a take before a cut."""
FADE = round(0.010 * SAMPLE_RATE)
"""Samples over which each take begins and ends."""
_LONG_REST = round(0.60 * SAMPLE_RATE)
_LONG_BREATH = round(0.45 * SAMPLE_RATE)
_SHORT_BREATH = round(0.35 * SAMPLE_RATE)
_GRAIN = SAMPLE_RATE // 100
_FRAME = samples_for_frames(1)


@dataclass(frozen=True, slots=True)
class Cut:
    """The take of one line."""

    units: tuple[Unit, ...]
    """Of the line."""
    sound: NDArray[np.float32]
    """Mono, 48 kHz; a whole number of the film's frames, so that takes laid end to end leave no hole."""
    spans: tuple[tuple[int, int], ...]
    """First sample and first after of each unit."""


@dataclass(frozen=True, slots=True)
class _Words:
    """Where the words of a line lie in the recording."""

    line: int
    """Number of the line."""
    start: int
    """First sample."""
    end: int
    """First after."""
    free_from: int
    """First sample before the words that belongs to nothing else."""
    free_to: int
    """First sample after the words that belongs to something else."""


def cut_lines(
    sound: NDArray[np.float32], found: Alignment, *, tighten: bool = False, clean: bool = False
) -> list[Cut | None]:
    """Cut a recording into the takes of its lines.

    Args:
        sound: Mono, 48 kHz.
        found: Its alignment.
        tighten: Shorten long pauses, between lines and inside them.
        clean: Take the room's steady noise off.

    Returns:
        A cut for each line; None where the line is not heard.
    """
    words = _words(found, len(sound))
    busy = [(one.start, one.end) for one in words] + [_samples(one.start, one.end) for one in found.strays]
    tone = room_tone(sound, busy)
    cuts: list[Cut | None] = [None] * len(found.lines)
    edges = [_edges(words, at, sound, tighten=tighten) for at in range(len(words))]
    for own, (start, end) in zip(words, edges, strict=True):
        taken, spans = _taken(sound, found.lines[own.line], start, end)
        if tighten:
            taken, spans = _tightened(taken, spans)
        whole = _whole_frames(taken, sound[end : max(end, own.free_to - _GRAIN)], tone)
        whole = _faded(without_noise(whole, tone) if clean else whole)
        cuts[own.line] = Cut(tuple(unit.unit for unit in found.lines[own.line].units), whole, tuple(spans))
    return cuts


def _samples(start: float, end: float) -> tuple[int, int]:
    return round(start * SAMPLE_RATE), round(end * SAMPLE_RATE)


def _words(found: Alignment, samples: int) -> list[_Words]:
    """Place the words of each line that is heard, and the free room around them."""
    said = [(number, *_samples(line.start, line.end)) for number, line in enumerate(found.lines) if line.in_audio]
    strays = [_samples(one.start, one.end) for one in found.strays]
    placed = []
    for number, start, end in said:
        others = [(a, b) for other, a, b in said if other != number] + strays
        before = max((b for a, b in others if a < start), default=0)
        after = min((a for a, _ in others if a >= end), default=samples)
        placed.append(_Words(number, start, max(start + 1, end), min(before, start), max(after, end)))
    return placed


def _edges(words: Sequence[_Words], at: int, sound: NDArray[np.float32], *, tighten: bool) -> tuple[int, int]:
    """Where a take begins and ends: at the joint with its neighbour, or a little around its words."""
    own = words[at]
    start = max(own.free_from, own.start - LEAD)
    end = min(own.free_to, own.end + TAIL)
    if at and _join(words[at - 1], own, tighten=tighten):
        start = _joint(words[at - 1], own, sound)
    if at + 1 < len(words) and _join(own, words[at + 1], tighten=tighten):
        end = _joint(own, words[at + 1], sound)
    return start, max(end, own.end)


def _join(left: _Words, right: _Words, *, tighten: bool) -> bool:
    """Whether two takes follow one another in the recording, with nothing between and no pause to shorten."""
    follows = right.line == left.line + 1 and left.free_to == right.start and right.free_from == left.end
    return follows and not (tighten and right.start - left.end > _LONG_REST)


def _joint(left: _Words, right: _Words, sound: NDArray[np.float32]) -> int:
    """The quietest hundredth of a second shortly before the next words."""
    first = max(left.end, right.start - LEAD * 2)
    last = max(first, right.start - _GRAIN * 4)
    grains = (last - first) // _GRAIN
    if grains < 1:
        return first
    level = np.square(sound[first : first + grains * _GRAIN].reshape(grains, _GRAIN)).mean(axis=1)
    return first + int(np.argmin(level)) * _GRAIN


def _taken(
    sound: NDArray[np.float32], line: AlignedLine, start: int, end: int
) -> tuple[NDArray[np.float32], list[tuple[int, int]]]:
    spans = []
    for unit in line.units:
        first, last = _samples(unit.start, unit.end)
        spans.append((min(max(first - start, 0), end - start), min(max(last - start, 0), end - start)))
    return np.array(sound[start:end], np.float32), spans


def _tightened(
    taken: NDArray[np.float32], spans: list[tuple[int, int]]
) -> tuple[NDArray[np.float32], list[tuple[int, int]]]:
    """Take the middle out of long pauses between units."""
    gone = 0
    kept: list[NDArray[np.float32]] = []
    moved: list[tuple[int, int]] = []
    since = 0
    for at, (start, end) in enumerate(spans):
        rest = start - spans[at - 1][1] if at else 0
        if rest > _LONG_BREATH:
            out = rest - _SHORT_BREATH
            first = spans[at - 1][1] + (rest - out) // 2
            kept.append(taken[since:first])
            since = first + out
            gone += out
        moved.append((start - gone, end - gone))
    return _spliced([*kept, taken[since:]]), moved


def _spliced(parts: list[NDArray[np.float32]]) -> NDArray[np.float32]:
    """Lay parts end to end; over each seam the two fade into each other, without changing the length."""
    whole = np.concatenate(parts)
    at = 0
    ramp = np.linspace(0.0, 1.0, FADE, dtype=np.float32)
    for left, right in itertools.pairwise(parts):
        at += len(left)
        room = min(FADE, len(left), len(right))
        if room:
            # the end of the left part, mirrored, fades out under the beginning of the right one
            whole[at : at + room] = right[:room] * ramp[:room] + left[-room:][::-1] * (1 - ramp[:room])
    return whole


def _whole_frames(
    taken: NDArray[np.float32], after: NDArray[np.float32], tone: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Fill up to whole frames of the film, with what follows or the room's tone."""
    missing = -len(taken) % _FRAME
    more = np.array(after[:missing], np.float32)
    parts = [taken, more, filled(tone, missing - len(more))]
    return _spliced([part for part in parts if len(part)])


def _faded(whole: NDArray[np.float32]) -> NDArray[np.float32]:
    """Let both ends come and go."""
    ramp = np.linspace(0.0, 1.0, min(FADE, len(whole) // 2), dtype=np.float32)
    whole[: len(ramp)] *= ramp
    whole[len(whole) - len(ramp) :] *= ramp[::-1]
    return whole
