"""A claim against what is known: right, wrong, or loose (nothing supports it)."""

import re
from collections.abc import Callable, Iterable
from itertools import combinations
from typing import Literal

from fanxing.checks.facts import visits
from fanxing.checks.facts.claims import Claim
from fanxing.checks.facts.known import Known
from fanxing.checks.facts.names import HOLDS
from fanxing.checks.facts.rulers import ruler
from fanxing.checks.facts.stuffs import stuff
from fanxing.checks.facts.verdicts import LOOSE, RIGHT, Verdict


def verdict(claim: Claim, known: Known, sentence: str) -> Verdict:
    """Judge one claim.

    Args:
        claim: What is said.
        known: What is known.
        sentence: In which it is said.
    """
    return _JUDGES[claim.kind](claim, known, sentence)


# When

_KIN = {"made": {"made"}, "written": {"written", "made"}, "built": {"built", "made"}}
"""What a time is of -> what known times it may be held against, where none is of the very same."""


_OWN = {"found", "acquired", "born", "died", "built", "mended", "graded", "shown"}
"""Happenings that are held against their own kind alone, where it is known."""


def _time(claim: Claim, known: Known, sentence: str) -> Verdict:
    told = [one for one in known.claims if one.kind == "time"]
    own = [one for one in told if one.events & claim.events & _OWN]
    # What was found in 1985 does not prove that the house was founded then, a birth in his reign no making.
    told = own or [one for one in told if not claim.events - {"other"} or not one.events & _OWN]
    relations = [(_relation(claim, one), one) for one in told]
    if any(relation == "agrees" for relation, _ in relations) or _is_comparison(claim):
        return RIGHT
    against = [] if not claim.events and _PERSON.search(sentence) else _comparable(claim, told, known)
    apart = [one for relation, one in relations if relation == "apart" and one in against]
    finer = [one for relation, one in relations if relation == "finer"]
    if _is_other_side(claim, told):
        return Verdict("wrong", next(one.text for one in told if _mirrors(claim, one)))
    if apart and not (finer and all(one.grain == "period" for one in apart)):
        return Verdict("wrong", apart[0].text)
    return LOOSE


def _is_other_side(claim: Claim, told: list[Claim]) -> bool:
    """The very year, but on the other side of the era: 公元496年 for 公元前496年."""
    return claim.grain == "year" and any(_mirrors(claim, one) for one in told)


def _mirrors(claim: Claim, told: Claim) -> bool:
    (year, _), *more = claim.spans
    return not more and told.grain in {"year", "range"} and any(-year in span for span in told.spans)


_PERSON = re.compile(r"[他她]们?(?!的作品)")
"""A time of which nothing is said but that somebody did something is his own, not the object's."""


def _is_comparison(claim: Claim) -> bool:
    """Another age is named beside the object's own: 比起元代青花."""
    return "other" in claim.events and claim.grain == "period"


def _comparable(claim: Claim, told: list[Claim], known: Known) -> list[Claim]:
    events = claim.events - {"other"}
    if "other" in claim.events:
        return []
    same = [one for one in told if one.events & events]
    if same:
        return same
    if not events:
        return [one for one in told if "made" in one.events] if known.is_object else []
    kin = {name for event in events for name in _KIN.get(event, set())}
    return [one for one in told if one.events & kin]


def _relation(claim: Claim, told: Claim) -> Literal["agrees", "finer", "apart"]:
    found = {_spans(claim, told, one, other) for one in claim.spans for other in told.spans}
    if "agrees" in found:
        return "agrees"
    return "finer" if "finer" in found else "apart"


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


# How much


_ACROSS = {"径", "腹径", "底径", "孔径"}
"""A diameter without more words may be any of them."""


def _measure(claim: Claim, known: Known, sentence: str) -> Verdict:
    del sentence
    if claim.unit in _OLD:
        return RIGHT if any(_may_be(claim, one) for one in known.claims) else LOOSE
    told = [one for one in known.claims if one.kind == "measure" and one.unit == claim.unit]
    same = [one for one in told if one.about & claim.about]
    sides = [one for one in told if "×" in one.about]
    near = [one for one in told if _ACROSS & one.about] if "径" in claim.about else []
    if any(_agrees(claim, one) for one in (*(same or told), *near)):
        return RIGHT
    if not same and claim.about & {"高", "宽", "长"}:
        same = sides
    return Verdict("wrong", same[0].text) if same else LOOSE


def rounded(claim: Claim, known: Known) -> str:
    """Give what is known of a measure that is said as a round number and nothing else: 十七厘米 for 16.7 厘米."""
    if claim.kind != "measure" or claim.quantity is None or claim.quantity.manner != "exact" or claim.unit in _OLD:
        return ""
    told = [one for one in known.claims if one.kind == "measure" and one.unit == claim.unit and _agrees(claim, one)]
    same = [one for one in told if one.about & claim.about] or told
    if any(one.quantity and one.quantity.low <= claim.quantity.low <= one.quantity.high for one in told):
        return ""
    return next((one.text for one in same if one.quantity and one.quantity.manner == "exact"), "")


_OLD = {"old length": ("length", 22, 35), "old weight": ("weight", 13, 50)}
"""Old units: of what, and least and most of today's that one 寸 (mm) or 两 (g) has been.

Source: 丘光明《中国历代度量衡考》(1992): a 尺 of 23 to 35 cm, a 两 of 13 to 50 g.
"""


