"""The exact course: 10 ms, line by line, with models that learn from this recording until they hold still."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from fanxing.media.speech.align.coarse import Rough, bad_lines, learnable, with_rests
from fanxing.media.speech.align.ear import Ear
from fanxing.media.speech.align.features import Floats
from fanxing.media.speech.align.fit import Course, Fit, course, fit
from fanxing.media.speech.align.graph import NEVER, Costs, Graph, Layout, graph, layout
from fanxing.media.speech.align.models import from_reference, rest_costs, trained
from fanxing.media.speech.align.pieces_path import Piece, best_paths
from fanxing.media.speech.align.reference import Reference
from fanxing.media.speech.pauses import Pause

STEPS = (0.03, 0.09)
"""Phones longer than these, in seconds, have two and three states."""
COSTS = Costs(
    rest={
        Pause.NONE: 4.5,
        Pause.SLIGHT: 2.5,
        Pause.BEAT: 2.5,
        Pause.CLAUSE: 1.5,
        Pause.SENTENCE: 1.5,
        Pause.END: 0.5,
    },
    other=15.0,
    skip=float(NEVER),
    leave_out=None,
)
TURNS = 3
_REST_WEIGHT = 8.0
_OTHER_SHARE = 0.15
_BAD_SHARE = 0.22
_REST_FRAMES = 15
"""A rest between lines as long as this is a safe place to part the recording."""
_LONGEST_FRAMES = 2500


@dataclass(frozen=True, slots=True)
class Exact:
    """An exact course."""

    course: Course
    """At 10 ms."""
    table: Floats
    """(frames, classes + 2) costs of the last turn."""
    fit: Fit
    """How well each line fits."""
    states: Layout
    """Classes of the table."""
    cost: float
    """Of a frame on average."""


def exact(ear: Ear, start: Rough) -> Exact:
    """Make a rough course exact."""
    states = layout(ear.reference, STEPS)
    prior = from_reference(ear.reference, ear.said, states)
    ways = graph(ear.reference, states, COSTS, start.lines)
    weight = _REST_WEIGHT * ear.activity.cleanness
    rests = rest_costs(ear.heard, ear.activity, prior.variance.mean(axis=0), weight)
    found = dealt(start.course, ear.reference, states, start.lines)
    bad = set(start.bad)
    for _ in range(TURNS):
        table = np.zeros((0, 0), np.float32)  # the one before is not held beside the next
        table = trained(prior, ear.heard, learnable(found, ear, bad)).costs(ear.heard)
        other = fit(table[:, :-2], found, ear.reference).between(_OTHER_SHARE)
        with_rests(table, rests, other)
        path, totals = best_paths(table, ways, list(_parted(found, ways)))
        found = course(path, ways)
        judged = fit(table[:, :-2], found, ear.reference)
        bad = bad_lines(judged, _BAD_SHARE)
    return Exact(found, table, judged, states, float(totals.sum()) / len(table))


def dealt(rough: Course, reference: Reference, states: Layout, lines: tuple[int, ...]) -> Course:
    """Deal the frames of each phone to its states in equal parts; lines that are not kept are rests."""
    kept = np.isin(reference.unit_line[reference.phone_unit[rough.phone]], lines) & (rough.phone >= 0)
    phone = np.where(kept, rough.phone, -1)
    begins = np.flatnonzero(np.diff(phone, prepend=-2))
    length = np.diff(np.append(begins, len(phone)))
    within = np.arange(len(phone)) - np.repeat(begins, length)
    label = reference.phone_label[phone]
    state = states.first[label] + within * states.count[label] // np.repeat(length, length)
    return Course(phone, rough.border, rough.other, np.where(phone >= 0, state, -1))


def _parted(found: Course, ways: Graph) -> Iterator[Piece]:
    """Part the recording at rests between lines, so that each piece is short and begins and ends at a border."""
    borders = np.unique(ways.column_border[ways.column_border >= 0])
    first = {int(one): int(np.flatnonzero(ways.column_border == one)[0]) for one in borders}
    frame, border = 0, int(borders[0])
    for cut, at in _cuts(found, set(first)):
        if at > border:
            yield Piece(frame, cut, first[border], first[at] + 3)
            frame, border = cut, at
    yield Piece(frame, len(found.phone), first[border], first[int(borders[-1])] + 3)


def _cuts(found: Course, borders: set[int]) -> Iterator[tuple[int, int]]:
    """Give frames to part at, and the border that is heard there."""
    edges = np.flatnonzero(np.diff(found.border, prepend=-9, append=-9))
    last = 0
    for start, end in itertools.pairwise(edges.tolist()):
        border = int(found.border[start])
        if start == 0 or end == len(found.border) or border not in borders:
            continue
        if end - start >= _REST_FRAMES or start - last > _LONGEST_FRAMES:
            last = (start + end) // 2
            yield last, border
