"""Tells what a run does while it goes, and what is kept when it is stopped."""

import time
from types import TracebackType
from typing import Self

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

from fanxing.cli.names import STAGE_NAMES, cut_name, stage_name
from fanxing.cli.show import errors
from fanxing.cli.stopping import STOPPING
from fanxing.model.events import Event, Kept, Made, Progressed, Started, Warned
from fanxing.model.words import say

PLAIN_EVERY_S = 10.0
"""Without a terminal a long work tells how far it is this often."""
WORTH_TELLING_S = 1.0
"""What takes less is told of only with ``-v``."""

_PIECEWISE = ("gather", "narrate", "picture", "inspect")
"""Stages that keep what they have done before they are done."""


class Watcher:
    """Tells what a run does: bars with the remaining time on a terminal, plain lines otherwise, nothing when quiet."""

    def __init__(self, *, quiet: bool, verbose: bool, silent: bool = False) -> None:
        """Tell of warnings too unless ``silent``; of steps unless ``quiet``."""
        self._silent = silent
        self._quiet = quiet or silent
        self._verbose = verbose
        self._console = errors()
        self._bars: Progress | None = None
        self._tasks: dict[tuple[str, str], TaskID] = {}
        self._told: dict[tuple[str, str], float] = {}
        self._far: dict[str, dict[str, str]] = {}
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
        STOPPING.ask(self.kept)
        if self._bars is not None:
            self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._bars is not None:
            self._bars.stop()
        if kind is None or not issubclass(kind, KeyboardInterrupt):
            STOPPING.ask(None)

    def kept(self) -> str:
        """What is done of the film in the making, in words: that is kept whatever happens."""
        *whole, (cut, stages) = list(self._far.items()) or [("", {})]
        names = [name for stage, name in STAGE_NAMES.items() if stages.get(stage) == ""]
        under_way = [f"{stage_name(stage)} {stages[stage]}" for stage in _PIECEWISE if stages.get(stage)]
        done = sum(not stages.get("package", "?") for _, stages in whole)
        parts = [say("做完的 {count} 条片子", count=done)] if done else []
        if names or under_way:
            told = say("，").join(part for part in (say("、").join(names), *under_way) if part)
            parts.append(say("{cut}：{told}", cut=cut_name(cut), told=told))
        return say("；").join(parts)

    def _note(self, event: Event) -> None:
        """Remember how far each stage of a film is; empty: it is done."""
        if isinstance(event, Progressed) and event.done:
            self._far.setdefault(event.cut, {})[event.stage] = f"{event.done}/{event.total or '?'} {event.unit}"
        elif isinstance(event, Made | Kept):
            self._far.setdefault(event.cut, {})[event.stage] = ""

    def __call__(self, event: Event) -> None:
        """Take one event."""
        self._note(event)
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
        if isinstance(event, Made) and (self._verbose or event.seconds >= WORTH_TELLING_S):
            self._print(event.stage, event.cut, say("完成，{seconds:.1f} 秒", seconds=event.seconds))
        elif self._verbose and not isinstance(event, Made):
            self._print(event.stage, event.cut, say("已有") if isinstance(event, Kept) else say("开始"))

    def _print(self, stage: str, cut: str, words: str) -> None:
        self._console.print(f"{cut_name(cut)}　{stage_name(stage)}　{words}")
