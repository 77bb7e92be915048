"""The font that subtitles are burnt with: ours, bold, cut down to the characters that are needed.

libass takes a variable font at its thinnest, thickens a regular one by smearing, and puts boxes for what a font
lacks without a word; so it is given one small static font under a name that no other font has.
"""

import io
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from fontTools.ttLib import TTFont

from fanxing.media.captions.ass import Face

FAMILY = "Fanxing Captions"
"""Family name of the font; no system has one of that name."""

WEIGHT = 700
"""Bold: what stands over pictures."""

_PACKAGE, _FILE = "justmytype_intl_cjk", "fonts/ofl/notosanssc/NotoSansSC[wght].ttf"


@dataclass(frozen=True)
class Cut:
    """A font made for a text."""

    face: Face
    """How libass is asked for it."""
    missing: str
    """Characters of the text that it does not have, each once, in order."""


def cut_font(text: str, path: Path) -> Cut:
    """Write a bold font that holds the characters of ``text`` to ``path``: the same text, the same glyphs.

    Args:
        text: All that will be shown; blanks and invisible marks need no glyph.
        path: A ``.ttf`` file to write.
    """
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415 - slow to load, and seldom wanted
    from fontTools.varLib.instancer import instantiateVariableFont  # noqa: PLC0415

    data = io.BytesIO(files(_PACKAGE).joinpath(_FILE).read_bytes())
    font = TTFont(data, recalcTimestamp=False)
    known = font.getBestCmap()
    wanted = dict.fromkeys(mark for mark in text if mark.isprintable() and not mark.isspace())
    missing = "".join(mark for mark in wanted if ord(mark) not in known)
    options = Options(layout_features=["kern", "locl"], name_IDs=["*"], notdef_outline=True, hinting=False)
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "STAT"]
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(wanted) + " \u3000…—")
    subsetter.subset(font)
    bold = instantiateVariableFont(font, {"wght": WEIGHT})
    _name(bold)
    bold.save(path)
    height = (bold["hhea"].ascent - bold["hhea"].descent) / bold["head"].unitsPerEm
    return Cut(Face(FAMILY, height, bold=False), missing)


def _name(font: TTFont) -> None:
    """Give the font a name of its own, and no style: libass asks by family alone."""
    table = font["name"]
    table.names = []
    for number, value in ((1, FAMILY), (2, "Regular"), (3, FAMILY), (4, FAMILY), (6, FAMILY.replace(" ", ""))):
        table.setName(value, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = 400
    font["OS/2"].fsSelection = 0x40  # regular
    font["head"].macStyle = 0
