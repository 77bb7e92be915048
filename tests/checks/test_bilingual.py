"""English subtitles: asked for and missing, or not sentence by sentence."""

import pytest

from fanxing.checks.bilingual import RULES, bilingual_findings
from fanxing.checks.rules import Judge
from fanxing.model.errors import Location
from fanxing.model.recipe import Recipe

SAY = "正面看，它像一朵盛开的菊花。\n翻过来，一瓣也没有少。"


def _found(second="en", **told):
    one = {"name": "青玉盘", "say": SAY} | told.pop("one", {})
    recipe = Recipe.model_validate(
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
