"""Makes scenes and type ready to be drawn, once, and keeps them.

What is decoded, rasterised and reduced here is only sampled when frames are drawn.
"""

import functools
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import cv2
import numpy as np

from fanxing.media.layer import Layer, Mount, Pixels
from fanxing.media.render.designs import Designer, Designers
from fanxing.media.render.framing import Bleed, contained, in_window, over_ground
from fanxing.media.render.orders import Canvas, CardScene, CueText, FootageScene, StillScene
from fanxing.media.render.path import Pose
from fanxing.media.render.planes import Plane, from_rgb
from fanxing.media.render.samples import Prepared, prepare
from fanxing.media.store import Store
from fanxing.media.tools import tool_version
from fanxing.model.document import Blob, Document
from fanxing.model.geometry import Box, Shape, Size
from fanxing.model.graphics import Graphic

PREPARING = 1
"""Raised whenever the same scene is made ready otherwise."""

Arrays = Mapping[str, Plane]
"""Samples by name: ``picture/…`` of a still, ``ground``, ``layer/…``."""


class KeptLayer(Document):
    """Where and when a kept layer is seen; ``Layer`` without its picture."""

    x: int
    """Column on the full canvas."""
    y: int
    """Row on the full canvas."""
    enter: int
    """First frame."""
    fade: int
    """Frames."""
    rise: int
    """Pixels."""


class Ready(Document):
    """A scene or type made ready."""

    arrays: Blob | None
    """Its samples (.npz); None where it needs none."""
    picture: Prepared | None = None
    """The still and its move."""
    pose: Pose | None = None
    """Where footage stands."""
    layers: tuple[KeptLayer, ...] = ()
    """Type, lowest first."""


class Preparing:
    """Makes ready what spans need, or finds it kept."""

    def __init__(self, store: Store, designers: Designers) -> None:
        self.store = store
        self._designers = designers

    def still(self, scene: StillScene, canvas: Canvas) -> tuple[Ready, Arrays]:
        """A photograph, with the ground of its mount where it has one."""
        what = [scene.picture.sha256, scene.stand]
        return self._once("still", what, canvas, lambda: self._still(scene, canvas))

    def card(self, scene: CardScene, canvas: Canvas) -> tuple[Ready, Arrays]:
        """A card: ground and layers."""
        behind = scene.picture.sha256 if scene.picture else None
        return self._once("card", [scene.card, behind, scene.move], canvas, lambda: self._card(scene, canvas))

    def footage(self, scene: FootageScene, canvas: Canvas) -> Ready:
        """Where a clip stands."""
        if isinstance(scene.stand, Bleed):
            return Ready(arrays=None, pose=scene.stand.path.end.scaled(canvas.scale))
        return self._once("footage", [scene.size, scene.stand], canvas, lambda: self._footage(scene, canvas))[0]

    def type(self, what: Graphic | CueText, canvas: Canvas) -> tuple[Ready, Arrays]:
        """Layers of a graphic or a subtitle."""
        return self._once("type", [what], canvas, lambda: _layers(_drawn(self._designer(canvas.shape), what)))

    def _once(
        self, name: str, what: Sequence[object], canvas: Canvas, make: Callable[[], tuple[Ready, Arrays]]
    ) -> tuple[Ready, Arrays]:
        inputs = [PREPARING, name, what, canvas, tool_version("opencv")]

        def made() -> Ready:
            ready, arrays = make()
            return ready.model_copy(update={"arrays": self.store.keep(_packed(arrays), ".npz") if arrays else None})

        ready = self.store.once(Ready, f"ready-{name}", inputs, made)
        if ready.arrays is None:
            return ready, {}
        file = self.store.path(ready.arrays)
        try:
            return ready, _unpacked(file)
        except (zipfile.BadZipFile, ValueError, EOFError):
            file.unlink(missing_ok=True)  # broken on the disk: recall misses it now, and it is made again
            ready = self.store.once(Ready, f"ready-{name}", inputs, made)
            return ready, _unpacked(self.store.path(ready.arrays)) if ready.arrays else {}

    def _designer(self, shape: Shape) -> Designer:
        return _designer(self._designers, shape)

    def _still(self, scene: StillScene, canvas: Canvas) -> tuple[Ready, Arrays]:
        rgb = _decoded(self.store.path(scene.picture))
        size = (canvas.size.width, canvas.size.height)
        if isinstance(scene.stand, Bleed):
            ready, arrays = prepare(rgb, scene.stand.path.scaled(canvas.scale), size)
            return Ready(arrays=None, picture=ready), _named("picture", arrays)
        region = scene.stand.region
        mount = self._designer(canvas.shape).mount(Size(width=region.width, height=region.height))
        path = in_window((region.width, region.height), _window(mount), scene.stand.move).scaled(canvas.scale)
        shown = rgb[region.y : region.bottom, region.x : region.right]
        ready, arrays = prepare(shown, path, size)
        ground = from_rgb(_fitted(mount.ground, canvas.size)).buffer
        return Ready(arrays=None, picture=ready), _named("picture", arrays) | {"ground": ground}

    def _card(self, scene: CardScene, canvas: Canvas) -> tuple[Ready, Arrays]:
        behind = _decoded(self.store.path(scene.picture)) if scene.picture else None
        plate = self._designer(canvas.shape).plate(scene.card, behind)
        size = Size(width=plate.ground.shape[1], height=plate.ground.shape[0])
        path = over_ground(size, canvas.full, scene.move).scaled(canvas.scale)
        ready, arrays = prepare(plate.ground, path, (canvas.size.width, canvas.size.height))
        kept, layers = _layers(plate.layers)
        return kept.model_copy(update={"picture": ready}), {**_named("picture", arrays), **layers}

    def _footage(self, scene: FootageScene, canvas: Canvas) -> tuple[Ready, Arrays]:
        window = _window(self._designer(canvas.shape).mount(scene.size))
        pose = contained(scene.size, canvas.full, window.y + window.height / 2)
        return Ready(arrays=None, pose=pose.scaled(canvas.scale)), {}


