"""Names that a recogniser misheard, written as the recipe writes them."""

from collections.abc import Iterator, Sequence

from fanxing.media.speech.lexicon import Readings
from fanxing.media.speech.recognise.matching import likeness, syllables_of
from fanxing.media.speech.recognise.word import Word
from fanxing.media.speech.spoken import pieces, plain

_ALIKE = 0.85
_SHORTEST = 2


def by_character(words: Sequence[Word]) -> list[Word]:
    """Part words into units, each with its share of the time; punctuation stays with the unit before it."""
    parted: list[Word] = []
    for word in words:
        units = pieces(word.text)
        step = (word.end - word.start) / max(1, len(units))
        if not units and parted:
            parted[-1] = Word(parted[-1].text + word.text.strip(), parted[-1].start, parted[-1].end)
        edges = [unit.at for unit in units] + [len(word.text)]
        for at, unit in enumerate(units):
            text = word.text[unit.at : edges[at + 1]]
            parted.append(Word(text.rstrip(), word.start + step * at, word.start + step * (at + 1)))
    return parted


def corrected(words: Sequence[Word], names: Sequence[str], lexicon: Readings | None = None) -> list[Word]:
    """Write each name where it sounds as if it had been said: 华严诗意测 becomes 华嵒《诗意册》 less its marks.

    Args:
        words: Of one unit each (``by_character``).
        names: As the recipe writes them; those of a single character are left alone.
        lexicon: The recipe's own readings.
    """
    now = list(words)
    keys = [[one.key for one in syllables_of([word], lexicon)] for word in now]
    taken: set[int] = set()
    for name in sorted(set(names), key=len, reverse=True):
        letters = [piece.shown for piece in pieces(name) if piece.kind == "han"]
        wanted = [one.key for one in syllables_of([Word("".join(letters), 0.0, 1.0)], lexicon)]
        if len(letters) < _SHORTEST or len(wanted) != len(letters):
            continue
        for place in _places(keys, wanted):
            spots = range(place, place + len(letters))
            if taken.isdisjoint(spots):
                taken.update(spots)
                for spot, letter in zip(spots, letters, strict=True):
                    now[spot] = Word(letter + _marks(now[spot].text), now[spot].start, now[spot].end)
    return now


def _places(keys: list[list[str]], wanted: list[str]) -> Iterator[int]:
    """Where a run of single syllables sounds like a name."""
    for place in range(len(keys) - len(wanted) + 1):
        run = keys[place : place + len(wanted)]
        if all(len(one) == 1 for one in run):
            alike = [likeness(one[0], other) for one, other in zip(run, wanted, strict=True)]
            if min(alike) > 0 and sum(alike) / len(alike) >= _ALIKE:
                yield place


def _marks(text: str) -> str:
    """Punctuation after the letters."""
    flat = plain(text)
    return "".join(mark for mark in flat if not mark.isalnum())
