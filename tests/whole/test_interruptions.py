"""Killed at any moment, the next run goes on from what was kept."""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

AS_FROM_A_TERMINAL = """
import runpy, signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # a test run in the background has it ignored
runpy.run_module("fanxing", run_name="__main__")
"""


def begun(recipe: Path, environment: dict[str, str], place: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", AS_FROM_A_TERMINAL, "video", "render", str(recipe), "--draft", "-v"],
        cwd=place, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8",
        start_new_session=True,
    )  # fmt: skip


@pytest.mark.parametrize("stage", ["素材", "画面", "打包"])
def test_a_killed_render_leaves_the_whole_old_package_and_the_next_one_ends_well(
    small_recipe: Path, cli_process: Callable, cli_environment: dict[str, str], tmp_path: Path, stage: str
) -> None:
    assert cli_process("video", "render", small_recipe, "--draft").exit_code == 0
    small_recipe.write_text(small_recipe.read_text("utf-8").replace("一只陶罐", "一只大陶罐"), "utf-8")
    child = begun(small_recipe, cli_environment, tmp_path)
    assert child.stderr is not None
    assert any(stage in row for row in child.stderr), "the run ended before it came to this stage"
    os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    child.stderr.close()
    (manifest,) = (tmp_path / "out").glob("*/episode/package.json")
    listed = json.loads(manifest.read_text("utf-8"))["files"]
    assert len(listed) > 5
    for one in listed:
        assert hashlib.sha256((manifest.parent / one["path"]).read_bytes()).hexdigest() == one["sha256"]
    ran = cli_process("video", "render", small_recipe, "--draft", "--json")
    assert ran.exit_code == 0, ran.stderr
    assert [file.name for file in manifest.parent.parent.iterdir()] == ["episode"]
    assert list((tmp_path / "home" / "tmp").iterdir()) == []


@pytest.mark.parametrize("all_are_struck", [True, False], ids=["Ctrl-C", "the parent alone"])
def test_an_interrupted_render_ends_with_130_says_what_is_kept_and_leaves_nobody(
    small_recipe: Path, cli_environment: dict[str, str], tmp_path: Path, *, all_are_struck: bool
) -> None:
    child = begun(small_recipe, cli_environment, tmp_path)
    assert child.stderr is not None
    told = ""
    for row in child.stderr:
        told += row
        if "画面" in row:
            break
    (os.killpg if all_are_struck else os.kill)(child.pid, signal.SIGINT)
    told += child.stderr.read()  # to its end: whoever is left behind holds it open
    assert child.wait() == 130
    child.stderr.close()
    assert "已停止。做好的都留着（正片：素材、提纲、分镜、旁白" in told
    assert "再运行同一条命令，会从这里接着做" in told
    assert "错误" not in told
    assert "Traceback" not in told


def test_a_recipe_that_is_saved_while_it_is_rendered_is_told_of(
    small_recipe: Path, cli_environment: dict[str, str], tmp_path: Path
) -> None:
    """The film is that of the recipe as it was read, and says so; nothing of both is mixed."""
    before = hashlib.sha256(small_recipe.read_bytes()).hexdigest()
    child = begun(small_recipe, cli_environment, tmp_path)
    assert child.stderr is not None
    rows = iter(child.stderr)
    assert any("画面" in row for row in rows)
    small_recipe.write_text(small_recipe.read_text("utf-8").replace("一只陶罐", "一只大陶罐"), "utf-8")
    told = "".join(rows)
    assert child.wait() == 0
    child.stderr.close()
    assert "配方在制作时改过" in told
    (manifest,) = (tmp_path / "out").glob("*/episode/package.json")
    assert json.loads(manifest.read_text("utf-8"))["recipe"]["sha256"] == before


def test_a_home_that_is_deleted_while_a_film_is_drawn_loses_no_film(
    small_recipe: Path, cli_process: Callable, cli_environment: dict[str, str], tmp_path: Path
) -> None:
    """What was kept is made anew, in this run or, where it says so, in the next."""
    child = begun(small_recipe, cli_environment, tmp_path)
    assert child.stderr is not None
    rows = iter(child.stderr)
    assert any("画面" in row for row in rows)
    shutil.rmtree(tmp_path / "home", ignore_errors=True)
    told = "".join(rows)
    assert child.wait() in (0, 4), told
    child.stderr.close()
    assert "Traceback" not in told
    ran = cli_process("video", "render", small_recipe, "--draft", "--json")
    assert ran.exit_code == 0, ran.stderr
    (manifest,) = (tmp_path / "out").glob("*/episode/package.json")
    for one in json.loads(manifest.read_text("utf-8"))["files"]:
        assert hashlib.sha256((manifest.parent / one["path"]).read_bytes()).hexdigest() == one["sha256"]
