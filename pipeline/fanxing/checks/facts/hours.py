"""Finds times of the clock and days of the week: when a museum is open."""

import re
from collections.abc import Iterator

from fanxing.checks.facts.claims import Claim
from fanxing.checks.facts.numerals import plain, value
from fanxing.checks.facts.units import CHINESE_UNITS

_PART = "清晨|早晨|早上|上午|中午|正午|下午|午后|傍晚|晚上|晚间|夜间|夜里|早|晚"
_LATE = {"下午", "午后", "傍晚", "晚上", "晚间", "夜间", "夜里", "晚"}
_HOUR = r"(?:2[0-4]|1\d|0?\d|二十[一二三四]?|十[一二三四五六七八九]?|[一二两三四五六七八九])"
_MINUTE = r"(?:[0-5]\d|[二三四五]?十[一二三四五六七八九]?|零?[一二三四五六七八九])"
_NOT_TIME = "|".join(
    [*CHINESE_UNITS, "倍", "万", "亿", "元", "儿", "钱", "%", "cm", "mm", "kg", "个", "多[厘毫米公千]"]
)
_TIME = (
    rf"(?P<p{{0}}>{_PART})?\s*(?:(?P<h{{0}}>{_HOUR})(?:[:：](?P<m{{0}}>[0-5]\d)(?:[:：]\d\d)?"
    rf"|(?:点钟|[点时](?!间|候|代|期|常))(?:(?P<q{{0}}>半|一刻|三刻|整)|(?P<n{{0}}>{_MINUTE})分?)?))(?!\s*(?:{_NOT_TIME}))"
)
_TO = r"\s*(?:——|[—–\-~～至到])\s*(?:当[天日]|次日)?"
SPAN = re.compile(rf"(?<![\d.:：点]){_TIME.format('1')}{_TO}{_TIME.format('2')}")
TIME = re.compile(rf"(?<![\d.:：点几有零〇一二三四五六七八九十百]){_TIME.format('1')}")

OPENING = re.compile(
    r"开馆|闭馆|开门|关门|开放|营业|入场|入馆|参观|每天|每日|天天|全天|周[一二三四五六日天末]|星期|礼拜|等你|等您|欢迎|夜场|开展|展厅|看展|打烊|讲解|导览|讲座|演出|表演"
)
"""Words of a sentence that tells visitors when to come."""
_BEGINS = re.compile(r"开馆|开门|开放|营业|开始")
_ENDS = re.compile(r"闭馆|关门|结束|打烊|清场|下班|关闭")
_LAST_IN = re.compile(
    r"停止|前(?:都|均|还)?(?:可|能)|不让进|[都还]?(?:可以|能)[进入]|最晚|最迟|最后入|截止|止票|停票|末次"
)
_WEEK = re.compile(
    r"(?P<from>(?:每?周|每?星期|每?礼拜)(?P<a>[一二三四五六日天]))(?:(?:至|到|[—–\-~～]+)(?:周|星期|礼拜)?(?P<b>[一二三四五六日天])|(?P<more>(?:[、和及，]?(?:周|星期|礼拜)?[一二三四五六日天](?![个只件年月点]))+))?"
    r"|(?P<every>每天|每日|天天|全年无休|全年开放|周末无休|一年四季)"
)
_SHUT = re.compile(r"闭馆|休息|休馆|不开|关门|关闭|例休|闭门|歇")
_OPEN = re.compile(r"开放|开馆|开门|无休|照常|营业|不休|不闭馆")
_DAYS = {mark: at for at, mark in enumerate("一二三四五六日")} | {"天": 6}


def hours(text: str, *, known: bool = False) -> Iterator[Claim]:
    """Find times and ranges of time that visitors are told, as minutes of the day, and which days are open or shut.

    Kinds ``clock`` (spans: minutes from and to, one pair a reading; about: ``range``, ``start``, ``end``,
    ``entry`` or ``time``) and ``weekday`` (spans: days of the week from 0, in pairs; about: ``open`` or
    ``shut``).

    Args:
        text: A sentence or more.
        known: It is a field or fact.
    """
    plainly = plain(text)
    if not known and not OPENING.search(plainly):
        return
    taken = [False] * len(text)
    for pattern in (SPAN, TIME):
        for match in pattern.finditer(plainly):
            if any(taken[match.start() : match.end()]):
                continue
            spans = tuple(_spans(match))
            if not spans or (pattern is TIME and not _is_told(match, plainly)):
                continue
            taken[match.start() : match.end()] = [True] * (match.end() - match.start())
            role = "range" if pattern is SPAN else _role(plainly, match.start(), match.end())
            yield Claim(kind="clock", text=match_text(text, match), at=_at(match), spans=spans, about=frozenset({role}))
    yield from _weekdays(text, plainly)


