"""Every platform that ships: its figures hold together and say where they come from."""

import datetime as dt

import pytest

from fanxing.media.profiles import load_profile, profile_names
from fanxing.model.errors import RecipeError
from fanxing.model.geometry import SHAPES
from fanxing.model.platform import Sourced

NAMES = ("bilibili", "channels", "douyin", "kuaishou", "weibo", "xiaohongshu", "youtube_shorts")


def test_the_seven_platforms_are_there():
    assert profile_names() == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_group_of_figures_has_a_source_a_date_and_a_confidence(name: str):
    profile = load_profile(name)
    assert profile.id == name
    for field in (
        "video",
        "title",
        "description",
        "tags",
        "declaration",
        "schedule",
        "program",
        "safe_known",
    ):
        group = getattr(profile, field)
        assert isinstance(group, Sourced)
        assert group.source, field
        assert dt.date.fromisoformat(group.checked), field
    assert all(cover.source and cover.checked for cover in profile.covers)


@pytest.mark.parametrize("name", NAMES)
def test_the_safe_area_leaves_room_and_the_covers_have_their_ratio(name: str):
    profile = load_profile(name)
    room = profile.safe.inside(SHAPES[profile.shape])
    assert room.width > 0.6 * SHAPES[profile.shape].width
    assert room.height > 0.5 * SHAPES[profile.shape].height
    for cover in profile.covers:
        width, height = (int(part) for part in cover.ratio.split(":"))
        assert cover.size.aspect == pytest.approx(width / height, rel=0.002)


@pytest.mark.parametrize("name", NAMES)
def test_the_check_list_says_what_to_upload_what_to_declare_and_how_to_end(name: str):
    steps = load_profile(name).steps
    assert any("{video}" in step for step in steps)
    assert any("{declaration}" in step for step in steps) or not load_profile(name).declaration.source
    assert "再点" in steps[-1]
    for step in steps:  # a YAML comment may have cut one short
        assert step.endswith(("。", "」。", "）。")), step
        assert all(step.count(opens) == step.count(closes) for opens, closes in ("「」", "（）", "“”")), step


def test_an_unknown_platform_is_named_with_the_likely_one():
    with pytest.raises(RecipeError, match="没有叫“chanels”的平台") as caught:
        load_profile("chanels")
    assert caught.value.faults[0].mend == "是不是“channels”？"


@pytest.mark.parametrize("name", ["", "../channels", "tiktok"])
def test_a_name_is_never_a_path(name: str):
    with pytest.raises(RecipeError, match="没有叫"):
        load_profile(name)
