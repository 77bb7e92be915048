"""English words laid beside Chinese ones, sentence by sentence: none is torn."""

import itertools
import math
import re
from collections.abc import Sequence

from fanxing.model.text import letters, sentences

CUE_LETTERS = 84
"""Letters that a subtitle shows of the second language: two lines. Source: Netflix, English, 42 a line."""
LETTERS_PER_SECOND = 24.0
"""Letters that a quick reader reads. Source: Netflix wishes for 20; comprehension falls between 20 and 28 (Kruger)."""
_HAN_PER_SECOND, _BREATH_S, _CUE_HAN = 4.5, 0.5, 14.0
"""Of a guide: characters heard in a second, and a line's rest; characters of a subtitle."""

_END = re.compile(r"(?<=[.!?])(?P<close>[\"'”’)\]]*)\s+(?=[\"'“‘(\[]*[A-Z0-9])")
_SHORT = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|No|Nos|Prof|Sr|Jr|c|ca|cf|fig|vol|vs|etc|approx|e\.g|i\.e)|\b[A-Z])\.$", re.IGNORECASE
)
"""Dots that end no sentence: abbreviations, initials."""


def english_sentences(text: str) -> tuple[str, ...]:
    """Part English text into sentences: at line breaks, and after .!? where a capital or a digit follows."""
    found: list[str] = []
    for block in text.splitlines():
        start = 0
        for match in _END.finditer(block):
            end = match.end("close")
            if not _SHORT.search(block[start : match.start()]):
                found.append(block[start:end].strip())
                start = match.end()
        found.append(block[start:].strip())
    return tuple(one for one in found if one)


def counts(say: str, say_en: str) -> tuple[int, int]:
    """Count sentences of both languages; equal where each Chinese sentence finds its own English one.

    As many lines as Chinese sentences count as equal, however many sentences stand in a line.
    """
    chinese, lines = len(sentences(say)), len(_blocks(say_en))
    if lines == chinese:
        return chinese, chinese
    return chinese, len(english_sentences(say_en))


def paired(say: str, say_en: str | None) -> tuple[str | None, ...]:
    """Give for each sentence of ``say`` the English that stands beside it.

    Line by line where there are as many lines as sentences; else paragraph by paragraph, and sentence by sentence in
    each. Where the counts differ, neighbours share a sentence or have two of them, by length; none is parted.

    Returns:
        One a sentence; None everywhere without English.
    """
    groups = [group for group in map(sentences, say.splitlines()) if group]
    blocks = _blocks(say_en or "")
    chinese = tuple(itertools.chain.from_iterable(groups))
    if not blocks:
        return (None,) * len(chinese)
    if len(blocks) == len(chinese):
        return blocks
    if len(blocks) == len(groups):
        laid = (_laid(group, english_sentences(block)) for group, block in zip(groups, blocks, strict=True))
        return tuple(itertools.chain.from_iterable(laid))
    return _laid(chinese, english_sentences("\n".join(blocks)))


def room_beside(line: str) -> int:
    """Give how many letters of English can be shown and read while a Chinese sentence is heard."""
    said = letters(line)
    seconds, cues = said / _HAN_PER_SECOND + _BREATH_S, max(1, math.ceil(said / _CUE_HAN))
    return min(CUE_LETTERS * cues, round(LETTERS_PER_SECOND * seconds))


def _blocks(text: str) -> tuple[str, ...]:
    return tuple(" ".join(block.split()) for block in text.splitlines() if block.strip())


def _laid(chinese: Sequence[str], english: Sequence[str]) -> tuple[str, ...]:
    if len(english) >= len(chinese):
        edges = _grouped([len(one) for one in english], [letters(one) for one in chinese])
        return tuple(" ".join(english[start:end]) for start, end in itertools.pairwise(edges))
    edges = _grouped([letters(one) for one in chinese], [len(one) for one in english])
    shares = zip(english, itertools.pairwise(edges), strict=True)
    return tuple(one for one, (start, end) in shares for _ in range(start, end))


def _grouped(many: Sequence[float], few: Sequence[float]) -> list[int]:
    """Edges that part ``many`` into as many groups as ``few`` has, each near its share; none is empty."""
    whole, total = sum(many) or 1.0, sum(few) or 1.0
    places = [0.0, *(place / whole for place in itertools.accumulate(many))]
    edges = [0]
    for left, share in zip(range(len(few) - 1, 0, -1), itertools.accumulate(few), strict=False):
        choices = range(edges[-1] + 1, len(many) - left + 1)
        edges.append(min(choices, key=lambda at: abs(places[at] - share / total)))
    return [*edges, len(many)]
