"""Numbers as Chinese texts write them -> values, with how exactly they are meant.

Written by hand because the libraries that read Chinese numerals (cn2an) take a whole string and give no place in a
sentence, and know neither 一七四五 as a year nor 一米四三 as a length.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Manner = Literal["exact", "about", "over", "under"]
"""How a number is meant: 37 · 约 37 · 三十多 · 近 37、不到 37."""

DIGITS = {mark: at for at, mark in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "○": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}

HAN = "[零〇○一二三四五六七八九两十百千万亿廿卅]"
"""A character of a Chinese numeral."""
HAN_OR_DIGIT = HAN[:-1] + r"\d]"
"""A character of a numeral in either script."""
NUMBER = (
    r"(?<![数几])(?<!(?<![正恰刚])好)(?<!成(?=[百千]))(?<!上(?=[百千万]))(?:\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?|\d{1,12}(?:\.\d{1,6})?[万亿]?"
    rf"|[二两三四五六七八九]?十有[一二三四五六七八九]|{HAN}{{1,16}}(?!(?<=千)[克米])(?:点[零〇○一二三四五六七八九]{{1,8}}[万亿]?)?)"
)
"""A number, in either script; its length is bounded, so that no text makes the search slow."""

_BEFORE = (
    "大约|大概|约为|约莫|约|差不多|将近|接近|几乎|快要|快|近"
    "|(?<![史世晚早身路面地天])上(?=[百千万][^年世])|不到|不足|未满|不超过|顶多|最多|不止|多达|超过|逾|至少|起码|少说|不下|足足|整整|有整"
)
_AFTER = "多|余|来"
_REST = "多|来(?=[长宽高厚深重])|有余|出头|开外|左右|上下|不到|不足"


def phrase(unit: str, tag: str = "") -> str:
    """Give the expression of a whole quantity: 将近 · 三十 · 多 · 厘米 · 左右.

    Args:
        unit: Expression of the units that may follow.
        tag: Ends the names of its groups, so that one expression may hold two.
    """
    return (
        rf"(?:(?P<before{tag}>{_BEFORE})有?)?\s*(?P<number{tag}>{NUMBER}|半|(?<=[^成史世晚早身路面地天]上)[百千万])\s*(?P<after{tag}>{_AFTER})?(?P<large{tag}>(?<=[多余来])[万亿])?"
        rf"(?P<unit{tag}>{unit})(?P<rest{tag}>{_REST})?"
    )


_WIDE = str.maketrans("０１２３４５６７８９．：％", "0123456789.:%")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and how exactly it is meant."""

    low: Fraction
    """Smallest value meant."""
    high: Fraction
    """Largest value meant."""
    manner: Manner = "exact"
    """How it is meant."""
    half: Fraction = Fraction(0)
    """Half of the last place stated: what rounding hides."""

    def times(self, factor: Fraction) -> "Quantity":
        """The same in another unit."""
        return Quantity(self.low * factor, self.high * factor, self.manner, self.half * factor)

    def agrees(self, known: "Quantity") -> bool:
        """Whether a claim fits what is known: equal, equal when rounded (to 3 %), or within what it leaves open."""
        if self.manner == "exact" and known.manner == "exact":
            apart = abs(self.low - known.low)
            return apart <= min(self.half, abs(known.low) * Fraction(3, 100))
        return self.low <= known.high and known.low <= self.high


def plain(text: str) -> str:
    """Full-width digits as ordinary ones; the length stays."""
    return text.translate(_WIDE)


def value(text: str) -> Fraction | None:
    """Read one number in either script; None where it is none."""
    text = re.sub("(?<=十)有", "", plain(text).replace(",", ""))
    if match := re.fullmatch(r"(\d+(?:\.\d+)?)([万亿]?)", text):
        return Fraction(match[1]) * _LARGE.get(match[2], 1)
    whole, dot, part = text.partition("点")
    if dot:
        large = _LARGE.get(part[-1:], 1)
        figures = "".join(str(DIGITS[mark]) for mark in part if mark in DIGITS)
        head = value(whole)
        return None if head is None or not figures else (head + Fraction(int(figures), 10 ** len(figures))) * large
    return _han(text.replace("廿", "二十").replace("卅", "三十"))


