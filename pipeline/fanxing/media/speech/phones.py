"""Units -> sound with the time of every phone: espeak-ng from toned pinyin, a breath group at a time."""

import functools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from fanxing.media.speech.espeak_library import Settings, bare, library
from fanxing.media.speech.pauses import Pause
from fanxing.media.speech.reading import Tongue, Unit

VOICES: dict[Tongue, str] = {"zh": "cmn-latn-pinyin", "en": "en-us"}
"""Espeak's voice for each tongue. Pinyin, not characters: one token a character, and our own readings."""

_AS_PHONEMES = {
    "jiong": "tS;j'ong",
    "qiong": "tS;hj'ong",
    "xiong": "S;j'ong",
    "wong": "w'ong",
    "ê": "'ei",
    "m": "'@n",
    "n": "'@n",
    "ng": "'@N",
    "hm": "X'@n",
    "hng": "X'@N",
}
"""Syllables that espeak-ng 1.52 spells as English letters (兄 雄 熊 穷 琼 窘 …), written as its phonemes."""

_TONES = {"1": "55", "2": "35", "3": "214", "4": "51", "5": "11"}
_LONGEST_BREATH = 40


@dataclass(frozen=True, slots=True)
class Phone:
    """One phone of a breath."""

    unit: int
    """Index of its unit in the breath."""
    label: str
    """Espeak's mnemonic, without stress and tone."""
    start: int
    """First sample."""
    end: int
    """First sample after."""


@dataclass(frozen=True, slots=True)
class Breath:
    """Units said in one go."""

    units: tuple[Unit, ...]
    """In order, of one tongue."""
    sound: NDArray[np.float32]
    """Mono, at espeak's own rate (``sample_rate``)."""
    phones: tuple[Phone, ...]
    """In order; a unit that nobody can say has none."""


def sample_rate() -> int:
    """Samples a second of ``Breath.sound``: 22,050 in espeak-ng 1.52."""
    return library().sample_rate


def breaths(units: Sequence[Unit]) -> Iterator[tuple[Unit, ...]]:
    """Part units where the tongue changes or the speaker rests; one that nobody can say stands alone."""
    group: list[Unit] = []
    for unit in units:
        if group and (_manner(unit) != _manner(group[-1]) or len(group) >= _LONGEST_BREATH):
            yield tuple(group)
            group = []
        group.append(unit)
        if unit.pause >= Pause.BEAT:
            yield tuple(group)
            group = []
    if group:
        yield tuple(group)


def _manner(unit: Unit) -> tuple[Tongue, bool]:
    spell = _syllable if unit.tongue == "zh" else _word
    return unit.tongue, any(spell(one)[1] for one in unit.say)


def speak(groups: Iterable[tuple[Unit, ...]], settings: Settings) -> list[Breath]:
    """Say breaths one after the other; the same breaths always give the same sound.

    Args:
        groups: Of ``breaths``: each of one tongue.
        settings: ``voice`` is a variant alone (``+Annie``), or empty.
    """
    with library().lock:
        library().restart()
        return [_breath(group, settings) for group in groups]


def _breath(units: tuple[Unit, ...], settings: Settings) -> Breath:
    owners, text = _written(units)
    if not owners:
        return Breath(units, np.zeros(0, np.float32), ())
    chosen = replace(settings, voice=VOICES[units[0].tongue] + settings.voice)
    sound, phonemes = library().speak(text, chosen)
    ends = [*(one.start for one in phonemes[1:]), len(sound)]
    heard = [(one, end) for one, end in zip(phonemes, ends, strict=True) if one.label]
    if len(heard) != len(owners):  # some English words come out otherwise than they were written
        if len(units) > 1:
            return _one_by_one(units, settings)
        owners = [0] * len(heard)
    phones = tuple(
        Phone(owner, one.label, one.start, end)
        for owner, (one, end) in zip(owners, heard, strict=True)
        if end > one.start
    )
    return Breath(units, (sound / 32768).astype(np.float32), phones)


def _written(units: tuple[Unit, ...]) -> tuple[list[int], str]:
    """Write the breath for espeak; the syllables of a word flow on, between words there is a hair of silence.

    Returns:
        The unit of each phoneme that will be heard, and the text.
    """
    owners: list[int] = []
    words: list[str] = []
    flowing = False
    for at, unit in enumerate(units):
        spelt = [_syllable(one) for one in unit.say] if unit.tongue == "zh" else [_word(one) for one in unit.say]
        owners += [at for _, count in spelt for _ in range(count)]
        said = "".join(text for text, _ in spelt)
        if said and flowing:
            words[-1] += said
        elif said:
            words.append(said)
        flowing = bool(said) and not unit.is_word_end
    return owners, " ".join(f"[[{word}]]" for word in words)


def as_text(said: str, tongue: Tongue) -> str:
    """Write a syllable or a word as espeak reads it rightly."""
    if tongue == "zh" and said[:-1] in _AS_PHONEMES:
        return f"[[{_AS_PHONEMES[said[:-1]]}{_TONES[said[-1]]}]]"
    return said


@functools.lru_cache(maxsize=4096)
def _syllable(pinyin: str) -> tuple[str, int]:
    """Give a syllable in espeak's phonemes, and their number; empty where espeak cannot say it."""
    base, tone = pinyin[:-1], pinyin[-1]
    if base in _AS_PHONEMES:
        phonemes: tuple[str, ...] = (_AS_PHONEMES[base] + _TONES[tone],)
        count = len(_sounding(library().phonemes(f"[[{phonemes[0]}]]", VOICES["zh"])))
        return (phonemes[0] if tone != "5" else phonemes[0].replace("'", "")), count
    phonemes = library().phonemes(pinyin, VOICES["zh"])
    if not pinyin.isascii() or any("(" in one for one in phonemes):
        return "", 0
    said = "".join(phonemes).replace("_|", "")
    return (said if tone != "5" else said.replace("'", "")), len(_sounding(phonemes))


@functools.lru_cache(maxsize=4096)
def _word(word: str) -> tuple[str, int]:
    """Give an English word in espeak's phonemes, and their number."""
    phonemes = library().phonemes(word, VOICES["en"])
    if any("(" in one for one in phonemes):
        return "", 0
    return "".join(phonemes).replace("_|", ""), len(_sounding(phonemes))


def _sounding(phonemes: tuple[str, ...]) -> list[str]:
    return [one for one in phonemes if bare(one) and not bare(one).isdigit()]


def _one_by_one(units: tuple[Unit, ...], settings: Settings) -> Breath:
    """Say each unit alone and lay them end to end: less fluent."""
    sounds: list[NDArray[np.float32]] = []
    phones: list[Phone] = []
    length = 0
    for at, unit in enumerate(units):
        alone = _breath((unit,), settings)
        phones += [Phone(at, one.label, one.start + length, one.end + length) for one in alone.phones]
        sounds.append(alone.sound)
        length += len(alone.sound)
    return Breath(units, np.concatenate(sounds), tuple(phones))
