"""Where the picture is cut: at the breath of the narration, near the planned lengths, never inside a word."""

import bisect
from dataclasses import dataclass

STILL_S = 2.5
"""A picture at rest is looked at no shorter, unless the words force it."""
REST_S = 0.8
"""A part whose words are over may show its pictures this much longer, where they would be too short."""


@dataclass(frozen=True, slots=True)
class Breath:
    """A moment at which the picture may be cut."""

    frame: int
    """Middle of the pause, in frames."""
    cost: float
    """0 between lines, more inside a sentence: in squared seconds of deviation that it outweighs."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How long a shot wants to be, in frames."""

    length: int
    """Planned."""
    longest: int | None = None
    """A clip of footage has no more than this; None: a picture may stand."""
    shortest: int = 0
    """A card is not read in less; what ``Pace`` says holds for all."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How a part wants to be cut."""

    shortest: int
    """Frames below which a shot is too short."""
    rate: int
    """Frames a second, rounded, to weigh deviations in seconds."""


def cuts(start: int, end: int, wishes: list[Wish], breaths: list[Breath], pace: Pace) -> list[int]:
    """Choose the frames at which ``[start, end)`` is cut into one stretch for each wish.

    Dynamic programming over the breaths: the sum of squared deviations from the planned shares, in seconds, plus
    the breaths' costs; a stretch below ``pace.shortest`` or above its ``longest`` is bought dearly, never
    impossible, so there is always an answer.

    Args:
        start: First frame of the part.
        end: First frame after it.
        wishes: One a shot, in order; planned lengths are scaled to the time there is.
        breaths: Moments allowed, in any order; those outside are passed over.
        pace: What is too short.

    Returns:
        ``len(wishes) - 1`` frames, rising.
    """
    if len(wishes) <= 1:
        return []
    moments = _moments(start, end, breaths, len(wishes))
    scale = (end - start) / (sum(wish.length for wish in wishes) or 1)
    best: list[dict[int, tuple[float, int]]] = [{-1: (0.0, -1)}]  # moment index -> (cost, previous index)
    for wish in wishes[:-1]:
        best.append(_row(best[-1], wish, scale, moments, start=start, pace=pace))
    last = min(best[-1], key=lambda at: best[-1][at][0] + _price(wishes[-1], scale, end - moments[at].frame, pace))
    chosen: list[int] = []
    for row in reversed(best[1:]):
        chosen.append(moments[last].frame)
        last = row[last][1]
    return chosen[::-1]


def _row(  # noqa: PLR0913 - one step of the search
    before: dict[int, tuple[float, int]], wish: Wish, scale: float, moments: list[Breath], *, start: int, pace: Pace
) -> dict[int, tuple[float, int]]:
    """Where the stretch of a wish may end, what that costs at least, and where it then began.

    Beginnings are tried from the nearest on, and no further than where the length alone costs more than the best.
    """
    known = sorted(before)
    least: list[float] = []  # of the beginnings up to each
    for index in known:
        least.append(min(before[index][0], least[-1] if least else before[index][0]))
    row: dict[int, tuple[float, int]] = {}
    enough = max(wish.length * scale, pace.shortest, wish.shortest)
    for index, moment in enumerate(moments):
        found: tuple[float, int] | None = None
        for at in range(bisect.bisect_left(known, index) - 1, -1, -1):
            begun = known[at]
            length = moment.frame - _frame(moments, begun, start)
            price = _price(wish, scale, length, pace)
            if found is not None and length > enough and least[at] + price > found[0]:
                break
            option = (before[begun][0] + moment.cost + price, begun)
            found = option if found is None else min(found, option)
        if found is not None:
            row[index] = found
    return row


def _moments(start: int, end: int, breaths: list[Breath], count: int) -> list[Breath]:
    """The breaths inside, each frame once at its lowest cost; where there are too few, even shares as well."""
    cheapest: dict[int, Breath] = {}
    for one in breaths:
        if start < one.frame < end and one.cost <= cheapest.get(one.frame, one).cost:
            cheapest[one.frame] = one
    if len(cheapest) < count - 1:
        for at in range(1, count):
            frame = start + round((end - start) * at / count)
            cheapest.setdefault(frame, Breath(frame, 4.0))
    return sorted(cheapest.values(), key=lambda one: one.frame)


def _frame(moments: list[Breath], index: int, start: int) -> int:
    return start if index < 0 else moments[index].frame


def _price(wish: Wish, scale: float, length: int, pace: Pace) -> float:
    cost = ((length - wish.length * scale) / pace.rate) ** 2
    shortest = max(pace.shortest, wish.shortest)
    if length < shortest:
        cost += 6.0 + 20.0 * (shortest - length) / pace.rate
    if wish.longest is not None and length > wish.longest:
        cost += 100.0 + (length - wish.longest)
    return cost
