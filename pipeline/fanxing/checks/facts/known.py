"""What is known: the recipe's fields and facts, read as claims that hold."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction

from fanxing.checks.facts.amounts import amounts
from fanxing.checks.facts.claims import Claim
from fanxing.checks.facts.dates import dated
from fanxing.checks.facts.days import days
from fanxing.checks.facts.hours import hours
from fanxing.checks.facts.names import TITLE, names
from fanxing.checks.facts.numerals import NUMBER, plain, value
from fanxing.checks.facts.spots import spots
from fanxing.checks.facts.times import times
from fanxing.checks.facts.visitors import told_visitors
from fanxing.model.recipe import Exhibit, Exhibition, Guide, Museum, Recipe


@dataclass(frozen=True)
class Known:
    """All that may be said of a part of the film."""

    claims: tuple[Claim, ...] = ()
    """Times and amounts."""
    titles: frozenset[str] = frozenset()
    """Names in 《》."""
    houses: frozenset[str] = frozenset()
    """Names of museums."""
    holder: str = ""
    """Who keeps the object."""
    accession: str = ""
    """The object's number."""
    grade: str = ""
    """The object's grade."""
    text: str = ""
    """All of it, for words that must stand somewhere."""
    numbers: frozenset[int] = field(default_factory=frozenset)
    """Numbers that follow from the recipe itself: how many objects it has."""
    name: str = ""
    """The object's name."""
    material: str = ""
    """What the object is made of."""
    figures: frozenset[Fraction] = field(default_factory=frozenset)
    """Every number that is written anywhere in it."""
    lists: frozenset[int] = field(default_factory=frozenset)
    """How many things it lists, one list after the other: 红、黄、蓝 are three."""
    today: int = 0
    """The year in which it is said."""
    is_object: bool = False
    """It is one object's, so that a time with nothing said of it is its own."""

    def joined(self, other: "Known") -> "Known":
        """Both together, the object's own first."""
        return replace(
            self,
            claims=self.claims + other.claims,
            titles=self.titles | other.titles,
            houses=self.houses | other.houses,
            text=f"{self.text}\n{other.text}",
            numbers=self.numbers | other.numbers,
            figures=self.figures | other.figures,
            lists=self.lists | other.lists,
        )


def of_object(one: Exhibit, recipe: Recipe, today: int) -> Known:
    """What is known of one object, and of the house around it."""
    text = "\n".join(filter(None, [one.name, one.date, one.material, one.size, one.accession, *one.facts]))
    own = Known(
        claims=tuple(_object(one, today)),
        titles=_titles(one.name, *one.facts),
        houses=_houses(one.holder, *one.facts),
        holder=one.holder or "",
        accession=one.accession or "",
        grade=one.grade or "",
        name=one.name,
        material=one.material or "",
        text=text,
        figures=_figures(text),
        lists=_lists(text),
        today=today,
        is_object=True,
    )
    return own.joined(_house(recipe, today))


def of_film(recipe: Recipe, today: int) -> Known:
    """What is known of everything: for the parts that speak of no object alone."""
    whole = _house(recipe, today)
    for one in recipe.objects:
        own = replace(
            of_object(one, recipe, today), is_object=False, name="", material="", holder="", accession="", grade=""
        )
        whole = whole.joined(own)
    return whole


def _house(recipe: Recipe, today: int) -> Known:
    museum, exhibition, guide = recipe.museum, recipe.exhibition, recipe.guide
    facts = [*museum.facts, *exhibition.facts, *guide.facts]
    claims = [claim for fact in facts for claim in _said(fact, today)]
    claims += _visiting(museum, exhibition, today)
    text = "\n".join(filter(None, [*_words(museum, exhibition, guide), *facts]))
    return Known(
        claims=tuple(claims),
        titles=_titles(museum.name, exhibition.name, recipe.title, *facts),
        houses=_houses(museum.name, museum.short, exhibition.name, *facts),
        text=text,
        figures=_figures(text),
        lists=_lists(text),
        numbers=frozenset({len(recipe.objects)}),
        today=today,
    )


