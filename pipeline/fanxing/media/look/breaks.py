"""Where a line may end: 禁则, unbreakable tokens and the phrases of the language.

Words are jieba's and phrases BudouX's; the rules about marks, numbers and titles are written by hand, since no
library knows them for Chinese. Source: clreq 3.1 (line-start and line-end prohibition), GB/T 15834-2011, 5.1.
"""

import functools
import itertools
import math
import re
from collections.abc import Iterator, Sequence

import budoux

from fanxing.media.dictionary import word_ends
from fanxing.media.english import breath
from fanxing.media.look.fonts import BLANKS
from fanxing.media.look.script import NO_START, OPENING, is_letter, is_wide

NEVER = math.inf
"""Cost of a break that must not be."""

_AFTER_STOP, _AFTER_MARK, _PHRASE, _WORD, _INSIDE, _PARTICLE = 0.0, 0.4, 2.2, 3.4, 9.0, 5.0

_LATIN, _SCRIPT, _NAME, _LEANS = 2.8, 1.2, 7.0, 1.2
"""Of a blank: between two words of another script, where that script begins or ends, inside a name in it; and more
after a word that leans on the next: the · emperor."""

_NAME_KEPT = 24
"""Characters up to which capitalised words count as a name."""

_OF = "(?:van|von|der|den|de|da|del|della|di|du|la|le|ten|zu|bin|ibn|al) "
_CAPITAL = r"[A-ZÀ-Þ][\w'’.-]*"
_CAPITALISED = re.compile(rf"(?<![\w'’]){_CAPITAL}(?: (?:{_OF})*{_CAPITAL}){{1,2}}(?! ?[A-Za-zÀ-ÿ])")

_QUOTED = re.compile(r"“[^“”\n]{2,10}”|「[^「」\n]{2,10}」|（[^（）\n]{2,8}）")
"""Short enough to be read as one thing, and kept on one line if it can be."""

_PAUSES = frozenset("。；！？，、：,;:!?")
_STOPS = frozenset("。；！？｜·")
"""After these a line ends best."""

_CLINGING = frozenset("的地得了着过吗呢吧啊们")
"""Particles that belong to the word before them."""

_CLOSING = frozenset("》〉”」』）")

_TITLE_KEPT = 14
"""Characters between 《 and 》 up to which a title is never parted."""

_TERMS = re.compile(
    "天青釉|天青|粉青|豆青|影青|霁蓝|霁红|祭红|汝窑|官窑|哥窑|钧窑|定窑|龙泉窑|景德镇窑|耀州窑|磁州窑|痕都斯坦|和田|阗|白玉|青玉|碧玉|墨玉|黄玉|青白玉|青花|粉彩|斗彩|五彩|珐琅|釉里红|双耳|三足|四足|双龙|缠枝|云龙|饕餮|夔龙|狻猊|錾花"
)
"""Words of the trade that the dictionary does not know, or parts wrongly: 痕都斯 · 坦白 · 玉."""

_WHOLE = 13.0
"""Inside a name of one's own and inside short quoted words."""

_MEASURED = 8.0
"""Between a measure word and what is counted: 一方 · 端砚, 一册 · 《诗意册》."""

_STUB = 2.5
"""Of a break that leaves one or two characters between itself and a stop or an end: 一器一光，看见 · 四件器物."""

_PLACES = frozenset("里中上下内外间前后")
"""Standing alone, these belong to the word before them."""

_TIMES = frozenset("年月日天岁纪")
"""After these such a word is part of the time: 三百年 · 前."""

_ENDINGS = frozenset("尊瓶壶鼎盘碗杯洗炉罐盒钵觚爵簋卣罍盏盆璧琮璋图卷轴册砚纹釉彩")
"""Standing alone, these end a thing's name or its ornament's: 双耳 · 尊, 兽面 · 纹."""

_MEASURES = (
    "方册件只幅枚尊座位名支把张条卷套组对双口块片颗粒部首艘匹头朵株棵盏盘杯壶束轴页开辆种个滴缕抹枝道面扇根柄串排代"
)

