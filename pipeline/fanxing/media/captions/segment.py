"""Where one line of the script is parted into cues: the cheapest parting, by dynamic programming.

Written by hand: subtitle libraries part by count of characters, and cut names, numbers and words (measured: 19 of 100
cues split a word).
"""

import bisect
import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from fanxing.media.captions.clauses import clauses_of
from fanxing.media.captions.heard import Heard
from fanxing.media.captions.joints import joint_costs
from fanxing.media.captions.marks import EDGES, is_kept, width


@dataclass(frozen=True)
class Limits:
    """What one cue may be. Source: Netflix (zh-Hans, 16 a line, 9 a second) and Chinese creators (14 on a phone)."""

    target: float = 10.0
    """Width that reads best, in Han characters."""
    longest: float = 14.0
    """Width of a line; a name that stays whole may reach ``hardest``."""
    hardest: float = 16.0
    """Width that no line exceeds where there is a place to part it."""
    shortest_s: float = 0.9
    """Seconds that a cue is shown at least, where the speech leaves the room."""
    longest_s: float = 6.0
    """Seconds that a cue is shown at most."""
    per_second: float = 9.0
    """Han characters that a viewer reads in a second at most."""


PHONE = Limits()
"""The limits of a 9:16 film on a phone."""

_ACROSS = 0.3
"""Of a cue that goes over a better joint than the one at which it begins or ends: a share of the difference."""
_OPENED, _SENTENCE = 8.0, 5.0
"""Of a cue that ends with a clause that opens the next, and of one that goes on into part of another sentence."""
_SLIGHT, _NARROW, _PACE = 4.5, 5.0, 3.3
"""Width from which on a cue is no stub, what each Han character less costs, and the width that is said in a second: a
year in digits is narrow, but takes its time."""
_ALONE, _LONE = 3.0, 5.0
"""Width from which on a clause that only opens another may stand alone, 这口大钟, and what 当时 alone costs: less than
to part a phrase instead."""


def part(text: str, heard: Sequence[Heard], names: tuple[str, ...] = (), limits: Limits = PHONE) -> tuple[int, ...]:
    """Part a line into cues.

    Args:
        text: The line, as approved.
        heard: Its units, in order.
        names: Words that stay whole.
        limits: What one cue may be.

    Returns:
        Index after each cue; the last is the line's length. Each cue holds at least one unit that is heard; empty
        where nothing is heard.
    """
    if not heard:
        return ()
    costs = joint_costs(text, heard, names)
    places = [0, *(at for at in range(1, len(text)) if costs[at] < math.inf), len(text)]
    measure = _Measure(text, heard, limits)
    best: dict[int, tuple[float, int]] = {0: (0.0, 0)}
    for number, end in enumerate(places[1:], start=1):
        joint = 0.0 if end == len(text) else costs[end]
        choices, inner = [], math.inf
        for start in reversed(places[:number]):
            if start in best:
                edges = [costs[edge] for edge in (start, end) if 0 < edge < len(text)]
                across = sum(max(0.0, edge - inner) for edge in edges) * _ACROSS
                choices.append((best[start][0] + measure.cost(start, end) + joint + across, start))
            inner = min(inner, costs[start])
            if measure.width(start, end) > 3 * limits.hardest and len(choices) > 1:
                break
        best[end] = min(choices, key=lambda one: (one[0], -one[1]))
    ends = [len(text)]
    while best[ends[-1]][1]:
        ends.append(best[ends[-1]][1])
    return tuple(reversed(ends))


class _Measure:
    """Width and time of every stretch of one line."""

    def __init__(self, text: str, heard: Sequence[Heard], limits: Limits) -> None:
        self._text, self._heard, self._limits = text, heard, limits
        self._kept = [is_kept(text, at) for at in range(len(text))]
        widths = (width(mark) if kept else 0.5 for mark, kept in zip(text, self._kept, strict=True))
        self._sums = [0.0, *itertools.accumulate(widths)]
        self._starts = [unit.at for unit in heard]
        self._clauses = clauses_of(text)

    def width(self, start: int, end: int) -> float:
        """Width of what will be shown of the stretch."""
        while start < end and self._is_edge(start):
            start += 1
        while end > start and self._is_edge(end - 1):
            end -= 1
        return self._sums[end] - self._sums[start]

    def cost(self, start: int, end: int) -> float:
        """How badly the stretch serves as a cue."""
        first, after = bisect.bisect_left(self._starts, start), bisect.bisect_left(self._starts, end)
        if first == after:
            return 1e5  # nothing of it is heard: no moment to show it
        limits, wide = self._limits, self.width(start, end)
        said = self._heard[after - 1].end_s - self._heard[first].start_s
        seconds = max(said, self._until(after) - self._heard[first].start_s)
        cost = (0.12 if wide > limits.target else 0.06) * (wide - limits.target) ** 2
        cost += 40 * max(0.0, wide - limits.longest) + 400 * max(0.0, wide - limits.hardest)
        cost += _NARROW * max(0.0, _SLIGHT - max(wide, _PACE * said))
        cost += 10 * max(0.0, limits.shortest_s - seconds) + 20 * max(0.0, said - limits.longest_s)
        cost += 1.5 * max(0.0, wide / max(seconds, 0.1) - limits.per_second)
        return cost + self._torn(start, end)

    def _torn(self, start: int, end: int) -> float:
        """How badly the stretch goes over the end of one sense and stops short in the next."""
        sentences = self._clauses.sentences
        before = bisect.bisect_left(sentences, end)
        ends = end == len(self._text) or sentences[before : before + 1] == (end,)
        crosses = not ends and before > 0 and sentences[before - 1] > start
        begins = self._clauses.openings.get(end, end)
        opened = start < begins < end
        alone = begins == start and self.width(start, end) < _ALONE
        return _OPENED * opened + _LONE * alone + _SENTENCE * crosses

    def _until(self, after: int) -> float:
        """When the next cue begins, or this one has faded, at the latest half a second after the last word."""
        last = self._heard[after - 1].end_s
        return min(self._heard[after].start_s if after < len(self._heard) else math.inf, last + 0.5)

    def _is_edge(self, at: int) -> bool:
        mark = self._text[at]
        return mark.isspace() or (mark in EDGES and not (mark in ".．" and self._kept[at]))
