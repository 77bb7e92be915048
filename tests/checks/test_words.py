"""Words of the advertising law: what a film that sells may not say, whoever says it."""

from typing import Any

import pytest

from fanxing.checks.rules import Judge
from fanxing.checks.words import RULES, word_findings
from fanxing.model.errors import Location
from fanxing.model.recipe import Recipe


def told(say: str, **more: Any) -> list[tuple[str, str]]:
    written = Recipe.model_validate(
        {
            "title": "玉",
            "museum": {"name": "星渚县博物馆"},
            "exhibition": {"name": "特展"},
            "guide": {"name": "林月"},
            "objects": [{"name": "玉碗", "say": say}],
            **more,
        }
    )
    found = word_findings(written, Judge(RULES, written.checks), lambda key: Location(file="r", key=key), ())
    return [(one.what.partition("”")[0][1:], one.level) for one in found if one.rule == "words-absolute"]


SOLD: dict[str, tuple[str, list[str]]] = {
    "the thinnest of the world, and no other": ("世界上最薄的玉碗，国内仅此一件。", ["最薄", "仅此一"]),
    "the only one": ("这是全国唯一的一件。", ["唯一"]),
    "without equal": ("这只碗独一无二，举世无双。", ["独一无二", "举世无双"]),
    "spaced out": ("世界上最 薄的玉碗。", ["最 薄"]),
    "another rank": ("它是国内最精美的玉器！", ["最精美"]),
    "told once, where the law names it": ("这是史上最大的玉碗，工艺顶级。", ["史上最", "顶级"]),
    "order in time": ("这是国内最早的一座窑，1958年首次出土。", []),
    "among the museum's own": ("馆藏最大的一件，是本馆唯一的玉山。", []),
    "a part of the thing itself": ("碗底最薄的地方只有一毫米，最大的一片叶子在左边。", []),
    "a taste": ("乾隆最心爱的玉碗，最让人安静的一间屋。", []),
    "a grading": ("国家一级文物，最佳观赏角度在左边。", []),
}


@pytest.mark.parametrize(("say", "words"), SOLD.values(), ids=SOLD)
def test_a_film_that_sells_ranks_nothing_above_all_others(say: str, words: list[str]):
    assert sorted(told(say, commercial=True)) == sorted((word, "fault") for word in words)


def test_a_source_is_no_licence_to_rank_in_a_film_that_sells():
    fact = {"objects": [{"name": "玉碗", "say": "这是国内唯一的一件。", "facts": ["这是国内唯一的一件。"]}]}
    assert told("", commercial=True, **fact) == [("唯一", "fault")]


def test_elsewhere_ranks_ask_for_a_source_alone():
    assert told("世界上最薄的玉碗，国内仅此一件。") == []
    assert told("这是最佳的玉碗。") == [("最佳", "advice")]


def test_a_museum_may_set_the_rule_aside():
    assert told("国内仅此一件。", commercial=True, checks={"words-absolute": "off"}) == []