def match_text(text: str, match: re.Match[str]) -> str:
    """What was matched, in the text's own characters, without blanks before it."""
    return text[_at(match) : match.end()]


def _at(match: re.Match[str]) -> int:
    return match.start() + len(match.group()) - len(match.group().lstrip())


def _is_told(match: re.Match[str], text: str) -> bool:
    """A single 九点 is a time only with 上午 or the like, or where a door opens or shuts: 有一点, 第三点 are none."""
    if match["m1"] or (match["p1"] and len(match["p1"]) > 1):
        return True
    clause = re.split(r"[，,。！？；;\n]", text[match.end() :])[0]
    return bool(
        _BEGINS.match(clause.lstrip("就才便准时")) or _ENDS.match(clause.lstrip("就才便准时")) or "停止" in clause[:4]
    )


def _spans(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    first = _minutes(match, "1", None)
    if "h2" not in match.re.groupindex:
        yield from ((one, one) for one in first)
        return
    for one in first:
        for other in _minutes(match, "2", match["p1"]):
            if one < other:
                yield one, other


def _minutes(match: re.Match[str], which: str, before: str | None) -> list[int]:
    """Every reading: 五点 without more is morning or afternoon; what is written 17:00 is what it is."""
    hour, part = int(value(match[f"h{which}"]) or 0), match[f"p{which}"]
    minute = int(match[f"m{which}"]) if match[f"m{which}"] else 0
    if match[f"q{which}"]:
        minute = {"半": 30, "一刻": 15, "三刻": 45}.get(match[f"q{which}"], 0)
    if match[f"n{which}"]:
        minute = int(value(match[f"n{which}"].lstrip("零")) or 0)
    late = part in _LATE or (part is None and before in _LATE)
    if late or (part in {"中午", "正午"} and hour < 3):
        return [(hour + (12 if hour < 12 else 0)) * 60 + minute]
    if part is None and not match[f"m{which}"] and hour < 12:
        return [hour * 60 + minute, (hour + 12) * 60 + minute]
    return [hour * 60 + minute]


def _role(text: str, start: int, end: int) -> str:
    before = re.split(r"[，,。！？；;\n]", text[:start])[-1]
    behind = re.split(r"[，,。！？；;\n]", text[end:])[0]
    if _LAST_IN.search(behind) or _LAST_IN.search(before):
        return "entry"
    if _ENDS.search(behind) or re.search(r"(?:到|至|开到|开放到)$", before) or _ENDS.search(before):
        return "end"
    return "start" if _BEGINS.search(behind) or _BEGINS.search(before) else "time"


def _weekdays(text: str, plainly: str) -> Iterator[Claim]:
    for match in _WEEK.finditer(plainly):
        # A breath may follow the days at once: 周一到周日，早上九点开门.
        behind = re.split(r"[。！？；;，,（(\n]", plainly[match.end() :].removeprefix("，"))[0]
        before = re.split(r"[。！？；;，,\n]", plainly[: match.start()])[-1]
        shut = bool(_SHUT.search(behind) or (_SHUT.search(before) and "除" not in before))
        timed = bool(SPAN.search(behind))
        if not (shut or timed or _OPEN.search(behind) or _OPEN.search(match.group()) or _OPEN.search(before)):
            continue
        if _OPEN.search(behind) and "不开" not in behind and "不休" in behind:
            shut = False
        which = range(7) if match["every"] else sorted(set(_which(match)))
        yield Claim(
            kind="weekday",
            text=text[match.start() : match.end()],
            at=match.start(),
            spans=tuple((day, day) for day in which),
            about=frozenset({"shut" if shut and not (match["every"]) else "open"}),
        )


def _which(match: re.Match[str]) -> Iterator[int]:
    first = _DAYS[match["a"]]
    if match["b"]:
        last = _DAYS[match["b"]]
        yield from (day % 7 for day in range(first, last + 1 if last >= first else last + 8))
        return
    yield first
    yield from (_DAYS[mark] for mark in match["more"] or "" if mark in _DAYS)
