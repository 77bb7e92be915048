"""A face cut down to the characters of one paper: one TrueType font, whichever fonts its glyphs come from.

Drawn anew from the look's outlines because the shipped fonts are CID-keyed, whose text many PDF readers cannot take out
again, and because a character that the face lacks then stands in the same font as all others.
"""

import functools
import io
from collections.abc import Collection

from fanxing.media.look.fonts import UNIT, Face, glyph

ASCENT, DESCENT = 880, -120
"""Of the em square of a Han character, units. Source: OS/2 table of Noto Sans SC."""
_MADE = 3_029_529_600
"""2000-01-01 in seconds since 1904, as fonts count: the same paper gives the same bytes."""
_NEAR = 0.5
"""How far a curve may lie from the outline, units: an eighth of a dot at 600 dpi and 18 points."""


def cut_face(face: Face, characters: Collection[str]) -> bytes:
    """Write a TrueType font that holds ``characters`` and nothing else.

    Raises:
        RecipeError: A character is in no font.
    """
    from fontTools.fontBuilder import FontBuilder  # noqa: PLC0415 - most runs write no page
    from fontTools.pens.ttGlyphPen import TTGlyphPen  # noqa: PLC0415

    wanted = sorted({" ", *characters})
    names = {character: f"u{ord(character):05X}" for character in wanted}
    glyphs = {".notdef": TTGlyphPen(None).glyph()} | {names[one]: _outline(face, one) for one in wanted}
    font = FontBuilder(UNIT, isTTF=True)
    font.setupGlyphOrder(list(glyphs))
    font.setupCharacterMap({ord(character): name for character, name in names.items()})
    font.setupGlyf(glyphs)
    widths = {names[one]: round(glyph(face, one).advance) for one in wanted} | {".notdef": UNIT}
    font.setupHorizontalMetrics({name: (widths[name], getattr(glyphs[name], "xMin", 0)) for name in glyphs})
    font.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    font.setupNameTable({"familyName": f"Fanxing {face}", "styleName": "Regular", "psName": f"Fanxing-{face}"})
    font.setupOS2(sTypoAscender=ASCENT, sTypoDescender=DESCENT)
    font.setupPost()
    font.updateHead(created=_MADE, modified=_MADE)
    font.font.recalcTimestamp = False
    room = io.BytesIO()
    font.save(room)
    return room.getvalue()


@functools.lru_cache(maxsize=4096)
def _outline(face: Face, character: str) -> object:
    """Quadratic curves from whatever curves the font has; the papers of a film share most of their characters."""
    from fontTools.pens.cu2quPen import Cu2QuPen  # noqa: PLC0415 - most runs write no page
    from fontTools.pens.ttGlyphPen import TTGlyphPen  # noqa: PLC0415

    pen = TTGlyphPen(None)
    draw = Cu2QuPen(pen, _NEAR, reverse_direction=False)
    for name, points in glyph(face, character).strokes:
        getattr(draw, name)(*points)
    return pen.glyph()
