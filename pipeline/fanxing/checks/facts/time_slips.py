"""Known years of which another may be a slip of the tongue: in the very month, or with two figures changed about."""

import re

from fanxing.checks.facts.claims import Claim
from fanxing.checks.facts.known import Known
from fanxing.checks.facts.numerals import value


def slips_of(claim: Claim, known: Known, sentence: str) -> list[Claim]:
    """Give the known years of which a year that nothing supports may be a slip."""
    if claim.grain != "year":
        return []
    return _same_month(claim, known, sentence) or _transposed(claim, known)


def _same_month(claim: Claim, known: Known, sentence: str) -> list[Claim]:
    """Give the years that are told with the very month that is said with another year: 1934年11月, 一九三五年十一月."""
    said = _MONTH.match(sentence, claim.end)
    if not said:
        return []
    told = [one for one in known.claims if one.kind == "time" and one.grain == "year" and one.told]
    return [
        one
        for one in told
        if (true := _MONTH.match(one.told, one.end)) and value(true["month"]) == value(said["month"])
    ]


def _transposed(claim: Claim, known: Known) -> list[Claim]:
    """Give a known year whose figures are said in another order: 1081 for 1018."""
    if len(claim.spans) > 1:
        return []
    told = [one for one in known.claims if one.kind == "time" and one.grain == "year" and len(one.spans) == 1]
    return [one for one in told if is_transposed(f"{abs(claim.spans[0][0])}", f"{abs(one.spans[0][0])}")]


def is_transposed(said: str, true: str) -> bool:
    """Whether two years differ in two figures that have changed places: 1754, 1745."""
    apart = [at for at, (one, other) in enumerate(zip(said, true, strict=False)) if one != other]
    return (
        len(said) == len(true)
        and len(apart) == len("两位")
        and said[apart[0]] == true[apart[1]]
        and (said[apart[1]] == true[apart[0]])
    )


def is_one_figure_off(said: str, true: str) -> bool:
    """Whether two years differ in one figure: 1845, 1745."""
    return len(said) == len(true) and sum(one != other for one, other in zip(said, true, strict=True)) == 1


_MONTH = re.compile(r"(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})月")
