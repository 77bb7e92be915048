"""Which music goes under the film: by mood, then by length."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Candidate:
    """A sound file that may be the bed."""

    path: str
    """Path as the recipe names it."""
    samples: int
    """Length."""
    tags: tuple[str, ...] = ()
    """Title, genre, comment … as the file tells them."""


def choose(candidates: Sequence[Candidate], mood: str | None, samples: int) -> tuple[Candidate | None, bool]:
    """Choose the bed for a film of ``samples``.

    Those whose name or tags hold the mood come first; then those that need no second round, the shortest of
    them (most of it is heard); else the longest (fewest rounds). Ties go by path: the same choice everywhere.

    Returns:
        The bed, None without candidates; and whether the mood was met (true where none was asked for).
    """
    if not candidates:
        return None, mood is None
    matching = [one for one in candidates if mood is None or _has_mood(one, mood)]
    among = matching or list(candidates)
    return min(among, key=lambda one: (*_fit(one.samples, samples), one.path)), bool(matching)


def _has_mood(candidate: Candidate, mood: str) -> bool:
    words = " ".join((candidate.path, *candidate.tags)).casefold()
    return all(word in words for word in mood.casefold().split())


def _fit(length: int, wanted: int) -> tuple[bool, int]:
    return (length < wanted, length if length >= wanted else -length)
