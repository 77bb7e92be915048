"""Which neighbours in a Chinese clause belong together: by the kinds of their words, and the phrases they make.

Written by hand: parsers of Chinese are models of hundreds of megabytes, and kinds of words with a table of pairs go a
long way.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from fanxing.media.captions.kinds import (
    BOUND,
    DYNASTIES,
    HOUR_TAILS,
    LISTED,
    LONG_DYNASTIES,
    NOUN_TAILS,
    PAIRS,
    PHRASES,
    TAGS,
    TAKEN,
    TIME_ENDS,
    TIME_TAILS,
)
from fanxing.media.captions.marks import CLOSING, is_word
from fanxing.media.dictionary import word_tag

_DIGIT = "[〇零一二三四五六七八九十百千万亿两几多余0-9.]"
_COUNT = f"(?<!{_DIGIT}){_DIGIT}++"
"""A whole number: nothing of it is tried twice, however long it is."""
_TIME = re.compile(rf"(?:{_COUNT}|[这那每当同去今明前后次翌]).{{0,4}}(?:{TIME_ENDS})$|{_COUNT}(?:{HOUR_TAILS})$")
_HOUR = re.compile(f"(?:{HOUR_TAILS})$")
_NUMBERED = re.compile(rf"(?:第|约|近)?{_COUNT}")
_EACH = re.compile(r"(一.)(?:一.)?\1|(.)\2地?|一.一.")
_DYNASTY = re.compile(rf"(?:[{DYNASTIES}]|{LONG_DYNASTIES})[代朝]?")
_NTH = re.compile(rf"第{_COUNT}[次回]|[首头]次")
_TIMES = re.compile("[遍次回趟]$")
_REGNAL = re.compile(r"(?<=[\u4e00-\u9fff])(?:元|[一二三四五六七八九十]{1,3})年(?![前后来多间里])")
_LONGER = re.compile(rf"{_COUNT}(?:(?:周?岁|个?月|年代?|日|世纪)[）)]?(?:{TIME_TAILS})|{HOUR_TAILS})")

_FORMS = (("adverb", _EACH), ("adverb", _NTH), ("era", _DYNASTY))
"""Kinds that words are by their form, before any list and any dictionary."""

_OPENER_TO = 4
"""Characters below which a word of time opens what follows: 次日, 后来; 一七四五年 may stand alone."""
_JOINED, _REIGN, _REACH = 12.0, 16.0, 9
"""Cost inside what belongs together, before the year of a reign; words within which a phrase is closed."""
_EXPLAINED, _NAMED, _FRAMED, _ALONE = 12.0, 6.0, 2.0, 4.0
"""Before a bracket, after a quotation that is counted, inside a phrase, after a verb of one character."""
_PLACE, _BODY, _REPEATED = 10.0, 6.0, 8.0
"""Before the last character of a place, before the last word of a body, between a verb and how often."""


@dataclass(frozen=True)
class Piece:
    """A word, or what stands whole, and its kind."""

    start: int
    """Index of its first character."""
    text: str
    """Its characters."""
    kind: str
    """A key of ``kinds.PAIRS``, or another that leans on nothing; empty for marks."""

    @property
    def end(self) -> int:
        """Index after its last character."""
        return self.start + len(self.text)


def pieces_of(text: str, words: Sequence[tuple[int, str]], spans: Sequence[tuple[int, int]] = ()) -> tuple[Piece, ...]:
    """Give words their kinds; names, titles and numbers that stay whole are one piece each.

    Args:
        text: One line.
        words: Its words with the index of each.
        spans: Ranges that stay whole; they may overlap.
    """
    spans = (*spans, *(found.span() for found in _LONGER.finditer(text)))
    edges = {0, len(text), *(start for start, _ in words), *(edge for span in spans for edge in span)}
    placed = sorted(edges - {at for start, end in spans for at in range(start + 1, end)})
    whole = set(spans)
    found = (
        Piece(start, text[start:end], _kind(text[start:end], named=(start, end) in whole))
        for start, end in itertools.pairwise(placed)
    )
    return tuple(_joined(found))


def _kind(word: str, *, named: bool) -> str:
    """The first that tells: its characters, its form, our lists, a number, a name; else the dictionary."""
    if not any(map(is_word, word)):
        return ""
    formed = next((kind for kind, pattern in _FORMS if pattern.fullmatch(word)), None)
    return formed or LISTED.get(word) or _counted(word) or ("noun" if named else _tagged(word))


def _counted(word: str) -> str | None:
    if _TIME.search(word):
        return "time" if len(word) >= _OPENER_TO or _HOUR.search(word) else "opener"
    return "number" if _NUMBERED.match(word) and not word.endswith("一") else None


def _tagged(word: str) -> str:
    tag = word_tag(word)
    if not tag and word[-1] in BOUND:
        return "verb"
    if len(word) > 2 and word.endswith("性"):  # 抢救性, but not 女性
        return "adverb"
    kind = TAGS.get(tag) or TAGS.get(tag[:1]) or ("noun" if len(word) > 1 and not tag else "single")
    return "opener" if kind == "time" and len(word) < _OPENER_TO else kind


_BOUND_TO = {"single": BOUND | {"为", "成"}}
"""What a character of unknown kind takes behind it: it may be the end of a name, 华嵒｜在."""


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Verbs with what they take behind them as one: 公布为, 葬于."""
    before: Piece | None = None
    for piece in pieces:
        if before is not None and piece.text in (TAKEN if before.kind == "verb" else _BOUND_TO.get(before.kind, ())):
            before = Piece(before.start, before.text + piece.text, "verb")
            continue
        if before is not None:
            yield before
        before = piece
    if before is not None:
        yield before


