"""A4 paper to set Chinese on: lines broken by the rules, glyphs measured in the look's own fonts, none left out.

fpdf2 writes the file; where lines end is decided here, because its wrapping knows words and characters, but no 禁则.
"""

import datetime as dt
import functools
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from fpdf import FPDF
from fpdf.fonts import TTFFont

from fanxing.media.look.breaks import NEVER, joints
from fanxing.media.look.fonts import UNIT, Face, clean, glyph, require
from fanxing.media.look.script import NO_START, OPENING
from fanxing.media.page.face import ASCENT, cut_face

Rgb = tuple[int, int, int]
"""A colour, 0 to 255 each."""

INK: Rgb = (29, 27, 24)
SOFT: Rgb = (93, 87, 78)
LINE: Rgb = (190, 183, 172)
SEAL: Rgb = (163, 58, 44)
AMBER: Rgb = (133, 85, 18)

WIDTH, HEIGHT = 297.0, 210.0
"""A4 landscape, mm. Source: ISO 216."""
PT = 25.4 / 72
"""Millimetres a point."""
LEADING = 1.5
"""Line height, as a share of the size of the type."""
RAGGED = 1.5
"""What a character less on a line costs, in the costs of breaks: a word is parted rather than a third of a line."""
_EPOCH = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""Date told inside every file: the same storyboard gives the same bytes."""


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    words: str
    """What it says."""
    size: float = 9.0
    """Points."""
    colour: Rgb = INK
    """Of the type."""
    face: Face = "sans"
    """Of the type."""
    above: float = 0.0
    """Free space above, mm."""


@dataclass(frozen=True)
class Column:
    """Paragraphs broken into lines."""

    lines: tuple[tuple[float, str, Text], ...]
    """Distance of each line's upper edge from the column's, mm; the line; its paragraph."""
    height: float
    """mm."""


class Paper:
    """A file in the making; coordinates in mm from the upper left corner.

    What is drawn is only noted, and drawn when all of it is known: then the fonts can be cut.
    """

    def __init__(self, title: str) -> None:
        self._title = title
        self._marks: list[Callable[[FPDF], object]] = []
        self._set: dict[Face, set[str]] = {}

    def column(self, texts: Sequence[Text], width: float) -> Column:
        """Break paragraphs into lines of at most ``width`` mm.

        Raises:
            RecipeError: A character is in no font.
        """
        lines, at = [], 0.0
        for text in texts:
            at += text.above
            for paragraph in clean(text.words).split("\n"):
                for line in _broken(paragraph, text, width):
                    lines.append((at, line, text))
                    at += text.size * PT * LEADING
        return Column(tuple(lines), at)

    def add_page(self) -> None:
        """Begin a page."""
        self._marks.append(FPDF.add_page)

    def write(self, column: Column, x: float, y: float, *, right: bool = False) -> None:
        """Set a column with its upper left corner (or its right one) at a place."""
        for at, line, text in column.lines:
            self._set.setdefault(text.face, set()).update(line)
            left = x - _length(line, text) if right else x
            base = y + at + text.size * PT * (ASCENT / UNIT + (LEADING - 1) / 2)
            self._marks.append(functools.partial(_type, x=left, base=base, line=line, text=text))

    def rule(self, x: float, y: float, width: float, *, weight: float = 0.15, colour: Rgb = LINE) -> None:
        """Draw a level line, ``weight`` mm thick."""

        def draw(pdf: FPDF) -> None:
            pdf.set_draw_color(*colour)
            pdf.set_line_width(weight)
            pdf.line(x, y, x + width, y)

        self._marks.append(draw)

    def box(self, x: float, y: float, side: float) -> None:
        """Draw a box to tick."""

        def draw(pdf: FPDF) -> None:
            pdf.set_draw_color(*INK)
            pdf.set_line_width(0.2)
            pdf.rect(x, y, side, side)

        self._marks.append(draw)

    def picture(self, jpeg: bytes, x: float, y: float, size: tuple[float, float]) -> None:
        """Lay in a picture of a size in mm."""
        self._marks.append(lambda pdf: pdf.image(jpeg, x=x, y=y, w=size[0], h=size[1]))

    def content(self) -> bytes:
        """Draw all that was noted; the finished file."""
        pdf = FPDF("landscape", "mm", "A4")
        pdf.set_auto_page_break(False)  # pages are laid out before they are drawn
        pdf.set_margin(0)
        pdf.set_creation_date(_EPOCH)
        pdf.set_title(self._title)
        pdf.set_lang("zh-CN")
        pdf.set_creator("fanxing")
        with tempfile.TemporaryDirectory() as folder:
            for face, characters in self._set.items():
                file = Path(folder) / f"{face}.ttf"
                file.write_bytes(cut_face(face, characters))
                pdf.add_font(face, fname=file)
            for mark in self._marks:
                mark(pdf)
            made = bytes(pdf.output())
            for font in pdf.fonts.values():
                assert isinstance(font, TTFFont)  # no other was added
                assert not font.missing_glyphs  # each was cut for what is set in it
                font.ttfont.close()  # Windows removes no open file
        return made


def _type(pdf: FPDF, *, x: float, base: float, line: str, text: Text) -> None:
    pdf.set_font(text.face, size=text.size)
    pdf.set_text_color(*text.colour)
    pdf.text(x, base, line)


def _length(line: str, text: Text) -> float:
    """Length of a line, mm."""
    return sum(glyph(text.face, one).advance for one in line) / UNIT * text.size * PT


def _broken(paragraph: str, text: Text, width: float) -> list[str]:
    """Fill line after line; what no rule allows to part is parted where the line is full."""
    require(paragraph)
    costs = joints(paragraph)
    lines, start = [], 0
    while start < len(paragraph):
        end = start + 1
        while end < len(paragraph) and _length(paragraph[start : end + 1], text) <= width:
            end += 1
        if end < len(paragraph):
            allowed = [at for at in range(start + 1, end + 1) if costs[at - 1] < NEVER]
            end = min(allowed, key=lambda at: costs[at - 1] + RAGGED * (end - at), default=_torn(paragraph, start, end))
        lines.append(paragraph[start:end].strip())
        start = end
    return lines


def _torn(paragraph: str, start: int, end: int) -> int:
    """Where a word is parted that fills a line: not before a mark that begins none, nor after an opening one."""
    fine = (at for at in range(end, start, -1) if paragraph[at] not in NO_START and paragraph[at - 1] not in OPENING)
    return next(fine, end)
