"""Which pictures a part shows, and in which views: pure choice, in the recipe's order.

No picture is shown twice in a row where another is at hand, and what finds no time is told.
"""

import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal, get_args

from fanxing.model.footage import Footage, Item, Moving, Sound, Still
from fanxing.model.geometry import FocusBox, Shape
from fanxing.model.script import Part
from fanxing.model.story import Story
from fanxing.model.storyboard import Move, Shot, View
from fanxing.model.words import say

BORROWED: dict[str, tuple[str, ...]] = {
    "exhibition": ("museum/media",),
    "guide": ("guide/portrait", "guide/media", "museum/media", "exhibition/media"),
    "closing": ("museum/media", "exhibition/media"),
    "object": ("exhibition/media", "museum/media"),
}
"""Where a part that has no pictures of its own looks for them; the guide's own begin with the portrait."""

BROUGHT_OUT = 0.4
"""A focus smaller than this share of its picture is asked to be seen near: where it is not, that is said."""

GROUND_LEFT = 0.01
"""Share of a picture's side that is ground beyond the object, at least, where all of the object is seen."""

_NAMED_PART = re.compile(r"局部|细部|细节|特写|detail|close-?up", re.IGNORECASE)
"""What museums call the files of pictures that show a part."""

Showing = tuple[Item, View, Move]
"""A picture, how it stands, how the camera moves."""


def seen(footage: Footage, prefix: str) -> tuple[Item, ...]:
    """Pictures and clips under a key."""
    return tuple(one for one in footage.at(prefix) if not isinstance(one.source, Sound))


def free(footage: Footage, prefix: str) -> tuple[Item, ...]:
    """What may be cropped and toned behind a card."""
    return tuple(one for one in seen(footage, prefix) if not one.held)


def file_of(item: Item | None) -> str:
    """What tells two pictures apart, whoever names them; empty for none."""
    if item is None:
        return ""
    source = item.source
    return source.sound.sha256 if isinstance(source, Sound) else source.picture.sha256


@dataclass(frozen=True)
class Chosen:
    """Pictures of a part."""

    items: tuple[Item, ...]
    """In order."""
    own: bool
    """The recipe gives them to this part; None of them is left out but for want of time."""


def pictures_of(part: Part, story: Story, footage: Footage, before: frozenset[str]) -> Chosen:
    """Choose a part's pictures: its own, else the museum's and the exhibition's, else a glance at the objects.

    Args:
        part: The part.
        story: Names the objects.
        footage: What was gathered.
        before: Files that have just been seen: what is borrowed is none of these. See ``file_of``.
    """
    own = seen(footage, f"{part.id}/media")
    if part.kind == "guide":
        own = (*seen(footage, "guide/portrait"), *own)
    if own:
        return Chosen(own, own=True)
    for prefix in BORROWED.get(part.kind, ()):
        others = tuple(one for one in seen(footage, prefix) if file_of(one) not in before)
        if others:
            return Chosen(others, own=False)
    glance = _glance(part, story, footage)
    return Chosen(tuple(one for one in glance if file_of(one) not in before) or glance, own=False)


def _glance(part: Part, story: Story, footage: Footage) -> tuple[Item, ...]:
    """The objects' first pictures: ahead, from the second on, since the first is behind the hook; or back, at last.

    Never for the guide: a name under an object would name the object.
    """
    if part.kind not in ("exhibition", "closing"):
        return ()
    firsts = [next(iter(seen(footage, f"object/{one.id}/media")), None) for one in story.objects]
    known = tuple(one for one in firsts if one is not None)
    return known[::-1] if part.kind == "closing" else known[1:] + known[:1]


