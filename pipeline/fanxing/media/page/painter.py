"""The first and last frame of every shot, drawn by the film's own engine on a small canvas.

Of the film's further shapes each shot's last frame is drawn. A shot is planned as a film of one clip, so that a panel
shows what the film will show: the same framing, mount, card and name strip. Type that comes in during a shot is drawn
as it stands once it is there.
"""

import contextlib
import io
from collections.abc import Mapping
from dataclasses import dataclass, replace

import cv2
import numpy as np
from PIL import Image

from fanxing.media.layer import Pixels
from fanxing.media.page.panels import SHORT_SIDE, Aside, Panel, Panels, panel_size
from fanxing.media.page.seen import share_seen
from fanxing.media.render.designs import Designers
from fanxing.media.render.draw import drawer, stamps
from fanxing.media.render.drawing import Studio, name_of, wanted_by
from fanxing.media.render.encode import encoding_for
from fanxing.media.render.orders import Canvas, CardScene, Scene, SpanOrder, StillScene
from fanxing.media.render.plan import plan_film
from fanxing.media.render.planes import BT709, OFFSETS, Planes, rounded
from fanxing.media.render.prepare import Preparing, forget_photographs
from fanxing.media.render.stamp import SETTLED
from fanxing.media.store import Store
from fanxing.media.tools import tool_version
from fanxing.model.beside import planned_alone
from fanxing.model.document import Blob, Document
from fanxing.model.footage import Moving, Sound
from fanxing.model.geometry import SHAPES, SafeArea, Shape, Size
from fanxing.model.graphics import AiLabel, Graphic
from fanxing.model.story import Delivery
from fanxing.model.storyboard import Shot, Storyboard
from fanxing.model.timeline import AiNotice, Clip, Timeline
from fanxing.model.timing import frames_for_seconds

DRAWN = 2
"""The full canvas is this many times as large as the one drawn on: a draft's, so that drafts and panels share work."""
QUALITY = 80
"""Of the JPEG: 25 kB a panel of a detailed painting, so that 60 shots stay below 5 MB in all."""


class KeptPanel(Document):
    """A panel in the store."""

    first: Blob
    """JPEG."""
    last: Blob
    """JPEG."""


def draw_panels(  # noqa: PLR0913 - a board, its look, its film
    board: Storyboard,
    delivery: Delivery,
    designers: Designers,
    store: Store,
    *,
    label: str = "",
    filmed: Timeline | None = None,
) -> Panels:
    """Draw every shot for each shape of the delivery, or find it kept: two frames for the first, one for any other.

    Args:
        board: The shots.
        delivery: Shapes, rate, and what the platforms cover.
        designers: Loads the look.
        store: Holds the gathered pictures and keeps the panels.
        label: The visible AI label, which opens the film; empty where nothing is synthetic.
        filmed: The film that was made of it, which knows beside which pictures type stands; None: the plan guesses.
    """
    alone = planned_alone(board)
    if filmed is not None:
        alone |= {clip.shot: clip.alone for _, clip in filmed.clips}
    painter = _Painter(board, delivery, Studio(store, designers), store, label, alone)
    first, *further = (painter.panels(_canvas(shape, delivery, designers)) for shape in delivery.shapes)
    forget_photographs()
    shown, *others = delivery.shapes
    asides = tuple(Aside(shape, panel_size(shape), made) for shape, made in zip(others, further, strict=True))
    return Panels(shown, panel_size(shown), first, asides)


