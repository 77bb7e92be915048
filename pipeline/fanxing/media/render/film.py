"""Timeline, subtitles, sound -> films: plans the spans of every shape, makes what is not kept, joins."""

from collections.abc import Sequence
from dataclasses import dataclass

from fanxing.media.bench import Bench
from fanxing.media.render.designs import Designers
from fanxing.media.render.encode import encoding_for
from fanxing.media.render.join import join
from fanxing.media.render.making import WORTH, make_spans
from fanxing.media.render.orders import Canvas, SpanOrder, SpanVideo
from fanxing.media.render.plan import plan_film
from fanxing.media.store import Store
from fanxing.model.document import fingerprint
from fanxing.model.film import Film, Films
from fanxing.model.geometry import SHAPES, SafeArea, Shape
from fanxing.model.graphics import TitleCard
from fanxing.model.soundtrack import Soundtrack
from fanxing.model.story import Delivery
from fanxing.model.subtitle import Cue
from fanxing.model.timeline import Timeline

_LIGHT_S = 90
"""Seconds of film up to which the sound may be mixed beside workers: that takes 2 MB a second, and they 300 MB each."""


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
    plans, fallbacks = _plans(production.timeline, production.cues, production.delivery, designers)
    made = make_spans([order for orders in plans.values() for order in orders], designers, bench)
    films = tuple(
        _joined(shape, [made[fingerprint(order)] for order in orders], production, bench.store)
        for shape, orders in plans.items()
    )
    return Films(films=films, fallbacks=fallbacks)


def make_ahead(timeline: Timeline, cues: Sequence[Cue], delivery: Delivery, designers: Designers, bench: Bench) -> None:
    """Make and keep the spans of all films, while their sound is still to come; of a long film only a few.

    Raises:
        ToolError: As ``make_films``.
    """
    plans, _ = _plans(timeline, cues, delivery, designers)
    most = None if timeline.duration <= _LIGHT_S * timeline.rate else WORTH - 1
    make_spans([order for orders in plans.values() for order in orders], designers, bench, most=most)


def _plans(
    timeline: Timeline, cues: Sequence[Cue], delivery: Delivery, designers: Designers
) -> tuple[dict[Shape, tuple[SpanOrder, ...]], tuple[str, ...]]:
    """The spans of each film, and what had to be done otherwise than asked."""
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
        plans[shape], told = plan_film(timeline, cues, canvas, encoding_for(delivery))
        fallbacks.update(dict.fromkeys(told))
    return plans, tuple(fallbacks)


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
