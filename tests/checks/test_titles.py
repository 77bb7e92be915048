"""A title that a platform cuts: what will be published is told whole, with the line that mends it."""

import re
from typing import Any

import pytest
import yaml

from fanxing.checks.preflight import check_recipe
from fanxing.checks.publishing import title_lines
from fanxing.checks.recipe import Known, recipe_faults
from fanxing.checks.texts import texts_of_whole
from fanxing.media.profiles import load_profile
from fanxing.model.errors import Fault, Location
from fanxing.model.reading import read_recipe
from fanxing.model.recipe import Recipe
from fanxing.model.script import Line, Part, Script

LONG = "一册看尽文人清梦的那一个漫长春天下午"
SHORT = "一册看尽文人清梦的那一个漫长春天"


def recipe(title: str = LONG, name: str = "松下高士", **more: Any) -> Recipe:
    return Recipe.model_validate(
        {
            "title": title,
            "museum": {"name": "星渚县博物馆"},
            "exhibition": {"name": "特展"},
            "guide": {"name": "林月"},
            "objects": [{"id": "01", "name": name}],
            **more,
        }
    )


def told(written: Recipe, *, cut: str = "episode", platforms: tuple[str, ...] = ("channels",)) -> list[Fault]:
    title = written.title if cut == "episode" else f"{written.objects[0].name}｜{written.title}"
    part = Part(id="object/01", kind="object", heading="x", lines=(Line(id="1", text="一棵老松。"),), seconds=18.0)
    script = Script(cut=cut, title=title, parts=(part,))
    profiles = [load_profile(name) for name in platforms]
    found = check_recipe(written, (script,), (), profiles, where=lambda key: Location(file="r", key=key))
    return [one for one in found if one.rule in {"platform-cut", "platform-refuses"}]


def test_what_will_be_published_is_told_whole():
    (found,) = told(recipe())
    assert (found.level, found.where.key) == ("advice", "title")
    assert f"标题 18 个字，最多 16 个字，发布时会写成“{SHORT}”（16 个字）" in found.what
    assert found.mend.endswith(f'在配方末尾加一行 publish: {{channels: {{title: "{SHORT}"}}}}')


def test_the_line_that_is_offered_can_be_pasted_and_mends_it():
    (found,) = told(recipe())
    line = found.mend.partition("加一行 ")[2]
    text = (
        f"title: {LONG}\nmuseum: {{name: 馆}}\nexhibition: {{name: 展}}\nguide: {{name: 人}}\nobjects: [{{name: 瓶}}]\n"
    )
    mended, _ = read_recipe((text + line).encode(), "r.yaml")
    assert mended.publish.titles == {"channels": SHORT}
    assert told(mended) == []


TORN: dict[str, tuple[str, bool]] = {
    "a question cut in half": ("乾隆皇帝为什么偏爱来自遥远异域的这些薄薄玉器", True),
    "a modifier without its noun": ("一件来自痕都斯坦的白玉碗怎样走过万里之遥的山河", True),
    "a whole clause": ("乾隆皇帝爱玉碗，为什么偏爱来自遥远异域的玉器", False),
    "a phrase that stands for itself": (LONG, False),
}


@pytest.mark.parametrize(("title", "is_torn"), TORN.values(), ids=TORN)
def test_a_title_that_breaks_nowhere_well_is_never_offered(title: str, *, is_torn: bool):
    (found,) = told(recipe(title))
    new = found.what.partition("发布时会写成“")[2].partition("”")[0]
    assert ("没有合适的断处，请自己写一个" in found.mend) == is_torn
    assert (new in found.mend) != is_torn
    assert ('{title: "6–16 个字的标题"}' in found.mend) == is_torn


def test_several_platforms_share_one_line():
    found = told(recipe("三百年前的文人，怎样度过悠长又悠长的春天的那一天呢"), platforms=("channels", "xiaohongshu"))
    assert len({one.mend for one in found}) == 1
    assert "channels: {title: " in found[0].mend
    assert "xiaohongshu: {title: " in found[0].mend


