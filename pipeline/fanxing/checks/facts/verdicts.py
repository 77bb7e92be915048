"""What can be said of a claim."""

from dataclasses import dataclass
from typing import Literal

Word = Literal["right", "wrong", "loose"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be said of a claim."""

    word: Word
    """right · wrong: contradicts what is known · loose: nothing supports it."""
    known: str = ""
    """Where it is wrong: what is known instead."""


RIGHT, LOOSE = Verdict("right"), Verdict("loose")
"""Supported; and supported by nothing."""
