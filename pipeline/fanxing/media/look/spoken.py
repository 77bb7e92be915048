"""The words of a subtitle that have been said, in a colour of their own."""

from dataclasses import replace

from fanxing.media.look.outline import path_data
from fanxing.media.look.ruby import places
from fanxing.media.look.stack import Laid, Setting
from fanxing.media.look.texture import rgb

ON_DARK, ON_LIGHT = "#ffd75e", "#b3261e"
"""Chosen: on a dark halo warm yellow (12:1 against black), on a light one vermilion (6:1 against white). A template
that names a colour ``spoken`` has its own."""


def with_spoken(laid: Laid, *, text: str, said: int, colour: str | None) -> Laid:
    """Colour the first ``said`` characters of the words called ``text``; nothing moves."""
    setting = next((one for one in laid.settings if one.name == "text"), None)
    if setting is None:
        return laid
    stands = places(setting, text)
    heard = tuple(glyph for at, glyph in stands.items() if at < said)
    if not heard:
        return laid
    path = path_data(replace(setting.block, placed=heard), setting.x, setting.y)
    return replace(laid, markup=f'{laid.markup}<path d="{path}" fill="{colour or _apart_from(setting)}"/>')


def _apart_from(setting: Setting) -> str:
    """Light words stand on a dark halo, dark ones on a light one."""
    return ON_DARK if sum(rgb(setting.colour)) > 3 * 128 else ON_LIGHT
