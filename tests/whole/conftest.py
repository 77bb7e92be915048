"""Recipes rendered for real, once for all tests that look at them."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock


@dataclass(frozen=True)
class Rendered:
    """What a render left."""

    recipe: Path
    out: Path
    home: Path
    exit_code: int
    told: dict

    @property
    def packages(self) -> list[Path]:
        """Folders of the packages, in the recipe's order."""
        return [self.out.parent / cut["package"] for one in self.told["recipes"] for cut in one["cuts"]]


@pytest.fixture(scope="session")
def rendering(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Callable[[Path], Rendered]:
    """Give a function that renders a recipe once for all worker processes of this test run."""
    base = tmp_path_factory.getbasetemp()
    place = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "whole"
    place.mkdir(exist_ok=True)
    path = os.pathsep.join((str(root / "tests" / "shut"), str(root / "pipeline")))

    def render(recipe: Path) -> Rendered:
        name = recipe.parent.name
        told = place / f"{name}.json"
        with FileLock(place / f"{name}.lock"):
            if not told.exists():
                done = subprocess.run(
                    [sys.executable, "-m", "fanxing", "video", "render", str(recipe),
                     "--out", str(place / "out"), "--home", str(place / "home"), "--json"],
                    env=os.environ | {"PYTHONPATH": path, "PYTHONUTF8": "1"},
                    cwd=place,
                    capture_output=True,
                    encoding="utf-8",
                    timeout=1500,
                    check=False,
                )  # fmt: skip
                assert done.stdout, done.stderr
                told.write_text(json.dumps([done.returncode, json.loads(done.stdout)]))
        code, words = json.loads(told.read_text())
        return Rendered(recipe, place / "out", place / "home", code, words)

    return render


SMALL = """\
title: 一盏灯
hook: 这盏灯为什么没有油烟？
museum: {name: 星渚县博物馆}
exhibition: {name: 灯火特展}
guide: {name: 林月, role: 讲解员}
objects:
  - {id: lamp, name: 雁鱼铜灯, date: 西汉, say: 雁回首衔鱼。, media: [a.jpg]}
  - {id: jar, name: 陶罐, say: 一只陶罐。, media: [b.jpg]}
voice: {speaker: silent}
platforms: [channels]
"""


@pytest.fixture
def small_recipe(tmp_path: Path, tiny_media) -> Path:
    """Give a recipe of two objects that renders within seconds as a draft."""
    folder = tmp_path / "灯火 '特展'"
    folder.mkdir()
    for name, seed in (("a.jpg", 1), ("b.jpg", 2)):
        (folder / name).write_bytes(tiny_media.still(name, width=900, height=1200, seed=seed).read_bytes())
    recipe = folder / "recipe.yaml"
    recipe.write_text(SMALL, "utf-8")
    return recipe