COMMAS = {"channels": "玉，能磨到多薄", "xiaohongshu": '他说"好"，走', "weibo": "一册，清梦"}
"""Titles with marks that also part entries."""
PUBLISHED: dict[str, dict[str, Any]] = {
    "nothing": {},
    "topics": {"tags": ["玉"]},
    "a platform's fields": {"channels": {"x": 1}},
    "two platforms' fields": {"channels": {"x": 1}, "weibo": {"y": 2}},
    "all platforms' fields": {"channels": {"x": 1}, "weibo": {"y": 2}, "xiaohongshu": {"z": 3}},
}


@pytest.mark.parametrize("publish", PUBLISHED.values(), ids=PUBLISHED)
def test_titles_can_be_pasted_as_they_stand(publish: dict[str, Any]):
    told_line = title_lines(recipe(publish=publish), COMMAS)
    if not publish:
        pasted = yaml.safe_load(told_line.partition("加一行 ")[2])["publish"]
        assert pasted == {name: {"title": title} for name, title in COMMAS.items()}
        return
    own, _, added = told_line.rpartition("在 publish 里加上 ") if "加上" in told_line else (told_line, "", "")
    lines = added.partition("：")[2].split("；") if "各占一行" in added else [added]
    new = yaml.safe_load("\n".join(lines)) or {}
    given = dict(re.findall(r"(\w+) 里 (title: (?:\"[^\"]*\"|'[^']*'))", own))
    written = {name: yaml.safe_load(line) for name, line in given.items()}
    assert set(written) == set(publish) - {"tags"}
    assert new | written == {name: {"title": title} for name, title in COMMAS.items()}


WRITTEN = {
    "a section of its own": ({"tags": ["玉"]}, "title", "在 publish 里加上 channels: {title: "),
    "a title for all": ({"title": LONG}, "publish.title", "在 publish 里加上 channels: {title: "),
    "the platform's fields": ({"channels": {"x": 1}}, "title", "在 publish 的 channels 里 title: "),
    "the platform's title": (
        {"channels": {"title": LONG}},
        "publish.channels.title",
        "在 publish 的 channels 里 title: ",
    ),
}


@pytest.mark.parametrize(("publish", "key", "mend"), WRITTEN.values(), ids=WRITTEN)
def test_the_place_is_where_the_title_stands(publish: dict[str, Any], key: str, mend: str):
    (found,) = told(recipe(publish=publish))
    assert found.where.key == key
    assert mend in found.mend


def test_a_title_that_cannot_be_cut_is_a_fault_with_its_line():
    name = "临渊县非物质文化遗产保护中心陈列馆"
    (found,) = told(recipe(f"{name}七十年", museum={"name": name}))
    assert (found.rule, found.level, found.where.key) == ("platform-refuses", "fault", "title")
    assert "publish: {channels: {title: " in found.mend
    assert "6–16 个字" in found.mend


def test_a_clip_that_keeps_its_objects_name_needs_no_word():
    assert told(recipe(), cut="object-01") == []


def test_a_clip_whose_objects_name_is_cut_is_told_of_at_the_name():
    name = "清乾隆粉彩百花不露地描金葫芦形转心瓶"
    (found,) = told(recipe(name=name), cut="object-01")
    assert (found.rule, found.where.key) == ("platform-cut", "objects[0].name")


def test_a_platforms_title_is_held_against_the_facts_too():
    texts = dict(texts_of_whole(recipe(publish={"channels": {"title": "三百年前的一天"}})))
    assert texts["publish.channels.title"] == "三百年前的一天"


def test_a_platforms_title_must_be_text():
    known = Known(platforms=("channels",), speakers=("espeak",), templates=("ink",))
    written = recipe(publish={"channels": {"title": ["甲", "乙"]}})
    (found,) = recipe_faults(written, known, lambda key: Location(file="r", key=key))
    assert (found.rule, found.where.key) == ("recipe-value", "publish.channels.title")
