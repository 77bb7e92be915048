"""Displayed text -> what is said for each of its units: numbers, years, measures and codes as a guide reads them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from fanxing.media.speech.markup import without_markup
from fanxing.media.speech.numerals import one_by_one, quantity, shared_out
from fanxing.media.speech.signs import JOINS, LEADS, MEASURES, TRAILS

UnitKind = Literal["han", "digits", "latin"]
"""A Han character, a run of digits, a Latin word."""

HAN = r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇]"
"""One Han character, as a pattern."""

_LATIN = r"[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]"
_UNIT = re.compile(rf"(?P<han>{HAN})|(?P<digits>[0-9]+)|(?P<latin>{_LATIN}+(?:['’-]{_LATIN}+)*)")


@dataclass(frozen=True, slots=True)
class Piece:
    """One unit of the displayed text and the words said for it."""

    at: int
    """Index of its first character in the displayed text."""
    length: int
    """Characters."""
    kind: UnitKind
    """What it is on the screen."""
    shown: str
    """As displayed, full-width forms made narrow."""
    said: str
    """Han characters, or a Latin word; empty where the word before says it too."""

    @property
    def end(self) -> int:
        """Index after its last character."""
        return self.at + self.length


def plain(text: str) -> str:
    """Cover what is never said and make full-width digits and letters narrow: as long as ``text``."""
    covered = without_markup(text)
    return "".join(chr(ord(mark) - 0xFEE0) if "！" < mark <= "～" and mark.isalnum() else mark for mark in covered)


def pieces(text: str) -> tuple[Piece, ...]:
    """Give every unit of a displayed line, in order, with the words that a guide says for it."""
    flat = plain(text)
    units = [
        Piece(match.start(), len(match.group()), _kind(match), match.group(), match.group())
        for match in _UNIT.finditer(flat)
    ]
    units, inner = _numbers(flat, units)
    units = [_measure(flat, units, at) for at in range(len(units))]
    return tuple(_signs(flat, units, inner))


def spoken(text: str) -> str:
    """Give the whole line as it is said, without punctuation between units."""
    return "".join(piece.said if piece.kind != "latin" else f" {piece.said} " for piece in pieces(text)).strip()


def _kind(match: re.Match[str]) -> UnitKind:
    for kind in ("han", "digits"):
        if match[kind]:
            return "han" if kind == "han" else "digits"
    return "latin"


def _numbers(flat: str, units: list[Piece]) -> tuple[list[Piece], set[int]]:
    """Let the first rule that fits at each number read its runs of digits.

    Returns:
        The units, and the indices of those that are the second or a later run of one number.
    """
    read: list[Piece] = []
    inner: set[int] = set()
    while len(read) < len(units):
        unit = units[len(read)]
        says = _read_number(flat, unit.at) if unit.kind == "digits" else [unit.said]
        inner.update(range(len(read) + 1, len(read) + len(says)))
        read += [replace(one, said=said) for one, said in zip(units[len(read) :], says, strict=False)]
    return read, inner


def _read_number(flat: str, at: int) -> list[str]:
    before = flat[max(0, at - 12) : at]
    for rule in RULES:
        match = rule.form.match(flat, at)
        if match and re.search(rule.before + r"$", before):
            return rule.read(match)
    raise AssertionError  # the last rule takes any run of digits


def _measure(flat: str, units: list[Piece], at: int) -> Piece:
    """Say ``cm`` after a number as 厘米."""
    unit = units[at]
    if unit.kind != "latin" or not at or units[at - 1].kind != "digits":
        return unit
    if flat[units[at - 1].end : unit.at].strip() or unit.shown not in MEASURES:
        return unit
    power = {"²": "平方", "³": "立方"}.get(flat[unit.end : unit.end + 1], "")
    return replace(unit, said=power + MEASURES[unit.shown])


def _signs(flat: str, units: list[Piece], inner: set[int]) -> Iterator[Piece]:
    """Give the signs that are said (×, –, ℃) to the unit that they stand beside."""
    for at, unit in enumerate(units):
        said = unit.said
        if unit.kind == "digits":
            after = flat[unit.end : units[at + 1].at if at + 1 < len(units) else len(flat)]
            before = flat[units[at - 1].end if at else 0 : unit.at]
            said = _sign(before, LEADS) + said + _sign(after, TRAILS)
        if at and at not in inner and unit.kind != "latin":
            said = _join(flat, units[at - 1], unit) + said
        yield replace(unit, said=said)


def _sign(gap: str, table: dict[str, str]) -> str:
    """Say the first sign of the table that stands in the gap."""
    return next((word for sign, word in table.items() if sign in gap), "")


def _join(flat: str, left: Piece, right: Piece) -> str:
    gap = flat[left.end : right.at].strip()
    around = flat[max(0, left.at - 2) : right.end + 4]
    return next((word for sign, between, word in JOINS if sign.fullmatch(gap) and between.search(around)), "")


@dataclass(frozen=True, slots=True)
class _Rule:
    """One way to write a number."""

    form: re.Pattern[str]
    before: str
    read: Callable[[re.Match[str]], list[str]]


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


def _pair(match: re.Match[str]) -> list[str]:
    del match
    return ["两"]


def _whole(match: re.Match[str]) -> list[str]:
    return [quantity(match.group())]


_COUNTED = "[件个只层位把座枚幅张组对种次根条块段处尊套匹頭头册卷页扇道排面间艘辆口颗粒米年厘毫公英里斤克吨天周代]"
_NAMED = r"(?:编号|馆藏号|登记号|藏品号|藏号|号码|电话|编码|No\.?|NO\.?|№|#)\s*[:：为是]?\s*"
_LASTING = r"(?:距今|已有|有|历经|历时|跨越|长达|超过|近|逾|多达|相隔|沉睡|埋藏|存世)了?约?\s*"
_LASTED = r"(?:前|来|间|多|余|之久|的?历史|以[前上来]|后)"
_DASH = r"(?:\s*[—–―~～－-]{1,2}\s*|\s*[至到]\s*)"
_CENTURY = r"(?:1\d|20)\d\d"


def _rule(form: str, read: Callable[[re.Match[str]], list[str]], before: str = "") -> _Rule:
    return _Rule(re.compile(form), before, read)


RULES: tuple[_Rule, ...] = (
    _rule(r"(\d{4})([-/])(1[0-2]|0?[1-9])\2(3[01]|[12]\d|0?[1-9])(?![\d.])", _date),
    _rule(r"([01]?\d|2[0-4]):([0-5]\d)(?![\d:])", _clock, r"(?<![A-Za-z\d])"),
    _rule(r"\d+(?:[.:/-]\d+)*", _code, _NAMED),
    _rule(r"\d+(?:[.:/-]\d+)*", _code, r"(?<!\d)[A-Za-z][-:.]?"),
    _rule(r"\d+(?:\.\d+){2,}", _code),
    _rule(rf"\d{{3,4}}(?=\s*年?{_DASH}(?:公元)?前?\s*\d{{3,4}}\s*[年)）])", _code),
    _rule(r"\d{3,4}(?=\s*[年)）])", _code, rf"\d{{3,4}}\s*年?{_DASH}(?:公元)?前?\s*"),
    _rule(rf"{_CENTURY}(?={_DASH}{_CENTURY}(?!\d))", _code),
    _rule(rf"{_CENTURY}(?!\d)", _code, rf"(?<!\d){_CENTURY}{_DASH}"),
    _rule(r"0\d{2,3}-\d{7,8}|1[3-9]\d-\d{4}-\d{4}", _code),
    _rule(r"(\d{1,4})/(\d{1,4})(?![\d/])", _fraction, r"(?<!/)"),
    _rule(r"(\d+)(?:\.(\d+))?\s*([%％‰])", _share),
    _rule(r"\d{1,3}(?:,\d{3})+(?!\d)", _thousands),
    _rule(r"(\d+)\.(\d+)", _decimal),
    _rule(rf"\d{{3,4}}(?=\s*年(?!{_LASTED}))", _code, r"(?:公元|前|于|自|从|至|到|—|–|～|~|[（(])\s*"),
    _rule(r"\d{3,4}(?=\s*[多余]?年)", _whole, _LASTING),
    _rule(rf"\d{{3,4}}(?=\s*[多余]?年{_LASTED})", _whole),
    _rule(r"[1-9]000(?=\s*年)", _whole, r"约\s*"),
    _rule(rf"{_CENTURY}(?=\s*年)", _code),
    _rule(r"\d\d[1-9](?=\s*年)", _code),
    _rule(rf"{_CENTURY}(?=\s*[)）])", _code, r"[（(]\s*"),
    _rule(r"0\d+|\d{9,}", _code),
    _rule(rf"2(?=\s*{_COUNTED})", _pair, r"(?<![第初之十百千万\d])"),
    _rule(r"\d+", _whole),
)
"""Ways to write a number, the first that fits counts. To add one, add a line above the last."""
