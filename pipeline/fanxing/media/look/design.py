"""One template on one canvas: what it draws of cards, graphics, subtitles and mounts.

Everything is drawn on the full canvas; a draft's engine scales it down.
"""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fanxing.media.layer import Layer, Mount, Pixels, Plate
from fanxing.media.look.compose import Composer
from fanxing.media.look.label import label_block
from fanxing.media.look.pictures import filling, shadowed, washed, window_in
from fanxing.media.look.ruby import with_readings
from fanxing.media.look.sheet import ShapeName, shape_name
from fanxing.media.look.stack import Said
from fanxing.media.look.template import Template, load_template
from fanxing.media.look.texture import lay_foot, surface
from fanxing.media.look.typeset import Rect
from fanxing.media.tools import tool_version
from fanxing.model.document import fingerprint
from fanxing.model.geometry import SHAPES, Box, SafeArea, Shape, Size
from fanxing.model.graphics import AiLabel, Card, EndCard, Graphic, HookCard, LowerThird, TitleCard
from fanxing.model.subtitle import Reading

DRAWING = 1
"""Raised whenever the same template and the same words give another picture."""

BLEED = 1.06
"""How much larger than the canvas a card's ground is, for a slow push."""


@dataclass(frozen=True)
class Design:
    """A template, laid out for one shape."""

    template: Template
    """The template."""
    shape: ShapeName
    """Ratio of the canvas."""
    canvas: Size
    """Pixels of the full canvas."""
    safe: Box
    """Where text may stand: inside the platforms' and the template's margins."""
    version: str
    """Of the template's files, the drawing and its tools: part of the key of whatever is drawn."""

    @classmethod
    def load(cls, template: str, shape: Shape, safe: SafeArea | None = None, search: tuple[Path, ...] = ()) -> "Design":
        """Read a template and lay it out for a shape.

        Args:
            template: Name of a template.
            shape: Shape of the film.
            safe: What the platforms cover at each edge, in pixels of the full canvas.
            search: Folders of templates asked before those shipped, e.g. the recipe's own ``templates``.

        Raises:
            RecipeError: There is no such template, or it does not hold.
        """
        return cls.of(load_template(template, search), shape_name(shape), SHAPES[shape], safe)

    @classmethod
    def of(cls, template: Template, shape: ShapeName, canvas: Size, safe: SafeArea | None = None) -> "Design":
        """Lay a template out on any canvas; covers use it."""
        margins = template.sheet.margins.get(shape, SafeArea()).union(safe or SafeArea())
        tools = [tool_version(name) for name in ("fonts", "bold-fonts", "resvg", "opencv", "jieba", "budoux")]
        version = fingerprint([template.version, DRAWING, tools])[:16]
        return cls(template, shape, canvas, margins.inside(canvas), version)

    def plate(self, card: Card, picture: Pixels | None) -> Plate:
        """Draw a card.

        Args:
            card: Its words.
            picture: RGB still behind a title or hook card; None: the look's ground alone.

        Raises:
            RecipeError: The words do not fit, or hold a character that no font has.
        """
        words = _words_of(card)
        composer = self._composer
        used = self.template.sheet.pictures.get(card.kind, "none") if picture is not None else "none"
        large = Size(width=round(self.canvas.width * BLEED / 2) * 2, height=round(self.canvas.height * BLEED / 2) * 2)
        ground = self._ground(large) if used == "none" or picture is None else self._pictured(card, picture)
        said = dict(words) | ({"picture": "1"} if used != "none" else {})
        return Plate(composer.decorate(card.kind, ground, said), composer.layers(card.kind, said))

    def mount(self, picture: Size) -> Mount:
        """Lay out a whole picture on the look's ground, never blown up past one and a half times its size."""
        room = self._composer.box("mount", "window")
        window = window_in(room, picture)
        ground = shadowed(self._ground(self.canvas), window, self.template.sheet.mount, 1.0)
        ground = self._composer.decorate("mount", ground, {}, {"window": window})
        return Mount(ground, window.x, window.y, window.width, window.height)

    def graphic(self, graphic: Graphic) -> tuple[Layer, ...]:
        """Draw type over a picture, with whatever it needs beneath to be read on any picture.

        Raises:
            RecipeError: The words do not fit, or hold a character that no font has.
        """
        if isinstance(graphic, AiLabel):
            style = self.template.sheet.type["ai-label"]
            ready = {"text": label_block(graphic.text, style.face, self.canvas.short_side)}
            return self._composer.layers("ai-label", {"text": graphic.text}, ready=ready)
        if isinstance(graphic, LowerThird):
            part = "guide" if graphic.of == "guide" else "lower-third"
            words: Said = {"name": graphic.name, "lines": graphic.lines, "museum": graphic.museum}
            return self._composer.layers(part, words)
        return self._composer.layers(graphic.kind, _fields(graphic))

    def cue(self, text: str, second: str | None = None, readings: Sequence[Reading] = ()) -> tuple[Layer, ...]:
        """Draw a subtitle that is readable on any picture.

        Args:
            text: One line, or two parted by a line break.
            second: The second language, below.
            readings: Pinyin set above rare characters.

        Raises:
            RecipeError: The words do not fit, or hold a character that no font has.
        """
        words: Said = {"text": text, "second": second or ""}
        change = functools.partial(with_readings, text=text, readings=tuple(readings)) if readings else None
        return self._composer.layers("subtitle", words, change=change)

    @functools.cached_property
    def _composer(self) -> Composer:
        return Composer(self.template, self.shape, self.canvas, self.safe)

    def _foot_from(self, size: Size) -> float | None:
        row = self.template.sheet.ground.foot_from.get(self.shape)
        return None if row is None else row * size.height / self.canvas.height

    def _ground(self, size: Size) -> Pixels:
        return _grounds(self.template.version, size.width, size.height, self.template, self._foot_from(size))

    def _pictured(self, card: Card, picture: Pixels) -> Pixels:
        """The ground of a card with its picture, larger than the canvas by the bleed."""
        size = Size(width=round(self.canvas.width * BLEED / 2) * 2, height=round(self.canvas.height * BLEED / 2) * 2)
        if self.template.sheet.pictures[card.kind] == "fill":
            return filling(picture, size)
        scale = size.width / self.canvas.width
        box = self._composer.box(card.kind, "picture")
        region = Rect(box.x * scale, box.y * scale, box.width * scale, box.height * scale)
        look = self.template.sheet.ground
        return lay_foot(washed(surface(size, look), picture, region), look, self._foot_from(size))


def _fields(graphic: Graphic) -> Said:
    return {key: value for key, value in graphic.model_dump().items() if key != "kind"}


def _words_of(card: Card) -> Said:
    if isinstance(card, TitleCard):
        return {"title": card.title, "subtitle": card.subtitle, "kicker": card.kicker}
    if isinstance(card, HookCard):
        return {"text": card.text, "source": card.source}
    if isinstance(card, EndCard):
        return {
            "museum": card.museum,
            "exhibition": card.exhibition,
            "lines": card.lines,
            "credits": card.credits,
        }
    return {"heading": card.heading, "lines": card.lines}


_KEPT: dict[tuple[str, int, int], Pixels] = {}


def _grounds(version: str, width: int, height: int, template: Template, foot_from: float | None) -> Pixels:
    """A ground, made once per process: the texture takes longer than all type on it."""
    key = (version, width, height)
    if key not in _KEPT:
        size, look = Size(width=width, height=height), template.sheet.ground
        made = lay_foot(surface(size, look), look, foot_from)
        made.flags.writeable = False
        while len(_KEPT) >= 8:
            _KEPT.pop(next(iter(_KEPT)))
        _KEPT[key] = made
    return _KEPT[key]
