"""Draws scenes: what a clip of the picture track looks like at each age, before type is laid over it."""

import functools
from collections.abc import Hashable
from pathlib import Path
from typing import Protocol

from fanxing.media.render.drawing import Arrays, Drawn, layers_of, load_arrays, wanted_by
from fanxing.media.render.footage import Footage, lay_footage, lay_light
from fanxing.media.render.orders import Canvas, CardScene, FootageScene, RegisteredScene, Scene, StillScene
from fanxing.media.render.pace import done
from fanxing.media.render.path import Pose
from fanxing.media.render.planes import Planes, from_buffer
from fanxing.media.render.prepare import Preparing
from fanxing.media.render.registered import RegisteredShot
from fanxing.media.render.samples import Prepared
from fanxing.media.render.stamp import SETTLED, Stamp, stamp
from fanxing.media.render.zoom import still
from fanxing.media.store import Store

_LASTING = 10_000
"""Frames left to the type of a film's last card: it stays to the end."""


class Drawer(Protocol):
    """Draws one scene."""

    def state(self, age: int) -> Hashable:
        """Tell frames apart: where two ages give the same, so do the pictures."""
        ...

    def draw(self, age: int, frame: Planes) -> None:
        """Draw the scene at that age over the whole frame."""
        ...

    def close(self) -> None:
        """Let go of files."""
        ...


class StillDrawer:
    """A photograph, on its mount or filling the frame."""

    def __init__(self, ready: Prepared, arrays: Arrays, scene: StillScene | CardScene) -> None:
        self._ready = ready
        self._still = still(ready, arrays)
        self._ground = from_buffer(arrays["ground"]) if "ground" in arrays else None
        self._length, self._settles = scene.frames, scene.settles

    def state(self, age: int) -> float:
        """How far the move has come."""
        return self._ready.path.way(done(age, self._length, self._settles), self._ready.reach)

    def draw(self, age: int, frame: Planes) -> None:
        """Ground, then picture."""
        if self._ground is not None:
            frame.copy(self._ground)
        self._still.draw(self._ready.path.at(self.state(age)), frame)

    def close(self) -> None:
        """Nothing is open."""


class CardDrawer:
    """A card: its ground, then the type that has come in."""

    def __init__(
        self,
        ground: StillDrawer,
        type_over: tuple[Stamp, ...],
        *,
        opens: bool,
        comes: int = 0,
        leaves: int | None = None,
    ) -> None:
        self._ground = ground
        self._stamps = type_over
        self._first = min((one.timing.enter for one in type_over), default=0) if opens else None
        self._comes = comes
        self._leaves = leaves
        self._slowest = max((one.timing.fade for one in type_over), default=0)

    def _when(self, age: int) -> tuple[int, int]:
        """Frames since type may come in, and those for which it still stands."""
        left = _LASTING if self._leaves is None else self._leaves - age
        return min(age - self._comes, SETTLED), left

    def state(self, age: int) -> Hashable:
        """The ground's pose, and where type is between coming and going."""
        at, left = self._when(age)
        return self._ground.state(age), at, min(left, self._slowest)

    def draw(self, age: int, frame: Planes) -> None:
        """Ground, then type."""
        self._ground.draw(age, frame)
        at, left = self._when(age)
        for one in self._stamps:
            there = one.timing.enter == self._first  # what opens the film is there on its first frame
            one.lay(frame, SETTLED if there else at, left)

    def close(self) -> None:
        """Nothing is open."""


class FootageDrawer:
    """A clip at rest in the frame."""

    def __init__(self, footage: Footage, pose: Pose, frames: int, around: Planes | None, *, is_lit: bool) -> None:
        self._footage = footage
        self._pose = pose
        self._around = around
        self._is_lit = is_lit
        self._last = frames - 1

    def state(self, age: int) -> Hashable:
        """The frame of the file."""
        return min(max(age, 0), self._last)

    def draw(self, age: int, frame: Planes) -> None:
        """The frame of the file, with what surrounds it where it does not fill the canvas."""
        picture = self._footage.frame(min(max(age, 0), self._last))
        if self._around is not None:
            frame.copy(self._around)
        if self._is_lit:
            lay_light(picture, frame)
        lay_footage(picture, self._pose, frame)

    def close(self) -> None:
        """Close the file."""
        self._footage.close()


def stamps(drawn: Drawn, canvas: Canvas, store: Store) -> tuple[Stamp, ...]:
    """Type that was drawn, as it is laid over a canvas."""
    return _stamps(drawn, store.path(drawn.arrays), canvas.scale) if drawn.layers else ()


@functools.lru_cache(maxsize=8)
def _stamps(drawn: Drawn, file: Path, scale: float) -> tuple[Stamp, ...]:
    """Type in planes; that of the last few spans stays in memory, because the next ones show it as well."""
    layers = layers_of(drawn, load_arrays(file))
    return tuple(made for layer in layers if (made := stamp(layer, scale)) is not None)


def drawer(scene: Scene, canvas: Canvas, preparing: Preparing) -> Drawer:
    """Who draws a scene."""
    if isinstance(scene, StillScene):
        return StillDrawer(*preparing.still(scene, canvas), scene)
    if isinstance(scene, CardScene):
        ground = StillDrawer(*preparing.card(scene, canvas), scene)
        type_over = stamps(preparing.drawn(wanted_by(scene), canvas), canvas, preparing.store)
        return CardDrawer(ground, type_over, opens=scene.opens, comes=scene.comes, leaves=scene.leaves)
    if isinstance(scene, FootageScene):
        footage = Footage(preparing.store.path(scene.picture))
        around = preparing.surroundings(scene, canvas)
        is_lit = preparing.is_lit(scene, canvas)
        return FootageDrawer(footage, preparing.pose(scene, canvas), scene.frames, around, is_lit=is_lit)
    if isinstance(scene, RegisteredScene):
        return RegisteredShot(scene, canvas, preparing.store)
    raise TypeError(type(scene).__name__)