def sense_costs(text: str, pieces: Sequence[Piece]) -> dict[int, float]:
    """Cost of a break between two neighbours, by the index between them; below 0 where sense begins anew."""
    cost: dict[int, float] = {}
    for before, after in itertools.pairwise(pieces):
        if before.kind and after.kind:
            cost[after.start] = _pair(text, before, after)
        elif before.kind and after.text[0] in "（(":
            cost[after.start] = _EXPLAINED  # 正德十二年｜（1517年）
    for start, end, much in _together(text, pieces):
        for at in range(start + 1, end):
            cost[at] = cost.get(at, 0.0) + much
    return cost


def _pair(text: str, before: Piece, after: Piece) -> float:
    cost = PAIRS.get(before.kind, {}).get(after.kind, 0.0)
    if 1 < len(before.text) < _OPENER_TO and before.text[-1] in BOUND:
        cost += _JOINED  # 葬于｜端平二年
    elif len(before.text) > 1 and before.kind == "verb" and before.text[-1] in "到给在":
        cost += _ALONE  # 展到｜明年
    if before.kind in {"noun", "place", "verb", "single"} and after.text[-1] in NOUN_TAILS:
        stands = text[after.end : after.end + 1] in tuple("在着了起上成立到")  # 老人｜站在岸边
        cost += 0.0 if stands else _PLACE if len(after.text) == 1 else _BODY
    if before.text[-1] in CLOSING and after.kind in {"number", "pointer", "noun"}:
        cost += _NAMED  # “永兴号”｜三个字
    if before.kind == "verb" and after.kind == "number" and _TIMES.search(after.text):
        cost += _REPEATED  # 放｜一遍
    lone = len(before.text) == 1 and before.kind in {"verb", "quality", "person", "single"}
    opens = (before.kind, after.kind) == ("person", "adverb") and not any(map(is_word, text[: before.start][-1:]))
    if lone and not opens:
        cost += _ALONE  # 用｜双钩, but 当时，它｜就放在
    return cost


def _together(text: str, pieces: Sequence[Piece]) -> Iterator[tuple[int, int, float]]:
    """Ranges that are better not parted inside, with what that costs."""
    for found in _REGNAL.finditer(text):
        yield found.start() - 1, found.end(), _REIGN  # 嘉泰｜四年
    for found in _LONGER.finditer(text):
        yield *found.span(), _JOINED  # 六十三岁｜那年
    for at, piece in enumerate(pieces):
        if piece.kind == "verb" and piece.text[-1] in TAKEN:
            yield piece.start, piece.end, _JOINED
        closing = PHRASES.get(piece.text, frozenset())
        near = pieces[at + 1 : at + _REACH] if closing else ()
        closed = next((one for one in near[1:] if one.text in closing), None)
        if closed is not None and all(one.kind for one in near[: near.index(closed)]):
            yield piece.start, closed.end, _FRAMED
