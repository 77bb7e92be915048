"""The rough course: which line is heard when, at 40 ms, learning the voice on the way; left out and other speech."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from fanxing.media.speech.align.ear import Ear
from fanxing.media.speech.align.features import FRAME_S, Floats
from fanxing.media.speech.align.fit import Course, Fit, course, fit
from fanxing.media.speech.align.graph import Costs, Graph, graph, layout
from fanxing.media.speech.align.models import from_reference, rest_costs, trained
from fanxing.media.speech.align.path import Band, ByClass, around, band, best_path
from fanxing.media.speech.align.reference import Ints
from fanxing.media.speech.pauses import Pause

POOL = 4
"""Frames heard as one."""
STEPS = (0.07,)
"""Phones longer than this, in seconds, have two states."""
COSTS = Costs(
    rest={
        Pause.NONE: 9.0,
        Pause.SLIGHT: 5.0,
        Pause.BEAT: 5.0,
        Pause.CLAUSE: 3.0,
        Pause.SENTENCE: 3.0,
        Pause.END: 1.0,
    },
    other=6.0,
    skip=2.0,
    leave_out=(12.0, 0.8),
)
OPENINGS = (1.0, 0.6)
"""What a frame of other speech costs above the best phone in the first two passes: unwilling, and willing, to believe
in speech that is not in the script. Both are tried where the first leaves something out; the cheaper course is kept."""
PASSES = 5
_REST_WEIGHT = 10.0
_PAUSE_IN_OTHER = 0.1
_NARROWED_AFTER = 1
_NARROW_FRAMES = 500
_OTHER_SHARE = 0.18
_BAD_SHARE = 0.22
_HEARD_SHARE = 0.28
_MOST_CELLS = 150_000_000


@dataclass(frozen=True, slots=True)
class Rough:
    """A rough course."""

    course: Course
    """At 10 ms, states left to be dealt."""
    lines: tuple[int, ...]
    """Lines that are heard."""
    bad: frozenset[int]
    """Lines whose words hardly fit: not to be learnt from."""
    cost: float
    """Of a frame on average."""


def rough(ear: Ear, within: Band | None = None) -> Rough:
    """Find the rough course of a recording.

    Args:
        ear: Recording and reference, at 10 ms.
        within: Columns of ``rough_graph`` that each frame of 40 ms may use; default: all.
    """
    near = ear.coarser(POOL)
    ways = rough_graph(ear)
    reach = within or band(np.zeros(len(near.heard)), len(ways), len(ways))
    found: list[Rough] = []
    for opening in OPENINGS:
        found.append(_learn(near, ways, reach, opening, len(ear.heard)))
        if _is_whole(found[-1], near):
            break
    return min(found, key=lambda one: one.cost)


def _is_whole(found: Rough, near: Ear) -> bool:
    """Whether the script, all of it and nothing else, is heard: then there is nothing to be tried again."""
    return not found.course.other.any() and not found.bad and len(found.lines) == len(near.reference.lines)


def rough_graph(ear: Ear) -> Graph:
    """The graph of all lines at 40 ms."""
    states = layout(ear.reference, STEPS)
    return graph(ear.reference, states, COSTS, range(len(ear.reference.lines)))


def _learn(near: Ear, ways: Graph, reach: Band, opening: float, frames: int) -> Rough:
    prior = from_reference(near.reference, near.said, layout(near.reference, STEPS))
    rests = rest_costs(near.heard, near.activity, prior.variance.mean(axis=0), _REST_WEIGHT)
    model, other = prior.widened(), opening
    for turn in range(PASSES):
        table = with_rests(model.costs(near.heard), rests, other)
        path, cost = best_path(ByClass(table, ways.column_class), ways, reach)
        if turn == _NARROWED_AFTER:
            reach = around(path, _NARROW_FRAMES, len(ways))
        found = course(path, ways)
        judged = fit(table[:, : ways.classes], found, near.reference)
        bad = bad_lines(judged, _BAD_SHARE)
        if turn:
            other = judged.between(_OTHER_SHARE)
        if turn + 1 < PASSES:
            model = trained(prior, near.heard, learnable(found, near, bad))
    heard = heard_lines(judged, near)
    return Rough(found.stretched(POOL, frames), heard, frozenset(bad) & frozenset(heard), cost)


def with_rests(table: Floats, rests: Floats, other: float) -> Floats:
    """Fill in what a rest and other speech cost, the last two columns of (frames, classes + 2).

    Other speech costs as much above the best phone anywhere; where it pauses, a little more than a rest.
    """
    table[:, -2] = rests
    table[:, -1] = np.minimum(table[:, :-2].min(axis=1) + np.float32(other), rests + np.float32(_PAUSE_IN_OTHER))
    return table


def bad_lines(judged: Fit, share: float) -> set[int]:
    """Lines that fit so badly that nothing should be learnt from them."""
    mark = judged.between(share)
    return {at for at, above in enumerate(judged.line) if not judged.frames[at] or above > mark}


def learnable(found: Course, ear: Ear, bad: set[int] | frozenset[int]) -> Ints:
    """(frames,) classes to learn from: where somebody speaks, in lines that fit."""
    line = np.where(found.phone >= 0, ear.reference.unit_line[ear.reference.phone_unit[found.phone]], -1)
    usable = (found.phone >= 0) & (ear.activity.speech > 0.3) & ~np.isin(line, list(bad))
    return np.where(usable, found.state, -1)


def heard_lines(judged: Fit, near: Ear) -> tuple[int, ...]:
    """Lines that take at least a good quarter of the time that the machine needs for them."""
    return tuple(_long_enough(judged, near))


def _long_enough(judged: Fit, near: Ear) -> Iterator[int]:
    machine = np.bincount(near.reference.unit_line, near.reference.unit_seconds, minlength=len(near.reference.lines))
    for line, frames in enumerate(judged.frames):
        if frames and frames * POOL * FRAME_S >= _HEARD_SHARE * machine[line]:
            yield line
