"""English words that lean on the next one: where a line or a subtitle of English is parted, and where not.

Source: Netflix's guide for English (line treatment) and the BBC's (6.2): no article, preposition, auxiliary or
conjunction ends a line; lines end after marks, before conjunctions, before prepositions, in this order.
"""

import re

from fanxing.media.wordlist import listed

LEANING = listed(
    "a an the of to in on at by for with from and or but nor is are was were be been its his her their our my your"
    " this that these those which who whose as into than not no very i we you he she they it",
)
"""Words, in small letters, that no line ends with."""

_LINKS = listed(
    "and but or so yet because although though while when where whereas since until before after if unless which who"
    " whose whom that as",
)
_PREPOSITIONS = listed(
    "in on at from with without by for to into onto through throughout over under above below between among around"
    " across along against behind beside during within inside outside about toward towards",
)

_BINDING = frozenset({"of", "than"})
"""Words that lean on both sides: one block of jade, thinner than a coin."""

_MARK = re.compile(r"[,;:—.!?][\"'”’)\]]*$")
_INITIAL = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|No|c|ca))\.$")


BEST_BREATH = 3
"""The most that ``breath`` gives."""


def breath(before: str, after: str) -> int:
    """Tell how well English is parted between two words.

    Returns:
        ``BEST_BREATH`` after a mark, 2 before a word that begins a clause, 1 before a preposition, 0 between words that
        both stand for themselves, -1 before "of", and -2 after a word that leans on the next, amid a phrase.
    """
    if _MARK.search(before) and not _INITIAL.search(before):
        return BEST_BREATH
    bare, then = before.strip("\"'“”‘’()[]").casefold(), after.strip("\"'“”‘’()[]").casefold()
    if bare in LEANING or bare in _PREPOSITIONS or bare in _LINKS or _INITIAL.search(before):
        return -2
    if then in _BINDING:
        return -1
    return 2 if then in _LINKS else 1 if then in _PREPOSITIONS else 0
