"""Names and places that no one expects are answered in words, never by a traceback."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

GBK = os.fsdecode("博物馆".encode("gbk"))
"""A folder's name as a zip of a Chinese Windows leaves it on Linux."""


@pytest.fixture
def odd_recipe(small_recipe: Path, tmp_path: Path) -> Path:
    """A recipe in a folder whose name is not UTF-8."""
    folder = tmp_path / GBK
    shutil.copytree(small_recipe.parent, folder)
    return folder / small_recipe.name


@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        ("check", "--json"),
        ("outline",),
        ("outline", "--json"),
        ("storyboard",),
        ("plan",),
        ("plan", "--json"),
    ],
    ids=" ".join,
)
def test_a_folder_whose_name_is_not_utf8_is_worked_in(cli: Callable, odd_recipe: Path, words: tuple[str, ...]) -> None:
    ran = cli("video", words[0], odd_recipe, *words[1:], "--home", "家")
    assert ran.exit_code == 0, ran.stderr
    (ran.stdout + ran.stderr).encode("utf-8")
    if "--json" in words:
        assert "\\xb2\\xa9" in ran.stdout.replace("\\\\", "\\")
        ran.json()


def test_out_may_have_a_name_that_is_not_utf8(cli: Callable, small_recipe: Path, tmp_path: Path) -> None:
    ran = cli("video", "outline", small_recipe, "--out", tmp_path / GBK)
    assert ran.exit_code == 0, ran.stderr
    ran.stdout.encode("utf-8")
    assert list((tmp_path / GBK).rglob("outline.md"))


def test_faults_in_a_folder_whose_name_is_not_utf8_are_told(cli: Callable, odd_recipe: Path) -> None:
    odd_recipe.write_text("titel: 题", "utf-8")
    ran = cli("video", "check", odd_recipe)
    assert ran.exit_code == 2
    assert "\\xb2\\xa9" in ran.stderr


def test_a_new_recipe_wants_names_that_text_can_hold(cli: Callable, tiny_media, tmp_path: Path) -> None:
    folder = tmp_path / GBK
    folder.mkdir()
    shutil.copyfile(tiny_media.still(), folder / "a.jpg")
    odd = folder / os.fsdecode("曲.jpg".encode("gbk"))
    shutil.copyfile(tiny_media.still(), odd)
    ran = cli("recipe", "new", folder)
    assert (ran.exit_code, "\\xc7\\xfa.jpg" in ran.stderr) == (2, True)
    odd.unlink()
    ran = cli("recipe", "new", folder)
    assert ran.exit_code == 0, ran.stderr
    assert "a.jpg" in (folder / "recipe.yaml").read_text("utf-8")


def test_a_linked_recipe_takes_its_files_and_templates_from_beside_itself(
    cli: Callable, small_recipe: Path, tmp_path: Path
) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    shutil.copytree(small_recipe.parent, real)
    link.mkdir()
    (link / "recipe.yaml").symlink_to(real / small_recipe.name)
    for place in (real, link):
        assert cli("look", "new", "mine", "--dir", place / "templates").exit_code == 0
    (link / "templates" / "mine" / "look.yaml").write_text("broken: [", "utf-8")
    recipe = real / small_recipe.name
    recipe.write_text(recipe.read_text("utf-8") + "\nlook: {template: mine}\n", "utf-8")
    ran = cli("video", "plan", link / "recipe.yaml")
    assert ran.exit_code == 0, ran.stderr


@pytest.mark.parametrize("command", ["check", "outline", "plan", "inspect"])
def test_an_endless_argument_is_told(cli: Callable, command: str) -> None:
    ran = cli("video", command, "x" * 5_000)
    assert ran.exit_code == 2
    assert "错误" in ran.stderr
    assert len(ran.stderr) < 1_000


def test_a_recipe_that_is_a_pipe_is_refused_and_not_waited_for(cli: Callable, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "recipe.yaml")
    ran = cli("video", "check", tmp_path / "recipe.yaml")
    assert (ran.exit_code, "不是普通文件" in ran.stderr) == (2, True)


@pytest.mark.parametrize("media", ["/nonexistent", "recipe.yaml", "x" * 5_000])
def test_media_must_name_a_folder(cli: Callable, small_recipe: Path, media: str) -> None:
    ran = cli("video", "check", small_recipe, "--media", media)
    assert (ran.exit_code, "--media" in ran.stderr) == (2, True)
