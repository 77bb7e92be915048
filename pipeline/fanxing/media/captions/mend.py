"""Subtitle files put right: moved in time, put in order, parted, lengthened; all that was done is told."""

import itertools
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from fanxing.media.captions.foreign import Caption, CaptionFile, escaped
from fanxing.media.captions.heard import heard_units
from fanxing.media.captions.marks import EDGES, text_width
from fanxing.media.captions.rules import FLICKER_MS, Wish, clock, lines_of
from fanxing.media.captions.segment import part
from fanxing.media.captions.shown import shown
from fanxing.model.errors import Fault, RecipeError
from fanxing.model.timing import SAMPLE_RATE
from fanxing.model.words import say

_OVERRIDES = re.compile(r"\{\s*\\[^{}]*\}")
"""Tags of ASS, which some programs write into SRT: a player that does not know them shows them."""
_ENDING = re.compile(rf"[{re.escape(EDGES)}\s]+((?:</[A-Za-z][^<>]*>)*)\s*$")
_ROUNDING_S = 0.05
"""A caption that is shown so much too shortly is none too short: a frame and a half."""


def shift(
    file: CaptionFile, by_ms: int, *, since_ms: int = 0, factor: Fraction = Fraction(1)
) -> tuple[CaptionFile, tuple[Fault, ...]]:
    """Move captions in time.

    Args:
        file: As read.
        by_ms: Later by so many milliseconds; earlier below 0.
        since_ms: Only those that begin at or after this moment.
        factor: First every moment counted from ``since_ms`` is multiplied by it: 25/24 for a film that runs slower.

    Returns:
        The file, and in words what fell off the beginning.

    Raises:
        RecipeError: Everything fell off.
    """

    def moved(ms: int) -> int:
        return round((ms - since_ms) * factor) + since_ms + by_ms

    made, told = [], []
    for number, one in enumerate(file.captions, start=1):
        if one.start_ms < since_ms:
            made.append(one)
            continue
        start, end = moved(one.start_ms), moved(one.end_ms)
        if end <= 0:
            told.append(_told(file, number, one, say("移到了片头之前，已删去：{text}", text=one.text)))
            continue
        if start < 0:
            told.append(_told(file, number, one, say("移到了片头之前，从零秒起")))
        made.append(replace(one, start_ms=max(start, 0), end_ms=end))
    if file.captions and not made:
        raise RecipeError(
            Fault(
                rule="subtitle-shift",
                what=say("提前 {seconds:g} 秒以后一条字幕也不剩，没有写文件", seconds=-by_ms / 1000),
                where=file.name,
                mend=say(
                    "最后一条在 {time} 结束：提前的秒数要比它少；--by 写的是秒",
                    time=clock(max(one.end_ms for one in file.captions)),
                ),
            )
        )
    return replace(file, captions=tuple(made)), tuple(told)


def fix(file: CaptionFile, wish: Wish | None = None) -> tuple[CaptionFile, tuple[Fault, ...]]:
    """Put a file right: order, double entries, lines too wide, overlaps, moments too short.

    Args:
        file: As read.
        wish: What it is held to; default: one line of 14 Han characters, for a phone.

    Returns:
        The file, which ``check`` finds nothing wrong with that can be mended without changing words; and what was
        done, as advice.
    """
    held = wish or Wish()
    told = list(file.notes)
    kept = list(_kept(file, told))
    captions = sorted(kept, key=lambda one: (one.start_ms, one.end_ms))
    if captions != kept:
        told.append(Fault(rule="subtitle-order", what=say("已按时间排序"), where=file.name, level="advice"))
    timed = _timed(captions, file, told, held)
    parted = [piece for one in timed for piece in _parted(one, file, told, held)]
    return replace(file, captions=tuple(_timed(parted, file, [], held)), encoding="utf-8", notes=()), tuple(told)


def _kept(file: CaptionFile, told: list[Fault]) -> Iterator[Caption]:
    seen = set()
    for number, one in enumerate(file.captions, start=1):
        key = (one.start_ms, one.end_ms, one.text)
        if not one.text.strip():
            told.append(_told(file, number, one, say("没有文字，已删去")))
        elif key in seen:
            told.append(_told(file, number, one, say("与另一条相同，已删去：{text}", text=one.text)))
        else:
            seen.add(key)
            yield _bare(one, file, number, told)


def _bare(one: Caption, file: CaptionFile, number: int, told: list[Fault]) -> Caption:
    """Take off what a viewer would see as it stands: ASS tags in other files, marks at the end of Chinese lines."""
    written = one.written if one.form == "ass" else _OVERRIDES.sub("", one.written)
    if written != one.written:
        told.append(_told(file, number, one, say("去掉了 ASS 标记")))
    lines = written.split("\n")
    ended = [_ENDING.sub(r"\1", line) if _drops_marks(line, one) else line for line in lines]
    if ended != lines:
        told.append(_told(file, number, one, say("去掉了行尾标点：{text}", text=one.text)))
    return replace(one, written="\n".join(ended)) if "\n".join(ended) != one.written else one


