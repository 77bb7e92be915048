"""Finds how long something took or lay between two things: 历时半年, 画了三年, 五十九年后, 在位六十年."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from fanxing.checks.facts.claims import Claim
from fanxing.checks.facts.numerals import NUMBER, Quantity, meant, phrase, quantity
from fanxing.checks.facts.reigns import REIGNS
from fanxing.checks.facts.units import DURATIONS

_UNIT = "|".join([*sorted(DURATIONS, key=len, reverse=True), "个多月"])
_CUE = (
    "只有|仅有|仅|[树年]龄|历时|耗时|用了|用|花了|[花用]上|要花|花费|(?<!青)(?<!开)花|持续|长达|用时|历经|时间|寿命|在位|执政|统治|立国|享国|国祚|相隔|隔了|相差|[早晚]了|(?:还要?|要|更)[早晚]"
    r"|前前后后|先先后后|[要得需](?!到)[\u4e00-\u9fff]{0,2}|(?<![为到除])[\u4e00-\u9fff](?:了|(?<=[^晚早马])上)(?:整整|足足)?|整整|足足"
)
LASTING = re.compile(
    rf"(?P<cue>{_CUE})?\s*{phrase(_UNIT)}(?:零?(?P<months>{NUMBER})个月)?(?P<half>半)?(?P<time>的?时间|才|之久)?"
)
LATER = re.compile(rf"(?<!隔){phrase('年')}(?:零\w个月)?(?:以后|之后|过后|后)(?!的?[今现])")
"""五十九年后."""
_STRONG = {"用了", "花了", "隔了", "早了", "晚了"}
"""What else somebody did for so many years (守了三十年) claims little."""
_MOST = 900
"""Years from which on a length of time is the thing's age."""
_FEW_DAYS = 3
_FEW, _LONG = Fraction(2), Fraction(100)
"""Between which so many years claim something of themselves: 青花三百年 is a manner of speaking."""
_MANY_DAYS = Fraction(10)
_SHORT = {"分钟", "秒钟", "秒"}
_ERRS = re.compile(r"(?:误差|相差|走时|长达|历时|持续|[慢快]了?)[^，。；！？]*$|[要得][\u4e00-\u9fff]{0,2}$")
"""Words that claim minutes; 给您三分钟 claims none."""
_POINT = re.compile(r"[第前后这那头每再过隔半]$|再过$")
"""前两年, 再过两年: a point in time, and no length of one."""
_DIGITS = re.compile(r"[〇零一二三四五六七八九]{2,}")
"""三三年 is a year, 三五年 a few of them."""
_NOT = {"前", "代", "级", "画", "初", "轻", "长", "龄", "份", "来", "后", "度", "生", "亮", "饼"}
"""Characters behind 年 with which it is another word."""


def told_lasting(match: re.Match[str], text: str) -> Iterator[Claim]:
    """Read a length of time in what is known, where no word need say that it is one: 仅八十九天."""
    if text[max(0, match.start("number") - 2) : match.start("number")] not in REIGNS:  # 道光三年 is a year
        yield from lasting(match, text, known=True)


def lasting(match: re.Match[str], text: str, *, known: bool = False) -> Iterator[Claim]:
    """Read how long something lasted, as months."""
    cue = known or match["cue"] or match["time"] or match["unit"] in {"个月", "个多月", "个星期"} or match["months"]
    found = meant(match)
    behind = text[match.end() : match.end() + 1]
    few = _MANY_DAYS if match["unit"] == "天" else _FEW
    cue = cue or (found is not None and few <= found.low < _LONG and not _POINT.search(text[: match.start()]))
    if text[: match.start("number")].endswith("第"):
        return
    if match["unit"] in _SHORT and not known:
        cue = _ERRS.search(text[: match.start("number")])
    if (
        not cue
        or found is None
        or (match["number"] == "半" and match["unit"].endswith(("小时", "钟头")))
        or (_DIGITS.fullmatch(match["number"]) and not (match["unit"] != "年" and match["cue"]))
        or (behind in _NOT and not (behind == "画" and match["cue"]))
        or text[match.end() :].startswith("以")
    ):
        return
    if (
        match["unit"] == "年" and found.low > _MOST and not (match["cue"] or "").endswith(("早", "晚", "早了", "晚了"))
    ) or (match["unit"] == "天" and found.low < _FEW_DAYS):
        return
    if match["unit"] == "个多月":
        found = replace(found, high=found.high + 1, manner="over")
    whole = found.times(DURATIONS[match["unit"].replace("多", "")])
    extra = quantity(match["months"]) if match["months"] else None
    more = (extra.low if extra else Fraction(0)) + (6 if match["half"] else 0)
    start = match.start("before") if match["before"] else match.start("number")
    end = next(match.end(name) for name in ("half", "months", "rest", "unit") if match[name])
    end += 2 if match["months"] and end == match.end("months") else 0
    whole = Quantity(whole.low + more, whole.high + more, whole.manner, Fraction(1, 2))
    cue = match["cue"] or ""
    about = frozenset({"了"} if cue.endswith(("了", "整", "足")) and cue not in _STRONG else {cue})
    yield Claim(kind="lasting", text=text[start:end], at=start, quantity=whole, about=about)


def later(match: re.Match[str], text: str) -> Iterator[Claim]:
    """Read 五十九年后, as months."""
    found = meant(match)
    if found is not None and found.low > 1:
        whole = replace(found, half=Fraction(1, 2)).times(Fraction(12))
        start = match.start("before") if match["before"] else match.start("number")
        yield Claim(kind="lasting", text=text[start : match.end()], at=start, quantity=whole, about=frozenset({"后"}))
