"""A date field that is a slip: held against the object's own facts, and against what is said of all things together.

A thing of another age beside the others is no slip, so a field is held only against what speaks of the very thing: its
own facts, where the field is their year with figures changed; and, where the exhibition's words and every other object
agree, against that one time.
"""

import re
from collections.abc import Iterable, Iterator

from fanxing.checks.facts.claims import Claim
from fanxing.checks.facts.dates import dated
from fanxing.checks.facts.reigns import PLAIN, REIGNS, years_of
from fanxing.checks.facts.time_relations import relation_of
from fanxing.checks.facts.time_slips import is_one_figure_off, is_transposed
from fanxing.checks.facts.times import times
from fanxing.checks.texts import texts_of_whole
from fanxing.model.recipe import Exhibit, Recipe

Denied = tuple[str, str]
"""Key of the text that denies a field, and its words."""

_MAKING = {"made", "written", "built"}
_BARE = 8
"""Characters beside the year in a fact that tells nothing but the making: 1745年画成。"""
_SISTERS = 2
"""Other objects that must agree, where no changed figures tell a slip."""
_TOGETHER = re.compile(r"(?<!不)(?:都|全|均|皆)[是为属出]|这一?(?:[本套组册批对]|系列)|[两三四五六七八九十\d]+件都")
"""Words of a sentence that speaks of all the things as one: 这本册页, 四件都是."""
_RULED = re.compile(rf"(?<![南后])(?P<dynasty>[元明清])[代朝]?[·・\s]?(?P<title>{'|'.join(sorted(PLAIN, key=len))})")


def denied(recipe: Recipe, at: int, today: int) -> Denied | None:
    """Find what denies the date of an object.

    Args:
        recipe: The whole.
        at: Place of the object.
        today: The year in which it is said.
    """
    one = recipe.objects[at]
    told = _told(one, today)
    if not told:
        return None
    return _by_facts(one, told, at, today) or _by_all(recipe, at, told, today)


def of_other_dynasty(date: str) -> tuple[str, str] | None:
    """A reign under a dynasty that never had it, with the one that had: 明乾隆 -> 明乾隆, 清."""
    for match in _RULED.finditer(date):
        if not years_of(match["title"], match["dynasty"]):
            return match.group(), REIGNS[match["title"]][0][0]
    return None


def _told(one: Exhibit, today: int) -> list[Claim]:
    return [each for each in times(dated(one.date or ""), today) if each.grain != "age"]


def _by_facts(one: Exhibit, told: list[Claim], at: int, today: int) -> Denied | None:
    """The fact of a making whose year the field gives with figures changed, where no fact says the field's year."""
    facts = [(fact, claim) for fact in one.facts for claim in times(fact, today)]
    year = _year(told)
    if year is None or any(_holds(claim, year) for _, claim in facts if claim.grain in {"year", "range"}):
        return None
    for fact, claim in sorted(facts, key=lambda each: not re.search(r"\d", each[1].text)):
        said = _year([claim])
        if said is None or not claim.events & _MAKING or claim.events - _MAKING:
            continue
        is_bare = len(fact) - len(claim.text) <= _BARE
        if is_transposed(f"{year}", f"{said}") or (is_bare and is_one_figure_off(f"{year}", f"{said}")):
            return f"objects[{at}].facts", claim.text
    return None


def _by_all(recipe: Recipe, at: int, told: list[Claim], today: int) -> Denied | None:
    """What the exhibition's words say of all things, where every other object agrees and this one does not."""
    others = [dates for each in recipe.objects if each is not recipe.objects[at] and (dates := _told(each, today))]
    made = sorted(_made(recipe, today), key=lambda each: (each[1].grain == "year") != (_year(told) is not None))
    years = {year for _, claim, _ in made if (year := _year([claim])) is not None}
    if not others or (len(years) == 1 and any(_holds(one, year) for year in years for one in told)):
        return None
    for key, claim, sentence in made:
        is_agreed = all(any(relation_of(claim, one) != "apart" for one in dates) for dates in others)
        if is_agreed and all(relation_of(claim, one) == "apart" for one in told):
            said = _year([claim])
            is_one = said is None or (years == {said} and all(_year(dates) == said for dates in others))
            if is_one and _is_slip(told, said, len(others), is_set=bool(_TOGETHER.search(sentence))):
                return key, claim.text
    return None


def _is_slip(told: list[Claim], said: int | None, others: int, *, is_set: bool) -> bool:
    """Whether a field is a slip of what is said of all: figures changed, or another age than all the others have."""
    year = _year(told)
    if said is None or year is None:
        return others >= _SISTERS and (is_set or said is not None)
    apart = f"{year}", f"{said}"
    return is_transposed(*apart) or (others >= _SISTERS and is_one_figure_off(*apart))


def _made(recipe: Recipe, today: int) -> Iterator[tuple[str, Claim, str]]:
    """Times of making that the words of the whole tell, each with its key and its sentence."""
    texts = [*texts_of_whole(recipe), *(("exhibition.facts", fact) for fact in recipe.exhibition.facts)]
    for key, text in texts:
        for sentence in re.split(r"(?<=[。！？；\n])", text):
            yield from ((key, one, sentence) for one in _makings(times(sentence, today)))


def _makings(claims: Iterable[Claim]) -> Iterator[Claim]:
    return (one for one in claims if "made" in one.events and not one.events - _MAKING and one.grain != "age")


def _year(claims: list[Claim]) -> int | None:
    """The one year that is told; None where it is more or less than one."""
    years = {first for one in claims if one.grain == "year" for first, _ in one.spans}
    return years.pop() if len(years) == 1 else None


def _holds(claim: Claim, year: int) -> bool:
    return any(first <= year <= last for first, last in claim.spans)
