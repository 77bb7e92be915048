"""Align every recording whose characters' times are known, and print goal, measured, met, row by row.

Run: .venv/bin/python bench/speech/run.py [folder of shared data] [--only clean,clips,hour,film]

Writes ``bench/results/speech.json`` and ``bench/results/speech.md``.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from figures import Figures, Seen, f1, figures, seen
from narration import lags_ms
from recordings import CONDITIONS, Recording, clips, hour, recordings

from fanxing.media.speech.align import align
from fanxing.media.wav import write_wav

HERE = Path(__file__).resolve().parent
RESULTS = HERE.parent / "results"
AENEAS_MEAN_MS = {
    "clean": 133,
    "pause": 221,
    "insert": 620,
    "reverb": 481,
    "pink10": 166,
    "cmns": 98,
    "cmnw": 92,
}
"""Mean error of a character, in ms, of aeneas 1.7.3 in its best setting, one fragment a character. It was measured on
the other speaker of the same set (its figures for this one lie within a few ms), and on these very syllables and
words. It was not run on ``delete``."""


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    what: str
    goal: str
    measured: str
    met: bool


@dataclass(frozen=True)
class Goal:
    """What a condition must show."""

    of: str
    """``line starts`` or ``onsets``."""
    median: float | None = None
    """Milliseconds at most."""
    p95: float | None = None
    """Milliseconds at most."""
    near: float | None = None
    """Share within 100 ms at least."""


def aligned(job: tuple[Path, str, int]) -> list[tuple[Seen, float, float]]:
    """Align one recording, or all clips of it: what was seen, its seconds, CPU seconds."""
    place, condition, number = job
    whole = recordings(place, "clean" if condition == "clips" else condition)[number : number + 1]
    return [_timed(one) for one in (clips(whole) if condition == "clips" else whole)]


def _timed(one: Recording) -> tuple[Seen, float, float]:
    began = time.process_time()
    found = align(one.sound, one.script)
    return seen(one, found), one.seconds, time.process_time() - began


def measured(place: Path, conditions: Sequence[str]) -> dict[str, list[Seen]]:
    """Align all recordings of these conditions, on all cores."""
    jobs = [
        (place, condition, number)
        for condition in conditions
        for number in range(len(list((place / ("clean" if condition == "clips" else condition)).glob("*.json"))))
    ]
    rows: dict[str, list[Seen]] = {condition: [] for condition in conditions}
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for (_, condition, _), found in zip(jobs, pool.map(aligned, jobs), strict=True):
            rows[condition] += [one for one, _, _ in found]
    return rows


GOALS: dict[str, tuple[Goal, ...]] = {
    "clean": (Goal("line starts", 15, 45, 1.0), Goal("onsets", 20, 75, 0.97)),
    "pause": (Goal("line starts", near=0.96),),
    "insert": (Goal("line starts", near=0.96),),
    "delete": (Goal("line starts", near=0.96),),
    "pink10": (Goal("line starts", near=0.96),),
    "reverb": (Goal("line starts", near=0.97), Goal("onsets", near=0.94)),
    "cmns": (Goal("onsets", 20, 55),),
    "cmnw": (Goal("onsets", 20, 55),),
    "clips": (Goal("onsets", near=0.90),),
}
"""Of line starts, and of the onsets of characters (of words in ``cmnw``)."""
LEAST_F1 = 0.92
"""Of lines that stand in the script and are not spoken."""


def of_conditions(rows: dict[str, list[Seen]]) -> Iterable[Row]:
    """The rows of the table that speak of one condition each, then those that compare."""
    sums = {name: summed(seens) for name, seens in rows.items()}
    for name, goals in GOALS.items():
        if name in rows:
            yield from (_row(f"{name}: {goal.of}", sums[name][goal.of], goal) for goal in goals)
    if "delete" in rows:
        score = f1(rows["delete"])
        yield Row("delete: skipped lines found, F1", f">= {LEAST_F1}", f"{score:.2f}", score >= LEAST_F1)
    for name, aeneas in AENEAS_MEAN_MS.items():
        if name in rows:
            own = sums[name]["onsets"].mean
            text = f"{own / aeneas:.2f} ({own:.0f} / {aeneas} ms)"
            yield Row(f"{name}: mean error of an onset / aeneas's", "<= 0.25", text, own / aeneas <= 0.25)
    backwards = sum(one.backwards for seens in rows.values() for one in seens)
    yield Row("times that run backwards", "0", str(backwards), not backwards)


def summed(seens: Sequence[Seen]) -> dict[str, Figures]:
    """Figures of line starts and of onsets."""
    return {
        "line starts": figures(late for one in seens for late in one.starts),
        "onsets": figures(late for one in seens for late in one.onsets),
    }


def _row(what: str, found: Figures, goal: Goal) -> Row:
    goals, told, met = [], [], True
    if goal.median is not None and goal.p95 is not None:
        goals.append(f"<= {goal.median:g} / {goal.p95:g} ms")
        told.append(f"{found.median:.0f} / {found.p95:.0f} ms")
        met = found.median <= goal.median and found.p95 <= goal.p95
    if goal.near is not None:
        goals.append(f"{'' if goal.near == 1 else '>= '}{goal.near:.0%} <= 100 ms")
        told.append(f"{found.near:.1%}")
        met = met and found.near >= goal.near
    return Row(what, ", ".join(goals), ", ".join(told), met)


def of_an_hour(place: Path) -> Iterable[Row]:
    """An hour, twice, each in a process of its own."""
    one = hour(recordings(place, "clean"))
    with tempfile.TemporaryDirectory() as folder:
        write_wav(Path(folder) / "hour.wav", one.sound)
        (Path(folder) / "script.txt").write_text("\n".join(one.script), "utf-8")
        command = [sys.executable, str(HERE / "long.py"), f"{folder}/hour.wav", f"{folder}/script.txt"]
        told = [
            json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout) for _ in range(2)
        ]
    late = figures(start - known.start for start, known in zip(told[0]["starts"], one.lines, strict=True))
    speed = max(one.seconds / run["cpu_s"] for run in told)
    wall = max(one.seconds / run["wall_s"] for run in told)
    memory = max(run["gb"] for run in told)
    text = f"{speed:.0f} × of one core ({wall:.0f} × by the clock)"
    yield Row("an hour: speed", ">= 50 × real time", text, speed >= 50)
    yield Row("an hour: memory", "<= 1.5 GB", f"{memory:.2f} GB", memory <= 1.5)
    same = told[0]["digest"] == told[1]["digest"]
    yield Row("an hour: twice the same", "yes", "yes" if same else "no", same)
    yield _row("an hour: line starts", late, Goal("line starts", 15, 45, 0.99))


def of_a_film(data: Path) -> Row:
    """A film in the machine's voice."""
    lags = [abs(lag) for lag in lags_ms(data / "recipes" / "hua-yan-album")]
    text = f"{max(lags):.1f} ms at most ({len(lags)} characters)"
    return Row("synthetic narration, after the encode", "<= 10 ms", text, max(lags) <= 10)


