"""Signs and abbreviations that are said: what stands on a label, and the word for it."""

import re
import unicodedata

from fanxing.media.speech.numerals import quantity

MEASURES = {
    "cm": "厘米",
    "CM": "厘米",
    "mm": "毫米",
    "MM": "毫米",
    "m": "米",
    "km": "公里",
    "KM": "公里",
    "kg": "公斤",
    "KG": "公斤",
    "Kg": "公斤",
    "g": "克",
    "mg": "毫克",
    "t": "吨",
    "ml": "毫升",
    "mL": "毫升",
    "L": "升",
    "x": "乘",
    "X": "乘",
    "AD": "公元",
    "h": "小时",
    "min": "分钟",
}
"""Latin abbreviation after a number -> word."""

LEADS = {"±": "正负", "≈": "约", "№": "第", "−": "负"}
"""Sign before a number -> word said before it."""

TRAILS = {
    "℃": "摄氏度",
    "℉": "华氏度",
    "°": "度",
    "㎝": "厘米",
    "㎜": "毫米",
    "㎞": "公里",
    "㎡": "平方米",
    "㎥": "立方米",
    "㎏": "公斤",
    "㎎": "毫克",
    "㎖": "毫升",
}
"""Sign after a number -> word said after it."""

DEGREES = {"C": "摄氏度", "F": "华氏度"}
"""Letter after a number and ° -> word said for both."""

LABELS = {"No": "编号", "NO": "编号", "no": "编号"}
"""Latin abbreviation before a number -> word."""

_DEGREES = r"\d+(?:\.\d+)?\s*[℃°]"
BELOW: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"[-−－](?={_DEGREES}|\d+(?:\.\d+)?\s*[至到~～—–-]\s*[-−－]?{_DEGREES})"), "零下"),
    (re.compile(r"[-−－](?=\d{1,2}\s*[层楼])"), "负"),
)
"""A dash that stands before a number and after none -> word said for it."""

_NUMBERS = re.compile(r"\d")
_DASHES = "—–―~～－-"
_AFTER_NUMBERS = "[\\d%％‰℃°年月日世纪代时分秒米克斤吨升度元件人岁mgL]"
_YEAR = r"(?:公元)?前?\d{1,4}\s*年(?![前后来间多余之])"

JOINS: tuple[tuple[re.Pattern[str], re.Pattern[str], str], ...] = (
    (re.compile(r"[×✕✖*＊]"), _NUMBERS, "乘"),
    (re.compile(rf"[{_DASHES}]"), re.compile(rf"{_AFTER_NUMBERS}\s*[{_DASHES}]\s*[¥￥]?(?:公元)?前?\d"), "至"),
    # Two of them are a dash of the sentence, unless years stand around them.
    (re.compile(rf"[{_DASHES}]{{2}}"), re.compile(rf"\d[{_DASHES}]{{2}}\s*\d|年[{_DASHES}]{{2}}\s*{_YEAR}"), "至"),
)
"""Sign between two units, what must stand around it, and the word said for it."""

EDGES = "%％‰℃℉°¥￥"
"""Signs of the numbers themselves that may stand beside a sign between them."""


def standing(mark: str) -> str:
    """Say a sign that is a number by itself: ½, Ⅱ, ③; empty for any other."""
    if not mark or mark in "²³¹〇" or unicodedata.category(mark) not in {"No", "Nl"}:
        return ""
    over, _, under = unicodedata.normalize("NFKC", mark).partition("⁄")
    if under:
        return quantity(under) + "分之" + quantity(over)
    value = unicodedata.numeric(mark)
    return quantity(str(int(value))) if value == int(value) else ""
