"""What may be heard in which order: phones in states, optional rests, other speech between lines, lines left out."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fanxing.media.speech.align.features import Floats
from fanxing.media.speech.align.reference import Ints, Reference
from fanxing.media.speech.pauses import Pause

NEVER = np.float32(1e30)
"""Cost of what cannot be."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How many states each phone has, and their classes: all phones of one label share theirs."""

    first: Ints
    """(labels,) class of the first state."""
    count: Ints
    """(labels,) states."""

    @property
    def classes(self) -> int:
        """Number of classes."""
        return int(self.first[-1] + self.count[-1])


def layout(reference: Reference, steps: tuple[float, ...]) -> Layout:
    """Give a phone one state more for each of ``steps`` (seconds) that its mean length exceeds."""
    lengths = reference.phone_end - reference.phone_start
    total = np.bincount(reference.phone_label, lengths, minlength=len(reference.labels))
    mean = total / np.maximum(1, np.bincount(reference.phone_label, minlength=len(reference.labels)))
    count = np.searchsorted(np.array(steps), mean).astype(np.int64) + 1
    return Layout(first=np.concatenate([[0], np.cumsum(count)[:-1]]), count=count)


@dataclass(frozen=True, slots=True)
class Costs:
    """What it costs to go another way than straight on."""

    rest: dict[Pause, float]
    """To begin a rest after a unit."""
    other: float
    """To begin speech that is not in the script, between lines."""
    skip: float
    """To leave out a state."""
    leave_out: tuple[float, float] | None
    """To leave out a line: once, and for each of its units; None where it may not be."""


@dataclass(frozen=True, slots=True)
class Graph:
    """Columns in the script's order; a path stays, steps, skips, or leaps over a line."""

    column_class: Ints
    """(columns,) class of what is heard: ``classes`` for a rest, ``classes + 1`` for other speech."""
    column_phone: Ints
    """(columns,) phone of the reference, or -1."""
    column_border: Ints
    """(columns,) n + 1 between line n and the next, 0 before the first, -1 inside a line."""
    enter: tuple[Floats, Floats, Floats, Floats]
    """(columns,) each: cost of coming from the column itself, one, two and three before."""
    leap_from: Ints
    """(columns,) column from which a line is leapt over in no time, or -1: the border before's last for a border's."""
    leap_cost: Floats
    """(columns,) what the leap costs."""
    classes: int
    """Number of classes of speech."""

    def __len__(self) -> int:
        return len(self.column_class)

    @property
    def is_speech(self) -> NDArray[np.bool_]:
        """(columns,) whether the script is heard."""
        return np.asarray(self.column_class < self.classes)

    @property
    def is_other(self) -> NDArray[np.bool_]:
        """(columns,) whether other speech is heard."""
        return np.asarray(self.column_class == self.classes + 1)


class _Columns:
    """Columns while they are laid."""

    def __init__(self, classes: int) -> None:
        self.classes = classes
        self.rows: list[tuple[int, int, int, float, int, float]] = []

    def add(self, kind: int, phone: int, border: int, cost: float, leap: tuple[int, float] = (-1, 0.0)) -> None:
        """Lay one column."""
        self.rows.append((kind, phone, border, cost, *leap))

    def border(self, number: int, costs: Costs, leap: tuple[int, float] = (-1, 0.0)) -> int:
        """Lay other speech and the rest after it; gives the last column's index."""
        self.add(self.classes + 1, -1, number, costs.other)
        self.add(self.classes, -1, number, 0.0, leap)
        return len(self.rows) - 1


def graph(reference: Reference, states: Layout, costs: Costs, lines: Collection[int]) -> Graph:
    """Lay the columns of the lines of that number, in order."""
    columns = _Columns(states.classes)
    columns.add(states.classes, -1, 0, 0.0)
    last = columns.border(0, costs)
    phone_at = np.searchsorted(reference.phone_unit, np.arange(len(reference.unit_line) + 1))
    unit_at = np.searchsorted(reference.unit_line, np.arange(len(reference.lines) + 1))
    for line in sorted(lines):
        units = reference.lines[line]
        for at, unit in enumerate(units, start=int(unit_at[line])):
            for phone in range(phone_at[at], phone_at[at + 1]):
                label = reference.phone_label[phone]
                for state in range(states.count[label]):
                    columns.add(int(states.first[label]) + state, phone, -1, 0.0)
            if at + 1 < unit_at[line + 1]:
                columns.add(states.classes, -1, -1, costs.rest[unit.pause])
        leap = (last, costs.leave_out[0] + costs.leave_out[1] * len(units)) if costs.leave_out else (-1, 0.0)
        columns.add(states.classes, -1, line + 1, costs.rest[Pause.END])
        last = columns.border(line + 1, costs, leap)
    return _filed(columns, costs.skip)


def _filed(columns: _Columns, skip: float) -> Graph:
    kind, phone, border, cost, leap, leap_cost = (np.array(row) for row in zip(*columns.rows, strict=True))
    optional = kind >= columns.classes
    one_before = np.concatenate([[False], optional[:-1]])
    two_before = np.concatenate([[False, False], optional[:-2]])
    stay = np.zeros(len(kind), np.float32)
    step = cost.astype(np.float32)
    hop = np.where(one_before, step, step + skip).astype(np.float32)
    both = np.where(one_before | two_before, step + skip, NEVER)
    return Graph(
        column_class=kind.astype(np.int64),
        column_phone=phone.astype(np.int64),
        column_border=border.astype(np.int64),
        enter=(stay, step, hop, np.where(one_before & two_before, step, both).astype(np.float32)),
        leap_from=leap.astype(np.int64),
        leap_cost=leap_cost.astype(np.float32),
        classes=columns.classes,
    )
