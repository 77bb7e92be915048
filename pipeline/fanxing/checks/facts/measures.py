"""Finds what a text says of how large and how heavy: a quantity, what is measured, and of which part."""

import re
from collections.abc import Iterator
from fractions import Fraction

from fanxing.checks.facts import nouns
from fanxing.checks.facts.claims import Claim
from fanxing.checks.facts.numerals import DIGITS, HAN_OR_DIGIT, NUMBER, Quantity, meant, phrase, quantity, value
from fanxing.checks.facts.units import (
    CHINESE_UNITS,
    COUNTERS,
    ELEMENTS,
    LABEL_WORDS,
    LABELS,
    LATIN_UNITS,
    MEASURES,
    PARTS,
)

_UNIT = "|".join([*CHINESE_UNITS, *(rf"{unit}(?![A-Za-z])" for unit in LATIN_UNITS), "%"])
_FIGURE = "[一二三四五六七八九]"
_MORE = "十百千万年月日个张位人只件寸尺丈米克斤分两钱升吨"
_TAIL = rf"(?P<tail>半|零{_FIGURE}|{_FIGURE}{{1,3}}(?![{''.join(DIGITS)}{_MORE}]))?"
MEASURE = re.compile(phrase(_UNIT).replace("(?P<rest>", _TAIL + "(?P<rest>"), re.IGNORECASE)
SPAN = re.compile(
    rf"(?P<low>{NUMBER})\s*(?:{_UNIT})?\s*(?:——|[—–~～至到-])\s*(?P<number>{NUMBER})\s*(?P<unit>{_UNIT})", re.IGNORECASE
)
SIDES = re.compile(
    rf"(?P<one>{NUMBER})\s*(?P<unit1>{_UNIT})?\s*[×xX*乘]\s*(?P<two>{NUMBER})(?:\s*[×xX*乘]\s*(?P<three>{NUMBER}))?\s*(?P<unit>{_UNIT})",
    re.IGNORECASE,
)
COMPOUND = re.compile(rf"{phrase(_UNIT)}零?(?P<number2>{NUMBER})(?P<unit2>{_UNIT})(?P<over>多)?")
"""一米四十三厘米, 四斤三两."""
SHARE = re.compile(
    rf"(?P<whole>{NUMBER})分之(?P<number>{NUMBER})|(?<![\d零一二三四五六七八九十])(?P<tenths>{_FIGURE})成(?P<over>多)?(?![百千为年熟])"
)
AGED = re.compile(rf"(?:时年|享年|年方|年仅|终年|行年|春秋|享寿)(?P<number>{NUMBER})(?![年月岁{HAN_OR_DIGIT[1:]})")
"""时年六十有三."""
_IN_EACH = re.compile(r"[每这那]　|[没不][要收花取]　|　[里内中上，]")
"""每一厘米, 一平方厘米里: of how many there are in it, not how large it is."""
_SOME_MILES = re.compile("[一二三四五六七八九]{2}")
"""七八里: nobody has measured it."""
_SMALL, _CHILD = 10, 5
"""一度, 两岁: hardly ever a fact below it."""


def _kind(unit: str) -> tuple[str, Fraction]:
    return MEASURES[unit.lower() if unit.isascii() else unit]


def measure(match: re.Match[str], text: str) -> Iterator[Claim]:
    """Read one measure."""
    kind, factor = _kind(match["unit"])
    found = meant(match)
    if (
        found is None
        or (
            match["number"] == "一"
            and not match["tail"]
            and _IN_EACH.search(text[: match.start()] + "　" + text[match.end() :])
        )
        or (kind == "old weight" and _is_two(match, text))
        or (match["unit"] == "里" and _SOME_MILES.fullmatch(match["number"]))
    ):
        return
    if found.low < {"度": _SMALL, "岁": _CHILD}.get(match["unit"], 0):
        return
    if match["tail"] and found.manner == "exact":
        found = _with_tail(found, match["tail"])
    found = _few_points(found) if kind == "share" and found.manner == "about" else found
    yield _claim(text, match.start(), match.end(), found.times(factor), kind)


def _few_points(share: Quantity) -> Quantity:
    """Read 约92% as a few points more or less, and not as 99 of a hundred."""
    middle = (share.low + share.high) / 2
    return Quantity(middle - _POINTS, min(middle + _POINTS, Fraction(100)), "about")


_POINTS = 3


def _claim(text: str, start: int, end: int, found: Quantity, kind: str) -> Claim:
    about = frozenset[str]() if kind == "share" else label(text, start, end, kind)
    return Claim(
        kind="measure",
        text=text[start:end],
        at=start,
        quantity=found,
        unit=kind,
        about=about,
        noun=_noun(text, start),
        heads=nouns.behind(text, _behind(text, end)),
        holder=holder(text, start, end, ELEMENTS if kind == "share" else PARTS),
    )


_OF_IT = re.compile("[长宽高厚深重大粗]?的?")


def _behind(text: str, end: int) -> int:
    """Where the noun begins of which a measure is: behind 长的."""
    match = _OF_IT.match(text, end)
    return match.end() if match else end


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


CLAUSE = "，,；;。！？、\n"
_MOUTH = re.compile(r"[罐碗盘瓶杯炉壶盆缸钵瓮坛]口")
"""罐口二十二厘米宽: what is measured of a mouth is its diameter."""
_SHORT = 4
"""A clause of so few characters before its number says nothing of what is measured: 壁最薄的地方，只有一厘米."""


def _begin(text: str, at: int) -> int:
    return max(text.rfind(mark, 0, at) for mark in CLAUSE) + 1


