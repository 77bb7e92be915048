"""Finds the days and months that a text names: when an exhibition opens, how long it stays, and days of history."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fanxing.checks.facts.claims import Claim
from fanxing.checks.facts.numerals import plain, value

_HAN_YEAR = "[零〇○一二三四五六七八九]{4}"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]|元)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九]|廿[一二三四五六七八九]?)"
_YEAR = rf"\d{{4}}|{_HAN_YEAR}"
_FIRST = rf"(?:(?P<y1>{_YEAR})年)?(?:(?P<m1>{_MONTH})月)(?:份|(?P<d1>{_DAY})[日号]?)?"
_LAST = (
    rf"(?:(?P<y2>{_YEAR})年)?"
    rf"(?:(?P<m2>{_MONTH})月(?:份|(?P<d2>{_DAY})(?![\d个只件月])[日号]?)?|(?P<n2>{_DAY})[日号])"
)
_TO = r"\s*(?:——|[—–\-~～至到])\s*"
RANGE = re.compile(rf"(?<![\d个零〇一二三四五六七八九十]){_FIRST}{_TO}{_LAST}")
DAY = re.compile(
    rf"(?:(?P<y1>\d{{4}}|{_HAN_YEAR})年)?(?<![\d个零〇一二三四五六七八九十])(?P<m1>{_MONTH})月(?P<d1>{_DAY})[日号](?![楼展馆馆厅坑墓窟院])"
)
MONTH = re.compile(
    rf"(?:(?P<y1>\d{{4}}|{_HAN_YEAR})年)?(?<![\d个零〇一二三四五六七八九十])(?P<m1>{_MONTH})月(?:份|底|末|初|上旬|中旬|下旬)?(?![\d一二三四五六七八九十光亮色下球白初湖牙饼])"
)
OF_YEAR = re.compile(
    rf"(?P<y1>\d{{4}}|{_HAN_YEAR})年的?(?P<m1>{_MONTH})月(?:份)?(?![\d一二三四五六七八九十]|\s*(?:——|[—–~～至到-]))"
)
"""1971年8月: a month of history."""
FIGURES = re.compile(
    r"(?<![\d.])(?:(?P<y1>\d{4})[./-])?(?P<m1>1[0-2]|0?[1-9])[./-](?P<d1>3[01]|[12]\d|0?[1-9])"
    rf"{_TO}(?:(?P<y2>\d{{4}})[./-])?(?P<m2>1[0-2]|0?[1-9])[./-](?P<d2>3[01]|[12]\d|0?[1-9])(?![\d.])"
)
"""2026.5.18-10.8."""
FIGURE = re.compile(r"(?<![\d.])(?P<y1>\d{4})[./-](?P<m1>1[0-2]|0?[1-9])[./-](?P<d1>3[01]|[12]\d|0?[1-9])(?![\d.])")
"""2026-05-18."""

SHOWN = re.compile(
    r"展览|特展|大展|联展|画展|本展|此展|开展|开幕|启幕|揭幕|闭幕|展期|展至|展到|撤展|布展|展出|看展|观展|参观|对公众|对外|亮相|"
    r"等你来|等您来|欢迎来|来馆|来看|免费开放|预约"
)
"""Words of a sentence that speaks of the exhibition and its visitors."""
_OPENS = re.compile(
    r"开展(?![示览])|开幕(?!式上)|启幕|揭幕|开始|[就才]开(?!放)|对公众开放|对外开放|正式开放|正式亮相|亮[相灯]|点灯|拉开|起(?=[，,。！至到在]|$)"
)
_CLOSES = re.compile(
    r"闭幕|结束|落幕|撤展|截止|为止|止(?=[，,。！]|$)|最后一天|收官|收尾|收起来|撤[下走]|回家|回库|谢幕|熄灯"
)
_UNTIL = re.compile(
    r"(?:到|至|截止|截至|延期到|延长到|延至|展至|期到)(?:今年|明年)?$"
    r"|(?:最后一天|闭幕日?|截止日?期?|结束时间)(?:是|为|：|在|于)?$"
)
_FROM = re.compile(r"(?:从|自)(?:今年|明年)?$|(?:开幕|开展)(?:日|时间|日期)?(?:是|为|：|在|于)?$")
_NOT_OURS = re.compile(
    r"每年|农历|阴历|旧历|夏历|正月|腊月|博物馆日|遗产日|劳动节|国庆|重阳|端午|中秋|七夕|诗|唱|歌|俗话"
)
"""Sentences whose days are the calendar's or a poem's."""


def is_calendar(sentence: str) -> bool:
    """Whether a sentence's days are the calendar's or a poem's."""
    return bool(_NOT_OURS.search(sentence))


@dataclass(frozen=True, slots=True)
class _Scope:
    """Where a text stands: the year, whether it speaks of the exhibition, is its own field, or is a field or fact."""

    today: int
    ours: bool
    shown: bool
    known: bool


