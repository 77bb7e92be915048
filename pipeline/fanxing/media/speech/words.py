"""Where words end in Chinese text: jieba with its own dictionary, in this process alone."""

import functools

import jieba


@functools.cache
def _tokenizer() -> jieba.Tokenizer:
    """Load jieba's dictionary straight from the package.

    Its own way is a cache in the machine's shared temporary folder, which anybody may have written.
    """
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


def word_ends(text: str) -> frozenset[int]:
    """Give the indices in ``text`` after which a word is over."""
    return frozenset(end for _, _, end in _tokenizer().tokenize(text))
