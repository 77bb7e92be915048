"""Where the clauses of a line end, and which of them only open what follows."""

import re
from dataclasses import dataclass

from fanxing.media.captions.grammar import MEASURES
from fanxing.media.captions.marks import CLAUSE_ENDS, CLOSING, SENTENCE_ENDS, text_width

_SHORT = 5.0
"""Width up to which a clause can be an opening: 后来, 风一吹, 这口大钟."""

_ALIKE = 1.0
"""Clauses that differ by less are members of a list."""

_ENDS = re.compile(rf"[{re.escape(SENTENCE_ENDS + CLAUSE_ENDS)}。]+[{re.escape(CLOSING)}]*|$")
_COUNT = "[〇零一二三四五六七八九十百千万亿两几0-9]"
_TELLING = re.compile(
    rf"^{_COUNT}+[{MEASURES}]|^[^这那].*{_COUNT}[^次]?$|[年月日号]$|^[叫是像为名称有没不也都就还又却可只]"
)
"""Short clauses that tell more of what was said, and open nothing: 七毫米, 叫补子, 戊子年."""


@dataclass(frozen=True)
class Clauses:
    """The joints of one line that are set by its marks, as indices of the character after each."""

    sentences: tuple[int, ...]
    """Ends of sentences, in order."""
    openings: dict[int, int]
    """End of a short clause that opens the next one -> its beginning: 后来，｜人们给它一个名字."""


def clauses_of(text: str) -> Clauses:
    """Find the clauses of a line."""
    ends = [found.end() for found in _ENDS.finditer(text)]
    openings, before = {}, ""
    for start, end, then in zip([0, *ends], ends, ends[1:], strict=False):
        clause = text[start:end].strip("，, ")
        short = text_width(clause) <= _SHORT < text_width(text[start:then])
        if short and text[end - 1] in "，," and not _TELLING.search(clause) and not _is_listed(clause, before):
            openings[end] = start
        before = text[start:end]
    stops = tuple(end for end in dict.fromkeys(ends) if text[:end].rstrip(CLOSING)[-1:] in tuple(SENTENCE_ENDS))
    return Clauses(stops, openings)


def _is_listed(clause: str, before: str) -> bool:
    """Whether the clause before is of the same kind: a list, 遮风，挡雨，聊天, or an end, 火大一点，黄了."""
    wide, other = text_width(clause), text_width(before.rstrip("，, "))
    return before[-1:] in tuple("，,") and other <= _SHORT and (abs(wide - other) < _ALIKE or clause.endswith("了"))
