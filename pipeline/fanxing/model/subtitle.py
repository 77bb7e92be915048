"""Cues: what is read, and from which frame to which."""

from typing import Annotated

from pydantic import Field

from fanxing.model.document import Document
from fanxing.model.timing import FrameRange, Rate


class Unit(Document):
    """A character or word of a cue and when it is said, for karaoke."""

    at: Annotated[int, Field(ge=0)]
    """Index of its first character in ``Cue.text``."""
    length: Annotated[int, Field(gt=0)]
    """Characters."""
    span: FrameRange
    """When, on the film."""


class Reading(Document):
    """The reading of a rare character at its first mention."""

    at: Annotated[int, Field(ge=0)]
    """Index of the first character in ``Cue.text``."""
    length: Annotated[int, Field(gt=0)]
    """Characters that it is of."""
    pinyin: str
    """With tone marks."""


class Cue(Document):
    """One subtitle."""

    line: str
    """Id of the script's line that it comes from."""
    text: str
    """Shown; one line, or two parted by a line break."""
    raw: str
    """The approved text that it covers, with all punctuation: the raws of a line joined are the line."""
    second: str | None = None
    """Second language, below."""
    speaker: str | None = None
    """Who speaks, where two do."""
    span: FrameRange
    """When."""
    units: tuple[Unit, ...] = ()
    """Times of its characters."""
    readings: tuple[Reading, ...] = ()
    """Readings of rare characters."""
    said: int = 0
    """Characters of the text, from the first, shown as said: where pictures highlight them, one cue becomes many."""


class SubtitleTrack(Document):
    """All cues of one cut, in order, never overlapping."""

    rate: Rate
    """Frames a second."""
    cues: tuple[Cue, ...]
    """In order."""
    fallbacks: tuple[str, ...] = ()
    """What had to be done otherwise than asked."""