def _drops_marks(line: str, one: Caption) -> bool:
    text = replace(one, written=line).text
    return Wish().limits(text) is Wish().han and any(map(str.isalnum, text))


def _timed(captions: Sequence[Caption], file: CaptionFile, told: list[Fault], wish: Wish) -> list[Caption]:
    """End each caption before the next begins, close gaps that flicker, lengthen what cannot be read."""
    made: list[Caption] = []
    for number, (one, after) in enumerate(itertools.zip_longest(captions, captions[1:]), start=1):
        start = max(one.start_ms, made[-1].end_ms) if made else max(one.start_ms, 0)
        least = start + round(1000 * _seconds_to_read(one, wish))
        latest = after.start_ms if after is not None else max(least, one.end_ms)
        end = min(max(one.end_ms, least), latest)
        if latest - end < FLICKER_MS:
            end = latest
        end = max(end, start + FLICKER_MS)
        if (start, end) != (one.start_ms, one.end_ms):
            times = say("{start} 至 {end}", start=clock(start), end=clock(end))
            told.append(_told(file, number, one, say("时间改为 {times}", times=times)))
        made.append(replace(one, start_ms=start, end_ms=end))
    return made


def _seconds_to_read(one: Caption, wish: Wish) -> float:
    limits = wish.limits(one.text)
    first = one.text.split("\n", maxsplit=1)[0]
    return max(limits.shortest_s, text_width(first) / limits.per_second)


def _parted(one: Caption, file: CaptionFile, told: list[Fault], wish: Wish) -> list[Caption]:
    """Break a caption whose lines are too wide or too many into several, at its words; else leave it as it is."""
    lines = [line for line, _ in lines_of(one.text, wish)]
    too_wide = any(text_width(line) > most for line, most in lines_of(one.text, wish))
    if not too_wide and len(lines) <= wish.lines:
        return [one]
    if not too_wide and len({wish.limits(line) is wish.han for line in lines}) > 1:
        return [one]  # two languages, each on its line
    seconds = (one.end_ms - one.start_ms) / 1000
    pieces = _pieces(lines, seconds, wish)
    if not pieces:
        text = " ".join(lines)
        told.append(
            _told(file, 0, one, say("只有 {seconds:.1f} 秒，没有拆开，请把话说短：{text}", seconds=seconds, text=text))
        )
        return [one]
    if len(pieces) < 2 and not too_wide:
        return [one]
    told.append(_told(file, 0, one, say("太长，分成 {count} 条：{text}", count=len(pieces), text=" ".join(lines))))
    return list(_shared_out(one, pieces, wish))


def _pieces(lines: Sequence[str], seconds: float, wish: Wish) -> list[str]:
    """Part a text at its words into stretches of ``wish.lines`` lines, of two where one would be gone too soon.

    None where two would be as well.
    """
    text = lines[0]
    for line in lines[1:]:
        text += ("" if wish.limits(text) is wish.han else " ") + line
    limits = wish.limits(text)
    if limits is not wish.han:  # the mark at the end, which Chinese drops, takes its room too
        limits = replace(limits, longest=limits.longest - 0.5, hardest=limits.hardest - 0.5)
    samples = round(SAMPLE_RATE * text_width(text) / 4.5)
    ends = part(text, heard_units(text, (), samples), limits=limits) or (len(text),)
    rows = [_row(text[start:end], wish) for start, end in itertools.pairwise((0, *ends))]
    most = int((seconds + _ROUNDING_S) / limits.shortest_s)
    lines_each = max(wish.lines, math.ceil(len(rows) / max(1, most)))
    if most < 1 or lines_each > max(2, wish.lines):
        return []
    return ["\n".join(rows[at : at + lines_each]) for at in range(0, len(rows), lines_each)]


def _row(raw: str, wish: Wish) -> str:
    """A line as it is shown: Chinese without the marks at its end, Latin letters as they are."""
    return shown(raw).text or raw.strip() if wish.limits(raw) is wish.han else raw.strip()


def _shared_out(one: Caption, pieces: Sequence[str], wish: Wish) -> Iterator[Caption]:
    """Deal the time out by width, but to none less than a viewer needs to see it."""
    length = one.end_ms - one.start_ms
    weights = [max(0.5, text_width(piece.replace("\n", ""))) for piece in pieces]
    least = min(wish.limits(pieces[0]).shortest_s * 1000, length / len(pieces))
    free, total = length - least * len(pieces), sum(weights)
    weights = [least + free * weight / total for weight in weights]
    edges = [0.0, *itertools.accumulate(weights)]
    for piece, start, end in zip(pieces, edges, edges[1:], strict=False):
        yield replace(
            one,
            start_ms=one.start_ms + round(length * start / edges[-1]),
            end_ms=one.start_ms + round(length * end / edges[-1]),
            written=escaped(piece, one.form),
        )


def _told(file: CaptionFile, number: int, one: Caption, what: str) -> Fault:
    place = say("第 {number} 条 {time}", number=number, time=clock(one.start_ms)) if number else clock(one.start_ms)
    return Fault(rule="subtitle-mended", what=what, where=f"{file.name} {place}", level="advice")