_UNITS = (
    "世纪|年代|公元前|年|月|日|号|时|分钟|分|秒|岁|代|朝|厘米|毫米|分米|平方米|立方米|公里|千米|米|公斤|千克|克|吨|斤|两"
    "|尺|寸|升|毫升|件|幅|开|册|页|卷|组|套|座|尊|枚|个|位|名|人|次|倍|层|号厅|展厅|楼|元|万|亿|％|%|‰|℃|°"
    "|cm|mm|km|kg|m|g"
)
_NUMBER = r"(?:\d[\d.,:/]*\d|\d)"
_SPAN = rf"{_NUMBER}(?:\s?[×xX*–—~～\-至到]\s?{_NUMBER})*"
_HAN_NUMBER = "[〇零一二三四五六七八九十百千万亿两]+"
_ATOMS = re.compile(
    "|".join(
        (
            rf"《[^《》\n]{{1,{_TITLE_KEPT}}}》",
            rf"〈[^〈〉\n]{{1,{_TITLE_KEPT}}}〉",
            rf"(?:(?:公元前|公元|约|前|第)\s?)?{_SPAN}\s?(?:{_UNITS})?",
            rf"第?{_HAN_NUMBER}(?:{_UNITS})",
            r"——|……|⋯⋯",
        )
    )
)


_LABELLED = re.compile(
    rf"(?:[通全残总画]?[高长宽厚深重]度?|[口底腹足盘孔内外直圈]?径|壁厚|重量|肩宽|尾宽|[纵横])约?\s?(?={_NUMBER}|{_HAN_NUMBER})"
)
"""What a measure is of: 宽 · 21 厘米 stay together."""

_COUNTED = re.compile(rf"(?:{_NUMBER}|[〇零一二三四五六七八九十百千万亿两几数半每这那])\s?[{_MEASURES}](?=[\w《〈“「])")


