"""How old somebody was, against ages and years of birth; how old a thing is, against when it was made."""

import re
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from fanxing.checks.facts.claims import Claim
from fanxing.checks.facts.happenings import clause_of, happens
from fanxing.checks.facts.known import Known
from fanxing.checks.facts.sameness import in_common, is_alike, is_of
from fanxing.checks.facts.times import times
from fanxing.checks.facts.verdicts import LOOSE, RIGHT, Verdict, agrees, wrong


def age(claim: Claim, known: Known, sentence: str) -> Verdict:
    """Judge an age: by the ages that are told, and by years of birth and what happened since."""
    lengths = [one.quantity.times(Fraction(1, 12)) for one in known.claims if one.kind == "lasting" and one.quantity]
    if claim.quantity and any(claim.quantity.agrees(one) for one in lengths):
        return RIGHT  # a tree of 八十年
    if _thing_is_old(claim, known) is RIGHT and not _SOMEBODY.search(sentence[: claim.at]):
        return RIGHT  # 这盏灯九十多岁了
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
    told = _of_then(told, sentence) if _WHEN.search(sentence) else told
    if any(_is_about(claim, number) for number in lived) or any(agrees(claim, one) for one in told):
        return RIGHT
    return _other_age(claim, sentence, told, known)


def born_in(known: Known) -> set[int]:
    """Give the years of birth that follow from an age told with a year: 1995年去世，享年78岁."""
    told = [one for one in known.claims if one.kind == "measure" and one.unit == "age" and one.quantity]
    years = exact_years(known.claims)
    pairs = ((year.spans[0][0], one.quantity) for one in told for year in years if year.told == one.told)
    return {year - int(age.low) + more for year, age in pairs if age for more in (0, 1)}


def _of_then(told: list[Claim], sentence: str) -> list[Claim]:
    """Give the ages that are told of what the sentence speaks of: 牺牲时, of 写信时25岁，牺牲，年仅29岁."""
    shared = {one: in_common(sentence, _around(one)) for one in told}
    most = max(shared.values(), default=0)
    return [one for one in told if shared[one] == most] if most else told


def _around(told: Claim) -> str:
    """Give the clause of an age, with the one before it where it says nothing but the age."""
    clauses = re.split("[，,；;。]", told.told[: told.at])
    behind = re.split("[，,；;。]", told.told[told.at :])[0]
    is_alone = len(clauses[-1]) > _BARE or len(clauses) == 1 or "岁" in clauses[-2]
    return (clauses[-1] if is_alone else "".join(clauses[-2:])) + behind


def _at_event(sentence: str, known: Known) -> list[Claim]:
    """Give the year of the happening at which an age is said: 入党那年, of a fact that tells of 1930年入党."""
    said = _AT.search(sentence)
    if not said:
        return []
    told = [one for one in exact_years(known.claims) if one.told and "born" not in one.events]
    return [one for one in told if said["what"] in re.split("[，,；;。、]", one.told[one.end :])[0]]


_WHEN = re.compile("时候?|那一?年|那天|那会儿")
_AT = re.compile(r"(?P<what>[\u4e00-\u9fff]{2})(?:那一?年|的那一?年|的?时候?)[，,]")


def _reckoned(told: list[Claim], known: Known, sentence: str) -> set[int]:
    """Ages in a year that is said of somebody whose age in another year is told: dead at 34 in 1517, 19 in 1502."""
    told_years = [*exact_years(known.claims), *_then(told, known)]
    born = {
        year.spans[0][0] - int(one.quantity.low)
        for one in told
        if one.quantity
        for year in told_years
        if year.told == one.told
    }
    said = {one.spans[0][0] for one in (*exact_years(times(sentence, known.today)), *_at_event(sentence, known))}
    return {year - first + more for first in born for year in said for more in (0, 1)}


def _then(told: list[Claim], known: Known) -> list[Claim]:
    """Give the last year before a fact that tells an age 当时, as a year of that fact."""
    facts, years = known.text.splitlines(), exact_years(known.claims)
    found: list[Claim] = []
    for fact in {one.told for one in told if "当时" in one.told and one.told in facts}:
        before = [year for each in facts[: facts.index(fact)] for year in years if year.told == each]
        found += [replace(year, told=fact) for year in before[-1:]]
    return found


def _other_age(claim: Claim, sentence: str, told: list[Claim], known: Known) -> Verdict:
    """Judge by the same person's age: at a year that is named, or when the same happened; else it is loose."""
    born = [one for one in exact_years(known.claims) if "born" in one.events]
    if born and any(one.grain == "year" for one in times(sentence, known.today)):
        return wrong(born, sentence)
    if born and (then := _at_event(sentence, known)):
        return Verdict("wrong", f"{born[0].text}—{then[0].text}", then[0].told)
    what, clause = happens(sentence), clause_of(sentence, claim)
    what |= {"died"} if _GONE.search(sentence) else set()
    what |= {"made"} if "written" in what else set()
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
_SOMEBODY = re.compile("[他她]|老人|主人|作者|画家|享年|去世")
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
