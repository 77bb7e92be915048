"""One template on one canvas: what it draws of cards, graphics, subtitles and mounts.

Everything is drawn on the full canvas; a draft's engine scales it down.
"""

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from fanxing.media.layer import Layer, Mount, Pixels, Plate
from fanxing.media.look.compose import Composer, Drawn
from fanxing.media.look.label import label_block
from fanxing.media.look.legible import calmed, inked
from fanxing.media.look.logo import logo_values
from fanxing.media.look.pictures import core_of, region_of, shadowed, unrolled, veiled, window_in
from fanxing.media.look.ruby import with_readings
from fanxing.media.look.sheet import PictureUse, ShapeName, shape_name
from fanxing.media.look.spoken import with_spoken
from fanxing.media.look.stack import Laid, Said
from fanxing.media.look.standing import Place, Stood, shared, stand
from fanxing.media.look.subject import subject_of
from fanxing.media.look.template import Template, load_template
from fanxing.media.look.texture import lay_foot, surface
from fanxing.media.look.typeset import Rect
from fanxing.media.tools import tool_version
from fanxing.model.document import fingerprint
from fanxing.model.geometry import SHAPES, Box, FocusBox, SafeArea, Shape, Size
from fanxing.model.graphics import (
    AiLabel,
    Card,
    DraftMark,
    EndCard,
    FactCallOut,
    Graphic,
    HookCard,
    LowerThird,
    TitleCard,
)
from fanxing.model.subtitle import Reading

