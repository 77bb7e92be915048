"""Names across the strait: told in what is said and shown, never in credits and never of history."""

from typing import Any

import pytest

from fanxing.checks.naming import RULES, naming_findings
from fanxing.checks.rules import Judge
from fanxing.model.errors import Fault, Location
from fanxing.model.recipe import Recipe

HOUSE = "国立故宫博物院"


def found(checks: dict[str, Any] | None = None, **more: Any) -> list[Fault]:
    written: dict[str, Any] = {
        "title": "一册看尽文人清梦",
        "museum": {"name": "星渚县博物馆"},
        "exhibition": {"name": "《诗意册》特展"},
        "guide": {"name": "林月"},
        "objects": [{"name": "松下高士", "media": ["a.jpg"]} | more.pop("thing", {})],
        "closing": {"say": more.pop("say", None)},
    }
    recipe = Recipe.model_validate(written | more)
    return list(naming_findings(recipe, Judge(RULES, checks or {}), lambda key: Location(file="r.yaml", key=key)))


@pytest.mark.parametrize(
    ("text", "word", "mend"),
    [
        (f"它藏在{HOUSE}。", HOUSE, "写成“台北故宫博物院”"),
        ("它藏在國立故宮博物院。", "國立故宮博物院", "写成“台北故宮博物院”"),
        ("它借自国立台湾大学图书馆。", "国立台湾大学", "写成“台湾大学”"),
        ("1965年，它搬进国立故宫博物院的新馆。", HOUSE, "写成“台北故宫博物院”"),
        ("民国七十三年，它入了藏。", "民国七十三年", "写公元：1984年"),
        ("民国73年开馆。", "民国73年", "写公元：1984年"),
        ("民国四十年代，它到了台北。", "民国四十年代", "写公元：1951至1960年"),
        ("民国90年代的展览。", "民国90年代", "写公元：2001至2010年"),
        ("民国四十年代表团来访。", "民国四十年”", "写公元：1951年"),
        ("它去过中国和香港各大博物馆。", "中国和香港", "写成“大陆和台湾”"),
        ("它在中国与香港博物馆都展过。", "中国与香港", "写成“大陆和台湾”"),
        ("它去过中国和台湾故宫博物院。", "中国和台湾", "写成“大陆和台湾”"),
        ("它去过中国和香港的展览。", "中国和香港", "写成“大陆和台湾”"),
    ],
)
def test_a_slip_is_told_with_what_to_write(text: str, word: str, mend: str) -> None:
    (one,) = found(say=text)
    assert word in one.what
    assert one.mend.startswith(mend)
    assert one.level == "advice"


@pytest.mark.parametrize(
    "text",
    [
        "1933年，国立北平故宫博物院的文物装箱。",
        "抗战时，国立故宫博物院的文物南迁。",
        "一九三四年的国立故宫博物院还在北平。",
        "民国二十三年，它入了藏。",
        "民国38年。",
        "民国初年的瓷器。",
        "它藏在台北故宫博物院。",
        "故宫博物院在北京。",
        "中国国家博物馆和香港故宫文化博物馆",
        "中国、日本、朝鲜都烧青瓷。",
        "民国三十年代的瓷器。",
        "它由中国和香港大学的学者一同发掘。",
        "中国与香港故宫文化博物馆都收了它。",
        "中国和澳门博物馆的藏品。",
        "中国及台湾师范大学的藏品。",
        "东京国立博物馆借来的。",
    ],
)
def test_history_and_good_names_are_left_alone(text: str) -> None:
    assert found(say=text) == []


def test_no_credit_and_no_fact_is_looked_at() -> None:
    media = [{"file": "a.jpg", "credit": "國立故宮博物院 Open Data", "licence": "CC-BY-4.0"}]
    assert found(thing={"media": media, "facts": [f"现藏{HOUSE}。"]}) == []


def test_a_word_is_told_once_at_its_first_place() -> None:
    (one,) = found(thing={"holder": HOUSE}, say=f"请到{HOUSE}来。", publish={"tags": [HOUSE], "description": HOUSE})
    assert "（共 4 处）" in one.what
    assert isinstance(one.where, Location)
    assert one.where.key == "closing.say"
    assert found({"words-naming": "off"}, say=HOUSE) == []


@pytest.mark.parametrize(
    ("museum", "told"),
    [
        ({"name": "故宫博物院", "city": "台北"}, ["museum.name"]),
        ({"name": "台北故宫博物院", "short": "故宫博物院", "city": "台北市"}, ["museum.short"]),
        ({"name": "故宫博物院", "city": "北京"}, []),
        ({"name": "故宫博物院"}, []),
        ({"name": "台北故宫博物院", "city": "台北"}, []),
    ],
)
def test_two_houses_of_one_name_are_told_apart(museum: dict[str, str], told: list[str]) -> None:
    places = [one.where.key for one in found(museum=museum) if isinstance(one.where, Location)]
    assert places == told