def label(text: str, start: int, end: int, kind: str) -> frozenset[str]:
    """What is measured: the nearest such word before it in its clause, else right behind it, else a clause before."""
    if kind == "weight":
        return frozenset({"重"})
    begin = _begin(text, start)
    if found := _last_label(text[begin:start]):
        return frozenset({found})
    if _MOUTH.search(text[begin:start]):
        return frozenset({"径"})
    behind = [word for word in LABEL_WORDS if text[end : end + 3].lstrip("的").startswith(word)]
    if behind:
        return frozenset({LABELS[behind[0]]})
    if begin and len(text[begin:start]) <= _SHORT:
        clause = text[_begin(text, begin - 1) : begin - 1]
        if not MEASURE.search(clause) and (found := _last_label(clause)):
            return frozenset({found})
    return frozenset()


_WHOLE = re.compile(r"[通全残总各身器约高长宽厚径重有为达其它的这那此，,、；。：\s]+$|^.*[的这那此，,、；。：\s有是]")
_NAMED = re.compile(rf"(?P<noun>[\u4e00-\u9fff]{{1,4}}?)(?:{'|'.join(LABEL_WORDS)})[约为有]?$")


def _noun(text: str, start: int) -> str:
    """石函 of 石函高 42.5 厘米; empty where the whole is measured."""
    found = _NAMED.search(text[max(_begin(text, start), start - 8) : start])
    return _WHOLE.sub("", found["noun"]) if found else ""


_MOST = re.compile("最[高大长](?=[能可时达])")


def _last_label(words: str) -> str:
    words = _MOST.sub("　　", words)
    found = [(words.rfind(word) + len(word), len(word), word) for word in LABEL_WORDS if word in words]
    return LABELS[max(found)[2]] if found else ""


_BEHIND = 5
"""Characters behind a measure that may say of what it is: 一千五百克金丝."""
NO_PART = re.compile(r"[这那此该本一两每各几][座尊柄头盘口盒]|足足|足有|石头|猫头|从头到[脚尾]|青铜|铜[镜器鼎]")
"""Counting words and other words that hold a part's character."""


_STUFF = re.compile(rf"(?:^|用|光|、|和)(?P<stuff>[{''.join(ELEMENTS)}])子?(?:[就一总]?共?)(?:用了?|有)?$")
"""Of what so much went into it: 用金一千七百余克."""


def holder(text: str, start: int, end: int, parts: dict[str, str]) -> frozenset[str]:
    """Of which part it is: the last word of a part before it in its clause, else what stands right behind it."""
    begin = _begin(text, start)
    if stuff := _STUFF.search(text[begin:start]):
        return frozenset({stuff["stuff"]})
    before = text[_begin(text, begin - 1) : begin] if begin else ""
    if text[begin:start] in {"", *LABELS} and not re.search(NUMBER, before):
        begin -= len(before)  # 这脖子，九米长
    clause = NO_PART.sub("　", text[begin:start])
    last = {at + len(word): part for word, part in parts.items() if (at := clause.rfind(word)) >= 0}
    if last:
        return frozenset({last[max(last)]})
    behind = re.split(r"[，,；;。！？、\s]", text[end : end + _BEHIND])[0].lstrip("的是")
    return frozenset(part for word, part in parts.items() if behind.startswith(word))


def sides(match: re.Match[str], text: str) -> Iterator[Claim]:
    """Read 11.2 × 13.1 厘米."""
    kind, factor = _kind(match["unit"])
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


def span(match: re.Match[str], text: str) -> Iterator[Claim]:
    """Read 17.1—17.6 厘米."""
    kind, factor = _kind(match["unit"])
    low, high = quantity(match["low"]), quantity(match["number"])
    if low is not None and high is not None and low.low < high.low:
        yield _claim(text, match.start(), match.end(), Quantity(low.low, high.low, "about").times(factor), kind)


def compound(match: re.Match[str], text: str) -> Iterator[Claim]:
    """Read 一米四十三厘米, 四斤三两."""
    kind, factor = _kind(match["unit"])
    small = ("weight", Fraction(50)) if (match["unit"], match["unit2"]) == ("斤", "两") else _kind(match["unit2"])
    found, more = meant(match), quantity(match["number2"])
    if found is None or more is None or small[0] != kind or small[1] >= factor:
        return
    rest = more.low * small[1]
    over = small[1] if match["over"] else 0
    whole = Quantity(
        found.low * factor + rest,
        found.high * factor + rest + over,
        "over" if over else found.manner,
        max(more.half, Fraction(1, 2)) * small[1],
    )
    yield _claim(text, match.start(), match.end(), whole, kind)


SCALE = re.compile(rf"[1一]\s*比\s*(?P<number>{NUMBER})(?=的|比例|[，。；！？]|$)")
"""一比二十: a scale."""


def scale(match: re.Match[str], text: str) -> Iterator[Claim]:
    """Read 一比二十 as a scale."""
    if found := quantity(match["number"]):
        yield _claim(text, match.start(), match.end(), found, "scale")


def aged(match: re.Match[str], text: str) -> Iterator[Claim]:
    """Read 时年六十有三 as an age."""
    if found := quantity(match["number"]):
        yield _claim(text, match.start("number"), match.end("number"), found, "age")


def share(match: re.Match[str], text: str) -> Iterator[Claim]:
    """Read 百分之九, 八成多."""
    if match["tenths"]:
        tenths = Fraction(10 * DIGITS[match["tenths"]])
        found: Quantity | None = Quantity(tenths - (0 if match["over"] else 5), tenths + 10, "about")
    else:
        found, whole = quantity(match["number"]), value(match["whole"])
        found = found.times(100 / whole) if found and whole else None
    if found is not None:
        yield _claim(text, match.start(), match.end(), found, "share")
