"""Numbers of the English subtitles against the Chinese beside them and the recipe's fields."""

import pytest

from fanxing.checks.english.lint import RULES, english_findings
from fanxing.checks.rules import Judge
from fanxing.model.errors import Location
from fanxing.model.recipe import Recipe

BOWL = {
    "name": "白玉双耳碗",
    "date": "清乾隆四十六年",
    "size": "口径 16.7 厘米，高 7.8 厘米",
    "accession": "古玉1863",
    "facts": ["碗壁厚0.16厘米。", "重 235 克。"],
}
WRONG, LOOSE = ["second-wrong"], ["second-unsupported"]

TABLE = [
    # Measures.
    ("口径十六点七厘米。", "It is 16.7 centimetres across.", []),
    ("口径十六点七厘米。", "It is 61.7 centimetres across.", WRONG),
    ("口径十六点七厘米。", "It is 16.7 cm across.", []),
    ("口径十六点七厘米。", "It is 167 mm across.", []),
    ("口径十六点七厘米。", "It is 6.6 inches across.", []),
    ("口径十六点七厘米。", "It is 17 centimetres across.", []),
    ("口径十六点七厘米。", "It is 16.7 metres across.", WRONG),
    ("这只碗不大。", "A bowl 7.8 cm high.", []),
    ("这只碗不大。", "A bowl 8.7 cm high.", LOOSE),
    ("它重二百三十五克。", "It weighs two hundred and thirty-five grams.", []),
    ("它重二百三十五克。", "It weighs two hundred and fifty-three grams.", WRONG),
    ("石碑高两米。", "The stele is two metres tall.", []),
    ("石碑高两米。", "The stele is three metres tall.", WRONG),
    ("画纵23厘米，横28厘米。", "The painting is 23 × 28 cm.", []),
    ("画纵23厘米，横28厘米。", "The painting is 32 × 28 cm.", WRONG),
    ("雨水占了百分之九十。", "Ninety per cent was rain.", []),
    ("高一米四三。", "It is 1.43 metres high.", []),
    # Days, months.
    ("十一月二十日起开展。", "From 20 November.", []),
    ("十一月二十日起开展。", "From 2 November.", WRONG),
    ("十一月二十日起开展。", "From November 20th, 2026.", []),
    ("十一月二十日起开展。", "From 20 November 2025.", LOOSE),
    ("展览已经开始。", "Until March 8.", []),
    ("展览已经开始。", "Until the eighth of March.", []),
    ("展览已经开始。", "Until March 18.", LOOSE),
    ("五月，荷花未开。", "In May, no lotus is open.", []),
    ("五月，荷花未开。", "In June, no lotus is open.", WRONG),
    # Years, reigns, centuries.
    ("乾隆四十六年，皇帝写了一首诗。", "In the forty-sixth year of his reign he wrote a poem.", []),
    ("乾隆四十六年，皇帝写了一首诗。", "In the 46th year of his reign he wrote a poem.", []),
    ("乾隆四十六年，皇帝写了一首诗。", "In the forty-fifth year of his reign he wrote a poem.", WRONG),
    ("乾隆四十六年，皇帝写了一首诗。", "In 1781 the emperor wrote a poem.", []),
    ("乾隆四十六年，皇帝写了一首诗。", "In 1718 the emperor wrote a poem.", WRONG),
    ("一七八一年，皇帝写了一首诗。", "In the forty-sixth year of his reign he wrote a poem.", []),
    ("一七八一年，皇帝写了一首诗。", "In seventeen eighty-one he wrote a poem.", []),
    ("皇帝写了一首诗。", "The emperor (1736–1795) wrote a poem.", []),
    ("这是十八世纪的玉器。", "A jade of the 18th century.", []),
    ("这是十八世纪的玉器。", "A jade of the eighteenth century.", []),
    ("这是十八世纪的玉器。", "A jade of the sixteenth century.", WRONG),
    ("乾隆年间的玉器。", "An eighteenth-century jade from the 1780s.", []),
    ("公元前221年，秦统一六国。", "In 221 BC Qin united the six states.", []),
    ("公元前221年，秦统一六国。", "In 212 BCE Qin united the six states.", WRONG),
    ("这是清代的玉器。", "A jade of the Qing dynasty (1644–1911).", []),
    ("宣德三年铸造。", "Cast in the third year of Xuande, 1428.", []),
    ("宣德三年铸造。", "Cast in 1482.", WRONG),
    ("这是元代的瓷器。", "This is Yuan dynasty (1271–1368) porcelain.", []),
    ("这是元代的瓷器。", "Yuan dynasty, 1271–1638.", LOOSE),
    ("二十世纪八十年代发掘。", "Excavated in the 1980s.", []),
    ("公元618年，唐朝建立。", "The Tang began in AD 618.", []),
    # Hours.
    ("早上九点开门。", "The museum opens at nine.", []),
    ("早上九点开门。", "The museum opens at 9 a.m.", []),
    ("早上九点开门。", "The museum opens at 8 a.m.", WRONG),
    ("下午五点闭馆。", "We close at 5 p.m.", []),
    ("下午五点闭馆。", "We close at 6:30 p.m.", WRONG),
    ("欢迎参观。", "Open 9:00–17:00.", []),
    ("欢迎参观。", "Open 9 to 5 p.m.", []),
    ("最后入场时间下午四点半。", "Last entry at 4:30 p.m.", []),
    # Mere numbers.
    ("他六十三岁时画了它。", "He painted it at sixty-three.", []),
    ("他六十三岁时画了它。", "He painted it at thirty-six.", LOOSE),
    ("听一千年前的诗。", "Poems a thousand years old.", []),
    ("有一千五百件展品。", "There are 1,500 pieces.", []),
    ("有一千五百件展品。", "There are 5,100 pieces.", LOOSE),
    ("已有三千多年。", "It is more than three thousand years old.", []),
    ("它在五楼。", "It is on the fifth floor.", []),
    # Ways of speaking.
    ("其中最好的。", "One of the best, seen from two sides, and a third.", []),
    ("许多人来过。", "Hundreds came, and thousands more.", []),
    ("你可以看一看。", "You may see it once or twice.", []),
    ("看4K影像。", "See the 4K film in 3D.", []),
]


