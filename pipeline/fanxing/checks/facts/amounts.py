"""Finds what a text says of how much: measures, counts, how long something lasted."""

import re
from collections.abc import Iterator
from fractions import Fraction

from fanxing.checks.facts.claims import Claim
from fanxing.checks.facts.numerals import AFTER, BEFORE, DIGITS, HAN_OR_DIGIT, NUMBER, Quantity, plain, quantity
from fanxing.checks.facts.units import (
    CHINESE_UNITS,
    COUNTERS,
    DURATIONS,
    LABEL_WORDS,
    LABELS,
    LATIN_UNITS,
    MEASURES,
)

_UNIT = "|".join([*CHINESE_UNITS, *(rf"{unit}(?![A-Za-z])" for unit in LATIN_UNITS)])
_FIGURE = "[一二三四五六七八九]"
MEASURE = re.compile(
    rf"{BEFORE}(?P<number>{NUMBER}|半)\s*{AFTER}(?P<unit>{_UNIT})"
    rf"(?P<tail>半|{_FIGURE}{{1,3}}(?![{''.join(DIGITS)}十百千万年月日个只件寸尺丈米克斤分两钱升吨]))?(?P<rest>多)?",
    re.IGNORECASE,
)
SPAN = re.compile(
    rf"(?P<low>{NUMBER})\s*(?:{_UNIT})?\s*(?:——|[—–~～至到-])\s*(?P<number>{NUMBER})\s*(?P<unit>{_UNIT})", re.IGNORECASE
)
SIDES = re.compile(
    rf"(?P<one>{NUMBER})\s*(?P<unit1>{_UNIT})?\s*[×xX*乘]\s*(?P<two>{NUMBER})(?:\s*[×xX*乘]\s*(?P<three>{NUMBER}))?\s*(?P<unit>{_UNIT})",
    re.IGNORECASE,
)
COMPOUND = re.compile(rf"{BEFORE}(?P<number>{NUMBER})(?P<unit>{_UNIT})零?(?P<number2>{NUMBER})(?P<unit2>{_UNIT})")
"""一米四十三厘米, 四斤三两."""
SHARE = re.compile(rf"百分之(?P<number>{NUMBER})")
LASTING = re.compile(
    rf"(?P<cue>只有|仅有|历时|耗时|用了|花了|要花|花费|(?<!青)(?<!开)花|持续|长达|用时|历经|时间|寿命|制作了|绣了|做了|修了|建了)?\s*{BEFORE}(?P<number>{NUMBER}){AFTER}"
    rf"(?P<unit>年|个月|个世纪)(?:零?(?P<months>{NUMBER})个月)?(?P<half>半)?(?P<time>的?时间|才|之久)?"
)
_NO_ORDINAL = "".join(rf"(?<![第初]{HAN_OR_DIGIT}{{{more}}})" for more in range(5)) + r"(?<!\d)(?<!\d\.)"
"""第13件 is no three of anything."""
_COUNTER = "|".join(sorted(COUNTERS, key=len, reverse=True))
COUNT = re.compile(
    rf"{_NO_ORDINAL}(?P<total>一共|总共|共计|共有|共|合计|总计|全套|全册)?(?P<has>有|计|为)?{BEFORE}(?P<number>{NUMBER}){AFTER}个?(?P<unit>{_COUNTER})"
)
BARE = re.compile(rf"{_NO_ORDINAL}(?P<number>{NUMBER})(?P<noun>(?![年月日世])[\u4e00-\u9fff])")
"""十三徽: a number right before its noun; in what is known only."""
_TOTAL_AFTER = re.compile(r"组成|构成|拼")
_IDIOMS = re.compile(
    r"四面八方|五颜六色|千家万户|三三两两|一人一|十字(?=[形架路])|八字(?=[形胡])|千人|万人|百人|四季|千层|百花|三心二意|七嘴八舌|九曲|一面|四面|八面|半开"
    r"|四周|三层楼高|五官|四肢|百科|千篇一律|万种|千种|百种|三番五次|十全十美|四处|到处|一页页|一件件|一层层|一圈|一把|几|数十|成百上千"
)
_FUNCTION = set("的了着在是有为由和与及其这那只个上下里中内外共刻写绣铸画满每全此该本它碎成又也都只就才能会被把一")
_WORDS = {"节气", "节课", "节日", "个月", "件事", "位数", "开放", "级台", "条件"}
"""Counting word and what follows it, together another word."""
_NOUN_UNITS = {"字", "行", "句", "卷", "部分", "列", "层", "节", "孔"}
"""Counting words that are themselves what is counted."""


def amounts(text: str, *, every: bool = False) -> Iterator[Claim]:
    """Find every claim of how much; none overlaps another.

    Args:
        text: A sentence or more.
        every: Counts of one and two as well: in what is known they may be needed, in speech they claim little.
    """
    plainly = plain(text)
    taken = [False] * len(text)
    for match in _IDIOMS.finditer(plainly):
        taken[match.start() : match.end()] = [True] * (match.end() - match.start())
    for pattern, read in (*_READERS, (BARE, _bare)) if every else _READERS:
        for match in pattern.finditer(plainly):
            read_here = [one for one in read(match, plainly) if not any(taken[one.at : one.end])]
            found = [one for one in read_here if _says_much(one, every=every)]
            for claim in found:
                taken[claim.at : claim.end] = [True] * len(claim.text)
            yield from (_worded(claim, text) for claim in found)


