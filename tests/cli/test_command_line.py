"""A command line that is wrong, a thing that is not there: in Chinese, with its exit code, and as JSON where asked."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

RECIPE = """\
title: 一盏灯的故事
museum: {name: 馆}
exhibition: {name: 展}
guide: {name: 人}
objects: [{name: 灯, media: [a.jpg]}]
voice: {speaker: silent}
"""

WRONG: dict[str, tuple[tuple[str, ...], str]] = {
    "no number": (("video", "cover", "x", "--choose", "a"), "--choose 不对：要写一个整数"),
    "too large": (("video", "cover", "x", "--choose", "9"), "--choose 不对：不能大于 3"),
    "too small": (("video", "check", "x", "--jobs", "-1"), "--jobs 不对：不能小于 0"),
    "not a choice": (
        ("video", "outline", "x", "--format", "pdf"),
        "--format 不对：不能写 pdf，从这些里选：md、json、docx",
    ),
    "one too many": (("video", "outline", "x", "y"), "多写了：y"),
    "a value is missing": (("video", "render", "x", "--out"), "--out 后面要写一个值"),
    "a value too many": (("video", "render", "x", "--json=3"), "--json 后面不能写值"),
    "an argument is missing": (("video", "render"), "缺少 RECIPE..."),
    "an option is missing": (("subtitle", "shift", "x.srt"), "缺少 --by"),
    "our own words": (
        ("subtitle", "shift", "x.srt", "--by", "1", "--factor", "z"),
        "--factor 不对：写成 25/24 或 1.001",
    ),
    "no such command": (("video", "rendr"), "没有命令 rendr"),
    "no such option": (("video", "render", "x", "--drft"), "没有选项 --drft，是不是 --draft？"),
}


@pytest.mark.parametrize(("words", "told"), WRONG.values(), ids=WRONG)
def test_a_wrong_command_line_is_answered_in_words(cli: Callable, words: tuple[str, ...], told: str) -> None:
    ran = cli(*words)
    assert ran.exit_code == 2
    assert f"错误：{told}\n" in ran.stderr
    assert not re.search(r"[a-z]{4,} [a-z]{3,}", ran.stderr.split("改法")[0])
    assert ran.stdout == ""


MISSING: tuple[tuple[str, ...], ...] = (
    ("video", "check", "none.yaml"),
    ("video", "plan", "none.yaml"),
    ("video", "inspect", "none.mp4"),
    ("video", "check", "a.yaml", "--words", "none.txt"),
    ("video", "outline", "a.yaml", "b.yaml"),
    ("video", "render", "a.yaml", "--jobs", "viele"),
    ("subtitle", "check", "none.srt"),
    ("platform", "show", "nowhere"),
)


@pytest.mark.parametrize("words", MISSING, ids=" ".join)
def test_a_failure_is_one_json_object_too(cli: Callable, tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "a.yaml").write_text(RECIPE, "utf-8")
    ran = cli(*words, "--json")
    told = ran.json()
    assert ran.exit_code == told["exit"] == 2
    assert told["ok"] is False
    faults = [*told.get("faults", ()), *(fault for one in told["recipes"] for fault in one["faults"])]
    assert [fault["level"] for fault in faults] == ["fault"] * len(faults)
    assert faults


def test_platforms_are_listed_as_one_object(cli: Callable) -> None:
    assert {one["id"] for one in cli("platform", "list", "--json").json()["platforms"]} >= {"channels", "douyin"}


def test_quiet_keeps_advice_to_itself(cli: Callable, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(RECIPE, "utf-8")
    assert "提醒" in cli("video", "outline", "a.yaml").stderr
    quiet = cli("video", "outline", "a.yaml", "-q")
    assert (quiet.exit_code, quiet.stdout, quiet.stderr) == (0, "", "")


def test_inspect_takes_the_common_options(cli: Callable, tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(b"no film")
    ran = cli("video", "inspect", "a.mp4", "--out", "o", "--media", ".", "--jobs", "1", "-v", "--strict", "--json")
    assert ran.exit_code == 6
    assert {fault["level"] for fault in ran.json()["recipes"][0]["faults"]} == {"fault"}


@pytest.mark.parametrize("name", ["...yaml", "CON.yaml", "a .yaml", "a:b.yaml", "com1.x.yaml", ".yaml"])
def test_a_recipe_whose_name_is_no_folders_is_refused(cli: Callable, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(RECIPE, "utf-8")
    ran = cli("video", "outline", name, "--json", "--out", "o/p")
    assert ran.exit_code == 2
    assert [fault["rule"] for fault in ran.json()["recipes"][0]["faults"]] == ["recipe-name"]
    assert not (tmp_path / "o").exists()
