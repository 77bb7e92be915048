"""Laying out one box of a part: words and shapes one after another, fitted to the box together.

The parts of a template say what follows what; here it is measured. Written by hand: an SVG has no flow, and a
browser is no dependency of a film.
"""

import html
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal
from xml.etree.ElementTree import Element

from fanxing.media.look.fonts import clean, require
from fanxing.media.look.markup import FX, Value, fill, own, own_number
from fanxing.media.look.outline import path_data
from fanxing.media.look.sheet import Sheet
from fanxing.media.look.sorts import Flow
from fanxing.media.look.typeset import Align, Block, Manner, Rect, Style, fit
from fanxing.model.errors import Fault, RecipeError
from fanxing.model.words import say

Said = Mapping[str, str | tuple[str, ...]]
"""Name of words -> the words; several lines as a tuple."""

Way = Literal["down", "left", "right"]
"""Where the next thing stands: below, to the left (columns), to the right."""

_FACTORS = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64, 0.58, 0.52, 0.46, 0.4)


@dataclass(frozen=True, slots=True)
class Setting:
    """Words that were set, and where."""

    name: str
    """Which words."""
    block: Block
    """The type."""
    x: float
    """Left edge of the block on the canvas."""
    y: float
    """Upper edge."""
    colour: str
    """``#rrggbb``."""
    finish: str = ""
    """Further attributes of its path: stroke, opacity."""

    @property
    def ink(self) -> Rect:
        """Where its ink lies on the canvas."""
        return self.block.ink.moved(self.x, self.y)


@dataclass(frozen=True, slots=True)
class Laid:
    """A box, laid out."""

    markup: str
    """SVG elements in canvas pixels."""
    used: Rect
    """What its words and flowing shapes take up."""
    settings: tuple[Setting, ...]
    """All words in it."""


@dataclass(frozen=True)
class Scene:
    """What a box needs to know of the part that it is in."""

    sheet: Sheet
    """The template's YAML."""
    part: str
    """Name of the part, for refusals."""
    shape: str
    """Ratio of the canvas, as ``9x16``."""
    words: Said
    """What is said."""
    values: Mapping[str, Value]
    """Colours, canvas and safe area, for ``${…}``."""
    kept: tuple[str, ...] = ()
    """Names that are not parted if it can be helped."""
    ready: Mapping[str, Block] = field(default_factory=dict)
    """Words that have been set already, by name."""
    tight: bool = False
    """Lines end wherever they must: nothing better fits."""


@dataclass
class _Thing:
    """One child that takes room in the flow."""

    element: Element
    gap: float
    text: str = ""
    style: Style | None = None
    flow: Flow = "across"
    wide: float = 0.0
    high: float = 0.0
    block: Block | None = None
    place: Rect = field(default_factory=lambda: Rect(0, 0, 0, 0))


@dataclass(frozen=True, slots=True)
class _Order:
    """How the children of a box follow each other."""

    way: Way
    pack: Align
    align: Align


def lay(group: Element, box: Rect, scene: Scene) -> Laid:
    """Lay out the children of ``group`` in ``box``.

    Raises:
        RecipeError: The words do not fit at their least sizes, or hold a character that no font has.
    """
    scene = replace(scene, values={**scene.values, **_edges("box", box)})
    order = _Order(_way(group), _pack(group), _align(group))
    things = list(_things(group, scene))
    _fit_together(things, box, order, scene)
    used = _place(things, box, order)
    if own(group, "hug") == "end" and scene.words.get("picture"):  # which has what is free beside the words
        used = _place(things, Rect(box.right - used.width, box.y, used.width, box.height), order)
    values = {**scene.values, **_edges("used", used)}
    for thing in things:
        values |= _edges(own(thing.element, "say") or own(thing.element, "id"), thing.place)
    markup, settings = [], []
    flowing = {id(thing.element): thing for thing in things}
    for child in group:
        flows = flowing.get(id(child))
        if flows is not None:
            piece, found = _emit(flows, values, scene)
        elif _wanted(child, scene) and not own(child, "say") and not own(child, "words"):
            piece, found = _loose(child, values, scene)
        else:
            continue
        markup.append(piece)
        settings += found
    return Laid("".join(markup), used, tuple(settings))


