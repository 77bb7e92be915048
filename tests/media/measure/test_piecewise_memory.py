"""A long film is measured group by group in no more memory than a short one."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from filmmaking import Cut, write

PEAKS = """
import re, sys
from pathlib import Path
from fanxing.media.bench import Bench
from fanxing.media.measure.passed import Keep
from fanxing.media.measure.piecewise import pass_piecewise
from fanxing.media.store import Store

for number, film in enumerate(sys.argv[2:]):
    home = Path(sys.argv[1]) / str(number)
    assert pass_piecewise(Path(film), Keep(), Bench(store=Store(home), jobs=2)) is not None
    print(1024 * int(re.search(r"VmHWM:\\s+([0-9]+) kB", Path("/proc/self/status").read_text())[1]))
"""
"""Prints the largest memory, in bytes, after each of some films.

Not by ``getrusage``: a child begins there with what its parent held.
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_memory_does_not_grow_with_the_length_of_a_film(tmp_path: Path):
    rng = np.random.default_rng(0)
    noise = [rng.integers(0, 256, (480, 270, 3), np.uint8) for _ in range(200)]
    films = [tmp_path / "short.mp4", tmp_path / "long.mp4"]
    for film, frames in zip(films, (noise[:40], noise), strict=True):
        write(Cut(frames, None, keyint=10, options={"preset": "ultrafast", "qp": "4"}), film)
    sizes = [film.stat().st_size for film in films]
    command = [sys.executable, "-c", PEAKS, str(tmp_path), *map(str, films)]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    short, long = (int(line) for line in told.stdout.split())
    assert sizes[1] - sizes[0] > 20_000_000
    assert long - short < (sizes[1] - sizes[0]) / 5
