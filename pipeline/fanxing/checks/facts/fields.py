"""An object's own fields against each other: age in its name and its date, material in its name and its field."""

import itertools
import re
from collections.abc import Iterator

from fanxing.checks.facts.claims import Claim
from fanxing.checks.facts.dates import dated
from fanxing.checks.facts.dynasties import DYNASTIES
from fanxing.checks.facts.stuffs import excludes, named
from fanxing.checks.facts.times import times
from fanxing.model.recipe import Exhibit

_SHORT = "|".join(name for name in DYNASTIES if len(name) == 1)
_BRACKET = re.compile(rf"(?<=[（(])(?P<name>{_SHORT})(?=[)）])|^(?P<first>{_SHORT})(?=[·・\s])")
"""青花碗（明）, 清·粉彩瓶."""
_OTHER = re.compile(r"仿|复制|摹|临|款|风格|题材|故事|图|画|拓|影印|翻刻|重刻|《|传|式")
"""Names that may hold another age than the thing's own: a Qing vase with a Xuande mark."""


def contradictions(one: Exhibit, today: int) -> Iterator[tuple[str, str, str]]:
    """Find what the name says and another field denies.

    Yields:
        The other field's key, what the name says, what the field says.
    """
    if one.date and not _OTHER.search(one.name):
        told = [each for each in times(dated(one.date), today) if each.grain != "age"]
        for claim in _ages(one.name, today):
            if told and not any(_meets(claim, each) for each in told):
                yield "date", claim.text, one.date
    word = named(one.name)
    if one.material and word and excludes(word, one.material):
        yield "material", word, one.material


def inside(date: str, today: int) -> tuple[Claim, Claim] | None:
    """A period in a date whose year in brackets lies outside it: 宋代（1745年）."""
    told = sorted((each for each in times(dated(date), today) if each.grain != "age"), key=lambda each: each.at)
    for one, other in itertools.pairwise(told):
        between = dated(date)[one.end : other.at]
        if re.fullmatch(r"\s*[（(]\s*(?:约|公元)?\s*", between) and one.grain == "period" and not _near(one, other):
            return one, other
    return None


_ROOM = 40
"""Years by which scholars' borders of a period differ."""


def _near(one: Claim, other: Claim) -> bool:
    return any(
        first - _ROOM <= end and start <= last + _ROOM for first, last in one.spans for start, end in other.spans
    )


def _meets(one: Claim, other: Claim) -> bool:
    return any(first <= end and start <= last for first, last in one.spans for start, end in other.spans)


def _ages(name: str, today: int) -> Iterator[Claim]:
    yield from (claim for claim in times(name, today) if claim.grain in {"period", "year"})
    for match in _BRACKET.finditer(name):
        word = match["name"] or match["first"]
        yield Claim(kind="time", text=word, at=match.start(), spans=(DYNASTIES[word],))
