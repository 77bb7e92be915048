"""Mends slips of typing in a value that stands on one line: quotes, and marks that YAML takes for its own."""

import re
from typing import Protocol

from fanxing.model.slip import Line, quoted

COMMENT = re.compile(r"(?<!\s)\s+#.*$")
"""A comment behind a value; sought at the first of several blanks alone, or each would be read again from the next."""
FOLDED = 30
"""Characters of a line that are told of."""
_PATHS = frozenset({"file", "logo", "portrait", "recording", "take", "folder"})
"""Keys whose values never begin with a quotation mark of Chinese."""
_MARKS = re.compile(r"[*&!|>][^\s\w*&!]?[\u4e00-\u9fff]|[-?] ")
"""What YAML reads as a sign of its own although words follow."""


class Tell(Protocol):
    """Notes a slip."""

    def __call__(self, kind: str, line: Line, at: int, **fields: object) -> None:
        """Note a slip of a kind at a place of a line."""
        ...


def mend_plain(tell: Tell, line: Line, at: int, bare: str, key: str) -> None:
    """Mend a value that stands in no quotes; ``bare`` is it without a comment."""
    first, end, inside = bare[:1], at + len(bare), bare[1:-1]
    is_pair = first in "“‘" and bare[-1:] in "”’" and not re.search("[“”‘’]", inside)
    if is_pair and (": " in bare or key in _PATHS):
        tell("quote-wide", line, at, written=bare[:FOLDED], right=quoted(inside))
        line.put(at, end, quoted(inside))
    elif first in "@`%,]}" or _MARKS.match(bare):
        mend_quoted(tell, line, (at, end), "mark-first", mark=first)
    elif re.search(r":(\s|$)", bare) and not re.match(r"[*&!]\w", bare):
        mend_quoted(tell, line, (at, end), "colon-inside")
    elif "\t" in bare:
        tell("tab", line, at + bare.index("\t"))
        line.put(at, end, bare.replace("\t", " "))


def mend_quoted(tell: Tell, line: Line, place: tuple[int, int], kind: str, **fields: object) -> None:
    """Put a value in quotes, and say so."""
    text = line.text[slice(*place)].strip()
    right = quoted(text.lstrip("#") if kind == "hash-first" and text.count("#") == 1 else text)
    tell(kind, line, place[0], written=text[:FOLDED], right=quoted(text)[: 2 * FOLDED], **fields)
    line.put(*place, right)


def mend_quotes(tell: Tell, line: Line, at: int, *, is_last: bool) -> bool:
    """Mend a value that begins with a quotation mark; False: it goes on below.

    Args:
        tell: Notes a slip.
        line: The line.
        at: Where the quotation mark stands.
        is_last: Whether the next line begins with a key, so that the value must end on this one.
    """
    mark, rest, value = line.text[at], line.text[at + 1 :], line.text[at:].rstrip()
    close = re.search(r'(?<!\\)(?:\\\\)*"' if mark == '"' else r"(?<!')'(?:'')*(?!')", rest)
    if close is not None:
        after = rest[close.end() :]
        if after.strip() and not re.match(r"\s+#|\s*:", after):
            bare = COMMENT.sub("", value)
            right = quoted(_plain(bare[1:-1], mark) if bare[-1] == mark and len(bare) > 2 else bare)
            tell("quote-inside", line, at, written=bare[:FOLDED], right=right[: 2 * FOLDED])
            line.put(at, at + len(bare), right)
        return True
    if value[-1] in "”’“‘" and len(value) > 1:
        kind, right = "quote-wide", quoted(_plain(value[1:-1], mark))
    elif is_last:
        kind, right = "quote-open", quoted(_plain(value[1:], mark))
    else:
        return False
    tell(kind, line, at, written=value[:FOLDED], right=right[: 2 * FOLDED])
    line.put(at, len(line.text), right)
    return True


def _plain(text: str, mark: str) -> str:
    """What was typed between quotation marks, without what stands there for the mark itself."""
    return re.sub(r'\\(["\\])', r"\1", text) if mark == '"' else text.replace("''", "'")
