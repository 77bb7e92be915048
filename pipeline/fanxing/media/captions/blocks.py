"""SRT and VTT text -> blocks with their times, however carelessly written.

Written by hand: pysrt leaves out what it cannot read without a word and takes ``03,4560`` for 7.56 s; pysubs2 takes
the notes of a VTT for text.
"""

import itertools
import re
from dataclasses import dataclass

from fanxing.model.words import say

_TIME = r"(?:(\d{1,4}):)?(\d{1,3}):(\d{1,3})(?:[,.，](\d{1,9}))?"
_ARROW = re.compile(rf"^\s*{_TIME}\s*--?>\s*{_TIME}(.*)$")


@dataclass(frozen=True)
class Block:
    """One subtitle as it stands in the text."""

    line: int
    """Line of its times, from 1."""
    start_ms: int
    """Appears."""
    end_ms: int
    """Disappears."""
    text: str
    """Lines parted by ``\\n``."""
    timed: bool = True
    """False: its times cannot be read; it is only told of."""
    strange: tuple[str, ...] = ()
    """What was not as it should be, in words."""


def blocks(text: str, *, spoken_notes: bool) -> tuple[Block, ...]:
    """Find the subtitles of a text.

    Args:
        text: SRT or VTT.
        spoken_notes: Text after a blank line still belongs to the subtitle before (SRT); in VTT it is a note.
    """
    lines = text.splitlines()
    arrows = [at for at, line in enumerate(lines) if "->" in line and any(mark.isdigit() for mark in line)]
    ends = [*(_before(lines, at) for at in arrows[1:]), len(lines)]
    return tuple(_block(lines, at, end, spoken_notes) for at, end in zip(arrows, ends, strict=False))


def _before(lines: list[str], arrow: int) -> int:
    """Where the text before a line of times ends: its number stands above it."""
    return arrow - 1 if arrow and lines[arrow - 1].strip().isdigit() else arrow


def _block(lines: list[str], at: int, end: int, spoken_notes: bool) -> Block:  # noqa: FBT001 - private
    rows = [row.rstrip() for row in lines[at + 1 : end]]
    spoken = list(
        itertools.takewhile(str.strip, itertools.dropwhile(lambda row: spoken_notes and not row.strip(), rows))
    )
    later = [row for row in rows[rows.index(spoken[-1]) + 1 :] if row.strip()] if spoken else []
    match = _ARROW.match(lines[at])
    if match is None:
        what = say("时间读不懂：{times}", times=lines[at].strip())
        return Block(at + 1, 0, 0, "\n".join(spoken), timed=False, strange=(what,))
    strange = []
    if {len(match[4] or ""), len(match[8] or "")} != {3}:
        strange.append(say("时间的小数不是三位，按秒的小数读：{times}", times=lines[at].strip()))
    if {len(match[3]), len(match[7])} != {2} or max(map(int, match.group(2, 3, 6, 7))) > 59:
        strange.append(say("时间的写法不规范，照数字读：{times}", times=lines[at].strip()))
    if match[9].strip():
        strange.append(say("位置设置没有保留：{settings}", settings=match[9].strip()))
    if later and spoken_notes:
        strange.append(say("空行后还有文字，并入了这一条：{text}", text=later[0][:20]))
        spoken += later
    start, stop = _ms(*match.groups()[:4]), _ms(*match.groups()[4:8])
    return Block(at + 1, start, stop, "\n".join(spoken), strange=tuple(strange))


def _ms(hours: str | None, minutes: str, seconds: str, decimals: str | None) -> int:
    whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    return whole * 1000 + int((decimals or "0").ljust(3, "0")[:3])
