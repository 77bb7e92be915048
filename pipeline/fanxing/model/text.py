"""Chinese text as the chain parts it: sentences and clauses, never inside a quotation, a book title or a number."""

import re
import unicodedata

_CLOSERS = "”’」』）)"
_SENTENCE = re.compile(rf"[^。！？!?…\n]*(?:[。！？!?…]+[{_CLOSERS}]*|\n|$)")
_CLAUSE_END = "，、；：。！？!?…,;:"
_PAIRS = {"《": "》", "“": "”", "‘": "’", "「": "」", "『": "』", "（": "）", "(": ")"}


def sentences(text: str) -> tuple[str, ...]:
    """Part a narration into its sentences: at line breaks and after 。！？… with the closing marks that follow.

    A sentence end inside 《》, quotation marks or brackets does not part: the quotation stays whole.
    """
    found: list[str] = []
    for block in text.splitlines():
        rest = ""
        for match in _SENTENCE.finditer(block.strip()):
            rest += match.group()
            if not _is_open(rest):
                found.append(rest.strip())
                rest = ""
        found.append(rest.strip())
    return tuple(one for one in found if one)


def clause_ends(text: str) -> tuple[int, ...]:
    """Indices after each clause of a sentence (after its punctuation), the end included; numbers stay whole."""
    ends = [
        at + 1
        for at, mark in enumerate(text[:-1])
        if mark in _CLAUSE_END
        and text[at + 1] not in _CLAUSE_END + _CLOSERS
        and not _is_open(text[: at + 1])
        and not (text[at + 1].isdigit() and at > 0 and text[at - 1].isdigit())
    ]
    return (*ends, len(text)) if text else ()


def _is_open(text: str) -> bool:
    """Whether a quotation or bracket is still open at the end of ``text``."""
    return any(text.count(opening) > text.count(closing) for opening, closing in _PAIRS.items())


def letters(text: str) -> float:
    """Length as a reader counts it: a Han character 1, a Latin letter or digit one half, punctuation nothing."""
    return sum(1.0 if ord(mark) > 0x2E80 else 0.5 for mark in text if mark.isalnum())


def folded(name: str) -> str:
    """Give a file's name as a disk may fold it: case, the two forms of é, dots and blanks at the end."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold()).rstrip(". ")
