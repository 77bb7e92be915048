"""Shots that an installed package draws with moviepy, sampled into the same spans as the built-in ones.

A package registers them in the group of entry points ``fanxing.shots``; a recipe can name one, never a path to code.
"""

from collections.abc import Hashable
from fractions import Fraction
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Protocol

import numpy as np

from fanxing.media.kept_pictures import photograph
from fanxing.media.layer import Pixels
from fanxing.media.render.orders import Canvas, RegisteredScene
from fanxing.media.render.planes import Planes, from_rgb
from fanxing.media.store import Store
from fanxing.model.document import Document
from fanxing.model.errors import Fault, ToolError
from fanxing.model.footage import Still
from fanxing.model.geometry import Size
from fanxing.model.timeline import Clip
from fanxing.model.timing import Rate
from fanxing.model.words import say

GROUP = "fanxing.shots"
"""Group of entry points."""


class Assignment(Document):
    """What a registered shot is asked for."""

    clip: Clip
    """Its picture, focus, card and move."""
    canvas: Size
    """Pixels of the frame to draw; half the film's in a draft."""
    frames: int
    """How many frames are seen, transitions included."""
    rate: Rate
    """Frames a second."""

    @property
    def seconds(self) -> float:
        """Length in the seconds that moviepy counts in."""
        return float(Fraction(self.frames) / self.rate)


class Shot(Protocol):
    """A function that an installed package registers."""

    def __call__(self, assignment: Assignment, picture: Pixels | None) -> Any:  # noqa: ANN401 - moviepy has no types
        """Give a ``moviepy.VideoClip`` of the canvas's size, at least as long as asked for.

        Args:
            assignment: What is asked for.
            picture: The shot's photograph, upright sRGB, uint8 (H, W, 3); None where it has none.
        """
        ...


def maker(name: str) -> str:
    """Package and version that registered a shot: part of every key, so that a new version draws anew.

    Raises:
        ToolError: No installed package registers it.
    """
    entry = _entry(name)
    return f"{entry.dist.name} {entry.dist.version}" if entry.dist is not None else entry.value


def _entry(name: str) -> EntryPoint:
    found = entry_points(group=GROUP, name=name)
    if not found:
        known = "、".join(sorted(entry.name for entry in entry_points(group=GROUP)))
        raise ToolError(
            Fault(
                rule="registered-shot",
                what=say("没有名为 {name} 的自定义镜头", name=name),
                mend=say("安装提供它的软件包；已安装的有：{known}", known=known)
                if known
                else say("安装提供它的软件包；现在一个也没有安装"),
            )
        )
    return next(iter(found))


class RegisteredShot:
    """Draws a registered shot, frame by frame."""

    def __init__(self, scene: RegisteredScene, canvas: Canvas, store: Store) -> None:
        media = scene.clip.media
        picture = _picture(store, media) if isinstance(media, Still) else None
        assignment = Assignment(clip=scene.clip, canvas=canvas.size, frames=scene.frames, rate=scene.rate)
        shot: Shot = _entry(scene.name).load()
        self._scene = scene
        self._size = canvas.size
        self._clip = shot(assignment, picture)

    def state(self, age: int) -> Hashable:
        """Every age is another picture, as far as anyone can tell."""
        return age

    def draw(self, age: int, frame: Planes) -> None:
        """Sample the clip at the frame's own time."""
        rgb = np.asarray(self._clip.get_frame(float(Fraction(age) / self._scene.rate)))
        if rgb.shape != (self._size.height, self._size.width, 3):
            raise ToolError(
                Fault(
                    rule="registered-shot",
                    what=say(
                        "自定义镜头 {name} 画出的画面是 {drawn}，应为 {asked}",
                        name=self._scene.name,
                        drawn="×".join(map(str, rgb.shape)),
                        asked=f"{self._size.height}×{self._size.width}×3",
                    ),
                    mend=say("请联系 {maker} 的作者", maker=self._scene.maker),
                )
            )
        frame.copy(from_rgb(np.clip(rgb, 0, 255).astype(np.uint8)))

    def close(self) -> None:
        """Let moviepy go of its readers."""
        self._clip.close()


def _picture(store: Store, media: Still) -> Pixels:
    return photograph(store.path(media.picture))
