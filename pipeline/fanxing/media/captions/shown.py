"""The approved text as a cue shows it: less the marks that the rules drop, and where each character went."""

from dataclasses import dataclass

from fanxing.media.captions.marks import EDGES, is_kept


@dataclass(frozen=True)
class Shown:
    """What a cue shows of a stretch of text."""

    text: str
    """One line."""
    places: tuple[int, ...]
    """For each character of the stretch, its index in ``text``; -1 where it is not shown."""


def shown(raw: str) -> Shown:
    """Drop the marks at the ends, put one space for those inside, keep ``？！《》“”·…`` and all of a number.

    Source: Netflix Timed Text Style Guide, Simplified Chinese: no commas or full stops; measured practice of
    Chinese short films agrees.
    """
    marks = [(mark if is_kept(raw, at) and not mark.isspace() else " ", at) for at, mark in enumerate(raw)]
    start, end = 0, len(marks)
    while start < end and _is_edge(marks[start], raw):
        start += 1
    while end > start and _is_edge(marks[end - 1], raw):
        end -= 1
    places, text = [-1] * len(raw), ""
    for mark, at in marks[start:end]:
        if mark == " " and text.endswith(" "):
            continue
        places[at] = len(text)
        text += mark
    return Shown(text, tuple(places))


def _is_edge(placed: tuple[str, int], raw: str) -> bool:
    mark, at = placed
    if mark == " ":
        return True
    return mark in EDGES and not (mark in ".．" and raw[at + 1 : at + 2].isdigit())
