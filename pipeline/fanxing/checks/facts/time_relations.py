"""Whether two times agree, one is finer than the other, or they lie apart; and which of those known can prove one."""

import re
from typing import Literal

from fanxing.checks.facts.claims import Claim
from fanxing.checks.facts.reigns import PLAIN, REIGNS


def proving(claim: Claim, told: list[Claim]) -> list[Claim]:
    """Leave out what only frames a finer time that the claim denies: 汉墓 does not make a thing of 西汉 one of 东汉."""
    if claim.grain != "period":
        return told
    made = [one for one in told if "made" in one.events and one.grain in {"period", "range"}]
    denied = [one for one in made if len(one.spans) == 1 and relation_of(claim, one) == "apart"]
    return [
        one
        for one in told
        if not (one.grain == "period" and any(_holds(one, fine) and _is_in(claim, one) for fine in denied))
    ]


def _holds(wide: Claim, fine: Claim) -> bool:
    """Whether a time lies in a wider one that is not hardly longer."""
    return any(
        first <= start and end <= last and (last - first) > 1.5 * (end - start)
        for first, last in wide.spans
        for start, end in fine.spans
    )


def _is_in(claim: Claim, told: Claim) -> bool:
    return any(first <= start and end <= last for first, last in told.spans for start, end in claim.spans)


def relation_of(claim: Claim, told: Claim) -> Literal["agrees", "finer", "apart"]:
    """Say how a time that is claimed lies to a known one: in it, round it, or elsewhere."""
    found = {_spans(claim, told, one, other) for one in claim.spans for other in told.spans}
    if _is_other_state(claim, told):
        return "apart"
    if "agrees" in found:
        return "agrees"
    return "finer" if "finer" in found else "apart"


_STATES = re.compile(
    "北宋|南宋|辽|西夏|金代|金朝|北魏|东魏|西魏|北齐|北周|刘宋|南齐|南梁|南陈|曹魏|蜀汉|东吴|东晋|西晋"
    "|[元明清唐隋](?=[代朝]|$)"
)
"""States of which some stood at the same time, or for a while: a thing of one is of no other."""


def _is_other_state(claim: Claim, told: Claim) -> bool:
    said, true = _states(claim.text), _states(told.text) or _states(told.told)
    return len(said) == len(true) == 1 and said != true


def _states(text: str) -> set[str]:
    """States and dynasties that a text names, or whose reign it names: 崇祯七年 is of 明."""
    titles = {dynasty for title in _TITLE.findall(text) for dynasty, *_ in REIGNS[title]}
    return set(_STATES.findall(text)) | titles


_TITLE = re.compile("|".join(sorted(PLAIN, key=len, reverse=True)))


def _spans(claim: Claim, told: Claim, said: tuple[int, int], true: tuple[int, int]) -> str:
    overlap = min(said[1], true[1]) - max(said[0], true[0]) + 1
    if claim.grain == "range" and told.grain == "range":
        return "agrees" if said == true else "apart"
    if overlap <= 0:
        return "apart"
    if claim.grain == "year" and told.grain == "range" and said[0] in true:
        return "agrees"
    if overlap / (true[1] - true[0] + 1) >= 0.4:
        return "agrees"
    if claim.grain == "age":
        return "agrees"  # so many years ago is never meant to the year
    return "finer" if overlap / (said[1] - said[0] + 1) >= 0.5 else "apart"
