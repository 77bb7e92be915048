"""An English line -> every number in it that can be true or not, each character read once."""

import re
from collections.abc import Callable, Iterator
from fractions import Fraction

from fanxing.checks.english.figures import Figure
from fanxing.checks.english.spelled import SPELLED, YEAR_WORDS, is_ordinal, spelled_value, year_value

_NUMBER = rf"(?:(?<![\w.,])\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|(?<![\w.])\d+(?:\.\d+)?|{SPELLED})"
_NTH = rf"(?:(?<![\w.])\d{{1,2}}(?:st|nd|rd|th)\b|{SPELLED})"
_TO = r"\s*(?:[–—~-]|to|and|or)\s*(?:the\s+)?"

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MONTH = rf"(?:{'|'.join(f'{name[:3]}(?:{name[3:]})?' if len(name) > 3 else name for name in _MONTHS)}|Sept)\b\.?"
_DAY = rf"(?:(?<![\d.])(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b(?![.:]\d)|(?i:{SPELLED}))"
DAY_FIRST = re.compile(
    rf"(?P<d>{_DAY})(?:\s*(?:[–—-]|to|and)\s*(?P<d2>{_DAY}))?(?:\s+of)?\s+(?P<m>{_MONTH})(?:,?\s+(?P<y>\d{{4}}))?"
)
MONTH_FIRST = re.compile(
    rf"\b(?P<m>{_MONTH})\s+(?:the\s+)?(?P<d>{_DAY})(?:\s*(?:[–—-]|to)\s*(?P<d2>{_DAY}))?(?:,?\s+(?P<y>\d{{4}}))?"
)
MONTH_YEAR = re.compile(rf"\b(?P<m>{_MONTH}),?\s+(?:of\s+)?(?P<y>\d{{4}})\b")
MONTH = re.compile(
    rf"(?<=\b(?i:in|by)\s)(?P<m>{_MONTH})|(?<=\b(?i:from|till)\s)(?P<m2>{_MONTH})|(?<=\buntil\s)(?P<m3>{_MONTH})"
)

_BEFORE = r"B\.?C\.?(?:E\.?)?"
CENTURY = re.compile(
    rf"(?P<a>{_NTH})(?:{_TO}(?P<b>{_NTH}))?[\s-]+centur(?:y|ies)(?:\s+(?P<era>{_BEFORE}))?", re.IGNORECASE
)
ERA_YEARS = re.compile(
    rf"(?<![\w.,])(?P<a>\d{{1,4}})(?:\s*(?:[–—-]|to)\s*(?P<b>\d{{1,4}}))?\s*(?P<era>{_BEFORE}|C\.?E\.?|A\.?D\.?)(?!\w)"
    r"|\b(?P<ad>AD|A\.D\.|CE)\s*(?P<c>\d{1,4})\b"
)
DECADE = re.compile(r"(?<![\w.])(?P<y>\d{3}0)['’]?s\b")
NTH_YEAR = re.compile(rf"(?P<n>{_NTH})(?=[\s-]+(?:regnal\s+)?year\b)", re.IGNORECASE)

_HALF_DAY = r"\s*(?P<half>[ap]\.?m\b\.?)"
CLOCK = re.compile(
    rf"(?:(?<![\d.:])(?P<h>2[0-4]|1\d|0?\d)(?:[:.](?P<min>[0-5]\d))?|(?P<w>{SPELLED}))"
    rf"(?:{_HALF_DAY}|\s+(?P<oclock>o['’]clock)\b)",
    re.IGNORECASE,
)
CLOCK_FROM = re.compile(r"(?<![\d.:])(?P<h>2[0-4]|1\d|0?\d)(?=\s*(?:[–—-]|to)\s*\d{1,2}(?:[:.]\d\d)?\s*[ap]\.?m)")
CLOCK_FIGURES = re.compile(r"(?<![\d.:])(?P<h>2[0-4]|1\d|0?\d):(?P<min>[0-5]\d)(?![\d:])")
OPENING_AT = re.compile(
    rf"\b(?:at|until|till|by)\s+(?P<w>{SPELLED}|(?:1[0-2]|[1-9])\b)(?=\s*(?:[.,;!?]|$|on\b|every\b|from\b|to\b|and\b))",
    re.IGNORECASE,
)
_VISITING = re.compile(r"\b(?:opens?|opening|closes?|closing|doors?|entry|admission|visit)\b", re.IGNORECASE)

