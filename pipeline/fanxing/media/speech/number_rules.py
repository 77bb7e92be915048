"""Ways to write a number, and how a guide reads each: years, measures, codes, times, shares."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from fanxing.media.speech.numerals import one_by_one, quantity, shared_out


def read_number(text: str, at: int) -> list[str]:
    """Let the first rule that fits read the number that begins at ``at``: words for each of its runs of digits."""
    before = text[max(0, at - 12) : at]
    for rule in RULES:
        match = rule.form.match(text, at)
        if match and re.search(rule.before + r"$", before):
            return rule.read(match)
    raise AssertionError  # the last rule takes any run of digits


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to write a number."""

    form: re.Pattern[str]
    """Matches where the number begins."""
    before: str
    """What must stand before it, as a pattern."""
    read: Callable[[re.Match[str]], list[str]]
    """Gives the words for each run of digits in the match."""


def _date(match: re.Match[str]) -> list[str]:
    return [one_by_one(match[1]) + "年", quantity(match[3]) + "月", quantity(match[4]) + "日"]


def _clock(match: re.Match[str]) -> list[str]:
    minutes = match[2]
    if minutes == "00":
        return [quantity(match[1]), "点"]
    return [quantity(match[1]) + "点", ("零" if minutes[0] == "0" else "") + quantity(minutes)]


def _code(match: re.Match[str]) -> list[str]:
    """Read run by run, a full stop as 点."""
    runs = re.findall(r"(\D*)(\d+)", match.group())
    return [("点" if "." in gap else "") + one_by_one(run) for gap, run in runs]


def _fraction(match: re.Match[str]) -> list[str]:
    return [quantity(match[2]) + "分之", quantity(match[1])]


def _share(match: re.Match[str]) -> list[str]:
    whole, part, sign = match.groups()
    said = ("千分之" if sign == "‰" else "百分之") + quantity(whole)
    return [said, "点" + one_by_one(part)] if part else [said]


def _thousands(match: re.Match[str]) -> list[str]:
    runs = match.group().split(",")
    return shared_out(quantity("".join(runs)), len(runs))


def _decimal(match: re.Match[str]) -> list[str]:
    return [quantity(match[1]), "点" + one_by_one(match[2])]


def _ratio(match: re.Match[str]) -> list[str]:
    return [quantity(match[1]), "比" + quantity(match[2])]


def _money(match: re.Match[str]) -> list[str]:
    whole, part = match.groups()
    runs = whole.split(",")
    said = shared_out(quantity("".join(runs)), len(runs)) + (["点" + one_by_one(part)] if part else [])
    return [*said[:-1], said[-1] + "元"]


def _pair(match: re.Match[str]) -> list[str]:
    del match
    return ["两"]


def _whole(match: re.Match[str]) -> list[str]:
    return [quantity(match.group())]


_COUNTED = (
    "(?:[件个只层位把座枚幅张组对种次根条块段处尊套匹頭头册卷页扇道排面间艘辆口颗粒米年厘毫公英里斤克吨天周代岁倍人元平字场处行名批块]"
    "|小时|分钟|秒|千克|千米|毫升|点)"
)
_NAMED = r"(?:编号|馆藏号|登记号|藏品号|藏号|号码|电话|编码|No\.?|NO\.?|№|#)\s*[:：为是]?\s*"
_LASTING = r"(?:距今|已有|有|历经|历时|跨越|长达|超过|近|逾|多达|相隔|沉睡|埋藏|存世)了?约?\s*"
_AGO = r"(?:前(?!后)|来|后|多|余|之久|的?历史|以[前上来])"
_LASTED = r"(?:前(?!后)|来|间|多|余|之久|的?历史|以[前上来]|后)"
_DASH = r"(?:\s*[—–―~～－-]{1,2}\s*|\s*[至到]\s*)"
_DATED = r"(?:(?:1[89]|20)(?!00)\d\d|1\d\d[1-9])"
_YEAR_END = rf"(?:年(?!{_AGO})|[)）])"
_CENTURY = r"(?:1\d|20)\d\d"
_REIGN = (
    "(?:洪武|建文|永乐|洪熙|宣德|正统|景泰|天顺|成化|弘治|正德|嘉靖|隆庆|万历|泰昌|天启|崇祯|顺治|康熙|雍正|乾隆|嘉庆|道光"
    "|咸丰|同治|光绪|宣统|民国|至元|大德|延祐|至正|建隆|太平兴国|景德|庆历|熙宁|元丰|元祐|崇宁|政和|宣和|绍兴|乾道|淳熙"
    "|武德|贞观|显庆|开元|天宝|大历|元和|会昌|大中|咸通|元狩|元鼎|元封|太初|建武|永平|建安)"
)
_SCALED = r"(?:的?(?:比例|模型|复制|仿制|缩小|放大|复原|等比|制作|比))"


