"""The faces, and the outline of every character in them: nothing is drawn that was not found here first.

Outlines are taken glyph by glyph through HarfBuzz, so the bold of a title is the variable font's own bold
(weight 700), never a smeared regular, and a face that lacks a character borrows that one glyph from the next.
Written by hand because resvg's own text neither tells its ink nor which glyphs it did not find.
"""

import functools
import re
import unicodedata
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

import uharfbuzz as hb
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import RecordingPen

from fanxing.model.errors import Fault, RecipeError
from fanxing.model.words import say

Face = Literal["sans", "sans-light", "sans-medium", "sans-bold", "sans-black", "serif"]
"""A face of the look. Serif has one weight only, so titles in serif are regular."""

Form = Literal["plain", "vertical", "narrow"]
"""plain: as in the character map · vertical: for columns · narrow: quotation marks between Latin letters."""

UNIT = 1000
"""Units of the em square of every font here."""

_SC = "justmytype_intl_cjk", "fonts/ofl/notosanssc/NotoSansSC[wght].ttf"
_TC = "justmytype_intl_cjk", "fonts/ofl/notosanstc/NotoSansTC[wght].ttf"
_JP = "justmytype_intl_cjk", "fonts/ofl/notosansjp/NotoSansJP[wght].ttf"
_KR = "justmytype_intl_cjk", "fonts/ofl/notosanskr/NotoSansKR[wght].ttf"
_SANS = "pylopdf_fonts_zh_cn", "NotoSansSC-Regular.otf"
_SERIF = "pylopdf_fonts_zh_cn", "NotoSerifSC-Regular.otf"

_FEATURE: dict[Form, str] = {"vertical": "vert", "narrow": "pwid"}


@dataclass(frozen=True, slots=True)
class Cut:
    """One font file at one weight."""

    package: str
    """Package that ships the file."""
    file: str
    """Path in the package."""
    weight: int | None = None
    """Weight of a variable font, 100 to 900; None for a static one."""


def _chain(weight: int, *first: Cut) -> tuple[Cut, ...]:
    variable = tuple(Cut(*place, weight) for place in (_SC, _TC, _JP, _KR))
    static = (Cut(*_SANS), Cut(*_SERIF))
    return first + tuple(cut for cut in (*static, *variable) if cut not in first)


