"""What a person reads of a platform, and the names by which it may be called."""

import pytest

from fanxing.cli.limits import limits
from fanxing.media.profiles import load_profile, profile_id, profile_names


@pytest.mark.parametrize(
    ("called", "known"), [("视频号", "channels"), ("B站", "bilibili"), ("抖音", "douyin"), ("bilibili", "bilibili")]
)
def test_a_platform_may_be_called_what_people_call_it(called, known):
    assert profile_id(called) == known


def test_a_name_that_nobody_uses_stays_as_it_is():
    assert profile_id("视频好") == "视频好"


@pytest.mark.parametrize("name", profile_names())
def test_every_figure_is_told_in_a_sentence_without_names_of_fields(name):
    told = list(limits(load_profile(name)))
    assert {"影片", "话题"} <= {heading for heading, _, _ in told}
    for _, words, known in told:
        assert "_" not in words
        assert "None" not in words + known
        assert "True" not in words


RECIPE = """\
title: 山间明月
museum: {name: 云州市博物馆}
exhibition: {name: 山水之间}
guide: {name: 周晓}
objects: [{name: 瓶}]
platforms: [视频号, B站, channels]
publish: {B站: {tid: 228}}
"""


def test_a_recipe_may_call_its_platforms_so_and_a_double_is_still_found(cli, tmp_path):
    (tmp_path / "recipe.yaml").write_text(RECIPE, "utf-8")
    ran = cli("video", "check", tmp_path / "recipe.yaml", "--json")
    assert ran.exit_code == 2
    assert [one["rule"] for one in ran.json()["recipes"][0]["faults"] if one["level"] == "fault"] == ["platform-double"]
