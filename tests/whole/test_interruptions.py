"""Killed at any moment, the next run goes on from what was kept."""

import json
import os
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


@pytest.mark.parametrize("stage", ["素材", "旁白", "画面", "封面"])
def test_a_killed_render_leaves_no_half_package_and_the_next_one_ends_well(
    small_recipe: Path, cli_process: Callable, cli_environment: dict[str, str], tmp_path: Path, stage: str
) -> None:
    child = begun(small_recipe, cli_environment, tmp_path)
    assert child.stderr is not None
    for row in child.stderr:
        if stage in row:
            break
    os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    child.stderr.close()
    for manifest in (tmp_path / "out").rglob("package.json"):
        for one in json.loads(manifest.read_text("utf-8"))["files"]:
            assert (manifest.parent / one["path"]).stat().st_size == one["bytes"]
    ran = cli_process("video", "render", small_recipe, "--draft", "--json")
    assert ran.exit_code == 0, ran.stderr
    assert len(list((tmp_path / "out").rglob("package.json"))) == 1


def test_an_interrupted_render_ends_with_130_and_says_that_nothing_is_lost(
    small_recipe: Path, cli_environment: dict[str, str], tmp_path: Path
) -> None:
    child = begun(small_recipe, cli_environment, tmp_path)
    assert child.stderr is not None
    told = ""
    for row in child.stderr:
        told += row
        if "画面" in row:
            break
    os.killpg(child.pid, signal.SIGINT)
    told += child.stderr.read()
    assert child.wait() == 130
    child.stderr.close()
    assert "已中断" in told
    assert "Traceback" not in told