@functools.lru_cache(maxsize=4)
def _designer(designers: Designers, shape: Shape) -> Designer:
    return designers(shape)


@functools.lru_cache(maxsize=1)
def _decoded(file: Path) -> Pixels:
    """A gathered photograph, RGB; one is kept in memory, because a picture's views follow each other."""
    flags = cv2.IMREAD_COLOR_RGB | cv2.IMREAD_IGNORE_ORIENTATION
    rgb = np.asarray(cv2.imdecode(np.fromfile(file, np.uint8), flags), np.uint8)
    rgb.flags.writeable = False
    return rgb


def forget_pictures() -> None:
    """Give back the memory of the photograph decoded last."""
    _decoded.cache_clear()


def _window(mount: Mount) -> Box:
    return Box(x=mount.x, y=mount.y, width=mount.width, height=mount.height)


def _drawn(designer: Designer, what: Graphic | CueText) -> tuple[Layer, ...]:
    if isinstance(what, CueText):
        return designer.cue(what.text, what.second, what.readings)
    return designer.graphic(what)


def _fitted(rgb: Pixels, size: Size) -> Pixels:
    """Scale a ground of the full canvas down to the drawn one."""
    if (rgb.shape[1], rgb.shape[0]) == (size.width, size.height):
        return rgb
    return np.asarray(cv2.resize(rgb, (size.width, size.height), interpolation=cv2.INTER_AREA), np.uint8)


def _layers(layers: tuple[Layer, ...]) -> tuple[Ready, Arrays]:
    kept = tuple(KeptLayer(x=one.x, y=one.y, enter=one.enter, fade=one.fade, rise=one.rise) for one in layers)
    return Ready(arrays=None, layers=kept), {f"layer/{at}": one.rgba for at, one in enumerate(layers)}


def layers_of(ready: Ready, arrays: Arrays) -> tuple[Layer, ...]:
    """The layers that were kept."""
    return tuple(
        Layer(arrays[f"layer/{at}"], one.x, one.y, one.enter, one.fade, one.rise) for at, one in enumerate(ready.layers)
    )


def _named(folder: str, arrays: Arrays) -> dict[str, Plane]:
    return {f"{folder}/{name}": array for name, array in arrays.items()}


def picture_of(arrays: Arrays) -> dict[str, Plane]:
    """The samples of the still among kept arrays."""
    return {name.removeprefix("picture/"): array for name, array in arrays.items() if name.startswith("picture/")}


def _packed(arrays: Arrays) -> bytes:
    room = io.BytesIO()
    np.savez(room, allow_pickle=False, **dict(arrays))
    return room.getvalue()


@functools.lru_cache(maxsize=6)
def _unpacked(file: Path) -> Arrays:
    """Read kept arrays; those of the last few scenes stay in memory, because spans of a shot follow each other."""
    with np.load(file, allow_pickle=False) as held:
        return {name: held[name] for name in held.files}
