"""Whether what is seen is what was planned, in its own colours: tags may say one thing and the picture another."""

from collections.abc import Iterator

from fanxing.checks.expected import Expected
from fanxing.checks.film.facts import AGAIN, Facts, seconds_at
from fanxing.checks.rules import Judge, clock
from fanxing.model.errors import Fault
from fanxing.model.words import say

HALF_WAY = 0.5
"""Share of the way to other colours from which the film is in them: 0 is as meant, 1 all the way."""


def as_planned(facts: Facts, expected: Expected, judge: Judge) -> Iterator[Fault]:
    """The middle of each shot that was looked at shows its picture, and nothing else."""
    del expected
    for one in facts.get("likeness", ()):
        if one["difference"] > judge.limit("picture-differs"):
            what = say(
                "{shot}的画面不是计划里的那张图（色差 ΔE {difference:.0f}）",
                shot=one.get("called", one["shot"]),
                difference=one["difference"],
            )
            yield from judge.find("picture-differs", what, where=clock(seconds_at(facts, one["frame"])), mend=AGAIN)


def coded_colours(facts: Facts, expected: Expected, judge: Judge) -> Iterator[Fault]:
    """What tags call BT.709 in limited range is so; other tags are another rule's finding."""
    del expected
    lean = facts.get("matrix_lean")
    if lean is not None and lean > HALF_WAY and facts["matrix"] == "bt709":
        what = say("颜色是按 BT.601 编码的，标签却写着 BT.709：绿和红都会偏")
        yield from judge.find("colour-matrix", what, mend=AGAIN)
    lean = facts.get("range_lean")
    if lean is not None and lean > HALF_WAY and facts["range"] == "tv":
        what = say("亮度是按全范围编码的，标签却写着有限范围：暗部会发黑，亮部会发白")
        yield from judge.find("colour-range", what, mend=AGAIN)
