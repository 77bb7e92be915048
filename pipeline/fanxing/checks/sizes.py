"""An object's size: figures with their units, in the signs that labels are set in.

A figure without a unit says nothing on the screen, and the fact lint cannot hold a spoken measure against it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import takewhile

from fanxing.checks.facts.units import COUNTERS, MEASURES
from fanxing.checks.rules import Judge, Rule
from fanxing.model.errors import Fault, Location
from fanxing.model.recipe import Recipe
from fanxing.model.words import say

RULES: dict[str, Rule] = {
    "size-unit": Rule(about="尺寸的每个数都有单位", source="没有单位的数，讲解词里的尺寸无从核对", conf="D"),
    "size-form": Rule(
        about="尺寸写成“23 × 12 厘米”这样", source="GB 3100—1993（厘米、毫米）；乘号是说明牌的通行写法", conf="D"
    ),
}
"""What is looked for in sizes."""

Where = Callable[[str], Location]
"""Place of a key in the recipe's file."""

_UNITS = (
    "平方公分 立方厘米 立方公分 公厘 公升 微米 英寸 英尺 英吋 市尺 市寸 市斤 磅 盎司 克拉 吋 呎 钱 分 像素"
    ' px inch in ft oz lb ct ml l mg cm2 cm3 cm² cm³ m2 m3 m² m³ mm2 ″ " ′ °'
)
_MORE = _UNITS.split(" ")
"""Units in which sizes are given, beside those that the fact lint compares."""
_COUNTS = "秒 分钟 小时 年 月 世纪 余字 多字 件套 % : / 比 版 号 倍"
_TIMES_AND_COUNTS = (*COUNTERS, *_COUNTS.split(" "))
"""What stands behind a figure that is no measure."""
_WEIGHT = "毫克|千克|公斤|克|吨|市?斤|两|磅|盎司|克拉|mg|kg|g|oz|lb|ct"


def _either(words: tuple[str, ...] | list[str]) -> str:
    longest = sorted(words, key=len, reverse=True)
    return "|".join(
        re.escape(one) + ("(?![A-Za-z])" if one[-1:].isascii() and one[-1:].isalpha() else "") for one in longest
    )


_UNIT = _either([*MEASURES, *_MORE])
_FIGURE = re.compile(r"(?<![\d.])\d+(?:,\d{3})*(?:\.\d+)?")
_HAS = re.compile(rf"\s*(?:{_UNIT}|{_either(_TIMES_AND_COUNTS)})", re.IGNORECASE)
_AHEAD = re.compile(
    rf"单位|[（(\[【]\s*(?:{_UNIT})\s*[)）\]】]|(?:^|[\s，、])(?:{_UNIT})\s*[:：]?\s*(?=\d)", re.IGNORECASE
)
"""高（厘米）：23 and 单位：厘米: said once, ahead."""
_NO_MEASURE = re.compile(r"(?:(?<![A-Za-z])[B-CE-GI-KM-QS-VX-Z]|[A-Za-z]{2}|A|第|编号|比例\s*|[-_/]|\d\s*:\s*)$")
"""A4, No.3, 第3: names of things. H, W, D, L, R and φ before a figure measure it."""
_ROW_END = re.compile(r"[;；。，\n]|,(?!\d)")
"""A comma parts two measures (口径 16.7，高 7.8 厘米); 、 parts sides that share their unit (长 12、宽 8 厘米)."""
_SIDE = "[高宽长纵横厚深阔]|通高|通长|通宽|直径|口径|底径|腹径"
_SIGN = re.compile(rf"(?<=[\dm米])\s*(?:[xX*✕✖╳]|乘)\s*(?=\d|(?:{_SIDE})\s*\d)")
"""Also with the side's name between: 纵 23 x 横 28cm."""
_ODD_UNITS = {"平方公分": "平方厘米", "立方公分": "立方厘米", "公分": "厘米", "公厘": "毫米"}
_GLUED = {
    "㎜": "毫米",
    "㎝": "厘米",
    "㎞": "千米",
    "㎎": "毫克",
    "㎏": "千克",
    "㎡": "平方米",
    "㎥": "立方米",
    "㏄": "毫升",
}
"""Units that Unicode holds as one sign, and many fonts do not."""


