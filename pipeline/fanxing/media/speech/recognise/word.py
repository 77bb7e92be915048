"""What a recogniser is: gives the words that it hears, with rough times."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a few characters, as a recogniser writes it."""

    text: str
    """With its punctuation."""
    start: float
    """Seconds; a hint, wrong by 0.1 to 0.3."""
    end: float
    """Seconds."""


class Recogniser(Protocol):
    """Writes down what is said. Its model is on this machine: nothing is fetched."""

    @property
    def name(self) -> str:
        """As ``RECOGNISERS`` calls it."""
        ...

    def __call__(self, sound: NDArray[np.float32], prompt: str = "", language: str = "zh") -> tuple[Word, ...]:
        """Write down mono sound of 48 kHz.

        Args:
            sound: The recording.
            prompt: Words that may come up, in the manner in which they should be written.
            language: ISO 639-1.
        """
        ...
