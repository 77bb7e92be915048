"""Stages that wait for nothing of each other, side by side: one in this thread, and beside it what is needed later.

In this thread, because Ctrl-C ends what runs here at once, whatever it does; the one beside ends when it next tells how
far it has come.
"""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from fanxing.chain.brief import Made
from fanxing.model.document import Document
from fanxing.model.events import Event
from fanxing.model.stage import Stage

_LOOK_UP_S = 0.2
"""Seconds after which a waiting thread looks up: on Windows nothing else lets Ctrl-C through."""

Make = Callable[[Stage, dict[str, Document]], Document]
"""Makes a stage's document of its inputs, by the names of its parameters."""


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


def run_abreast(stages: Sequence[Stage], made: Made, make: Make, telling: Telling) -> Made:
    """Make what the stages make; the documents given and made, by kind.

    Args:
        stages: In the chain's order.
        made: Documents given.
        make: Makes one; it tells through ``telling`` how far it has come.
        telling: Ends the stage beside when the one here fails.

    Raises:
        Exception: Of the stage in this thread where both fail, so that it is the same each time; what runs beside has
            ended by then. A failure beside is raised when the stage here is done, for its work is kept.
    """
    made, waiting = dict(made), list(stages)
    beside: _Beside | None = None

    def inputs(stage: Stage) -> dict[str, Document]:
        waiting.remove(stage)
        return {name: made[kind] for name, kind in stage.reads.items()}

    with ThreadPoolExecutor(1, thread_name_prefix="stage") as thread:
        try:
            while waiting or beside:
                ready = _ready(waiting, beside)
                later = _needed_later(ready, waiting) if beside is None else None
                if later is not None:
                    ready.remove(later)
                    beside = _Beside(later, thread.submit(make, later, inputs(later)))
                if ready:
                    made[ready[0].makes] = make(ready[0], inputs(ready[0]))
                elif beside is not None:
                    wait([beside.future], _LOOK_UP_S)
                if beside is not None and beside.future.done():
                    made[beside.stage.makes] = beside.future.result()
                    beside = None
        finally:
            telling.give_up()
    return made


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
