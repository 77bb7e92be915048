"""Timeline, look -> what some frames of a film should show, from the pictures themselves."""

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from fanxing.media.kept_pictures import quarter
from fanxing.media.layer import Layer, Mount, Pixels, Plate
from fanxing.media.measure.likeness import CELL, Cells, Planned, from_rgb
from fanxing.media.render.designs import Designer
from fanxing.media.render.drawing import (
    Drawn,
    MountWanted,
    PlateWanted,
    Studio,
    keep_arrays,
    layers_of,
    load_arrays,
    mount_of,
)
from fanxing.media.render.footage import Footage
from fanxing.media.render.framing import contained, in_window, over_ground, stand_clip, stand_shot
from fanxing.media.render.orders import Canvas, CueText
from fanxing.media.render.path import Pose
from fanxing.media.render.plan import middles
from fanxing.media.render.stands import Bleed, Mounted
from fanxing.media.store import Store
from fanxing.media.tools import tool_version
from fanxing.model.document import Blob, Document
from fanxing.model.footage import Moving, Still
from fanxing.model.geometry import Box, Size
from fanxing.model.graphics import Card, Graphic
from fanxing.model.subtitle import Reading
from fanxing.model.timeline import Clip, Timeline

SHOTS = 8
"""Shots that are looked at, spread over the film: each costs a picture to be read."""
_REDUCED = 4
"""A photograph is read at a quarter of its size: a cell takes more of it than that."""


@dataclass(frozen=True)
class Pictures:
    """Where a film's pictures lie and how they stand in it."""

    store: Store
    """Holds them, and what the look drew for them."""
    studio: Studio
    """Finds the mounts and plates that were drawn."""
    canvas: Canvas
    """Of the film."""


class Recalled:
    """A designer who shows what was drawn for the film instead of drawing it again: no font need be opened."""

    def __init__(self, design: Designer, pictures: Pictures) -> None:
        self._design, self._pictures = design, pictures
        self.canvas, self.version = design.canvas, design.version

    def plate(self, card: Card, picture: Pixels | None) -> Plate:
        """Draw a card."""
        return self._design.plate(card, picture)

    def mount(self, picture: Size, *, along: bool = False, alone: bool = False, window: Box | None = None) -> Mount:
        """Draw what surrounds a picture."""
        return self._design.mount(picture, along=along, alone=alone, window=window)

    def extended(self, clip: Size, *, alone: bool = False) -> Box | None:
        """Say where a clip stands over its own light."""
        return self._design.extended(clip, alone=alone)

    def graphic(self, graphic: Graphic) -> tuple[Layer, ...]:
        """Recall a graphic."""
        return self._layers(self._pictures.studio.draw(graphic, self._pictures.canvas))

    def cue(self, text: str, second: str | None, readings: Sequence[Reading] = (), said: int = 0) -> tuple[Layer, ...]:
        """Recall a subtitle."""
        wish = CueText(text=text, second=second, readings=tuple(readings), said=said)
        return self._layers(self._pictures.studio.draw(wish, self._pictures.canvas))

    def _layers(self, drawn: Drawn) -> tuple[Layer, ...]:
        return layers_of(drawn, load_arrays(self._pictures.store.path(drawn.arrays)))


