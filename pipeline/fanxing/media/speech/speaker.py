"""What a voice is: reads a displayed line aloud and tells when each unit is heard."""

from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from fanxing.media.speech.lexicon import Readings
from fanxing.model.narration import Spoken, VoiceKind


@dataclass(frozen=True, slots=True)
class Order:
    """One line to be read."""

    text: str
    """As displayed."""
    rate: float = 1.0
    """1.0 is the voice's own pace: a museum guide's, 4.2 characters a second."""
    lexicon: Readings = field(default_factory=dict)
    """The recipe's own readings."""


@dataclass(frozen=True, slots=True)
class Speech:
    """A line that was read."""

    sound: NDArray[np.float32]
    """Mono, 48 kHz."""
    units: tuple[Spoken, ...]
    """When each Han character, run of digits and Latin word of the line is heard."""


class Speaker(Protocol):
    """Reads one line aloud. One instance may be called from several threads at once."""

    @property
    def name(self) -> str:
        """As the recipe writes it."""
        ...

    @property
    def kind(self) -> VoiceKind:
        """``synthetic``, or ``silent`` where nothing sounds."""
        ...

    @property
    def version(self) -> str:
        """Changes whenever the same order gives another sound."""
        ...

    @property
    def at_once(self) -> int:
        """How many lines may be ordered at the same time: more than one where the waiting is for a service."""
        ...

    def __call__(self, order: Order) -> Speech:
        """Read one line.

        Raises:
            RecipeError: It asks for what this voice cannot do.
            ToolError: What the voice needs is not on this machine.
            ServiceError: A service elsewhere did not answer.
        """
        ...
