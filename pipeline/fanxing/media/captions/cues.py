"""Lines with their sound -> cues on the film."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from fanxing.media.captions.heard import Heard, heard_units
from fanxing.media.captions.marks import text_width
from fanxing.media.captions.moments import Said, moments
from fanxing.media.captions.rare import Mentions
from fanxing.media.captions.second import shared
from fanxing.media.captions.segment import PHONE, Limits, part
from fanxing.media.captions.shown import Shown, shown
from fanxing.model.narration import Take
from fanxing.model.script import Line
from fanxing.model.subtitle import Cue, Reading, Unit
from fanxing.model.timing import SAMPLE_RATE, FrameRange


@dataclass(frozen=True)
class Placed:
    """A line, its take, and where on the film it begins."""

    line: Line
    """The approved words."""
    take: Take
    """When each unit is heard."""
    start: Fraction
    """Frame of the film on which the take's first sample lies; may lie between two."""
    speaker: str | None = None
    """Who speaks, where two do."""


@dataclass(frozen=True)
class Manner:
    """How lines become cues."""

    names: tuple[str, ...] = ()
    """Words that stay whole (``whole.names_worth_keeping``)."""
    mentions: Mentions | None = None
    """Gives the readings of rare characters; None without."""
    limits: Limits = PHONE
    """What one cue may be."""


@dataclass(frozen=True)
class _Piece:
    """One cue that has no moment yet."""

    placed: Placed
    raw: str
    at: int
    shown: Shown
    heard: tuple[Heard, ...]
    second: str | None
    said: Said
    readings: tuple[Reading, ...]


def cues_of(
    lines: Iterable[Placed], rate: Fraction, manner: Manner | None = None, *, duration: int | None = None
) -> tuple[Cue, ...]:
    """Make the cues of a film.

    Args:
        lines: In the order in which they are heard.
        rate: Frames a second.
        manner: Names, readings and limits; None for a film on a phone without names.
        duration: Frames of the film.

    Returns:
        Cues in order, never overlapping. Their ``raw`` of one line, joined, is the line; a line of which nothing is
        heard, or nothing is shown, has none.
    """
    how = manner or Manner()
    pieces = [piece for placed in lines for piece in _pieces(placed, rate, how)]
    spans = moments([piece.said for piece in pieces], rate, duration, how.limits)
    return tuple(_cue(piece, span, rate) for piece, span in zip(pieces, spans, strict=True))


def _pieces(placed: Placed, rate: Fraction, how: Manner) -> list[_Piece]:
    text = placed.line.text
    heard = heard_units(text, placed.take.units, placed.take.samples) if placed.take.samples else ()
    ends = part(text, heard, how.names, how.limits)
    if not ends or not shown(text).text:
        return []
    stretches = list(itertools.pairwise((0, *ends)))
    seen = [shown(text[start:end]) for start, end in stretches]
    seconds = shared(placed.line.second, [text_width(one.text) for one in seen])
    readings = how.mentions.readings(text) if how.mentions is not None else ()
    made = []
    for (start, end), one, second in zip(stretches, seen, seconds, strict=True):
        units = tuple(unit for unit in heard if start <= unit.at < end)
        said = Said(
            start=placed.start + Fraction(units[0].start_s) * rate,
            end=placed.start + Fraction(units[-1].end_s) * rate,
            width=text_width(one.text),
        )
        here = _moved(readings, start, end, one)
        made.append(_Piece(placed, text[start:end], start, one, units, second, said, here))
    return made


def _moved(readings: Sequence[Reading], start: int, end: int, seen: Shown) -> tuple[Reading, ...]:
    """Readings of a line, with their places in what the cue shows."""
    return tuple(
        Reading(at=seen.places[one.at - start], length=one.length, pinyin=one.pinyin)
        for one in readings
        if start <= one.at and one.at + one.length <= end and seen.places[one.at - start] >= 0
    )


def _cue(piece: _Piece, span: FrameRange, rate: Fraction) -> Cue:
    return Cue(
        line=piece.placed.line.id,
        text=piece.shown.text,
        raw=piece.raw,
        second=piece.second,
        speaker=piece.placed.speaker,
        span=span,
        units=tuple(_units(piece, span, rate)),
        readings=piece.readings,
    )


def _units(piece: _Piece, span: FrameRange, rate: Fraction) -> Iterable[Unit]:
    """Units that are shown, each of at least one frame, inside the cue, never running backwards."""
    before = span.start
    for unit in piece.heard:
        places = [
            piece.shown.places[at - piece.at] for at in range(unit.at, unit.end) if at - piece.at < len(piece.raw)
        ]
        seen = [place for place in places if place >= 0]
        if not seen:
            continue
        start = min(max(round(piece.placed.start + Fraction(unit.start_s) * rate), before), span.end - 1)
        end = min(max(round(piece.placed.start + Fraction(unit.end_s) * rate), start + 1), span.end)
        before = start
        yield Unit(at=seen[0], length=seen[-1] - seen[0] + 1, span=FrameRange(start=start, duration=end - start))


def samples_to_frames(samples: int, rate: Fraction) -> Fraction:
    """Place of a sample on the frame grid, exact."""
    return Fraction(samples, SAMPLE_RATE) * rate
