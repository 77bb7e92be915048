"""One museum's name written in two ways is told; two museums whose names lie close are left alone."""

from typing import Any

import pytest

from fanxing.checks.facts.houses import is_slip, nearest_house
from fanxing.checks.houses import RULES, house_findings
from fanxing.checks.rules import Judge
from fanxing.model.errors import Location
from fanxing.model.recipe import Recipe

CLEVELAND = "克利夫兰艺术博物馆"


@pytest.mark.parametrize(
    ("name", "true"),
    [
        ("克里夫兰艺术博物馆", CLEVELAND),
        ("克里夫兰美术馆", CLEVELAND),
        ("国立固宫博物院", "国立故宫博物院"),
        ("国立故博物院", "国立故宫博物院"),
        ("云门博物馆", "云门县博物馆"),
        ("星诸县博物馆", "星渚县博物馆"),
        ("星诸县博物院", "星渚县博物馆"),
        ("河南博物馆", "河南博物院"),
        ("中国丝稠博物馆", "中国丝绸博物馆"),
    ],
)
def test_a_slip_of_a_museums_name_is_known(name: str, true: str):
    assert is_slip(name, true)
    assert nearest_house(name, ["上海博物馆", true]) == true


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("河南博物院", "湖南博物院"),
        ("陕西历史博物馆", "山西博物院"),
        ("陕西省博物馆", "山西省博物馆"),
        ("徐州博物馆", "扬州博物馆"),
        ("吉林省博物院", "吉林市博物馆"),
        ("南京博物院", "南京市博物馆"),
        ("上海博物馆", "上海历史博物馆"),
        ("北京大学博物馆", "南京大学博物馆"),
        ("湖北美术馆", "湖北省博物馆"),
        ("抚州市博物馆", "福州市博物馆"),
        ("故宫博物院", "台北故宫博物院"),
        ("中国丝绸博物馆", "中国茶叶博物馆"),
        ("私人收藏", CLEVELAND),
    ],
)
def test_two_museums_whose_names_lie_close_are_two(name: str, other: str):
    assert not is_slip(name, other)
    assert not is_slip(other, name)


def found(holders: list[str], museum: dict[str, str], exhibition: str = "展") -> list[tuple[str | None, str, str]]:
    written: dict[str, Any] = {
        "title": "题",
        "museum": museum,
        "exhibition": {"name": exhibition},
        "guide": {"name": "林月"},
        "objects": [{"name": "瓶", "holder": holder or None} for holder in holders],
    }
    recipe = Recipe.model_validate(written)
    told = list(house_findings(recipe, Judge(RULES, {}), lambda key: Location(file="r", key=key)))
    assert {one.level for one in told} <= {"advice"}
    return [(one.where.key, one.what, one.mend.partition("？")[0]) for one in told if isinstance(one.where, Location)]


OWN = {"name": CLEVELAND}
CASES = {
    "one holder": (
        [CLEVELAND, "克里夫兰艺术博物馆"],
        OWN,
        [("objects[1].holder", f"“克里夫兰艺术博物馆”和“{CLEVELAND}”只差一点", f"是不是 {CLEVELAND}")],
    ),
    "the museum itself": (
        ["国立故宫博物院"] * 5,
        {"name": "国立固宫博物院"},
        [
            (
                "museum.name",
                "museum.name 写“国立固宫博物院”，5 件展品的 holder 写“国立故宫博物院”",
                "是不是 国立故宫博物院",
            )
        ],
    ),
    "a lender": (
        ["云门县博物馆", "云门县博物馆", "云门博物馆"],
        OWN,
        [("objects[2].holder", "“云门博物馆”和“云门县博物馆”只差一点", "是不是 云门县博物馆")],
    ),
    "its short name": (["星渚博物馆"], {"name": "星渚县博物馆", "short": "星渚博物馆"}, []),
    "other lenders": (["湖南博物院", "", "河南博物院"], {"name": "河南博物院"}, []),
}


@pytest.mark.parametrize(("holders", "museum", "told"), CASES.values(), ids=CASES)
def test_the_odd_name_is_told_at_its_place(holders: list[str], museum: dict[str, str], told: list[Any]):
    assert found(holders, museum) == told


def test_the_exhibitions_name_is_looked_at():
    assert [one[0] for one in found([""], OWN, "克里夫兰艺术博物馆藏画展")] == ["exhibition.name"]
