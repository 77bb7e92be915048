"""What it costs to end a cue between two characters: grammar, names, and the pauses that are heard."""

import bisect
import math
import re
from collections.abc import Sequence

from fanxing.media.captions.grammar import (
    ADVERBS,
    BONDS,
    CLINGING,
    COMPLEMENTS,
    COUNTERS,
    DIGITS,
    LEANING,
    MEASURED,
    MEASURES,
)
from fanxing.media.captions.heard import Heard
from fanxing.media.captions.marks import (
    CLAUSE_ENDS,
    CLOSING,
    DROPPED,
    OPENING,
    SENTENCE_ENDS,
    is_inseparable,
    is_kept,
    is_word,
)
from fanxing.media.captions.senses import Piece, pieces_of, sense_costs
from fanxing.media.captions.whole import whole_spans
from fanxing.media.captions.wording import Wording, wording, words
from fanxing.media.english import LEANING as LEANING_ON

_COUNTED = re.compile(rf"(?:[{DIGITS}这那每几])[{COUNTERS}]$")

_LEANING_TO = 12
"""Characters that are looked back for an English word that leans on the next: none is as long."""

_SAID_HOW = frozenset({"verb", "quality", "adverb", "idiom", "single"})
"""Kinds before which 地 and 得 are particles, and not the ground or a verb."""

NEVER = math.inf
"""No cue ends here."""

_SENTENCE, _CLAUSE, _LIST, _SPACE, _PHRASE, _NAME, _WORD = -6.0, -4.0, 0.0, 1.0, 3.0, 3.5, 6.0
_GUESS, _INSIDE, _WHOLE, _ENGLISH = 12.0, 40.0, 300.0, 6.0


def joint_costs(text: str, heard: Sequence[Heard], names: tuple[str, ...] = ()) -> list[float]:
    """Give the cost of ending a cue before each index of ``text``; below 0 where it is wished, ``NEVER`` where not.

    Args:
        text: One line.
        heard: Its units in order, with their moments.
        names: Words that stay whole.
    """
    spans = whole_spans(text, names)
    found = wording(text)
    edges = {edge for span in spans for edge in span}
    after_names = {end for start, end in spans if text[start:end] in names or text[end - 1] in CLOSING}
    pieces = pieces_of(text, words(text), spans)
    grammar = _leanings(pieces, after_names)
    for at, much in sense_costs(text, pieces).items():
        grammar[at] = grammar.get(at, 0.0) + much
    inside = {at for start, end in spans for at in range(start + 1, end)}
    said = [at for at, mark in enumerate(text) if is_word(mark)]
    costs = [NEVER] * (len(text) + 1)
    for at in range(said[0] + 1, said[-1] + 1) if said else ():  # both sides say something
        if _is_forbidden(text, at):
            continue
        cost = _mark_cost(text, at)
        if cost is None:
            cost = _word_cost(at, found, edges, after_names) + grammar.get(at, 0.0) + _number_cost(text, at)
        if at in inside:
            cost += _WHOLE
        costs[at] = cost - _pause(at, heard)
    return costs


def _is_forbidden(text: str, at: int) -> bool:
    """Inside one mark, after an opening and before a closing one."""
    before, after = text[at - 1], text[at]
    if is_inseparable(text, at) or before in OPENING or after in CLOSING:
        return True
    if after.isspace() or _is_mark(text, at):
        return True  # marks and spaces stay with what they end
    if before in BONDS or after in BONDS:
        return not (before.isspace() or after.isspace())
    return before in "-–—" and after.isalnum() and not text[at - 2 : at - 1].isspace() and text[at - 2 : at] != "——"


def _is_mark(text: str, at: int) -> bool:
    mark = text[at]
    return mark in SENTENCE_ENDS + CLAUSE_ENDS + DROPPED + "、—–-~～" and not (
        mark in "-–~～" and text[at - 1].isspace()
    )


def _mark_cost(text: str, at: int) -> float | None:
    """Cost after a mark; None where none stands before."""
    place = at
    while place > 1 and (text[place - 1] in CLOSING or text[place - 1].isspace()):
        place -= 1
    before = text[place - 1]
    if not is_kept(text, place - 1) or before in SENTENCE_ENDS + CLAUSE_ENDS:
        return _SENTENCE if before in SENTENCE_ENDS or before in ".．｡" else _CLAUSE
    if before in "、､":
        return _LIST
    if before in "—–":
        return _CLAUSE
    if not text[at - 1].isspace():
        return None
    word = re.search(r"[A-Za-z']+$", text[max(0, at - _LEANING_TO) : at].rstrip())
    return _SPACE + (_ENGLISH if word and word[0].casefold() in LEANING_ON else 0.0)


def _word_cost(at: int, found: Wording, edges: set[int], after_names: set[int]) -> float:
    if at in found.phrases and at in found.words:
        return _PHRASE
    if at in after_names:  # BudouX does not know the names of this film
        return _NAME
    if at in edges or (at in found.words and at in found.certain):
        return _WORD
    if at in found.words or at in found.certain:
        return _GUESS
    return _INSIDE


def _leanings(pieces: Sequence[Piece], after_names: set[int]) -> dict[int, float]:
    """Cost of parting words that lean on each other, by the index between them."""
    cost: dict[int, float] = {}
    for piece, after, then in zip(pieces, pieces[1:], [*pieces[2:], None], strict=False):
        at, before, named = after.start, piece.text, after.start in after_names
        much = 0.0
        if then and then.text == "的" and len(before) == len(after.text) == 2 and before not in LEANING and not named:
            much += 6  # two nouns as one before 的: 汽车工业的｜痴迷
        if after.text in CLINGING and (after.text not in {"地", "得"} or piece.kind in _SAID_HOW):
            much += 15
        if after.text in COMPLEMENTS and len(before) == 1 and not named:
            much += 8
        if before in LEANING or (len(before) == 2 and before[0] in ADVERBS and before[1] in LEANING):
            much += 12
        if before in MEASURED and after.text[0] in DIGITS:
            much += 12
        cost[at] = much
    return cost


def _number_cost(text: str, at: int) -> float:
    if text[at - 1] not in DIGITS:
        return 8.0 if _COUNTED.search(text, max(0, at - 8), at) else 0.0
    return 25.0 if text[at] in MEASURES else 12.0 if is_word(text[at]) else 0.0


def _pause(at: int, heard: Sequence[Heard]) -> float:
    """Bonus for an audible pause: up to 6 from 0.26 s on."""
    after = bisect.bisect_left(heard, at, key=lambda unit: unit.at)
    if not 0 < after < len(heard) or heard[after - 1].end > at:
        return 0.0
    return min(6.0, max(0.0, heard[after].start_s - heard[after - 1].end_s - 0.06) * 30)
