"""The calibration film of a platform: in its shape, and good enough to be uploaded."""

from pathlib import Path

import numpy as np
import pytest

from fanxing.checks.expected import FOREIGN
from fanxing.checks.quality import film_findings
from fanxing.checks.quality_rules import QUALITY
from fanxing.checks.rules import Judge
from fanxing.media.grid import COARSE, SECONDS, write_grid
from fanxing.media.measure.film import measure_film
from fanxing.media.measure.passed import Keep
from fanxing.media.profiles import load_profile


@pytest.mark.slow
@pytest.mark.parametrize(("name", "size"), [("channels", (1080, 1920)), ("bilibili", (1920, 1080))])
def test_the_grid_passes_the_gate_and_has_its_lines_where_it_says(tmp_path: Path, name: str, size: tuple[int, int]):
    film = tmp_path / "校准片.mp4"
    write_grid(load_profile(name), film)
    figures = measure_film(film, Keep(frames=(0,)))
    assert (figures.facts["width"], figures.facts["height"]) == size
    assert figures.facts["frames"] == SECONDS * 30
    assert film_findings(figures.facts, FOREIGN, Judge(QUALITY, {}), "校准片") == ()
    rows = figures.kept[0][:, 72:92].astype(np.float32).mean(axis=(1, 2))
    numbered = range(COARSE, size[1] - COARSE, COARSE)
    assert all(max(rows[row - 1 : row + 2]) > rows[row - 8] + 40 for row in numbered)
    assert [file.name for file in tmp_path.iterdir()] == ["校准片.mp4"]
