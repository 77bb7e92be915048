"""Takes foreign files in: each once, in parallel, kept by its content; what is refused is collected, not thrown."""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from fanxing.media import clip_in, clip_piece, clip_refusals, jail, joined, photo, sound_in
from fanxing.media.bench import Bench
from fanxing.media.sources import unchanged
from fanxing.media.store import Store
from fanxing.media.taken import Taken
from fanxing.media.tools import tool_version
from fanxing.model.document import fingerprint
from fanxing.model.errors import AssetError, RecipeError
from fanxing.model.words import say

Use = Literal["shot", "picture", "recording", "music"]
"""shot: a picture or a clip, by content · picture · recording: mono · music: stereo."""

Outcome = Taken | AssetError | RecipeError
"""What a file became, or why it cannot be used."""


REFUSALS = photo.REFUSALS | sound_in.REFUSALS | clip_refusals.REFUSALS | joined.REFUSALS | {"media-unknown"}
"""Rules by which a file that is there is refused."""


@dataclass(frozen=True)
class Order:
    """One file to be taken in."""

    file: Path
    """Resolved."""
    sha256: str
    """Of its content."""
    use: Use
    """What it is wanted for."""
    cut: clip_in.Cut = field(default_factory=clip_in.Cut)
    """Which stretch of it, if it is a clip."""


@dataclass(frozen=True)
class _Job:
    """One order, as it is made and kept."""

    name: str
    """Name of the step in the store."""
    key: object
    """All that changes the result."""
    order: Order
    """What is wanted."""
    make: Callable[[Path, Store, photo.Tier, jail.Stop], Taken]
    """Makes it."""

    @property
    def mark(self) -> str:
        """Equal for jobs that have the same result."""
        return fingerprint([self.name, self.key])


def take_in(orders: Sequence[Order], bench: Bench) -> list[Outcome]:
    """Take every file in; outcomes in the order of ``orders``.

    Raises:
        ToolError: A child could not be started, or the disk is full.
    """
    jobs = [_job(order) for order in orders]
    done: dict[str, Outcome] = {}
    for job in jobs:
        kept = bench.store.recall(Taken, job.name, fingerprint(job.key))
        if kept is not None:
            done[job.mark] = kept
    waiting = list({job.mark: job for job in jobs if job.mark not in done}.values())
    for names, tier in _ROUNDS:
        now = [job for job in waiting if job.name in names and job.mark not in done]
        for job, outcome in _round(now, tier, bench):
            done[job.mark] = outcome
            bench.progress(sum(one.mark in done for one in waiting), len(waiting), say("个文件"))
    return [done[job.mark] for job in jobs]


_ROUNDS: tuple[tuple[tuple[str, ...], photo.Tier], ...] = (
    *((("photo",), tier) for tier in photo.TIERS),
    (("recording", "music"), photo.TIERS[1]),
    (("clip",), photo.Tier(clip_piece.MEMORY, 1)),
)
"""What is made together: light things side by side, films one by one, so that memory stays below 2 GiB."""


def _round(jobs: Sequence[_Job], tier: photo.Tier, bench: Bench) -> Iterator[tuple[_Job, Outcome]]:
    """Make jobs side by side; those that want a higher tier are left out."""
    if not jobs:
        return
    stop = threading.Event()
    with ThreadPoolExecutor(max(1, min(bench.jobs, tier.at_once))) as pool:
        running: dict[Future[Outcome | None], _Job] = {
            pool.submit(_outcome, job, tier, bench.store, stop): job for job in jobs
        }
        try:
            for future in as_completed(running):
                outcome = future.result()
                if outcome is not None:
                    yield running[future], outcome
        except BaseException:
            stop.set()  # children of the others die now, not when they are done
            pool.shutdown(cancel_futures=True)
            raise


def _outcome(job: _Job, tier: photo.Tier, store: Store, stop: threading.Event) -> Outcome | None:
    order = job.order

    def make() -> Taken:
        taken = job.make(order.file, store, tier, stop)
        unchanged(order.file, order.sha256, store)
        return taken

    try:
        return store.once(Taken, job.name, job.key, make)
    except photo.MoreMemory:
        return None
    except (AssetError, RecipeError) as refused:
        return refused


def _job(order: Order) -> _Job:
    if order.use in ("recording", "music"):
        take = sound_in.take_recording if order.use == "recording" else sound_in.take_music
        key = _key(order, sound_in.VERSION, sound_in.TOOLS)
        return _Job(order.use, key, order, lambda file, store, _tier, stop: take(file, store, stop))
    with order.file.open("rb") as stream:
        head = stream.read(1024)
    if order.use == "picture" or photo.picture_kind(head):
        key = _key(order, photo.VERSION, photo.TOOLS)
        return _Job(
            "photo", key, order, lambda file, store, tier, stop: photo.take_photo(file, store, tier=tier, stop=stop)
        )
    cut = order.cut
    key = [*_key(order, clip_in.VERSION, clip_in.TOOLS), cut.start, cut.end, cut.sound]
    return _Job("clip", key, order, lambda file, store, _tier, stop: clip_in.take_clip(file, store, cut, stop))


def _key(order: Order, version: int, tools: tuple[str, ...]) -> list[object]:
    return [order.sha256, version, [tool_version(tool) for tool in tools]]
