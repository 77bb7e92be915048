"""The storyboard on paper: A4 landscape, a row a shot as in a shooting script, with lines to write on."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from fanxing.media.page.panels import Panel, Panels
from fanxing.media.page.paper import AMBER, HEIGHT, INK, SEAL, SOFT, WIDTH, Column, Paper, Rgb, Text
from fanxing.media.page.sheet import SHORT_HASH, Note, Row, Subject, clock
from fanxing.model.words import say

EDGE = 12.0
"""Margin on all sides, mm."""
TOP, BOTTOM = 21.0, HEIGHT - 16.0
"""What stands between the page's head and its foot, mm."""
GAP = 4.0
"""Between columns, mm."""
AIR = 2.2
"""Above and below a row, mm."""
HEAD = 7.0
"""Names of the columns, mm."""
LINE_STEP = 7.5
"""Between lines to write on, mm: handwriting."""
VERDICTS = (say("通过"), say("要改"), say("必须改"))
"""What to tick."""


@dataclass(frozen=True)
class _Block:
    """A piece that stays on one page."""

    height: float
    draw: Callable[[float], None]
    """Draws it with its upper edge at a height on the page."""
    in_table: bool = False
    """It is a row of the table, which needs the names of its columns above it."""


@dataclass(frozen=True)
class _Grid:
    """Left edges and widths of the columns, mm, and the size of a frame."""

    frame: tuple[float, float]
    left: tuple[float, ...]
    width: tuple[float, ...]


def storyboard_pdf(subject: Subject, panels: Panels) -> bytes:
    """Write the PDF: the same storyboard gives the same bytes.

    Args:
        subject: The storyboard and what stands beside it.
        panels: First and last frame of each of its shots.

    Raises:
        RecipeError: A character is in none of the fonts.
    """
    return _Print(subject, panels).content()


class _Print:
    """One storyboard being laid out."""

    def __init__(self, subject: Subject, panels: Panels) -> None:
        self._subject = subject
        self._panels = panels
        self._grid = _grid(panels.size.aspect)
        self._paper = Paper(say("分镜稿 · {title}", title=subject.board.title))

    def content(self) -> bytes:
        """Lay out, then draw: only then is it known how many pages there are."""
        blocks = [*self._summary(), *map(self._row, self._subject.rows)]
        pages = list(_paged(blocks))
        for number, page in enumerate(pages, start=1):
            self._paper.add_page()
            self._frame(number, len(pages))
            for at, block in page:
                if block is None:
                    self._heads(at)
                else:
                    block.draw(at)
        return self._paper.content()

    def _frame(self, number: int, total: int) -> None:
        """Head and foot of a page."""
        room = WIDTH - 2 * EDGE
        subject = self._subject
        of = f"{subject.story.museum.name}　{subject.story.exhibition.name}"
        if number > 1:
            self._write([Text(subject.board.title, 11, face="serif")], EDGE, 10, room / 2)
            self._write([Text(of, 8, SOFT)], WIDTH - EDGE, 11, room / 2, right=True)
            self._paper.rule(EDGE, TOP - 3.5, room)
        foot = say("意见只对这一稿有效　稿号 {short}", short=subject.sha256[:SHORT_HASH])
        self._write([Text(foot, 8, SOFT)], EDGE, HEIGHT - 11, room)
        page = say("第 {number} 页，共 {total} 页", number=number, total=total)
        self._write([Text(page, 8, SOFT)], WIDTH - EDGE, HEIGHT - 11, room, right=True)

    def _summary(self) -> Iterator[_Block]:
        """What stands above the table on the first page."""
        subject, room = self._subject, WIDTH - 2 * EDGE
        head = [
            Text(say("分镜稿　{exhibition}", exhibition=subject.story.exhibition.name), 9, SEAL),
            Text(subject.board.title, 22, face="serif"),
            Text(_people(subject), 10, SOFT),
            Text(_figures(subject, self._panels), 10, above=1.5),
        ]
        yield self._text(head, room, lift=-7.0)  # the first page has no running head: its title begins there
        for note in subject.notes:
            yield self._text([_note(note, 9)], room)
        for rights in subject.rights:
            words = say("素材 {count} 份：{words}", count=len(rights.files), words=rights.words)
            if rights.missing:
                words = f"{words}（{'、'.join(rights.files)}）"
            yield self._text([Text(words, 9, SEAL if rights.missing else SOFT)], room)

    def _text(self, texts: list[Text], width: float, *, lift: float = 0.0) -> _Block:
        column = self._paper.column(texts, width)
        return _Block(column.height + lift + 0.8, lambda top: self._paper.write(column, EDGE, top + lift))

    def _heads(self, top: float) -> None:
        names = (say("镜号"), say("起幅　止幅"), say("画面"), say("讲解词"), say("素材与授权"), say("意见"))
        for left, width, name in zip(self._grid.left, self._grid.width, names, strict=True):
            self._write([Text(name, 8, SOFT)], left, top + 1.2, width)
        self._paper.rule(EDGE, top + HEAD, WIDTH - 2 * EDGE, weight=0.4, colour=INK)

    def _row(self, row: Row) -> _Block:
        notes = [note for note in self._subject.notes if note.shot == row.number]
        cells: tuple[list[Text], ...] = (
            _number(row),
            [],
            _picture(row, self._panels),
            _words(row, notes),
            _source(row),
        )
        columns = [self._paper.column(cell, width) for cell, width in zip(cells, self._grid.width, strict=False)]
        remark = 6.0 + (3 if self._panels.size.aspect > 1 else 4) * LINE_STEP
        height = max(self._grid.frame[1], remark, *(column.height for column in columns)) + 2 * AIR
        panel = self._panels.panels[row.number - 1]
        return _Block(height, lambda top: self._draw_row(columns, panel, top, height), in_table=True)

    def _draw_row(self, columns: Sequence[Column], panel: Panel, top: float, height: float) -> None:
        grid, inside = self._grid, top + AIR
        for column, left in zip(columns, grid.left, strict=False):
            self._paper.write(column, left, inside)
        self._paper.picture(panel.first, grid.left[1], inside, grid.frame)
        self._paper.picture(panel.last, grid.left[1] + grid.frame[0] + 2, inside, grid.frame)
        left, width = grid.left[-1], grid.width[-1]
        for at, verdict in enumerate(VERDICTS):
            x = left + at * min(18.0, width / len(VERDICTS))
            self._paper.box(x, inside + 0.7, 3.2)
            self._write([Text(verdict, 8.5)], x + 4.4, inside, 14)
        lines = int((height - 2 * AIR - 5.0) / LINE_STEP)
        for at in range(lines):
            self._paper.rule(left, inside + 5.0 + (at + 1) * LINE_STEP, width)
        self._paper.rule(EDGE, top + height, WIDTH - 2 * EDGE, weight=0.25)

    def _write(self, texts: list[Text], x: float, y: float, width: float, *, right: bool = False) -> None:
        self._paper.write(self._paper.column(texts, width), x, y, right=right)


