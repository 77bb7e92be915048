"""Speech that is not in the script: ad-libs, and takes that were told again; the last good take is the one kept."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from fanxing.media.speech.align.alignment import Stray
from fanxing.media.speech.align.ear import Ear
from fanxing.media.speech.align.features import FRAME_S
from fanxing.media.speech.align.fine import COSTS, Exact
from fanxing.media.speech.align.fit import Course, Fit, course
from fanxing.media.speech.align.graph import graph
from fanxing.media.speech.align.path import ByClass, band, best_path
from fanxing.media.speech.align.reference import Ints, Reference

_GAP_FRAMES = 60
_SHORTEST_FRAMES = 40
_NEIGHBOURS = 4
_LEAVE_OUT = (30.0, 2.0)
_GOOD_SHARE = 0.09
_LONG_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Told:
    """A course in which each line is told once, in its last good take."""

    course: Course
    """At 10 ms."""
    strays: tuple[Stray, ...]
    """What else is said."""


@dataclass(frozen=True, slots=True)
class _Again:
    """Lines heard again in a stretch of other speech."""

    start: int
    """First frame of the stretch."""
    end: int
    """Frame after."""
    found: Course
    """The course within the stretch."""
    lines: tuple[int, ...]
    """Lines that fit well."""


def told_once(ear: Ear, exact: Exact) -> Told:
    """Look for lines of the script in other speech, and keep the last good take of each."""
    now = exact.course
    takes: list[Stray] = []
    for start, end, border in list(_stretches(now, ear)):
        again = _again(ear, exact, start, end, border)
        later = _told_later(again.lines, border, _heard(now, ear.reference))
        for line in later:
            takes += [one for one in [_take(now, line, ear.reference)] if one]
            now = _moved(now, again, line, ear.reference)
        for line in again.lines:
            if line not in later:
                takes += [one for one in [_take(_placed(again, now), line, ear.reference)] if one]
    return Told(now, tuple(_listed(now, ear, takes)))


def _stretches(now: Course, ear: Ear) -> Iterator[tuple[int, int, int]]:
    """Give stretches of other speech: first frame, frame after, border."""
    spoken = now.other & (ear.activity.speech > 0.5)
    frames = np.flatnonzero(spoken)
    if not len(frames):
        return
    parts = np.split(frames, np.flatnonzero(np.diff(frames) > _GAP_FRAMES) + 1)
    for part in parts:
        start, end = int(part[0]), int(part[-1]) + 1
        if len(part) >= _SHORTEST_FRAMES:
            yield start, end, int(now.border[start])


def _heard(now: Course, reference: Reference) -> set[int]:
    phones = np.unique(now.phone[now.phone >= 0])
    return set(reference.unit_line[reference.phone_unit[phones]].tolist())


def _again(ear: Ear, exact: Exact, start: int, end: int, border: int) -> _Again:
    """Look for the lines around a border in a stretch of other speech."""
    near = [
        line
        for line in range(max(0, border - _NEIGHBOURS), min(len(ear.reference.lines), border + _NEIGHBOURS))
        if ear.reference.lines[line]
    ]
    ways = graph(ear.reference, exact.states, replace(COSTS, leave_out=_LEAVE_OUT), near)
    table = exact.table[start:end]
    path, _ = best_path(ByClass(table, ways.column_class), ways, band(np.zeros(end - start), len(ways), len(ways)))
    found = course(path, ways)
    return _Again(start, end, found, tuple(_good(table, found, ear.reference, exact.fit)))


def _good(table: np.ndarray, found: Course, reference: Reference, judged: Fit) -> Iterator[int]:
    """Lines that fit as well as those that were found, and take long enough."""
    frames = np.flatnonzero(found.phone >= 0)
    owner = reference.unit_line[reference.phone_unit[found.phone[frames]]]
    above = table[frames, found.state[frames]] - table[frames, : table.shape[1] - 2].min(axis=1)
    machine = np.bincount(reference.unit_line, reference.unit_seconds, minlength=len(reference.lines))
    for line in np.unique(owner):
        own = owner == line
        is_long = own.sum() * FRAME_S >= _LONG_ENOUGH * machine[line]
        if is_long and above[own].mean() <= _GOOD_SHARE * judged.wrong:
            yield int(line)


def _told_later(lines: tuple[int, ...], border: int, heard: set[int]) -> list[int]:
    """Of lines heard in other speech, those whose last take this is.

    They lead up to the border without a gap, or are heard nowhere else.
    """
    later = [line for line in lines if line not in heard]
    line = border - 1
    while line in lines:
        later.append(line)
        line -= 1
    return sorted(set(later))


def _placed(again: _Again, whole: Course) -> Course:
    """Lay the course of a stretch into an empty one of the whole recording."""
    frames = len(whole.phone)

    def laid(track: Ints, empty: int) -> Ints:
        out = np.full(frames, empty, np.int64)
        out[again.start : again.end] = track
        return out

    return Course(
        phone=laid(again.found.phone, -1),
        border=laid(again.found.border, -1),
        other=np.zeros(frames, np.bool_),
        state=laid(again.found.state, -1),
    )


def _frames(now: Course, line: int, reference: Reference) -> Ints:
    owner = np.where(now.phone >= 0, reference.unit_line[reference.phone_unit[now.phone]], -1)
    return np.flatnonzero(owner == line)


def _take(now: Course, line: int, reference: Reference) -> Stray | None:
    frames = _frames(now, line, reference)
    return Stray(float(frames[0] * FRAME_S), float((frames[-1] + 1) * FRAME_S), line) if len(frames) else None


def _moved(now: Course, again: _Again, line: int, reference: Reference) -> Course:
    """Tell a line where it was heard again, and no longer where it was."""
    phone, border, other, state = now.phone.copy(), now.border.copy(), now.other.copy(), now.state.copy()
    old = _frames(now, line, reference)
    if len(old):
        gone = slice(int(old[0]), int(old[-1]) + 1)
        phone[gone], state[gone], border[gone], other[gone] = -1, -1, line, True
    new = _placed(again, now)
    frames = _frames(new, line, reference)
    told = slice(int(frames[0]), int(frames[-1]) + 1)
    phone[told], state[told], border[told], other[told] = new.phone[told], new.state[told], -1, False
    return Course(phone, border, other, state)


def _listed(now: Course, ear: Ear, takes: list[Stray]) -> list[Stray]:
    """All takes that were not kept, and what remains: ad-lib."""
    free = now.other & (ear.activity.speech > 0.5)
    for take in takes:
        free[round(take.start / FRAME_S) : round(take.end / FRAME_S)] = False
    left = replace_other(now, free)
    adlib = [Stray(start * FRAME_S, end * FRAME_S, None) for start, end, _ in _stretches(left, ear)]
    return sorted([*takes, *adlib], key=lambda one: one.start)


def replace_other(now: Course, other: np.ndarray) -> Course:
    """Give the same course with other frames of other speech."""
    return Course(now.phone, now.border, other, now.state)
