"""How to mend what the fact lint finds: ask whether it is a slip first, then verify, and only then write it down."""

import re

from fanxing.checks.facts.claims import Claim
from fanxing.checks.facts.houses import nearest_house
from fanxing.checks.facts.known import Known
from fanxing.checks.facts.people import nearest
from fanxing.model.words import say

_FIELDS = {
    "day": "exhibition.dates",
    "clock": "museum.hours",
    "weekday": "museum.hours",
    "floor": "exhibition.hall",
    "hall": "exhibition.hall",
    "door": "museum.address",
}
"""Kind of claim -> the field in which it is known."""

_OBJECTS = {"件", "样", "组"}
"""Counting words of whole objects."""
_THINGS = re.compile(r"展品|文物|宝贝|国宝|藏品|器物")
_LEADS = re.compile(
    r"^(?:大家|您|你|我们|今天|其实|原来|据说|也就是|就是|而且|而|但是?|可是?|因为|所以|请?看|在这里|这里)+(?=..)"
)
_CLAUSE = "，,；;。！？!?：:\n"
_UNFINISHED = re.compile(r"把|[^大上名]将(?!近|要|来|军|领|士|相|帅)")
"""What moves the object before the verb: a guide often breathes there, and the verb is in the next clause."""


def of_wrong(claim: Claim, known: Known) -> str:
    """Say how to mend a contradiction."""
    near = nearest_house(claim.name, known.houses) if claim.kind == "museum" else ""
    if near:
        return say("是不是 {near}？核对后改正", near=near)
    if claim.kind in _FIELDS:
        return say("以 {field} 为准改口播；若是安排有变，改 {field}", field=_FIELDS[claim.kind])
    if claim.kind == "price":
        return say("以馆方公布的票价为准，改口播或改 facts")
    return say("核对原始记录，改口播或改字段；两个都对时，在 facts 里写清楚")


def of_loose(claim: Claim, sentence: str, known: Known, part: str) -> tuple[str, str]:
    """Say what is wanting of a claim that nothing supports, and how to mend it.

    Args:
        claim: What is said.
        sentence: In which it is said.
        known: What is known.
        part: Of the recipe, in whose ``facts`` it would be written.
    """
    fact = fact_of(claim, sentence)
    what = say("“{claim}”在字段和 facts 里都找不到依据", claim=claim.text)
    if is_of_objects(claim, sentence, known):
        count = max(known.numbers)
        what = say("“{claim}”和配方对不上：配方里有 {count} 件展品", claim=claim.text, count=count)
        return what, say("照 {count} 件改；说的是别的，先核实，再在 {part}.facts 里写明", count=count, part=part)
    near = _near(claim, known)
    if near:
        return what, say(
            "是不是 {near}？不是的话，先核实，再在 {part}.facts 里加一句：{fact}", near=near, part=part, fact=fact
        )
    if claim.kind in _FIELDS and not any(one.kind == claim.kind for one in known.claims):
        return what, say("先核实，再把它写进 {field}", field=_FIELDS[claim.kind])
    return what, say("先核实；属实才在 {part}.facts 里加一句：{fact}", part=part, fact=fact)


def is_of_objects(claim: Claim, sentence: str, known: Known) -> bool:
    """Whether a count may be of all the objects that the film tells of."""
    if claim.kind != "count" or not known.numbers:
        return False
    if claim.unit in _OBJECTS and not known.is_object:
        return True
    return bool(_THINGS.match(sentence[claim.end : claim.end + 3])) and claim.unit in {"个", *_OBJECTS}


def _near(claim: Claim, known: Known) -> str:
    if claim.kind == "museum":
        return nearest_house(claim.name, (*sorted(known.houses), known.holder))
    if claim.kind == "title":
        near = nearest(claim.name, known.titles)
        return f"《{near}》" if near else ""
    return ""


def fact_of(claim: Claim, sentence: str) -> str:
    """Give the clause that holds the claim and nothing else; with the next one where it is too bare or has no verb."""
    begin = max((sentence.rfind(mark, 0, claim.at) for mark in _CLAUSE), default=-1) + 1
    ends = [at for mark in _CLAUSE if (at := sentence.find(mark, claim.end)) >= 0]
    end = min(ends, default=len(sentence))
    bare = end - begin <= len(claim.text) + 1
    if (bare or _UNFINISHED.search(sentence[begin:end])) and sentence[end : end + 1] in {"，", ",", "："}:
        later = [at for mark in _CLAUSE if (at := sentence.find(mark, end + 1)) >= 0]
        end = min(later, default=len(sentence))
    return _LEADS.sub("", sentence[begin:end].strip()).strip("“”‘’ 、") + "。"
