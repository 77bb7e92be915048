"""The spoken words: one take a line, with the time of every character."""

from typing import Annotated, Literal

from pydantic import Field

from fanxing.model.document import Blob, Document
from fanxing.model.timing import Samples

VoiceKind = Literal["recorded", "synthetic", "silent"]
"""A human recording; a machine's voice; no voice at all."""


class Spoken(Document):
    """When one unit of a line is heard: a Han character, a run of digits, a Latin word."""

    at: Annotated[int, Field(ge=0)]
    """Index of its first character in ``Line.text``."""
    length: Annotated[int, Field(gt=0)]
    """Characters."""
    start: Samples
    """First sample, from the start of the take."""
    end: Samples
    """First sample after."""


class Take(Document):
    """One recording of one line."""

    line: str
    """Id of the line."""
    voice: VoiceKind
    """Whose voice."""
    speaker: str
    """Name of the voice, or the path of the recording."""
    sound: Blob | None
    """WAV, float32, mono, 48 kHz; None where nothing sounds."""
    samples: Samples
    """Length."""
    units: tuple[Spoken, ...]
    """In order, never running backwards; punctuation has none."""
    confidence: Annotated[float, Field(ge=0.0, le=1.0)] = 1.0
    """How sure the times are; 1.0 where the voice itself told them."""
    said: bool = True
    """False: the line stands in the script but was not found in the recording."""


class Doubt(Document):
    """A line that a human should listen to."""

    line: str
    """Id of the line."""
    what: str
    """What is doubted, with the recording and its seconds, in words."""


class Narration(Document):
    """All takes of one cut."""

    takes: tuple[Take, ...]
    """One a line, in the script's order."""
    doubts: tuple[Doubt, ...] = ()
    """Lines that a human should listen to, in the script's order within one recording."""
    fallbacks: tuple[str, ...] = ()
    """What had to be done otherwise than asked."""

    def take(self, line: str) -> Take:
        """The take of the line of that id; KeyError where there is none."""
        for one in self.takes:
            if one.line == line:
                return one
        raise KeyError(line)

    @property
    def is_mixed(self) -> bool:
        """Whether a person speaks some of it and a machine the rest."""
        return {"synthetic", "recorded"} <= {take.voice for take in self.takes if take.samples}

    @property
    def is_recorded(self) -> bool:
        """Whether a person speaks anywhere."""
        return any(take.voice == "recorded" and take.samples for take in self.takes)

    @property
    def is_synthetic(self) -> bool:
        """Whether a machine speaks anywhere."""
        return any(take.voice == "synthetic" and take.samples for take in self.takes)
