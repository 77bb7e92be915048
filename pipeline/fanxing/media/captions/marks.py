"""Characters of a caption: how wide they are, which marks are shown, where text may never be parted."""

import unicodedata

SENTENCE_ENDS = "。！？!?；;…"
"""Marks after which a cue ends best."""
CLAUSE_ENDS = "，,：:"
"""Marks after which a cue ends well."""
OPENING = "（(《〈“‘「『【〔［["
"""Marks that begin something: no cue ends with one."""
CLOSING = "）)》〉”’」』】〕］]"
"""Marks that end something: no cue begins with one."""
DROPPED = "。，；：,;:｡､．."
"""Marks that are not shown, unless they stand in a number or a name."""
EDGES = DROPPED + "、—–"
"""Marks that are not shown at the beginning and the end of a cue."""

_JOINERS = "\u200d\ufe0e\ufe0f\u20e3"
_DOT_BETWEEN = ".．"
_NUMBER_BETWEEN = ",:："


def width(mark: str) -> float:
    """Width of a character in Han characters: wide ones and their quotation marks 1, others a half, combining 0."""
    if unicodedata.combining(mark) or mark in _JOINERS or unicodedata.category(mark) in {"Mn", "Me", "Cf"}:
        return 0.0
    if mark in "“”‘’—…":  # a Han font draws them as wide as a Han character
        return 1.0
    return 1.0 if unicodedata.east_asian_width(mark) in "WF" else 0.5


def text_width(text: str) -> float:
    """Width of a text in Han characters; of its widest line where it has several."""
    return max((sum(map(width, line)) for line in text.split("\n")), default=0.0)


def is_word(mark: str) -> bool:
    """Tell whether a character says something: a letter, a digit, a sign, an emoji; no punctuation, no space."""
    return unicodedata.category(mark)[0] in "LNS"


def is_kept(text: str, at: int) -> bool:
    """Tell whether the mark at ``at`` is shown inside a cue: dots in numbers and names, colons in times."""
    mark = text[at]
    if mark not in DROPPED:
        return True
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if mark in _NUMBER_BETWEEN:
        return before.isdigit() and after.isdigit()
    if mark not in _DOT_BETWEEN:
        return False
    if _is_latin(after) and (_is_latin(before) or (after.isdigit() and not before.isalnum())):
        return True  # 11.2, 1982.68.1, U.S., .5
    return _is_latin(before) and after == " " and _is_latin(text[at + 2 : at + 3])  # St. John


def is_inseparable(text: str, at: int) -> bool:
    """Tell whether nothing may part ``text`` before index ``at``: inside one written character, or one mark."""
    before, after = text[at - 1], text[at]
    if width(after) == 0.0 or before == "\u200d" or (_is_flag(before) and _is_flag(after)):
        return True
    if 0x1F3FB <= ord(after) <= 0x1F3FF:  # skin tones belong to the emoji before
        return True
    return before == after and before in "—…·.⋯"


def _is_latin(mark: str) -> bool:
    return mark.isalnum() and mark.isascii()


def _is_flag(mark: str) -> bool:
    return 0x1F1E6 <= ord(mark) <= 0x1F1FF
