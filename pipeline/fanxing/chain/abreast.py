"""Stages that wait for nothing of each other, side by side: one in this thread, and beside it what is needed later.

Where nothing else can run beside a stage that is made, what a later one can make without it is made ahead.

In this thread, because Ctrl-C ends what runs here at once, whatever it does; the one beside ends when it next tells how
far it has come.
"""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Protocol

from fanxing.chain.brief import Made
from fanxing.model.document import Document
from fanxing.model.events import Event
from fanxing.model.stage import Stage

_LOOK_UP_S = 0.2
"""Seconds after which a waiting thread looks up: on Windows nothing else lets Ctrl-C through."""

Inputs = dict[str, Document]
"""Documents by the names of a stage's parameters."""


class Makers(Protocol):
    """Makes what stages make."""

    def make(self, stage: Stage, inputs: Inputs, begins: Callable[[], None]) -> Document:
        """Give a stage's document; ``begins`` is called before it is made, and not where it is kept."""
        ...

    def ahead(self, stage: Stage, inputs: Inputs) -> None:
        """Make and keep what the stage can make of some of its inputs."""
        ...


class GivenUp(BaseException):
    """Another stage has failed, or the person has had enough: what this one makes is not wanted any more."""


class Telling:
    """Hands on what stages tell, one at a time; once the work is given up, a stage that tells anything ends."""

    def __init__(self, report: Callable[[Event], None]) -> None:
        """Hand on to ``report``."""
        self._report = report
        self._one = threading.Lock()
        self._given_up = threading.Event()

    def __call__(self, event: Event) -> None:
        """Hand on; GivenUp where nobody wants to hear it."""
        if self._given_up.is_set():
            raise GivenUp
        with self._one:
            self._report(event)

    def give_up(self) -> None:
        """Have every stage end when it tells something next."""
        self._given_up.set()


@dataclass(frozen=True)
class _Beside:
    """What runs in the other thread."""

    stage: Stage
    future: Future[Document]


def run_abreast(stages: Sequence[Stage], made: Made, makers: Makers, telling: Telling) -> Made:
    """Make what the stages make; the documents given and made, by kind.

    Args:
        stages: In the chain's order.
        made: Documents given.
        makers: Make them; they tell through ``telling`` how far they have come.
        telling: Ends the stage beside when the one here fails.

    Raises:
        Exception: Of the stage in this thread where both fail, so that it is the same each time; what runs beside has
            ended by then. A failure beside is raised when the stage here is done, for its work is kept.
    """
    with ThreadPoolExecutor(1, thread_name_prefix="stage") as thread:
        try:
            return _Run(stages, made, makers, thread).run()
        finally:
            telling.give_up()


class _Run:
    """The stages that are still to be made, and what is made of them."""

    def __init__(self, stages: Sequence[Stage], made: Made, makers: Makers, thread: Executor) -> None:
        self._waiting = list(stages)
        self._made = dict(made)
        self._makers = makers
        self._thread = thread
        self._beside: _Beside | None = None
        self._ahead: Future[None] | None = None
        self._tried: set[str] = set()

    def run(self) -> Made:
        while self._waiting or self._beside:
            ready = _ready(self._waiting, self._beside)
            later = _needed_later(ready, self._waiting) if self._beside is None and not self._is_ahead() else None
            if later is not None:
                ready.remove(later)
                inputs = self._inputs(later)
                self._beside = _Beside(later, self._thread.submit(self._makers.make, later, inputs, _nothing))
            if ready:
                self._here(ready[0])
            elif self._beside is not None:
                wait([self._beside.future], _LOOK_UP_S)
            if self._beside is not None and self._beside.future.done():
                self._made[self._beside.stage.makes] = self._beside.future.result()
                self._beside = None
        return self._made

    def _here(self, stage: Stage) -> None:
        """Make a stage's document in this thread; once what was made ahead of it is."""
        while stage.name in self._tried and self._ahead is not None and not self._ahead.done():
            wait([self._ahead], _LOOK_UP_S)
        inputs = self._inputs(stage)
        self._made[stage.makes] = self._makers.make(stage, inputs, self._make_ahead)

    def _make_ahead(self) -> None:
        """Begin what can be made without what is made here now; where that fails, the stage itself will tell."""
        if self._beside is not None or self._is_ahead():
            return
        for stage in self._waiting:
            reads = stage.reads_ahead
            if reads and stage.name not in self._tried and all(kind in self._made for kind in reads.values()):
                self._tried.add(stage.name)
                inputs = {name: self._made[kind] for name, kind in reads.items()}
                self._ahead = self._thread.submit(self._makers.ahead, stage, inputs)
                return

    def _is_ahead(self) -> bool:
        return self._ahead is not None and not self._ahead.done()

    def _inputs(self, stage: Stage) -> Inputs:
        self._waiting.remove(stage)
        return {name: self._made[kind] for name, kind in stage.reads.items()}


def _nothing() -> None:
    """What begins beside has nothing made ahead of it."""


def _ready(waiting: Sequence[Stage], beside: _Beside | None) -> list[Stage]:
    """The stages that read nothing which is still to be made, in the chain's order."""
    coming = {stage.makes for stage in waiting} | ({beside.stage.makes} if beside else set())
    return [stage for stage in waiting if coming.isdisjoint(stage.reads.values())]


def _needed_later(ready: Sequence[Stage], waiting: Sequence[Stage]) -> Stage | None:
    """The ready stage that is read later than the first one, and latest of all; None where all are needed as soon."""
    if len(ready) < 2:
        return None

    def first_read(stage: Stage) -> int:
        reading = (at for at, other in enumerate(waiting) if stage.makes in other.reads.values())
        return next(reading, len(waiting))

    latest = max(ready, key=first_read)
    return latest if first_read(latest) > first_read(ready[0]) else None
