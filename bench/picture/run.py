"""Makes the same film five ways on this machine, and writes what each takes: ``make bench``.

Run: .venv/bin/python bench/picture/run.py [--recipe FOLDER] [--times 3] [--seconds 45]
     [--only pairs,rivals,renders,growth,presets]
"""

import argparse
import functools
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from measure import run, vmaf
from recipes import rewritten, with_last_line
from report import write_report

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
GROWTH = (1, 4, 16)
"""Objects."""
SHORT = 6.0
"""Seconds of the film that moviepy makes: it takes a minute for them."""

Figures = dict[str, Any]


def given_recipe() -> Path:
    """The leaves of an album where the shared data are at hand, else the demo."""
    shared = Path(os.environ.get("FANXING_SHARED") or ROOT.parent / "shared")
    album = shared / "data" / "recipes" / "hua-yan-album"
    return album if album.is_dir() else ROOT / "recipes" / "demo"


def said(script: str, *words: object) -> Figures:
    """What a script of this folder measured, with what it took with all that it started."""
    as_the_command_sets_it = {"OPENBLAS_NUM_THREADS": "1"}
    cost, told = run([sys.executable, HERE / script, *map(str, words)], **as_the_command_sets_it)
    figures: Figures = json.loads(told.strip().splitlines()[-1])
    return {"peak_mib": round(cost.peak_mib), "all_cpu_s": cost.cpu_s, "all_wall_s": cost.wall_s} | figures


class Bench:
    """The measurements, each by itself; they share a room with the finished frames."""

    def __init__(self, recipe: Path, room: Path, times: int, seconds: float) -> None:
        self.recipe, self.room, self.times, self.seconds = recipe, room, times, seconds

    @functools.cached_property
    def material(self) -> Path:
        """What the picture stage is given, and what it makes of it, finished: drawn once."""
        folder = self.room / "material"
        recipe = rewritten(self.recipe, self.room / "recipe")
        run([sys.executable, HERE / "material.py", recipe, folder, "--seconds", str(self.seconds)])
        return folder

    def stage(self, jobs: int, name: str = "stage") -> Figures:
        """The picture stage, from nothing."""
        film = self.room / f"{name}.mp4"
        return said("stage.py", self.material, self.room / "stage", "--jobs", jobs, "--film", film)

    def pairs(self) -> Figures:
        """The stage and the encoder alone by turns, so that what else the machine does weighs on both alike."""
        rounds = []
        floor = self.room / "floor.mp4"
        for number in range(self.times):
            one = {
                "floor": said("floor.py", self.material, "--threads", 1, "--film", floor),
                "stage": self.stage(CORES),
                "floor_all": said("floor.py", self.material, "--threads", CORES),
            }
            if not number:
                one["stage_one"] = self.stage(1, "one")
            rounds.append(one)
        told = {"rounds": rounds, "frames": rounds[0]["stage"]["frames"]}
        told["vmaf"] = vmaf(self.room / "stage.mp4", self.material / "finished.mkv")
        told["floor_vmaf"] = vmaf(floor, self.material / "finished.mkv")
        return told

    def rivals(self) -> Figures:
        """The other two programs that make the film, each beside a run of the stage."""
        told: Figures = {}
        for name, words in {"ffmpeg": (), "moviepy": ("--seconds", SHORT)}.items():
            film = self.room / f"{name}.mp4"
            figures = said(f"rival_{name}.py", self.material, film, *words)
            seconds = min(SHORT, 20) if name == "moviepy" else 20
            told[name] = figures | {
                "beside": self.stage(CORES),
                "vmaf": vmaf(film, self.material / "finished.mkv", seconds),
            }
        return told

    def renders(self) -> Figures:
        """Whole renders: cold, with nothing to do, after one changed line, as a draft."""
        rounds = []
        for number in range(self.times):
            recipe, home = rewritten(self.recipe, self.room / "edited"), self.room / f"render-{number}"
            with_last_line(recipe, 0)
            cold = said("whole.py", recipe, home, "--jobs", CORES)
            warm = [self._warm(recipe, home) for _ in range(3)]
            with_last_line(recipe, 1)
            changed = said("whole.py", recipe, home, "--jobs", CORES)
            draft = said("whole.py", recipe, self.room / f"draft-{number}", "--jobs", CORES, "--draft")
            shown = {text for text, _ in cold["cues"]}
            fresh = sum(frames for text, frames in changed["cues"] if text not in shown)
            rounds.append({"cold": cold, "warm": warm, "changed": changed, "draft": draft})
            rounds[-1]["shown"] = fresh / (cold["seconds"] * 30)
        return {"rounds": rounds}

    def _warm(self, recipe: Path, home: Path) -> Figures:
        """The command itself, when there is nothing to do."""
        words = ["video", "render", recipe, "--home", home / "home", "--out", home / "out", "--jobs", CORES]
        cost, _ = run([sys.executable, "-m", "fanxing", *map(str, words)])
        return cost.told()

    def growth(self) -> Figures:
        """Whole renders of films with more and more objects."""
        told: Figures = {}
        for objects in GROWTH:
            recipe = rewritten(self.recipe, self.room / f"of-{objects}", objects)
            told[str(objects)] = said("whole.py", recipe, self.room / f"growth-{objects}", "--jobs", CORES)
            del told[str(objects)]["cues"]
        return told

    def presets(self) -> Figures:
        """The table from which preset and rate factor were chosen; takes long."""
        out = self.room / "presets.json"
        run([sys.executable, HERE / "presets.py", self.material, out])
        return {"rows": json.loads(out.read_text())}


PARTS: dict[str, Callable[[Bench], Figures]] = {
    "pairs": Bench.pairs,
    "rivals": Bench.rivals,
    "renders": Bench.renders,
    "growth": Bench.growth,
    "presets": Bench.presets,
}
"""All but the last are measured where nothing else is asked for."""


def main() -> int:
    """Measure; what was measured before of other parts stays."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--recipe", type=Path, default=given_recipe())
    words.add_argument("--times", type=int, default=2)
    words.add_argument("--seconds", type=float, default=1000, help="of the film that pairs and rivals make, at most")
    words.add_argument("--only", default=",".join(list(PARTS)[:-1]))
    words.add_argument("--out", type=Path, default=ROOT / "bench" / "results" / "tmp" / "picture.json")
    words.add_argument("--publish", action="store_true", help="show what was measured in docs/, and measure nothing")
    told = words.parse_args()
    figures: Figures = json.loads(told.out.read_text()) if told.out.exists() else {}
    if told.publish:
        return write_report(figures, ROOT / "docs" / "bench.md", ROOT / "docs" / "bench.svg")
    figures |= {"recipe": told.recipe.resolve().name, "cores": CORES}
    told.out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=told.out.parent) as room:
        bench = Bench(told.recipe.resolve(), Path(room), told.times, told.seconds)
        for name in told.only.split(","):
            began = time.perf_counter()
            load = os.getloadavg()[0]
            figures[name] = PARTS[name](bench) | {"load_before": round(load, 1)}
            told.out.write_text(json.dumps(figures, indent=1) + "\n")
            print(f"{name}: {time.perf_counter() - began:.0f} s", flush=True)
    return write_report(figures, told.out.with_suffix(".md"), told.out.with_suffix(".svg"))


if __name__ == "__main__":
    sys.exit(main())
