"""The manner of ASS: styles for a canvas, escaped text, explicit line breaks, karaoke."""

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import pysubs2

from fanxing.media.english import BEST_BREATH, breath
from fanxing.model.geometry import Size
from fanxing.model.subtitle import Cue

INK_PX, SECOND_SHARE = 64, 0.6
"""Height of a Han character at a short side of 1,080 px, and the second language's share of it.
Source: 56 to 64 px is what creators' guides advise for 9:16."""

OUTLINE_PX = 4.5
"""Of the dark outline at a short side of 1,080 px."""

_BASE_SHARES = ((0.7, 0.25), (0.9, 0.14), (1.2, 0.09))
"""Up to which width over height, the share of the height that stays free below: the platforms' own buttons."""

_JOINER = "\u2060"

_WIDER, _UNEVEN, _BREATH = 1.35, 1.12, 1.5
"""How much wider than wished a line may be, how much longer than its even share; what a good place is worth."""


@dataclass(frozen=True)
class Face:
    """A font as libass knows it."""

    name: str = "Noto Sans SC"
    """Family (name ID 1)."""
    line_height: float = 1.448
    """Ascent and descent over the em: libass's font size is the height of the line, not of the em."""
    bold: bool = True
    """Ask for the bold cut."""


def styles_for(subs: pysubs2.SSAFile, canvas: Size, face: Face | None = None) -> None:
    """Set the script's header and its two styles, ``First`` and ``Second``."""
    font = face or Face()
    unit = canvas.short_side / 1080
    subs.info.update(
        PlayResX=str(canvas.width),
        PlayResY=str(canvas.height),
        WrapStyle="2",
        ScaledBorderAndShadow="yes",
        **{"YCbCr Matrix": "TV.709"},
    )
    size = INK_PX * unit * font.line_height
    for name, share in (("First", 1.0), ("Second", SECOND_SHARE)):
        subs.styles[name] = pysubs2.SSAStyle(
            fontname=font.name,
            fontsize=round(size * share, 1),
            bold=font.bold,
            primarycolor=pysubs2.Color(255, 255, 255),
            secondarycolor=pysubs2.Color(255, 255, 255, 120),
            outlinecolor=pysubs2.Color(16, 16, 16),
            backcolor=pysubs2.Color(0, 0, 0, 128),
            outline=round(OUTLINE_PX * unit * (1.0 if share == 1.0 else 0.75), 1),
            shadow=0,
            alignment=pysubs2.Alignment.BOTTOM_CENTER,
            marginl=round(60 * unit),
            marginr=round(60 * unit),
            marginv=_base(canvas),
        )
    del subs.styles["Default"]


def _base(canvas: Size) -> int:
    share = next((share for limit, share in _BASE_SHARES if canvas.aspect <= limit), 0.08)
    return round(canvas.height * share)


def second_width(canvas: Size) -> int:
    """Characters of a line of the second language that the canvas has room for: 34 on a phone's 1,080 px."""
    return round(34 * canvas.width / canvas.short_side)


def ass_text(text: str) -> str:
    """Escape plain text: braces and backslashes are shown, line breaks are explicit.

    A backslash cannot be escaped in ASS: an invisible joiner behind it keeps it from making a tag.
    """
    escaped = text.replace("\\", "\\" + _JOINER).replace("{", r"\{").replace("}", r"\}")
    return escaped.replace("\r\n", "\n").replace("\n", r"\N")


def break_line(text: str, longest: int) -> tuple[str, ...]:
    """Break a line of words into two where it is longer than ``longest`` characters; else as it is.

    The lines are about as long as each other; they part after marks and before small words rather than behind them.
    What two lines that are wider by a third do not hold takes more of them.
    """
    words = text.split()
    if len(text) <= longest or len(words) < 2:
        return (text,) if text else ()
    return tuple(_lines(words, max(2, math.ceil(len(text) / (longest * _WIDER))), longest))


def _lines(words: Sequence[str], count: int, longest: int) -> Iterator[str]:
    """Part words into at most so many lines of even length, from the first on."""
    places = [0, *itertools.accumulate(len(word) + 1 for word in words)]
    start = 0
    for left in range(count, 1, -1):
        if len(words) - start < 2:
            break
        whole = places[-1] - places[start] - 1
        even = whole / left
        most = max(longest, even * _UNEVEN)
        best = math.inf
        cut = start + 1
        for at in range(start + 1, len(words)):
            first = places[at] - places[start] - 1
            long = 10 * max(0.0, first - most)
            if 10 * (first - even) / even + long - _BREATH * BEST_BREATH >= best:
                break  # nor is any longer line better: what lies beyond is never looked at
            over = max(long, 10 * ((whole - first) / (left - 1) - most))
            cost = 10 * abs(first - even) / even + over - _BREATH * breath(words[at - 1], words[at])
            if cost < best:
                best, cut = cost, at
        yield " ".join(words[start:cut])
        start = cut
    yield " ".join(words[start:])


def with_karaoke(cue: Cue, rate: Fraction) -> str:
    """Put a karaoke tag before each unit, in centiseconds from unit to unit: no drift."""
    out, at, heard = "", 0, _centiseconds(cue.span.start, rate)
    for number, unit in enumerate(cue.units):
        start = _centiseconds(unit.span.start, rate)
        if start > heard:
            out += rf"{{\k{start - heard}}}" + ass_text(cue.text[at : unit.at])
            at = unit.at
        last = number + 1 == len(cue.units)
        end = len(cue.text) if last else cue.units[number + 1].at
        after = _centiseconds(unit.span.end if last else cue.units[number + 1].span.start, rate)
        heard = max(start, heard)
        out += rf"{{\k{max(0, after - heard)}}}" + ass_text(cue.text[at:end])
        at, heard = end, max(after, heard)
    return out


def _centiseconds(frame: int, rate: Fraction) -> int:
    return int(Fraction(frame) / rate * 100)
