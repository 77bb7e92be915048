"""Readings above rare characters, set like ruby: small, centred over what they read."""

from fanxing.media.look.fonts import clean, require
from fanxing.media.look.outline import path_data
from fanxing.media.look.sorts import sorts
from fanxing.media.look.stack import Laid, Setting
from fanxing.media.look.typeset import Placed, Rect, Style, set_lines
from fanxing.model.subtitle import Reading

_SHARE, _LEAST = 0.42, 24.0
"""Size of a reading: share of the text's, and pixels at least."""


def with_readings(laid: Laid, *, text: str, readings: tuple[Reading, ...]) -> Laid:
    """Add readings to the words called ``text``."""
    setting = next((one for one in laid.settings if one.name == "text"), None)
    if setting is None:
        return laid
    stands = places(setting, text)
    added, used, settings = [], laid.used, list(laid.settings)
    for reading in readings:
        over = [stands[at] for at in range(reading.at, reading.at + reading.length) if at in stands]
        if over:
            made = _above(reading.pinyin, over, setting)
            added.append(f'<path d="{path_data(made.block, made.x, made.y)}" fill="{made.colour}"{made.finish}/>')
            used = made.ink.joined(used)
            settings.append(made)
    return Laid(laid.markup + "".join(added), used, tuple(settings))


def _above(pinyin: str, over: list[Placed], setting: Setting) -> Setting:
    require(clean(pinyin))
    size = max(_LEAST, setting.block.size * _SHARE)
    block = set_lines([sorts(clean(pinyin), "sans-medium")], Style(size=size), size)
    inks = [one.ink or Rect(one.x, one.y, 0, 0) for one in over]
    left, right = min(ink.x for ink in inks), max(ink.right for ink in inks)
    top = min(one.y for one in over) - 0.88 * setting.block.size
    x = setting.x + (left + right) / 2 - block.ink.x - block.ink.width / 2
    y = setting.y + top - block.ink.bottom - 0.02 * size
    return Setting("reading", block, x, y, setting.colour, setting.finish)


def places(setting: Setting, text: str) -> dict[int, Placed]:
    """Index in the text as it was handed over -> its glyph: blanks may have been dropped on the way."""
    found: dict[int, Placed] = {}
    glyphs = iter(setting.block.placed)
    glyph = next(glyphs, None)
    for at, character in enumerate(text):
        if glyph is not None and glyph.character == character:
            found[at] = glyph
            glyph = next(glyphs, None)
    return found
