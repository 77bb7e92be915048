"""Figures -> a table of goals, a table of the ways to make the film, and a plot."""

import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment

Figures = dict[str, Any]


@dataclass(frozen=True)
class Goal:
    """What is asked for, and how it is read off the figures."""

    what: str
    goal: float
    measured: Callable[[Figures], float]
    least: bool = False
    """The goal is a floor, not a ceiling."""
    unit: str = ""

    def row(self, figures: Figures) -> str | None:
        """Its line of the table; None where its part was not measured."""
        try:
            value = self.measured(figures)
        except KeyError:
            return None
        met = value >= self.goal if self.least else value <= self.goal
        sign = ">=" if self.least else "<="
        return f"| {self.what} | {sign} {self.goal:g}{self.unit} | {value:.3g}{self.unit} | {'yes' if met else 'no'} |"


def _paired(figures: Figures, one: str, other: str, what: str) -> float:
    return statistics.median(each[one][what] / each[other][what] for each in figures["pairs"]["rounds"])


def _median(figures: Figures, name: str, what: str = "wall_s") -> float:
    return statistics.median(each[name][what] for each in figures["pairs"]["rounds"] if name in each)


def _rounds(figures: Figures, value: Callable[[Figures], float]) -> float:
    return statistics.median(map(value, figures["renders"]["rounds"]))


def _per_second(one: Figures) -> float:
    return float(one["frames"] / one["wall_s"])


def _rival(figures: Figures, name: str) -> float:
    rival = figures["rivals"][name]
    return _per_second(rival["beside"]) / (rival["frames"] / rival["all_wall_s"])


def _warm(one: Figures) -> float:
    return statistics.median(run["wall_s"] for run in one["warm"])


def _same(figures: Figures) -> float:
    made = {
        each[name]["sha256"] for each in figures["pairs"]["rounds"] for name in ("stage", "stage_one") if name in each
    }
    return float(len(made))


GOALS = (
    Goal("CPU of the picture stage / of the encoder alone", 1.25, lambda f: _paired(f, "stage", "floor", "cpu_s")),
    Goal(
        "wall of the picture stage / of the encoder alone, all cores",
        1.25,
        lambda f: _paired(f, "stage", "floor_all", "wall_s"),
    ),
    Goal("frames a second, fanxing / moviepy", 18, lambda f: _rival(f, "moviepy"), least=True),
    Goal("frames a second, fanxing / one ffmpeg graph", 1.35, lambda f: _rival(f, "ffmpeg"), least=True),
    Goal(
        "whole cold render / its picture stage, wall",
        1.40,
        lambda f: _rounds(f, lambda one: one["cold"]["all_wall_s"] / one["cold"]["stages"]["picture"]["wall_s"]),
    ),
    Goal(
        "whole cold render / its picture stage, CPU",
        1.40,
        lambda f: _rounds(f, lambda one: one["cold"]["all_cpu_s"] / one["cold"]["stages"]["picture"]["cpu_s"]),
    ),
    Goal(
        "one changed line / cold render, wall, less the share of frames that show it",
        0.08,
        lambda f: _rounds(f, lambda one: one["changed"]["all_wall_s"] / one["cold"]["all_wall_s"] - one["shown"]),
    ),
    Goal("nothing changed, wall", 1.5, lambda f: _rounds(f, _warm), unit=" s"),
    Goal(
        "nothing changed / cold render of 60 s of film",
        0.03,
        lambda f: _rounds(f, lambda one: _warm(one) / (one["cold"]["all_wall_s"] / one["cold"]["seconds"] * 60)),
    ),
    Goal(
        "draft / cold render, wall",
        0.20,
        lambda f: _rounds(f, lambda one: one["draft"]["all_wall_s"] / one["cold"]["all_wall_s"]),
    ),
    Goal(
        "two processes / one, wall of the picture stage",
        0.58,
        lambda f: _median(f, "stage") / _median(f, "stage_one"),
    ),
    Goal(
        "16 objects / 4 objects, wall",
        4.2,
        lambda f: f["growth"]["16"]["all_wall_s"] / f["growth"]["4"]["all_wall_s"],
    ),
    Goal("peak memory of all processes, 16 objects", 900, lambda f: f["growth"]["16"]["peak_mib"], unit=" MiB"),
    Goal("different films of one recipe, with one process and with all", 1, _same),
)
"""The table of goals."""


@dataclass(frozen=True)
class Way:
    """A way to make the film, measured."""

    name: str
    per_second: float
    cpu_ms: float
    peak_mib: float
    mbit: float
    vmaf: float


