"""What the look draws for the engine, drawn once and kept: plates, mounts, type.

All of it is drawn in the process that runs the stage, film order, while workers are busy with the spans before: fonts
and dictionaries are large, and one process that holds them is enough. Workers read what was kept.
"""

import functools
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Literal

import numpy as np

from fanxing.media.kept_pictures import photograph, with_alpha
from fanxing.media.layer import Layer, Pixels
from fanxing.media.render.designs import Designer, Designers
from fanxing.media.render.orders import Canvas, CardScene, CueText, FootageScene, Laid, Scene, StillScene
from fanxing.media.render.planes import Plane
from fanxing.media.render.stands import Contained, Mounted
from fanxing.media.store import Store, discard_damaged
from fanxing.media.tools import tool_version
from fanxing.model.document import Blob, Document, fingerprint
from fanxing.model.geometry import Box, Shape, Size
from fanxing.model.graphics import Card, EndCard, Graphic

Arrays = Mapping[str, Plane]
"""Arrays of uint8 by name."""


class MountWanted(Document):
    """The surroundings of a whole picture."""

    kind: Literal["mount"] = "mount"
    """Kind of wish."""
    size: Size
    """Of the picture."""
    moving: bool = False
    """It is a clip, which may be what surrounds itself."""
    along: bool = False
    """It may pass through a window that is narrower than it, as a scroll does."""
    alone: bool = False
    """No type stands beside it."""
    window: Box | None = None
    """Where it stands, on the full canvas; None: the look decides."""


class PlateWanted(Document):
    """A card."""

    kind: Literal["plate"] = "plate"
    """Kind of wish."""
    card: Card
    """Its words."""
    picture: Blob | None
    """Still behind it."""


Wanted = MountWanted | PlateWanted | Graphic | CueText
"""Something that the look draws."""


class KeptLayer(Document):
    """Where and when a kept layer is seen: ``Layer`` without its picture."""

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


class Drawn(Document):
    """What was drawn, on the full canvas: of use to films and drafts alike."""

    arrays: Blob
    """``ground`` and ``layer/<n>`` (.npz)."""
    window: Box | None = None
    """Of a mount: where the picture stands."""
    extended: bool = False
    """A clip stands there over its own blurred light, and nothing was drawn."""
    layers: tuple[KeptLayer, ...] = ()
    """Type, lowest first."""


Drawings = Mapping[str, Drawn]
"""By ``name_of`` the wish."""


def name_of(wish: Wanted, canvas: Canvas) -> str:
    """Name of a wish among those of all films: a half-size canvas has the same drawings as its full one."""
    return fingerprint([wish, canvas.shape, canvas.full, canvas.safe, canvas.design])


def wanted_by(scene: Scene) -> Wanted | None:
    """What a scene needs drawn."""
    if isinstance(scene, CardScene):
        return PlateWanted(card=scene.card, picture=scene.picture)
    if isinstance(scene, StillScene) and isinstance(scene.stand, Mounted):
        return mount_of(scene.stand)
    if isinstance(scene, FootageScene) and isinstance(scene.stand, Contained):
        return mount_of(scene.stand, scene.size)
    return None


def mount_of(stand: Mounted | Contained, size: Size | None = None) -> MountWanted:
    """The mount that a photograph, or a clip of some ``size``, hangs in."""
    if isinstance(stand, Contained):
        assert size is not None  # a clip hangs whole
        return MountWanted(size=size, moving=True, alone=stand.alone)
    part = Size(width=stand.region.width, height=stand.region.height)
    along = stand.passes and stand.window is None
    return MountWanted(size=part, along=along, alone=stand.alone and stand.window is None, window=stand.window)


def wishes(scenes: Iterable[Scene], laid: Iterable[Laid] = ()) -> tuple[Wanted, ...]:
    """What scenes and type need drawn."""
    wanted = [wish for scene in scenes if (wish := wanted_by(scene)) is not None]
    return (*wanted, *(one.what for one in laid))


class Studio:
    """Draws wishes, or finds them kept."""

    def __init__(self, store: Store, designers: Designers) -> None:
        self._store = store
        self._designer: Callable[[Shape], Designer] = functools.cache(designers)

    def draw(self, wish: Wanted, canvas: Canvas) -> Drawn:
        """Draw a wish for the full canvas."""
        inputs = [tool_version("drawing"), name_of(wish, canvas)]  # the look's own version stands in the canvas
        return self._store.once(Drawn, "drawn", inputs, lambda: self._drawn(wish, self._designer(canvas.shape)))

    def _drawn(self, wish: Wanted, designer: Designer) -> Drawn:
        if isinstance(wish, MountWanted):
            if wish.moving and (own := designer.extended(wish.size, alone=wish.alone)) is not None:
                return Drawn(arrays=keep_arrays(self._store, {}), window=own, extended=True)
            mount = designer.mount(wish.size, along=wish.along, alone=wish.alone, window=wish.window)
            window = Box(x=mount.x, y=mount.y, width=mount.width, height=mount.height)
            return Drawn(arrays=keep_arrays(self._store, {"ground": mount.ground}), window=window)
        if isinstance(wish, PlateWanted):
            plate = designer.plate(wish.card, self._beside(wish))
            return self._with_layers(plate.layers, {"ground": plate.ground})
        if isinstance(wish, CueText):
            return self._with_layers(designer.cue(wish.text, wish.second, wish.readings, wish.said), {})
        return self._with_layers(designer.graphic(wish), {})

    def _beside(self, wish: PlateWanted) -> Pixels | None:
        """The picture behind a card; of an end card, the museum's logo, with its alpha."""
        if isinstance(wish.card, EndCard):
            return with_alpha(self._store.path(wish.card.logo)) if wish.card.logo else None
        return photograph(self._store.path(wish.picture)) if wish.picture else None

    def _with_layers(self, layers: tuple[Layer, ...], more: Arrays) -> Drawn:
        arrays = {f"layer/{at}": one.rgba for at, one in enumerate(layers)}
        places = (KeptLayer(x=one.x, y=one.y, enter=one.enter, fade=one.fade, rise=one.rise) for one in layers)
        return Drawn(arrays=keep_arrays(self._store, {**more, **arrays}), layers=tuple(places))


def layers_of(drawn: Drawn, arrays: Arrays) -> tuple[Layer, ...]:
    """The layers that were kept."""
    return tuple(
        Layer(arrays[f"layer/{at}"], one.x, one.y, one.enter, one.fade, one.rise) for at, one in enumerate(drawn.layers)
    )


def keep_arrays(store: Store, arrays: Arrays) -> Blob:
    """Keep arrays in one file; the same arrays always give the same bytes."""
    room = io.BytesIO()
    np.savez(room, allow_pickle=False, **dict(arrays))
    return store.keep(room.getvalue(), ".npz")


def load_arrays(file: Path) -> Arrays:
    """Read kept arrays.

    Raises:
        ToolError: The file is broken; it is removed, so that the next run makes it again.
    """
    try:
        with np.load(file, allow_pickle=False) as held:
            return {name: held[name] for name in held.files}
    except (zipfile.BadZipFile, ValueError, EOFError) as error:
        raise discard_damaged(file) from error
