"""A film encoded anew for one platform is the same on every machine, each time."""

from pathlib import Path

import numpy as np
import pytest
from filmmaking import AIGC, Cut, voice, write

from fanxing.media.aigc import read_aigc
from fanxing.media.refit import refit


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    noise = np.random.default_rng(0).integers(0, 255, (75, 40, 30, 3), dtype=np.uint8)
    frames = [np.repeat(np.repeat(one, 12, axis=0), 9, axis=1) for one in noise]
    return write(Cut(frames=frames, sound=voice()), tmp_path_factory.mktemp("film") / "film.mp4")


@pytest.mark.slow
def test_the_same_film_gives_the_same_bytes_whatever_the_heap_held(film: Path, tmp_path: Path):
    made = []
    for remains in (0, 0x5A, 0xFF):
        litter = [np.full(size, remains, np.uint8) for size in range(1 << 10, 1 << 20, 1 << 12)]
        del litter
        refit(film, 1200, tmp_path / "new.mp4")
        made.append((tmp_path / "new.mp4").read_bytes())
    assert made[0] == made[1] == made[2]
    assert len(made[0]) < film.stat().st_size
    assert read_aigc(tmp_path / "new.mp4") == AIGC


def test_the_number_of_processors_changes_nothing(film: Path, tmp_path: Path):
    """x264 writes into its film by how many threads it was made."""
    refit(film, 1200, tmp_path / "new.mp4")
    told = (tmp_path / "new.mp4").read_bytes()
    assert b" threads=1 " in told
    assert b" sliced_threads=0 " in told