def _loose(child: Element, values: Mapping[str, Value], scene: Scene) -> tuple[str, list[Setting]]:
    """A child outside the flow: a shape, or a box of its own that is pinned with ``fx:at``."""
    if not own(child, "at"):
        return drawn(child, values), []
    x, y, width, height = (float(fill(f"${{{part}}}", values)) for part in own(child, "at").split(";"))
    inner = lay(child, Rect(x, y, width, height), scene)
    return inner.markup, list(inner.settings)


def drawn(element: Element, values: Mapping[str, Value]) -> str:
    """An element of a template as SVG text: ``${…}`` filled, the template's own attributes left out."""
    tag = element.tag.rpartition("}")[2]
    inner = "".join(drawn(child, values) for child in element)
    return f"<{tag}{_attributes(element, values)}>{inner}</{tag}>"


_BREAKS = str.maketrans({"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"})
"""What XML would read as blanks in an attribute."""


def _quoted(value: str) -> str:
    """An attribute's value in its quotes. Not by ``xml.sax.saxutils``, which loads the whole of TLS: 30 ms a start."""
    return f'"{html.escape(value).translate(_BREAKS)}"'


def _attributes(element: Element, values: Mapping[str, Value], without: tuple[str, ...] = ()) -> str:
    written = []
    for name, value in element.attrib.items():
        if name.startswith(f"{{{FX}}}") or name in without:
            continue
        written.append(f" {name.rpartition('}')[2]}={_quoted(fill(value, values))}")
    return "".join(written)


def _things(group: Element, scene: Scene) -> Iterator[_Thing]:
    first = True
    for child in group:
        if not _wanted(child, scene):
            continue
        gap = 0.0 if first else own_number(child, "gap", scene.values)
        wide, high = own_number(child, "wide", scene.values), own_number(child, "high", scene.values)
        text = _text(child, scene)
        if text:
            style = _style(child, scene)
            flow: Flow = "down" if own(child, "flow") == "down" else "across"
            yield _Thing(child, gap, text, style, flow)
        elif (wide or high) and not (own(child, "say") or own(child, "words")):
            yield _Thing(child, gap, wide=wide, high=high)
        else:
            continue
        first = False


def _wanted(child: Element, scene: Scene) -> bool:
    needed, without = own(child, "if").split(), own(child, "unless").split()
    told = scene.words
    return all(bool(told.get(name)) for name in needed) and not any(bool(told.get(name)) for name in without)


def _text(child: Element, scene: Scene) -> str:
    said = scene.words.get(own(child, "say"), "") if own(child, "say") else own(child, "words")
    several = (said,) if isinstance(said, str) else said
    joined = own(child, "join", "\n").join(one for one in map(clean, several) if one)
    if joined:
        require(joined)
    return joined


def _style(child: Element, scene: Scene) -> Style:
    name = own(child, "type")
    style = scene.sheet.type.get(f"{name}.{scene.shape}") or scene.sheet.type.get(name)
    if style is None:
        raise RecipeError(
            Fault(
                rule="look-type",
                what=say("{part}.svg 用了 look.yaml 里没有的字样 {name}", part=scene.part, name=name or "?"),
                mend=say("在 look.yaml 的 type 里加上它"),
            )
        )
    return style


def _fit_together(things: Sequence[_Thing], box: Rect, order: _Order, scene: Scene) -> None:
    """Fit all words of a box: sizes go down together until everything finds room."""
    texts = [thing for thing in things if thing.text]
    taken = sum(thing.gap for thing in things)
    taken += sum(_main(thing, order.way) for thing in things if not thing.text)
    if order.way == "down":
        room = Rect(box.x, box.y, box.width, box.height - taken)
    else:
        room = Rect(box.x, box.y, box.width - taken, box.height)
    if not any(_fitted(texts, room, order, scene, factor) for factor in _FACTORS):
        raise _refusal(texts, scene)


def _fitted(texts: Sequence[_Thing], room: Rect, order: _Order, scene: Scene, factor: float) -> bool:
    """Try to fit all words at ``factor`` of their sizes."""
    wide, high = room.width, room.height
    sizes: dict[str, float] = {}
    for thing in texts:
        most = sizes.get(own(thing.element, "most"), math.inf)
        thing.block = _set(thing, (wide, high), order, scene, (factor, most)) if min(wide, high) > 0 else None
        if thing.block is None:
            return False
        sizes[own(thing.element, "say")] = thing.block.size
        if order.way == "down":
            high -= thing.block.height
        else:
            wide -= thing.block.width
    return True