FACES: dict[Face, tuple[Cut, ...]] = {
    "sans": _chain(400, Cut(*_SANS)),
    "sans-light": _chain(300, Cut(*_SC, 300)),
    "sans-medium": _chain(500, Cut(*_SC, 500)),
    "sans-bold": _chain(700, Cut(*_SC, 700)),
    "sans-black": _chain(900, Cut(*_SC, 900)),
    "serif": _chain(400, Cut(*_SERIF)),
}
"""Face -> the fonts asked for a glyph, in this order."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """The outline of one character."""

    advance: float
    """Width, in units of 1/1000 em."""
    ink: tuple[float, float, float, float] | None
    """Left, lowest, right and highest point of the outline, in units, y upward; None for a blank."""
    strokes: tuple[tuple[str, tuple[tuple[float, float], ...]], ...]
    """Pen commands of fontTools: ``moveTo``, ``lineTo``, ``curveTo``, ``qCurveTo``, ``closePath``."""


WIDE_BLANK = "\u3000"
"""The full-width blank: kept, since people part two things with it."""

BLANKS = frozenset((" ", WIDE_BLANK))
"""The only blanks of a cleaned text."""


def clean(text: str) -> str:
    """Bring text to the form in which it is set.

    Canonically composed (NFC), without invisible characters (controls, byte order marks, variation selectors,
    direction marks), every run of blanks one blank, no blanks at the ends of lines. Line breaks stay.
    """
    composed = unicodedata.normalize("NFC", text)
    visible = "".join(map(_visible, composed.replace("\r\n", "\n").replace("\r", "\n")))
    return "\n".join(_blanks_once(line) for line in visible.split("\n")).strip("\n")


def _blanks_once(line: str) -> str:
    return re.sub(rf"[ {WIDE_BLANK}]+", lambda run: WIDE_BLANK if WIDE_BLANK in run.group() else " ", line).strip(
        f" {WIDE_BLANK}"
    )


def missing(text: str) -> str:
    """The characters of ``text`` that no font here has, each once, in order; empty where all can be drawn."""
    wanted = dict.fromkeys(character for character in clean(text) if character not in BLANKS | {"\n"})
    return "".join(one for one in wanted if _home("sans", one) is None)


def require(text: str) -> None:
    """Make sure that every character can be drawn.

    Raises:
        RecipeError: A character is in no font; the mend names it with its number.
    """
    lost = missing(text)
    if lost:
        names = "、".join(f"{one}（U+{ord(one):04X}）" for one in lost)
        raise RecipeError(
            Fault(
                rule="glyph-missing",
                what=say("“{text}”里有字库没有的字：{names}", text=text, names=names),
                mend=say("换一个通行的字形，或改用拼音；表情符号请删去"),
            )
        )


@functools.lru_cache(maxsize=16_384)
def glyph(face: Face, character: str, form: Form = "plain") -> Glyph:
    """The outline of a character, from the first font of the face's chain that has it.

    Raises:
        RecipeError: No font has it.
    """
    cut = _home(face, character)
    if cut is None:
        require(character)
        raise AssertionError(character)  # require() knows the same fonts
    font = _font(cut)
    number = _formed(cut, character, form) or font.get_nominal_glyph(ord(character))
    pen, bounds = RecordingPen(), BoundsPen(None)
    font.draw_glyph_with_pen(number, pen)
    pen.replay(bounds)
    if font.face.upem != UNIT:  # pragma: no cover - all fonts shipped are of 1000 units
        raise AssertionError(cut.file)
    return Glyph(float(font.get_glyph_h_advance(number)), bounds.bounds, tuple(pen.value))


@functools.lru_cache(maxsize=4096)
def has_form(face: Face, character: str, form: Form) -> bool:
    """Whether the font that draws ``character`` has a special form of it."""
    cut = _home(face, character)
    return cut is not None and _formed(cut, character, form) is not None


def _visible(character: str) -> str:
    if character == "\n" or character in BLANKS:
        return character
    if character.isspace():
        return " "
    selector = 0xFE00 <= ord(character) <= 0xFE0F or 0xE0100 <= ord(character) <= 0xE01EF
    return "" if selector or unicodedata.category(character) in {"Cc", "Cf"} else character


_FINE = frozenset("·")
"""Marks taken from the serif in every face: Noto Sans draws its interpunct as heavy as a bullet."""


@functools.lru_cache(maxsize=16_384)
def _home(face: Face, character: str) -> Cut | None:
    for cut in FACES["serif" if character in _FINE else face]:
        if _font(cut).get_nominal_glyph(ord(character)) is not None:
            return cut
    return None


def _formed(cut: Cut, character: str, form: Form) -> int | None:
    """The glyph that an OpenType feature puts in the place of a character's own; None where it puts none."""
    if form == "plain":
        return None
    formed, plain = (_shaped(cut, character, {_FEATURE[form]: wanted}) for wanted in (True, False))
    return formed if formed != plain else None


def _shaped(cut: Cut, character: str, features: dict[str, bool]) -> int:
    text = hb.Buffer()
    text.add_str(character)
    text.guess_segment_properties()
    hb.shape(_font(cut), text, features)
    return int(text.glyph_infos[0].codepoint)


@functools.cache
def _font(cut: Cut) -> hb.Font:
    font = hb.Font(_face(cut.package, cut.file))
    if cut.weight:
        font.set_variations({"wght": cut.weight})
    return font


@functools.cache
def _face(package: str, file: str) -> hb.Face:
    """A font file, mapped into memory: the ten of a film hold 100 MB, of which a few pages are read."""
    place = files(package).joinpath(file)
    try:
        return hb.Face(hb.Blob.from_file_path(str(place)))
    except hb.HarfBuzzError:  # HarfBuzz opens no path with Chinese characters on Windows
        return hb.Face(hb.Blob(place.read_bytes()))
