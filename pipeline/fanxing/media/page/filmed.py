"""A storyboard and its script as they were filmed: real lengths, and the words that are really heard over each shot."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from fanxing.media.captions.heard import heard_units
from fanxing.media.look.script import OPENING
from fanxing.model.graphics import EndCard
from fanxing.model.narration import Narration
from fanxing.model.script import Line, Script
from fanxing.model.storyboard import Shot, Storyboard
from fanxing.model.timeline import Timeline
from fanxing.model.timing import SAMPLE_RATE, FrameRange, seconds_for_frames

_BEFORE = OPENING | set("“‘\"'")
"""Marks that belong to the word after them."""


@dataclass(frozen=True)
class Filmed:
    """What only the film knows: documents of the plan, with its lengths and words in place of the guessed ones.

    They are for telling and judging: an approval belongs to the plan itself, by its fingerprint.
    """

    board: Storyboard
    """``seconds`` and ``words`` of each shot as in the film."""
    script: Script
    """``seconds`` of each part as in the film, the end card not counted."""


def as_filmed(board: Storyboard, script: Script, narration: Narration, timeline: Timeline) -> Filmed:
    """Put the film's lengths and words in place of the planned ones.

    Args:
        board: The plan; a shot that is not on the timeline stays as planned.
        script: Its words.
        narration: When each unit of a line is heard.
        timeline: Where shots and lines stand.
    """
    spans: dict[str, FrameRange] = {}
    for start, clip in timeline.clips:
        first = spans[clip.shot].start if clip.shot in spans else start
        spans[clip.shot] = FrameRange(start=first, duration=start + clip.duration - first)
    said: dict[str, list[_Piece]] = {uid: [] for uid in spans}
    for piece in _said(script, narration, timeline, spans):
        said[piece.shot].append(piece)
    heard = {piece.line for pieces in said.values() for piece in pieces}
    shots = tuple(
        _shot(shot, seconds_for_frames(spans[shot.uid].duration, timeline.rate), said[shot.uid], heard)
        if shot.uid in spans
        else shot
        for shot in board.shots
    )
    told = board.model_copy(update={"shots": shots})
    parts = tuple(part.model_copy(update={"seconds": _length(told, part.id)}) for part in script.parts)
    return Filmed(told, script.model_copy(update={"parts": parts}))


@dataclass(frozen=True)
class _Piece:
    """A stretch of a line, and the shot over which it is heard."""

    shot: str
    line: str
    words: str


def _shot(shot: Shot, seconds: float, said: list[_Piece], heard: set[str]) -> Shot:
    lost = tuple(line for line in shot.lines if line not in heard)  # a line that nobody said keeps its place
    lines = tuple(dict.fromkeys([*(piece.line for piece in said), *lost]))
    return shot.model_copy(update={"seconds": seconds, "lines": lines, "words": "".join(piece.words for piece in said)})


def _length(board: Storyboard, part: str) -> float:
    return sum(shot.seconds for shot in board.shots if shot.part == part and not isinstance(shot.card, EndCard))


def _said(script: Script, narration: Narration, timeline: Timeline, spans: dict[str, FrameRange]) -> Iterator[_Piece]:
    """Cut the lines, in order, where the picture is cut."""
    lines = {line.id: line for line in script.lines}
    for one in timeline.voice:
        if one.name not in lines:
            continue
        take = narration.take(one.name)
        begins = one.start / timeline.rate
        heard = heard_units(lines[one.name].text, take.units, take.samples)
        moments = [(unit.at, begins + (unit.start_s + unit.end_s) / 2 - one.source_in / SAMPLE_RATE) for unit in heard]
        owners = [(at, _owner(round(moment * timeline.rate), spans)) for at, moment in moments]
        yield from _pieces(lines[one.name], owners)


def _owner(frame: int, spans: dict[str, FrameRange]) -> str:
    """The shot that is seen on a frame; the nearest before it where none is."""
    begun = [uid for uid, span in spans.items() if span.start <= frame]
    return begun[-1] if begun else next(iter(spans))


def _pieces(line: Line, owners: list[tuple[int, str]]) -> Iterator[_Piece]:
    """Cut a line where its owner changes: marks that close stay behind, marks that open go on."""
    text, first = line.text, 0
    for (_, owner), (at, after) in pairwise(owners):
        if owner != after:
            edge = at
            while edge > first and text[edge - 1] in _BEFORE:
                edge -= 1
            yield _Piece(owner, line.id, text[first:edge])
            first = edge
    if owners:
        yield _Piece(owners[-1][1], line.id, text[first:])
