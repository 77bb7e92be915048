"""How old somebody was, against ages and years of birth; how old a thing is, against when it was made."""

import re
from collections.abc import Iterable
from fractions import Fraction

from fanxing.checks.facts.claims import Claim
from fanxing.checks.facts.happenings import clause_of, happens
from fanxing.checks.facts.known import Known
from fanxing.checks.facts.sameness import is_alike, is_of
from fanxing.checks.facts.times import times
from fanxing.checks.facts.verdicts import LOOSE, RIGHT, Verdict, agrees, wrong


def age(claim: Claim, known: Known, sentence: str) -> Verdict:
    """Judge an age: by the ages that are told, and by years of birth and what happened since."""
    lengths = [one.quantity.times(Fraction(1, 12)) for one in known.claims if one.kind == "lasting" and one.quantity]
    if claim.quantity and any(claim.quantity.agrees(one) for one in lengths):
        return RIGHT  # a tree of 八十年
    if claim.quantity and claim.quantity.low > _OLDEST:
        return _thing_is_old(claim, known)
    if found := _LIKENED.search(sentence[: claim.at]):
        return LOOSE if found["than"] else RIGHT
    told = [one for one in known.claims if one.kind == "measure" and one.unit == "age"]
    born = [one for one in exact_years(known.claims) if "born" in one.events]
    since = [one for one in exact_years(known.claims) if "born" not in one.events]
    ranges = [one for one in known.claims if one.kind == "time" and one.grain == "range"]
    years = {year for one in (*since, *ranges) for span in one.spans for year in span}
    lived = {year - first.spans[0][0] + more for first in born for year in years for more in (0, 1)}
    lived |= _reckoned(told, known, sentence)
    if any(_is_about(claim, number) for number in lived) or any(agrees(claim, one) for one in told):
        return RIGHT
    return _other_age(claim, sentence, told, known)


def _reckoned(told: list[Claim], known: Known, sentence: str) -> set[int]:
    """Ages in a year that is said of somebody whose age in another year is told: dead at 34 in 1517, 19 in 1502."""
    told_years = exact_years(known.claims)
    born = {
        year.spans[0][0] - int(one.quantity.low)
        for one in told
        if one.quantity
        for year in told_years
        if year.told == one.told
    }
    said = {one.spans[0][0] for one in exact_years(times(sentence, known.today))}
    return {year - first + more for first in born for year in said for more in (0, 1)}


def _other_age(claim: Claim, sentence: str, told: list[Claim], known: Known) -> Verdict:
    """Judge by the same person's age: at a year that is named, or when the same happened; else it is loose."""
    born = [one for one in exact_years(known.claims) if "born" in one.events]
    if born and any(one.grain == "year" for one in times(sentence, known.today)):
        return wrong(born, sentence)
    what, clause = happens(sentence), clause_of(sentence, claim)
    what |= {"died"} if _GONE.search(sentence) else set()
    if same := [one for one in told if happens(one.told) & what or _is_of_same(clause, sentence, one)]:
        return wrong(same, sentence)
    since = [one for one in exact_years(known.claims) if one.events & what - {"born"}]
    return Verdict("wrong", f"{born[0].text}—{since[0].text}") if born and since else LOOSE


def _is_of_same(clause: str, sentence: str, told: Claim) -> bool:
    """Whether an age is told of whom the clause or the sentence speaks."""
    clause = sentence if len(clause) - len(told.text) <= _BARE else clause
    is_clause = is_of(clause, told.told) or is_alike(clause, told.told)
    return is_clause or is_alike(sentence, told.told, least=3)


_BARE = 3
"""Characters beside an age in a clause that says of nobody whose it is: 只有十岁."""
_GONE = re.compile(r"走的(?:时候|那年|那天|那一年)|走了?时")
_LIKENED = re.compile(r"换成|相当于|换算|放在今天|好比|(?P<than>比[^，。]{1,8}[大小]$)")
_OLDEST = 130
"""Years above which an age is the thing's."""


def _thing_is_old(claim: Claim, known: Known) -> Verdict:
    made = [one for one in known.claims if one.kind == "time" and one.events & {"made", "built"}]
    for first, last in (span for one in made for span in one.spans):
        if any(_is_about(claim, known.today - year) for year in (first, last, first + 1)):
            return RIGHT
    return wrong(made, "") if made else LOOSE


def exact_years(told: Iterable[Claim]) -> list[Claim]:
    """Give those of the claims that name one year and no other."""
    return [one for one in told if one.kind == "time" and one.grain == "year" and len(one.spans) == 1]


def _is_about(claim: Claim, number: int) -> bool:
    many = claim.quantity
    return many is not None and many.low - many.half <= number <= many.high + many.half
