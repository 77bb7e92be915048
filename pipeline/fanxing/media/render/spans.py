"""Where a film is cut into spans: pure arithmetic on frames.

A span is one closed group of pictures, kept by itself. Cuts lie where what is shown changes, so that a change remakes
only what shows it; short pieces join a neighbour, long ones are halved, because each span costs a key frame.
"""

import itertools
from collections.abc import Iterable

SHORTEST = 15
"""Frames below which a piece joins its shorter neighbour: half a second."""
LONGEST = 60
"""Frames of the longest span: a key frame every 2 s, as the platforms advise (``platforms.md`` 0.8)."""


def cut_spans(duration: int, anchors: Iterable[int], changes: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """First frame and frame after of each span of a film of ``duration`` frames.

    Args:
        duration: Frames in all.
        anchors: Where shots change. Joining never looks across one, so that a change in one shot leaves the spans
            of the others where they were, counted from their own start.
        changes: Where anything else changes: subtitles, labels, transitions.
    """
    firm = sorted({0, duration, *(at for at in anchors if 0 < at < duration)})
    spans: list[tuple[int, int]] = []
    for start, end in _joined(list(itertools.pairwise(firm))):
        inside = sorted({start, end, *(at for at in changes if start < at < end)})
        for first, after in _joined(list(itertools.pairwise(inside))):
            spans += _divided(first, after)
    return tuple(spans)


def _joined(pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join the shortest piece to its shorter neighbour until none is too short."""
    pieces = list(pieces)
    while len(pieces) > 1:
        at = min(range(len(pieces)), key=lambda k: (pieces[k][1] - pieces[k][0], k))
        if pieces[at][1] - pieces[at][0] >= SHORTEST:
            break
        sides = [k for k in (at - 1, at + 1) if 0 <= k < len(pieces)]
        to = min(sides, key=lambda k: (pieces[k][1] - pieces[k][0], k))
        first, second = sorted((at, to))
        pieces[first : second + 1] = [(pieces[first][0], pieces[second][1])]
    return pieces


def _divided(first: int, after: int) -> list[tuple[int, int]]:
    """Part a piece into equal spans no longer than ``LONGEST``."""
    count = -(-(after - first) // LONGEST)
    edges = [first + (after - first) * k // count for k in range(count + 1)]
    return list(itertools.pairwise(edges))
