"""A number of an English line, with its kind and place."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from fanxing.checks.facts.numerals import Quantity

FigureKind = Literal["number", "measure", "share", "year", "era", "reign", "day", "month", "clock"]
"""A mere number · with a unit · per cent · a year · a century or decade · the nth year · a day · a month · an hour."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number as the English has it."""

    kind: FigureKind
    """Of what it is."""
    text: str
    """As it stands, unit and all."""
    at: int
    """Place of its first character."""
    low: Fraction
    """Its value: in mm, g, m² or litres, minutes of the day, month · 100 + day, years; before our era negative."""
    high: Fraction
    """The other end of a century or decade, or an hour's other reading; else the same."""
    half: Fraction = Fraction(0)
    """Half of its last place: what rounding hides."""
    unit: str = ""
    """measure: kind of unit, as the fact lint names them."""

    @property
    def quantity(self) -> Quantity:
        """Its value, as the fact lint compares values."""
        return Quantity(self.low, self.high, "exact", self.half)
