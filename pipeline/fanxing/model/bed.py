"""Which music goes under the film: by mood, then by length."""

from collections.abc import Sequence
from dataclasses import dataclass

from fanxing.model.footage import Footage, Item, Sound
from fanxing.model.recipe import Music
from fanxing.model.words import say


@dataclass(frozen=True)
class Candidate:
    """A sound file that may be the bed."""

    path: str
    """Path as the recipe names it."""
    samples: int
    """Length."""
    tags: tuple[str, ...] = ()
    """Title, genre, comment … as the file tells them."""


def bed_of(footage: Footage, music: Music, samples: int) -> tuple[Item | None, tuple[str, ...]]:
    """Give the music that was gathered, or the best of its folder; and in words what it does not have.

    Args:
        footage: What was gathered.
        music: What the recipe wants.
        samples: Length of the film.
    """
    gathered = [item for item in footage.at("music") if isinstance(item.source, Sound)]
    named = [item for item in gathered if item.key == "music"]  # a file goes before a folder
    items = {item.path: item for item in named or gathered}
    candidates = [
        Candidate(path=path, samples=item.source.samples, tags=item.source.tags)
        for path, item in items.items()
        if isinstance(item.source, Sound)
    ]
    chosen, met = choose(candidates, None if named else music.mood, samples)
    if chosen is None:
        return None, ()
    missed = say("文件夹里没有“{mood}”的配乐，改用 {path}", mood=music.mood, path=chosen.path)
    return items[chosen.path], () if met else (missed,)


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
