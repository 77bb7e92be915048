"""What can be said of a claim."""

from dataclasses import dataclass
from typing import Literal

from fanxing.checks.facts.claims import Claim

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


def agrees(claim: Claim, told: Claim) -> bool:
    """Whether a quantity that is claimed may be the known one."""
    return claim.quantity is not None and told.quantity is not None and claim.quantity.agrees(told.quantity)