def days(text: str, today: int, *, known: bool = False, shown: bool = False) -> Iterator[Claim]:
    """Find every day and range of days; in speech a mere month only where it is an exhibition's.

    A claim's spans hold first and last day as ``YYYYMMDD``, with 0 for a year or day that is not said. ``about`` says
    whether it is a ``range``, the ``start``, the ``end`` or just a ``day``; ``events`` holds ``shown`` where it is the
    exhibition's.

    Args:
        text: A sentence or more.
        today: The year in which it is said.
        known: It is a field or fact: months and figures are read as well.
        shown: It is the exhibition's own field.
    """
    plainly, taken = plain(text), [False] * len(text)
    ours = shown or (bool(SHOWN.search(plainly)) and not _NOT_OURS.search(plainly))
    scope = _Scope(today, ours=ours, shown=shown, known=known)
    patterns = (
        RANGE,
        FIGURES,
        FIGURE,
        DAY,
        *((OF_YEAR,) if known or not ours else ()),
        *((MONTH,) if ours or known else ()),
    )
    for pattern in patterns:
        for match in pattern.finditer(plainly):
            if any(taken[match.start() : match.end()]) or (not known and not ours and _NOT_OURS.search(plainly)):
                continue
            claim = _read(match, plainly, text, scope)
            if claim is not None:
                taken[match.start() : match.end()] = [True] * (match.end() - match.start())
                yield claim


def _read(match: re.Match[str], plainly: str, text: str, scope: _Scope) -> Claim | None:
    groups = match.groupdict()
    first = _number(groups, "1")
    is_range = groups.get("m2") is not None or groups.get("n2") is not None
    last = _last(groups, first) if is_range else first
    year = first // 10_000
    if first % 100 == last % 100 == 0 and not (scope.ours or scope.known or match.re is OF_YEAR):
        return None  # 三月到五月，荷花开
    ours = scope.ours and (year == 0 or year >= scope.today - 1 or scope.shown)
    start = match.start()
    if not ours and groups.get("y1"):
        start = match.end("y1") + 1 if plainly[match.end("y1") : match.end("y1") + 1] == "年" else start
        start += plainly[start : start + 1] == "的"
    role = "range" if is_range else _role(plainly, match.start(), match.end())
    if match.re is MONTH and not scope.shown and role == "day":
        return None  # 展览在五月: a month alone says too little
    return Claim(
        kind="day",
        text=text[start : match.end()],
        at=start,
        spans=((first, last),),
        about=frozenset({role}),
        events=frozenset({"shown"}) if ours else frozenset(),
    )


def _number(groups: dict[str, str | None], which: str) -> int:
    month = groups.get(f"m{which}") or "0"
    figures = (groups.get(f"y{which}") or "0", "一" if month == "元" else month, groups.get(f"d{which}") or "0")
    year, month_number, day = (int(value(one) or 0) for one in figures)
    return year * 10_000 + month_number * 100 + day


def _last(groups: dict[str, str | None], first: int) -> int:
    """The end of a range has its own month and year, or the beginning's: 5月18日至20日, 2026年9月1日至12月31日."""
    if groups.get("n2"):
        return first // 100 * 100 + int(value(groups["n2"] or "") or 0)
    last = _number(groups, "2")
    if last < 10_000 <= first:
        year = first // 10_000
        last += (year + (last < first % 10_000)) * 10_000
    return last


_MENTION = re.compile(rf"{_MONTH}月")


def _role(text: str, start: int, end: int) -> str:
    """Whether a day is the first or the last: by the words right before it, else by the nearest behind it."""
    before = text[:start]
    if _UNTIL.search(before):
        return "end"
    if _FROM.search(before):
        return "start"
    behind = re.split(r"[。！？；;\n]", text[end:])[0]
    another = _MENTION.search(behind)
    behind = behind[: another.start()] if another else behind
    opens, closes = _OPENS.search(behind), _CLOSES.search(behind)
    if opens and (not closes or opens.start() < closes.start()):
        return "start"
    return "end" if closes else "day"


def is_same(said: int, known: int) -> bool:
    """Whether a day may be the known one: what is not said of it fits everything."""
    said_year, known_year = said // 10_000, known // 10_000
    if said_year and known_year and said_year != known_year:
        return False
    if said // 100 % 100 != known // 100 % 100:
        return False
    return said % 100 in {0, known % 100} or known % 100 == 0


def is_within(said: int, first: int, last: int) -> bool:
    """Whether a day lies in a range, the year left out where either has none."""
    if said < 10_000 or first < 10_000 or last < 10_000:
        said, first, last = (one % 10_000 for one in (said, first, last))
        return first <= said <= last if first <= last else said >= first or said <= last
    return first <= said <= last
