"""What stands in a script and is never said: tags, Markdown, addresses; covered without moving a character."""

import re

_BREAK = re.compile(r"<\s*(?:br|p|/p|/div|/li)\s*/?\s*>", re.IGNORECASE)
_SILENT = (
    re.compile(r"<!--.*?-->", re.DOTALL),
    re.compile(r"</?[A-Za-z][^<>\n]{0,200}>"),
    re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,6}|#x[0-9A-Fa-f]{1,5});"),
    re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)"),
    re.compile(r"(?<=\])\([^)\n]*\)"),
    re.compile(r"(?:https?://|www\.)[^\s，。；！？、）》”]+"),
    re.compile(r"(?m)^\s{0,3}(?:#{1,6}\s|>\s|[-*+]\s)"),
    re.compile(r"(?<!\d)\*{1,3}(?=\S)|(?<=\S)\*{1,3}(?!\s*\d)|_{2,3}|~~|`+"),
)


def without_markup(text: str) -> str:
    """Cover markup with spaces, a line break's tag with a comma: as long as before, so that places hold."""
    text = _BREAK.sub(lambda tag: "，".ljust(len(tag.group())), text)
    for pattern in _SILENT:
        text = pattern.sub(lambda tag: " " * len(tag.group()), text)
    return text
