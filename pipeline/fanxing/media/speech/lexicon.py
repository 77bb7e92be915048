"""The recipe's readings: text -> pinyin with tone marks or numbers, checked and made one form."""

import functools
import re
from collections.abc import Callable, Iterator, Mapping

from fanxing.media.speech.spoken import pieces
from fanxing.model.errors import Fault, Location, RecipeError
from fanxing.model.words import say

Readings = Mapping[str, tuple[str, ...]]
"""Word -> syllables with tone numbers, 5 for the neutral tone, ``v`` for ü."""

_PARTED = re.compile(r"[\s'’·,，-]+")
_NUMBERED = re.compile(r"([a-zêüv]+)([0-5])")


def toned(written: Mapping[str, str], where: Callable[[str], Location] | None = None) -> Readings:
    """Read a lexicon.

    Args:
        written: Text to pinyin, syllables parted by spaces: ``{"嵒": "yán"}`` or ``{"嵒": "yan2"}``.
        where: Place in the recipe of a key path.

    Raises:
        RecipeError: With every reading that is none.
    """
    faults = list(lexicon_faults(written, where))
    if faults:
        raise RecipeError(*faults)
    return {word: _syllables(pinyin) for word, pinyin in written.items()}


def lexicon_faults(written: Mapping[str, str], where: Callable[[str], Location] | None = None) -> Iterator[Fault]:
    """Give a fault for each reading that is no pinyin or has not one syllable a character."""
    for word, pinyin in written.items():
        place = where(f"lexicon.{word}") if where else f"lexicon.{word}"
        syllables = _parted(pinyin)
        strange = [one for one in syllables if not _is_syllable(one)]
        units = pieces(word)
        if strange or not pinyin.strip():
            what = say("词表里“{word}”的读音“{pinyin}”不是拼音", word=word, pinyin=pinyin)
            if strange and strange != syllables:
                what += say("：“{strange}”不是一个音节", strange="”“".join(strange))
            yield Fault(rule="lexicon-pinyin", what=what, where=place, mend=_mend(word))
        elif toneless := _toneless(word, syllables):
            what = say(
                "词表里“{word}”的读音“{pinyin}”没有声调：“{toneless}”",
                word=word,
                pinyin=pinyin,
                toneless="”“".join(toneless),
            )
            yield Fault(rule="lexicon-tone", what=what, where=place, mend=_mend(word))
        elif not units or (len(units) > 1 and len(_parted(pinyin)) != len(units)):
            yield Fault(
                rule="lexicon-syllables",
                what=say(
                    "词表里“{word}”有 {letters} 个字，读音“{pinyin}”却有 {syllables} 个音节",
                    word=word,
                    letters=len(units),
                    pinyin=pinyin,
                    syllables=len(_parted(pinyin)),
                ),
                where=place,
                mend=_mend(word),
            )


def _mend(word: str) -> str:
    """How to write the reading of this very word, as the dictionary has it."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - its dictionaries are slow to load, and a second run reads nothing
    from pypinyin.constants import Style  # noqa: PLC0415

    guess = lazy_pinyin(word, style=Style.TONE, errors="ignore")
    if guess and len(guess) == len(pieces(word)):
        return say("一个字写一个带声调的音节，音节之间空一格；字典里读 {guess}", guess=" ".join(guess))
    return say("一个字写一个带声调的音节，音节之间空一格，如 yán 或 hua4 yan2")


def _toneless(word: str, syllables: list[str]) -> list[str]:
    """Syllables without a tone; after another one, and where the dictionary has it so, that is the neutral tone."""
    from pypinyin.constants import PINYIN_DICT  # noqa: PLC0415 - as above

    bare = [one for one in syllables if one.isascii() and not one[-1:].isdigit()]
    if len(word) == 1 and bare:
        return [] if bare[0] in PINYIN_DICT.get(ord(word), "").split(",") else bare
    return bare if syllables[:1] == bare[:1] else []


def _parted(pinyin: str) -> list[str]:
    return [one for one in _PARTED.split(pinyin.strip().lower()) if one]


def _syllables(pinyin: str) -> tuple[str, ...]:
    return tuple(_numbered(one) for one in _parted(pinyin))


def _numbered(syllable: str) -> str:
    """Write ``yán``, ``yan2`` and ``yan`` (neutral) in one form: ``yan2``."""
    match = _NUMBERED.fullmatch(syllable)
    if match:
        return match[1].replace("ü", "v") + match[2].replace("0", "5")
    from pypinyin.contrib.tone_convert import to_tone3  # noqa: PLC0415 - its dictionaries are slow to load, and a second run reads nothing

    return str(to_tone3(syllable, neutral_tone_with_five=True)).replace("ü", "v")


def _is_syllable(syllable: str) -> bool:
    match = _NUMBERED.fullmatch(_numbered(syllable))
    return bool(match and match[1].replace("ü", "v") in _known_syllables())


@functools.cache
def _known_syllables() -> frozenset[str]:
    """Every syllable of the dictionary, without its tone."""
    import pypinyin.constants  # noqa: PLC0415 - its dictionaries are slow to load, and a second run reads nothing
    from pypinyin.contrib.tone_convert import to_normal  # noqa: PLC0415

    toned = {one for readings in pypinyin.constants.PINYIN_DICT.values() for one in readings.split(",")}
    return frozenset(str(to_normal(one)).replace("ü", "v") for one in toned)