STRIP = 0.5
"""Share of its room's height below which a whole picture is a strip."""

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
    kept: tuple[str, ...] = ()
    """Names that are not parted between two lines if it can be helped."""

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
        return cls.for_film(load_template(template, search), shape, safe)

    @classmethod
    def for_film(cls, template: Template, shape: Shape, safe: SafeArea | None = None) -> "Design":
        """Lay out a template that has been read: its own margins and the platforms' both hold."""
        own = template.sheet.margins.get(shape_name(shape), SafeArea())
        return cls.of(template, shape_name(shape), SHAPES[shape], own.union(safe or SafeArea()))

    @classmethod
    def of(
        cls, template: Template, shape: ShapeName, canvas: Size, margins: SafeArea, kept: tuple[str, ...] = ()
    ) -> "Design":
        """Lay a template out on any canvas within any margins; covers use it."""
        tools = [tool_version(name) for name in ("fonts", "bold-fonts", "resvg", "opencv", "jieba", "budoux")]
        version = fingerprint([template.version, tool_version("drawing"), tools])[:16]
        return cls(template, shape, canvas, margins.inside(canvas), version, kept)

    def plate(self, card: Card, picture: Pixels | None) -> Plate:
        """Draw a card.

        Args:
            card: Its words.
            picture: RGB still behind a title or hook card, or an end card's RGB(A) logo; None: the look's ground alone.

        Raises:
            RecipeError: The words do not fit, or hold a character that no font has.
        """
        logo = picture if isinstance(card, EndCard) else None
        picture = None if isinstance(card, EndCard) else picture
        use = self._use(card, picture)
        ground = self.ground(BLEED)
        if picture is not None and use == "veil":
            ground = self._footed(veiled(self.surface(self._enlarged(BLEED)), picture))
        elif picture is not None and use != "none":
            stood = self._pictured(card, picture)
            ground, use = stood.ground, "moon" if stood.moon else "block"
        words = {**_words_of(card, use), "logo": "" if logo is None else "1"}
        more = {} if logo is None else logo_values(logo, self.template.sheet.ground.colour, self.canvas)
        ground = self.composer.decorate(card.kind, ground, words, self.composer.named(card.kind))
        drawn = self.composer.drawn(card.kind, words, more=more)
        layers = tuple(piece.layer for piece in drawn)
        settings = [one for piece in drawn for one in piece.laid.settings]
        ground, _ = calmed(ground, layers, inked(settings, self.canvas), self.template.sheet.ground.colour, self.canvas)
        return Plate(ground, layers)

    def mount(self, picture: Size, *, along: bool = False, alone: bool = False, window: Box | None = None) -> Mount:
        """Lay out a whole picture on the look's ground, never blown up past one and a half times its size.

        A handscroll would be a thin strip: where it may pass ``along``, it is as high as one shot can show it from end
        to end, and as wide as the canvas. One that is ``alone`` takes the middle of a canvas on whose side type stands
        beside others. A ``window`` is where the picture is to stand, maybe past the canvas's edges.
        """
        room = self._room(alone=alone)
        if window is not None:
            ground = shadowed(self.ground(), window, self.template.sheet.mount, 1.0)
            return Mount(self.framed(ground, _rect(window)), window.x, window.y, window.width, window.height)
        window = window_in(room, picture)
        band = unrolled(room, picture, self.canvas) if along and window.height < room.height * STRIP else None
        window = band or window
        ground = shadowed(self.ground(), window, self.template.sheet.mount, 1.0)
        ground = self.framed(ground, _rect(window) if band is None else _past(window))
        return Mount(ground, window.x, window.y, window.width, window.height)

    def _room(self, *, alone: bool) -> Rect:
        """Where pictures hang; as far from both sides of the canvas where no type stands beside them."""
        room = self.composer.box("mount", "window")
        side = min(room.x, self.canvas.width - room.right)
        return Rect(side, room.y, self.canvas.width - 2 * side, room.height) if alone else room

    def extended(self, clip: Size, *, alone: bool = False) -> Box | None:
        """Where a clip stands over its own blurred light, as large as the canvas lets it; None: it hangs in a mount."""
        if self.template.sheet.mount.clips == "hung":
            return None
        canvas, room = Rect(0, 0, self.canvas.width, self.canvas.height), self._room(alone=alone)
        window = window_in(canvas, clip)
        x = round(room.x + (room.width - window.width) / 2)
        y = round(room.y + (room.height - window.height) / 2)
        x = min(max(0, x), self.canvas.width - window.width)
        y = min(max(0, y), self.canvas.height - window.height)
        return window.model_copy(update={"x": x, "y": y})

    def graphic(self, graphic: Graphic) -> tuple[Layer, ...]:
        """Draw type over a picture, with whatever it needs beneath to be read on any picture.

        Raises:
            RecipeError: The words do not fit, or hold a character that no font has.
        """
        return tuple(piece.layer for piece in self.drawn(graphic))

    def cue(
        self, text: str, second: str | None = None, readings: Sequence[Reading] = (), said: int = 0
    ) -> tuple[Layer, ...]:
        """Draw a subtitle that is readable on any picture.

        Args:
            text: One line, or two parted by a line break.
            second: The second language, below.
            readings: Pinyin set above rare characters.
            said: Characters of ``text``, from the first, in the colour of what has been said.

        Raises:
            RecipeError: The words do not fit, or hold a character that no font has.
        """
        return tuple(piece.layer for piece in self.drawn_cue(text, second, readings, said))

    def drawn(self, what: Card | Graphic) -> tuple[Drawn, ...]:
        """Layers of a card (without a picture) or of a graphic, with what was laid out for them."""
        if isinstance(what, AiLabel):
            style = self.template.sheet.type["ai-label"]
            ready = {"text": label_block(what.text, style.face, self.canvas.short_side)}
            return self.composer.drawn("ai-label", {"text": what.text}, ready=ready)
        if isinstance(what, LowerThird):
            part = "guide" if what.of == "guide" else "lower-third"
            words: Said = {"name": what.name, "lines": what.lines, "museum": what.museum}
            return self.composer.drawn(part, words)
        if isinstance(what, DraftMark | FactCallOut):
            return self.composer.drawn(what.kind, _fields(what))
        return self.composer.drawn(what.kind, _words_of(what, "none"))

    def drawn_cue(
        self, text: str, second: str | None = None, readings: Sequence[Reading] = (), said: int = 0
    ) -> tuple[Drawn, ...]:
        """Layers of a subtitle, with what was laid out for them."""
        words: Said = {"text": text, "second": second or ""}
        colour = self.template.sheet.colours.get("spoken")

        def change(laid: Laid) -> Laid:
            read = with_readings(laid, text=text, readings=tuple(readings)) if readings else laid
            return with_spoken(read, text=text, said=said, colour=colour) if said else read

        return self.composer.drawn("subtitle", words, change=change if readings or said else None)

    def _use(self, card: Card, picture: Pixels | None) -> PictureUse:
        return "none" if picture is None else self.template.sheet.pictures.get(card.kind, "none")

    @functools.cached_property
    def composer(self) -> Composer:
        """What lays out and draws the parts on this canvas."""
        return Composer(self.template, self.shape, self.canvas, self.safe, self.kept)

    def ground(self, scale: float = 1.0) -> Pixels:
        """The look's ground with its foot, ``scale`` times the canvas; not to be written to."""
        size, foot, look = self._enlarged(scale), self._foot(scale), self.template.sheet.ground
        key = (self.template.version, size.width, size.height, foot)
        return _kept(key, lambda: lay_foot(surface(size, look), look, foot))

    def surface(self, size: Size | None = None) -> Pixels:
        """The look's ground without its foot, of the canvas's or another size; not to be written to."""
        wanted, look = size or self.canvas, self.template.sheet.ground
        return _kept((self.template.version, wanted.width, wanted.height), lambda: surface(wanted, look))

    def _enlarged(self, scale: float) -> Size:
        return Size(width=round(self.canvas.width * scale / 2) * 2, height=round(self.canvas.height * scale / 2) * 2)

    def _foot(self, scale: float) -> float | None:
        row = self.template.sheet.ground.foot_from.get(self.shape)
        return None if row is None else row * scale

    def _pictured(self, card: Card, picture: Pixels) -> Stood:
        """The ground of a card with its picture, larger than the canvas by the bleed."""
        size, sheet = self._enlarged(BLEED), self.template.sheet
        boxes, use = self.composer.named(card.kind), sheet.pictures[card.kind]
        region = region_of(self.composer.box(card.kind, "picture"), BLEED, size)
        room = region_of(boxes["object"], BLEED, size) if "object" in boxes else None
        core = core_of(region, size, use) if room is None or use == "moon" else shared(region, room)
        place = Place(region, core, region, room or region, use, sheet.mount, self.framed, self._footed, BLEED)
        subject = subject_of(picture).holding(_focus_of(card), picture)
        return stand(self.surface(size), picture, subject, place)

    def _footed(self, ground: Pixels) -> Pixels:
        return lay_foot(ground, self.template.sheet.ground, self._foot(BLEED))

    def framed(self, ground: Pixels, window: Rect, hidden: Box | None = None) -> Pixels:
        """The look's frame around a window of the canvas, on a ground that may be larger than it.

        Nothing need be drawn on the ``hidden`` pixels of the ground: the picture will lie there.
        """
        return self.composer.decorate("mount", ground, {}, {"window": window}, hidden)