def wholes(items: Sequence[Item]) -> tuple[Item, ...]:
    """Of an object's pictures those that may stand for it on a card: photographs of all of it, before parts and clips.

    All of it shows, surely, where an even ground was found on every side; else the first that is listed counts as such.
    A part is taken only where nothing else is listed.

    Args:
        items: The object's pictures, in the recipe's order.
    """
    photographs = [one for one in items if isinstance(one.source, Still)]
    plain = [one for one in photographs if not _NAMED_PART.search(PurePath(one.path).stem)]
    found = (*(one for one in plain if _stands_free(one)), *plain[:1])
    return tuple(dict.fromkeys(found)) or tuple(photographs[:1]) or tuple(items[:1])


def _stands_free(item: Item) -> bool:
    """Whether the object was found, with ground on every side."""
    box = item.source.subject if isinstance(item.source, Still) else None
    if box is None:
        return False
    return min(box.x, box.y, 1 - box.x - box.width, 1 - box.y - box.height) > GROUND_LEFT


Far = Literal["pixels", "face", "wide"]
"""Why a picture cannot be shown nearer: it has too few pixels, a face would be cut, its focus takes too much."""
Keeps = Callable[[Item], Mapping[Shape, Far]]
"""What keeps a picture from being shown nearer, in each shape in which it cannot be."""
Bears = Callable[[Item], bool]
"""Whether a picture can be shown nearer than whole."""


def views_of(items: tuple[Item, ...], wanted: int, most: int, *, closer: Bears) -> list[Showing]:
    """Every picture whole and every focus of one that is listed again; where time is left, details; then round again.

    Args:
        items: Pictures, in order.
        wanted: Shots.
        most: Shots at most, if all that the recipe lists is to be shown.
        closer: Which pictures may be shown nearer as well, though they are listed once.
    """
    rounds: tuple[tuple[Move, Move], ...] = (("push", "push"), ("pull", "drift"))
    groups = [list(group) for group in _groups(items)]
    count = max(wanted, min(most, sum(len(_asked(group)) for group in groups)))
    views: list[Showing] = []
    for whole, detail in itertools.cycle(rounds):
        if len(views) >= count:
            break
        asked = [_asked(group) for group in groups]
        able = sum(1 for group in groups if len(_asked(group)) == 1 and _still(group[0]) and closer(group[0]))
        spare = min(count - len(views) - sum(map(len, asked)), able)
        for group in asked:
            nearer = spare > 0 and len(group) == 1 and _still(group[0][0]) and closer(group[0][0])
            spare -= nearer
            looks: list[tuple[Item, View]] = [*group, (group[0][0], "detail")] if nearer else group
            views += [(one, view, _move(one, whole if view == "whole" else detail)) for one, view in looks]
    return views[:count]


def _groups(items: tuple[Item, ...]) -> Iterator[list[Item]]:
    """Uses of one file together, in the order in which each comes first."""
    files: dict[str, list[Item]] = {}
    for one in items:
        files.setdefault(file_of(one), []).append(one)
    yield from files.values()


def _asked(group: list[Item]) -> list[tuple[Item, View]]:
    """A picture whole, and each focus where it is listed with several."""
    looks: list[tuple[Item, View]] = [(group[0], "whole")]
    if len(group) > 1 and not group[0].held:
        focused = {one.focus: one for one in reversed(group) if one.focus is not None}
        looks += [(one, "detail") for one in reversed(list(focused.values()))]
    return looks


def _still(item: Item) -> bool:
    return not isinstance(item.source, Moving) and not item.held


def _move(item: Item, move: Move) -> Move:
    return move if _still(item) else "hold"