def planned(timeline: Timeline, pictures: Pictures) -> tuple[Planned, ...]:
    """What the middle frames of some shots should show; shots whose picture is no longer kept are passed over."""
    shots = [(start, clip) for start, clip in timeline.clips if clip.registered is None and clip.duration >= CELL]
    step = max(1, -(-len(shots) // SHOTS))
    done = middles(timeline)
    return tuple(
        one for start, clip in shots[step // 2 :: step] for one in _planned(start, clip, done[start], pictures)
    )


def _planned(start: int, clip: Clip, done: float, pictures: Pictures) -> Iterator[Planned]:
    """What the middle frame of a clip should show, when the share ``done`` of its move's time has passed."""
    middle = clip.duration // 2
    if clip.card is not None:
        yield _card(start + middle, clip, done, pictures)
    elif clip.media is not None and not pictures.store.path(clip.media.picture).is_file():
        return
    elif isinstance(clip.media, Still):
        yield _still(start + middle, clip, clip.media, done, pictures)
    elif isinstance(clip.media, Moving):
        yield _footage(start + middle, clip, clip.media, pictures, middle)


def _card(frame: int, clip: Clip, done: float, pictures: Pictures) -> Planned:
    behind = clip.media.picture if isinstance(clip.media, Still) else None
    drawn = pictures.studio.draw(PlateWanted(card=clip.card, picture=behind), pictures.canvas) if clip.card else None
    if drawn is None:
        raise ValueError("a card has words")
    ground = load_arrays(pictures.store.path(drawn.arrays))["ground"]
    size = Size(width=ground.shape[1], height=ground.shape[0])
    pose = over_ground(size, pictures.canvas.full, clip.move).pose(done)
    rgb, mask = _laid(ground[..., :3], pose, pictures.canvas)
    return from_rgb(frame, clip.shot, rgb, mask)


def _still(frame: int, clip: Clip, still: Still, done: float, pictures: Pictures) -> Planned:
    canvas = pictures.canvas
    stand = stand_shot(still, clip, (canvas.full, canvas.safe))
    window = None
    if isinstance(stand, Mounted):
        window = _window(pictures, mount_of(stand))
    tools = [tool_version(tool) for tool in ("gate", "opencv")]
    inputs = [tools, still.picture, still.size, stand, window, done, canvas.full, canvas.size]
    kept = pictures.store.once(_Cells, "planned", inputs, lambda: _reckoned(still, stand, window, done, pictures))
    arrays = load_arrays(pictures.store.path(kept.arrays))
    return from_rgb(frame, clip.shot, arrays["rgb"].view(np.float32), arrays["mask"] > 0)


class _Cells(Document):
    """A photograph as it should be seen in the middle of its shot."""

    arrays: Blob
    """``rgb``, the bytes of 32 bit numbers, and ``mask`` (.npz)."""


def _reckoned(still: Still, stand: Bleed | Mounted, window: Box | None, done: float, pictures: Pictures) -> _Cells:
    part = _reduced(pictures.store.path(still.picture))
    ratio = still.size.width / part.shape[1]
    if isinstance(stand, Bleed):
        pose = stand.path.pose(done)
    else:
        part, pose = _in_mount(part, ratio, stand, window, done)
    rgb, mask = _laid(part, Pose(x=pose.x, y=pose.y, scale=pose.scale * ratio), pictures.canvas)
    arrays = {"rgb": np.ascontiguousarray(rgb).view(np.uint8), "mask": mask.astype(np.uint8)}
    return _Cells(arrays=keep_arrays(pictures.store, arrays))


def _in_mount(
    reduced: NDArray[np.uint8], ratio: float, stand: Mounted, window: Box | None, done: float
) -> tuple[NDArray[np.uint8], Pose]:
    """The part of a photograph that its mount shows, and where that stands.

    Args:
        reduced: The whole photograph, smaller.
        ratio: Its pixels a reduced one.
        stand: How it stands.
        window: Of the mount.
        done: Share of its move's time that has passed.
    """
    if window is None:
        raise ValueError("a mount has a window")
    region = stand.region
    pose = in_window((region.width, region.height), window, stand.move).pose(done)
    rows = slice(round(region.y / ratio), max(1, round(region.bottom / ratio)))
    return reduced[rows, round(region.x / ratio) : max(1, round(region.right / ratio))], pose


def _footage(frame: int, clip: Clip, clip_file: Moving, pictures: Pictures, middle: int) -> Planned:
    canvas = pictures.canvas
    stand = stand_clip(clip_file, clip, (canvas.full, canvas.safe))
    if isinstance(stand, Bleed):
        pose = stand.path.end
    else:
        pose = contained(clip_file.size, _window(pictures, mount_of(stand, clip_file.size)))
    file = Footage(pictures.store.path(clip_file.picture))
    try:
        planes = file.frame(min(clip.source_in + middle, clip_file.frames - 1))
        size = (planes[0].shape[1] // 2, planes[0].shape[0] // 2)
        half: Pixels = np.stack(
            [cv2.resize(one, size, interpolation=cv2.INTER_AREA) for one in planes], axis=-1
        ).astype(np.uint8)
    finally:
        file.close()
    cells, mask = _laid(half, Pose(x=pose.x, y=pose.y, scale=pose.scale * 2), canvas)
    return Planned(frame, clip.shot, cells, mask)


def _window(pictures: Pictures, wish: MountWanted) -> Box:
    drawn: Drawn = pictures.studio.draw(wish, pictures.canvas)
    if drawn.window is None:
        raise ValueError("a mount is drawn with its window")
    return drawn.window


@functools.lru_cache(maxsize=16)
def _reduced(file: Path) -> NDArray[np.uint8]:
    """A gathered photograph at a quarter of its size, RGB; held, because films of other shapes show it too."""
    return quarter(file)


def _laid(picture: NDArray[np.uint8], pose: Pose, canvas: Canvas) -> tuple[Cells, NDArray[np.bool_]]:
    """A picture where it stands, in cells of the film; and the cells that lie wholly in it."""
    size = (canvas.size.width // CELL, canvas.size.height // CELL)
    wide, high = size[0] / canvas.full.width, size[1] / canvas.full.height
    height, width = picture.shape[:2]
    small = (max(1, round(width * pose.scale * wide)), max(1, round(height * pose.scale * high)))
    reduced = cv2.resize(picture, small, interpolation=cv2.INTER_AREA if small[0] < width else cv2.INTER_LINEAR)
    # The upper left corners of both grids are what the pose speaks of; OpenCV counts from the middles of cells.
    across, down = width * pose.scale * wide / small[0], height * pose.scale * high / small[1]
    where = np.array(
        [[across, 0, pose.x * wide + (across - 1) / 2], [0, down, pose.y * high + (down - 1) / 2]], np.float64
    )
    laid = cv2.warpAffine(reduced.astype(np.float32), where, size, flags=cv2.INTER_LINEAR)
    inside = cv2.warpAffine(np.ones(reduced.shape[:2], np.float32), where, size, flags=cv2.INTER_LINEAR) > 0.999
    return np.asarray(laid, np.float32), np.asarray(cv2.erode(inside.astype(np.uint8), np.ones((3, 3))) > 0, np.bool_)
