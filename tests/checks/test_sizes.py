"""Sizes as museums write them: what has no unit is asked for one, what is oddly written is written right."""

import pytest

from fanxing.checks.preflight import ALL_RULES
from fanxing.checks.rules import Judge
from fanxing.checks.sizes import formed, size_findings, with_units
from fanxing.model.errors import Location
from fanxing.model.recipe import Recipe

SOUND = [
    "11.2 × 13.1 厘米",
    "口径 16.7 厘米，高 7.8 厘米，壁厚 0.16 厘米",
    "长12.5、宽8、高3厘米",
    "17.1—17.6 厘米",
    "画心 123.4cm × 56cm",
    "高（厘米）：23",
    "单位：厘米 23×12",
    "高23厘米，重500克",
    "12开，每开11.2 × 13.1 厘米",
    "一套3件",
    "1,234.5 毫米",
    "2尺3寸",
    "二十三厘米",
    "尺寸不一",
    "A4",
    "比例 1:10",
    "23 × 12 in.",
]

WITHOUT_UNIT = {
    "two sides": ("23 × 12", "23、12", "23 × 12 厘米"),
    "a unit behind another measure": ("口径 16.7，高 7.8 厘米", "16.7", "口径 16.7 厘米，高 7.8 厘米"),
    "labels": ("通高23、口径12", "23、12", "通高23厘米、口径12厘米"),
    "the second alone": ("高23厘米，口径12", "12", "高23厘米，口径12厘米"),
    "a weight behind is no length": ("高23，重500克", "23", "高23厘米，重500克"),
    "a length before is no weight": ("高23厘米，重500", "500", "高23厘米，重500克"),
    "another row's unit": ("口径12；高5厘米", "12", "口径12厘米；高5厘米"),
    "in brackets": ("通高 28.5 厘米（连座 30）", "30", "通高 28.5 厘米（连座 30 厘米）"),
    "full-width figures": ("高２３", "23", "高23厘米"),
    "letters of an inventory": ("H23 W12", "23、12", "H23厘米 W12厘米"),
    "a range": ("17.1—17.6", "17.1、17.6", "17.1—17.6厘米"),
}

ODD = {
    "a star for the sign": ("23*12cm", "23 × 12cm"),
    "a letter for the sign": ("23x12x5 CM", "23 × 12 × 5 cm"),
    "a letter between units": ("131 cm x 60 cm", "131 cm × 60 cm"),
    "full-width throughout": ("２３×１２㎝", "23 × 12 厘米"),
    "centimetres as one sign": ("高12㎝", "高12厘米"),
    "old names of units": ("高12公分，厚3公厘", "高12厘米，厚3毫米"),
    "a letter before a side's name": ("纵 23 x 横 28cm", "纵 23 × 横 28cm"),
    "a letter between sides with units": ("长23cmx宽28cm", "长23cm × 宽28cm"),
    "a full-width star": ("23＊12厘米", "23 × 12 厘米"),
}


def _found(size: str, checks: dict[str, str] | None = None):
    recipe = Recipe.model_validate(
        {
            "title": "题",
            "museum": {"name": "馆"},
            "exhibition": {"name": "展"},
            "guide": {"name": "人"},
            "objects": [{"name": "瓶", "size": size}],
            "checks": checks or {},
        }
    )
    return list(size_findings(recipe, Judge(ALL_RULES, recipe.checks), lambda key: Location(file="r", key=key)))


@pytest.mark.parametrize("size", SOUND)
def test_a_size_that_says_its_units_is_taken(size: str):
    assert _found(size) == []


@pytest.mark.parametrize(("size", "bare", "example"), WITHOUT_UNIT.values(), ids=WITHOUT_UNIT)
def test_a_figure_without_a_unit_is_asked_for_one(size: str, bare: str, example: str):
    (found,) = _found(size)
    assert (found.rule, found.level) == ("size-unit", "advice")
    assert f"里的 {bare} 没有单位" in found.what
    assert found.mend.endswith(f"：{example}")
    assert found.where.key == "objects[0].size"


@pytest.mark.parametrize(("size", "right"), ODD.values(), ids=ODD)
def test_an_odd_spelling_is_written_right(size: str, right: str):
    (found,) = _found(size)
    assert (found.rule, found.mend) == ("size-form", f"写成：{right}")
    assert _found(right) == []


@pytest.mark.parametrize("example", [example for _, _, example in WITHOUT_UNIT.values()])
def test_what_is_offered_is_itself_sound(example: str):
    assert formed(example) == example
    assert with_units(example) == example
    assert _found(example) == []


def test_a_recipe_may_turn_it_off_or_make_it_a_fault():
    assert _found("23 × 12", {"size-unit": "off"}) == []
    assert _found("23 × 12", {"size-unit": "fault"})[0].level == "fault"
