"""One claim of a text: what is claimed, where it stands, and of what it speaks."""

from dataclasses import dataclass, field
from typing import Literal

from fanxing.checks.facts.numerals import Quantity

ClaimKind = Literal[
    "time",
    "measure",
    "count",
    "lasting",
    "title",
    "coin",
    "museum",
    "accession",
    "place",
    "grade",
    "superlative",
    "day",
    "clock",
    "weekday",
    "floor",
    "hall",
    "door",
    "price",
    "ruler",
    "stuff",
]
Grain = Literal["year", "range", "period", "age"]
"""A year · years from and to, as figures · a dynasty, reign or century · so many years ago."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Something said that can be true or not."""

    kind: ClaimKind
    """Kind of claim."""
    text: str
    """As it is said."""
    at: int
    """Place of its first character."""
    spans: tuple[tuple[int, int], ...] = ()
    """time: first and last year, of every reading; day, clock, weekday: see who finds them."""
    grain: Grain = "period"
    """time: how fine."""
    events: frozenset[str] = field(default_factory=frozenset)
    """time: of what it speaks: made, found, acquired, born …; other kinds: ``shown``, ``other``."""
    quantity: Quantity | None = None
    """measure, count, lasting: how much."""
    unit: str = ""
    """measure: kind of unit; count: counting word."""
    about: frozenset[str] = field(default_factory=frozenset)
    """measure: what is measured; count: characters of the noun beside it."""
    holder: frozenset[str] = field(default_factory=frozenset)
    """measure: of which part it is; empty: of the whole."""
    noun: str = ""
    """measure: the words right before what is measured, which name a part in the recipe's own words; count: of it."""
    heads: tuple[str, ...] = ()
    """count: nouns that it may be of, nearest first."""
    is_total: bool = False
    """count: all there are."""
    is_part: bool = False
    """count: some of them, the others being counted beside it."""
    is_each: bool = False
    """count: of every one of something."""
    told: str = ""
    """In what is known: the field or fact that says it."""
    name: str = ""
    """title, museum, accession, place, grade, superlative, floor, hall, door, ruler, stuff: the name, without marks."""

    @property
    def end(self) -> int:
        """Place after its last character."""
        return self.at + len(self.text)
