"""A fact copied from the narration supports nothing; a fact of its own, or with its source, does."""

import pytest

from fanxing.checks.facts.lint import RULES, fact_findings
from fanxing.checks.placeholders import placeholder_findings
from fanxing.checks.preflight import ALL_RULES
from fanxing.checks.rules import Judge
from fanxing.model.errors import Location
from fanxing.model.recipe import Recipe

SAID = "两千多年了，它一直这样坐着。你看，杯上有三百颗珠子。"


def found(fact: str, *, whole: bool = False) -> list[str]:
    facts = {"facts": [fact]}
    recipe = Recipe.model_validate(
        {
            "title": "题",
            "museum": {"name": "星渚县博物馆"},
            "exhibition": {"name": "展"} | (facts | {"say": SAID} if whole else {}),
            "guide": {"name": "林月"},
            "objects": [{"name": "青铜坐猫"} | ({} if whole else facts | {"say": SAID})],
        }
    )
    told = fact_findings(recipe, Judge(RULES, {}), lambda key: Location(file="r", key=key), 2026)
    return [one.what for one in told if "一字不差" in one.what]


@pytest.mark.parametrize(
    ("fact", "claims"),
    [
        ("两千多年了，它一直这样坐着。", ["两千多年"]),
        ("杯上有三百颗珠子。", ["三百颗"]),
        ("杯上有三百颗珠子（据入藏登记）。", []),
        ("杯上嵌珠300颗。", []),
        ("青铜坐猫约公元前600年制。", []),
        ("三百颗", []),
    ],
)
@pytest.mark.parametrize("whole", [False, True], ids=["object", "exhibition"])
def test_what_is_copied_from_the_narration_is_no_support(fact: str, claims: list[str], *, whole: bool):
    assert [one.split("”")[0].lstrip("“") for one in found(fact, whole=whole)] == claims


def test_a_form_that_nobody_filled_in_is_a_placeholder():
    recipe = Recipe.model_validate(
        {"title": "题", "museum": {"name": "馆"}, "exhibition": {"name": "展"}, "guide": {"name": "林月"}}
        | {"objects": [{"name": "青铜坐猫", "facts": ["青铜坐猫，×年（或×代）制（据×××）", "通高 3×4 厘米。"]}]}
    )
    judge = Judge(ALL_RULES, {})
    told = [one.where for one in placeholder_findings(recipe, judge, lambda key: Location(file="r", key=key))]
    assert [one.key for one in told if isinstance(one, Location)] == ["objects[0].facts[0]"]