def table(rows: Sequence[Row]) -> str:
    """The rows as Markdown."""
    head = ["| what | goal | measured | met |", "|---|---|---|---|"]
    return "\n".join([*head, *(f"| {r.what} | {r.goal} | {r.measured} | {'yes' if r.met else 'NO'} |" for r in rows)])


def main() -> int:
    """Print the table; 0 where the goals are met."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a process a core; figures do not depend on it
    words = argparse.ArgumentParser()
    words.add_argument("data", type=Path, nargs="?", default=HERE.parents[2] / "shared" / "data")
    words.add_argument("--only", default=",".join([*CONDITIONS, "clips", "hour", "film"]))
    told = words.parse_args()
    wanted = told.only.split(",")
    place = told.data / "speech" / "aligned"
    found = measured(place, [name for name in wanted if name not in {"hour", "film"}])
    rows = list(of_conditions(found)) if found else []
    rows += of_an_hour(place) if "hour" in wanted else []
    rows += [of_a_film(told.data)] if "film" in wanted else []
    print(table(rows))
    if len(wanted) == len(CONDITIONS) + 3:
        _written(rows, found)
    print("goals met" if all(row.met for row in rows) else f"goals missed: {sum(not row.met for row in rows)}")
    return 0 if all(row.met for row in rows) else 1


def _written(rows: Sequence[Row], found: dict[str, list[Seen]]) -> None:
    RESULTS.mkdir(exist_ok=True)
    groups = {name: {of: asdict(one) for of, one in summed(seens).items()} for name, seens in found.items()}
    content = {"table": [asdict(row) for row in rows], "conditions": groups}
    (RESULTS / "speech.json").write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
    (RESULTS / "speech.md").write_text(table(rows) + "\n", "utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
