"""The dictionary of Chinese words: jieba's, one for the whole process."""

import functools
import sys
import threading
import warnings
from types import ModuleType
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import jieba

_BYTES = np.array([1] * 0x80 + [0] * 0x40 + [2] * 0x20 + [3] * 0x10 + [4] * 0x10, np.uint8)
"""Length of a UTF-8 character by its first byte; Source: RFC 3629, 3."""
_DIGITS = 9
"""Most digits of a count that are read: jieba's largest has seven."""


_LOADING = threading.RLock()
"""Stages that run side by side ask for the dictionary at once; what loads it changes what all threads share."""


def dictionary() -> "jieba.Tokenizer":
    """The dictionary, opened once for all threads."""
    with _LOADING:
        return _opened()


@functools.cache
def _opened() -> "jieba.Tokenizer":
    """Open the dictionary of the package.

    Not from the cache that jieba puts into the machine's shared temporary folder, which anybody may have written. And a
    tokenizer of our own: words that others add to the shared one must not move our lines.
    """
    tokenizer = _jieba().Tokenizer()
    with tokenizer.get_dict_file() as file:
        words = Counts(file.read())
    tokenizer.FREQ, tokenizer.total = words, words.total
    tokenizer.initialized = True
    return tokenizer


def _jieba() -> Any:  # noqa: ANN401 - jieba ships no types
    """Load the library, without the pkg_resources that it would open its files by where setuptools is there.

    Those take longer to load than all the rest (0.1 s), and jieba does without them where they are missing.
    """
    there = sys.modules.get("pkg_resources")
    with warnings.catch_warnings():  # jieba's source holds escapes that Python 3.12 warns of
        warnings.simplefilter("ignore")
        cast("dict[str, ModuleType | None]", sys.modules)["pkg_resources"] = there  # None: as if not installed
        try:
            import jieba  # noqa: PLC0415 - slow to load, and not always wanted
        finally:
            if there is None:
                sys.modules.pop("pkg_resources", None)
    return jieba


def word_tag(word: str) -> str:
    """Part of speech of a word, as jieba's dictionary names it; empty for what it does not know."""
    counts = dictionary().FREQ
    return counts.tag(word) if isinstance(counts, Counts) else ""


def word_ends(text: str) -> frozenset[int]:
    """Give the indices in ``text`` after which a word is over."""
    return frozenset(end for _, _, end in dictionary().tokenize(text))


class Counts(dict[str, int]):
    """How often each word of a dictionary is met, and 0 for what only begins one, as jieba wants to know it.

    The words of a first character are read when one of them is asked for. Written by hand because jieba reads all
    half a million at once: 0.6 s and 77 MB for the few hundred that a film needs.
    """

    def __init__(self, lines: bytes) -> None:
        """Find the words by their first characters.

        Args:
            lines: ``word count tag`` in UTF-8, a line each.
        """
        super().__init__()
        self._lines = lines
        text = np.frombuffer(lines, np.uint8)
        self._ends = np.flatnonzero(text == ord("\n"))
        self._starts = np.concatenate([[0], self._ends[:-1] + 1])
        firsts = _first_characters(text, self._starts)
        self._order = np.argsort(firsts, kind="stable")
        self._sorted = firsts[self._order]
        self.total = _total(text)
        self._read: set[str] = set()
        self._tags: dict[str, str] = {}

    def __contains__(self, word: object) -> bool:
        """Whether it is a word, or begins one."""
        self._open(str(word)[:1])
        return super().__contains__(word)

    def __getitem__(self, word: str) -> int:
        """Count of a word."""
        self._open(word[:1])
        return super().__getitem__(word)

    def get(self, word: str, otherwise: int | None = None) -> int | None:  # type: ignore[override]
        """Count of a word, if it is one or begins one."""
        self._open(word[:1])
        return super().get(word, otherwise)

    def tag(self, word: str) -> str:
        """Part of speech of a word, as jieba's dictionary names it (``v``, ``nr``); empty for what it does not know."""
        self._open(word[:1])
        return self._tags.get(word, "")

    def _open(self, first: str) -> None:
        if first not in self._read and first:
            with _LOADING:
                if first not in self._read:
                    self._load(first)

    def _load(self, first: str) -> None:
        code = int.from_bytes(first.encode("utf-8", "surrogatepass").ljust(4, b"\0"), "big")
        low, high = np.searchsorted(self._sorted, [code, code + 1])
        lines = self._order[low:high]
        for start, stop in zip(self._starts[lines].tolist(), self._ends[lines].tolist(), strict=True):
            word, count, tag = self._lines[start:stop].decode("utf-8").strip().split(" ", 2)
            self[word], self._tags[word] = int(count), tag
            for end in range(1, len(word)):
                self.setdefault(word[:end], 0)
        self._read.add(first)


def _first_characters(text: NDArray[np.uint8], starts: NDArray[np.intp]) -> NDArray[np.uint32]:
    """The first character of each line: its UTF-8 bytes as one number, padded with zeros behind."""
    lengths = _BYTES[text[starts]]
    codes = np.zeros(len(starts), np.uint32)
    for at in range(4):
        bytes_there = text[np.minimum(starts + at, len(text) - 1)].astype(np.uint32)
        codes |= np.where(lengths > at, bytes_there, 0) << np.uint32(8 * (3 - at))
    return codes


def _total(text: NDArray[np.uint8]) -> int:
    """All counts together: the digits between the two blanks of each line."""
    blanks = np.flatnonzero(text == ord(" "))
    starts, ends = blanks[0::2], blanks[1::2]
    total = 0
    for at in range(1, _DIGITS + 1):
        there = ends[ends - at > starts]
        starts, ends = starts[ends - at > starts], there
        total += int((text[there - at].astype(np.int64) - ord("0")).sum()) * 10 ** (at - 1)
    return total
