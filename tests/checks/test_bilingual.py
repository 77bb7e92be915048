"""English subtitles: asked for and missing, or not sentence by sentence."""

import pytest

from fanxing.checks.bilingual import RULES, bilingual_findings
from fanxing.checks.rules import Judge
from fanxing.model.errors import Location
from fanxing.model.recipe import Recipe

SAY = "正面看，它像一朵盛开的菊花。\n翻过来，一瓣也没有少。"


def _recipe(second="en", **told):
    one = {"name": "青玉盘", "say": SAY} | told.pop("one", {})
    return Recipe.model_validate(
        {
            "title": "片",
            "museum": {"name": "馆"},
            "exhibition": {"name": "展"},
            "guide": {"name": "人"},
            "objects": [one],
            "subtitles": {"second": second},
            **told,
        }
    )


def _found(**told):
    recipe = _recipe(**told)
    where = bilingual_findings(recipe, Judge(RULES, recipe.checks), lambda key: Location(file="a.yaml", key=key))
    return [(fault.rule, fault.where.key, fault.level) for fault in where]


@pytest.mark.parametrize("english", ["A flower.\nNo petal is missing.", "A flower. No petal is missing."])
def test_as_many_sentences_are_in_order(english):
    assert _found(one={"say_en": english}) == []


def test_another_count_is_told_at_its_key():
    assert _found(one={"say_en": "A flower without a missing petal."}) == [
        ("second-lines", "objects[0].say_en", "advice")
    ]


def test_what_has_no_english_is_named_by_its_key():
    assert _found(hook="问？", closing={"say": "再见。"}) == [
        ("second-missing", "hook", "advice"),
        ("second-missing", "objects[0].say", "advice"),
        ("second-missing", "closing.say", "advice"),
    ]
    assert _found(hook="问？", hook_en="Why?", one={"say_en": "One.\nTwo."}) == []


def test_nobody_misses_english_where_none_is_asked_for():
    assert _found(second=None, hook="问？") == []
    assert _found(hook="问？", cuts=["objects"], one={"say_en": "One.\nTwo."}) == []
    assert _found(checks={"second-missing": "off"}) == []


LONG = "Seen from the front, this green jade dish, which came from Hindustan, looks like a chrysanthemum in full bloom."


def test_english_that_nobody_can_read_in_time_is_told_with_what_fits():
    recipe = _recipe(one={"say_en": f"{LONG}\nTurned over, no petal is missing."})
    found = list(bilingual_findings(recipe, Judge(RULES, recipe.checks), lambda key: Location(file="a.yaml", key=key)))
    assert [(fault.rule, fault.where.key) for fault in found] == [("second-long", "objects[0].say_en")]
    assert f"“{LONG}”有 111 个字母，这一句只有 76 个" in found[0].what
    assert "76" in found[0].mend


@pytest.mark.parametrize(
    "english",
    [
        "Seen from the front, it is like a chrysanthemum in full bloom.\nTurned over, no petal is missing.",
        "Seen from the front, it is like a chrysanthemum in full bloom; turned over, not one petal is missing from it.",
    ],
)
def test_a_sentence_may_take_the_time_of_all_lines_that_it_stands_beside(english):
    assert "second-long" not in [rule for rule, _, _ in _found(one={"say_en": english})]