def ways(figures: Figures) -> Iterator[Way]:
    """All ways that were measured."""
    pairs, rivals = figures.get("pairs"), figures.get("rivals", {})
    if pairs:
        for name, key, seen in (("the encoder alone", "floor_all", "floor_vmaf"), ("fanxing", "stage", "vmaf")):
            one = pairs["rounds"][0][key] | {"wall_s": _median(figures, key), "cpu_s": _median(figures, key, "cpu_s")}
            yield _way(name, one, one["wall_s"], one["cpu_s"], pairs[seen])
    for name, shown in (("ffmpeg", "one ffmpeg graph"), ("moviepy", "moviepy")):
        if name in rivals:
            one = rivals[name]
            yield _way(shown, one, one["all_wall_s"], one["all_cpu_s"], one["vmaf"])


def _way(name: str, one: Figures, wall: float, cpu: float, seen: float) -> Way:
    frames = one["frames"]
    return Way(name, frames / wall, cpu / frames * 1000, one["peak_mib"], one["bytes"] * 8 / frames * 30 / 1e6, seen)


def tables(figures: Figures) -> str:
    """Both tables and what each stage took, in Markdown."""
    lines = ["| | goal | measured | met |", "|---|---|---|---|"]
    lines += [row for goal in GOALS if (row := goal.row(figures))]
    lines += ["", "| | frames a second | CPU ms a frame | peak MiB | Mbit/s | VMAF |", "|---|---|---|---|---|---|"]
    lines += [
        f"| {way.name} | {way.per_second:.1f} | {way.cpu_ms:.1f} | {way.peak_mib:.0f} "
        f"| {way.mbit:.2f} | {way.vmaf:.1f} |"
        for way in ways(figures)
    ]
    lines += ["", "VMAF is against fanxing's own frames: of programs that move the pictures otherwise it says little."]
    if "renders" in figures:
        lines += [
            "",
            "| stage | cold, CPU s | cold, wall s | one line, CPU s | one line, wall s |",
            "|---|---|---|---|---|",
        ]
        first = figures["renders"]["rounds"][0]
        for name, cost in first["cold"]["stages"].items():
            after = first["changed"]["stages"].get(name, {"cpu_s": 0.0, "wall_s": 0.0})
            told = (cost["cpu_s"], cost["wall_s"], after["cpu_s"], after["wall_s"])
            lines.append(f"| {name} | " + " | ".join(f"{value:.2f}" for value in told) + " |")
    if "growth" in figures:
        lines += ["", "| objects | film s | CPU s | wall s | peak MiB |", "|---|---|---|---|---|"]
        for name, one in figures["growth"].items():
            if name.isdigit():
                took = f"{one['all_cpu_s']:.1f} | {one['all_wall_s']:.1f} | {one['peak_mib']:.0f}"
                lines.append(f"| {name} | {one['seconds']:.0f} | {took} |")
    if "presets" in figures:
        lines += ["", "| preset | crf | CPU ms a frame | Mbit/s | VMAF |", "|---|---|---|---|---|"]
        lines += [
            f"| {row['preset']} | {row['crf']:g} | {row['cpu_ms_per_frame']} | {row['mbit_s']} | {row['vmaf']} |"
            for row in figures["presets"]["rows"]
        ]
    return "\n".join(lines) + "\n"


PLOT = """<svg xmlns="http://www.w3.org/2000/svg" font-family="sans-serif" \
viewBox="0 0 640 {{ 58 + 34 * ways | length }}">
<title>Frames a second</title>
<style>text { font-size: 14px; fill: #333 } .quiet { fill: #777 } @media (prefers-color-scheme: dark) \
{ text { fill: #ddd } .quiet { fill: #999 } }</style>
<text x="8" y="22">frames a second (1080×1920, {{ cores }} cores) · 每秒帧数</text>
{% for way in ways -%}
{% set y = 40 + 34 * loop.index0 -%}
<text x="150" y="{{ y + 17 }}" text-anchor="end">{{ way.name }}</text>
<rect x="160" y="{{ y }}" width="{{ "%.1f" | format([way.per_second * scale, 1] | max) }}" height="24" rx="3" \
fill="{{ "#b5482f" if way.name == "fanxing" else "#9aa3a8" }}"/>
<text x="{{ "%.1f" | format(168 + way.per_second * scale) }}" y="{{ y + 17 }}">{{ "%.1f" | format(way.per_second) }} \
<tspan class="quiet">{{ "%.0f" | format(way.cpu_ms) }} ms CPU</tspan></text>
{% endfor -%}
</svg>
"""
"""Drawn by a template because a few bars need no library, and the text stays text."""


def plot(figures: Figures) -> str:
    """The ways as bars, SVG."""
    found = list(ways(figures))
    most = max((one.per_second for one in found), default=1.0)
    drawn = Environment(autoescape=True).from_string(PLOT)
    return drawn.render(ways=found, cores=figures["cores"], scale=330 / most)


def write_report(figures: Figures, table: Path, picture: Path) -> int:
    """Write the tables and the plot, and print the tables; 0, for a missed goal is a finding and no failure."""
    told = f"Recipe {figures['recipe']}, {figures['cores']} cores.\n\n{tables(figures)}"
    table.write_text(told, "utf-8")
    picture.write_text(plot(figures), "utf-8")
    print(told)
    return 0
