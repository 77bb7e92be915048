"""All that a text tells visitors, in one reading."""

from collections.abc import Iterator

from fanxing.checks.facts.claims import Claim
from fanxing.checks.facts.days import days
from fanxing.checks.facts.hours import hours
from fanxing.checks.facts.spots import spots


def told_visitors(text: str, today: int, *, known: bool = False) -> Iterator[Claim]:
    """Find days, times of the clock, floors, halls, doors and prices.

    Args:
        text: A sentence or more.
        today: The year in which it is said.
        known: It is a field or fact.
    """
    yield from days(text, today, known=known)
    yield from hours(text, known=known)
    yield from spots(text, known=known)