def left_out(parts: Sequence[Part], footage: Footage, shots: Sequence[Shot], *, whole: bool) -> Iterator[str]:
    """Say which pictures of the parts are not shown.

    Args:
        parts: Of the script.
        footage: What was gathered.
        shots: All of the film.
        whole: The whole template is told, the museum's pictures with it.
    """
    shown = {file_of(shot.item) for shot in shots}
    near = {(file_of(shot.item), shot.focus) for shot in shots if shot.view == "detail"}
    holders: list[tuple[str, Callable[[], tuple[Item, ...]]]] = [
        (part.id, lambda part=part: (*seen(footage, f"{part.id}/media"), *_portrait(part, footage)))  # type: ignore[misc]
        for part in parts
    ]
    if whole:
        holders.append(("museum", lambda: seen(footage, "museum/media")))
    for name, items in holders:
        uses = items()
        again = {file_of(one) for one in uses if sum(file_of(other) == file_of(one) for other in uses) > 1}
        lost = [one for one in uses if file_of(one) not in shown]
        lost += [
            one for one in uses
            if one.focus and file_of(one) in shown & again and (file_of(one), one.focus) not in near
        ]  # fmt: skip
        if lost:
            yield say(
                "{part} 列了 {count} 个画面，时间不够，没有用上：{files}",
                part=name.replace("object/", ""),
                count=len(uses),
                files="、".join(dict.fromkeys(one.path for one in lost)),
            )


def far_only(parts: Sequence[Part], footage: Footage, shots: Sequence[Shot], kept: Keeps) -> Iterator[str]:
    """Say which objects' pictures, listed once, were to be seen near and are seen whole alone, and why.

    Args:
        parts: Of the script.
        footage: What was gathered.
        shots: All of the film.
        kept: What keeps a picture from being shown nearer.
    """
    shown = {file_of(shot.item) for shot in shots if shot.view == "whole"}
    near = {(file_of(shot.item), shot.focus) for shot in shots if shot.view == "detail"}
    for part in (one for one in parts if one.kind == "object"):
        uses = seen(footage, f"{part.id}/media")
        once = [one for one in uses if sum(file_of(other) == file_of(one) for other in uses) == 1 and _still(one)]
        lost = [
            one for one in once
            if one.focus and _is_small(one.focus) and file_of(one) in shown and (file_of(one), one.focus) not in near
        ]  # fmt: skip
        groups: dict[tuple[Far | None, str], list[str]] = {}
        for one in lost:
            groups.setdefault(_reason(kept(one)), []).append(one.path)
        for (why, shapes), files in groups.items():
            yield _told_far(part.id.replace("object/", ""), files, why, shapes)


def _reason(kept: Mapping[Shape, Far]) -> tuple[Far | None, str]:
    """The first thing to mend, and the shapes in which it is wrong."""
    why = next((one for one in get_args(Far) if one in kept.values()), None)
    return why, "、".join(shape for shape, one in kept.items() if one == why)


def _told_far(part: str, files: list[str], why: Far | None, shapes: str) -> str:
    named, count = "、".join(dict.fromkeys(files)), len(files)
    if why is None:
        return say(
            "{part} 有 {count} 处 focus 没有拍近景，时间不够，只用了全貌：{files}",
            part=part,
            count=count,
            files=named,
        )
    if why == "pixels":
        return say(
            "{part} 有 {count} 处 focus 没有拍近景：{shapes} 画幅里图片的像素不够推近，各画幅都只用了全貌"
            "（换成更大的原图就有近景）：{files}",
            part=part,
            count=count,
            shapes=shapes,
            files=named,
        )
    if why == "face":
        return say(
            "{part} 有 {count} 处 focus 没有拍近景：{shapes} 画幅里推近会切到人脸，各画幅都只用了全貌"
            "（让 focus 框住整张脸，或避开它）：{files}",
            part=part,
            count=count,
            shapes=shapes,
            files=named,
        )
    return say(
        "{part} 有 {count} 处 focus 没有拍近景：{shapes} 画幅里框得太宽或太高，推不近，各画幅都只用了全貌"
        "（把 focus 框小一些）：{files}",
        part=part,
        count=count,
        shapes=shapes,
        files=named,
    )


def _is_small(focus: FocusBox) -> bool:
    return focus.width * focus.height < BROUGHT_OUT


def _portrait(part: Part, footage: Footage) -> tuple[Item, ...]:
    return seen(footage, "guide/portrait") if part.kind == "guide" else ()
