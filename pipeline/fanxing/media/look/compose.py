"""From a template's part and its words to layers of pixels."""

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import cv2
import numpy as np

from fanxing.media.layer import Layer, Pixels
from fanxing.media.look.draw import crop_to_ink, ink_in, lay_over, rasterise
from fanxing.media.look.markup import Value, fill, own, own_number
from fanxing.media.look.sheet import ShapeName
from fanxing.media.look.stack import Laid, Said, Scene, drawn, lay
from fanxing.media.look.template import Template
from fanxing.media.look.texture import rgb
from fanxing.media.look.typeset import Block, Rect
from fanxing.model.errors import Fault, RecipeError
from fanxing.model.geometry import Box, Size
from fanxing.model.words import say

Change = Callable[[Laid], Laid]
"""Adds to a box that is laid out."""

_BLEED = 48.0
"""Pixels around the words of a layer in which its shapes are drawn; ``fx:bleed`` asks for more."""


@dataclass(frozen=True, eq=False)
class Drawn:
    """A layer and what was laid out for it."""

    layer: Layer
    """Its pixels."""
    laid: Laid
    """Its words."""


@dataclass(frozen=True)
class Composer:
    """Lays out and draws the parts of one template on one canvas."""

    template: Template
    """The template."""
    shape: ShapeName
    """Ratio of the canvas."""
    canvas: Size
    """Pixels."""
    safe: Box
    """Where text may stand."""
    kept: tuple[str, ...] = ()
    """Names that are not parted between two lines if it can be helped."""

    def box(self, part: str, name: str) -> Rect:
        """A box of the template's grid, as it is written.

        Raises:
            RecipeError: The grid has none of that name for this ratio.
        """
        found = self.template.sheet.boxes.get(part, {}).get(self.shape, {}).get(name)
        if found is None:
            key = f"boxes.{part}.{self.shape}.{name}"
            raise RecipeError(
                Fault(
                    rule="look-box",
                    what=say("模板 {name} 的 look.yaml 里没有 {key}", name=self.template.name, key=key),
                    mend=say("加上它：[左, 上, 宽, 高]，单位是像素"),
                )
            )
        return Rect(*found)

    def named(self, part: str) -> dict[str, Rect]:
        """All boxes of a part in this ratio, by name, as they are written."""
        found = self.template.sheet.boxes.get(part, {}).get(self.shape, {})
        return {name: Rect(*place) for name, place in found.items()}

    def laid(
        self, part: str, words: Said, ready: Mapping[str, Block] | None = None, more: Mapping[str, Value] | None = None
    ) -> tuple[tuple[Element, Laid], ...]:
        """Lay out every layer of a part, without drawing: what is measured is what will be drawn.

        Words that fit no layout of the part are tried in ``<part>-long``, where the template has one, and then with
        lines that end wherever they must.

        Raises:
            RecipeError: The words do not fit, or hold a character that no font has.
        """
        forms = [part, *(one for one in (f"{part}-long",) if self.template.drawing(one, self.shape) is not None)]
        for form in forms:
            try:
                return self._laid(form, words, ready, more or {})
            except RecipeError as error:
                if any(fault.rule != "look-too-long" for fault in error.faults):
                    raise
        return self._laid(forms[-1], words, ready, more or {}, tight=True)

    def drawn(
        self,
        part: str,
        words: Said,
        ready: Mapping[str, Block] | None = None,
        change: Change | None = None,
        more: Mapping[str, Value] | None = None,
    ) -> tuple[Drawn, ...]:
        """Lay out and draw every layer of a part that has words in it; ``more`` are further names for ``${…}``."""
        made = []
        for at, (group, laid) in enumerate(self.laid(part, words, ready, more)):
            whole = change(laid) if change else laid
            if whole.settings:
                made.append(Drawn(self._layer(group, whole, at), whole))
        return tuple(made)

    def layers(
        self,
        part: str,
        words: Said,
        ready: Mapping[str, Block] | None = None,
        change: Change | None = None,
    ) -> tuple[Layer, ...]:
        """The layers alone."""
        return tuple(piece.layer for piece in self.drawn(part, words, ready, change))

    def decorate(
        self,
        part: str,
        ground: Pixels,
        words: Said,
        boxes: Mapping[str, Rect] | None = None,
        hidden: Box | None = None,
    ) -> Pixels:
        """Draw what a part has outside its layers onto a ground that may be larger than the canvas.

        Nothing need be drawn on the ``hidden`` pixels of the ground: a picture will lie there.
        """
        root, words = self._root(part), {"seal": self.template.sheet.seal, **words}
        values = self._values()
        for name, box in (boxes or {}).items():
            values |= _edges(name, box)
        shapes = [drawn(child, values) for child in root if not own(child, "box") and _wanted(child, words, self.shape)]
        if not shapes:
            return ground
        size = Size(width=ground.shape[1], height=ground.shape[0])
        plane = Rect(0, 0, self.canvas.width, self.canvas.height)
        for layer in _decoration("".join(shapes), plane, size, hidden):
            ground = lay_over(ground, layer)
        return ground

    def _laid(
        self,
        part: str,
        words: Said,
        ready: Mapping[str, Block] | None,
        more: Mapping[str, Value],
        *,
        tight: bool = False,
    ) -> tuple[tuple[Element, Laid], ...]:
        words = {"seal": self.template.sheet.seal, **words}
        alone = "" if words.get("picture") else "-alone"
        values = {**self._values(), **more}
        scene = Scene(self.template.sheet, part, self.shape, words, values, self.kept, ready or {}, tight)
        grid = part.removesuffix("-long") if part not in self.template.sheet.boxes else part
        return tuple(
            (child, lay(child, settled(self._box(grid, own(child, "box"), alone), self.safe), scene))
            for child in self._root(part)
            if own(child, "box") and _wanted(child, words, self.shape)
        )

    def _box(self, part: str, name: str, alone: str) -> Rect:
        """A box; ``<name>-alone`` is preferred where a card stands without its picture."""
        return self.named(part).get(name + alone) or self.box(part, name)

    def _root(self, part: str) -> Element:
        root = self.template.drawing(part, self.shape)
        if root is None:
            raise RecipeError(
                Fault(
                    rule="look-part",
                    what=say("模板 {name} 缺少 {part}.svg", name=self.template.name, part=part),
                    mend=say("从自带的模板里复制这个文件过来改"),
                )
            )
        return root

    def _values(self) -> dict[str, Value]:
        plane = Rect(0, 0, self.canvas.width, self.canvas.height)
        safe = Rect(self.safe.x, self.safe.y, self.safe.width, self.safe.height)
        return {**self.template.sheet.colours, **_edges("canvas", plane), **_edges("safe", safe)}

    def _layer(self, group: Element, laid: Laid, at: int) -> Layer:
        bleed = own_number(group, "bleed", {}, _BLEED)
        region = _whole(laid.used, bleed, self.canvas)
        rgba = rasterise(laid.markup, region)
        if own(group, "halo"):
            rgba = _with_halo(rgba, fill(own(group, "halo"), self._values()))
        rgba, x, y = crop_to_ink(rgba, int(region.x), int(region.y))
        timing = self.template.sheet.timing
        return Layer(
            rgba,
            x,
            y,
            enter=int(own_number(group, "enter", {}, at * timing.step)),
            fade=int(own_number(group, "fade", {}, timing.fade)),
            rise=int(own_number(group, "rise", {}, timing.rise)),
        )