def _set(
    thing: _Thing, room: tuple[float, float], order: _Order, scene: Scene, limits: tuple[float, float]
) -> Block | None:
    """Set the words of a thing at a factor of its size, and never larger than so many pixels."""
    ready = scene.ready.get(own(thing.element, "say"))
    if ready is not None:
        return ready if ready.width <= room[0] and ready.height <= room[1] else None
    assert thing.style is not None  # things with text have one
    size = max(thing.style.size * limits[0], min(thing.style.least, thing.style.size))
    size = min(size, max(limits[1], thing.style.least))
    agree = (thing.flow == "across") == (order.way == "down")  # else lines are aligned along what the things follow
    manner = Manner(thing.flow, _align(thing.element, order.align) if agree else "start", scene.kept, scene.tight)
    return fit(thing.text, thing.style.model_copy(update={"size": size}), room, manner)


def _main(thing: _Thing, way: Way) -> float:
    """Length along the way."""
    if thing.block is not None:
        return thing.block.height if way == "down" else thing.block.width
    return thing.high if way == "down" else thing.wide


def _cross(thing: _Thing, way: Way) -> float:
    """Length across the way."""
    if thing.block is not None:
        return thing.block.width if way == "down" else thing.block.height
    return thing.wide if way == "down" else thing.high


def _place(things: Sequence[_Thing], box: Rect, order: _Order) -> Rect:
    way = order.way
    total = sum(thing.gap + _main(thing, way) for thing in things)
    span, breadth = (box.height, box.width) if way == "down" else (box.width, box.height)
    at = {"start": 0.0, "middle": (span - total) / 2, "end": span - total}[order.pack]
    used: Rect | None = None
    for thing in things:
        at += thing.gap
        main, cross = _main(thing, way), _cross(thing, way)
        free = breadth - cross
        side = {"start": 0.0, "middle": free / 2, "end": free}[_align(thing.element, order.align)]
        if way == "down":
            thing.place = Rect(box.x + side, box.y + at, cross, main)
        elif way == "right":
            thing.place = Rect(box.x + at, box.y + side, main, cross)
        else:
            thing.place = Rect(box.right - at - main, box.y + side, main, cross)
        used = thing.place.joined(used)
        at += main
    return used or Rect(box.x, box.y, 0.0, 0.0)


def _emit(thing: _Thing, values: Mapping[str, Value], scene: Scene) -> tuple[str, list[Setting]]:
    element, place = thing.element, thing.place
    if thing.block is not None and thing.style is not None:
        colour = fill(element.get("fill", "${" + thing.style.colour + "}"), values)
        name = own(element, "say") or "fixed"
        data = path_data(thing.block, place.x, place.y)
        rest = _attributes(element, values, without=("fill", "x", "y"))
        setting = Setting(name, thing.block, place.x, place.y, colour, rest)
        return f'<path d="{data}" fill="{colour}"{rest}/>', [setting]
    if element.tag.rpartition("}")[2] == "g" and own(element, "stack"):
        inner = lay(element, place, scene)
        return inner.markup, list(inner.settings)
    own_place = {**values, **_edges("here", place)}
    return drawn(element, own_place), []


def _edges(name: str, rect: Rect) -> dict[str, Value]:
    if not name:
        return {}
    return {
        f"{name}.x": rect.x,
        f"{name}.y": rect.y,
        f"{name}.width": rect.width,
        f"{name}.height": rect.height,
        f"{name}.right": rect.right,
        f"{name}.bottom": rect.bottom,
    }


def _way(group: Element) -> Way:
    ways: dict[str, Way] = {"left": "left", "right": "right"}
    return ways.get(own(group, "stack"), "down")


def _align(element: Element, default: Align = "start") -> Align:
    aligns: dict[str, Align] = {"start": "start", "middle": "middle", "end": "end"}
    return aligns.get(own(element, "align"), default)


def _pack(group: Element) -> Align:
    packs: dict[str, Align] = {"middle": "middle", "end": "end"}
    return packs.get(own(group, "pack"), "start")


def _refusal(texts: Sequence[_Thing], scene: Scene) -> RecipeError:
    longest = max(texts, key=lambda thing: len(thing.text))
    return RecipeError(
        Fault(
            rule="look-too-long",
            what=say("“{text}”太长，在模板的 {part} 里缩到最小也放不下", text=longest.text, part=scene.part),
            mend=say("把它改短；自己做的模板也可以给它更大的框、更小的字号（look.yaml 里的 least）"),
        )
    )
