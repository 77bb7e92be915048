"""The commands as people and scripts use them: exit codes, streams, places."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def render(cli: Callable, *words: object):
    return cli("video", "render", *words, "--draft", "--out", "out")


def test_a_draft_is_a_package_marked_as_such(small_recipe: Path, cli: Callable, tmp_path: Path) -> None:
    ran = render(cli, small_recipe, "--json")
    assert ran.exit_code == 0, ran.stderr
    told = ran.json()
    assert (told["ok"], told["exit"]) == (True, 0)
    place = tmp_path / told["recipes"][0]["cuts"][0]["package"]
    assert place == tmp_path / "out" / small_recipe.parent.name / "episode"
    assert json.loads((place / "package.json").read_text("utf-8"))["draft"] is True


def test_one_broken_recipe_stops_no_other(small_recipe: Path, cli: Callable, tmp_path: Path) -> None:
    recipes = []
    for name in ("a", "b", "c", "d", "e"):
        folder = tmp_path / name
        shutil.copytree(small_recipe.parent, folder)
        recipes.append(folder / "recipe.yaml")
    recipes[2].write_text(recipes[2].read_text("utf-8").replace("title:", "titel:"), "utf-8")
    ran = render(cli, *recipes, "--json")
    assert ran.exit_code == 2
    assert [len(one["cuts"]) for one in ran.json()["recipes"]] == [1, 1, 0, 1, 1]
    assert len(list((tmp_path / "out").rglob("package.json"))) == 4
    assert {fault["rule"] for fault in ran.json()["recipes"][2]["faults"]} == {"recipe-key", "recipe-missing"}


def test_recipes_that_would_write_one_folder_are_refused(small_recipe: Path, cli: Callable, tmp_path: Path) -> None:
    twin = tmp_path / "twin" / small_recipe.parent.name
    shutil.copytree(small_recipe.parent, twin)
    ran = render(cli, small_recipe, twin / "recipe.yaml")
    assert ran.exit_code == 2
    assert "会写进同一个文件夹" in ran.stderr


def test_a_missing_picture_is_the_recipes_fault_and_a_broken_one_the_files(small_recipe: Path, cli: Callable) -> None:
    (small_recipe.parent / "a.jpg").write_bytes(b"no picture")
    broken = render(cli, small_recipe)
    assert broken.exit_code == 3
    assert "的 media 第 1 项" in broken.stderr
    (small_recipe.parent / "b.jpg").unlink()
    both = render(cli, small_recipe)
    assert both.exit_code == 2
    assert "第 1 件" in both.stderr
    assert "第 2 件" in both.stderr


def test_a_review_that_is_required_stops_the_package(small_recipe: Path, cli: Callable, tmp_path: Path) -> None:
    small_recipe.write_text(small_recipe.read_text("utf-8") + "review: {required: true}\n", "utf-8")
    ran = render(cli, small_recipe)
    assert ran.exit_code == 6
    assert not list((tmp_path / "out").rglob("package.json"))


@pytest.mark.parametrize(
    ("words", "files"),
    [
        (("outline",), ["outline.md"]),
        (("outline", "--format", "json"), ["outline.json"]),
        (("outline", "--format", "docx"), ["outline.docx"]),
        (("storyboard",), ["storyboard.html"]),
        (("subtitle",), ["zh.ass", "zh.srt", "zh.vtt"]),
        (("assemble", "--draft"), ["clean-9x16.mp4"]),
    ],
)
def test_a_stage_writes_its_files_and_no_package(
    small_recipe: Path, cli: Callable, tmp_path: Path, words: tuple[str, ...], files: list[str]
) -> None:
    ran = cli("video", words[0], small_recipe, *words[1:], "--out", "out", "--json")
    assert ran.exit_code == 0, ran.stderr
    place = tmp_path / ran.json()["recipes"][0]["cuts"][0]["package"]
    assert sorted(file.name for file in place.iterdir()) == files
    assert not list((tmp_path / "out").rglob("package.json"))


def test_nothing_but_json_on_standard_output(small_recipe: Path, cli_process: Callable) -> None:
    good = cli_process("video", "check", small_recipe, "--json")
    bad = cli_process("video", "check", small_recipe.parent / "none.yaml", "--json")
    assert good.json()["ok"] is True
    assert bad.json()["ok"] is False
    assert bad.exit_code == bad.json()["exit"] == 2


def test_a_changed_line_is_planned_and_told(small_recipe: Path, cli: Callable) -> None:
    assert "还没有做过" in cli("video", "plan", small_recipe, "--draft").stdout
    assert render(cli, small_recipe).exit_code == 0
    kept = cli("video", "plan", small_recipe, "--draft").stdout
    assert "要做" not in kept
    assert "待定" not in kept
    small_recipe.write_text(small_recipe.read_text("utf-8").replace("一只陶罐", "一只大陶罐"), "utf-8")
    told = cli("video", "plan", small_recipe, "--draft").stdout
    assert "配方 objects[1].say" in told
    assert "画面" in told


def test_a_command_line_that_is_wrong_is_answered_in_chinese(cli: Callable) -> None:
    for words in (("video", "render"), ("video", "rendr"), ("video", "render", "x.yaml", "--drft"), ("nonsense",)):
        ran = cli(*words)
        assert ran.exit_code == 2, words
        assert "错误：" in ran.stderr
        assert "Traceback" not in ran.stderr


def test_what_a_person_laid_beside_a_package_is_not_lost(small_recipe: Path, cli: Callable, tmp_path: Path) -> None:
    assert render(cli, small_recipe).exit_code == 0
    note = tmp_path / "out" / small_recipe.parent.name / "episode" / "馆长的话.txt"
    note.write_text("已看过", "utf-8")
    small_recipe.write_text(small_recipe.read_text("utf-8").replace("陶罐", "陶瓮"), "utf-8")
    assert render(cli, small_recipe).exit_code == 0
    assert note.read_text("utf-8") == "已看过"
