"""A cover that a person chose is the one that is packed."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def test_the_chosen_cover_is_in_the_package_made_after_it(small_recipe: Path, cli: Callable, tmp_path: Path) -> None:
    chosen = cli("video", "cover", small_recipe, "--choose", "2", "--out", "out", "--json")
    assert chosen.exit_code == 0, chosen.stderr
    written = {digest(file) for file in (tmp_path / "out").rglob("parts/episode/cover-*.jpg")}
    told = cli("video", "cover", small_recipe, "--choose", "2", "--out", "out").stdout
    assert "下一步：运行 fanxing video render" in told
    assert "成品包就用选定的封面" in told
    ran = cli("video", "render", small_recipe, "--draft", "--out", "out", "--json")
    assert ran.exit_code == 0, ran.stderr
    place = tmp_path / ran.json()["recipes"][0]["cuts"][0]["package"]
    files = json.loads((place / "package.json").read_text("utf-8"))["files"]
    packed = {one["sha256"] for one in files if one["role"] == "cover"}
    assert packed
    assert packed <= written


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