def _rect(box: Box) -> Rect:
    return Rect(box.x, box.y, box.width, box.height)


def _past(band: Box) -> Rect:
    """A band, so wide that no frame stands at its ends."""
    return Rect(band.x - _UNSEEN, band.y, band.width + 2 * _UNSEEN, band.height)


_UNSEEN = 100
"""Pixels past the canvas: more than any look's frame takes."""


def _fields(what: Card | Graphic) -> Said:
    return {key: value for key, value in what.model_dump().items() if key not in {"kind", "focus", "logo"}}


def _focus_of(card: Card) -> FocusBox | None:
    """The part of the picture behind a card that must stay whole."""
    return card.focus if isinstance(card, HookCard | TitleCard) else None


def _words_of(card: Card, use: PictureUse) -> Said:
    """A card's words, and whether it has a picture, for ``fx:if``."""
    return {**_fields(card), "picture": "" if use == "none" else "1", "moon": "1" if use == "moon" else ""}


def _kept(key: tuple[object, ...], make: Callable[[], Pixels]) -> Pixels:
    """A ground, made once per process: its texture takes longer than all type on it."""
    made = _GROUNDS.get(key)
    if made is None:
        made = make()
        made.flags.writeable = False
        if len(_GROUNDS) >= _MOST_GROUNDS:
            _GROUNDS.clear()
        _GROUNDS[key] = made  # another thread may clear it at once: what was made is given, not what is kept
    return made


_GROUNDS: dict[tuple[object, ...], Pixels] = {}
_MOST_GROUNDS = 6
