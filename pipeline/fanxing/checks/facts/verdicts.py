"""What can be said of a claim."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from fanxing.checks.facts.claims import Claim
from fanxing.checks.facts.sameness import in_common

Word = Literal["right", "wrong", "loose"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be said of a claim."""

    word: Word
    """right · wrong: contradicts what is known · loose: nothing supports it."""
    known: str = ""
    """Where it is wrong: what is known instead."""
    told: str = ""
    """Where it is wrong: the fact or field that says so, if it says more than that."""


RIGHT, LOOSE = Verdict("right"), Verdict("loose")
"""Supported; and supported by nothing."""


def wrong(told: Sequence[Claim], sentence: str) -> Verdict:
    """A contradiction, with what is known instead and where it is told: the fact that says most of what is said."""
    nearest = max(told, key=lambda one: in_common(sentence, one.told))
    return Verdict("wrong", nearest.text, nearest.told)


def agrees(claim: Claim, told: Claim) -> bool:
    """Whether a quantity that is claimed may be the known one."""
    return claim.quantity is not None and told.quantity is not None and claim.quantity.agrees(told.quantity)
