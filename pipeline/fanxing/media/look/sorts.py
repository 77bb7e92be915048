"""Text as a row of sorts: each character with its glyph, its width and the space around it, in em.

Contextual spacing after clreq 3.1.6 (标点挤压: of two marks that meet, one gives up its blank half), 3.2.2 (a gap
between Han and Latin) and 3.1.7 (marks at the edge of a line). Nothing depends on the size, so that one row
serves every size that is tried.
"""

import functools
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from fanxing.media.look import script
from fanxing.media.look.fonts import BLANKS, UNIT, Face, Form, Glyph, glyph, has_form

Flow = Literal["across", "down"]
"""across: lines from left to right · down: columns from top to bottom, set from right to left."""

GAP = 0.2
"""Between Han and Latin, em. Source: clreq 3.2.2 asks for up to a quarter."""

_HALF = 0.5
_DASH = "—"
_UPRIGHT_DIGITS = 2
"""Digits that stand side by side in one cell of a column (纵中横)."""


@dataclass(frozen=True, slots=True)
class Sort:
    """One character, ready to be set."""

    character: str
    """What it is."""
    glyph: Glyph
    """Its outline."""
    advance: float
    """Room along the line, in em."""
    before: float = 0.0
    """Gap in front of it; not kept at the start of a line, in em."""
    shift: float = 0.0
    """Of the glyph's origin against the start of its room, in em."""
    head: float = 0.0
    """What it gives up at the start of a line, in em."""
    tail: float = 0.0
    """What it gives up at the end of a line, in em."""
    turned: bool = False
    """Lies on its side in a column."""
    across: float = 0.0
    """Columns: of the glyph's origin against the left edge of its cell, in em."""
    scale: float = 1.0
    """Of the glyph against the size of the line."""


@functools.lru_cache(maxsize=2048)
def sorts(text: str, face: Face, flow: Flow = "across", spacing: float = 0.0) -> tuple[Sort, ...]:
    """Make one sort of each character of a paragraph.

    Args:
        text: Cleaned, without line breaks; every character has been required of the fonts.
        face: Name of a face.
        flow: Along a line or down a column.
        spacing: Added between characters, in em.

    Raises:
        RecipeError: A character is in no font.
    """
    narrow = script.narrow_marks(text)
    row = [_single(one, face, flow, at in narrow) for at, one in enumerate(text)]
    if flow == "down":
        row = _digits_together(row)
    row = [_squeeze(row, at) if at not in narrow else one for at, one in enumerate(row)]
    row = [_part_scripts(row, at) for at in range(len(row))]
    return tuple(replace(one, advance=one.advance + spacing, tail=one.tail + spacing) for one in row)


def widths(row: Sequence[Sort]) -> tuple[float, ...]:
    """Length of the row up to each sort, in em: one figure more than sorts."""
    return tuple(itertools.accumulate((one.before + one.advance for one in row), initial=0.0))


def length(row: Sequence[Sort]) -> float:
    """Length of a row that is one line, in em: blanks at its ends are not counted."""
    if not row:
        return 0.0
    return sum(one.before + one.advance for one in row) - row[0].before - row[0].head - row[-1].tail


def _single(character: str, face: Face, flow: Flow, narrow: bool) -> Sort:  # noqa: FBT001 - private
    if flow == "down":
        return _in_column(character, face)
    form: Form = "narrow" if narrow else "plain"
    drawn = glyph(face, character, form)
    return _trimmed(Sort(character, drawn, drawn.advance / UNIT), narrow)


def _in_column(character: str, face: Face) -> Sort:
    form: Form = "vertical" if has_form(face, character, "vertical") else "plain"
    drawn = glyph(face, character, form)
    width = drawn.advance / UNIT
    if form == "vertical" or script.is_han(character):
        return _trimmed(Sort(character, drawn, 1.0, across=(1.0 - width) / 2), False)
    return _trimmed(Sort(character, drawn, width, turned=True), False)


def _trimmed(one: Sort, narrow: bool) -> Sort:  # noqa: FBT001 - private
    """Say what a mark gives up at the edges of a line; make an interpunct half a square."""
    if one.character in BLANKS:
        return replace(one, head=one.advance, tail=one.advance)
    if narrow or one.advance < 0.9:
        return one
    if one.character == "·":
        return replace(one, advance=_HALF, shift=(_HALF - one.advance) / 2)
    if script.blank_left(one.character):
        return replace(one, head=one.advance - _HALF)
    if script.blank_right(one.character):
        return replace(one, tail=one.advance - _HALF)
    return one


def _squeeze(row: Sequence[Sort], at: int) -> Sort:
    """Let a mark give up its blank half where it meets another mark."""
    one = row[at]
    before = row[at - 1].character if at else ""
    after = row[at + 1].character if at + 1 < len(row) else ""
    if one.character == _DASH and after == _DASH and one.glyph.ink:
        ink = (one.glyph.ink[2] - one.glyph.ink[0]) / UNIT
        return replace(one, advance=ink - 0.01)  # two dashes are one stroke
    if one.tail and script.blank_right(one.character) and (_closes(after) or script.blank_left(after)):
        return replace(one, advance=one.advance - one.tail, tail=0.0)
    if one.head and script.blank_left(before):
        return replace(one, advance=one.advance - one.head, shift=one.shift - one.head, head=0.0)
    return one


def _closes(character: str) -> bool:
    return bool(character) and script.blank_right(character)


def _part_scripts(row: Sequence[Sort], at: int) -> Sort:
    """Put the gap between Han and Latin, whether or not a blank was typed there."""
    one = row[at]
    if not at:
        return one
    before = row[at - 1]
    after = row[at + 1] if at + 1 < len(row) else None
    if one.character == " " and after is not None and _mixed(before.character, after.character):
        return replace(one, advance=GAP, head=GAP, tail=GAP)
    if one.advance and before.advance and _mixed(before.character, one.character):
        return replace(one, before=GAP)
    return one


def _mixed(left: str, right: str) -> bool:
    return (script.is_han(left) and script.is_letter(right)) or (script.is_letter(left) and script.is_han(right))


def _digits_together(row: Sequence[Sort]) -> list[Sort]:
    """Stand one or two digits upright in one cell of a column."""
    made: list[Sort] = []
    for is_digit, group in itertools.groupby(row, key=lambda one: one.turned and one.character.isdigit()):
        run = list(group)
        made += _upright(run) if is_digit and len(run) <= _UPRIGHT_DIGITS else run
    return made


def _upright(run: Sequence[Sort]) -> list[Sort]:
    width = sum(one.glyph.advance for one in run) / UNIT
    scale = min(1.0, 0.96 / width)
    across = (1.0 - width * scale) / 2
    cells: list[Sort] = []
    for at, one in enumerate(run):
        last = at == len(run) - 1
        cells.append(
            replace(
                one,
                turned=False,
                advance=1.0 if last else 0.0,
                shift=0.0,
                across=across,
                scale=scale,
            )
        )
        across += one.glyph.advance / UNIT * scale
    return cells
