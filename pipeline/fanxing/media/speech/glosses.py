"""Readings that stand in brackets after a word, for the eye alone: 鬲（lì）."""

import functools
import re
import unicodedata

_TONES = "\u0304\u0301\u030c\u0300"
_BRACKETED = re.compile(r"(?<=[\u3400-\u9fff\U00020000-\U0003ffff])\s?[（(\[【]([^（(\[【）)\]】\d]{1,48})[）)\]】]")


def glosses(text: str) -> list[tuple[int, int]]:
    """Find the stretches of ``text`` that are a reading in brackets: first character and first after."""
    if not ("（" in text or "(" in text or "[" in text or "【" in text):
        return []
    return [match.span() for match in _BRACKETED.finditer(text) if _is_pinyin(match[1])]


def _is_pinyin(text: str) -> bool:
    """Whether it is pinyin with tone marks, and nothing else."""
    apart = unicodedata.normalize("NFD", text.lower())
    bare = "".join(mark for mark in apart if mark not in _TONES)
    words = re.split(r"[\s'’·,，-]+", bare.strip())
    return bare != apart and all(len(word) <= 24 and _syllables().fullmatch(word) for word in words)


@functools.cache
def _syllables() -> re.Pattern[str]:
    """One or more syllables without their tones."""
    import pypinyin.constants  # noqa: PLC0415 - its dictionaries are slow to load, and a second run reads nothing

    known = {
        "".join(mark for mark in unicodedata.normalize("NFD", one) if mark not in _TONES)
        for row in pypinyin.constants.PINYIN_DICT.values()
        for one in row.split(",")
    }
    usual = sorted((one for one in known if len(one) > 1 or one in "aeo"), key=len, reverse=True)
    return re.compile("(?:" + "|".join(map(re.escape, usual)) + ")+")
