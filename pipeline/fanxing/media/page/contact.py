"""The contact sheet: all panels of a storyboard on one picture."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from PIL import Image

from fanxing.media.layer import Layer, Pixels
from fanxing.media.look.draw import lay_over, rasterise
from fanxing.media.look.fonts import clean, require
from fanxing.media.look.outline import path_data
from fanxing.media.look.typeset import Rect, Style, fit
from fanxing.media.page.panels import Panels
from fanxing.media.page.sheet import SHORT_HASH, Row, Subject, clock
from fanxing.model.words import say

PAPER = (251, 249, 244)
"""Ground, RGB."""
COLOURS = {"ink": "#1d1b18", "soft": "#5d574e", "seal": "#a33a2c"}
"""Of the type."""
MARGIN, GAP, BETWEEN = 48, 34, 6
"""Around the sheet, between shots, between a shot's two frames; pixels."""
HEAD, LABEL = 130, 46
"""Height of the sheet's head and of a shot's label, pixels."""

_TITLE = Style(face="serif", size=46, least=20, lines=2, leading=1.25)
_FIGURES = Style(size=19, least=12, lines=2, colour="soft")
_NUMBER = Style(face="serif", size=36, least=16, colour="seal")
_LABEL = Style(size=19, least=11)
_SECONDS = Style(size=19, least=11, colour="soft")
_WORDS = Style(size=18, least=12, lines=4, leading=1.4, wrap=0.02, colour="soft")


@dataclass(frozen=True)
class _Grid:
    """Where shots stand."""

    columns: int
    rows: int
    frame: tuple[int, int]
    """Width and height of one panel, pixels."""

    @property
    def words(self) -> int:
        """Height of a shot's words, pixels: fewer lines where lines are longer."""
        return 84 if self.frame[0] < self.frame[1] else 62

    @property
    def cell(self) -> tuple[int, int]:
        """Width and height of a shot with its label and words, pixels."""
        return 2 * self.frame[0] + BETWEEN, LABEL + self.frame[1] + self.words

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the sheet, pixels."""
        width = 2 * MARGIN + self.columns * self.cell[0] + (self.columns - 1) * GAP
        return width, MARGIN + HEAD + self.rows * (self.cell[1] + GAP)

    def place(self, number: int) -> tuple[int, int]:
        """Upper left of a shot, counted from 1."""
        row, column = divmod(number - 1, self.columns)
        return MARGIN + column * (self.cell[0] + GAP), MARGIN + HEAD + row * (self.cell[1] + GAP)


def contact_sheet(subject: Subject, panels: Panels) -> bytes:
    """Lay all panels into a grid, with numbers, moves, seconds and words.

    Args:
        subject: The storyboard and what stands beside it.
        panels: First and last frame of each of its shots.

    Returns:
        PNG, RGB.

    Raises:
        RecipeError: A character is in none of the fonts.
    """
    grid = _grid(len(panels.panels), panels.size.aspect)
    width, height = grid.size
    sheet: Pixels = np.full((height, width, 3), PAPER, np.uint8)
    for row, panel in zip(subject.rows, panels.panels, strict=True):
        x, y = grid.place(row.number)
        for at, jpeg in enumerate((panel.first, panel.last)):
            frame = np.asarray(Image.open(io.BytesIO(jpeg)).convert("RGB").resize(grid.frame, Image.Resampling.LANCZOS))
            left = x + at * (grid.frame[0] + BETWEEN)
            sheet[y + LABEL : y + LABEL + grid.frame[1], left : left + grid.frame[0]] = frame
    body = "".join(_all_type(subject, panels, grid))
    sheet = lay_over(sheet, Layer(rasterise(body, Rect(0, 0, width, height)), 0, 0))
    room = io.BytesIO()
    Image.fromarray(sheet).save(room, "PNG", optimize=True)
    return room.getvalue()


def _grid(count: int, aspect: float) -> _Grid:
    """A grid of about the shape of a screen."""
    columns = min(count, 6 if aspect < 1 else 4)
    wide = 150 if aspect < 1 else 220
    return _Grid(columns, -(-count // columns), (wide, round(wide / aspect)))


def _all_type(subject: Subject, panels: Panels, grid: _Grid) -> Iterator[str]:
    room = grid.size[0] - 2 * MARGIN
    yield _set(subject.board.title, _TITLE, Rect(MARGIN, MARGIN - 8, room, 70))
    told = (
        subject.story.museum.name,
        say("成片 {seconds:.1f} 秒", seconds=subject.told.seconds)
        if subject.filmed is not None
        else say("预计 {seconds} 秒", seconds=round(subject.told.seconds)),
        say("{count} 个镜头", count=len(subject.rows)),
        *((say("画幅 {shapes}，图为 {shape}", shapes=panels.shapes, shape=panels.shape),) if panels.asides else ()),
        say("稿号 {short}", short=subject.sha256[:SHORT_HASH]),
    )
    yield _set("　".join(told), _FIGURES, Rect(MARGIN, MARGIN + 66, room, 48))
    for row in subject.rows:
        yield from _shot(row, grid)


def _shot(row: Row, grid: _Grid) -> Iterator[str]:
    x, y = grid.place(row.number)
    width, height = grid.cell
    yield _set(str(row.number), _NUMBER, Rect(x, y + 2, 60, 40))
    shift = 22 + 20 * len(str(row.number))
    yield _set(row.look, _LABEL, Rect(x + shift, y + 15, width - shift - 128, 24))
    seconds = say("{at}　{seconds:.1f} 秒", at=clock(row.starts), seconds=row.shot.seconds)
    yield _set(seconds, _SECONDS, Rect(x + width - 122, y + 15, 122, 24), right=True)
    said = row.shot.words or "　".join(row.card)
    yield _set(said, _WORDS, Rect(x, y + height - grid.words + 10, width, grid.words - 10))


def _set(text: str, style: Style, room: Rect, *, right: bool = False) -> str:
    """Type as an SVG path; what is too long for its room at the least size ends with an ellipsis."""
    words = clean(text)
    if not words:
        return ""
    require(words)
    block, keep = fit(words, style, (room.width, room.height)), len(words)
    while block is None and keep:
        keep = keep * 9 // 10
        block = fit(f"{words[:keep]}…", style, (room.width, room.height))
    if block is None:
        return ""
    x = room.right - block.width if right else room.x
    return f'<path fill="{COLOURS[style.colour]}" d="{path_data(block, x, room.y)}"/>'
