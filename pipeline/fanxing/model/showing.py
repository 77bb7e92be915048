"""Which pictures a part shows, and in which views: pure choice, in the recipe's order.

No picture is shown twice in a row where another is at hand, and what finds no time is told.
"""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from fanxing.model.footage import Footage, Item, Moving, Sound, Still
from fanxing.model.geometry import FocusBox
from fanxing.model.recipe import Exhibit
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

GRADES = ("一级", "二级", "三级")
"""Of a museum's own records, the most precious first."""

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


def ground_of(wanted: Sequence[tuple[Item, ...]], avoid: frozenset[str]) -> Item | None:
    """The first picture that stands not before or after; else the first of all; None where there is none."""
    known = [one for items in wanted for one in items]
    return next((one for one in known if file_of(one) not in avoid), next(iter(known), None))


def _named_in(text: str, one: Exhibit) -> int:
    """How an object is named in words: 0 by its name, 1 by the thing that the name ends with (鼎, 瓶), 2 not at all."""
    thing = one.name[-1:]
    return 0 if one.name in text else 1 if thing.isalpha() and not thing.isascii() and thing in text else 2


def strongest(story: Story, footage: Footage) -> Item | None:
    """The picture that opens the film: of the object that the hook names, else of the highest grade, else the first."""
    return next((found[0] for one in _by_rank(story) if (found := _of(one, footage))), None)


def _by_rank(story: Story) -> list[Exhibit]:
    """Objects, the one that should open the film first."""

    def rank(one: Exhibit) -> tuple[int, int]:
        grade = GRADES.index(one.grade) if one.grade in GRADES else len(GRADES)
        return _named_in(story.hook or "", one), grade

    return sorted(story.objects, key=rank)  # stable: of equal rank, the first told


def _of(one: Exhibit, footage: Footage) -> tuple[Item, ...]:
    """What may stand for an object on a card."""
    return wholes(free(footage, f"object/{one.id}/media"))


def title_ground(story: Story, footage: Footage, avoid: frozenset[str]) -> Item | None:
    """The picture behind a film's title: of the object that the title names, else of the one that the hook names.

    Where neither names one, that of the next object, so that the same thing does not open the film twice. Never a room
    or a part of an object while one can be shown whole; rather the same picture twice.

    Args:
        story: Names the objects.
        footage: What was gathered.
        avoid: Files that stand before or after. See ``file_of``.
    """
    ranked = _by_rank(story)
    named = sorted((how, at) for at, one in enumerate(ranked) if (how := _named_in(story.title, one)) < 2)
    called = [one for one in ranked if _named_in(story.hook or "", one) < 2]
    for one in (*(ranked[at] for _, at in named), *called):
        if found := _of(one, footage):
            return ground_of((found,), avoid)
    anything = ground_of([_of(one, footage) for one in ranked], avoid)
    return anything or ground_of((free(footage, "exhibition/media"), free(footage, "museum/media")), avoid)


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


def far_only(parts: Sequence[Part], footage: Footage, shots: Sequence[Shot], closer: Bears) -> Iterator[str]:
    """Say which objects' pictures, listed once, were to be seen near and are seen whole alone.

    Args:
        parts: Of the script.
        footage: What was gathered.
        shots: All of the film.
        closer: Which pictures can be shown nearer.
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
        name = part.id.replace("object/", "")
        hurried, coarse = [one.path for one in lost if closer(one)], [one.path for one in lost if not closer(one)]
        if hurried:
            yield say(
                "{part} 有 {count} 处 focus 没有拍近景，时间不够，只用了全貌：{files}",
                part=name,
                count=len(hurried),
                files="、".join(dict.fromkeys(hurried)),
            )
        if coarse:
            yield say(
                "{part} 有 {count} 处 focus 没有拍近景，图片的像素不够推近，只用了全貌：{files}",
                part=name,
                count=len(coarse),
                files="、".join(dict.fromkeys(coarse)),
            )


def _is_small(focus: FocusBox) -> bool:
    return focus.width * focus.height < BROUGHT_OUT


def _portrait(part: Part, footage: Footage) -> tuple[Item, ...]:
    return seen(footage, "guide/portrait") if part.kind == "guide" else ()
