"""What a run tells whoever listens: a terminal, a page, a log."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kept:
    """A stage's result was there already."""

    stage: str
    """Name of the stage."""
    cut: str
    """Name of the cut."""


@dataclass(frozen=True, slots=True)
class Started:
    """A stage begins to make."""

    stage: str
    """Name of the stage."""
    cut: str
    """Name of the cut."""


@dataclass(frozen=True, slots=True)
class Progressed:
    """A long work has come this far."""

    stage: str
    """Name of the stage."""
    cut: str
    """Name of the cut."""
    done: int
    """Units done."""
    total: int
    """Units in all; 0 while it is not known."""
    unit: str
    """What is counted, for people."""


@dataclass(frozen=True, slots=True)
class Made:
    """A stage has made its document."""

    stage: str
    """Name of the stage."""
    cut: str
    """Name of the cut."""
    seconds: float
    """How long it took."""


@dataclass(frozen=True, slots=True)
class Warned:
    """Something a person should know, although the work goes on."""

    what: str
    """One sentence."""


Event = Kept | Started | Progressed | Made | Warned
"""Everything that is told."""
