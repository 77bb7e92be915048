"""Setting type: fitted to a box by measuring its ink, never by counting characters.

Long text first shrinks, then wraps, then shrinks to its least size; what still does not fit is not set at all.
"""

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from fanxing.media.look.breaks import badness, joints, lines_of
from fanxing.media.look.fonts import BLANKS, UNIT, Face, Glyph
from fanxing.media.look.sorts import Flow, Sort, length, sorts, widths
from fanxing.model.document import Document

Align = Literal["start", "middle", "end"]
"""Along the line: start is left (across) or top (down)."""

EM_ABOVE, EM_BELOW = 0.88, 0.12
"""Part of the em square above and below the baseline. Source: OS/2 metrics of Noto CJK, ideographic em box."""

TURNED_MIDDLE = 0.36
"""Height of the middle of Latin letters over their baseline, em: half the capitals' height."""

_STEP = 0.955
_UGLY = 0.02


class Style(Document):
    """How a kind of words is set."""

    face: Face = "sans"
    """Name of a face."""
    size: Annotated[float, Field(gt=0)]
    """Size wanted, pixels of the full canvas."""
    least: Annotated[float, Field(gt=0)] = 24.0
    """Smallest size before the words are refused, pixels."""
    lines: Annotated[int, Field(ge=1)] = 1
    """Lines (or columns) at most."""
    leading: Annotated[float, Field(ge=1.0)] = 1.35
    """From baseline to baseline, in sizes."""
    spacing: float = 0.0
    """Between characters, in em."""
    wrap: float = 0.1
    """What another line costs, as a share of the size: high values shrink first, low ones wrap first."""
    colour: str = "ink"
    """Name of a colour of the template."""


