"""The AI label: as tall as the law asks, measured on its ink.

Source: GB 45438-2025, 5.4: the text is at least 5 % of the shortest side tall. A font's size is not its height:
at 54 px the ink of 生 is 48 px and that of A and I is 40 px, so Han and Latin are each enlarged until theirs is.
"""

from dataclasses import replace

from fanxing.media.look.fonts import UNIT, Face, clean, require
from fanxing.media.look.script import is_letter, is_wide
from fanxing.media.look.sorts import Sort, sorts
from fanxing.media.look.typeset import Block, Style, set_lines

SHARE = 0.05
"""Of the shortest side. Source: GB 45438-2025, 5.4."""

_RESERVE = 2.0
"""Pixels more than asked: the soft edge of a drawn letter is not ink for everyone."""

_FLAT = 0.6
"""Han of less ink than this share of the em are flat by nature (一, marks) and not what is measured."""


def label_block(text: str, face: Face, short_side: int) -> Block:
    """Set the label in one line, every capital and every full Han character tall enough.

    Args:
        text: The label, e.g. ``旁白为AI合成语音``.
        face: Name of a face.
        short_side: Of the canvas, pixels.
    """
    require(clean(text))
    tall = short_side * SHARE + _RESERVE
    row = sorts(clean(text), face)
    size = tall / min((_height(one) for one in row if _is_full_han(one)), default=0.86)
    rows = [tuple(_enlarged(one, tall / size) for one in row)]
    return set_lines(rows, Style(face=face, size=size), size)


def _enlarged(one: Sort, least: float) -> Sort:
    """Make a capital or figure as tall as ``least`` em; small letters grow with them."""
    if not is_letter(one.character):
        return one
    capital = 0.733  # Source: OS/2 sCapHeight of Noto Sans SC
    scale = max(1.0, least / capital)
    return replace(one, scale=scale, advance=one.advance * scale)


def _is_full_han(one: Sort) -> bool:
    return is_wide(one.character) and one.character.isalnum() and _height(one) >= _FLAT


def _height(one: Sort) -> float:
    return (one.glyph.ink[3] - one.glyph.ink[1]) / UNIT if one.glyph.ink else 0.0