def _found(say, english, **told):
    recipe = Recipe.model_validate(
        {
            "title": "片",
            "museum": {"name": "馆", "hours": "周二至周日 9:00–17:00"},
            "exhibition": {"name": "展", "dates": "2026年11月20日至2027年3月8日"},
            "guide": {"name": "人"},
            "objects": [BOWL | {"say": say, "say_en": english}],
            "subtitles": {"second": "en"},
            **told,
        }
    )
    judge = Judge(RULES, recipe.checks)
    return list(english_findings(recipe, judge, lambda key: Location(file="a.yaml", key=key), 2026))


@pytest.mark.parametrize(("say", "english", "rules"), TABLE)
def test_numbers_of_the_english_are_found_in_the_chinese_or_in_what_is_known(say, english, rules):
    assert [fault.rule for fault in _found(say, english)] == rules


def test_a_contradiction_is_a_fault_and_what_nobody_knows_is_advice():
    [wrong] = _found("口径十六点七厘米。", "It is 61.7 centimetres across.")
    [loose] = _found("这只碗不大。", "One of 73 bowls.")
    assert (wrong.level, loose.level) == ("fault", "advice")
    assert wrong.where == Location(file="a.yaml", key="objects[0].say_en")
    assert "61.7 centimetres" in wrong.what
    assert "十六点七厘米" in wrong.what


def test_a_number_belongs_to_its_own_line():
    say = "瓶高三十厘米。\n盘高五厘米。"
    assert _found(say, "The vase is 30 cm high.\nThe dish is 5 cm high.") == []
    assert [one.rule for one in _found(say, "The vase is 5 cm high.\nThe dish is 30 cm high.")] == WRONG * 2


def test_without_a_second_language_and_with_the_rules_off_nothing_is_said():
    assert _found("高三十厘米。", "It is 31 cm high.", subtitles={}) == []
    assert _found("高三十厘米。", "It is 13 cm high.", checks={"second-wrong": "off"}) == []


def test_hook_and_closing_are_read_with_everything_that_is_known():
    found = _found(
        "看。", "Look.", hook="为什么？", hook_en="Why 1781?", closing={"say": "再见。", "say_en": "Until 9 March."}
    )
    assert [(one.rule, one.where.key) for one in found] == [("second-unsupported", "closing.say_en")]
