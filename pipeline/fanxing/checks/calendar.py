"""Days that no calendar has, exhibitions that end before they begin, and hours that no clock shows."""

import calendar
import re
from collections.abc import Callable, Iterator

from fanxing.checks.facts.days import days
from fanxing.model.errors import Fault, Location
from fanxing.model.recipe import Recipe
from fanxing.model.words import say

Where = Callable[[str], Location]
"""Place of a key in the file."""

_LEAP = 2028
"""Where no year is said, 29 February may be one."""
_FIGURES = re.compile(
    r"(?<!\d)(?:(?P<y>\d{4})\s*年\s*)?(?P<m>\d{1,2})\s*月\s*(?:(?P<d>\d{1,2})\s*[日号])?"
    r"|(?<![\d./-])(?P<y2>\d{4})(?P<sep>[./-])(?P<m2>\d{1,2})(?P=sep)(?P<d2>\d{1,2})(?!\d)"
)
"""Days in figures, whatever the figures are: what the facts read are days that a month can have."""
_TIME = re.compile(r"(?<![\d:：.])(?P<h>\d{1,2})(?:[:：](?P<n>\d{2})(?!\d)|[点时](?:(?P<q>\d{1,2})分)?)")


def calendar_faults(recipe: Recipe, where: Where) -> Iterator[Fault]:
    """Find days and hours that cannot be: they would stand on the end card and under the film."""
    yield from _dates(recipe.exhibition.dates or "", where("exhibition.dates"))
    yield from _hours(recipe.museum.hours or "", where("museum.hours"))


def _dates(text: str, where: Location) -> Iterator[Fault]:
    wrong = list(dict.fromkeys(_no_days(text)))
    for day in wrong:
        yield Fault(
            rule="date-none",
            what=say("展期“{dates}”里的 {day} 不存在", dates=text, day=day),
            where=where,
            mend=say("对照展览通知改正年、月、日"),
        )
    for claim in days(text, _LEAP, known=True, shown=True):
        (first, last), *_ = claim.spans
        if "range" in claim.about and first >= 10_000 and last >= 10_000 and _ends_before(first, last):
            yield Fault(
                rule="dates-reversed",
                what=say("展期“{dates}”的结束在开始之前", dates=claim.text),
                where=where,
                mend=say("检查两头的年份；先写开幕，后写闭幕"),
            )


def _ends_before(first: int, last: int) -> bool:
    """Whether the last day is before the first one; where either is a mere month, by months."""
    if first % 100 == 0 or last % 100 == 0:
        return last // 100 < first // 100
    return last < first


def _no_days(text: str) -> Iterator[str]:
    for match in _FIGURES.finditer(text):
        year, month, day = (match[one] or match[f"{one}2"] for one in "ymd")
        if not _exists(int(year or 0), int(month), int(day) if day else None):
            yield match.group().strip()
    for claim in days(text, _LEAP, known=True, shown=True):
        for number in claim.spans[0]:
            year, month, date = number // 10_000, number // 100 % 100, number % 100
            if not _exists(year, month, date or None) and not _FIGURES.search(claim.text):
                yield claim.text


def _exists(year: int, month: int, day: int | None) -> bool:
    if not 1 <= month <= 12:
        return False
    return day is None or 1 <= day <= calendar.monthrange(year or _LEAP, month)[1]


def _hours(text: str, where: Location) -> Iterator[Fault]:
    for match in _TIME.finditer(text):
        hour, minute = int(match["h"]), int(match["n"] or match["q"] or 0)
        if hour > 24 or minute > 59 or (hour == 24 and minute):
            yield Fault(
                rule="hours-none",
                what=say("开放时间“{hours}”里的 {time} 不存在", hours=text, time=match.group()),
                where=where,
                mend=say("按 24 小时写，如 9:00–17:00"),
            )
