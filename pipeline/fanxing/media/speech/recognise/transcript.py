"""Recording -> its words in lines with exact times: a recogniser's words, the recipe's names, the aligner's ear."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from fanxing.media.speech.align import Alignment, align
from fanxing.media.speech.lexicon import Readings
from fanxing.media.speech.recognise.correction import by_character, corrected
from fanxing.media.speech.recognise.matching import hints
from fanxing.media.speech.recognise.word import Recogniser, Word
from fanxing.model.errors import AssetError, Fault
from fanxing.model.words import say

_SENTENCE_ENDS = "。！？!?；;"
_CLAUSE_ENDS = "，,、："
_LONG_REST_S = 0.6
_LONGEST = 24
_SHORTEST = 6


def transcribe(
    sound: NDArray[np.float32],
    recogniser: Recogniser,
    names: Sequence[str] = (),
    lexicon: Readings | None = None,
    language: str = "zh",
) -> Alignment:
    """Write down a recording that has no script.

    Args:
        sound: Mono, 48 kHz.
        recogniser: Of ``RECOGNISERS``.
        names: That may come up, as they should be written.
        lexicon: The recipe's own readings.
        language: ISO 639-1.

    Raises:
        AssetError: Nobody speaks in it, or nothing was recognised.
    """
    words = by_character(recogniser(sound, prompt_of(names, language), language))
    lines = lines_of(corrected(words, names, lexicon))
    if not lines:
        raise _nothing()
    found = align(sound, lines, lexicon, hints(lines, words, lexicon))
    if not any(line.in_audio for line in found.lines):  # a recogniser imagines words in music and in silence
        raise _nothing()
    return found


def _nothing() -> AssetError:
    return AssetError(
        Fault(
            rule="recognise-nothing",
            what=say("没有从录音里听出字来"),
            mend=say("确认录音里有人说话、语言没有选错，或换一个更大的识别模型"),
        )
    )


def prompt_of(names: Sequence[str], language: str) -> str:
    """Words that a recogniser may expect; in Chinese a sentence with punctuation makes it punctuate."""
    if language != "zh":
        return ", ".join(names)
    return "以下是普通话的讲解，用简体字和标点。" + ("提到：" + "、".join(names) + "。" if names else "")


def lines_of(words: Sequence[Word]) -> list[str]:
    """Part words into lines: at sentence ends, long rests, and in long stretches at a comma."""
    return [line for line in (_joined(group) for group in _groups(words)) if line]


def _groups(words: Sequence[Word]) -> Iterator[list[Word]]:
    group: list[Word] = []
    for at, word in enumerate(words):
        group.append(word)
        rest = words[at + 1].start - word.end if at + 1 < len(words) else 0.0
        last = word.text[-1:]
        ends = last in _SENTENCE_ENDS or (last in _CLAUSE_ENDS and len(group) >= _LONGEST // 2)
        if rest >= _LONG_REST_S or (ends and len(group) >= _SHORTEST) or len(group) >= _LONGEST:
            yield group
            group = []
    if group:
        yield group


def _joined(group: list[Word]) -> str:
    """Join units; between Latin words stands a space."""
    text = ""
    for word in group:
        spaced = bool(text) and text[-1].isascii() and word.text[:1].isascii() and word.text[:1].isalnum()
        text += (" " if spaced else "") + word.text.strip()
    return text.strip("，,、： ")
