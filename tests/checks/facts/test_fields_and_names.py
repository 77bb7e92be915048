"""Fields that deny each other, names with a slip, rounded measures, and how each finding says to mend it."""

from typing import Any

import pytest

from fanxing.checks.facts.fields import contradictions, inside
from fanxing.checks.facts.lint import RULES, fact_findings
from fanxing.checks.facts.people import near_names, nearest
from fanxing.checks.facts.stuffs import excludes
from fanxing.checks.rules import Judge
from fanxing.model.errors import Location
from fanxing.model.recipe import Exhibit, Recipe

TODAY = 2026

FIELDS: dict[str, tuple[dict[str, str], list[str]]] = {
    "青铜甗（西周）": ({"date": "1768年", "material": "青玉"}, ["date", "material"]),
    "青铜甗": ({"date": "西周", "material": "青铜"}, []),
    "青花碗（明）": ({"date": "清康熙"}, ["date"]),
    "清乾隆粉彩瓶": ({"date": "1745年", "material": "瓷"}, []),
    "清雍正粉彩瓶": ({"date": "乾隆十年"}, ["date"]),
    "明代铜炉": ({"date": "1450年", "material": "铜"}, []),
    "宋代玉璧": ({"date": "战国", "material": "青白玉"}, ["date"]),
    "西汉彩绘陶俑": ({"date": "公元前2世纪", "material": "陶"}, []),
    "商代晚期鼎": ({"date": "公元前1300—前1046年"}, []),
    "仿商代青铜鼎": ({"date": "清代", "material": "青铜"}, []),
    "清仿明宣德款铜炉": ({"date": "清代", "material": "铜"}, []),
    "汉宫春晓图": ({"date": "1550年", "material": "绢本设色"}, []),
    "唐代仕女图": ({"date": "1940年", "material": "纸"}, []),
    "白玉双耳碗": ({"material": "青玉"}, ["material"]),
    "玉壶春瓶": ({"material": "瓷"}, []),
    "竹节铜熏炉": ({"material": "铜鎏金"}, []),
    "石青缎绣龙纹朝袍": ({"material": "缎，丝线"}, []),
    "铜镀金写字人钟": ({"material": "铜镀金"}, []),
    "金佛": ({"material": "铜鎏金"}, []),
    "金佛像": ({"material": "铜"}, ["material"]),
    "剔红漆盒": ({"material": "木胎"}, []),
    "象牙笔筒": ({"material": "竹"}, ["material"]),
    "青花缠枝莲纹梅瓶": ({"material": "瓷", "date": "明代"}, []),
    "木叶天目盏": ({"material": "瓷"}, []),
    "铜官窑执壶": ({"material": "瓷"}, []),
    "谷纹玉璧": ({"material": "青白玉"}, []),
}
"""An object's name -> its other fields, and those that the name denies. To add a case, add a line."""


@pytest.mark.parametrize(("name", "rest", "denied"), [(name, *case) for name, case in FIELDS.items()], ids=FIELDS)
def test_an_object_s_name_agrees_with_its_own_fields(name: str, rest: dict[str, str], denied: list[str]):
    one = Exhibit.model_validate({"name": name, **rest})
    assert [field for field, _, _ in contradictions(one, TODAY)] == denied


INSIDE = {
    "宋代（1745年）": True,
    "清（1745）": False,
    "明永乐（1403—1424年）": False,
    "商晚期（公元前1300—前1046年）": False,
    "新石器时代红山文化（距今6500—5000年）": False,
    "唐（960—1127）": True,
    "西汉（公元前206—公元25年）": False,
}
"""A date field -> whether its parts deny each other. To add a case, add a line."""


@pytest.mark.parametrize(("date", "apart"), INSIDE.items())
def test_a_date_agrees_with_its_own_brackets(date: str, *, apart: bool):
    assert bool(inside(date, TODAY)) is apart


STUFFS = {
    ("青铜", "青玉"): True,
    ("铜", "青铜"): False,
    ("白玉", "玉"): False,
    ("白玉", "青玉"): True,
    ("白玉", "青白玉"): False,
    ("墨玉", "碧玉"): True,
    ("瓷", "陶"): True,
    ("金", "铜镀金"): False,
    ("银", "金、点翠、珍珠、宝石"): True,
    ("木", "木胎漆"): False,
    ("竹", "木"): True,
    ("石", "绿松石、玉"): True,
    ("铁", "一件旧物"): False,
}
"""What is said, what the field says -> whether they exclude each other. To add a case, add a line."""


@pytest.mark.parametrize(("said", "apart"), STUFFS.items(), ids=map(str, STUFFS))
def test_materials_exclude_each_other_or_not(said: tuple[str, str], *, apart: bool):
    assert excludes(*said) is apart


NEAR = {
    ("我是欧阳靖。", "欧阳婧"): ["欧阳靖"],
    ("我是欧阳婧，今天带大家看展。", "欧阳婧"): [],
    ("欧阳倩带你看展。", "欧阳婧"): ["欧阳倩"],
    ("跟着沈知薇，看一只瓶。", "沈知微"): ["沈知薇"],
    ("跟着讲解员沈知微，看一只瓶。", "沈知微"): [],
    ("我是林悦。", "林月"): ["林悦"],
    ("我是林月。", "林月"): [],
    ("我叫王小明，是讲解员。", "林月"): ["王小明"],
    ("李白是唐代诗人，李白说过。", "李白云"): [],
    ("林中月色如水，林间有风。", "林月"): [],
    ("我是一只鼎。我是谁？我是讲解员。", "林月"): [],
    ("我是这里的馆长。", "周教授"): [],
    ("画家沈知白也画过它。", "沈知微"): [],
}
"""What is said, the guide's name -> names that are another. To add a case, add a line."""


