"""All printing: results on standard output, progress and faults on standard error."""

import json
import re
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from fanxing.batch.outcome import Done, Outcome, fault_json, overall
from fanxing.chain.plan import Planned
from fanxing.cli.names import cut_name, stage_name
from fanxing.model.errors import Fault
from fanxing.model.events import Event, Kept, Made, Progressed, Started, Warned
from fanxing.model.words import say, shown
from fanxing.publish.manifest import read_manifest

PLAIN_EVERY_S = 10.0
"""Without a terminal a long work tells how far it is this often."""

CHECKLIST = "checklist.html"
"""What a package's reader opens first."""
MOST_FILES = 6
"""More files of a cut than these are counted, not listed."""


def _errors() -> Console:
    return Console(stderr=True, soft_wrap=True, highlight=False)


def line(words: str = "") -> None:
    """One line of a result."""
    sys.stdout.write(f"{shown(words)}\n")


def as_json(value: object) -> None:
    """One JSON object, and nothing else, on standard output."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    sys.stdout.write(re.sub("[\ud800-\udfff]", lambda half: json.dumps(shown(half[0]))[1:-1], text) + "\n")


def faults(told: Iterable[Fault]) -> None:
    """All faults and advice on standard error; a mend that serves several of one rule stands once, below them."""
    groups: dict[tuple[str, ...], list[Fault]] = {}
    for one in told:
        alone = () if one.rule and one.mend else (str(len(groups)),)
        groups.setdefault((one.rule, one.level, one.mend, *alone), []).append(one)
    for group in groups.values():
        advice = group[0].level == "advice"
        text = Text()
        for one in group:
            text.append(say("提醒：") if advice else say("错误："), style="bold yellow" if advice else "bold red")
            text.append(one.found + "\n")
        if group[0].mend:
            text.append(say("    改法：{mend}", mend=group[0].mend) + "\n")
        _errors().print(text, end="")


def failure(told: Iterable[Fault], code: int, *, as_object: bool) -> int:
    """A command that came to nothing; its exit code.

    Args:
        told: Why.
        code: Exit code.
        as_object: ``--json``: one object, as ``outcomes`` writes it, with the faults of no recipe beside.
    """
    told = tuple(told)
    if as_object:
        as_json({"ok": False, "exit": code, "recipes": [], "faults": [fault_json(one) for one in told]})
    faults(told)
    return code


def outcomes(told: tuple[Outcome, ...], *, as_object: bool, quiet: bool, places: bool = True) -> int:
    """What became of each recipe; the exit code.

    Args:
        told: One a recipe.
        as_object: ``--json``.
        quiet: Only faults.
        places: Say where each cut lies.
    """
    code = overall(told)
    if as_object:
        as_json({"ok": code == 0, "exit": code, "recipes": [one.as_json() for one in told]})
        return code
    for outcome in told:
        faults(one for one in outcome.faults if one.level == "fault" or not quiet)
        for done in outcome.cuts:
            if places and not quiet and done.place is not None:
                _place(done, done.place)
    if len(told) > 1:
        good = sum(1 for one in told if not one.exit_code)
        _errors().print(say("{good} 份完成，{bad} 份没有完成", good=good, bad=len(told) - good))
    return code


def _place(done: Done, place: Path) -> None:
    kept = say("（未变）") if done.kept else ""
    one_file = len(done.files) == 1
    where = place / done.files[0] if one_file else place
    cut = cut_name(done.cut)
    line(say("{cut}　{seconds:.1f} 秒　{place}{kept}", cut=cut, seconds=done.seconds, place=where, kept=kept))
    manifest = read_manifest(place) if not done.files else None
    if manifest is not None and manifest.get("draft") is not True and (place / CHECKLIST).is_file():
        line(say("    打开 {page}，照着发布", page=place / CHECKLIST))
    if not one_file:
        for name in done.files[:MOST_FILES]:
            line(f"    {name}")
        if len(done.files) > MOST_FILES:
            line(say("    …… 共 {count} 个文件", count=len(done.files)))


def findings(found: tuple[Fault, ...], *, as_object: bool, strict: bool = False) -> int:
    """What a check found; the exit code: 6 where something does not pass."""
    code = 6 if any(one.level == "fault" or strict for one in found) else 0
    if as_object:
        as_json({"ok": code == 0, "exit": code, "faults": [fault_json(one) for one in found]})
        return code
    faults(found)
    if not found:
        line(say("没有问题"))
    return code


class Watcher:
    """Tells what a run does: bars with the remaining time on a terminal, plain lines otherwise, nothing when quiet."""

    def __init__(self, *, quiet: bool, verbose: bool, silent: bool = False) -> None:
        """Tell of warnings too unless ``silent``; of steps unless ``quiet``."""
        self._silent = silent
        self._quiet = quiet or silent
        self._verbose = verbose
        self._console = _errors()
        self._bars: Progress | None = None
        self._tasks: dict[tuple[str, str], TaskID] = {}
        self._told: dict[tuple[str, str], float] = {}
        if self._console.is_terminal and not self._quiet:
            self._bars = Progress(
                SpinnerColumn(),
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[unit]}"),
                TimeRemainingColumn(),
                console=self._console,
                transient=True,
            )

    def __enter__(self) -> Self:
        if self._bars is not None:
            self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._bars is not None:
            self._bars.stop()

    def __call__(self, event: Event) -> None:
        """Take one event."""
        if isinstance(event, Warned):
            if self._silent:
                return
            self._console.print(Text(say("提醒：{what}", what=event.what), style="yellow"))
        elif self._quiet:
            return
        elif isinstance(event, Progressed):
            self._progress(event)
        else:
            self._step(event)

    def _progress(self, event: Progressed) -> None:
        at = (event.stage, event.cut)
        if self._bars is None:
            now = time.monotonic()
            if now - self._told.setdefault(at, now) >= PLAIN_EVERY_S:
                self._told[at] = now
                self._print(event.stage, event.cut, f"{event.done}/{event.total or '?'} {event.unit}")
            return
        if at not in self._tasks:
            self._tasks[at] = self._bars.add_task(
                f"{cut_name(event.cut)} {stage_name(event.stage)}", total=event.total or None, unit=event.unit
            )
        self._bars.update(self._tasks[at], completed=event.done, total=event.total or None, unit=event.unit)

    def _step(self, event: Started | Made | Kept) -> None:
        task = self._tasks.pop((event.stage, event.cut), None)
        if self._bars is not None and task is not None:
            self._bars.remove_task(task)
        if isinstance(event, Made):
            self._print(event.stage, event.cut, say("完成，{seconds:.1f} 秒", seconds=event.seconds))
        elif self._verbose:
            self._print(event.stage, event.cut, say("已有") if isinstance(event, Kept) else say("开始"))

    def _print(self, stage: str, cut: str, words: str) -> None:
        self._console.print(f"{cut_name(cut)}　{stage_name(stage)}　{words}")


VERDICTS = {"kept": say("沿用"), "make": say("要做"), "depends": say("待定")}
"""Words for a plan's verdicts."""


def plans(planned: dict[str, tuple[Planned, ...]]) -> None:
    """What would be made, cut by cut."""
    for cut, told in planned.items():
        line(cut_name(cut))
        for one in told:
            line(f"  {stage_name(one.stage)}　{VERDICTS[one.verdict]}　{one.why}".rstrip())


def table(rows: Iterable[tuple[str, ...]]) -> None:
    """Rows of words, parted by wide spaces, on standard output."""
    for row in rows:
        line("　".join(part for part in row if part))


def usage(words: str, hint: str = "") -> None:
    """What is wrong with a command line."""
    text = Text(say("错误："), style="bold red")
    text.append(shown(words), style="default not bold")
    if hint:
        text.append(say("\n    改法：{hint}", hint=hint), style="default not bold")
    _errors().print(text)


def plain(value: Any) -> str:  # noqa: ANN401 - whatever a report holds
    """A value in words."""
    return "—" if value is None else str(value)
