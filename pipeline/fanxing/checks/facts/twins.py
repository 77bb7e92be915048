"""Two times that a sentence gives for one and the same, and that cannot both be: 乾隆十年，也就是一七五四年."""

import re

from fanxing.checks.facts.claims import Claim
from fanxing.checks.facts.times import times

_BETWEEN = re.compile(
    r"[，,、]?\s*[（(]?(?:也就是说?|就是|即是?|相当于|换算[成过来]*|合|那[年一]*是|正是|是|折合)?(?:公元|公历|西历)?[）)]?"
)
"""What stands between a time and the same one told in another way."""


def twin(claim: Claim, sentence: str, today: int) -> Claim | None:
    """Give the time beside a claim that is told as the same and lies elsewhere; None where there is none.

    Args:
        claim: A year or period.
        sentence: In which it is said.
        today: The year in which it is said.
    """
    if claim.grain not in {"year", "period"}:
        return None
    others = [one for one in times(sentence, today) if one.grain in {"year", "period"} and one.at != claim.at]
    for other in others:
        first, last = sorted((claim, other), key=lambda one: one.at)
        between = sentence[first.end : last.at]
        is_named = bool(re.search("[就即合是（(当折]", between)) or "year" == first.grain == last.grain
        if is_named and _BETWEEN.fullmatch(between) and not _meet(claim, other):
            return other
    return None


def _meet(one: Claim, other: Claim) -> bool:
    """Whether two times may be the same, give or take the year in which a lunar one ends."""
    return any(first - 1 <= end and start <= last + 1 for first, last in one.spans for start, end in other.spans)