@pytest.mark.parametrize(("said", "names"), NEAR.items(), ids=map(str, NEAR))
def test_the_guide_s_name_is_told_apart_by_one_character(said: tuple[str, str], names: list[str]):
    assert [name for name, _ in near_names(*said, known=said[1])] == names


@pytest.mark.parametrize(
    ("name", "near"),
    [("临洲县博物馆", "临渊县博物馆"), ("临渊县博物院", "临渊县博物馆"), ("上海博物馆", ""), ("临渊县博物馆", "")],
)
def test_a_house_s_name_may_be_a_slip_of_a_known_one(name: str, near: str):
    assert nearest(name, ["临渊县博物馆"]) == near


HOUSE: dict[str, Any] = {
    "title": "片名",
    "museum": {"name": "临渊县博物馆"},
    "exhibition": {"name": "琼华"},
    "guide": {"name": "欧阳婧"},
    "objects": [{"id": f"{at}", "name": "白玉杯", "size": "口径 16.7 厘米"} for at in range(4)],
}


def findings(**more: Any) -> list[tuple[str, str, str, str]]:
    written = Recipe.model_validate(HOUSE | more)
    faults = fact_findings(written, Judge(RULES, {}), lambda key: Location(file="r.yaml", key=key), TODAY)
    return [(one.rule, one.level, one.what, one.mend) for one in faults]


def said(text: str) -> list[tuple[str, str, str, str]]:
    return findings(closing={"say": text})


MENDS: dict[str, tuple[str, str, str]] = {
    "五件看完了。": (
        "advice",
        "“五件”和配方对不上：配方里有 4 件展品",
        "照 4 件改；说的是别的，先核实，再在 exhibition.facts 里写明",
    ),
    "五样宝贝，都看完了。": (
        "advice",
        "“五样”和配方对不上：配方里有 4 件展品",
        "照 4 件改；说的是别的，先核实，再在 exhibition.facts 里写明",
    ),
    "临洲县博物馆等你来。": (
        "advice",
        "“临洲县博物馆”在字段和 facts 里都找不到依据",
        (
            "是不是 临渊县博物馆？不是的话，先核实，再照原始记录在 exhibition.facts 里写一句："
            "（谁的），（登记的原话）（据×××）"
        ),
    ),
    "我是欧阳靖。": ("fault", "“欧阳靖”与讲解人的名字“欧阳婧”对不上", "是不是 欧阳婧？"),
    "请上三楼看展。": ("advice", "“三楼”在字段和 facts 里都找不到依据", "先核实，再把它写进 exhibition.hall"),
    "其实，杯上有三百颗珠子，闪闪发光。": (
        "advice",
        "“三百颗”在字段和 facts 里都找不到依据",
        "先核实；属实才照原始记录在 exhibition.facts 里写一句：（谁的），（什么）共×颗（据×××）",
    ),
    "皇帝把《白玉碗》这首诗，刻在了外壁，流传至今。": (
        "advice",
        "“《白玉碗》”在字段和 facts 里都找不到依据",
        "先核实；属实才照原始记录在 exhibition.facts 里写一句：（谁的），（登记的原话）（据×××）",
    ),
}
"""What is said where the film closes -> level, what is wrong, how to mend it. To add a case, add a line."""


@pytest.mark.parametrize(("text", "found"), MENDS.items())
def test_a_finding_asks_for_a_slip_first_then_to_verify(text: str, found: tuple[str, str, str]):
    assert [one[1:] for one in said(text)] == [found]


def test_four_objects_may_be_counted():
    assert said("四件看完了，四样宝贝，四组故事。") == []


ROUNDED = {
    "口径十七厘米。": [
        ("fact-rounded", "advice", "“十七厘米”是约数，登记的是“16.7 厘米”", "写成“约十七厘米”，或照登记写")
    ],
    "十七厘米宽。": [
        ("fact-rounded", "advice", "“十七厘米”是约数，登记的是“16.7 厘米”", "写成“约十七厘米”，或照登记写")
    ],
    "口径约十七厘米。": [],
    "口径近十七厘米。": [],
    "口径十六厘米多。": [],
    "口径十七厘米左右。": [],
    "口径167毫米。": [],
    "口径16.7cm。": [],
}
"""What is said of 16.7 cm -> findings. To add a case, add a line."""


@pytest.mark.parametrize(("text", "found"), ROUNDED.items())
def test_a_rounded_measure_says_so(text: str, found: list[tuple[str, str, str, str]]):
    first, *rest = HOUSE["objects"]
    assert findings(objects=[first | {"say": text}, *rest]) == found


def test_fields_that_deny_each_other_are_faults_at_their_place():
    one = {"name": "青铜甗（西周）", "date": "1768年", "material": "青玉"}
    assert [(rule, level, what) for rule, level, what, _ in findings(objects=[one])] == [
        ("fact-fields", "fault", "展品名里的“西周”和 date 的“1768年”矛盾"),
        ("fact-fields", "fault", "展品名里的“青铜”和 material 的“青玉”矛盾"),
    ]
