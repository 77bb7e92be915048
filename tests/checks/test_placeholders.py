"""What nobody has written yet is found before it is read aloud; what somebody has written is let alone."""

from typing import Any

import pytest

from fanxing.checks.placeholders import RULES, is_camera_name, placeholder_findings
from fanxing.checks.preflight import check_recipe
from fanxing.checks.rules import Judge
from fanxing.model.errors import Location
from fanxing.model.recipe import Recipe

CAMERA = (
    "IMG 20260311 (2)",
    "IMG_0001",
    "IMG-20260311-WA0007",
    "img_e1234.jpg",
    "DSC_0042",
    "DSC00042",
    "DSCF1234",
    "DSCN0007",
    "PXL_20260311_081233123",
    "PXL_20260311_081233123.PORTRAIT",
    "VID_20260311_081233",
    "MVIMG_20260311_081233",
    "mmexport1710123456789",
    "微信图片_20260311081233",
    "WechatIMG42",
    "QQ图片20260311081233",
    "Screenshot_20260311-081233",
    "屏幕截图 2026-03-11 081233",
    "DJI_0007",
    "GOPR0123",
    "P1010007",
    "_MG_7712",
    "照片 3",
    "20260311_081233",
    "2026-03-11 08.12.33",
    "0001",
    "1982.68.1",
    "d41d8cd98f00b204e9800998ecf8427e",
    "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
)
"""Names that cameras, telephones and messengers give. To add one, add a line."""

NAMES = (
    "白玉双耳碗",
    "《登科录》刻本",
    "M1:13 铜鼎",
    "照片里的老街",
    "1931年家书",
    "T.120 型拖拉机",
    "图片社旧招牌",
    "八一军旗",
    "Image of the Buddha",
    "DSC 计划纪念章",
    "Photograph",
    "Pi",
    "扫描电镜",
    "“IMG”唱片",
)
"""Names of things. To add one, add a line."""


@pytest.mark.parametrize("name", CAMERA)
def test_a_camera_s_name_is_no_name_of_an_object(name: str):
    assert is_camera_name(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_a_thing_is_let_alone(name: str):
    assert not is_camera_name(name)


def recipe(**more: Any) -> Recipe:
    plain: dict[str, Any] = {
        "title": "山间明月",
        "museum": {"name": "星渚县博物馆"},
        "exhibition": {"name": "一器一光"},
        "guide": {"name": "沈知微"},
        "objects": [{"name": "梅瓶", "media": ["a.jpg"]}],
    }
    return Recipe.model_validate(plain | more)


def found(written: Recipe) -> list[tuple[str, str, str]]:
    def where(key: str) -> Location:
        return Location(file="r.yaml", key=key)

    faults = placeholder_findings(written, Judge(RULES, written.checks), where)
    return [(one.rule, one.level, one.where.key) for one in faults if isinstance(one.where, Location)]


WAITING: dict[str, tuple[dict[str, Any], list[str]]] = {
    "the title": ({"title": "在这里写片名"}, ["title"]),
    "the first words": ({"hook": "用一个问题开头，三秒抓住人"}, ["hook"]),
    "names": (
        {
            "museum": {"name": "在这里写馆名"},
            "exhibition": {"name": "在这里写展览名"},
            "guide": {"name": "在这里写讲解人"},
        },
        ["museum.name", "exhibition.name", "guide.name"],
    ),
    "narration": ({"closing": {"say": "TBD 结尾"}}, ["closing.say"]),
    "a fact": ({"museum": {"name": "馆", "facts": ["建于1958年。", "待补充"]}}, ["museum.facts[1]"]),
    "a topic": ({"publish": {"tags": ["博物馆", "请填写话题"]}}, ["publish.tags[1]"]),
    "crosses": ({"guide": {"name": "×××"}}, ["guide.name"]),
}
"""What is written -> keys that still wait. To add a case, add a line."""


@pytest.mark.parametrize(("more", "keys"), WAITING.values(), ids=WAITING)
def test_a_text_that_still_waits_is_a_fault(more: dict[str, Any], keys: list[str]):
    assert found(recipe(**more)) == [("placeholder", "fault", key) for key in keys]


def test_words_of_one_s_own_are_no_placeholder():
    own = {"title": "在这里写下家书", "hook": "待客的茶碗，为何没有把手？", "closing": {"say": "xxxl 的袍子。"}}
    assert found(recipe(**own)) == []


def test_a_camera_s_name_is_advised_against_unless_turned_off():
    objects = [{"name": "IMG 20260311 (2)", "media": ["a.jpg"]}]
    assert found(recipe(objects=objects)) == [("camera-name", "advice", "objects[0].name")]
    assert found(recipe(objects=objects, checks={"camera-name": "off"})) == []


NUMBERED: dict[str, tuple[str, str, list[str]]] = {
    "an archive's number": ("npm_jade020_00", "npm_jade020_00.jpg", ["camera-name"]),
    "a word and a number": ("玉器1", "图/玉器1.jpg", ["camera-name"]),
    "a word": ("青花瓶", "青花瓶.jpg", []),
    "another file": ("玉器1", "a.jpg", []),
}


@pytest.mark.parametrize(("name", "file", "rules"), NUMBERED.values(), ids=NUMBERED)
def test_a_name_that_is_a_numbered_file_s_is_advised_against(name: str, file: str, rules: list[str]):
    told = found(recipe(objects=[{"name": name, "media": [file]}]))
    assert [rule for rule, _, _ in told] == rules


def test_the_door_of_all_checks_tells_them():
    rules = {one.rule for one in check_recipe(recipe(title="在这里写片名"), (), (), ())}
    assert "placeholder" in rules
