"""Finds where visitors are to go and what they pay: floors, halls, doors of a street, tickets."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from fanxing.checks.facts.claims import Claim
from fanxing.checks.facts.numerals import HAN, NUMBER, Quantity, plain, value

_FEW = r"(?:\d{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
FLOOR = re.compile(
    rf"(?<![\d零一二三四五六七八九十百千万第])(?:第)?(?P<under>负|地下|B)?(?P<n>{_FEW})(?P<unit>楼|[Ff](?![A-Za-z])|(?<=地下.)层|层(?=楼?的?(?:第?{_FEW}号?)?[东西南北中主临专]?[侧部边]?(?:展厅|展区|大厅|临展|临时|特展|厅|展馆|入口)))"
    r"(?![高塔台房宇群盘梯板])"
)
"""二楼, 3F, 二层展厅; not 三层楼高."""
HALL = re.compile(
    rf"第(?P<n>{_FEW})(?:号)?(?:展厅|展馆|展区|展室|陈列室|临展厅)|(?<![\d第])(?P<m>{_FEW})号(?:展?厅|展馆|馆)"
)
SIDE = re.compile(r"(?P<side>[东西南北])(?:侧|边|区)?(?:展厅|展区|临展厅|厅(?![堂]))")
DOOR = re.compile(
    rf"(?P<street>[\u4e00-\u9fff]{{1,8}}?(?:路|街|大道|巷|胡同|弄堂|弄))(?:[东西南北中]段)?\s*(?P<n>\d{{1,4}}|{HAN}{{1,6}})号(?![墓坑线窟展柜厅馆])"
)
_STREET_FROM = re.compile(r".*(?:位于|坐落于|坐落在|地址[是为：:]?|在|到|来|走进|去|是|：|，|的|于|了|区|县|市|镇)")
_LARGE = r"(?<=[百千万亿])"
PRICE = re.compile(
    rf"(?P<number>{NUMBER})\s*(?P<unit>元|块大洋|块钱|块(?=[，,。！？、一每]|$)|美元|英镑|港元|港币|欧元|日元|银元|大洋)(?![代朝年月宵旦初末首帝大素及里气件墓曲人杂器世纪])"
)
COST = re.compile(
    rf"(?:花了?|花费|耗资|造价|投资|投入|拨款|筹了?|集资|拍到[了过]?|拍出[了过]?|卖到?[了过]?|价值|值|捐了?|凑了?)(?:整整|足足|一共|将近|大约|约|超过|近)*"
    rf"(?P<number>(?:{NUMBER}){_LARGE})(?P<unit>)(?=[，,。！？、；]|$|呢|啊|了)"
)
"""花了一千三百万: money without its name."""
FREE = re.compile(
    r"免费(?:开放|参观|入场|入馆|对外|对公众|预约|看|观展|领票)?|免票|不收(?:门票|费)|不要(?:钱|门票)|无需(?:购票|门票)"
)
_BASEMENT = re.compile(r"(?<![A-Za-z0-9])B(?P<n>\d)(?![A-Za-z0-9Ff楼层])")
"""B2, in a field."""
_TICKET = re.compile(r"门票|票价|票|收费|购票|入场|入馆|参观|观展|成人|全价|每人|一位|大人")
_PAID = re.compile(r"票|大人|成人|学生|孩子|每人")
"""Words with which 块 alone is money."""
_NOT_TICKET = re.compile(r"免费(?:讲解|停车|寄存|领取|借|提供|WiFi|导览|体验|课|手册)")
_REDUCED = re.compile(r"学生|孩子|小孩|优惠|半价|儿童|老人|套票|联票|团体|早鸟|折|军人|年票|讲解|导览|语音")
_ELSEWHERE = re.compile(
    r"另|还有|其他|别的|常设|餐厅|咖啡|卫生间|洗手间|书店|文创|商店|寄存|服务台|(?<![坐乘])电梯|停车|出口|休息|楼上|楼下|下一个|以前|曾经|原来|故居|老宅|当年|出土|工地"
)
"""A sentence that sends visitors somewhere else than to the exhibition."""


def spots(text: str, *, known: bool = False) -> Iterator[Claim]:
    """Find floors, halls, doors and prices.

    Kinds ``floor`` (name: the number, below ground negative), ``hall`` (name: number or side), ``door`` (name: street
    and number) and ``price`` (quantity in the unit's own money; free is 0; about: ``ticket`` and ``reduced``).
    ``events`` holds ``other`` where the sentence speaks of some other place.

    Args:
        text: A sentence or more.
        known: It is a field or fact.
    """
    plainly = plain(text)
    other = frozenset({"other"}) if not known and _ELSEWHERE.search(plainly) else frozenset[str]()
    for match in FLOOR.finditer(plainly):
        number = int(value(match["n"]) or 0) * (-1 if match["under"] else 1)
        yield Claim(
            kind="floor", text=text[match.start() : match.end()], at=match.start(), name=f"{number}", events=other
        )
    for match in _BASEMENT.finditer(plainly) if known else ():
        yield Claim(kind="floor", text=match.group(), at=match.start(), name=f"-{match['n']}")
    for match in HALL.finditer(plainly):
        name = f"{int(value(match['n'] or match['m']) or 0)}"
        yield Claim(kind="hall", text=text[match.start() : match.end()], at=match.start(), name=name, events=other)
    for match in SIDE.finditer(plainly):
        yield Claim(
            kind="hall", text=text[match.start() : match.end()], at=match.start(), name=match["side"], events=other
        )
    for match in DOOR.finditer(plainly):
        yield _door(match, text, other)
    yield from _prices(text, plainly, known=known)


def _door(match: re.Match[str], text: str, other: frozenset[str]) -> Claim:
    cut = _STREET_FROM.match(match["street"][:-2])
    start = match.start("street") + (cut.end() if cut else 0)
    street = text[start : match.end("street")]
    number = value(match["n"])
    name = f"{street}{int(number) if number is not None else match['n']}"
    about = frozenset({street})
    return Claim(kind="door", text=text[start : match.end()], at=start, name=name, about=about, events=other)


def _prices(text: str, plainly: str, *, known: bool) -> Iterator[Claim]:
    for match in PRICE.finditer(plainly):
        number = value(match["number"])
        if (
            number is None
            or (number < 2 and not known)
            or plainly[match.start() - 1 : match.start()] in {"公", "状", "第"}
        ):
            continue
        told = _price(text, plainly, match, Quantity(number, number))
        if match["unit"] != "块" or _PAID.search(plainly):
            yield told
    for match in COST.finditer(plainly):
        if number := value(match["number"]):
            claim = _price(text, plainly, match, Quantity(number, number))
            words = text[match.start("number") : match.end("number")]
            yield replace(claim, text=words, at=match.start("number"), unit="元")
    for match in FREE.finditer(plainly):
        sentence = plainly[match.start() : match.end() + 6]
        if not _NOT_TICKET.match(sentence) and (len(match.group()) > 2 or _TICKET.search(plainly)):
            yield _price(text, plainly, match, Quantity(Fraction(0), Fraction(0)))


def _price(text: str, plainly: str, match: re.Match[str], many: Quantity) -> Claim:
    begin = max(plainly.rfind(mark, 0, match.start()) for mark in "，,。！？；;、\n") + 1
    end = min([at for mark in "，,。！？；;、\n" if (at := plainly.find(mark, match.end())) >= 0], default=len(plainly))
    clause = plainly[begin:end]
    around = plainly[max(0, begin - 8) : end]
    about = {"ticket"} if _TICKET.search(around) or many.low == 0 else set[str]()
    if _REDUCED.search(clause):
        about.add("reduced")
    return Claim(
        kind="price",
        text=text[match.start() : match.end()],
        at=match.start(),
        quantity=many,
        unit={"块": "块钱"}.get(unit := match.groupdict().get("unit") or "元", unit),
        about=frozenset(about),
    )
