"""The script outline: parts, lines, estimated seconds."""

from typing import Literal

from fanxing.model.document import Document

PartKind = Literal["opening", "exhibition", "guide", "object", "closing"]
"""Kinds of parts, in the order told."""

SHORTEST_PART_S = 2.4
"""A part with words lasts at least this long on the film, however few they are: a shot below 2 s flickers."""


class Line(Document):
    """One sentence, spoken in one breath group and kept as one take."""

    id: str
    """``<part>/<number from 1>``."""
    text: str
    """As approved, with its punctuation: what is shown."""
    second: str | None = None
    """The same in the second language."""


class Part(Document):
    """One part of the template."""

    id: str
    """``opening``, ``exhibition``, ``guide``, ``object/<id>``, ``closing``."""
    kind: PartKind
    """Kind of part."""
    heading: str
    """For people: what this part is about."""
    lines: tuple[Line, ...]
    """Sentences, in order; may be empty (pictures alone)."""
    recording: str | None = None
    """Key of the footage item that holds the guide's own voice for this part."""
    written: bool = True
    """False: the outline wrote the words from the fields."""
    seconds: float
    """Estimate at the voice's pace, pauses included."""

    @property
    def words(self) -> str:
        """All lines, joined."""
        return "".join(line.text for line in self.lines)


class Script(Document):
    """The outline of one cut."""

    cut: str
    """Name of the cut."""
    title: str
    """Title of the film."""
    parts: tuple[Part, ...]
    """In the order told."""

    @property
    def seconds(self) -> float:
        """Estimated length."""
        return sum(part.seconds for part in self.parts)

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines of all parts."""
        return tuple(line for part in self.parts for line in part.lines)
