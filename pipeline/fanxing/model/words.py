"""The one door through which every text that a person reads is made.

Messages are written in Simplified Chinese with named fields; the Chinese sentence is the message id, as in
gettext, so that a catalogue of another language can be laid beside it without touching a call.
"""

import re
from collections.abc import Mapping

_LONE = re.compile("[\ud800-\udfff]")


def shown(text: str) -> str:
    r"""Write text so that it can be printed and kept as JSON: bytes of a name that are no UTF-8 become ``\xNN``."""
    return _LONE.sub(lambda half: _as_byte(ord(half[0])), text)


def _as_byte(half: int) -> str:
    """Python holds a byte that is no UTF-8 as 0xDC00 and the byte (PEP 383)."""
    return f"\\x{half - 0xDC00:02x}" if 0xDC80 <= half <= 0xDCFF else f"\\u{half:04x}"


class Catalogue:
    """A set of translations of message ids; the empty one speaks Chinese."""

    def __init__(self, sentences: Mapping[str, str] | None = None) -> None:
        self._sentences = dict(sentences or {})

    def say(self, sentence: str, **fields: object) -> str:
        """Fill ``{name}`` fields of ``sentence`` (or of its translation) with ``fields``.

        Fields are inserted as they are: braces inside a value are never read as fields.
        What no UTF-8 can hold (a file's name in another encoding) is written by its bytes, as ``shown`` does.
        """
        template = self._sentences.get(sentence, sentence)
        return shown(template.format(**fields)) if fields else template


CHINESE = Catalogue()
"""The language of the source."""


def say(sentence: str, **fields: object) -> str:
    """Make one text for a person from a Chinese sentence with named fields."""
    return CHINESE.say(sentence, **fields)
