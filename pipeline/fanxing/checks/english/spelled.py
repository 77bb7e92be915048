"""English number words -> values: forty-sixth, two hundred and five, fifteen hundred, a thousand.

Written by hand because the libraries that read them (word2number, text2num) know no ordinals or give no place in a
sentence, and take every "one" and "second" for a number.
"""

import re
from fractions import Fraction

_UNITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_NTH_UNITS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
_NTH_TEENS = [
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]
_NTH_TENS = ["twentieth", "thirtieth", "fortieth", "fiftieth", "sixtieth", "seventieth", "eightieth", "ninetieth"]

_VALUES: dict[str, int] = {
    **{word: at for words in (_UNITS, _NTH_UNITS) for at, word in enumerate(words, 1)},
    **{word: at for words in (_TEENS, _NTH_TEENS) for at, word in enumerate(words, 10)},
    **{word: 10 * at for words in (_TENS, _NTH_TENS) for at, word in enumerate(words, 2)},
    "a": 1,
    "dozen": 12,
}
_SCALES = {"hundred": 100, "hundredth": 100, "thousand": 1000, "thousandth": 1000, "million": 10**6, "billion": 10**9}
_NTHS = frozenset([*_NTH_UNITS, *_NTH_TEENS, *_NTH_TENS, "hundredth", "thousandth"])


def _any(*words: list[str]) -> str:
    return "|".join(word for each in words for word in each)


_SMALL = (
    rf"(?:(?:{_any(_TENS)})(?:[-\s](?:{_any(_UNITS, _NTH_UNITS)}))?"
    rf"|{_any(_NTH_TENS, _NTH_TEENS, _TEENS, _NTH_UNITS, _UNITS)})\b"
)
_HUNDREDS = rf"(?:(?:{_any(_TEENS, _UNITS)}|a)[-\s]hundred(?:th)?\b(?:\s(?:and\s)?{_SMALL})?|{_SMALL})"
SPELLED = (
    rf"\b(?:(?:{_HUNDREDS}|a)[-\s](?:thousand|million|billion)(?:th)?\b(?:,?\s(?:and\s)?{_HUNDREDS})?|{_HUNDREDS}"
    r"|(?:a\s)?dozen\b)"
)
"""A number in words, cardinal or ordinal."""
YEAR_WORDS = rf"\b(?:{_any(_TEENS)}|twenty)[-\s](?:{_any(_TENS)})(?:[-\s](?:{_any(_UNITS)}))?\b"
"""seventeen eighty-one."""


def is_ordinal(text: str) -> bool:
    """Whether a number is an ordinal: forty-sixth, 46th."""
    return bool(re.search(r"\d(?:st|nd|rd|th)$", text)) or re.split(r"[-\s]", text.lower())[-1] in _NTHS


def spelled_value(text: str) -> Fraction:
    """Read what :data:`SPELLED` found."""
    total = section = 0
    for word in re.split(r"[-\s,]+", text.lower()):
        if word in {"hundred", "hundredth"}:
            section = (section or 1) * 100
        elif word in _SCALES:
            total, section = total + (section or 1) * _SCALES[word], 0
        elif word == "dozen":
            section = 12
        else:
            section += _VALUES.get(word, 0)
    return Fraction(total + section)


def year_value(text: str) -> Fraction:
    """Read what :data:`YEAR_WORDS` found: seventeen eighty-one is 1781."""
    century, *rest = re.split(r"[-\s]+", text.lower())
    return Fraction(100 * _VALUES[century] + sum(_VALUES[word] for word in rest))
