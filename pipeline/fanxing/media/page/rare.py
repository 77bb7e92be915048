"""Glyphs sent along with a page, some bytes for each character: a page shows no boxes, wherever it is opened."""

import base64
import re
import unicodedata
from collections.abc import Callable

from fanxing.media.look.fonts import clean, missing
from fanxing.media.page.face import cut_face

FAMILY = "fanxing-rare"
"""Family that the page's style sheet asks first."""
TEXT_FAMILY = "fanxing-text"
"""Family that it asks last: for a computer without any Chinese font."""
EVERYWHERE = range(0x4E00, 0x9FA6)
"""The 20,902 characters of Unicode 1.1: every Chinese font has had them for thirty years, the later ones not."""


def is_rare(character: str) -> bool:
    """Whether a Han character came into Unicode later, so that a device may show a box for it."""
    code = ord(character)
    return (0x3400 <= code <= 0x9FFF or 0x20000 <= code <= 0x3FFFF) and code not in EVERYWHERE


def _characters(text: str) -> set[str]:
    """The characters of a text as it is set, each once; in that a page of a hundred thousand is soon read."""
    return {clean(one) for one in set(unicodedata.normalize("NFC", text))} - {""}


def rare_face(text: str) -> str:
    """Write a ``@font-face`` rule that holds the rare characters of ``text``; empty where there are none.

    A character that no font here has is left to the device.
    """
    rare = {one for one in _characters(text) if is_rare(one)}
    held = sorted(rare - set(missing("".join(sorted(rare)))))
    if not held:
        return ""
    data = base64.b64encode(cut_face("sans", held)).decode("ascii")
    codes = ",".join(f"U+{ord(one):X}" for one in held)
    source = f'url(data:font/ttf;base64,{data}) format("truetype")'
    return f'@font-face{{font-family:"{FAMILY}";src:{source};unicode-range:{codes};font-weight:100 900}}\n'


def with_faces(write: Callable[[str], bytes]) -> bytes:
    """Write a page that brings the glyphs of its own words: first those that are rare, last all others.

    Args:
        write: Writes the page with these ``@font-face`` rules; called twice, since the words must be known first.
    """
    words = re.sub(r"base64,[A-Za-z0-9+/=]+", "", write("").decode("utf-8"))
    return write(rare_face(words) + _text_face(words))


def _text_face(words: str) -> str:
    used = {one for one in _characters(words) if ord(one) > 0x7F and not one.isspace()}
    held = sorted(used - set(missing("".join(sorted(used)))))
    if not held:
        return ""
    data = base64.b64encode(cut_face("sans", held)).decode("ascii")
    source = f'url(data:font/ttf;base64,{data}) format("truetype")'
    return f'@font-face{{font-family:"{TEXT_FAMILY}";src:{source};font-weight:100 900}}\n'
