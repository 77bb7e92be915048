"""Readings of rare characters at their first mention: from the recipe's lexicon, else from the dictionaries."""

import re
from collections.abc import Iterator, Mapping

from fanxing.media.captions.wording import is_common, words
from fanxing.media.speech.lexicon import Readings, toned
from fanxing.media.speech.reading import Unit, read
from fanxing.model.subtitle import Reading

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")


def is_rare(mark: str) -> bool:
    """Tell whether a Han character is outside GB 2312's level 1, the 3,755 that everybody reads."""
    if not _HAN.match(mark):
        return False
    try:
        return not 0xB0 <= mark.encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        return True


class Mentions:
    """What has been read so far in a film: each reading is given once, at the first mention."""

    def __init__(self, lexicon: Mapping[str, str]) -> None:
        self._lexicon: Readings = toned(lexicon)
        self._seen: set[str] = set()

    def readings(self, text: str) -> tuple[Reading, ...]:
        """Give the readings due in a line; ``at`` is an index of the line. Each place has one at most."""
        units = {unit.at: unit for unit in read(text, self._lexicon)}
        made: list[Reading] = []
        for start, end in sorted({*self._of_lexicon(text), *self._rare(text)}, key=lambda one: (one[0], -one[1])):
            what = text[start:end]
            pinyin = _pinyin(units, start, end)
            if what in self._seen or not pinyin or (made and start < made[-1].at + made[-1].length):
                continue
            self._seen |= {what, *what}
            made.append(Reading(at=start, length=end - start, pinyin=pinyin))
        return tuple(made)

    def _of_lexicon(self, text: str) -> Iterator[tuple[int, int]]:
        for word in self._lexicon:
            yield from (match.span() for match in re.finditer(re.escape(word), text))

    def _rare(self, text: str) -> Iterator[tuple[int, int]]:
        for start, word in words(text):
            if not is_common(word):
                yield from ((start + at, start + at + 1) for at, mark in enumerate(word) if is_rare(mark))


def _pinyin(units: Mapping[int, Unit], start: int, end: int) -> str:
    """Pinyin with tone marks of a stretch; empty where any of it has no reading."""
    from pypinyin.contrib.tone_convert import to_tone  # noqa: PLC0415 - its dictionaries are slow to load

    said = [units[at].say if at in units and units[at].tongue == "zh" else () for at in range(start, end)]
    if not all(said):
        return ""
    return " ".join(str(to_tone(syllable.removesuffix("5"))).replace("v", "ü") for one in said for syllable in one)
