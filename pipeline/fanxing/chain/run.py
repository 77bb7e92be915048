"""The loop: key, keep, make."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from fanxing.chain.abreast import Telling, run_abreast
from fanxing.chain.brief import Made
from fanxing.media.bench import Bench
from fanxing.media.tools import tool_version
from fanxing.model.document import Document, fingerprint
from fanxing.model.errors import FanxingError
from fanxing.model.events import Event, Kept, Progressed, Started
from fanxing.model.events import Made as MadeEvent
from fanxing.model.stage import Stage


@dataclass(frozen=True)
class Job:
    """One cut to be made."""

    cut: str
    """Name of the cut."""
    bench: Bench
    """Where."""
    report: Callable[[Event], None]
    """Whom to tell."""


def needed(chain: Iterable[Stage], wanted: Iterable[type[Document]]) -> tuple[Stage, ...]:
    """The stages that must run so that documents of the ``wanted`` kinds are there, in the chain's order."""
    kinds, picked = set(wanted), []
    for stage in reversed(tuple(chain)):
        if stage.makes in kinds:
            picked.append(stage)
            kinds |= set(stage.reads.values())
    return tuple(reversed(picked))


def key(stage: Stage, inputs: dict[str, Document]) -> str:
    """Name of a stage's result: hash of its name, version, inputs and the tools that shape its bytes."""
    return fingerprint(
        {
            "stage": stage.name,
            "version": stage.version,
            "inputs": inputs,
            "tools": [tool_version(tool) for tool in stage.tools],
        }
    )


def run(chain: tuple[Stage, ...], made: Made, job: Job) -> Made:
    """Make what is not there yet; the documents given and made, by kind.

    In the chain's order on one core; with more, stages that wait for nothing of each other run side by side.

    Raises:
        FanxingError: Of a stage, with a note saying which.
    """
    missing = [stage for stage in chain if stage.makes not in made]
    if job.bench.jobs > 1 and len(missing) > 1:
        telling = Telling(job.report)
        return run_abreast(missing, made, _Makers(replace(job, report=telling)), telling)
    made = dict(made)
    for stage in missing:
        made[stage.makes] = _result(stage, {name: made[kind] for name, kind in stage.reads.items()}, job)
    return made


@dataclass(frozen=True)
class _Makers:
    """Makes documents for stages that run side by side."""

    job: Job

    def make(self, stage: Stage, inputs: dict[str, Document], begins: Callable[[], None]) -> Document:
        """What is kept, or made now."""
        return _result(stage, inputs, self.job, begins)

    def ahead(self, stage: Stage, inputs: dict[str, Document]) -> None:
        """What a stage can make without the rest of its inputs."""
        if stage.ahead is not None:
            stage.ahead(**inputs, bench=_bench(stage, self.job))


def _result(stage: Stage, inputs: dict[str, Document], job: Job, begins: Callable[[], None] = lambda: None) -> Document:
    name = key(stage, inputs)
    kept = job.bench.store.recall(stage.makes, stage.name, name)
    if kept is not None and not stage.always:
        job.report(Kept(stage.name, job.cut))
        return kept
    if not stage.always:
        job.report(Started(stage.name, job.cut))
        begins()
    began = time.monotonic()
    document = _make(stage, inputs, job)
    if document == kept:
        job.report(Kept(stage.name, job.cut))
        return document
    job.bench.store.remember(stage.name, name, document)
    job.report(MadeEvent(stage.name, job.cut, time.monotonic() - began))
    return document


def _make(stage: Stage, inputs: dict[str, Document], job: Job) -> Document:
    try:
        return stage.function(**inputs, bench=_bench(stage, job))
    except FanxingError as error:
        error.add_note(stage.name)
        raise


def _bench(stage: Stage, job: Job) -> Bench:
    """The bench, telling how far that stage has come."""

    def progress(done: int, total: int, unit: str) -> None:
        job.report(Progressed(stage.name, job.cut, done, total, unit))

    return replace(job.bench, progress=progress)