def _rule(form: str, read: Callable[[re.Match[str]], list[str]], before: str = "") -> Rule:
    return Rule(re.compile(form), before, read)


RULES: tuple[Rule, ...] = (
    _rule(r"(\d{4})([-/])(1[0-2]|0?[1-9])\2(3[01]|[12]\d|0?[1-9])(?![\d.])", _date),
    _rule(r"(\d{1,5}):(\d{1,5})(?![\d:])", _ratio, r"(?:比例尺?|比)[为是约：]?\s*"),
    _rule(rf"(\d{{1,5}}):(\d{{1,5}})(?={_SCALED})", _ratio, r"(?<![A-Za-z\d:])"),
    _rule(r"([01]?\d|2[0-4]):([0-5]\d)(?![\d:])", _clock, r"(?<![A-Za-z\d])"),
    _rule(r"(\d{1,3}):(\d{1,3})(?![\d:])", _ratio, r"(?<![A-Za-z\d:])(?<!号)(?<!号：)"),
    _rule(r"\d+(?:[.:/-]\d+)*", _code, _NAMED),
    _rule(r"\d+(?:[.:/-]\d+)*", _code, r"(?<!\d)[A-Za-z][-:.]?"),
    _rule(r"\d+(?:\.\d+){2,}", _code),
    _rule(rf"\d{{3,4}}(?=\s*年?{_DASH}(?:公元)?前?\s*\d{{3,4}}\s*{_YEAR_END})", _code),
    _rule(rf"\d{{3,4}}(?=\s*{_YEAR_END})", _code, rf"\d{{3,4}}\s*年?{_DASH}(?:公元)?前?\s*"),
    _rule(rf"{_CENTURY}(?={_DASH}{_CENTURY}(?!\d|\s*年{_AGO}))", _code),
    _rule(rf"{_CENTURY}(?!\d|\s*年{_AGO})", _code, rf"(?<!\d){_CENTURY}{_DASH}"),
    _rule(r"\d{1,2}·\d{1,2}(?!\d)", _code),
    _rule(r"\d{3,4}(?=\s*(?:室|房|号展?柜))", _code),
    _rule(r"[48]00-\d{3}-\d{4}|[48]00-\d{4}-\d{3}|0\d{2,3}-\d{7,8}|1[3-9]\d-\d{4}-\d{4}", _code),
    _rule(r"(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(?!\.?\d|\s*[万亿元])", _money, r"[¥￥]\s*"),
    _rule(r"[05-9][05](?=后(?![来面边期方世]))", _code, r"(?<![\d.])"),
    _rule(rf"{_CENTURY}(?=\s*年?{_DASH}\d\d年)", _code),
    _rule(r"\d\d(?=年)", _code, rf"{_CENTURY}\s*年?{_DASH}"),
    _rule(r"(\d{1,4})/(\d{1,4})(?![\d/])", _fraction, r"(?<!/)"),
    _rule(r"(\d+)(?:\.(\d+))?\s*([%％‰])", _share),
    _rule(r"\d{1,3}(?:,\d{3})+(?!\d)", _thousands),
    _rule(r"(\d+)\.(\d+)", _decimal),
    _rule(rf"\d{{3,4}}(?=\s*年(?!{_LASTED}))", _code, r"(?:公元|前|于|自|从|至|到|—|–|～|~|[（(])\s*"),
    _rule(r"\d{3,4}(?=\s*[多余]?年)", _whole, _LASTING),
    _rule(rf"{_DATED}(?=\s*年(?:[前后间来]|以[前后来]))", _code, r"(?<![约近\d])"),
    _rule(rf"\d{{3,4}}(?=\s*[多余]?年{_LASTED})", _whole),
    _rule(r"[1-9]000(?=\s*年)", _whole, r"约\s*"),
    _rule(rf"{_CENTURY}(?=\s*年)", _code),
    _rule(r"\d\d[1-9](?=\s*年)", _code),
    _rule(rf"{_CENTURY}(?=\s*[)）])", _code, r"[（(]\s*"),
    _rule(r"0\d+|\d{9,}", _code),
    _rule(r"2(?=\s*年)", _whole, _REIGN),
    _rule(rf"2(?=\s*{_COUNTED})", _pair, r"(?<![第初之十百千万\d])"),
    _rule(r"\d+", _whole),
)
"""Ways to write a number, the first that fits counts. To add one, add a line above the last."""