def kept_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Half-open ranges of ``text`` that stay on one line: titles, numbers with units, dashes, Latin words."""
    atoms = [found.span() for found in _ATOMS.finditer(text)]
    words = [found.span() for found in re.finditer(r"\S+", text) if _is_latin(found.group())]
    inner = [span for found in re.finditer(r"\S+", text) for span in _latin_inside(text, *found.span())]
    return tuple(sorted(set(atoms + words + inner)))


@functools.lru_cache(maxsize=2048)
def joints(text: str, kept: tuple[str, ...] = ()) -> tuple[float, ...]:
    """Cost of ending a line after each character but the last; ``NEVER`` where it must not end.

    Args:
        text: One paragraph, cleaned.
        kept: Words of one's own that stay whole where they are short enough for a line (names).
    """
    words, phrases = word_ends(text), _phrase_ends(text)
    costs = [_cost(text, at, at + 1 in words, at + 1 in phrases) for at in range(len(text) - 1)]
    for found in _TERMS.finditer(text):
        start, end = found.span()
        costs[start : end - 1] = [max(cost, _INSIDE) for cost in costs[start : end - 1]]
        if end <= len(costs):
            costs[end - 1] = min(costs[end - 1], _WORD) if costs[end - 1] < NEVER else NEVER
    for at, dearer in _clinging(text, words):
        costs[at] = max(costs[at], dearer)
    for start, end in kept_spans(text):
        _close(costs, start, end)
    whole = (re.escape(word) for word in kept if word != text)  # a name that is all of it parts where its words do
    for word in (*whole, _QUOTED.pattern):
        for found in re.finditer(word, text):
            costs[found.start() : found.end() - 1] = [
                max(cost, _WHOLE) for cost in costs[found.start() : found.end() - 1]
            ]
    return tuple(costs)


def _clinging(text: str, words: frozenset[int]) -> Iterator[tuple[int, float]]:
    """Joints that the dictionary takes for any other, and what they cost: index of the character before each."""
    for found in _COUNTED.finditer(text):
        if found.end() in words:  # 一方 · 端砚, and not 统一 · 方法
            yield found.end() - 1, _MEASURED
    yield from ((at, _INSIDE) for found in _LABELLED.finditer(text) for at in range(*found.span()))
    for at in range(len(text) - 1):
        after, alone = text[at + 1], at + 1 in words and at + 2 in words
        if alone and after in _PLACES:
            yield at, _MEASURED if text[at] in _TIMES else _PHRASE + _STUB
        elif after in _CLINGING and text[at] in _CLOSING:
            yield at, _PHRASE + _PARTICLE
        elif alone and after in _ENDINGS and text[at].isalnum():
            yield at, _INSIDE
    for stop in (-1, *(at for at, one in enumerate(text) if one in _PAUSES), len(text)):
        near = (stop - 3, stop - 2, stop + 1, stop + 2)
        yield from ((at, _PHRASE + _STUB) for at in near if 0 <= at < len(text) - 1 and text[at].isalnum())


def lines_of(
    widths: Sequence[float], costs: Sequence[float], count: int, most: float = math.inf
) -> tuple[int, ...] | None:
    """Part a text into ``count`` lines as even as its phrases allow.

    Args:
        widths: Length of the text up to each character, in em: one more than characters.
        costs: As ``joints`` gives them.
        count: Number of lines.
        most: Length that none of them may have more of, em.

    Returns:
        The ends of the lines (index of the first character after each), or None where it cannot be parted so.
    """
    places = [0, *(at + 1 for at, cost in enumerate(costs) if cost < NEVER), len(widths) - 1]
    even = max(widths[-1] / count, 1e-6)
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for line in range(1, count + 1):
        reached: dict[int, tuple[float, int]] = {}
        ends = places[-1:] if line == count else places[line:-1]
        for end in ends:
            joint = 0.0 if line == count else costs[end - 1]
            choices = [
                (score + _uneven(widths[end] - widths[start], even) + joint, start)
                for start, (score, _) in best[-1].items()
                if start < end and widths[end] - widths[start] <= most
            ]
            if choices:
                reached[end] = min(choices)
        best.append(reached)
    return _walk_back(best, len(widths) - 1)


def badness(costs: Sequence[float], ends: Sequence[int]) -> float:
    """Sum of the costs of the breaks of a parting."""
    return sum(max(costs[end - 1], 0.0) for end in itertools.islice(ends, len(ends) - 1))


def _uneven(length: float, even: float) -> float:
    off = length / even - 1.0
    return off * off * (6.0 if off < 0 else 9.0)


def _walk_back(best: Sequence[dict[int, tuple[float, int]]], end: int) -> tuple[int, ...] | None:
    if end not in best[-1]:
        return None
    ends = [end]
    for reached in reversed(best[2:]):
        ends.append(reached[ends[-1]][1])
    return tuple(reversed(ends))


def _cost(text: str, at: int, word_end: bool, phrase_end: bool) -> float:  # noqa: FBT001 - private
    here, after = text[at], text[at + 1]
    if after in BLANKS or after in NO_START or here in OPENING or _is_quoted(text, at):
        return NEVER  # a blank hangs at the end of its line
    if here in BLANKS:
        return _blank(text, at)
    if not (is_wide(here) or is_wide(after)):
        return _PHRASE if here in "-–/" else NEVER
    if not here.isalnum():
        return _AFTER_STOP if here in _STOPS else _AFTER_MARK
    if not word_end:
        return _INSIDE
    return (_PHRASE if phrase_end else _WORD) + (_PARTICLE if after in _CLINGING else 0.0)


def _blank(text: str, at: int) -> float:
    """Cost of a break at a blank: best where another script begins, dear inside a name."""
    before, after = text[at - 1] if at else "", text[at + 1]
    if before in _STOPS:
        return _AFTER_STOP
    if is_letter(before) and is_letter(after):
        if any(start <= at < end for start, end in _names(text)):
            return _NAME
        return _LATIN - _LEANS * min(0, breath(text[:at].rpartition(" ")[2], text[at + 1 :].partition(" ")[0]))
    return _SCRIPT if (is_letter(before) or is_letter(after)) else _PHRASE


@functools.lru_cache(maxsize=256)
def _names(text: str) -> tuple[tuple[int, int], ...]:
    """Where two or three capitalised words follow each other: most likely somebody's name."""
    found = (one.span() for one in _CAPITALISED.finditer(text))
    return tuple((start, end) for start, end in found if end - start <= _NAME_KEPT)


def _is_quoted(text: str, at: int) -> bool:
    """Whether a straight quotation mark opens here or closes after here: its form does not tell, its number does."""
    opened = text.count('"', 0, at + 1) % 2 == 1
    return opened and '"' in {text[at], text[at + 1]}


def _close(costs: list[float], start: int, end: int) -> None:
    for at in range(start, end - 1):
        costs[at] = NEVER


def _is_latin(word: str) -> bool:
    return all(is_letter(one) or one in "'’.-_&@:+#/" for one in word)


def _latin_inside(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found = re.finditer(r"[0-9A-Za-zÀ-ɏͰ-ϿЀ-ӿ][0-9A-Za-zÀ-ɏͰ-ϿЀ-ӿ'’.\-_&@:+#]*", text[start:end])
    return [(start + one.start(), start + one.end()) for one in found]


@functools.cache
def _phraser() -> "budoux.Parser":
    return budoux.load_default_simplified_chinese_parser()


def _phrase_ends(text: str) -> frozenset[int]:
    phrases = _phraser().parse(text) if text else []
    return frozenset(itertools.accumulate(len(phrase) for phrase in phrases))
