"""Timeline, subtitles, sound -> films: plans the spans of every shape, makes what is not kept, joins."""

import concurrent.futures
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fanxing.media.bench import Bench
from fanxing.media.render.designs import Designers
from fanxing.media.render.encode import encoding_for
from fanxing.media.render.join import join
from fanxing.media.render.orders import Canvas, CardScene, CueText, SpanOrder, SpanVideo, StillScene
from fanxing.media.render.plan import plan_film
from fanxing.media.render.prepare import Preparing, forget_pictures
from fanxing.media.render.span import NAME, make_span
from fanxing.media.render.workers import crew
from fanxing.media.store import Store
from fanxing.model.document import fingerprint
from fanxing.model.film import Film, Films
from fanxing.model.geometry import SHAPES, SafeArea, Shape
from fanxing.model.graphics import Graphic, TitleCard
from fanxing.model.soundtrack import Soundtrack
from fanxing.model.story import Delivery
from fanxing.model.subtitle import Cue
from fanxing.model.timeline import Timeline
from fanxing.model.words import say

_Task = tuple[Canvas, StillScene | CardScene | Graphic | CueText]
"""Something to be made ready, and for which canvas."""


@dataclass(frozen=True)
class Production:
    """All that a cut's films are made of."""

    timeline: Timeline
    """What is shown."""
    cues: tuple[Cue, ...]
    """Subtitles that are burnt in."""
    soundtrack: Soundtrack
    """What is heard."""
    delivery: Delivery
    """Which films are wanted."""


def make_films(production: Production, designers: Designers, bench: Bench) -> Films:
    """Make one film for each shape of the delivery.

    Raises:
        ToolError: A process died, the disk is full, a registered shot is not installed.
    """
    timeline, delivery = production.timeline, production.delivery
    plans: dict[Shape, tuple[SpanOrder, ...]] = {}
    fallbacks: dict[str, None] = {}
    for shape in delivery.shapes:
        canvas = Canvas(
            shape=shape,
            full=SHAPES[shape],
            size=delivery.canvas(shape),
            safe=delivery.safe.get(shape, SafeArea()),
            design=designers(shape).version,
        )
        plans[shape], told = plan_film(timeline, production.cues, canvas, encoding_for(delivery))
        fallbacks.update(dict.fromkeys(told))
    made = _make([order for orders in plans.values() for order in orders], designers, bench)
    films = tuple(
        _joined(shape, [made[fingerprint(order)] for order in orders], production, bench.store)
        for shape, orders in plans.items()
    )
    return Films(films=films, fallbacks=tuple(fallbacks))


def _make(orders: Sequence[SpanOrder], designers: Designers, bench: Bench) -> dict[str, SpanVideo]:
    """Every span by its key: kept, or made by the workers."""
    wanted = {fingerprint(order): order for order in orders}
    made = {key: kept for key in wanted if (kept := bench.store.recall(SpanVideo, NAME, key)) is not None}
    missing = {key: order for key, order in wanted.items() if key not in made}
    total, done = sum(order.frames for order in wanted.values()), sum(one.frames for one in made.values())
    bench.progress(done, total, say("帧"))
    if not missing:
        return made
    with crew(min(bench.jobs, len(missing))) as workers:
        for tasks in _tasks(missing.values()):
            workers.submit(make_ready, tasks, bench.store, designers)
        coming = {workers.submit(make_span, order, bench.store, designers): key for key, order in missing.items()}
        for future in concurrent.futures.as_completed(coming):
            made[coming[future]] = future.result()
            done += future.result().frames
            bench.progress(done, total, say("帧"))
    return made


def _tasks(orders: Iterable[SpanOrder]) -> list[tuple[_Task, ...]]:
    """What the spans need ready, each once; the views of one picture together, so that it is decoded once."""
    groups: dict[str, dict[str, _Task]] = {}
    for order in orders:
        for scene in order.scenes:
            if isinstance(scene, StillScene | CardScene):
                group = scene.picture.sha256 if scene.picture else fingerprint(scene)
                groups.setdefault(group, {})[fingerprint([order.canvas, scene])] = (order.canvas, scene)
        for laid in order.laid:
            key = fingerprint([order.canvas, laid.what])
            groups.setdefault(key, {})[key] = (order.canvas, laid.what)
    return [tuple(group.values()) for group in groups.values()]


def make_ready(tasks: Sequence[_Task], store: Store, designers: Designers) -> None:
    """Make scenes and type ready and keep them; spans find them."""
    preparing = Preparing(store, designers)
    for canvas, what in tasks:
        if isinstance(what, StillScene):
            preparing.still(what, canvas)
        elif isinstance(what, CardScene):
            preparing.card(what, canvas)
        else:
            preparing.type(what, canvas)
    forget_pictures()


def _joined(shape: Shape, spans: Sequence[SpanVideo], production: Production, store: Store) -> Film:
    notes = {"title": title} if (title := _title(production.timeline)) else {}
    if production.timeline.notice.aigc:
        notes["AIGC"] = production.timeline.notice.aigc
    with store.scratch() as room:
        file = room / "film.mp4"
        paths = [store.path(span.video) for span in spans]
        join(paths, store.path(production.soundtrack.aac), file, production.timeline.rate, notes)
        video = store.keep(file)
    return Film(
        shape=shape,
        size=production.delivery.canvas(shape),
        video=video,
        frames=production.timeline.duration,
        spans=len(spans),
    )


def _title(timeline: Timeline) -> str:
    """What the title card says."""
    cards = (clip.card for _, clip in timeline.clips)
    return next((card.title for card in cards if isinstance(card, TitleCard)), "")
