"""A4 paper to set Chinese on: fonts that ship with fanxing, lines broken by the rules, no glyph left out silently.

fpdf2 writes the file and cuts the fonts down to what is used; where lines end is decided here, because its own wrapping
knows words and characters, but no 禁则.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from typing import Literal

from fpdf import FPDF
from fpdf.fonts import TTFFont

from fanxing.media.look.breaks import NEVER, joints
from fanxing.media.look.fonts import FACES, Face, clean, require

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
    face: Literal["sans", "serif"] = "sans"
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
    """A file in the making; coordinates in mm from the upper left corner."""

    def __init__(self, title: str) -> None:
        self._pdf = FPDF("landscape", "mm", "A4")
        self._pdf.set_auto_page_break(False)  # pages are laid out before they are drawn
        self._pdf.set_margin(0)
        self._pdf.c_margin = 0
        self._pdf.set_creation_date(_EPOCH)
        self._pdf.set_title(title)
        self._pdf.set_lang("zh-CN")
        self._pdf.set_creator("fanxing")
        self._drawn: dict[str, set[str]] = {}
        self._loaded: dict[str, list[str]] = {}

    def column(self, texts: Sequence[Text], width: float) -> Column:
        """Break paragraphs into lines of at most ``width`` mm.

        Raises:
            RecipeError: A character is in no font.
        """
        lines, at = [], 0.0
        for text in texts:
            at += text.above
            for paragraph in clean(text.words).split("\n"):
                for line in self._broken(paragraph, text, width):
                    lines.append((at, line, text))
                    at += text.size * PT * LEADING
        return Column(tuple(lines), at)

    def add_page(self) -> None:
        """Begin a page."""
        self._pdf.add_page()

    def write(self, column: Column, x: float, y: float, *, right: bool = False) -> None:
        """Set a column with its upper left corner (or its right one) at a place."""
        for at, line, text in column.lines:
            self._style(text)
            left = x - self._pdf.get_string_width(line) if right else x
            # The baseline of Noto's Han glyphs lies 0.88 em below the top of their em square.
            self._pdf.text(left, y + at + text.size * PT * (0.88 + (LEADING - 1) / 2), line)

    def rule(self, x: float, y: float, width: float, *, weight: float = 0.15, colour: Rgb = LINE) -> None:
        """Draw a level line, ``weight`` mm thick."""
        self._pdf.set_draw_color(*colour)
        self._pdf.set_line_width(weight)
        self._pdf.line(x, y, x + width, y)

    def box(self, x: float, y: float, side: float) -> None:
        """Draw a box to tick."""
        self._pdf.set_draw_color(*INK)
        self._pdf.set_line_width(0.2)
        self._pdf.rect(x, y, side, side)

    def picture(self, jpeg: bytes, x: float, y: float, size: tuple[float, float]) -> None:
        """Lay in a picture of a size in mm."""
        self._pdf.image(jpeg, x=x, y=y, w=size[0], h=size[1])

    def content(self) -> bytes:
        """The finished file."""
        return bytes(self._pdf.output())

    def _style(self, text: Text) -> None:
        self._pdf.set_font(text.face, size=text.size)
        self._pdf.set_fallback_fonts(self._loaded[text.face][1:])
        self._pdf.set_text_color(*text.colour)

    def _cover(self, text: str, face: Face) -> None:
        """Load fonts of a face, one after the other, until each character has one; mostly the first is enough."""
        require(text)
        loaded, drawn = self._loaded.setdefault(face, []), self._drawn.setdefault(face, set())
        for cut in FACES[face][len(loaded) :]:
            if loaded and drawn.issuperset(text):
                return
            family = f"{face}-{len(loaded)}" if loaded else face
            with as_file(files(cut.package) / cut.file) as file:
                self._pdf.add_font(family, fname=file, variations={"wght": float(cut.weight)} if cut.weight else None)
            loaded.append(family)
            font = self._pdf.fonts[family]
            assert isinstance(font, TTFFont)  # what is added from a file
            drawn.update(map(chr, font.cmap))

    def _broken(self, paragraph: str, text: Text, width: float) -> list[str]:
        """Fill line after line; what no rule allows to part is parted where the line is full."""
        self._cover(paragraph, text.face)
        self._style(text)
        costs = joints(paragraph)
        lines, start = [], 0
        while start < len(paragraph):
            end = start + 1
            while end < len(paragraph) and self._pdf.get_string_width(paragraph[start : end + 1]) <= width:
                end += 1
            if end < len(paragraph):
                allowed = [at for at in range(start + 1, end + 1) if costs[at - 1] < NEVER]
                end = allowed[-1] if allowed else end
            lines.append(paragraph[start:end].strip())
            start = end
        return lines