def _may_be(claim: Claim, told: Claim) -> bool:
    """Whether an old measure may be the known one, in whichever dynasty's units; or is the same old one."""
    kind, least, most = _OLD[claim.unit]
    if told.kind != "measure" or claim.quantity is None or told.quantity is None:
        return False
    if told.unit == claim.unit:
        return claim.quantity.agrees(told.quantity)
    low, high = claim.quantity.low * least, claim.quantity.high * most
    return told.unit == kind and bool(low <= told.quantity.low <= high)


def _lasting(claim: Claim, known: Known, sentence: str) -> Verdict:
    del sentence
    told = [one for one in known.claims if one.kind == "lasting"]
    if any(_agrees(claim, one) for one in told):
        return RIGHT
    return Verdict("wrong", told[0].text) if told else LOOSE


def _count(claim: Claim, known: Known, sentence: str) -> Verdict:
    del sentence
    if claim.text in known.text:
        return RIGHT
    counted = [one for one in known.claims if one.kind == "count"]
    told = [one for one in counted if _counts_alike(claim, one)]
    if any(_agrees(claim, one) for one in told) or _is_counted(claim, known):
        return RIGHT
    if claim.unit == "人" and _is_sum(claim, [one for one in told if one.unit in _PEOPLE]):
        return RIGHT
    same = [
        one
        for one in told
        if one.unit in _ONE_BY_ONE | {claim.unit} or claim.unit in _ONE_BY_ONE or one.unit in claim.about
    ]
    same = [
        one for one in same if not claim.about or (one.about | {one.unit}) & claim.about or _is_all(claim, one, known)
    ]
    return Verdict("wrong", same[0].text) if same else LOOSE


_PEOPLE = {"位", "名", "人"}
_ONE_BY_ONE = {"个", *_PEOPLE, "件", "枚", "颗", "粒"}
"""Counting words that stand for one another."""


def _counts_alike(claim: Claim, told: Claim) -> bool:
    """Same counting word, or one that may stand for it; or what is known stands right before its noun: 十七纸."""
    if told.unit == claim.unit or "个" in {told.unit, claim.unit} or {told.unit, claim.unit} <= _PEOPLE:
        return True
    return {told.unit, claim.unit} <= {"枚", "颗", "粒"} or told.unit in claim.about


def _is_sum(claim: Claim, told: list[Claim]) -> bool:
    """Whether two known counts make it up: seven who play and one who sings are eight."""
    sums = {one.quantity.low + two.quantity.low for one, two in combinations(told, 2) if one.quantity and two.quantity}
    return claim.quantity is not None and claim.quantity.low in sums


def _place(claim: Claim, known: Known, sentence: str) -> Verdict:
    """A grave or cave by its number: wrong where another of its kind is known; else nothing is said of it."""
    del sentence
    told = [one for one in known.claims if one.kind == "place" and one.name[-1] == claim.name[-1]]
    if not told or any(one.name == claim.name for one in told):
        return RIGHT
    return Verdict("wrong", told[0].text)


def _is_all(claim: Claim, told: Claim, known: Known) -> bool:
    """Whether both count all there are: both say so, or the claim counts the object itself by its name."""
    if claim.unit != told.unit:
        return False
    return claim.is_total or (told.is_total and bool(claim.about & set(known.name)))


def _is_counted(claim: Claim, known: Known) -> bool:
    many = claim.quantity
    return many is not None and many.manner == "exact" and many.low in known.numbers


def _agrees(claim: Claim, told: Claim) -> bool:
    return claim.quantity is not None and told.quantity is not None and claim.quantity.agrees(told.quantity)


# Names


def _title(claim: Claim, known: Known, sentence: str) -> Verdict:
    del sentence
    return RIGHT if claim.name in known.titles or claim.name in known.text else LOOSE


def _museum(claim: Claim, known: Known, sentence: str) -> Verdict:
    if _is_named(claim.name, (*known.houses, known.holder)):
        return RIGHT
    if known.holder and HOLDS.search(sentence):
        return Verdict("wrong", known.holder)
    return LOOSE


def _is_named(name: str, houses: Iterable[str]) -> bool:
    return any(house and (name.endswith(house) or house.endswith(name)) for house in houses)


def _accession(claim: Claim, known: Known, sentence: str) -> Verdict:
    del sentence
    if claim.name in known.text or claim.name == known.accession:
        return RIGHT
    return Verdict("wrong", known.accession) if known.accession else LOOSE


def _grade(claim: Claim, known: Known, sentence: str) -> Verdict:
    del sentence
    if claim.name == known.grade or f"{claim.name}文物" in known.text:
        return RIGHT
    return Verdict("wrong", known.grade) if known.grade else LOOSE


def _superlative(claim: Claim, known: Known, sentence: str) -> Verdict:
    del sentence
    return RIGHT if claim.name in known.text else LOOSE


_JUDGES: dict[str, Callable[[Claim, Known, str], Verdict]] = {
    "time": _time,
    "measure": _measure,
    "count": _count,
    "lasting": _lasting,
    "title": _title,
    "museum": _museum,
    "accession": _accession,
    "place": _place,
    "grade": _grade,
    "superlative": _superlative,
    "day": visits.day,
    "clock": visits.clock,
    "weekday": visits.weekday,
    "floor": visits.floor,
    "hall": visits.hall,
    "door": visits.door,
    "price": visits.price,
    "ruler": ruler,
    "stuff": stuff,
}
"""Kind of claim -> who judges it."""
