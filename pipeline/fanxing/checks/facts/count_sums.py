"""Whether two known counts make up a third: a sum, a difference, so many of each."""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from fanxing.checks.facts.claims import Claim
from fanxing.checks.facts.count_kin import is_kin
from fanxing.checks.facts.numerals import Quantity
from fanxing.checks.facts.units import PEOPLE


def is_made_up(claim: Claim, counted: list[Claim], sentence: str) -> bool:
    """Whether two known counts make it up: seven who play and one who sings are eight, two sides of one are two."""
    many = claim.quantity
    if many is None or many.manner != "exact":
        return (
            many is not None
            and many.manner in {"over", "about"}
            and bool(_TOGETHER.search(sentence[: claim.at]))
            and _is_sum(claim, counted)
        )
    if _OTHERS.match(sentence, claim.end) and any(number - 1 == many.low for number in _people(counted)):
        return True  # 他和六个战友 are seven
    told = [(one.quantity.low, one) for one in counted if one.quantity and one.quantity.manner == "exact"]
    if any(one.is_each and is_kin(claim, one) and many.low == 2 * number for number, one in told):
        return True
    pairs = ((one, other) for one, other in combinations([each for each in told if each[0]], 2))
    return any(many.low in _made_of(claim, one, other, sentence) for one, other in pairs)


def _is_sum(claim: Claim, counted: list[Claim]) -> bool:
    """Whether two numbers of one fact make it up that are none of them exact: 160余字 and 50余字."""
    kin = [one.quantity for one in counted if one.quantity and is_kin(claim, one)]
    facts = [one.told for one in counted if one.quantity and is_kin(claim, one)]
    sums = (
        Quantity(one.low + other.low, one.high + other.high, "over")
        for (one, fact), (other, last) in combinations(zip(kin, facts, strict=True), 2)
        if fact == last
    )
    return claim.quantity is not None and any(claim.quantity.agrees(each) for each in sums)


_TOGETHER = re.compile("加起来|加在一起|合起来|一共|总共")


def _made_of(claim: Claim, one: tuple[Fraction, Claim], other: tuple[Fraction, Claim], sentence: str) -> set[Fraction]:
    """Give what two known numbers of one fact make together."""
    (low, first), (high, last) = one, other
    are_people = "人" in {claim.unit, sentence[claim.end : claim.end + 1]}
    is_each = first.is_each or last.is_each
    are_kin = are_people or "加" in sentence or (is_kin(claim, first) and is_kin(claim, last))
    if first.told != last.told or "其中" in first.told or not (are_kin or is_each):
        return set()
    made: set[Fraction] = set()
    if _LOST.search(sentence[: claim.at]) and is_kin(claim, first):
        made.add(abs(low - high))
    if is_each and (is_kin(claim, first) or is_kin(claim, last)) and min(low, high) > 1:
        made.add(low * high)
    is_rate = is_each and (first.is_total or last.is_total)  # 全套十六件，每组八件
    if (are_people or _SUM.search(sentence[max(0, claim.at - 6) : claim.at])) and not is_rate:
        made.add(low + high)
    return made


def _people(counted: list[Claim]) -> Iterator[Fraction]:
    yield from (one.quantity.low for one in counted if one.unit in PEOPLE and one.quantity)


_LOST = re.compile(r"[掉丢少缺失空没坏脱落差]了?$|(?:不见|没有|脱落|丢失)了?$")
"""Of thirty stones 24 are left: six are lost."""
_OTHERS = re.compile(r"战友|同伴|伙伴|兄弟|姐妹|同学|同事|队友")
_SUM = re.compile(r"加|总|合|一共|共")
