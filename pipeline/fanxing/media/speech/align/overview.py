"""A long recording at a glance: which unit is heard about when, at 160 ms, so that the rough course may look nearby."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from fanxing.media.speech.align.coarse import COSTS, POOL, rough_graph
from fanxing.media.speech.align.ear import Ear
from fanxing.media.speech.align.features import FRAME_S, Floats
from fanxing.media.speech.align.fit import course
from fanxing.media.speech.align.graph import Graph, graph, layout
from fanxing.media.speech.align.models import SCALE, Model, rest_costs, trained
from fanxing.media.speech.align.path import Band, around, band, best_path
from fanxing.media.speech.align.reference import Ints, Reference

GLANCE = 16
"""Frames heard as one."""
NEARBY_S = 12.0
"""How far from its place in the overview a unit may be heard."""
_MOST_CELLS = 120_000_000
"""Frames times columns that the rough course may look at whole: about seven minutes of speech."""
_TURNS = 2
_OTHER = 0.6
_SAMPLES = 200
_REST_WEIGHT = 10.0


def nearby(ear: Ear) -> Band | None:
    """Give the columns of ``rough_graph`` near the overview's course; None where the recording is short."""
    columns = len(rough_graph(ear))
    frames = len(ear.heard) // POOL
    if frames * columns <= _MOST_CELLS:
        return None
    path, ways = _overview(ear)
    return _around_units(path, ways, ear, frames)


@dataclass(frozen=True, slots=True)
class _ByDistance:
    """Costs of columns that share nothing: too many for a table, so told when asked."""

    heard: Floats
    """(frames, features), each divided by its spread."""
    rows: Floats
    """(columns, features) what is expected, divided likewise."""
    squares: Floats
    """(columns,) of the rows."""
    optional: Ints
    """Columns of rests and of other speech."""
    beside: Floats
    """(frames, 2) cost of a rest and of other speech."""
    kind: Ints
    """(optional,) 0 for a rest, 1 for other speech."""

    def __len__(self) -> int:
        return len(self.heard)

    def costs(self, frame: int, first: int, end: int) -> Floats:
        """Costs of one frame in a band of columns."""
        now = self.heard[frame]
        costs = self.squares[first:end] - 2 * (self.rows[first:end] @ now) + now @ now
        low, high = np.searchsorted(self.optional, (first, end))
        costs[self.optional[low:high] - first] = self.beside[frame, self.kind[low:high]]
        return np.asarray(costs)


def _overview(ear: Ear) -> tuple[Ints, Graph]:
    far = ear.coarser(GLANCE)
    script = _unit_by_unit(ear.reference)
    ways = graph(script, layout(script, ()), COSTS, range(len(script.lines)))
    prior = _unit_means(ear)
    rests = rest_costs(far.heard, far.activity, prior.variance[0], _REST_WEIGHT)
    reach = max(200, _MOST_CELLS // (2 * len(far.heard)))
    spoken = np.cumsum(far.activity.speech, dtype=np.float64)
    within = band(spoken / spoken[-1] * len(ways), reach, len(ways))
    model = prior.widened()
    for turn in range(_TURNS):
        path, _ = best_path(_told(model, far.heard, rests, ways), ways, within)
        if turn + 1 < _TURNS:
            found = course(path, ways)
            model = trained(prior, far.heard, np.where(far.activity.speech > 0.3, found.state, -1))
    return path, ways


def _unit_by_unit(reference: Reference) -> Reference:
    """Take each unit as one phone of its own kind."""
    first = np.searchsorted(reference.phone_unit, np.arange(len(reference.unit_line)))
    last = np.append(first[1:], len(reference.phone_unit)) - 1
    units = np.arange(len(reference.unit_line))
    return replace(
        reference,
        phone_unit=units,
        phone_label=units,
        phone_start=reference.phone_start[first],
        phone_end=reference.phone_end[last],
        labels=tuple(f"{unit:08d}" for unit in units),
    )


def _unit_means(ear: Ear) -> Model:
    """Take the mean sound of each unit; all share one spread."""
    script = _unit_by_unit(ear.reference)
    sums = np.concatenate([np.zeros((1, ear.said.shape[1])), np.cumsum(ear.said, axis=0, dtype=np.float64)])
    first = np.clip(np.round(script.phone_start / FRAME_S).astype(np.int64), 0, len(ear.said) - 1)
    last = np.clip(np.round(script.phone_end / FRAME_S).astype(np.int64), first + 1, len(ear.said))
    mean = (sums[last] - sums[first]) / (last - first)[:, None]
    spread = np.tile(ear.said.var(axis=0, dtype=np.float64) / 2, (len(mean), 1))
    return Model(mean, spread)


def _told(model: Model, heard: Floats, rests: Floats, ways: Graph) -> _ByDistance:
    weight = np.sqrt(SCALE * 0.5 / model.variance.mean(axis=0))
    scaled, expected = heard * weight, model.mean * weight
    speech = ways.is_speech
    rows = np.zeros((len(ways), heard.shape[1]), np.float32)
    rows[speech] = expected[ways.column_class[speech]]
    optional = np.flatnonzero(~speech)
    constant = SCALE * 0.5 * np.log(model.variance.mean(axis=0)).sum()
    other = _nearest(scaled, expected) + constant + _OTHER
    return _ByDistance(
        heard=scaled.astype(np.float32),
        rows=rows,
        squares=((rows**2).sum(axis=1) + constant).astype(np.float32),
        optional=optional,
        beside=np.stack([rests, np.minimum(other, rests + 0.1)], axis=1).astype(np.float32),
        kind=ways.column_class[optional] - ways.classes,
    )


def _nearest(heard: NDArray[np.floating], expected: NDArray[np.floating]) -> NDArray[np.floating]:
    """Square of the distance of each frame to the nearest of some units."""
    some = expected[:: max(1, len(expected) // _SAMPLES)]
    squares = (some**2).sum(axis=1) - 2 * heard @ some.T
    return np.asarray(squares.min(axis=1) + (heard**2).sum(axis=1))


def _around_units(path: Ints, ways: Graph, ear: Ear, frames: int) -> Band:
    """Turn the overview's course into columns of the rough graph."""
    rough = rough_graph(ear)
    unit = np.where(rough.is_speech, ear.reference.phone_unit[rough.column_phone], -1)
    column_unit = np.maximum.accumulate(unit)
    seen = np.maximum.accumulate(ways.column_phone[path])  # a phone of the overview is a unit
    at = np.searchsorted(column_unit, np.repeat(np.maximum(seen, 0), GLANCE // POOL))
    at = np.pad(at, (0, max(0, frames - len(at))), "edge")[:frames]
    return around(at, round(NEARBY_S / (POOL * FRAME_S)), len(rough))