def _canvas(shape: Shape, delivery: Delivery, designers: Designers) -> Canvas:
    full = SHAPES[shape]
    return Canvas(
        shape=shape,
        full=full,
        size=Size(width=full.width // DRAWN, height=full.height // DRAWN),
        safe=delivery.safe.get(shape, SafeArea()),
        design=designers(shape).version,
    )


@dataclass(frozen=True)
class _Painter:
    """What is drawn, and with what."""

    board: Storyboard
    delivery: Delivery
    studio: Studio
    store: Store
    label: str
    alone: Mapping[str, bool]
    """Uid of a shot -> whether no type stands beside its picture."""

    def panels(self, canvas: Canvas) -> tuple[Panel, ...]:
        """Every shot in one shape."""
        used: dict[str, int] = {}
        orders = [_orders(shot, canvas, self.delivery, used, alone=self.alone[shot.uid]) for shot in self.board.shots]
        made: dict[int, Panel] = {}
        for at in sorted(range(len(orders)), key=lambda at: _picture(orders[at])):
            made[at] = self._panel(at, orders[at])
        return tuple(made[at] for at in range(len(orders)))

    def _panel(self, at: int, orders: tuple[SpanOrder, ...]) -> Panel:
        shot, canvas = self.board.shots[at], orders[0].canvas
        over: tuple[Graphic, ...] = () if shot.lower_third is None else (shot.lower_third,)
        over += tuple(one.fact for one in shot.call_outs[:1])
        if self.label and at == 0:
            over += (AiLabel(text=self.label),)
        painting = _painting(orders, over, self.studio)
        if canvas.shape != self.delivery.shapes[0]:
            painting = painting.model_copy(update={"first": painting.last})
        seen = share_seen(painting.scene, canvas.full, shot.item)
        return replace(_panel(painting, self.studio, self.store), seen=seen)


def _picture(orders: tuple[SpanOrder, ...]) -> str:
    """Views of one picture are drawn one after the other, so that it is decoded once."""
    scene = orders[0].scenes[0]
    return scene.picture.sha256 if isinstance(scene, StillScene | CardScene) and scene.picture else ""


class _Painting(Document):
    """All that shapes one panel."""

    canvas: Canvas
    scene: Scene
    first: int
    """Age of the scene on the first frame."""
    last: int
    """Age of the scene on the last frame."""
    over: tuple[Graphic, ...]
    """Type over the picture."""


def _orders(
    shot: Shot, canvas: Canvas, delivery: Delivery, used: dict[str, int], *, alone: bool
) -> tuple[SpanOrder, ...]:
    """Plan the shot as a film of its own; a clip that was seen before goes on where it stopped."""
    media = shot.item.source if shot.item is not None and not isinstance(shot.item.source, Sound) else None
    frames = max(1, frames_for_seconds(shot.seconds, delivery.rate))
    begins = 0
    if isinstance(media, Moving):
        begins = used.get(media.picture.sha256, 0)
        begins = begins if begins + frames <= media.frames else 0
        used[media.picture.sha256] = begins + frames
    clip = Clip(
        shot=shot.uid,
        part=shot.part,
        view=shot.view,
        move=shot.move,
        media=media,
        focus=shot.focus,
        card=shot.card,
        source_in=begins,
        duration=frames,
        registered=shot.registered,
        alone=alone,
    )
    film = Timeline(
        rate=delivery.rate,
        duration=frames,
        picture=(clip,),
        graphics=(),
        voice=(),
        notice=AiNotice(synthetic=False),
    )
    return plan_film(film, (), canvas, encoding_for(delivery))[0]


def _painting(orders: tuple[SpanOrder, ...], over: tuple[Graphic, ...], studio: Studio) -> _Painting:
    canvas, scene = orders[0].canvas, orders[0].scenes[0]
    opening, closing = orders[0].sections[0], orders[-1].sections[-1]
    first, last = opening.first.age, closing.first.age + closing.frames - 1
    wish = wanted_by(scene)
    if isinstance(scene, CardScene) and wish is not None:  # it opens without type: its first frame is the one with all
        layers = studio.draw(wish, canvas).layers
        first = min(last, max((layer.enter + layer.fade for layer in layers), default=0))
    return _Painting(canvas=canvas, scene=scene, first=first, last=last, over=over)


def _panel(painting: _Painting, studio: Studio, store: Store) -> Panel:
    tools = [tool_version(tool) for tool in ("panels", "spans", "stills", "drawing", "opencv", "libav", "pillow")]
    inputs = [SHORT_SIDE, QUALITY, painting, tools]
    kept = store.once(KeptPanel, "panel", inputs, lambda: _made(painting, studio, store))
    first, last = (store.path(blob).read_bytes() for blob in (kept.first, kept.last))
    return Panel(first, last)


def _made(painting: _Painting, studio: Studio, store: Store) -> KeptPanel:
    canvas, wish = painting.canvas, wanted_by(painting.scene)
    drawings = {} if wish is None else {name_of(wish, canvas): studio.draw(wish, canvas)}
    over = [one for graphic in painting.over for one in stamps(studio.draw(graphic, canvas), canvas, store)]
    frame, pictures = Planes(canvas.size), []
    frame.buffer.fill(128)  # what a scene leaves free is grey, the same every time
    with contextlib.closing(drawer(painting.scene, canvas, Preparing(store, drawings))) as scene:
        for age in dict.fromkeys((painting.first, painting.last)):
            scene.draw(age, frame)
            for one in over:
                one.lay(frame, SETTLED, SETTLED)
            pictures.append(store.keep(_jpeg(frame, panel_size(canvas.shape)), ".jpg"))
    return KeptPanel(first=pictures[0], last=pictures[-1])


def _jpeg(frame: Planes, size: Size) -> bytes:
    """A frame as a small picture."""
    room = io.BytesIO()
    Image.fromarray(_rgb(frame, size)).save(room, "JPEG", quality=QUALITY, subsampling="4:2:0", optimize=True)
    return room.getvalue()


def _rgb(frame: Planes, size: Size) -> Pixels:
    """The planes reduced to ``size`` and back in R'G'B': the way of ``planes.from_rgb``, backwards."""
    target = (size.width, size.height)
    planes = [cv2.resize(plane, target, interpolation=cv2.INTER_AREA).astype(np.float32) for plane in frame.each]
    light = cv2.merge([plane - offset for plane, offset in zip(planes, OFFSETS, strict=True)])
    return rounded(np.asarray(cv2.transform(light, np.linalg.inv(BT709)), np.float32))
