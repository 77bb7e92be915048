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
    "亩": ("area", Fraction(2000, 3)),
    "公顷": ("area", Fraction(10_000)),
    "平方公里": ("area", Fraction(1_000_000)),
    "里地": ("length", Fraction(500_000)),
    "里路": ("length", Fraction(500_000)),
    "华里": ("length", Fraction(500_000)),
    "里": ("length", Fraction(500_000)),
    "海里": ("length", Fraction(1_852_000)),
    "方": ("volume", Fraction(1000)),
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
    "两银子": ("silver", Fraction(1)),
    "两白银": ("silver", Fraction(1)),
    "两纹银": ("silver", Fraction(1)),
    "两黄金": ("gold", Fraction(1)),
    "文钱": ("cash", Fraction(1)),
    "贯钱": ("cash", Fraction(1000)),
    "吊钱": ("cash", Fraction(1000)),
    "分钱": ("money", Fraction(1)),
    "角钱": ("money", Fraction(10)),
    "毛钱": ("money", Fraction(10)),
}
"""Unit -> kind and factor to the kind's base. Old units differ by dynasty and are compared among themselves."""

_PLAIN = sorted((name for name in MEASURES if not name.isascii()), key=len, reverse=True)
_ONLY_BEFORE = {"度": "度(?![母过假夜关])", "方": "方(?=的?[木土石沙水气天卤])", "里": "里(?=[，。！？、外远长多以]|$)"}
CHINESE_UNITS = [_ONLY_BEFORE.get(name, name) for name in _PLAIN]
LATIN_UNITS = sorted((name for name in MEASURES if name.isascii() and name.isalpha()), key=len, reverse=True)

DURATIONS: dict[str, Fraction] = {
    "年": Fraction(12),
    "个月": Fraction(1),
    "个世纪": Fraction(1200),
    "天": Fraction(12, 365),
    "个星期": Fraction(84, 365),
    "个礼拜": Fraction(84, 365),
    "个春天": Fraction(12),
    "个春秋": Fraction(12),
    "个寒暑": Fraction(12),
    "个年头": Fraction(12),
    "个冬天": Fraction(12),
    "个时辰": Fraction(1, 365),
    "个小时": Fraction(1, 730),
    "小时": Fraction(1, 730),
    "个钟头": Fraction(1, 730),
    "个昼夜": Fraction(12, 365),
    "昼夜": Fraction(12, 365),
    "分钟": Fraction(1, 43_800),
    "秒钟": Fraction(1, 2_628_000),
    "秒": Fraction(1, 2_628_000),
}
"""Unit of lasting -> months."""

_SINGLE = (
    "个 件 只 枚 颗 粒 块 片 张 条 根 支 尊 座 幅 把 盏 匹 头 辆 艘 架 株 棵 朵 尾 顶 扇 口 串 面 台 本 封 身"
    " 通 篇 首 幢 栋 柄 方 轴 帧 躯 具 副 堵"
)
_PEOPLE = "位 名 人 个 员 条命"
_NOUNS = "字 行 句 卷 部分 列 层 节 孔 瓣 爪 趾 齿 弦 音 色 窟 柱"
_OTHER = (
    "道 门 份 期 趟 遍 回 场 批 股 届 版 箱 袋 桶 车 船 队 拱"
    " 群 发 样 开 页 册 级 间 组 套 种 圈 段 部 处 次 户 家 所 代 对 双 层楼 类 笔 滴 拨 茬"
)

SINGLE = frozenset(_SINGLE.split(" "))
"""Counting words of single things: they stand for one another, for speakers choose them freely."""
PEOPLE = frozenset(_PEOPLE.split(" "))
"""Counting words of people."""
TIMES = frozenset("次遍趟回番度")
"""Counting words of doings."""
COUNTERS = tuple(dict.fromkeys(f"{_SINGLE} {_PEOPLE} {_NOUNS} {_OTHER}".split(" ")))
"""Counting words of objects and of what is on them."""
NOUN_UNITS = frozenset(_NOUNS.split(" "))
"""Counting words that are themselves what is counted."""

LABELS: dict[str, str] = {
    "通高": "高",
    "个头": "高",
    "个子": "高",
    "身高": "高",
    "器高": "高",
    "框高": "高",
    "高度": "高",
    "高": "高",
    "纵": "纵",
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
    "横": "横",
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
    "周长": "周长",
    "臂展": "展",
    "翅展": "展",
    "翼展": "展",
    "深": "深",
    "距地表": "深",
    "离地面": "深",
    "地底下": "深",
    "地下": "深",
    "时速": "速",
    "车速": "速",
    "每小时": "速",
    "一小时": "速",
    "一个小时": "速",
    "重量": "重",
    "重": "重",
}
"""What is measured, in words -> one word for each."""

LABEL_WORDS = sorted(LABELS, key=len, reverse=True)

_PART_WORDS = (
    "颈:脖子 脖颈 颈 | 腹:肚子 腹 | 足:脚 足 | 柄:把手 柄 | 座:底座 基座 灯座 碑座 须弥座 座 | 盖:盖子 器盖 盖"
    " | 耳:双耳 两耳 耳朵 耳 | 头:脑袋 头骨 头部 头 | 尾:尾巴 尾 | 袖:袖子 袖 | 鬃:鬃 | 肩:肩 | 腰:腰 | 腿:腿"
    " | 翼:翅膀 翅展 翼展 翼 | 角:犄角 角 | 臂:手臂 胳膊 臂 | 下摆:下摆 | 额:碑额 碑首 | 跋:题跋 跋 | 鞘:剑鞘 鞘"
    " | 帽:笔帽 | 杆:笔杆 | 尊:尊 | 盘:盘 | 盒:盒 | 匣:匣 | 棺:棺 | 函:函 | 像:人像 宫女 | 龙:龙 | 鸟:鸟 | 眼:眼睛 眼珠"
    " | 链:链 | 金丝:金丝 金线 | 珍珠:珍珠"
)
PARTS: dict[str, str] = {
    word: part.partition(":")[0] for part in _PART_WORDS.split(" | ") for word in part.partition(":")[2].split()
}
"""Word for a part of a thing, for something on it or in it -> one word for each."""
ELEMENTS = {name: name for name in "金银铜铁锡铅镍锌汞碳"}
"""Of what a share is."""
