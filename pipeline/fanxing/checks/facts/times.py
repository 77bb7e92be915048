"""Finds what a text says of when: years, ranges, reigns, dynasties, centuries, ages."""

import re
from collections.abc import Iterator
from fractions import Fraction

from fanxing.checks.facts.claims import Claim, Grain
from fanxing.checks.facts.dynasties import DYNASTIES, PARTS, part_of
from fanxing.checks.facts.emperors import RULERS
from fanxing.checks.facts.happenings import events
from fanxing.checks.facts.numerals import HAN, NUMBER, Quantity, meant, phrase, plain, value
from fanxing.checks.facts.reigns import PLAIN, REIGNS, years_of

_ERA = r"(?P<{0}>公元前|公元|前)?"
_YEAR = (
    r"(?P<{0}>\d{{1,4}}|[零〇○一二三四五六七八九]{{3,4}}"
    r"|(?<=元)[一二两三四五六七八九十百千]{{1,7}}|(?<=元前)[一二两三四五六七八九十百千]{{1,7}})"
)
_TO = r"\s*(?:——|[—–\-~～至到])\s*"
_NOT_AGE = (
    r"(?!\s*(?:前(?!后)|以前|之前|来(?![到自了回])|以来|间|后|的?历史|[\d零〇一二三四五六七八九十]*个?月的?时间))"
)

RANGE = re.compile(
    _ERA.format("e1") + _YEAR.format("y1") + "年?" + _TO + _ERA.format("e2") + _YEAR.format("y2") + "年" + _NOT_AGE
)
YEAR = re.compile(_ERA.format("e1") + _YEAR.format("y1") + "年" + _NOT_AGE)
SHORT = re.compile(
    r"(?<![〇零○一二三四五六七八九十百千万两多几第\d])(?P<y1>[二三四五六七八九][〇零○一二三四五六七八九]|[〇零][一二三四五六七八九]"
    r"|一[〇零四五六七八九])年(?!前|来|后|代|级|多|间|的?历史)(?P<month>[的]?[一二三四五六七八九十]{1,2}月|[春夏秋冬年][天季底初])?"
)
"""八七年, 〇八年: of this century or the last."""
# Without 年: in brackets, behind 于, and in census dates such as 商(前1600~前1046).
_BARE = r"(?P<{0}>\d{{3,4}})"
BARE_RANGE = re.compile(
    r"(?<=[（(])(?:约|公元)?"
    + _ERA.format("e1")
    + _BARE.format("y1")
    + _TO
    + _ERA.format("e2")
    + _BARE.format("y2")
    + r"(?=[)）])"
)
BARE_YEAR = re.compile(
    r"(?:(?<=[（(])|(?<=[作建生卒始成制造绘画写刻铸烧]于)|(?<=公元))"
    + _ERA.format("e1")
    + _BARE.format("y1")
    + r"(?![\d年.件幅米厘克个%])"
)

