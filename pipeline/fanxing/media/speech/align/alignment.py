"""What an alignment tells: when each line and each of its units is heard, how surely, and what else is said."""

from dataclasses import dataclass

from fanxing.media.speech.reading import Unit

BAR = 0.5
"""Below this confidence a person should listen; of a whole recording: it is not of this script.

Measured on 100 s each, in rooms, halls and noise: recordings with their own script 0.91 and more, with a tenth of it
not said too; with other scripts 0.28 at most; where two of five lines are missing 0.55 to 0.64, where three are 0.39 to
0.48. Clips of 3 to 15 s: 0.60 and more, other scripts 0.35 at most but
for one in thirty (``shuffled``)."""


@dataclass(frozen=True, slots=True)
class AlignedUnit:
    """One Han character, run of digits or Latin word."""

    unit: Unit
    """What it is, and where it stands in the line."""
    start: float
    """Seconds from the start of the recording."""
    end: float
    """Seconds; never before ``start``."""


@dataclass(frozen=True, slots=True)
class AlignedLine:
    """One line of the script."""

    text: str
    """As given, byte for byte."""
    start: float
    """Seconds; of a line that is not heard, where it would stand."""
    end: float
    """Seconds."""
    confidence: float
    """0.0 to 1.0; below ``BAR`` a person should listen."""
    in_audio: bool
    """False: the line stands in the script and was not found."""
    units: tuple[AlignedUnit, ...]
    """In order, never running backwards."""

    @property
    def chars(self) -> tuple[tuple[str, float, float], ...]:
        """Each unit as displayed, with its first and last second."""
        return tuple((one.unit.shown, one.start, one.end) for one in self.units)


@dataclass(frozen=True, slots=True)
class Stray:
    """Speech that is not part of the telling."""

    start: float
    """Seconds."""
    end: float
    """Seconds."""
    line: int | None
    """Number of the line, from 0, of which this is an earlier take; None: ad-lib, not in the script."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """A script found in a recording."""

    lines: tuple[AlignedLine, ...]
    """In the script's order."""
    strays: tuple[Stray, ...]
    """Other speech, in the order heard."""
    seconds: float
    """Length of the recording."""

    @property
    def confidence(self) -> float:
        """Mean confidence of all lines that can be said, each by its length."""
        weights = [len(line.units) for line in self.lines]
        total = sum(weight * line.confidence for weight, line in zip(weights, self.lines, strict=True))
        return total / sum(weights) if weights else 0.0

    @property
    def belongs(self) -> bool:
        """Whether the recording is of this script at all: most of it is heard, and surely."""
        return self.confidence >= BAR
