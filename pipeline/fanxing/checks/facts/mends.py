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
    form = form_of(claim, known)
    what = say("“{claim}”在字段和 facts 里都找不到依据", claim=claim.text)
    if is_of_objects(claim, sentence, known):
        count = max(known.numbers)
        what = say("“{claim}”和配方对不上：配方里有 {count} 件展品", claim=claim.text, count=count)
        return what, say("照 {count} 件改；说的是别的，先核实，再在 {part}.facts 里写明", count=count, part=part)
    near = _near(claim, known)
    if near:
        return what, say(
            "是不是 {near}？不是的话，先核实，再照原始记录在 {part}.facts 里写一句：{form}",
            near=near,
            part=part,
            form=form,
        )
    if claim.kind in _FIELDS and not any(one.kind == claim.kind for one in known.claims):
        return what, say("先核实，再把它写进 {field}", field=_FIELDS[claim.kind])
    return what, say("先核实；属实才照原始记录在 {part}.facts 里写一句：{form}", part=part, form=form)


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


_FORMS: dict[str, str] = {
    "time": say("×年（或×代）制"),
    "measure": say("（哪一处）×厘米"),
    "count": say("（什么）共×件"),
    "lasting": say("×年到×年"),
}
"""Kind of claim -> what a fact says of it, with blanks: what is said is no source, so it is never offered as a fact."""


def form_of(claim: Claim, known: Known) -> str:
    """Give a fact to fill in: of what, what, and after which record; left as it is, it is told as a placeholder."""
    told = _FORMS.get(claim.kind, say("（登记的原话）"))
    if claim.kind == "count" and claim.unit:
        told = say("（什么）共×{unit}", unit=claim.unit)
    return say("{name}，{told}（据×××）", name=known.name or say("（谁的）"), told=told)
