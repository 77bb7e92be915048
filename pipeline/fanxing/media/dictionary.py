"""The dictionary of Chinese words: jieba's, one for the whole process."""

import functools
import warnings
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import jieba


@functools.cache
def dictionary() -> "jieba.Tokenizer":
    """Load the dictionary from the package; half a second, once a process.

    Not from the cache that jieba puts into the machine's shared temporary folder, which anybody may have written. And a
    tokenizer of our own: words that others add to the shared one must not move our lines.
    """
    with warnings.catch_warnings():  # jieba's source holds escapes that Python 3.12 warns of
        warnings.simplefilter("ignore")
        import jieba  # noqa: PLC0415 - slow to load, and not always wanted

    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


def word_ends(text: str) -> frozenset[int]:
    """Give the indices in ``text`` after which a word is over."""
    return frozenset(end for _, _, end in dictionary().tokenize(text))