def _says_much(claim: Claim, *, every: bool) -> bool:
    return every or claim.kind != "count" or (claim.quantity is not None and claim.quantity.high > 2)


def _worded(claim: Claim, text: str) -> Claim:
    """Give the claim in the text's own characters, without the words around it."""
    words = text[claim.at : claim.end]
    return Claim(
        kind=claim.kind,
        text=words.strip(),
        at=claim.at + len(words) - len(words.lstrip()),
        quantity=claim.quantity,
        unit=claim.unit,
        about=claim.about,
        is_total=claim.is_total,
    )


_HALF = Quantity(Fraction(45, 100), Fraction(55, 100), "about")
"""半米, 半公斤: nobody means it to the centimetre."""


def _measure(match: re.Match[str], text: str) -> Iterator[Claim]:
    kind, factor = MEASURES[match["unit"].lower() if match["unit"].isascii() else match["unit"]]
    nearly = "约" if text[match.end() :].startswith(_NEARLY) else None
    found = (
        _HALF
        if match["number"] == "半"
        else quantity(match["number"], match["before"] or nearly, match["after"] or match["rest"])
    )
    if found is None or (kind == "old weight" and _is_two(match, text)):
        return
    if match["unit"] in {"度", "岁"} and found.low < 10:
        return  # 一度, 两岁: hardly ever a fact
    if match["tail"] and found.manner == "exact":
        found = _with_tail(found, match["tail"])
    start = match.start("before") if match["before"] else match.start("number")
    end = match.end("unit") if not match["tail"] else match.end("tail")
    yield Claim(
        kind="measure",
        text=text[start : match.end("rest") if match["rest"] else end],
        at=start,
        quantity=found.times(factor),
        unit=kind,
        about=_label(text, start, match.end(), kind),
    )


def _is_two(match: re.Match[str], text: str) -> bool:
    """两 is a weight only where it is weighed: 一两, 三两五, not 一两个."""
    after = text[match.end("unit") : match.end("unit") + 1]
    return after in set(COUNTERS) | {"年", "千", "百", "次", "三"} or (match["number"] == "一" and after == "天")


def _with_tail(found: Quantity, tail: str) -> Quantity:
    """一米四三 is 1.43 metres."""
    figures = "5" if tail == "半" else "".join(str(DIGITS[mark]) for mark in tail)
    place = Fraction(1, 10 ** len(figures))
    value = found.low + int(figures) * place
    return Quantity(value, value, "exact", place / 2)


def _label(text: str, start: int, end: int, kind: str) -> frozenset[str]:
    """What is measured: the nearest such word before it in its clause, else right behind it, else a clause before."""
    if kind == "weight":
        return frozenset({"重"})
    begin = max(text.rfind(mark, 0, start) for mark in _CLAUSE) + 1
    if found := _last_label(text[begin:start]):
        return frozenset({found})
    behind = [word for word in LABEL_WORDS if text[end : end + 3].lstrip("的").startswith(word)]
    if behind:
        return frozenset({LABELS[behind[0]]})
    if begin and len(text[begin:start]) <= 4:  # 壁最薄的地方，只有一厘米
        before = max(text.rfind(mark, 0, begin - 1) for mark in _CLAUSE) + 1
        clause = text[before : begin - 1]
        if not re.search(NUMBER, clause) and (found := _last_label(clause)):
            return frozenset({found})
    return frozenset()


_CLAUSE = "，,；;。！？、\n"


def _last_label(words: str) -> str:
    found = [(words.rfind(word) + len(word), len(word), word) for word in LABEL_WORDS if word in words]
    return LABELS[max(found)[2]] if found else ""


def _sides(match: re.Match[str], text: str) -> Iterator[Claim]:
    kind, factor = MEASURES[match["unit"].lower() if match["unit"].isascii() else match["unit"]]
    for name in ("one", "two", "three"):
        found = quantity(match[name]) if match[name] else None
        if found is not None:
            yield Claim(
                kind="measure",
                text=text[match.start(name) : match.end(name)],
                at=match.start(name),
                quantity=found.times(factor),
                unit=kind,
                about=frozenset({"×"}),
            )


def _span(match: re.Match[str], text: str) -> Iterator[Claim]:
    """17.1—17.6 厘米."""
    kind, factor = MEASURES[match["unit"].lower() if match["unit"].isascii() else match["unit"]]
    low, high = quantity(match["low"]), quantity(match["number"])
    if low is not None and high is not None and low.low < high.low:
        yield Claim(
            kind="measure",
            text=match.group(),
            at=match.start(),
            quantity=Quantity(low.low, high.low, "about").times(factor),
            unit=kind,
            about=_label(text, match.start(), match.end(), kind),
        )


