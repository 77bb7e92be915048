"""Part forty museum narrations into cues, score them against two plain ways, and print the table.

Run: .venv/bin/python bench/cues/run.py [--show]
"""

import itertools
import re
import sys
import warnings
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from time import perf_counter

import yaml

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from score import CLOSING, ENDS, MARKS, MIDDLES, WEIGHTS, Seen, points, violations

from fanxing.media.captions.cues import Manner, Placed, cues_of
from fanxing.media.captions.whole import names_worth_keeping
from fanxing.media.speech.silent import Silent
from fanxing.media.speech.speaker import Order
from fanxing.model.narration import Take
from fanxing.model.script import Line

RATE = Fraction(30)
GAP = 8
"""Frames between two lines."""

Way = Callable[[Sequence[Placed], tuple[str, ...]], list[Seen]]


def placed(lines: Sequence[str]) -> list[Placed]:
    """Let the silent voice, at a guide's pace, say when each character would be heard."""
    at, out = 0, []
    for number, text in enumerate(lines, start=1):
        speech = Silent()(Order(text=text, rate=1.0, lexicon={}))
        samples = len(speech.sound)
        take = Take(
            line=f"p/{number}", voice="silent", speaker="silent", sound=None, samples=samples, units=speech.units
        )
        out.append(Placed(Line(id=f"p/{number}", text=text), take, Fraction(at)))
        at += -(-samples // 1600) + GAP
    return out


def ours(lines: Sequence[Placed], names: tuple[str, ...]) -> list[Seen]:
    """Cues of fanxing."""
    made = cues_of(lines, RATE, Manner(names=names))
    return [Seen(one.span.start / 30, one.span.end / 30, one.text, one.raw) for one in made]


def at_marks(lines: Sequence[Placed], names: tuple[str, ...]) -> list[Seen]:
    """Part at punctuation, then evenly: what most scripts do."""
    del names
    pattern = f"(?<=[{ENDS}{MIDDLES}])(?![{CLOSING}])"
    return [
        piece
        for line in lines
        for stretch in re.split(pattern, line.line.text)
        for piece in _evenly(line, stretch, -(-sum(mark not in MARKS for mark in stretch) // 14))
    ]


def by_count(lines: Sequence[Placed], names: tuple[str, ...]) -> list[Seen]:
    """Every fourteen characters."""
    del names
    return [
        piece
        for line in lines
        for piece in _evenly(line, line.line.text, -(-sum(mark not in MARKS for mark in line.line.text) // 14))
    ]


def _evenly(line: Placed, stretch: str, count: int) -> list[Seen]:
    start = line.line.text.index(stretch) if stretch else 0
    units = [unit for unit in line.take.units if start <= unit.at < start + len(stretch)]
    if not units or not count:
        return []
    size = -(-len(units) // count)
    out = []
    for at in range(0, len(units), size):
        group = units[at : at + size]
        raw = line.line.text[group[0].at : group[-1].at + group[-1].length]
        offset = float(line.start) / 30
        out.append(Seen(offset + group[0].start / 48_000, offset + group[-1].end / 48_000, raw, raw))
    return out


WAYS: dict[str, Way] = {"fanxing": ours, "at punctuation": at_marks, "every 14": by_count}


def main() -> int:
    """Print the table; 0 where the goals are met."""
    scripts = yaml.safe_load(Path(__file__).with_name("scripts.yaml").read_text("utf-8"))
    rules = list(WEIGHTS)
    print(f"{len(scripts)} scripts, {sum(len(one['lines']) for one in scripts)} lines; violations per 100 cues")
    print(
        f"{'way':16}{'cues':>6}" + "".join(f"{rule:>10}" for rule in rules) + f"{'good %':>8}{'score':>7}{'worst':>7}"
    )
    met = True
    for way, make in WAYS.items():
        total, cues, worst, began = dict.fromkeys([*rules, "joints", "good"], 0.0), 0, 100.0, perf_counter()
        for script in scripts:
            names = names_worth_keeping(script["names"])
            seen = make(placed(script["lines"]), names)
            found = violations(seen, script["lines"], names)
            worst = min(worst, points(found, len(seen)))
            cues += len(seen)
            total = {key: total[key] + found[key] for key in total}
            if way == "fanxing" and "--show" in sys.argv:
                _show(seen, found)
        score, good = points(total, cues), 100 * total["good"] / max(total["joints"], 1)
        row = "".join(f"{100 * total[rule] / cues:10.1f}" for rule in rules)
        print(f"{way:16}{cues:6}{row}{good:8.1f}{score:7.1f}{worst:7.1f}   {perf_counter() - began:.1f} s")
        if way == "fanxing":
            met = score >= 98 and not total["split"] and not total["parted"] and good >= 90
    print("goals met" if met else "goals missed")
    return 0 if met else 1


def _show(seen: Sequence[Seen], found: dict[str, float]) -> None:
    print("  " + " | ".join(one.text for one in seen))
    broken = {rule: count for rule, count in found.items() if rule in WEIGHTS and count}
    for one, after in itertools.pairwise(seen):
        if after.start_s < one.end_s - 1e-6:
            broken["overlap"] = broken.get("overlap", 0) + 1
    if broken:
        print("  !", broken)


if __name__ == "__main__":
    raise SystemExit(main())
