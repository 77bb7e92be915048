"""Stages that wait for nothing of each other, side by side in threads: what they do longest is not Python's own."""

import threading
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from fanxing.chain.brief import Made
from fanxing.model.document import Document
from fanxing.model.events import Event
from fanxing.model.stage import Stage

AT_ONCE = 2
"""Stages at once at most: more are never ready, and each holds memory."""
_LOOK_UP_S = 0.2
"""Seconds after which the waiting thread looks up: on Windows nothing else lets Ctrl-C through."""

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


def run_abreast(stages: Sequence[Stage], made: Made, make: Make, telling: Telling) -> Made:
    """Make what the stages make; the documents given and made, by kind.

    Args:
        stages: In the chain's order.
        made: Documents given.
        make: Called in a thread; it tells through ``telling`` how far it has come.
        telling: Ends stages when another fails.

    Raises:
        Exception: The first that a stage raised; those beside it have ended by then.
    """
    made, waiting = dict(made), list(stages)
    running: dict[Future[Document], Stage] = {}
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="stage") as threads:
        try:
            while waiting or running:
                for stage in _ready(waiting, running.values()):
                    waiting.remove(stage)
                    inputs = {name: made[kind] for name, kind in stage.reads.items()}
                    running[threads.submit(make, stage, inputs)] = stage
                for future in wait(running, _LOOK_UP_S, FIRST_COMPLETED).done:
                    made[running.pop(future).makes] = future.result()
        finally:
            telling.give_up()
    return made


def _ready(waiting: Sequence[Stage], running: Collection[Stage]) -> list[Stage]:
    """The next stages that read nothing which is still to be made."""
    coming = {stage.makes for stage in (*waiting, *running)}
    ready = [stage for stage in waiting if coming.isdisjoint(stage.reads.values())]
    return ready[: AT_ONCE - len(running)]
