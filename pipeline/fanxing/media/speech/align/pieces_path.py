"""The cheapest way through many short pieces at once: one step of numpy serves a frame of each of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fanxing.media.speech.align.features import Floats
from fanxing.media.speech.align.graph import NEVER, Graph
from fanxing.media.speech.align.reference import Ints

_MOST_CELLS = 60_000_000
"""Frames times columns times pieces of one go: bytes of the way back."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the recording and the columns that are heard in it."""

    start: int
    """First frame."""
    end: int
    """Frame after."""
    first: int
    """First column; a rest."""
    last: int
    """Column after the last."""

    @property
    def frames(self) -> int:
        """Length."""
        return self.end - self.start

    @property
    def columns(self) -> int:
        """Number of columns."""
        return self.last - self.first


def best_paths(table: Floats, graph: Graph, pieces: Sequence[Piece]) -> tuple[Ints, Floats]:
    """Find the cheapest path of each piece; no line is left out, no column skipped that is not optional.

    Args:
        table: (frames, classes + 2) costs.
        graph: Columns.
        pieces: Each begins and ends with the columns of a border.

    Returns:
        (frames,) columns, -1 outside all pieces; (pieces,) cost of each, in total.
    """
    path = np.full(len(table), -1, np.int64)
    totals = np.zeros(len(pieces), np.float32)
    for chosen in _goes(pieces):
        group = [pieces[at] for at in chosen]
        totals[chosen] = _one_go(table, graph, group, path)
    return path, totals


def _goes(pieces: Sequence[Piece]) -> Iterator[list[int]]:
    """Part pieces into goes of like length, longest first."""
    order = sorted(range(len(pieces)), key=lambda at: -pieces[at].frames)
    go: list[int] = []
    widest = 0
    for at in order:
        piece = pieces[at]
        if piece.frames <= 0:
            continue
        longest = pieces[go[0]].frames if go else piece.frames
        wider = max(widest, piece.columns)
        if go and (longest * wider * (len(go) + 1) > _MOST_CELLS or piece.frames < longest // 2):
            yield go
            go, wider = [], piece.columns
        go.append(at)
        widest = wider
    if go:
        yield go


def _one_go(table: Floats, graph: Graph, group: list[Piece], path: Ints) -> Floats:
    width = max(piece.columns for piece in group)
    kinds = np.zeros((len(group), width), np.int64)
    enter = np.full((4, len(group), width), NEVER, np.float32)
    for at, piece in enumerate(group):
        kinds[at, : piece.columns] = graph.column_class[piece.first : piece.last]
        for way in range(4):
            enter[way, at, : piece.columns] = graph.enter[way][piece.first : piece.last]
    starts = np.array([piece.start for piece in group])
    lengths = np.array([piece.frames for piece in group])
    sums = np.full((len(group), width + 3), NEVER, np.float32)
    back = np.zeros((lengths[0], len(group), width), np.uint8)
    ends, totals = np.zeros(len(group), np.int64), np.zeros(len(group), np.float32)
    active = np.searchsorted(-lengths, -np.arange(lengths[0]), side="left")
    for frame in range(lengths[0]):
        count = active[frame]
        now = np.take_along_axis(table[starts[:count] + frame], kinds[:count], axis=1)
        best = _arrivals(sums[:count], enter[:, :count], back[frame, :count]) if frame else _starts(enter, count, width)
        sums[:count, 3:] = best + now
        for at in range(count - 1, -1, -1):
            if lengths[at] != frame + 1:
                break
            tail = sums[at, group[at].columns - 1 : group[at].columns + 3]  # the last four columns
            ends[at] = group[at].columns - 4 + int(np.argmin(tail))
            totals[at] = tail.min()
    _trace(back, active, ends, group, path)
    return totals


def _starts(enter: Floats, count: int, width: int) -> Floats:
    """A piece begins with a rest, other speech, or its first phone."""
    best = np.full((count, width), NEVER, np.float32)
    best[:, 0] = 0.0
    best[:, 1] = enter[1, :count, 1]
    best[:, 2:4] = 0.0
    return best


def _arrivals(sums: Floats, enter: Floats, back: NDArray[np.uint8]) -> Floats:
    best: Floats = sums[:, 3:] + enter[0]
    for way in (1, 2, 3):
        came = sums[:, 3 - way : -way] + enter[way]
        back[came < best] = way
        np.minimum(best, came, out=best)
    return best


def _trace(back: NDArray[np.uint8], active: Ints, ends: Ints, group: list[Piece], path: Ints) -> None:
    columns = ends.copy()
    starts = np.array([piece.start for piece in group])
    firsts = np.array([piece.first for piece in group])
    rows = np.arange(len(group))
    for frame in range(len(back) - 1, -1, -1):
        count = active[frame]
        path[starts[:count] + frame] = firsts[:count] + columns[:count]
        columns[:count] -= back[frame, rows[:count], columns[:count]]
