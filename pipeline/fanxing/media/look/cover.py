"""Composing a cover: picture, title and ground, anew for each ratio, judged by what is seen."""

import functools
from dataclasses import dataclass

from fanxing.media.layer import Pixels
from fanxing.media.look.badge import badged
from fanxing.media.look.compose import Drawn
from fanxing.media.look.design import Design
from fanxing.media.look.draw import lay_over
from fanxing.media.look.legible import Inked, calmed, inked
from fanxing.media.look.pictures import core_of, region_of
from fanxing.media.look.sheet import shape_name
from fanxing.media.look.stack import Said, Setting
from fanxing.media.look.standing import Place, Stood, stand
from fanxing.media.look.subject import Subject, subject_of
from fanxing.media.look.template import Template
from fanxing.media.look.texture import lay_foot
from fanxing.media.look.typeset import Rect
from fanxing.model.cover import CoverRatio
from fanxing.model.geometry import Box, FocusBox, SafeArea, Size
from fanxing.model.graphics import AiLabel
from fanxing.model.words import say

TITLE_LEAST = 120
"""Pixels of a title's em on a canvas of 1080 pixels' short side. Source: covers in a grid are 200 px wide."""

CANVASES: dict[CoverRatio, Size] = {
    "3:4": Size(width=1080, height=1440),
    "4:3": Size(width=1440, height=1080),
    "9:16": Size(width=1080, height=1920),
    "16:9": Size(width=1920, height=1080),
    "16:10": Size(width=1728, height=1080),
    "1:1": Size(width=1080, height=1080),
}
"""Canvas on which each ratio is composed, before it is brought to a platform's size."""

_SAFE = SafeArea(top=48, bottom=48, left=48, right=48)
"""Rounded corners and the play button's bar of the platforms' grids."""

_SAFE_TALL = SafeArea(top=420, bottom=420, left=60, right=60)
"""Of 9:16: what is left when a profile's grid cuts it to a square."""

_CORNERS = SafeArea(top=60, bottom=60, left=64, right=64)
"""Where a logo keeps off the edges."""

_CORNERS_TALL = SafeArea(top=110, bottom=470, left=64, right=64)
"""Of 9:16: what a grid's square cuts away, it cuts away whole; above the titles that a platform lays over its foot."""


@dataclass(frozen=True, eq=False)
class Art:
    """What a cover shows."""

    title: str
    """The film's title; a break or ``｜`` in it parts the two lines."""
    line: str
    """Museum and exhibition, small."""
    picture: Pixels | None
    """RGB; None: type alone."""
    focus: FocusBox | None = None
    """Part to bring out."""
    kept: tuple[str, ...] = ()
    """Names that are not parted between two lines if it can be helped."""
    label: str = ""
    """AI label, where the picture is AI made; empty otherwise."""
    logo: Pixels | None = None
    """The museum's, RGB or RGBA: in a corner where there is calm room, or nowhere."""

    @functools.cached_property
    def subject(self) -> Subject | None:
        """What must stay whole; None without a picture."""
        return None if self.picture is None else subject_of(self.picture, self.focus)


@dataclass(frozen=True, eq=False)
class Composed:
    """A cover, drawn."""

    pixels: Pixels
    """RGB, of the ratio's canvas."""
    contrast: float
    """Of the title against the worst tenth of its ground."""
    notes: tuple[str, ...]
    """What had to be done otherwise than it should be."""


@dataclass(frozen=True, eq=False)
class Typed:
    """The type of a cover: set once for all pictures that may stand behind it."""

    design: Design
    """The look, laid out for the ratio."""
    ratio: CoverRatio
    """Width to height."""
    words: Said
    """What is said."""
    drawn: tuple[Drawn, ...]
    """Its layers."""

    @functools.cached_property
    def settings(self) -> tuple[Setting, ...]:
        """The words that are set."""
        return tuple(one for piece in self.drawn for one in piece.laid.settings)

    @functools.cached_property
    def inks(self) -> tuple[Inked, ...]:
        """The same, each drawn alone."""
        return inked(self.settings, self.design.canvas)

    @functools.cached_property
    def used(self) -> Rect:
        """What all type takes up."""
        return functools.reduce(lambda area, one: one.laid.used.joined(area), self.drawn, self.drawn[0].laid.used)


def typed(template: Template, ratio: CoverRatio, art: Art) -> Typed:
    """Set the type of a cover on its ratio's canvas.

    Raises:
        RecipeError: The title does not fit at its least size, or holds a character that no font has.
    """
    design, words = _wording(template, ratio, art)
    return Typed(design, ratio, words, design.composer.drawn("cover", words))


def try_type(template: Template, ratio: CoverRatio, art: Art) -> None:
    """See whether the type of a cover can be set, without drawing it.

    Raises:
        RecipeError: As ``typed``.
    """
    design, words = _wording(template, ratio, art)
    design.composer.laid("cover", words)


def _wording(template: Template, ratio: CoverRatio, art: Art) -> tuple[Design, Said]:
    """The look laid out for a ratio, and what it is to say."""
    safe = _SAFE_TALL if ratio == "9:16" else _SAFE
    design = Design.of(template, shape_name(ratio), CANVASES[ratio], safe, art.kept)
    words: Said = {
        "title": art.title.replace("｜", "\n"),
        "line": art.line,
        "picture": "" if art.picture is None else "1",
    }
    return design, words


