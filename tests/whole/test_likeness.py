"""The gate holds a finished film against its own pictures."""

import json
from collections.abc import Callable
from pathlib import Path


def test_the_middle_of_every_shot_shows_its_picture_in_its_own_colours(
    small_recipe: Path, cli: Callable, tmp_path: Path
) -> None:
    assert cli("video", "package", small_recipe, "--draft").exit_code == 0
    report = next((tmp_path / "out").rglob("report.json"))
    films = [one["facts"] for one in json.loads(report.read_text("utf-8"))["measured"] if "frames" in one["facts"]]
    assert films
    for facts in films:
        assert len(facts["likeness"]) >= 3
        assert max(one["difference"] for one in facts["likeness"]) < 5
        assert abs(facts["matrix_lean"] or 0.0) < 0.3
        assert abs(facts["range_lean"] or 0.0) < 0.3
