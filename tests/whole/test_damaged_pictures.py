"""Photographs and a logo that got damaged in the store are gathered anew within the same command."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def test_damaged_pictures_are_made_anew_while_a_person_waits(small_recipe: Path, cli: Callable, tmp_path: Path) -> None:
    shutil.copy(small_recipe.parent / "b.jpg", small_recipe.parent / "logo.jpg")
    with_logo = small_recipe.read_text("utf-8").replace("{name: 星渚县博物馆}", "{name: 星渚县博物馆, logo: logo.jpg}")
    small_recipe.write_text(with_logo.replace("media: [b.jpg]", "media: [a.jpg]"), "utf-8")
    first = cli("video", "render", small_recipe, "--draft")
    assert first.exit_code == 0, first.stderr
    kept = sorted((tmp_path / "home" / "blobs").glob("*.png"))
    whole = {file: file.read_bytes() for file in kept}
    for file, png in whole.items():
        file.write_bytes(png[: len(png) // 2] + bytes(len(png) - len(png) // 2))  # as long as before
    small_recipe.write_text(with_logo.replace("title: 一盏灯", "title: 一盏铜灯"), "utf-8")
    again = cli("video", "render", small_recipe, "--draft")
    assert again.exit_code == 0, again.stderr
    told = again.stderr + again.stdout
    assert "Traceback" not in told
    assert "已损坏，已删除，正在重做" in told
    assert all(file.read_bytes() == png for file, png in whole.items())
