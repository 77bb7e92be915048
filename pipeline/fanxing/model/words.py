"""The one door through which every text that a person reads is made.

Messages are written in Simplified Chinese with named fields; the Chinese sentence is the message id, as in
gettext, so that a catalogue of another language can be laid beside it without touching a call.
"""

from collections.abc import Mapping


class Catalogue:
    """A set of translations of message ids; the empty one speaks Chinese."""

    def __init__(self, sentences: Mapping[str, str] | None = None) -> None:
        self._sentences = dict(sentences or {})

    def say(self, sentence: str, **fields: object) -> str:
        """Fill ``{name}`` fields of ``sentence`` (or of its translation) with ``fields``.

        Fields are inserted as they are: braces inside a value are never read as fields.
        """
        template = self._sentences.get(sentence, sentence)
        return template.format(**fields) if fields else template


CHINESE = Catalogue()
"""The language of the source."""


def say(sentence: str, **fields: object) -> str:
    """Make one text for a person from a Chinese sentence with named fields."""
    return CHINESE.say(sentence, **fields)