_DYNASTY = "|".join(sorted(DYNASTIES, key=len, reverse=True))
_TITLE = "|".join(sorted(REIGNS, key=len, reverse=True))
_PLAIN = "|".join(sorted(PLAIN, key=len, reverse=True))
_PART = "|".join(sorted(PARTS, key=len, reverse=True))
REIGN_YEAR = re.compile(
    rf"(?P<dynasty>{_DYNASTY})?代?朝?(?P<title>{_TITLE})(?P<number>元|\d{{1,2}}|{HAN}{{1,3}})年(?!间|前(?!后)|来|后|代)"
)
REIGN = re.compile(
    rf"(?:(?P<dynasty>{_DYNASTY})代?朝?[·\s]?(?P<own>{_TITLE})(?!帝|皇|年号)(?:年间|时期|朝|年制)?"
    rf"|(?P<title>{_TITLE})(?:年间|时期|朝)(?P<part>{_PART})?|(?P<plain>{_PLAIN})(?P<plain_part>{_PART}))"
)
REIGNS_TO = re.compile(
    rf"(?P<title>{_PLAIN})(?P<part>{_PART})?(?:年间|朝)?[到至](?P<title2>{_PLAIN})(?P<part2>{_PART})?(?:年间|朝)?(?:之间)?"
)
"""康熙晚年到嘉庆初年."""
_LONG = "|".join(sorted((name for name in DYNASTIES if len(name) > 1), key=len, reverse=True))
_SHORT = "|".join(name for name in DYNASTIES if len(name) == 1)
DYNASTY = re.compile(
    rf"(?P<early>初|盛|中|晚)(?P<tang>唐)(?!人街)|(?P<long>{_LONG})(?:时期|时代|王朝|代|朝)?(?P<long_part>{_PART})?"
    rf"|(?P<grave>[汉唐宋辽金元明清])(?=墓)"
    rf"|(?P<short>{_SHORT})(?:(?:代|朝|王朝)(?P<part>{_PART})?|(?<![周夏])(?P<tight>初|末|中期|早期|晚期|前期|后期|中叶|末年|初年))(?!月|[一二三四五六七八九十])"
    rf"|(?<=大)(?P<great>唐|明|清|宋|元)(?=帝国|王朝|盛世|亡|灭)"
)
RULER = re.compile(
    rf"(?P<ruler>{'|'.join(sorted(RULERS, key=len, reverse=True))})(?:统治|在位)?(?:时期|年间|时代|期间|朝|时)"
)
CENTURY = re.compile(
    _ERA.format("e1")
    + rf"(?P<c1>\d{{1,2}}|{HAN}{{1,3}})(?:世纪)?(?:{_TO}(?P<e2>公元前|公元|前)?(?P<c2>\d{{1,2}}|{HAN}{{1,3}}))?世纪"
    rf"(?:(?P<decade>[一二三四五六七八九]|\d0?)?十?年代)?(?P<part>{_PART})?"
)
AGE = re.compile(
    rf"(?:距今|至今)?{phrase('[万亿]?年')}(?:(?P<ago>前(?!后)|以前|之前|以来|来(?![到自了回])|过去|过后|的?历史|的?岁月|的?光阴|的?时光|的?沧桑|的?风雨|的?风霜|的?往事|的?传奇)|(?=之间|到|至))"
    rf"|(?:距今|至今)(?:已经?|有)*{phrase('年', '2')}"
)
STOOD = re.compile(
    r"(?:[坐站立睡躺埋藏等守看挂摆待传活沉封关停]|(?P<deep>[沉埋睡躺藏封存]在?(?:[江海河湖水地][底下中里]|土[里中下]|墓[里中]|库房里?)|(?:[江海河湖水地][底下]|土里|墓里)(?:静静地?)?[沉埋睡躺藏待])|沉睡|长眠|等待|守护|埋藏|沉默|静默|凝视|流传|陪伴|穿越|跨越|走过)[过了]?(?:就是)?(?:整整|足足)?"
    rf"{phrase('年')}(?![前代级以月来])"
    rf"|{phrase('年', '2')}(?=了(?:[，,。！？；]|$))"
)
"""坐了五千多年, 三千年了: so many years of being there are an age."""
_RHETORIC = {"百", "千", "万"}
_DEEP = 10
_OLD = 100
"""Years from which on lying in a river's bed, or standing somewhere, tells of the thing's age."""
AGES = re.compile(rf"距今(?P<number>{NUMBER})年?{_TO}(?P<number2>{NUMBER})年(?:之间|前)?")


def times(text: str, today: int) -> Iterator[Claim]:
    """Find every claim of when, longest readings first; none overlaps another.

    Args:
        text: A sentence or more.
        today: The year in which it is said, for ages.
    """
    plainly, taken = plain(text), [False] * len(text)
    for pattern, read in _READERS:
        for match in pattern.finditer(plainly):
            if any(taken[match.start() : match.end()]):
                continue
            found = read(match, today)
            if found is not None:
                spans, grain = found
                told = events(plainly, match.start(), match.end())
                told = frozenset() if match.group().startswith("距今") else told  # it is of nothing else
                taken[match.start() : match.end()] = [True] * (match.end() - match.start())
                yield Claim(
                    kind="time",
                    text=text[match.start() : match.end()],
                    at=match.start(),
                    spans=spans,
                    grain=grain,
                    events=told & {"other"} if pattern is STOOD else told,  # it is of its standing there
                )


_LOOSELY = Fraction(3, 10)
"""Share by which a round number of years is off at most: nobody calls 5,000 years 一万年."""


def is_bare(sentence: str, today: int) -> bool:
    """Whether a sentence says nothing but when (一七八一年，也就是乾隆四十五年), save a few characters."""
    left = len(sentence) - sum(len(one.text) for one in times(sentence, today))
    return left <= len("，也就是。") + 1


Spans = tuple[tuple[int, int], ...]
Found = tuple[Spans, Grain] | None


def _signed(era: str | None, figures: str) -> int | None:
    read = value(figures)
    if read is None or read == 0:
        return None
    return -int(read) if era in {"公元前", "前"} else int(read)


def _range(match: re.Match[str], today: int) -> Found:
    last = _signed(match["e2"] or match["e1"], match["y2"])
    first = _signed(match["e1"], match["y1"])
    if first is None or last is None or abs(last) > today + 5:
        return None
    if first > 0 > last or first > last:
        return None
    return ((first, last),), "range"


def _year(match: re.Match[str], today: int) -> Found:
    figures = match["y1"]
    if match["e1"] is None and len(figures) < 3:
        return None
    year = _signed(match["e1"], figures)
    if year is None or (year > today + 5 and match["e1"] != "公元") or (match["e1"] is None and year < 100):
        return None
    return ((year, year),), "year"


def _short(match: re.Match[str], today: int) -> Found:
    year = int(value(match["y1"]) or 0)
    if year % 10 == year // 10 + 1 and not match["month"]:
        return None  # 五六年 may be five or six of them
    return tuple((one, one) for one in (1900 + year, 2000 + year) if one <= today), "year"