def _compound(match: re.Match[str], text: str) -> Iterator[Claim]:
    kind, factor = MEASURES[match["unit"]]
    small = ("weight", Fraction(50)) if (match["unit"], match["unit2"]) == ("斤", "两") else MEASURES[match["unit2"]]
    found, more = quantity(match["number"], match["before"]), quantity(match["number2"])
    if found is None or more is None or small[0] != kind or small[1] >= factor:
        return
    start = match.start("before") if match["before"] else match.start("number")
    rest = more.low * small[1]
    low, high = found.low * factor + rest, found.high * factor + rest
    whole = Quantity(low, high, found.manner, more.half * small[1])
    about = _label(text, start, match.end(), kind)
    yield Claim(kind="measure", text=text[start : match.end()], at=start, quantity=whole, unit=kind, about=about)


def _share(match: re.Match[str], text: str) -> Iterator[Claim]:
    found = quantity(match["number"])
    if found is not None:
        yield Claim(
            kind="measure", text=text[match.start() : match.end()], at=match.start(), quantity=found, unit="share"
        )


def _lasting(match: re.Match[str], text: str) -> Iterator[Claim]:
    cue = match["cue"] or match["time"] or match["unit"] == "个月" or match["months"]
    found = quantity(match["number"], match["before"], match["after"])
    if not cue or found is None or found.low > 900 or text[match.end() : match.end() + 1] in {"前", "代", "级", "画"}:
        return
    months = found.times(DURATIONS[match["unit"]])
    extra = quantity(match["months"]) if match["months"] else None
    more = (extra.low if extra else Fraction(0)) + (6 if match["half"] else 0)
    start = match.start("before") if match["before"] else match.start("number")
    end = next(match.end(name) for name in ("half", "months", "unit") if match[name])
    end += 2 if match["months"] and end == match.end("months") else 0
    whole = Quantity(months.low + more, months.high + more, months.manner, Fraction(1, 2))
    yield Claim(kind="lasting", text=text[start:end], at=start, quantity=whole)


def _count(match: re.Match[str], text: str) -> Iterator[Claim]:
    nearly = "约" if text[match.end() :].startswith(_NEARLY) else None
    found = quantity(match["number"], match["before"] or nearly, match["after"])
    unit = match["unit"]
    behind = text[match.end() : match.end() + 4]
    if found is None or found.low == 0 or (unit + behind[:1]) in _WORDS:
        return
    if unit == "个":
        noun = _noun(behind)
        unit, behind = noun or "个", behind[len(noun) :]
    ahead = text[max(0, match.start() - 6) : match.start()]
    if unit == "个":
        ahead = re.sub(r"[，,]", "", text[max(0, match.start() - 12) : match.start()])  # 兽面像，共八个
    if unit == "字" and _QUOTED.search(text[: match.start()]) and _letters_quoted(text, match.start()) == found.low:
        return  # “开元通宝”四个字: it counts itself
    if _LIKENED.search(text[max(0, match.start() - 8) : match.start()]):
        return  # 差不多是三个成年人的体重
    clause = text[match.end() : match.end() + 8]
    start = match.start("before") if match["before"] else match.start("number")
    yield Claim(
        kind="count",
        text=text[start : match.end()],
        at=start,
        quantity=found,
        unit=unit,
        about=_nearby(ahead, behind) | ({unit} if unit in _NOUN_UNITS else set()),
        is_total=bool(match["total"]) or bool(_TOTAL_AFTER.search(clause)),
    )


_LIKENED = re.compile(r"(?:差不多|相当于|好比|等于|抵得上|堪比|不亚于)[是有]?[^，。；！？]{0,2}$")
_NEARLY = ("左右", "上下")
"""Behind its unit a figure is no more than about."""
_QUOTED = re.compile(r"[“「《]([^“”「」《》]+)[”」》](?:这|那|的|共|、)*$")


def _letters_quoted(text: str, end: int) -> int:
    quoted = _QUOTED.search(text[:end])
    return sum(mark.isalnum() for mark in quoted[1]) if quoted else 0


def _bare(match: re.Match[str], text: str) -> Iterator[Claim]:
    del text
    found = quantity(match["number"])
    if found is not None:
        yield Claim(kind="count", text=match.group(), at=match.start(), quantity=found, unit=match["noun"])


def _noun(behind: str) -> str:
    for unit in _NOUN_UNITS:
        if behind.startswith(unit):
            return unit
    found = re.match(r"[\u4e00-\u9fff]{1,2}", behind)
    return found.group() if found else ""


def _nearby(ahead: str, behind: str) -> frozenset[str]:
    """Characters of the nouns on both sides, up to the next mark."""
    left = re.split(r"[，,。；;、！？（(\s]", ahead)[-1]
    right = re.split(r"[，,。；;、！？）)\s]", behind)[0]
    return frozenset(mark for mark in left + right if mark.isalpha() and mark not in _FUNCTION and mark not in DIGITS)


_READERS = (
    (SIDES, _sides),
    (SPAN, _span),
    (COMPOUND, _compound),
    (SHARE, _share),
    (MEASURE, _measure),
    (LASTING, _lasting),
    (COUNT, _count),
)
"""In the order in which they are tried."""
