"""Which clips are seen on which frames of a film, and how one gives way to the next. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from fanxing.media.render.orders import FootageScene, RegisteredScene, Scene, StillScene
from fanxing.media.render.stands import Bleed, Mounted
from fanxing.model.timeline import Clip, Gap, Timeline, Transition

LEAST_VEILED = 6
"""Frames of a transition in which one picture can leave before the next one comes."""


@dataclass(frozen=True)
class Placed:
    """A clip on the film."""

    clip: Clip
    """What it shows."""
    cut: int
    """Frame of its in point."""
    first: int
    """First frame on which it is seen."""
    after: int
    """First frame on which it is seen no more."""
    coming: int = 0
    """Frames of the transition in which it comes."""
    going: int = 0
    """Frames of the transition in which it leaves."""


@dataclass(frozen=True)
class Stretch:
    """Frames over which the same is seen, or one gives way to another."""

    start: int
    """First frame."""
    end: int
    """First frame after."""
    first: int
    """Number of the clip that is seen, or leaves."""
    second: int | None = None
    """Number of the clip that comes; None: nothing comes."""
    style: Literal["crossfade", "part"] = "crossfade"
    """How it comes."""
    veiled: bool = False
    """One is gone before the other comes: see ``blend.veiled``."""


def placed_on(timeline: Timeline) -> Iterator[Placed]:
    """Every clip of a film, with the frames on which it is seen."""
    items, at = timeline.picture, 0
    for index, item in enumerate(items):
        if isinstance(item, Gap):
            raise TypeError("a picture track has no gaps")  # a defect: edit lays none
        if isinstance(item, Clip):
            before = items[index - 1] if index else None
            after = items[index + 1] if index + 1 < len(items) else None
            early, coming = (before.in_offset, length_of(before)) if isinstance(before, Transition) else (0, 0)
            late, going = (after.out_offset, length_of(after)) if isinstance(after, Transition) else (0, 0)
            yield Placed(item, at, at - early, at + item.duration + late, coming, going)
            at += item.duration


def length_of(transition: Transition) -> int:
    """Frames of a transition."""
    return transition.in_offset + transition.out_offset


def stretches_of(timeline: Timeline, placed: Sequence[Placed], scenes: Sequence[Scene]) -> Iterator[Stretch]:
    """Part a film into stretches in which the same is seen.

    Args:
        timeline: What is shown.
        placed: Its clips.
        scenes: What each of them shows.
    """
    between = (one for one in timeline.picture if isinstance(one, Transition))
    joints = dict(zip(_joints(timeline), between, strict=True))
    at = 0
    for index, one in enumerate(placed):
        joint = joints.get(index)
        end = one.cut + one.clip.duration
        way = "cut" if joint is None else _way(joint, scenes[index], scenes[index + 1])
        start = end if joint is None or way == "cut" else end - joint.in_offset
        if at < start:
            yield Stretch(at, start, index)
        at = start
        if joint is not None and way != "cut":
            at = end + joint.out_offset
            yield Stretch(start, at, index, index + 1, joint.style, veiled=way == "veil")


def _way(joint: Transition, leaving: Scene, coming: Scene) -> Literal["cut", "mix", "veil"]:
    """How one picture gives way to another, so that no two objects are seen through each other.

    Of two that fill the frame by a cut, inside a part. Mixed where they are one picture in one place, where one is
    drawn by a package, or where there is no time for more. All others, cards among them, by a veil of both.
    """
    if not length_of(joint):
        return "cut"
    if _is_one(leaving, coming) or RegisteredScene in (type(leaving), type(coming)):
        return "mix"
    if _fills(leaving) and _fills(coming) and joint.style == "crossfade":
        return "cut"
    return "veil" if length_of(joint) >= LEAST_VEILED else "mix"


def _fills(scene: Scene) -> bool:
    return isinstance(scene, StillScene | FootageScene) and isinstance(scene.stand, Bleed)


def _is_one(leaving: Scene, coming: Scene) -> bool:
    """Whether both are one picture, hung in one place: a mix of them is not seen."""
    if not isinstance(leaving, StillScene) or not isinstance(coming, StillScene):
        return False
    if not isinstance(leaving.stand, Mounted) or not isinstance(coming.stand, Mounted):
        return False
    same = coming.stand.model_copy(update={"move": leaving.stand.move})
    return leaving.picture == coming.picture and leaving.stand == same


def _joints(timeline: Timeline) -> Iterator[int]:
    """Index of the clip before each transition."""
    clips = -1
    for item in timeline.picture:
        if isinstance(item, Clip):
            clips += 1
        elif isinstance(item, Transition):
            yield clips
