"""A whole render in this process, stage by stage: CPU and wall of each, as the chain tells when they begin and end."""

import argparse
import json
import resource
import time
from pathlib import Path

from fanxing.batch.work import Work
from fanxing.chain.brief import Options, read_brief
from fanxing.cli.main import collect_seldom
from fanxing.cli.video import package
from fanxing.model.events import Event, Kept, Made, Progressed, Started
from fanxing.model.subtitle import SubtitleTrack


def spent() -> float:
    """CPU seconds of this process and its ended children."""
    return sum(
        used.ru_utime + used.ru_stime
        for used in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    )


class Clock:
    """Notes what each stage takes. Of stages side by side each is charged with the CPU of both."""

    def __init__(self) -> None:
        self.stages: dict[str, dict[str, float]] = {}
        self._first = spent(), time.perf_counter()
        self._began: dict[str, tuple[float, float]] = {}

    def __call__(self, event: Event) -> None:
        """Note an event."""
        if isinstance(event, Started | Progressed):  # what is made ahead of a stage is told before it starts
            self._began.setdefault(event.stage, (spent(), time.perf_counter()))
        elif isinstance(event, Made):
            cpu, wall = self._began.get(event.stage, self._first)  # gathering tells only that it is done
            took = {"cpu_s": spent() - cpu, "wall_s": time.perf_counter() - wall}
            self.stages[event.stage] = {name: round(value, 3) for name, value in took.items()}
        elif isinstance(event, Kept):
            self.stages.setdefault(event.stage, {"cpu_s": 0.0, "wall_s": 0.0})


def main() -> None:
    """Measure, and print the figures as JSON."""
    words = argparse.ArgumentParser()
    words.add_argument("recipe", type=Path)
    words.add_argument("room", type=Path)
    words.add_argument("--jobs", type=int, default=2)
    words.add_argument("--draft", action="store_true")
    told = words.parse_args()
    collect_seldom()
    home = told.room / "home"
    spans = len(list((home / "kept").glob("span-*.json")))
    clock = Clock()
    began_cpu, began = spent(), time.perf_counter()
    options = Options(out=told.room / "out", home=home, jobs=told.jobs, draft=told.draft)
    work = Work(read_brief(told.recipe), "episode", options, clock)
    done = package(work)
    cost = {"cpu_s": round(spent() - began_cpu, 3), "wall_s": round(time.perf_counter() - began, 3)}
    cost["seconds"] = float(done.seconds)
    cost["spans_made"] = len(list((home / "kept").glob("span-*.json"))) - spans
    track = work.make(SubtitleTrack)[SubtitleTrack]
    cost["cues"] = [[cue.text, cue.span.duration] for cue in track.cues]
    print(json.dumps({**cost, "stages": clock.stages}))


if __name__ == "__main__":
    main()