@dataclass(frozen=True, slots=True)
class Rect:
    """A box in pixels, fractions allowed; y downward."""

    x: float
    """Left."""
    y: float
    """Top."""
    width: float
    """Pixels."""
    height: float
    """Pixels."""

    @property
    def right(self) -> float:
        """Right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return self.y + self.height

    def moved(self, x: float, y: float) -> "Rect":
        """The same box elsewhere."""
        return Rect(self.x + x, self.y + y, self.width, self.height)

    def joined(self, other: "Rect | None") -> "Rect":
        """The smallest box that holds both."""
        if other is None:
            return self
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Rect(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)


@dataclass(frozen=True, slots=True)
class Placed:
    """A glyph and where it stands in its block."""

    character: str
    """What it is."""
    glyph: Glyph
    """Its outline."""
    x: float
    """Origin of the outline, pixels."""
    y: float
    """Baseline, pixels."""
    size: float
    """Pixels to the em."""
    turned: bool = False
    """A quarter turn clockwise about the origin."""

    @property
    def ink(self) -> Rect | None:
        """Where its ink lies; None for a blank."""
        if self.glyph.ink is None:
            return None
        left, low, right, high = (value * self.size / UNIT for value in self.glyph.ink)
        if self.turned:
            return Rect(self.x + low, self.y + left, high - low, right - left)
        return Rect(self.x + left, self.y - high, right - left, high - low)


@dataclass(frozen=True, slots=True)
class Block:
    """Words, set: origin at the upper left of their box."""

    placed: tuple[Placed, ...]
    """Every glyph, blanks included, in reading order."""
    size: float
    """Pixels to the em."""
    lines: tuple[str, ...]
    """What stands on each line or column."""
    width: float
    """Of the box that holds all em squares and all ink, pixels."""
    height: float
    """Of the same, pixels."""
    ink: Rect
    """Where the ink lies."""


@dataclass(frozen=True, slots=True)
class Manner:
    """Which way words run."""

    flow: Flow = "across"
    """Along lines or down columns."""
    align: Align = "start"
    """Of lines shorter than the longest."""
    kept: tuple[str, ...] = ()
    """Names that are not parted if it can be helped."""
    tight: bool = False
    """Lines end wherever they must to be short enough: for words that fit in no better way."""


PLAIN = Manner()
"""Along lines, from the left."""


def set_lines(rows: Sequence[Sequence[Sort]], style: Style, size: float, manner: Manner = PLAIN) -> Block:
    """Set rows of sorts, one below (or left of) another, at one size.

    The block is as long as its longest row; shorter ones are aligned within it.
    """
    flow, align = manner.flow, manner.align
    longest = max((length(row) for row in rows), default=0.0) * size
    placed: list[Placed] = []
    for at, row in enumerate(rows):
        free = longest - length(row) * size
        start = {"start": 0.0, "middle": free / 2, "end": free}[align]
        if flow == "across":
            placed += _across(row, start, at * style.leading * size, size)
        else:
            column = (len(rows) - 1 - at) * style.leading * size
            placed += _down(row, column, start, size)
    breadth = ((len(rows) - 1) * style.leading + 1.0) * size
    ems = Rect(0.0, 0.0, longest, breadth) if flow == "across" else Rect(0.0, 0.0, breadth, longest)
    texts = tuple("".join(one.character for one in row).strip() for row in rows)
    return _boxed(placed, ems, size, texts)


def fit(text: str, style: Style, room: tuple[float, float], manner: Manner = PLAIN) -> Block | None:
    """Set text as large as its style and its room allow; None where it does not fit at the least size.

    Args:
        text: Cleaned; line breaks are kept as they are.
        style: How it is set.
        room: Width and height, pixels.
        manner: Which way it runs.
    """
    along, breadth = room if manner.flow == "across" else (room[1], room[0])
    paragraphs = [_Paragraph(one, style, manner) for one in text.split("\n") if one]
    best: tuple[float, float, list[tuple[Sort, ...]]] | None = None
    for size in _sizes(style):
        found = _part_all(paragraphs, style, along / size, tight=manner.tight)
        if found is None:
            continue
        rows, ugly = found
        if ((len(rows) - 1) * style.leading + 1.0) * size > breadth:
            continue
        score = size / style.size - style.wrap * (len(rows) - len(paragraphs)) - _UGLY * ugly
        if best is None or score > best[0]:
            best = (score, size, rows)
    return None if best is None else _settle(best[2], best[1], style, room, manner)


def _settle(
    rows: list[tuple[Sort, ...]], size: float, style: Style, room: tuple[float, float], manner: Manner
) -> Block | None:
    """Set the rows, and shrink them where ink stands out of its em squares (descenders, marks)."""
    block = set_lines(rows, style, size, manner)
    ratio = min(room[0] / block.width, room[1] / block.height)
    if ratio >= 1.0:
        return block
    smaller = size * ratio * 0.999
    return set_lines(rows, style, smaller, manner) if smaller >= style.least * 0.97 else None


def _sizes(style: Style) -> list[float]:
    sizes, size = [], style.size
    while size > style.least:
        sizes.append(size)
        size *= _STEP
    return [*sizes, min(style.least, style.size)]


def _part_all(
    paragraphs: Sequence["_Paragraph"], style: Style, limit: float, *, tight: bool
) -> tuple[list[tuple[Sort, ...]], float] | None:
    parted: list[tuple[Sort, ...]] = []
    ugly, left = 0.0, style.lines
    for paragraph in paragraphs:
        found = paragraph.part(limit, left, tight=tight)
        if found is None:
            return None
        rows, bad = found
        parted += rows
        ugly += bad
        left -= len(rows)
    return parted, ugly


class _Paragraph:
    """A text without line breaks, and its partings into lines, each made once."""

    def __init__(self, text: str, style: Style, manner: Manner) -> None:
        self._text = text
        self._kept = manner.kept
        self._row = sorts(text, style.face, manner.flow, style.spacing)
        self._partings: dict[int, tuple[tuple[tuple[Sort, ...], ...], float, float] | None] = {}

    def part(self, limit: float, most: int, *, tight: bool) -> tuple[tuple[tuple[Sort, ...], ...], float] | None:
        """The fewest lines, none longer than ``limit`` em, and how ugly their breaks are.

        ``tight``: at whichever joints make them short enough, where the best ones do not.
        """
        if most < 1:
            return None
        fewest = max(1, int(length(self._row) / limit * 0.8))
        for count in range(fewest, most + 1):
            found = self._make(count, limit) if tight else self._in(count)
            if found is not None and found[1] <= limit:
                return found[0], found[2]
        return None

    def _in(self, count: int) -> tuple[tuple[tuple[Sort, ...], ...], float, float] | None:
        if count not in self._partings:
            self._partings[count] = self._make(count)
        return self._partings[count]

    def _make(self, count: int, most: float = math.inf) -> tuple[tuple[tuple[Sort, ...], ...], float, float] | None:
        if count == 1:
            return (self._row,), length(self._row), 0.0
        costs = joints(self._text, self._kept)
        ends = lines_of(widths(self._row), costs, count, most)
        if ends is None:
            return None
        rows = tuple(_without_blanks(self._row[start:end]) for start, end in zip((0, *ends), ends, strict=False))
        return rows, max(map(length, rows)), badness(costs, ends)


def _without_blanks(row: tuple[Sort, ...]) -> tuple[Sort, ...]:
    if len(row) > 2 and "".join(one.character for one in row[-3:]) == " · ":
        row = row[:-3]  # a point between two things has nothing to part at the end of a line
    while row and row[-1].character in BLANKS:
        row = row[:-1]
    while row and row[0].character in BLANKS:
        row = row[1:]
    return row


def _across(row: Sequence[Sort], x: float, top: float, size: float) -> list[Placed]:
    placed, base = [], top + EM_ABOVE * size
    for at, one in enumerate(row):
        x += (one.before * size) if at else (-one.head * size)
        placed.append(Placed(one.character, one.glyph, x + one.shift * size, base, size * one.scale))
        x += one.advance * size
    return placed


def _down(row: Sequence[Sort], left: float, y: float, size: float) -> list[Placed]:
    placed = []
    for at, one in enumerate(row):
        y += (one.before * size) if at else (-one.head * size)
        start = y + one.shift * size
        if one.turned:
            x = left + (0.5 - TURNED_MIDDLE) * size
            placed.append(Placed(one.character, one.glyph, x, start, size, turned=True))
        else:
            base = start + (EM_ABOVE if one.scale == 1.0 else 0.5 + TURNED_MIDDLE * one.scale) * size
            placed.append(Placed(one.character, one.glyph, left + one.across * size, base, size * one.scale))
        y += one.advance * size
    return placed


def _boxed(placed: Sequence[Placed], ems: Rect, size: float, lines: tuple[str, ...]) -> Block:
    inks = [one.ink for one in placed if one.ink is not None]
    ink = functools.reduce(lambda left, right: left.joined(right), inks) if inks else ems
    box = ems.joined(ink)
    moved = tuple(
        Placed(one.character, one.glyph, one.x - box.x, one.y - box.y, one.size, one.turned) for one in placed
    )
    return Block(moved, size, lines, box.width, box.height, ink.moved(-box.x, -box.y))