def size_findings(recipe: Recipe, judge: Judge, where: Where) -> Iterator[Fault]:
    """Judge the size of every object."""
    for at, one in enumerate(recipe.objects):
        if not one.size:
            continue
        place, right = where(f"objects[{at}].size"), formed(one.size)
        if bare := unmeasured(right):
            what = say("尺寸“{size}”里的 {bare} 没有单位", size=one.size, bare="、".join(bare))
            mend = say("照登记补上单位，如登记是厘米就写：{example}", example=with_units(right))
            yield from judge.find("size-unit", what, where=place, mend=mend)
        elif right != one.size:
            what = say("尺寸“{size}”的写法上屏不好认", size=one.size)
            yield from judge.find("size-form", what, where=place, mend=say("写成：{right}", right=right))


def formed(size: str) -> str:
    """Write a size in the signs of a label: ``２３*１２㎝`` as ``23 × 12 厘米``. No figure changes."""
    text = "".join(_GLUED.get(mark) or _narrow(mark) for mark in size)
    for odd, plain in _ODD_UNITS.items():
        text = text.replace(odd, plain)
    text = _SIGN.sub(" × ", text)
    text = re.sub(r"(?<=\d)(\s*)(?:CM|Cm|cM)(?![A-Za-z])", r"\1cm", text)
    text = re.sub(r"(?<=\d)(\s*)(?:MM|Mm)(?![A-Za-z])", r"\1mm", text)
    if text == size:
        return size
    text = re.sub(r"(?<=\d)×(?=\d)", " × ", text)
    return re.sub(r"(?<=× )([\d.]+)(?=(?:厘米|毫米|米))", r"\1 ", text)


def unmeasured(size: str) -> tuple[str, ...]:
    """The figures of a size that no unit stands behind, nor behind a later one of the same row (长 3、宽 4 厘米)."""
    text = unicodedata.normalize("NFKC", size)
    if _AHEAD.search(text):
        return ()
    return tuple(one.group() for one in _bare(text))


def with_units(size: str) -> str:
    """The same size with a unit behind each figure that has none, as an example: nobody but the museum knows it."""
    if _AHEAD.search(size):
        return size
    gap, text = (" " if re.search(r"\d\s×|×\s\d|[^\d\s×]\s\d", size) else ""), size
    for one in reversed(list(_bare(size))):
        if re.match(r"\s*[×~～—–-]\s*\d", size[one.end() :]):
            continue  # 23 × 12: one unit behind the last
        unit = say("克") if _is_weight(size, one.start()) else say("厘米")
        text = f"{text[: one.end()]}{gap}{unit}{text[one.end() :]}"
    return text


def _bare(text: str) -> Iterator[re.Match[str]]:
    for one in _FIGURE.finditer(text):
        before, behind = text[: one.start()], text[one.end() :]
        if _HAS.match(behind) or _NO_MEASURE.search(before):
            continue
        row = _ROW_END.split(behind)[0]
        wanted = _WEIGHT if _is_weight(text, one.start()) else _length()
        if not re.search(rf"\d\s*(?:{wanted})", row, re.IGNORECASE):
            yield one


def _length() -> str:
    return _either([unit for unit in (*MEASURES, *_MORE) if not re.fullmatch(_WEIGHT, unit)])


def _is_weight(text: str, at: int) -> bool:
    label = "".join(takewhile(lambda mark: not mark.isdigit() and mark not in "，,、；;", reversed(text[:at])))
    return "重" in label


def _narrow(mark: str) -> str:
    """A full-width figure, letter or sign of a formula in half width; brackets, colons and commas stay as they are."""
    narrow = unicodedata.normalize("NFKC", mark)
    return narrow if len(narrow) == 1 and narrow.isascii() and (narrow.isalnum() or narrow in ".*") else mark
