"""Units of measure and counting words.

Source: GB 3100-1993 for the metric ones; the market units by 国务院《关于统一我国计量制度的命令》(1959).
"""

from fractions import Fraction

MEASURES: dict[str, tuple[str, Fraction]] = {
    "平方厘米": ("area", Fraction(1, 10_000)),
    "平方米": ("area", Fraction(1)),
    "立方米": ("volume", Fraction(1000)),
    "毫米": ("length", Fraction(1)),
    "厘米": ("length", Fraction(10)),
    "公分": ("length", Fraction(10)),
    "分米": ("length", Fraction(100)),
    "千米": ("length", Fraction(1_000_000)),
    "公里": ("length", Fraction(1_000_000)),
    "米": ("length", Fraction(1000)),
    "mm": ("length", Fraction(1)),
    "cm": ("length", Fraction(10)),
    "km": ("length", Fraction(1_000_000)),
    "m": ("length", Fraction(1000)),
    "毫克": ("weight", Fraction(1, 1000)),
    "千克": ("weight", Fraction(1000)),
    "公斤": ("weight", Fraction(1000)),
    "克": ("weight", Fraction(1)),
    "吨": ("weight", Fraction(1_000_000)),
    "斤": ("weight", Fraction(500)),
    "kg": ("weight", Fraction(1000)),
    "g": ("weight", Fraction(1)),
    "毫升": ("volume", Fraction(1, 1000)),
    "升": ("volume", Fraction(1)),
    "摄氏度": ("warmth", Fraction(1)),
    "℃": ("warmth", Fraction(1)),
    "度": ("warmth", Fraction(1)),
    "%": ("share", Fraction(1)),
    "尺": ("old length", Fraction(10)),
    "寸": ("old length", Fraction(1)),
    "丈": ("old length", Fraction(100)),
    "两": ("old weight", Fraction(1)),
    "岁": ("age", Fraction(1)),
}
"""Unit -> kind and factor to the kind's base. Old units differ by dynasty and are compared among themselves."""

CHINESE_UNITS = sorted((name for name in MEASURES if not name.isascii()), key=len, reverse=True)
LATIN_UNITS = sorted((name for name in MEASURES if name.isascii() and name.isalpha()), key=len, reverse=True)

DURATIONS: dict[str, Fraction] = {"年": Fraction(12), "个月": Fraction(1), "个世纪": Fraction(1200)}
"""Unit of lasting -> months."""

_COUNTERS = (
    "件 样 幅 开 页 卷 册 枚 颗 粒 座 层 级 柱 间 人 位 名 字 行 句 首 组 套 种 根 只 尊 匹 辆 面 片 块 条 道 扇 "
    "节 列 段 篇 部 张 本 处 盏 串 圈 孔 窟 株 棵 艘 部分 个"
)

COUNTERS = tuple(_COUNTERS.split(" "))
"""Counting words of objects and of what is on them; 个 takes the noun that follows for its own."""

LABELS: dict[str, str] = {
    "通高": "高",
    "身高": "高",
    "器高": "高",
    "框高": "高",
    "高度": "高",
    "高": "高",
    "纵": "高",
    "通长": "长",
    "身长": "长",
    "体长": "长",
    "全长": "长",
    "长度": "长",
    "长": "长",
    "东西长": "长",
    "通宽": "宽",
    "宽度": "宽",
    "宽": "宽",
    "横": "宽",
    "壁厚": "厚",
    "厚度": "厚",
    "厚": "厚",
    "薄": "厚",
    "口径": "径",
    "直径": "径",
    "径": "径",
    "腹径": "腹径",
    "底径": "底径",
    "足径": "底径",
    "孔径": "孔径",
    "深": "深",
    "重量": "重",
    "重": "重",
}
"""What is measured, in words -> one word for each."""

LABEL_WORDS = sorted(LABELS, key=len, reverse=True)
