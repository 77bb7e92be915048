"""What a program means by the lines of its log, in which the words of a stranger's file may stand as well."""

import re

_LINE = re.compile(
    r"(?:\[[^\[\]]+ @ 0x[0-9a-f]+\] ?)*\[(?P<level>panic|fatal|error|warning|info)\] (?P<words>.*)", re.DOTALL
)
"""A line that ffmpeg marks with its level: what speaks, then the level, then the words.

The words of a file (a title, say) stand behind the mark, and where a title has several lines ffmpeg sets all but the
first in: so none of them can begin like this.
"""
_GRAVE = frozenset({"panic", "fatal", "error"})


def grave(log: str) -> list[str]:
    """Lines of a log that are no mere news; of a program that marks no line, all: it speaks of nothing but errors."""
    lines = log.split("\n")  # not splitlines: a title may hold what only Unicode takes for the end of a line
    marked = [(line, found["level"]) for line in lines if (found := _LINE.match(line))]
    return [line for line, level in marked if level in _GRAVE] if marked else [line for line in lines if line.strip()]


def tells(log: str, words: str) -> bool:
    """Whether a line of a marked log begins with these words of the program's own."""
    return any(found["words"].startswith(words) for line in log.split("\n") if (found := _LINE.match(line)))
