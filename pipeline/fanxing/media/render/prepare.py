"""Makes scenes ready to be drawn, once, and keeps them: what is reduced here is only sampled when frames are drawn."""

import functools
from collections.abc import Callable, Sequence
from pathlib import Path

import cv2
import numpy as np

from fanxing.media.kept_pictures import photograph
from fanxing.media.layer import Pixels
from fanxing.media.render.drawing import (
    Arrays,
    Drawings,
    Drawn,
    Wanted,
    keep_arrays,
    load_arrays,
    name_of,
    wanted_by,
)
from fanxing.media.render.framing import contained, in_window, over_ground
from fanxing.media.render.orders import Canvas, CardScene, FootageScene, StillScene
from fanxing.media.render.path import Pose
from fanxing.media.render.planes import Plane, Planes, from_rgb
from fanxing.media.render.samples import Prepared, prepare
from fanxing.media.render.stands import Bleed, Mounted
from fanxing.media.store import Store
from fanxing.media.tools import tool_version
from fanxing.model.document import Blob, Document
from fanxing.model.geometry import Box, Size


class Ready(Document):
    """A still or card made ready for its move on one canvas."""

    arrays: Blob
    """Its samples, and the planes of the ``ground`` beneath (.npz)."""
    picture: Prepared
    """The still and its move."""


class Preparing:
    """Makes scenes ready, or finds them kept."""

    def __init__(self, store: Store, drawings: Drawings) -> None:
        self.store = store
        self._drawings = drawings

    def still(self, scene: StillScene, canvas: Canvas) -> tuple[Prepared, Arrays]:
        """A photograph, with the ground of its mount where it has one."""
        return self._once("still", [scene.picture.sha256, scene.stand], canvas, lambda: self._still(scene, canvas))

    def card(self, scene: CardScene, canvas: Canvas) -> tuple[Prepared, Arrays]:
        """The ground of a card."""
        ground = self.drawn(wanted_by(scene), canvas).arrays.sha256
        return self._once("card", [ground, scene.move], canvas, lambda: self._card(scene, canvas))

    def pose(self, scene: FootageScene, canvas: Canvas) -> Pose:
        """Where a clip stands."""
        if isinstance(scene.stand, Bleed):
            return scene.stand.path.end.scaled(canvas.scale)
        return contained(scene.size, _window(self.drawn(wanted_by(scene), canvas))).scaled(canvas.scale)

    def surroundings(self, scene: FootageScene, canvas: Canvas) -> Planes | None:
        """The mount that a clip hangs in; None where it fills the canvas, or stands over its own light."""
        if isinstance(scene.stand, Bleed) or self.is_lit(scene, canvas):
            return None
        drawn = self.drawn(wanted_by(scene), canvas)
        return from_rgb(_fitted(load_arrays(self.store.path(drawn.arrays))["ground"], canvas.size))

    def is_lit(self, scene: FootageScene, canvas: Canvas) -> bool:
        """Whether a clip stands over its own light."""
        return not isinstance(scene.stand, Bleed) and self.drawn(wanted_by(scene), canvas).extended

    def drawn(self, wish: Wanted | None, canvas: Canvas) -> Drawn:
        """What the look has drawn for a wish."""
        if wish is None:
            raise ValueError("this scene needs nothing drawn")
        return self._drawings[name_of(wish, canvas)]

    def _once(
        self, name: str, what: Sequence[object], canvas: Canvas, make: Callable[[], tuple[Prepared, Arrays]]
    ) -> tuple[Prepared, Arrays]:
        def made() -> Ready:
            picture, arrays = make()
            return Ready(picture=picture, arrays=keep_arrays(self.store, arrays))

        inputs = [what, canvas, *(tool_version(tool) for tool in ("stills", "opencv", "pillow"))]
        ready = self.store.once(Ready, f"ready-{name}", inputs, made)
        return ready.picture, _recent(self.store.path(ready.arrays))

    def _still(self, scene: StillScene, canvas: Canvas) -> tuple[Prepared, Arrays]:
        rgb = _photograph(self.store.path(scene.picture))
        size = (canvas.size.width, canvas.size.height)
        if not isinstance(scene.stand, Mounted):
            return prepare(rgb, scene.stand.path.scaled(canvas.scale), size)
        drawn, region = self.drawn(wanted_by(scene), canvas), scene.stand.region
        path = in_window((region.width, region.height), _window(drawn), scene.stand.move).scaled(canvas.scale)
        picture, arrays = prepare(rgb[region.y : region.bottom, region.x : region.right], path, size)
        ground = _fitted(load_arrays(self.store.path(drawn.arrays))["ground"], canvas.size)
        return picture, {**arrays, "ground": from_rgb(ground).buffer}

    def _card(self, scene: CardScene, canvas: Canvas) -> tuple[Prepared, Arrays]:
        ground: Plane = load_arrays(self.store.path(self.drawn(wanted_by(scene), canvas).arrays))["ground"]
        size = Size(width=ground.shape[1], height=ground.shape[0])
        path = over_ground(size, canvas.full, scene.move).scaled(canvas.scale)
        return prepare(ground, path, (canvas.size.width, canvas.size.height))


_recent = functools.lru_cache(maxsize=3)(load_arrays)
"""The last few scenes stay in memory, because the spans of a shot follow each other."""


@functools.lru_cache(maxsize=1)
def _photograph(file: Path) -> Pixels:
    """One photograph stays in memory, because its views are made ready one after the other."""
    rgb = photograph(file)
    rgb.flags.writeable = False
    return rgb


def forget_photographs() -> None:
    """Give back the memory of the photograph decoded last."""
    _photograph.cache_clear()


def forget() -> None:
    """Give back the memory of everything that was read."""
    forget_photographs()
    _recent.cache_clear()


def _window(drawn: Drawn) -> Box:
    if drawn.window is None:
        raise ValueError("a mount is drawn with its window")
    return drawn.window


def _fitted(rgb: Pixels, size: Size) -> Pixels:
    """Scale a ground of the full canvas down to the drawn one."""
    if (rgb.shape[1], rgb.shape[0]) == (size.width, size.height):
        return rgb
    return np.asarray(cv2.resize(rgb, (size.width, size.height), interpolation=cv2.INTER_AREA), np.uint8)
