"""What a Chinese text holds of numbers, for an English one beside it: read by the fact lint's own readers."""

import re
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from fanxing.checks.english.figures import Figure
from fanxing.checks.facts.amounts import amounts
from fanxing.checks.facts.claims import Claim
from fanxing.checks.facts.days import days
from fanxing.checks.facts.hours import hours
from fanxing.checks.facts.numerals import HAN, HAN_OR_DIGIT, NUMBER, Quantity, meant, phrase, plain, quantity, value
from fanxing.checks.facts.reigns import REIGNS
from fanxing.checks.facts.times import REIGN_YEAR, times

_AMOUNT = re.compile(phrase(""))
_NUMBER = re.compile(NUMBER)
_BEHIND_ONE = re.compile(rf"(?<=一){HAN}+")
"""统一六国 has six in it, not sixteen."""
_MONTH = re.compile(rf"(?<!个)({HAN_OR_DIGIT}{{1,2}})月")
_SIDES = re.compile(r"(?<=\d)\s*[×xX*]\s*[纵横长宽高厚深径]+\s*(?=\d)")
"""纵 23 x 横 28cm."""
_EMPERORS = ("明", "清")
"""Dynasties of one title an emperor, whose years are told by his name."""


@dataclass(frozen=True)
class Told:
    """The numbers of a Chinese text."""

    text: str
    """The text, several lines or one."""
    today: int
    """The year in which it is said."""
    further: tuple[Claim, ...] = ()
    """Claims of fields that the text alone does not give: a date without 年."""
    numbers: frozenset[int] = field(default_factory=frozenset)
    """Numbers that follow from the recipe: how many objects there are."""

    @cached_property
    def _plain(self) -> str:
        return _SIDES.sub("×", plain(self.text))

    @cached_property
    def _times(self) -> tuple[Claim, ...]:
        return (*times(self._plain, self.today), *(one for one in self.further if one.kind == "time"))

    @cached_property
    def measures(self) -> tuple[Claim, ...]:
        """Everything with a unit."""
        found = (*amounts(self._plain, every=True), *(one for one in self.further if one.kind == "measure"))
        return tuple(one for one in found if one.kind == "measure" and one.quantity is not None)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Every number, with how exactly it is meant."""
        both = [meant(match) for match in _AMOUNT.finditer(self._plain)]
        both += [quantity(match.group()) for match in _NUMBER.finditer(self._plain)]
        both += [quantity(match.group()) for match in _BEHIND_ONE.finditer(self._plain)]
        both += [one.quantity for one in amounts(self._plain, every=True)]
        return (
            *(one for one in both if one is not None),
            *(Quantity(Fraction(number), Fraction(number)) for number in self.numbers),
        )

    @cached_property
    def years(self) -> frozenset[int]:
        """Years that are said themselves, as a year or as a reign's."""
        exact = (one for one in self._times if one.grain in {"year", "range"})
        years = {year for one in exact for span in one.spans for year in span}
        return frozenset(years | {day // 10_000 for one in self._days for span in one.spans for day in span} - {0})

    @cached_property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """First and last year of everything that is said of when."""
        return (*(span for one in self._times for span in one.spans), *((year, year) for year in self.years))

    @cached_property
    def ages(self) -> tuple[tuple[int, int], ...]:
        """Years that "so long ago" may mean."""
        return tuple(span for one in self._times if one.grain == "age" for span in one.spans)

    @cached_property
    def eras(self) -> bool:
        """Whether a year or a century is said."""
        return bool(self.years) or "世纪" in self.text

    @cached_property
    def reign_years(self) -> frozenset[int]:
        """Which year of a reign is said."""
        found = (match["number"] for match in REIGN_YEAR.finditer(self._plain))
        return frozenset(1 if one == "元" else int(value(one) or 0) for one in found)

    @cached_property
    def _reigns(self) -> tuple[tuple[int, int, int], ...]:
        """Each year that is said within a Ming or Qing reign, with that reign's first and last."""
        reigns = [reign for each in REIGNS.values() for reign in each if reign[0] in _EMPERORS]
        return tuple((year, one, end) for year in self.years for _, one, end in reigns if one <= year <= end)

    @cached_property
    def counted_years(self) -> frozenset[int]:
        """Which year of a Ming or Qing reign each year is that is said."""
        return frozenset(year - first + 1 for year, first, _ in self._reigns)

    @cached_property
    def _days(self) -> tuple[Claim, ...]:
        found = (*days(self._plain, self.today, known=True), *(one for one in self.further if one.kind == "day"))
        return tuple(found)

    @cached_property
    def days(self) -> frozenset[int]:
        """Month · 100 + day of every day."""
        return frozenset(day % 10_000 for one in self._days for span in one.spans for day in span if day % 100)

    @cached_property
    def months(self) -> frozenset[int]:
        """Every month, of a day or alone."""
        alone = {int(value(match[1]) or 0) for match in _MONTH.finditer(self._plain)}
        return frozenset(alone | {day // 100 % 100 for one in self._days for span in one.spans for day in span}) - {0}

    @cached_property
    def minutes(self) -> frozenset[int]:
        """Minutes of the day of every hour, in each reading."""
        clocks = (one for one in hours(self._plain, known=True) if one.kind == "clock")
        return frozenset(minute for one in clocks for span in one.spans for minute in span)

    def holds(self, figure: Figure) -> bool:
        """Whether an English number is one of these."""
        kinds = {
            "measure": self._has_measure,
            "share": self._has_measure,
            "year": self._has_year,
            "era": self._has_era,
            "reign": self._has_reign,
        }
        if figure.kind in kinds:
            return kinds[figure.kind](figure)
        if figure.kind == "number":
            return self._has_number(figure)
        known = {"day": self.days, "month": self.months, "clock": self.minutes}[figure.kind]
        return figure.low in known or figure.high in known

    def differs(self, figure: Figure) -> bool:
        """Whether it holds a number of the same kind; asked where it does not hold this one."""
        if figure.kind in {"measure", "share"}:
            return any(one.unit == figure.unit for one in self.measures)
        same = {
            "year": self.years,
            "era": self.eras,
            "reign": self.reign_years,
            "day": self.days,
            "month": self.months,
            "clock": self.minutes,
        }
        return bool(same.get(figure.kind))

    def _has_measure(self, figure: Figure) -> bool:
        same = (one.quantity for one in self.measures if one.unit == figure.unit)
        if any(one is not None and figure.quantity.agrees(one) for one in same):
            return True
        return figure.kind == "share" and self._has_number(figure)

    def _has_year(self, figure: Figure) -> bool:
        year = int(figure.low)
        if year in self.years or any(first <= year <= last for first, last in self.ages):
            return True
        if year == _YUAN_NAMED and any(last == _YUAN_END for _, last in self.spans):
            return True
        borders = [span for span in self.spans if span[0] != span[1]] + [(one, end) for _, one, end in self._reigns]
        return any(abs(year - end) <= _room(first, last) for first, last in borders for end in (first, last))

    def _has_era(self, figure: Figure) -> bool:
        return any(first <= figure.high and figure.low <= last for first, last in self.spans)

    def _has_reign(self, figure: Figure) -> bool:
        return figure.low in self.reign_years or figure.low in self.counted_years

    def _has_number(self, figure: Figure) -> bool:
        if any(one.low <= figure.low <= one.high for one in self.quantities):
            return True
        return any(figure.low in {abs(first), abs(last)} for first, last in self.spans)


def _room(first: int, last: int) -> int:
    """Years by which scholars' borders differ: a dynasty's by its conquest, a reign's by one."""
    return 30 if last - first > _LONGEST_REIGN else 1


_LONGEST_REIGN = 61
"""Years of the longest reign, Kangxi's."""
_YUAN_NAMED, _YUAN_END = 1271, 1368
"""The Yuan took its name long after the Mongol state began, with which the lint's table begins it."""