@functools.lru_cache(maxsize=6)
def _decoration(markup: str, plane: Rect, size: Size, hidden: Box | None) -> tuple[Layer, ...]:
    """Shapes of a ground, drawn once for all cards and covers that show them."""
    layers = ink_in(markup, plane, size, hidden)
    for one in layers:
        one.rgba.flags.writeable = False
    return layers


def settled(box: Rect, safe: Box) -> Rect:
    """A box of the grid, moved by the least way into the safe area, and made smaller where it is too large."""
    width, height = min(box.width, safe.width), min(box.height, safe.height)
    x = min(max(box.x, safe.x), safe.right - width)
    y = min(max(box.y, safe.y), safe.bottom - height)
    return Rect(x, y, width, height)


def _wanted(child: Element, words: Said, shape: ShapeName) -> bool:
    shapes = own(child, "for").split()
    needed = own(child, "if").split()
    without = own(child, "unless").split()
    return (
        (not shapes or shape in shapes)
        and all(bool(words.get(name)) for name in needed)
        and not any(bool(words.get(name)) for name in without)
    )


def _whole(used: Rect, bleed: float, canvas: Size) -> Rect:
    """The region that is drawn: whole pixels, inside the canvas."""
    x, y = max(0, int(used.x - bleed)), max(0, int(used.y - bleed))
    right = min(canvas.width, int(used.right + bleed) + 1)
    bottom = min(canvas.height, int(used.bottom + bleed) + 1)
    return Rect(x, y, max(1, right - x), max(1, bottom - y))


def _with_halo(rgba: Pixels, written: str) -> Pixels:
    """Lay a soft glow of one colour under a layer: ``#colour softness strength``.

    Done here and not by an SVG filter, which takes five times as long.
    """
    colour, soft, strength = written.split()
    shade = cv2.GaussianBlur(rgba[:, :, 3], (0, 0), float(soft)).astype(np.float32) / 255.0
    under = np.clip(shade * float(strength), 0.0, 1.0)
    over = rgba[:, :, 3].astype(np.float32) / 255.0
    alpha = over + under * (1.0 - over)
    share = (over / np.maximum(alpha, 1e-6))[:, :, None]
    mixed = rgba[:, :, :3].astype(np.float32) * share + rgb(colour) * (1.0 - share)
    made = np.dstack([mixed, alpha * 255.0])
    return np.ascontiguousarray(np.clip(made + 0.5, 0, 255).astype(np.uint8))


def _edges(name: str, rect: Rect) -> dict[str, Value]:
    return {
        f"{name}.x": rect.x,
        f"{name}.y": rect.y,
        f"{name}.width": rect.width,
        f"{name}.height": rect.height,
        f"{name}.right": rect.right,
        f"{name}.bottom": rect.bottom,
    }
