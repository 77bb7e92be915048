"""Times of units that run forward: every unit has one, none is empty, none begins before the last one."""

import itertools
from collections.abc import Sequence

from fanxing.media.speech.reading import Unit
from fanxing.model.narration import Spoken


def spoken_units(units: Sequence[Unit], spans: Sequence[tuple[int, int] | None], samples: int) -> tuple[Spoken, ...]:
    """Join units with the samples at which they are heard.

    Args:
        units: Of the line, in order.
        spans: First sample and first after, for each unit; None where nobody knows: then the unit shares the gap
            between its neighbours.
        samples: Length of the take.
    """
    filled = fill(spans, samples)
    return tuple(
        Spoken(at=unit.at, length=unit.length, start=start, end=end)
        for unit, (start, end) in zip(units, filled, strict=True)
    )


def fill(spans: Sequence[tuple[int, int] | None], samples: int) -> list[tuple[int, int]]:
    """Give a place to each span that has none, and let all run forward within ``samples``.

    A span is empty only where there are more spans than samples.
    """
    found = [(max(0, min(span[0], samples)), max(0, min(span[1], samples))) if span else None for span in spans]
    placed: list[tuple[int, int]] = []
    at = 0
    while at < len(found):
        span = found[at]
        if span:
            placed.append(span)
            at += 1
            continue
        last = at
        while last < len(found) and found[last] is None:
            last += 1
        before = placed[-1][1] if placed else 0
        after = found[last] if last < len(found) else None
        placed += _shared(before, max(before, after[0] if after else samples), last - at)
        at = last
    return _forward(placed, samples)


def _shared(start: int, end: int, parts: int) -> list[tuple[int, int]]:
    cuts = [start + (end - start) * at // parts for at in range(parts + 1)]
    return list(itertools.pairwise(cuts))


def _forward(spans: list[tuple[int, int]], samples: int) -> list[tuple[int, int]]:
    """Push starts and ends so that each span has at least one sample and follows the one before."""
    least = 1 if samples >= len(spans) else 0
    forward: list[tuple[int, int]] = []
    for at, (start, end) in enumerate(spans):
        room = samples - least * (len(spans) - at - 1)
        earliest = forward[-1][1] if forward else 0
        first = min(max(start, earliest), room - least)
        forward.append((first, min(max(end, first + least), room)))
    return forward
