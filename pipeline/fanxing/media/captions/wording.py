"""Where Chinese text may be parted: words by jieba, phrases by BudouX."""

import functools
import itertools
import warnings
from dataclasses import dataclass

with warnings.catch_warnings():  # jieba's source holds escapes that Python 3.12 warns of
    warnings.simplefilter("ignore")
    import budoux
    import jieba

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
        words=_ends(tuple(_tokenizer().cut(text, HMM=True))),
        certain=_ends(tuple(_tokenizer().cut(text, HMM=False))),
        phrases=_ends(tuple(_phraser().parse(text))) if text else frozenset(),
    )


def words(text: str) -> tuple[tuple[int, str], ...]:
    """Give the words of a text with the index of each."""
    return tuple((start, word) for word, start, _ in _tokenizer().tokenize(text))


def is_common(word: str) -> bool:
    """Tell whether a word of two characters or more is well known."""
    frequency = _tokenizer().FREQ
    return len(word) > 1 and frequency is not None and frequency.get(word, 0) >= _COMMON


@functools.cache
def _tokenizer() -> "jieba.Tokenizer":
    """Load the dictionary from the package, not from the cache that jieba puts into the shared temporary folder.

    A tokenizer of our own: names of one film never change the words of another.
    """
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


@functools.cache
def _phraser() -> "budoux.Parser":
    return budoux.load_default_simplified_chinese_parser()


def _ends(parts: tuple[str, ...]) -> frozenset[int]:
    return frozenset(itertools.accumulate(len(part) for part in parts))
