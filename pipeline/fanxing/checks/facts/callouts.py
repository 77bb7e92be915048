"""What a spoken line says that the object's own fields or facts hold: worth setting beside the picture.

The words of a call-out are always the template's, never the narration's: the line only says when it is time.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from fanxing.checks.facts.amounts import amounts
from fanxing.checks.facts.claims import Claim
from fanxing.checks.facts.known import Known
from fanxing.checks.facts.names import TITLE
from fanxing.checks.facts.read import claims
from fanxing.checks.facts.times import times
from fanxing.checks.facts.verdict import verdict
from fanxing.checks.facts.verdicts import RIGHT, agrees
from fanxing.model.recipe import Exhibit
from fanxing.model.text import clause_ends
from fanxing.model.words import say

_WORTH = {"measure": 0, "year": 1, "range": 1, "title": 2, "age": 3, "lasting": 3, "count": 4}
"""The less, the rather a call-out: a measure tells what no picture shows, a count what everybody can see."""

_ENDS = "，、；：。！？,;:!? "

_MANY = 5
"""Counts below it claim little: everybody sees the three feet of a tripod."""


@dataclass(frozen=True, slots=True)
class Told:
    """Something that a line says and the object's fields or facts hold."""

    at: int
    """Index in the line of the first character that says it."""
    length: int
    """Characters."""
    worth: int
    """0 is worth most."""
    value: str
    """As the field or fact has it."""
    caption: str
    """What it says of the object."""


@dataclass(frozen=True, slots=True)
class _Held:
    """Something that a field or a fact holds."""

    claim: Claim
    value: str
    caption: str


def told_of(text: str, one: Exhibit, today: int) -> tuple[Told, ...]:
    """Find what a line says of an object that its fields or facts hold, in the line's order.

    Args:
        text: The line.
        one: The object.
        today: The year in which it is said, for ages.
    """
    held = tuple(_held(one, today))
    found: list[Told] = []
    for claim, start in _said(text, today):
        match = next((each for each in held if _agrees(claim, each.claim, text)), None)
        if match is not None:
            found.append(Told(start, len(claim.text), _worth(claim), match.value, match.caption))
    return tuple(sorted(found, key=lambda each: each.at))


def _worth(claim: Claim) -> int:
    if claim.kind == "count" and claim.text.endswith("年"):
        return _WORTH["age"]
    return _WORTH[claim.grain if claim.kind == "time" else claim.kind]


def _said(text: str, today: int) -> Iterator[tuple[Claim, int]]:
    """Claims of a line that a call-out may answer, with their places in it."""
    taken: list[tuple[int, int]] = []
    begun = 0
    for claim, sentence in claims(text, today):
        begun = text.find(sentence, begun if text.startswith(sentence, begun) else 0)
        start = max(0, begun) + claim.at
        if claim.kind in {"measure", "title", "lasting"} or (claim.kind == "time" and claim.grain in _WORTH):
            taken.append((start, start + len(claim.text)))
            yield claim, start
    for claim in amounts(text, every=True):
        free = all(claim.end <= start or end <= claim.at for start, end in taken)
        many = claim.quantity is not None and claim.quantity.low >= _MANY
        if claim.kind == "count" and free and many:
            yield claim, claim.at


def _agrees(claim: Claim, held: Claim, sentence: str) -> bool:
    if claim.kind == "count":  # the very words, or nothing: four clouds are not four petals
        return held.kind == "count" and claim.text == held.text
    if claim.kind == "title":
        return held.kind == "title" and claim.name == held.name
    if claim.kind != held.kind or (claim.kind == "time" and held.grain == "period"):
        return False
    if claim.kind == "lasting" and not agrees(claim, held):
        return False  # it may be right by the years that the line itself says
    return verdict(claim, Known(claims=(held,), is_object=True), sentence) == RIGHT


def _held(one: Exhibit, today: int) -> Iterator[_Held]:
    """All that the fields and facts of an object hold; what is said alike by several, the plainest first."""
    for text in _clauses(one.size or ""):
        for claim in amounts(text, every=True):
            if claim.kind == "measure":
                sides = "×" in claim.about
                label = say("尺寸") if sides else text[: claim.at].strip(f"{_ENDS}约") or say("尺寸")
                yield _Held(claim, text if sides else claim.text, label)
    for claim in times(one.date or "", today):
        yield _Held(claim, claim.text, say("年代"))
    for fact in one.facts:
        for text in _clauses(fact):
            for claim in (*times(text, today), *_titles(text), *amounts(text, every=True)):
                yield _Held(claim, claim.text, text)


def _titles(text: str) -> Iterator[Claim]:
    for match in TITLE.finditer(text):
        yield Claim(kind="title", text=match.group(), at=match.start(), name=match[1])


def _clauses(text: str) -> Iterator[str]:
    start = 0
    for end in clause_ends(text):
        yield text[start:end].strip(_ENDS)
        start = end