def _reign_year(match: re.Match[str], today: int) -> Found:
    del today
    number = 1 if match["number"] == "元" else int(value(match["number"]) or 0)
    dynasty = match["dynasty"] or ""
    if not years_of(match["title"], dynasty):
        return (DYNASTIES[dynasty],), "period"  # a title that this dynasty never had
    reigns = years_of(match["title"], dynasty)
    # A year that a reign never reached (乾隆六十四年) is a year all the same, and found to be wrong as one.
    reached = [one for one in reigns if number <= one[2] - one[1] + 1] or reigns
    spans = tuple((one[1] + number - 1, one[1] + number - 1) for one in reached)
    return (spans, "year") if spans and number else None


def _reign(match: re.Match[str], today: int) -> Found:
    del today
    title = match["own"] or match["title"] or match["plain"]
    part = match["part"] or match["plain_part"]
    dynasty = match["dynasty"] or ""
    spans = tuple((first, last) for _, first, last in years_of(title, dynasty)) or (DYNASTIES[dynasty],)
    return tuple(part_of(span, part) if part else span for span in spans), "period"


def _reigns_to(match: re.Match[str], today: int) -> Found:
    del today
    (first, *_), (last, *_) = (years_of(match[name])[-1:] for name in ("title", "title2"))
    begin = part_of(first[1:], match["part"])[0] if match["part"] else first[1]
    end = part_of(last[1:], match["part2"])[1] if match["part2"] else last[2]
    return (((begin, end),), "period") if begin < end else None


def _ruler(match: re.Match[str], today: int) -> Found:
    del today
    return (RULERS[match["ruler"]],), "period"


def _dynasty(match: re.Match[str], today: int) -> Found:
    del today
    name = match["long"] or match["short"] or match["tang"] or match["great"] or match["grave"]
    part = match["long_part"] or match["part"] or match["tight"] or match["early"]
    span = DYNASTIES[name]
    return ((part_of(span, part, name) if part else span),), "period"


def _century(match: re.Match[str], today: int) -> Found:
    first, last = value(match["c1"]), value(match["c2"] or match["c1"])
    if first is None or last is None or not 0 < first <= 30:
        return None
    era = match["e1"]
    before = era in {"公元前", "前"}
    one, other = _hundred(int(first), before=before), _hundred(int(last), before=before and match["e2"] != "公元")
    span = (one[0], other[1])
    if match["decade"]:
        start = span[0] - 1 + 10 * int(value(match["decade"].rstrip("0") or "0") or 0)
        span = (start, start + 9)
    elif match["part"]:
        span = part_of(span, match["part"])
    return ((span,), "period") if span[0] <= today else None


def _hundred(number: int, *, before: bool) -> tuple[int, int]:
    return (-100 * number, -100 * number + 99) if before else (100 * number - 99, 100 * number)


def _ages(match: re.Match[str], today: int) -> Found:
    old, young = value(match["number"]), value(match["number2"])
    if old is None or young is None or old <= young:
        return None
    return ((today - int(old), today - int(young)),), "age"


def _age(match: re.Match[str], today: int) -> Found:
    many = _either(match)
    if re.fullmatch("[〇零○一二三四五六七八九]{3,4}", match["number"] or match["number2"]):
        return None  # 一〇九〇年到今天: a year
    return None if many is None or many.low < 20 else _aged(many, today)


_LARGE = {"万": 10_000, "亿": 100_000_000}


def _either(match: re.Match[str]) -> Quantity | None:
    """Read the one of two quantities that was found."""
    tag = "" if match["number"] is not None else "2"
    many = meant(match, tag)
    return many.times(Fraction(_LARGE.get(match[f"unit{tag}"][0], 1))) if many else None


def _aged(many: Quantity, today: int) -> Found:
    if many.manner == "exact":
        half = min(many.half, many.low * _LOOSELY)
        many = Quantity(many.low - half, many.high + half)
    return ((today - int(many.high), today - int(many.low)),), "age"


def _stood(match: re.Match[str], today: int) -> Found:
    many = _either(match)
    if (
        (match["number"] or match["number2"]) in _RHETORIC
        or many is None
        or many.low < (_DEEP if match["deep"] else _OLD)
    ):
        return None
    return _aged(many, today)


_READERS = (
    (AGES, _ages),
    (RANGE, _range),
    (BARE_RANGE, _range),
    (REIGNS_TO, _reigns_to),
    (RULER, _ruler),
    (REIGN_YEAR, _reign_year),
    (AGE, _age),
    (YEAR, _year),
    (SHORT, _short),
    (BARE_YEAR, _year),
    (STOOD, _stood),
    (CENTURY, _century),
    (REIGN, _reign),
    (DYNASTY, _dynasty),
)
"""In the order in which they are tried: what is found first takes its characters."""
