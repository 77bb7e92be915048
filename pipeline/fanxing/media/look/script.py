"""What kind of character stands where: the classes on which spacing and line breaking rest.

Source: W3C, Requirements for Chinese Text Layout (clreq), 3.1 and 6.1; GB/T 15834-2011, 5.1.
"""

import unicodedata

OPENING = frozenset("（《〈「『【〔［｛〖“‘([{")
"""Never at the end of a line."""

CLOSING = frozenset("）》〉」』】〕］｝〗”’)]}")
"""Never at the start of a line."""

STOPS = frozenset("，。、；：！？．,.;:!?")
"""Pauses and stops: never at the start of a line."""

MIDDLE = frozenset("·・‧—–…～~‐-/％%‰℃°′″")
"""Never at the start of a line either."""

NO_START = CLOSING | STOPS | MIDDLE
"""Whatever may not begin a line."""

AMBIGUOUS = frozenset("“”‘’")
"""Full width between Han characters, narrow between Latin letters."""

_BLANK_LEFT = frozenset("（《〈「『【〔［｛〖“‘")
_BLANK_RIGHT = frozenset("）》〉」』】〕］｝〗”’，。、；：！？．")


def is_wide(character: str) -> bool:
    """Whether a character is a full square: Han, kana, Hangul, full-width marks."""
    return unicodedata.east_asian_width(character) in {"W", "F"}


def is_letter(character: str) -> bool:
    """Whether a character is a Latin (Greek, Cyrillic) letter or a digit of normal width."""
    return character.isalnum() and not is_wide(character)


def is_han(character: str) -> bool:
    """Whether a character is wide and no mark: what takes a gap beside Latin."""
    return is_wide(character) and character.isalnum()


def blank_left(character: str) -> bool:
    """Whether the left half of a full-width mark is empty."""
    return character in _BLANK_LEFT


def blank_right(character: str) -> bool:
    """Whether the right half of a full-width mark is empty."""
    return character in _BLANK_RIGHT


def narrow_marks(text: str) -> frozenset[int]:
    """Indexes of quotation marks that stand among Latin letters, as in ``Cleveland’s``."""
    return frozenset(at for at, mark in enumerate(text) if mark in AMBIGUOUS and not _beside_wide(text, at))


def _beside_wide(text: str, at: int) -> bool:
    before = next((one for one in reversed(text[:at]) if not one.isspace() and one not in AMBIGUOUS), "")
    after = next((one for one in text[at + 1 :] if not one.isspace() and one not in AMBIGUOUS), "")
    if not before and not after:
        return True
    return any(is_wide(one) for one in (before, after) if one)