def _han(text: str) -> Fraction | None:
    if not text or not all(mark in DIGITS or mark in _UNITS or mark in _LARGE for mark in text):
        return None
    if all(mark in DIGITS for mark in text):
        return Fraction(int("".join(str(DIGITS[mark]) for mark in text)))  # 一七四五
    total = section = digit = 0
    last = 1
    for mark in text:
        if mark in DIGITS:
            digit = DIGITS[mark]
            last = 1 if digit == 0 else last
        elif mark in _UNITS:
            section += (digit or (0 if section else 1) or 1) * _UNITS[mark]
            digit, last = 0, _UNITS[mark]
        else:
            large, piece = _LARGE[mark], section + digit
            total = total + piece * large if total > large else (total + piece) * large  # 一亿七千万, 一万亿
            section, digit, last = 0, 0, _LARGE[mark]
    return Fraction(total + section + digit * (last // 10 if last > 10 else 1))  # 两百八 is 280


def meant(match: re.Match[str], tag: str = "") -> Quantity | None:
    """Read what :func:`phrase` found, in the unit's own size."""
    number, rest, large = match[f"number{tag}"], match[f"rest{tag}"], match[f"large{tag}"]
    if number == "半":
        return Quantity(Fraction(1, 4), Fraction(1, 2), "under") if rest in _MEANT else HALF
    before = match[f"before{tag}"] or {"左右": "约", "上下": "约"}.get(rest or "", rest if rest in _MEANT else None)
    after = match[f"after{tag}"] or (rest if rest not in {"左右", "上下", *_MEANT} else None)
    found = quantity(number, before, after)
    return found.times(Fraction(_LARGE[large])) if found and large else found


HALF = Quantity(Fraction(45, 100), Fraction(55, 100), "about")
"""半米, 半公斤: nobody means it to the centimetre."""


def quantity(number: str, before: str | None = None, after: str | None = None) -> Quantity | None:
    """Read a number with what is said around it of how it is meant."""
    if neighbours := _NEIGHBOURS.fullmatch(number):
        return _between(neighbours)
    number = f"一{number}" if (after or before == "上") and number in {"百", "千", "万"} else number
    if (read := value(number)) is None:
        return None
    step = _last_place(number)
    half = step / 2
    if after == "来":
        return Quantity(read * Fraction(9, 10), read + step * Fraction(999, 1000), "about", half)  # 四百来册
    if before in _OVER or after:
        return Quantity(read, read + step * Fraction(999, 1000), "over", half)
    low, high, manner = _MEANT.get(before or "", (Fraction(1), Fraction(1), "exact"))
    return Quantity(read * low, read * high, manner, half)


_ABOUT: tuple[Fraction, Fraction, Manner] = (Fraction(92, 100), Fraction(108, 100), "about")
_NEARLY: tuple[Fraction, Fraction, Manner] = (Fraction(85, 100), Fraction(1), "under")
_LESS: tuple[Fraction, Fraction, Manner] = (Fraction(50, 100), Fraction(1), "under")
_OVER = {"上", "超过", "不止", "多达", "逾", "至少", "起码", "少说", "不下", "足足"}
_MEANT: dict[str, tuple[Fraction, Fraction, Manner]] = {
    **dict.fromkeys(("大约", "大概", "约为", "约", "约莫", "差不多"), _ABOUT),
    **dict.fromkeys(("将近", "接近", "近", "几乎", "快", "快要"), _NEARLY),
    **dict.fromkeys(("不到", "不足", "未满", "不超过", "顶多", "最多"), _LESS),
}
"""What is said before a number -> shares of it between which it is meant, and the manner."""

_NEIGHBOURS = re.compile(
    r"(?P<ten>十|二十|三十)?(?P<low>[一二两三四五六七八九])(?P<high>[一二三四五六七八九])(?P<unit>[十百千万]?)"
)


def _between(match: re.Match[str]) -> Quantity | None:
    """三四百 is between 300 and 400; digits that are no neighbours are no such number."""
    low, high = DIGITS[match["low"]], DIGITS[match["high"]]
    if high != low + 1:
        return None
    unit = _UNITS.get(match["unit"]) or _LARGE.get(match["unit"]) or 1
    ten = value(match["ten"]) or Fraction(0) if match["ten"] else Fraction(0)
    return Quantity((ten + low) * unit, (ten + high) * unit, "about", Fraction(unit, 2))


def _last_place(number: str) -> Fraction:
    """Value of one in the last place stated: 三百 -> 100, 16.7 -> 1/10, 一七四五 -> 1."""
    text = plain(number).replace(",", "")
    if "." in text or "点" in text:
        part = re.split(r"[.点]", text)[1].rstrip("万亿")
        return Fraction(1, 10 ** len(part)) * _LARGE.get(text[-1], 1)
    read = value(number) or Fraction(1)
    if read == 0 or (len(text) > 1 and all(mark in DIGITS for mark in text)):
        return Fraction(1)
    place = 1
    while read % (place * 10) == 0:
        place *= 10
    return Fraction(place)
