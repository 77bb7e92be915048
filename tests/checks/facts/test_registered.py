"""Dates that are slips of what the object's own facts say, or of what is said of all things together."""

from typing import Any

import pytest

from fanxing.checks.facts.lint import RULES, fact_findings
from fanxing.checks.rules import Judge
from fanxing.model.errors import Location
from fanxing.model.recipe import Recipe

ALBUM = "这本册页一共十二开，是清代画家华嵒在一七四五年画成的。"


def found(dates: list[str], say: str = "", facts: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    written: dict[str, Any] = {
        "title": "一册看尽",
        "museum": {"name": "星渚县博物馆"},
        "exhibition": {"name": "诗意册", "say": say},
        "guide": {"name": "林月"},
        "objects": [{"name": "松下高士", "date": date} for date in dates],
    }
    written["objects"][-1]["facts"] = list(facts)
    recipe = Recipe.model_validate(written)
    faults = fact_findings(recipe, Judge(RULES, {}), lambda key: Location(file="r.yaml", key=key), 2026)
    dated = [one for one in faults if one.rule == "fact-date" and isinstance(one.where, Location)]
    assert {one.level for one in dated} <= {"advice"}
    return [(one.where.key or "", one.what) for one in dated if isinstance(one.where, Location)]


FACTS = {
    "figures that changed places": ("1871年", "乾隆四十六年（1781年）御题诗刻于器表。", "1781年"),
    "one figure in a bare fact": ("1845年", "1745年画成。", "1745年"),
    "a range is no year": ("1871—1880年", "1781年刻诗。", ""),
    "the fact and the field agree": ("1781年", "乾隆四十六年（1781年）御题诗刻于器表。", ""),
    "a later inscription": ("1770年", "1781年御题诗刻于器表。", ""),
    "when it was found": ("1819年", "1891年出土。", ""),
    "when it was bought": ("1745年", "1945年购入。", ""),
    "another year of another print": ("1608年", "利玛窦1602年刊印，此为宫廷摹绘本。", ""),
    "nothing is told": ("1745年", "用水磨法琢玉。", ""),
}
"""Date, fact -> year that denies it; empty: none."""


@pytest.mark.parametrize(("date", "fact", "year"), FACTS.values(), ids=FACTS)
def test_a_date_is_held_against_the_years_of_its_own_facts(date: str, fact: str, year: str):
    told = [one for one in found([date], facts=(fact,)) if one[1].startswith("名条上")]
    assert told == ([("objects[0].date", f"名条上写“{date}”，objects[0].facts 说“{year}”")] if year else [])


TOGETHER = {
    "changed figures": (["1745年", "1745年", "1745年", "1754年"], ALBUM, "一七四五年"),
    "one other figure": (["1745年", "1745年", "1845年"], ALBUM, "一七四五年"),
    "another dynasty": (["1745年", "1745年", "1745年", "明代"], ALBUM, "清代"),
    "another dynasty than all": (["清代", "清乾隆", "明代"], "三件都是清代的玉器。", "清代"),
    "another age beside": (["清代", "清乾隆", "明代"], "清代的工匠做了它们。", ""),
    "another year beside": (["1745年", "1745年", "1810年"], ALBUM, ""),
    "years of a collection": (["1756年", "1768年", "1770年", "1786年"], "1768年，乾隆皇帝写了一首诗。", ""),
    "one sister and another year": (["1745年", "1746年"], ALBUM, ""),
    "the sisters differ": (["1745年", "1750年", "1754年"], ALBUM, ""),
    "all agree": (["1745年", "清代", "乾隆十年"], ALBUM, ""),
    "nothing is said": (["1745年", "1745年", "1754年"], "", ""),
}
"""Dates, what the exhibition says -> what denies the last date; empty: nothing."""


@pytest.mark.parametrize(("dates", "say", "told"), TOGETHER.values(), ids=TOGETHER)
def test_a_date_is_held_against_what_is_said_of_all(dates: list[str], say: str, told: str):
    last = f"objects[{len(dates) - 1}].date", f"名条上写“{dates[-1]}”，exhibition.say 说“{told}”"
    assert found(dates, say) == ([last] if told else [])


@pytest.mark.parametrize(
    ("date", "what"),
    [
        ("明乾隆", "“明乾隆”：这个年号是清代的"),
        ("清代万历年间", "“清代万历”：这个年号是明代的"),
        ("清·乾隆", ""),
        ("明清", ""),
        ("明末清初", ""),
        ("元至正", ""),
    ],
)
def test_a_reign_is_of_its_own_dynasty(date: str, what: str):
    assert [one for _, one in found([date])] == ([what] if what else [])