_SPELLED_YEAR = re.compile(YEAR_WORDS, re.IGNORECASE)
_UNITS: tuple[tuple[str, str, Fraction], ...] = (
    (r"square\s+met(?:re|er)s?|m²|sq\.?\s*m", "area", Fraction(1)),
    (r"cm|centimet(?:re|er)s?", "length", Fraction(10)),
    (r"mm|millimet(?:re|er)s?", "length", Fraction(1)),
    (r"km|kilomet(?:re|er)s?", "length", Fraction(1_000_000)),
    (r"m|met(?:re|er)s?", "length", Fraction(1000)),
    (r"inch(?:es)?", "length", Fraction(254, 10)),
    (r"kg|kilo(?:gram(?:me)?)?s?", "weight", Fraction(1000)),
    (r"g|gram(?:me)?s?", "weight", Fraction(1)),
    (r"tons?|tonnes?", "weight", Fraction(1_000_000)),
    (r"pounds?|lbs?", "weight", Fraction(45359, 100)),
    (r"lit(?:re|er)s?", "volume", Fraction(1)),
    (r"per\s?cent|%", "share", Fraction(1)),
)
"""Expression, kind as the fact lint names it, factor to that kind's base. Feet are left out: a tripod has three."""
_UNIT = "|".join(rf"(?P<u{at}>{words})" for at, (words, _, _) in enumerate(_UNITS))
_SCALE = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
PLAIN = re.compile(
    rf"(?P<n>{_NUMBER})(?P<nth>st|nd|rd|th)?(?:\s(?P<scale>{'|'.join(_SCALE)})\b)?(?:[\s-]?(?:{_UNIT})(?![A-Za-z]))?(?![A-Za-z])",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s*(?:[×x*–—~-]|by|to)\s*", re.IGNORECASE)
"""Between numbers that share the unit behind the last."""
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|from|since|by|of|until|till|to|between|circa|c\.|ca\.|around|after|before|year|and|early|late|dated|born|died)\s*"
    r"|[(（–—-]\s*)$",
    re.IGNORECASE,
)
_YEARS_TO = re.compile(r"\s*[–—-]\s*[12]\d{3}\b")
_THINGS = re.compile(r"\s+(?:[a-z]+s|people|years|yuan)\b(?<!was)(?<!is)(?<!his)(?<!its)")
"""What so many things are called, not years."""
_LEAST, _MOST = 1000, 2100
"""Figures between which four digits may be a year."""
LET_ALONE = 4
"""Numbers below this without a unit are ways of speaking: one of, two sides, third."""


def figures(text: str) -> tuple[Figure, ...]:
    """Find every number of an English text, in order.

    Args:
        text: A line or more.

    Returns:
        Days, centuries, years, hours, measures and mere numbers; those below four only with a unit.
    """
    taken = [False] * len(text)
    found: list[Figure] = []
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            if pattern is OPENING_AT and not _VISITING.search(text):
                continue
            taken[match.start() : match.end()] = [True] * (match.end() - match.start())
            found += read(match)
    found += _plain_figures(text, taken)
    return tuple(sorted(found, key=lambda one: one.at))


def _value(text: str) -> Fraction:
    figure = re.match(r"[\d.,]+", text)
    return Fraction(figure.group().replace(",", "")) if figure else spelled_value(text)


def _days(match: re.Match[str]) -> Iterator[Figure]:
    month = _month(match["m"])
    for name in ("d", "d2"):
        if match[name]:
            day = month * 100 + _value(match[name])
            yield Figure("day", match.group(), match.start(), day, day)
    yield from _year_of(match)


def _month_year(match: re.Match[str]) -> Iterator[Figure]:
    month = Fraction(_month(match["m"]))
    yield Figure("month", match.group(), match.start(), month, month)
    yield from _year_of(match)


def _month_alone(match: re.Match[str]) -> Iterator[Figure]:
    month = Fraction(_month(match.group()))
    yield Figure("month", match.group(), match.start(), month, month)


def _month(name: str) -> int:
    return next(at for at, one in enumerate(_MONTHS, 1) if one[:3] == name[:3])


def _year_of(match: re.Match[str]) -> Iterator[Figure]:
    if match["y"]:
        yield Figure("year", match["y"], match.start("y"), Fraction(match["y"]), Fraction(match["y"]))