def _visiting(museum: Museum, exhibition: Exhibition, today: int) -> Iterator[Claim]:
    """What the fields tell visitors."""
    if exhibition.dates:
        yield from (_spoken(claim, "shown") for claim in times(exhibition.dates, today))
        yield from days(exhibition.dates, today, known=True, shown=True)
    yield from hours(museum.hours or "", known=True)
    for place in (exhibition.hall, museum.address, museum.hours):
        yield from spots(place or "", known=True)


def _words(museum: Museum, exhibition: Exhibition, guide: Guide) -> Iterator[str | None]:
    yield from (museum.name, museum.short, museum.city, museum.hours, museum.address)
    yield from (exhibition.name, exhibition.dates, exhibition.hall, guide.name, guide.role, guide.title)


def _object(one: Exhibit, today: int) -> Iterator[Claim]:
    if one.date:
        yield from (
            replace(_spoken(claim, "made"), told=one.date) for claim in _finest([*times(dated(one.date), today)])
        )
        yield from days(one.date, today, known=True)
    if one.size:
        yield from (replace(claim, told=_part_of(one.size, claim)) for claim in amounts(one.size, every=True))
    yield from times(one.name, today)
    yield from (claim for claim in amounts(one.name) if claim.kind == "count")
    yield from (claim for claim in names(one.name) if claim.kind == "place")
    for fact in one.facts:
        yield from _said(fact, today)


def _finest(told: list[Claim]) -> list[Claim]:
    """Without those that only frame another: 新石器时代红山文化（距今6500—5000年） means the years."""
    return [one for one in told if not any(_frames(one, other) for other in told)]


def _frames(wide: Claim, fine: Claim) -> bool:
    (first, last), (start, end) = wide.spans[0], fine.spans[0]
    return first <= start and end <= last and last - first > 4 * (end - start) + 40


def _said(fact: str, today: int) -> Iterator[Claim]:
    places = (claim for claim in names(fact) if claim.kind == "place")
    when = tuple(times(fact, today))
    many = (
        one for one in amounts(fact, every=True) if not any(each.at <= one.at and one.end <= each.end for each in when)
    )  # 正始二年 is no length of time
    told = (when, many, told_visitors(fact, today, known=True), places)
    yield from (replace(claim, told=fact) for each in told for claim in each)


def _spoken(claim: Claim, event: str) -> Claim:
    return replace(claim, events=frozenset({event}))


def _part_of(size: str, claim: Claim) -> str:
    """The piece of a size field that holds a measure: 高 7.8 厘米."""
    begin = max(size.rfind(mark, 0, claim.at) for mark in "，,；;、") + 1
    ends = [at for mark in "，,；;、" if (at := size.find(mark, claim.end)) >= 0]
    return size[begin : min(ends, default=len(size))].strip()


def _figures(text: str) -> frozenset[Fraction]:
    return frozenset(read for match in _NUMBER.finditer(plain(text)) if (read := value(match.group())) is not None)


def _lists(text: str) -> frozenset[int]:
    return frozenset(match.group().count("、") + 1 + bool(match["last"]) for match in _LIST.finditer(text))


_NUMBER = re.compile(NUMBER + r"(?!\s*[年月日号])")
"""A number that is no part of a date."""
_WORD = r"(?:(?![和与及])[\u4e00-\u9fff]){1,6}"
_LIST = re.compile(rf"{_WORD}(?:、{_WORD}){{1,11}}(?P<last>[和与及][\u4e00-\u9fff])?")


def _titles(*texts: str | None) -> frozenset[str]:
    return frozenset(match[1] for text in texts if text for match in TITLE.finditer(text))


def _houses(*texts: str | None) -> frozenset[str]:
    return frozenset(_named(texts))


def _named(texts: Iterable[str | None]) -> Iterator[str]:
    for text in texts:
        if text:
            yield from (claim.name for claim in names(text) if claim.kind == "museum")
            if len(text) < 24:
                yield text