def compose(template: Template, ratio: CoverRatio, art: Art, ready: Typed | None = None) -> Composed:
    """Compose a cover on its ratio's canvas.

    Args:
        template: The look.
        ratio: Width to height.
        art: What it shows.
        ready: Its type, where that is set already.

    Raises:
        RecipeError: The title does not fit at its least size, or holds a character that no font has.
    """
    type_ = ready or typed(template, ratio, art)
    design, settings = type_.design, type_.settings
    layers = tuple(piece.layer for piece in type_.drawn)
    stood = _with_picture(design, art, type_.used)
    shown = {**type_.words, "moon": "1" if stood.moon else ""}
    ground = design.composer.decorate("cover", stood.ground, shown, design.composer.named("cover"))
    frame, contrast = calmed(ground, layers, type_.inks, template.sheet.ground.colour, design.canvas)
    for layer in layers:
        frame = lay_over(frame, layer)
    taken = [one.ink for one in settings]
    if art.label:
        for piece in design.drawn(AiLabel(text=art.label)):
            frame = lay_over(frame, piece.layer)
            taken.append(piece.laid.used)
    if art.logo is not None:
        frame = badged(frame, art.logo, taken, _CORNERS_TALL if ratio == "9:16" else _CORNERS)
    size = min(one.block.size for one in settings if one.name == "title")
    return Composed(frame, contrast, _notes(art, size))


def _notes(art: Art, size: float) -> tuple[str, ...]:
    """What is told of a cover, in words that are the same for every ratio: they are told once for all of them."""
    if size >= TITLE_LEAST:
        return ()
    return (say("封面标题“{title}”太长，字排得太小，手机上看不清；12 个字以内最好", title=art.title),)


def _with_picture(design: Design, art: Art, words: Rect) -> Stood:
    """The ground with its picture, and whether that is seen through a moon window."""
    look, sheet = design.template.sheet.ground, design.template.sheet
    ground, foot = design.surface(), look.cover_foot.get(design.shape)
    use = sheet.pictures.get("cover", "none")
    if art.picture is None or use == "none":
        return Stood(lay_foot(ground, look, foot), moon=False)
    region = region_of(design.composer.box("cover", "picture"), 1.0, design.canvas)
    whole = Box(x=0, y=0, width=design.canvas.width, height=design.canvas.height)
    room = _room(whole, words, design.canvas.short_side // 14)
    footed = functools.partial(lay_foot, look=look, foot_from=foot)
    region = _grown(region, words) if use == "block" else region
    edged = _clear(region, words) if use == "wash" else region
    place = Place(region, _core(region, words, design), edged, room, use, sheet.mount, design.framed, footed)
    return stand(ground, art.picture, art.subject or subject_of(art.picture), place)


def _grown(region: Box, words: Rect) -> Box:
    """A region, enlarged to where short words leave off, with air between."""
    right, bottom = int(words.x) - _BLOCK_AIR, int(words.y) - _BLOCK_AIR
    if words.x >= region.right:
        return region.model_copy(update={"width": max(region.right, right) - region.x})
    if words.y >= region.bottom:
        return region.model_copy(update={"height": max(region.bottom, bottom) - region.y})
    return region


def _clear(region: Box, words: Rect) -> Box:
    """The part of a region that ends before the words, with air between."""
    room = _room(region, words, 0)
    beside, below = room.right < region.right, room.bottom < region.bottom
    air = _EDGE_AIR - _CLEAR
    return Box(
        x=region.x,
        y=region.y,
        width=(room.right if beside else region.right) - region.x - (air if beside else 0),
        height=(room.bottom if below else region.bottom) - region.y - (air if below else 0),
    )


def _core(region: Box, words: Rect, design: Design) -> Box:
    """Where the object stands: in what does not dissolve, and clear of the words; counted from the region."""
    solid = core_of(region, design.canvas, design.template.sheet.pictures.get("cover", "none"))
    room = _room(region, words, 0)
    x, y = max(solid.x, room.x - region.x), max(solid.y, room.y - region.y)
    right, bottom = min(solid.right, room.right - region.x), min(solid.bottom, room.bottom - region.y)
    return Box(x=x, y=y, width=max(1, right - x), height=max(1, bottom - y))


def _room(region: Box, words: Rect, air: int) -> Box:
    """The larger part of a region beside or above the words, with air around."""
    left, top, right, bottom = region.x, region.y, region.right, region.bottom
    if words.x > left + region.width / 3:
        right = min(right, int(words.x) - _CLEAR)
    elif words.y > top + region.height / 3:
        bottom = min(bottom, int(words.y) - _CLEAR)
    elif words.right < right - region.width / 3:
        left = max(left, int(words.right) + _CLEAR)
    elif words.bottom < bottom - region.height / 3:
        top = max(top, int(words.bottom) + _CLEAR)
    return Box(x=left + air, y=top + air, width=right - left - 2 * air, height=bottom - top - 2 * air)


_BLOCK_AIR = 84
"""Pixels between a picture that fills a side of the cover and the words."""

_EDGE_AIR = 52
"""Pixels between a picture's hard edge and the words."""

_CLEAR = 12
"""Pixels between the object and the words."""