def _grid(aspect: float) -> _Grid:
    """Columns for frames of an aspect (width over height)."""
    height = min(36.8, 38.0 / aspect)
    frame = (height * aspect, height)
    wide = aspect > 1
    frames = 2 * frame[0] + 2
    fixed = [17.0, frames, 36.0 if wide else 44.0, 48.0 if wide else 58.0, 30.0 if wide else 36.0]
    rest = WIDTH - 2 * EDGE - sum(fixed) - GAP * len(fixed)
    widths = (*fixed, rest)
    left = tuple(EDGE + sum(widths[:at]) + GAP * at for at in range(len(widths)))
    return _Grid(frame, left, widths)


def _paged(blocks: Sequence[_Block]) -> Iterator[list[tuple[float, _Block | None]]]:
    """Deal blocks to pages; None stands for the names of the columns."""
    page: list[tuple[float, _Block | None]] = []
    at, has_head = TOP, False
    for block in blocks:
        head = HEAD if block.in_table and not has_head else 0.0
        if page and at + head + block.height > BOTTOM:
            yield page
            page, at, head = [], TOP, HEAD if block.in_table else 0.0
        if head:
            page.append((at, None))
            at += head
        has_head = block.in_table
        page.append((at, block))
        at += block.height
    yield page


def _people(subject: Subject) -> str:
    story = subject.story
    ranks = "，".join(filter(None, (story.guide.role, story.guide.title)))
    guide = f"{story.guide.name}（{ranks}）" if ranks else story.guide.name
    return say("{museum}　讲解：{guide}", museum=story.museum.name, guide=guide)


def _figures(subject: Subject, panels: Panels) -> str:
    told = [
        _length(subject),
        say("{count} 个镜头", count=len(subject.rows)),
        say("画幅 {shape}", shape=panels.shapes)
        if not panels.asides
        else say("画幅 {shapes}，图为 {shape}", shapes=panels.shapes, shape=panels.shape),
        say("旁白 {reader}", reader=subject.reader),
    ]
    if subject.platforms:
        told.append(say("平台 {platforms}", platforms="、".join(subject.platforms)))
    return "　".join(told)


def _length(subject: Subject) -> str:
    seconds = subject.told.seconds
    if subject.filmed is not None:
        return say("成片全长 {seconds:.1f} 秒", seconds=seconds)
    return say("预计 {seconds} 秒", seconds=round(seconds))


def _note(note: Note, size: float) -> Text:
    fault = note.fault
    colour: Rgb = SEAL if fault.level == "fault" else AMBER
    head = say("错误：{what}", what=fault.what) if fault.level == "fault" else say("提醒：{what}", what=fault.what)
    if note.shot and say("第 {number} 镜", number=note.shot) not in str(fault.where):
        head = say("{head}（第 {number} 镜）", head=head, number=note.shot)
    return Text(say("{head}　改法：{mend}", head=head, mend=fault.mend) if fault.mend else head, size, colour)


def _number(row: Row) -> list[Text]:
    return [
        Text(str(row.number), 18, SEAL, "serif"),
        Text(say("{seconds:.1f} 秒", seconds=row.shot.seconds), 9.5),
        Text(clock(row.starts), 8, SOFT),
        Text(row.part, 8, SOFT, above=1.5),
    ]


def _picture(row: Row, panels: Panels) -> list[Text]:
    texts = [Text(row.look, 10)]
    if differs := panels.differs(row.number):
        texts.append(Text(differs, 8.5, above=0.8))
    for name, lines in ((say("字卡"), row.card), (say("名条"), row.strip), (say("标注"), row.facts)):
        if lines:
            texts.append(Text(name, 8, SOFT, above=1.0))
            texts += [Text(line, 8.5) for line in lines]
    return texts


def _words(row: Row, notes: Sequence[Note]) -> list[Text]:
    texts = [Text(row.shot.words, 11)] if row.shot.words else [Text(say("（没有讲解词）"), 9, SOFT)]
    told = [say("{pace:.1f} 字/秒", pace=row.pace)] if row.pace else []
    if told or row.marks:
        texts.append(Text("　".join([*told, *row.marks]), 8, SOFT, above=0.8))
    return texts + [_note(Note(note.fault, None), 8) for note in notes]


def _source(row: Row) -> list[Text]:
    if not row.path:
        return []
    return [Text(row.path, 8), Text(row.rights, 8, SEAL if row.rights_missing else SOFT, above=0.8)]
