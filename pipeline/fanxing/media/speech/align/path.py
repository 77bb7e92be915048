"""The cheapest way through a graph for a whole recording, within a band: Viterbi, one frame after the other.

By hand in plain numpy: compiled decoders (k2, kaldi) come with model weights or without wheels.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from fanxing.media.speech.align.features import Floats
from fanxing.media.speech.align.graph import NEVER, Graph
from fanxing.media.speech.align.reference import Ints

_REBASE_FRAMES = 256
"""Sums are brought back to zero so often: float32 keeps its digits over hours."""
_LEAP = 255
_LEAST = 1e-3


@dataclass(frozen=True, slots=True)
class _Doors:
    """Columns between which lines are leapt over."""

    column: Ints
    """Last column of each border."""
    spent: NDArray[np.float64]
    """What it costs to leap to it from the first border."""


class Heard(Protocol):
    """What each frame costs in each column."""

    def __len__(self) -> int:
        """Frames."""
        ...

    def costs(self, frame: int, first: int, end: int) -> Floats:
        """Costs of one frame in columns ``[first, end)``."""
        ...


@dataclass(frozen=True, slots=True)
class ByClass:
    """Costs that columns of one class share."""

    table: Floats
    """(frames, classes + 2): speech, a rest, other speech."""
    column_class: Ints
    """(columns,)."""

    def __len__(self) -> int:
        return len(self.table)

    def costs(self, frame: int, first: int, end: int) -> Floats:
        """Costs of one frame in a band of columns."""
        return np.asarray(self.table[frame].take(self.column_class[first:end]))


@dataclass(frozen=True, slots=True)
class Band:
    """Columns that a path may use at each frame: ``[first, end)``, never running backwards."""

    first: Ints
    end: Ints


def band(centre: NDArray[np.floating] | Ints, reach: int, columns: int) -> Band:
    """Give ``reach`` columns before and after ``centre`` (frames,); the ends of the graph are always in reach."""
    middle = np.asarray(centre).astype(np.int64)
    return _forward(middle - reach, middle + reach + 1, columns)


def around(path: Ints, frames: int, columns: int) -> Band:
    """Give the columns that a path uses within ``frames`` before and after each frame, and a few more."""
    at = np.arange(len(path))
    first = path[np.maximum(at - frames, 0)] - 8
    end = path[np.minimum(at + frames, len(path) - 1)] + 9
    return _forward(first, end, columns)


def _forward(first: Ints, end: Ints, columns: int) -> Band:
    low = np.maximum.accumulate(np.clip(first, 0, max(0, columns - 2)))
    high = np.minimum(np.maximum(np.maximum.accumulate(end), low + 2), columns)
    low[0], high[-1] = 0, columns
    return Band(low, high)  # both ends of the graph are always in reach


def best_path(heard: Heard, graph: Graph, within: Band) -> tuple[Ints, float]:
    """Find the cheapest path.

    Returns:
        The column of each frame, and the cost of a frame on average.
    """
    offsets = np.concatenate([[0], np.cumsum(within.end - within.first)])
    back = np.empty(offsets[-1], np.uint8)
    sums = np.full(len(graph) + 3, NEVER, np.float32)
    doors = _doors(graph)
    spent = 0.0
    for frame in range(len(heard)):
        first, end = int(within.first[frame]), int(within.end[frame])
        now = heard.costs(frame, first, end)
        if frame:
            best, way = _arrivals(sums, graph, first, end)
            _leap(doors, first, best, way)
            sums[within.first[frame - 1] + 3 : first + 3] = NEVER
        else:
            best, way = _starts(graph, end)
            _leap(doors, first, best, way)
        best = best + now
        if frame % _REBASE_FRAMES == 0:
            least = best.min()
            best -= least
            spent += float(least)
        sums[first + 3 : end + 3] = best
        back[offsets[frame] : offsets[frame + 1]] = way
    last = len(graph) - 4 + int(np.argmin(sums[-4:]))
    cost = (spent + float(sums[last + 3])) / max(1, len(heard))
    return _traced(back, offsets, within, graph, last), cost


def _doors(graph: Graph) -> _Doors:
    leaps = np.flatnonzero(graph.leap_from >= 0)
    if not len(leaps):
        return _Doors(leaps, np.zeros(0))
    column = np.concatenate([graph.leap_from[leaps[:1]], leaps])
    return _Doors(column, np.concatenate([[0.0], np.cumsum(graph.leap_cost[leaps], dtype=np.float64)]))


def _starts(graph: Graph, end: int) -> tuple[Floats, NDArray[np.uint8]]:
    """A path begins with a rest, other speech, or the first phone."""
    best = np.full(end, NEVER, np.float32)
    best[:4] = np.array([0.0, graph.enter[1][1], 0.0, 0.0], np.float32)[:end]
    return best, np.zeros(end, np.uint8)


def _arrivals(sums: Floats, graph: Graph, first: int, end: int) -> tuple[Floats, NDArray[np.uint8]]:
    stay, step, hop, leap = (cost[first:end] for cost in graph.enter)
    best = sums[first + 3 : end + 3] + stay
    way = np.zeros(end - first, np.uint8)
    for back, cost in ((1, step), (2, hop), (3, leap)):
        came = sums[first + 3 - back : end + 3 - back] + cost
        better = came < best
        np.copyto(best, came, where=better)
        way[better] = back
    return best, way


def _leap(doors: _Doors, first: int, best: Floats, way: NDArray[np.uint8]) -> None:
    """Let lines be left out, one after the other, in no time."""
    low, high = np.searchsorted(doors.column, (first, first + len(best)))
    if high - low < 2:
        return
    columns = doors.column[low:high] - first
    spent = doors.spent[low:high]
    came = np.minimum.accumulate(best[columns] - spent) + spent
    leapt = came < best[columns] - _LEAST
    leapt[0] = False
    chosen = columns[leapt]
    best[chosen] = came[leapt]
    way[chosen] = _LEAP


def _traced(back: NDArray[np.uint8], offsets: Ints, within: Band, graph: Graph, last: int) -> Ints:
    path = np.empty(len(within.first), np.int64)
    column = last
    for frame in range(len(path) - 1, -1, -1):
        way = int(back[offsets[frame] + column - within.first[frame]])
        path[frame] = column
        while way == _LEAP:
            column = int(graph.leap_from[column])
            way = int(back[offsets[frame] + column - within.first[frame]])
        column -= way
    return path
