"""When call-outs are seen: from the word that says the fact, long enough to be read, one at a time. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from fanxing.model.graphics import FactCallOut
from fanxing.model.text import letters
from fanxing.model.timing import FrameRange

READ_CPS, FASTEST_CPS = 5.0, 7.0
"""Characters a second that everybody reads, and that a quick reader does (Chinese 5 to 7)."""
SETTLES_S = 0.8
"""To be noticed, and to fade."""
EARLY_S = 0.2
"""A fact appears a little before it is heard."""
LATE_S = 1.5
"""A fact that would come later than this after its word is not shown."""
APART_S = 0.4
"""Between two."""


@dataclass(frozen=True)
class Calling:
    """A fact that is said, in frames of the film."""

    fact: FactCallOut
    """What is set."""
    said: int
    """When its word begins."""
    opens: int
    """It may not come in before."""
    closes: int
    """It must be gone by then."""


def shown_seconds(fact: FactCallOut) -> float:
    """How long a fact is seen where it has the time."""
    return max(2.0, letters(fact.value + fact.caption) / READ_CPS) + SETTLES_S


def call_spans(callings: Sequence[Calling], rate: float) -> tuple[tuple[FactCallOut, FrameRange], ...]:
    """Lay facts on the film; one that finds no time to be read is left out.

    Args:
        callings: In the order in which they are said.
        rate: Frames a second.
    """
    laid: list[tuple[FactCallOut, FrameRange]] = []
    free = 0
    for at, one in enumerate(callings):
        start = max(one.said - round(EARLY_S * rate), one.opens, free)
        after = callings[at + 1].said - round((EARLY_S + APART_S) * rate) if at + 1 < len(callings) else one.closes
        count = letters(one.fact.value + one.fact.caption)
        least = round((max(1.6, count / FASTEST_CPS) + SETTLES_S) * rate)
        wished = round(shown_seconds(one.fact) * rate)
        end = min(start + wished, one.closes, max(after, start + least))
        if end - start >= least and start - one.said <= LATE_S * rate:
            laid.append((one.fact, FrameRange(start=start, duration=end - start)))
            free = end + round(APART_S * rate)
    return tuple(laid)
