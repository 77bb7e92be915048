"""The second language: a sentence shared out over the cues of the first, at its words."""

import itertools
from collections.abc import Sequence

from fanxing.media.captions.grammar import ENGLISH_LEANING

_ENDS = '.!?;:,—)”’"'
"""Marks after which the second language is parted best."""


def shared(text: str | None, weights: Sequence[float]) -> tuple[str | None, ...]:
    """Share out a sentence over as many cues as there are weights.

    Args:
        text: One sentence of words parted by spaces; None or blank gives None everywhere.
        weights: Width of each cue of the first language.

    Returns:
        A stretch for each cue; joined by spaces they are the sentence's words. None where no word is left for it.
    """
    words = (text or "").split()
    if not words or not weights:
        return (None,) * len(weights)
    lengths = [0, *itertools.accumulate(len(word) + 1 for word in words)]
    total = sum(weights) or float(len(weights))
    goals = [lengths[-1] * share / total for share in itertools.accumulate(weights)]
    cuts = [0]
    for left, goal in zip(range(len(weights) - 1, 0, -1), goals, strict=False):
        low = min(cuts[-1] + 1, len(words))
        high = max(low, len(words) - left)
        cuts.append(min(range(low, high + 1), key=lambda at: _badness(words, lengths, at, goal)))
    cuts.append(len(words))
    return tuple(" ".join(words[start:end]) or None for start, end in itertools.pairwise(cuts))


def _badness(words: Sequence[str], lengths: Sequence[int], at: int, goal: float) -> float:
    off = abs(lengths[at] - goal)
    last = words[at - 1]
    if last[-1] in _ENDS:
        return off - 12.0
    return off + (5.0 if last.casefold() in ENGLISH_LEANING else 0.0)
