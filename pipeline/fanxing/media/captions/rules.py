"""What is wrong with a subtitle file, one finding for each place."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fanxing.media.captions.foreign import Caption, CaptionFile
from fanxing.media.captions.marks import EDGES, text_width
from fanxing.media.captions.segment import PHONE, Limits
from fanxing.media.look.fonts import missing
from fanxing.model.errors import Fault, Level
from fanxing.model.words import say

LATIN = Limits(target=16.0, longest=21.0, hardest=21.0, shortest_s=0.83, longest_s=7.0, per_second=10.0)
"""For languages in Latin letters (two of them count as one). Source: Netflix, English: 42 a line, 20 a second."""

FLICKER_MS = 80
"""Gap below which the eye sees a flicker: two frames at 25/1."""

_FRAME_MS = 1000 // 30


@dataclass(frozen=True)
class Wish:
    """What a file is held to."""

    han: Limits = PHONE
    """For Chinese."""
    latin: Limits = LATIN
    """For Latin letters."""
    lines: int = 1
    """Lines of one language at most; a second language may stand below."""

    def limits(self, text: str) -> Limits:
        """Which limits a text is held to."""
        han = sum(1 for mark in text if mark > "\u2e80")
        return self.han if han * 4 >= len(text.replace(" ", "")) else self.latin


@dataclass(frozen=True)
class _Place:
    """One caption where it stands in its file."""

    file: CaptionFile
    number: int
    one: Caption
    before: Caption | None
    wish: Wish

    def fault(self, rule: str, what: str, mend: str, level: Level = "advice") -> Fault:
        where = say(
            "{file} 第 {number} 条 {time}", file=self.file.name, number=self.number, time=clock(self.one.start_ms)
        )
        return Fault(rule=f"subtitle-{rule}", what=what, where=where, mend=mend, level=level)


def check(file: CaptionFile, wish: Wish | None = None) -> tuple[Fault, ...]:
    """Judge a subtitle file.

    Args:
        file: As read.
        wish: What it is held to; default: one line of 14 Han characters, for a phone.

    Returns:
        Faults (times that cannot be shown as they stand) and advice, in the file's order; first what reading found.
    """
    held = wish or Wish()
    found = list(file.notes)
    befores = itertools.chain([None], file.captions)
    for number, (one, before) in enumerate(zip(file.captions, befores, strict=False), start=1):
        place = _Place(file, number, one, before, held)
        found += [fault for rule in RULES for fault in rule(place)]
    return tuple(found)


def clock(ms: int) -> str:
    """Write a moment as ``HH:MM:SS.mmm``."""
    seconds, rest = divmod(max(ms, 0), 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{rest:03d}"


def _text(place: _Place) -> Iterator[Fault]:
    if not place.one.text.strip():
        yield place.fault("empty", say("没有文字"), say("删去这一条，或补上文字"))
    lost = missing(place.one.text)
    if lost:
        what = say("字库里没有这些字：{letters}", letters="、".join(f"{one}（U+{ord(one):04X}）" for one in lost))
        yield place.fault("glyph", what, say("烧进画面前换一个通行的字形，或删去表情符号"))


def _times(place: _Place) -> Iterator[Fault]:
    one, before = place.one, place.before
    if one.end_ms <= one.start_ms:
        yield place.fault("time", say("结束不晚于开始"), say("用 fanxing subtitle fix 修正"), "fault")
    if before is None:
        return
    if one.start_ms < before.start_ms:
        yield place.fault("order", say("比上一条开始得早"), say("用 fanxing subtitle fix 排好顺序"), "fault")
    elif one.start_ms < before.end_ms:
        by = (before.end_ms - one.start_ms) / 1000
        yield place.fault(
            "overlap", say("与上一条重叠 {by:.2f} 秒", by=by), say("用 fanxing subtitle fix 修正"), "fault"
        )
    elif 0 < one.start_ms - before.end_ms < FLICKER_MS:
        yield place.fault("gap", say("与上一条之间只空一两帧，会闪"), say("首尾相接，或至少空两帧"))


def _duration(place: _Place) -> Iterator[Fault]:
    limits = place.wish.limits(place.one.text)
    seconds = (place.one.end_ms - place.one.start_ms) / 1000
    if seconds <= 0 or not place.one.text.strip():
        return
    if seconds < limits.shortest_s - _FRAME_MS / 1000:
        what = say("只显示 {seconds:.2f} 秒，来不及看", seconds=seconds)
        yield place.fault("short", what, say("至少显示 {least:g} 秒", least=limits.shortest_s))
    if seconds > limits.longest_s + 1.0:
        what = say("显示了 {seconds:.1f} 秒，太长", seconds=seconds)
        yield place.fault("long", what, say("拆成几条，或缩短到 {most:g} 秒", most=limits.longest_s))
    pace = reading_width(place.one.text, place.wish) / seconds
    if pace > limits.per_second + 0.05 and seconds >= limits.shortest_s - _FRAME_MS / 1000:
        what = say("每秒 {pace:.1f} 字，读不完", pace=pace)
        yield place.fault("fast", what, say("延长显示，或把话说短；最快每秒 {most:g} 字", most=limits.per_second))


def _lines(place: _Place) -> Iterator[Fault]:
    for line, most in lines_of(place.one.text, place.wish):
        wide = text_width(line)
        if wide > most + 0.01:
            what = say("一行 {wide:g} 字，超过 {most:g} 字：{line}", wide=wide, most=most, line=line)
            yield place.fault("wide", what, say("用 fanxing subtitle fix 重新断行"))
    if any(count > place.wish.lines for count in _counts(place.one.text, place.wish)):
        yield place.fault("lines", say("行数太多"), say("一种语言最多 {most} 行", most=place.wish.lines))
    first = place.one.text.split("\n", maxsplit=1)[0].rstrip()
    if first and first[-1] in EDGES and place.wish.limits(first) is place.wish.han:
        yield place.fault("mark", say("行尾有标点：{line}", line=first), say("中文字幕行尾不加逗号和句号"))


def lines_of(text: str, wish: Wish) -> Iterator[tuple[str, float]]:
    """Give each line with the width that it may have."""
    for line in text.split("\n"):
        if line.strip():
            yield line.strip(), wish.limits(line).longest


def reading_width(text: str, wish: Wish) -> float:
    """Width of what is read first: of a bilingual caption the first language's."""
    kinds = [wish.limits(line) for line in text.split("\n")]
    return sum(text_width(line) for line, kind in zip(text.split("\n"), kinds, strict=True) if kind is kinds[0])


def _counts(text: str, wish: Wish) -> list[int]:
    kinds = [wish.limits(line) is wish.han for line in text.split("\n") if line.strip()]
    latin = len(kinds) - sum(kinds)
    return [sum(kinds), latin - (1 if sum(kinds) else 0)]  # a second language may take two


RULES: tuple[Callable[[_Place], Iterator[Fault]], ...] = (_text, _times, _duration, _lines)
"""To add a rule, write a generator and add it here."""