def _centuries(match: re.Match[str]) -> Iterator[Figure]:
    for name in ("a", "b"):
        if match[name]:
            number = _value(match[name])
            low, high = 100 * number - 99, 100 * number
            low, high = (-high, -low) if match["era"] else (low, high)
            yield Figure("era", match.group(), match.start(), low, high)


def _era_years(match: re.Match[str]) -> Iterator[Figure]:
    before = (match["era"] or "").upper().startswith("B")
    for name in ("a", "b", "c"):
        if match[name]:
            year = Fraction(match[name]) * (-1 if before else 1)
            yield Figure("year", match.group(), match.start(), year, year)


def _decade(match: re.Match[str]) -> Iterator[Figure]:
    first = Fraction(match["y"])
    yield Figure("era", match.group(), match.start(), first, first + (99 if first % 100 == 0 else 9))


def _nth_year(match: re.Match[str]) -> Iterator[Figure]:
    number = _value(match["n"])
    if number >= LET_ALONE and is_ordinal(match["n"]):
        yield Figure("reign", match["n"], match.start("n"), number, number)


def _clock(match: re.Match[str]) -> Iterator[Figure]:
    groups = match.groupdict()
    hour = _value(groups.get("h") or groups.get("w") or "0")
    minutes = hour * 60 + int(groups.get("min") or 0)
    half = (groups.get("half") or "")[:1].lower()
    later = minutes + 720 if hour < 12 else minutes
    if half == "a":
        minutes = later = minutes % 720
    elif half == "p":
        minutes = later
    if hour <= 24:
        yield Figure("clock", match.group(), match.start(), minutes, later)


def _spelled_year(match: re.Match[str]) -> Iterator[Figure]:
    year = year_value(match.group())
    yield Figure("year", match.group(), match.start(), year, year)


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Iterator[Figure]]], ...] = (
    (DAY_FIRST, _days),
    (MONTH_FIRST, _days),
    (MONTH_YEAR, _month_year),
    (MONTH, _month_alone),
    (CENTURY, _centuries),
    (ERA_YEARS, _era_years),
    (DECADE, _decade),
    (NTH_YEAR, _nth_year),
    (CLOCK, _clock),
    (CLOCK_FROM, _clock),
    (CLOCK_FIGURES, _clock),
    (OPENING_AT, _clock),
    (_SPELLED_YEAR, _spelled_year),
)
"""In the order in which they are tried: what is found first takes its characters."""


def _plain_figures(text: str, taken: list[bool]) -> Iterator[Figure]:
    matches = [match for match in PLAIN.finditer(text) if not any(taken[match.start() : match.end()])]
    unit = -1
    for at in reversed(range(len(matches))):
        match = matches[at]
        own = next((which for which in range(len(_UNITS)) if match[f"u{which}"]), -1)
        after = matches[at + 1].start() if at + 1 < len(matches) else len(text)
        unit = own if own >= 0 else (unit if _JOINED.fullmatch(text[match.end() : after]) else -1)
        yield from _plain(match, text, unit)


def _plain(match: re.Match[str], text: str, unit: int) -> Iterator[Figure]:
    said = match["n"]
    value = _value(said) * _SCALE.get((match["scale"] or "").lower(), 1)
    if unit >= 0:
        _, kind, factor = _UNITS[unit]
        half = _half(said) * factor
        measured = value * factor
        yield Figure(
            "share" if kind == "share" else "measure", match.group(), match.start(), measured, measured, half, kind
        )
    elif value >= LET_ALONE:
        yield Figure("year" if _is_year(match, text, value) else "number", match.group(), match.start(), value, value)


def _is_year(match: re.Match[str], text: str, value: Fraction) -> bool:
    """Whether four digits are a year: behind a word of time, and no things follow (in 1200 pieces)."""
    if not re.fullmatch(r"\d{4}", match.group()) or not _LEAST <= value <= _MOST:
        return False
    is_from = bool(_YEARS_TO.match(text[match.end() :]))
    return is_from or (bool(_YEAR_BEFORE.search(text[: match.start()])) and not _THINGS.match(text[match.end() :]))


def _half(said: str) -> Fraction:
    if not said[0].isdigit():
        return Fraction(1, 2)
    whole, _, part = said.replace(",", "").partition(".")
    if part:
        return Fraction(1, 2 * 10 ** len(part))
    return Fraction(10 ** (len(whole) - len(whole.rstrip("0"))), 2)
