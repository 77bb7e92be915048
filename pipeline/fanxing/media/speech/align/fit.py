"""How well the script fits what was heard, line by line, and what other speech may cost."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fanxing.media.speech.align.features import Floats
from fanxing.media.speech.align.graph import Graph
from fanxing.media.speech.align.reference import Ints, Reference


@dataclass(frozen=True, slots=True)
class Course:
    """What a path says of each frame."""

    phone: Ints
    """(frames,) phone of the reference, or -1."""
    border: Ints
    """(frames,) number of the border between lines, or -1."""
    other: NDArray[np.bool_]
    """(frames,) speech that is not in the script."""
    state: Ints
    """(frames,) class, or -1."""

    def stretched(self, times: int, frames: int) -> "Course":
        """Give the same course over ``times`` as many frames, ``frames`` in all; states are left to be dealt anew."""

        def longer(track: NDArray[np.generic]) -> NDArray[np.generic]:
            repeated = np.repeat(track, times)
            return np.pad(repeated, (0, max(0, frames - len(repeated))), "edge")[:frames]

        phone = np.asarray(longer(self.phone), np.int64)
        border, other = np.asarray(longer(self.border), np.int64), np.asarray(longer(self.other), np.bool_)
        return Course(phone, border, other, np.full(frames, -1, np.int64))


def course(path: Ints, graph: Graph) -> Course:
    """Read a path; -1 in it is a rest that belongs to no border."""
    inside = path >= 0
    kind = np.where(inside, graph.column_class[path], graph.classes)
    return Course(
        phone=np.where(inside, graph.column_phone[path], -1),
        border=np.where(inside, graph.column_border[path], -1),
        other=kind == graph.classes + 1,
        state=np.where(kind < graph.classes, kind, -1),
    )


@dataclass(frozen=True, slots=True)
class Fit:
    """How much worse the script fits than the best phone anywhere would, a frame on average."""

    line: Floats
    """(lines,) of each line; 0 where it has no frames."""
    frames: Ints
    """(lines,) frames of each line."""
    good: float
    """Of the better lines."""
    wrong: float
    """Of phones laid on frames at random."""

    def between(self, share: float) -> float:
        """A mark between good (0) and wrong (1)."""
        return self.good + share * (self.wrong - self.good)


_GOOD_PERCENTILE = 40


def fit(table: Floats, heard: Course, reference: Reference) -> Fit:
    """Judge a course by the costs of its frames, (frames, classes)."""
    frames = np.flatnonzero(heard.state >= 0)
    least = table.min(axis=1)
    state = heard.state[frames]
    above = table[frames, state] - least[frames]
    owner = reference.unit_line[reference.phone_unit[heard.phone[frames]]]
    count = np.bincount(owner, minlength=len(reference.lines))
    line = np.bincount(owner, above, minlength=len(reference.lines)) / np.maximum(count, 1)
    good = float(np.percentile(line[count > 0], _GOOD_PERCENTILE)) if count.any() else 0.0
    share = np.bincount(state, minlength=table.shape[1]) / max(1, len(state))
    at_random = table @ share.astype(np.float32)
    wrong = float(at_random[frames].mean() - least[frames].mean()) if len(frames) else 0.0
    return Fit(line.astype(np.float32), count, good, wrong)
