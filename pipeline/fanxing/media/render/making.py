"""Makes the spans that are not kept: this process draws, workers sample and encode."""

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future

from fanxing.media.bench import Bench
from fanxing.media.render.designs import Designers
from fanxing.media.render.drawing import Drawings, Drawn, Studio, Wanted, name_of, wishes
from fanxing.media.render.orders import Canvas, CardScene, Scene, SpanOrder, SpanVideo, StillScene
from fanxing.media.render.prepare import Preparing, forget_photographs
from fanxing.media.render.span import NAME, make_span
from fanxing.media.render.steady import give_memory_back, lean_memory, lent_memory, trim
from fanxing.media.render.workers import crew
from fanxing.media.store import Store
from fanxing.model.document import fingerprint
from fanxing.model.words import say

WORTH = 80
"""Frames from which on another process is worth its start, which takes as long as some twenty frames."""
_TRIMMED = 8
"""Spans after which what this process has freed goes back to the system; it takes milliseconds."""
_Task = tuple[Canvas, StillScene | CardScene]
"""A scene to be made ready."""


def make_spans(
    orders: Sequence[SpanOrder], designers: Designers, bench: Bench, *, most: int | None = None
) -> dict[str, SpanVideo]:
    """Give every span by the fingerprint of its order: kept, or made now.

    Args:
        orders: What they show.
        designers: Who draws for each shape.
        bench: Where.
        most: Where more frames than that are missing, nothing is made.

    Raises:
        ToolError: A process died, the disk is full, a kept file is broken.
    """
    wanted = {fingerprint(order): order for order in orders}
    made = {key: kept for key in wanted if (kept := bench.store.recall(SpanVideo, NAME, key)) is not None}
    missing = {key: order for key, order in wanted.items() if key not in made}
    total = sum(order.frames for order in wanted.values())
    frames = sum(order.frames for order in missing.values())
    if most is not None and frames > most:
        return made

    def tell() -> None:
        bench.progress(sum(one.frames for one in made.values()), total, say("帧"))

    tell()
    if missing:
        give_memory_back()
        jobs = min(bench.jobs, len(missing), 1 + frames // WORTH)
        with crew(jobs) as workers, lean_memory() if jobs > 1 else contextlib.nullcontext():
            for key, span in _Line(missing, Studio(bench.store, designers), workers, bench).run():
                made[key] = span
                tell()
                if jobs > 1 and len(made) % _TRIMMED == 0:
                    trim()  # covers may have been made beside until now
    return made


class _Line:
    """The order in which things are drawn, made ready, and made into spans."""

    def __init__(self, missing: Mapping[str, SpanOrder], studio: Studio, workers: Executor, bench: Bench) -> None:
        self._missing = missing
        self._studio = studio
        self._workers = workers
        self._store = bench.store
        self._ahead = 2 * bench.jobs
        self._drawn: dict[str, Drawn] = {}
        self._views = _views(missing.values())
        self._coming: dict[str, Future[SpanVideo]] = {}

    def run(self) -> Iterator[tuple[str, SpanVideo]]:
        """Draw and give out the work in film order; scenes are begun some spans before they are needed."""
        orders = list(self._missing.items())
        for at in range(len(orders) + self._ahead):
            if at < len(orders):
                self._begin(orders[at][1])
            if at >= self._ahead:
                key, order = orders[at - self._ahead]
                drawings = self._drawings(wishes(order.scenes, order.laid), order.canvas)
                self._coming[key] = self._workers.submit(make_span, order, drawings, self._store)
            yield from self._finished()
        for key in list(self._coming):
            yield key, self._coming.pop(key).result()

    def _finished(self) -> Iterator[tuple[str, SpanVideo]]:
        for key in [key for key, future in self._coming.items() if future.done()]:
            yield key, self._coming.pop(key).result()

    def _drawings(self, wanted: Iterable[Wanted], canvas: Canvas) -> dict[str, Drawn]:
        """What was wished for, drawn now where it is not yet."""
        names = {name_of(wish, canvas): wish for wish in wanted}
        for name, wish in names.items():
            if name not in self._drawn:
                self._drawn[name] = self._studio.draw(wish, canvas)
        return {name: self._drawn[name] for name in names}

    def _begin(self, order: SpanOrder) -> None:
        """Have the order's scenes made ready, and with them all other views of their pictures in all films."""
        for scene in order.scenes:
            tasks = self._views.pop(_group(scene), ())
            drawings: dict[str, Drawn] = {}
            for canvas, view in tasks:
                drawings |= self._drawings(wishes([view]), canvas)
            if tasks:
                self._workers.submit(make_ready, tasks, drawings, self._store)


def _views(orders: Iterable[SpanOrder]) -> dict[str, tuple[_Task, ...]]:
    """All scenes that are made ready, each once, by what they are made ready with."""
    groups: dict[str, dict[str, _Task]] = {}
    for order in orders:
        for scene in order.scenes:
            if isinstance(scene, StillScene | CardScene):
                tasks = groups.setdefault(_group(scene), {})
                tasks[fingerprint([order.canvas, _at_any_age(scene)])] = (order.canvas, scene)
    return {group: tuple(tasks.values()) for group, tasks in groups.items()}


def _group(scene: Scene) -> str:
    """What scenes that are made ready together have in common: the photograph, which is decoded once."""
    return scene.picture.sha256 if isinstance(scene, StillScene) else fingerprint(_at_any_age(scene))


def _at_any_age(scene: Scene) -> Scene:
    """The scene as it is made ready, whenever it is seen."""
    if isinstance(scene, CardScene):
        return scene.model_copy(update={"settles": None, "comes": 0, "leaves": None})
    return scene.model_copy(update={"settles": None}) if isinstance(scene, StillScene) else scene


def make_ready(tasks: Sequence[_Task], drawings: Drawings, store: Store) -> None:
    """Make scenes ready and keep them; spans find them."""
    preparing = Preparing(store, drawings)
    with lent_memory():
        for canvas, scene in tasks:
            if isinstance(scene, StillScene):
                preparing.still(scene, canvas)
            else:
                preparing.card(scene, canvas)
        forget_photographs()
