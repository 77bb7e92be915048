"""Where Chinese text may be parted: words by jieba, phrases by BudouX."""

import functools
import itertools
from dataclasses import dataclass

import budoux

from fanxing.media.dictionary import dictionary

_COMMON = 100
"""Occurrences in jieba's dictionary from which on a word of several characters counts as well known."""


@dataclass(frozen=True)
class Wording:
    """The joints of one text, as indices of the character after each."""

    words: frozenset[int]
    """Ends of words, those that only a guess calls words included."""
    certain: frozenset[int]
    """Ends of words that the dictionary knows, single characters included: never inside a known word."""
    phrases: frozenset[int]
    """Ends of phrases."""


@functools.lru_cache(maxsize=2048)
def wording(text: str) -> Wording:
    """Find the joints of a text; loading the dictionary takes half a second, once a process."""
    return Wording(
        words=_ends(tuple(dictionary().cut(text, HMM=True))),
        certain=_ends(tuple(dictionary().cut(text, HMM=False))),
        phrases=_ends(tuple(_phraser().parse(text))) if text else frozenset(),
    )


def words(text: str) -> tuple[tuple[int, str], ...]:
    """Give the words of a text with the index of each."""
    return tuple((start, word) for word, start, _ in dictionary().tokenize(text))


def is_common(word: str) -> bool:
    """Tell whether a word of two characters or more is well known."""
    frequency = dictionary().FREQ
    return len(word) > 1 and frequency is not None and frequency.get(word, 0) >= _COMMON


@functools.cache
def _phraser() -> "budoux.Parser":
    return budoux.load_default_simplified_chinese_parser()


def _ends(parts: tuple[str, ...]) -> frozenset[int]:
    return frozenset(itertools.accumulate(len(part) for part in parts))
