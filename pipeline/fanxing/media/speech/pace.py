"""Text -> how long a guide will speak: pure, for outlines and for the silent voice."""

import itertools

from fanxing.media.speech.pauses import SECONDS, Pause, pause_in
from fanxing.media.speech.spoken import Piece, pieces, plain

SYLLABLES_PER_SECOND = 4.7
"""Syllables a second while speaking, rests apart: with them a line of two clauses comes to 4.2 characters a second.
Chosen, not measured on guides: of their tours there is no measurement. Beside it: prompters are set to 180 to 260
characters a minute (3.0 to 4.3 a second), and a reader of news says 3.1 to 4.4 a second within a sentence, 3.7 in the
middle (AISHELL-1 S0150, 100 sentences)."""

LETTERS_PER_SYLLABLE = 2.6
"""Of English words. Source: 121 words of transcribed speech, 2.6 letters a syllable."""


def seconds(text: str, rate: float = 1.0) -> float:
    """Estimate how long ``text`` is spoken.

    Args:
        text: As displayed; numbers count as they are said.
        rate: Speaking rate; 1.0 is the voice's own pace.

    Returns:
        Seconds from the first to the last sound, rests inside included, the rest after it not.
    """
    return sum(length + rest for length, rest in stretches(text, rate))


def stretches(text: str, rate: float = 1.0) -> list[tuple[float, float]]:
    """Give for each unit of ``text`` its seconds and the seconds of rest after it."""
    return [
        (syllables(piece) / SYLLABLES_PER_SECOND / rate, SECONDS[pause] / rate)
        for piece, pause in zip(pieces(text), rests(text), strict=True)
    ]


def rests(text: str) -> list[Pause]:
    """Give the rest after each unit of ``text``."""
    flat = plain(text)
    units = pieces(text)
    found = []
    for left, right in itertools.pairwise(units):
        gap = flat[left.end : right.at]
        is_one_number = left.kind != "han" and right.kind != "han" and "，" not in gap
        found.append(Pause.NONE if is_one_number and right.said != right.shown else pause_in(gap))
    return [*found, Pause.END] if units else []


def syllables(piece: Piece) -> int:
    """Count the syllables of one unit as it is said; none of a reading in brackets, which is not."""
    if not piece.said:
        return 0
    if piece.said != piece.shown or piece.kind != "latin":
        return max(1, len(piece.said))
    if piece.shown.isupper():
        return len(piece.shown)
    return max(1, round(len(piece.shown) / LETTERS_PER_SYLLABLE))
