"""Signs and abbreviations that are said: what stands on a label, and the word for it."""

import re

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
}
"""Latin abbreviation after a number -> word."""

LEADS = {"±": "正负", "≈": "约", "№": "第", "−": "负"}
"""Sign before a number -> word said before it."""

TRAILS = {"℃": "摄氏度", "°C": "摄氏度", "°": "度", "㎝": "厘米", "㎜": "毫米", "㎡": "平方米", "㎏": "公斤"}
"""Sign after a number -> word said after it."""

_NUMBERS = re.compile(r"\d")

JOINS: tuple[tuple[re.Pattern[str], re.Pattern[str], str], ...] = (
    (re.compile(r"[×✕✖*＊]"), _NUMBERS, "乘"),
    (
        re.compile(r"[—–―~～－-]{1,2}"),
        re.compile(r"[\d年月日世纪代时分]\s*[—–―~～－-]{1,2}\s*(?:公元)?前?\d"),
        "至",
    ),
)
"""Sign between two units, what must stand around it, and the word said for it."""
