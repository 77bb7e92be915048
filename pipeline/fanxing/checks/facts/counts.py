"""Finds what a text says of how many: a quantity, its counting word, and the nouns of what is counted."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from fanxing.checks.facts import nouns
from fanxing.checks.facts.claims import Claim
from fanxing.checks.facts.numerals import DIGITS, HAN_OR_DIGIT, Quantity, meant, phrase, quantity
from fanxing.checks.facts.units import COUNTERS, NOUN_UNITS

_NO_ORDINAL = "".join(rf"(?<![第初]{HAN_OR_DIGIT}{{{more}}})" for more in range(5)) + r"(?<!\d)(?<!\d\.)"
"""第13件 is no three of anything."""
_COUNTER = "|".join([f"个(?:{'|'.join(NOUN_UNITS)})", *sorted(COUNTERS, key=len, reverse=True)]).replace(
    "层楼", "层楼(?!阁)"
)
COUNT = re.compile(
    rf"{_NO_ORDINAL}(?P<total>一共|总共|共计|共有|共|合计|总计|全套|全册)?(?P<has>有|计|为)?{phrase(f'{_COUNTER}')}"
)
PAIR = re.compile(r"(?<![这那每成第此])(?P<pair>一[对双](?![一手眼])|俩(?![人口])|成双成对)(?![\d又])")
"""A pair: two, whatever it is a pair of."""
BARE = re.compile(
    rf"{_NO_ORDINAL}(?<![-A-Za-z－型])"
    + phrase(
        r"(?![天零〇一二三四五六七八九十百千万亿两点国下上前后左右里外内边元块钱米克斤吨岁度楼厘毫公升寸尺丈两多余来半年月日世彩方面代大分生心情子点时号期更伏九到至])[\u4e00-\u9fff]"
    )
)
"""十三徽: a number right before its noun."""
_TOTAL_AFTER = re.compile(r"组成|构成|拼")
_FUNCTION = set("的了着在是有为由和与及其这那只个上下里中内外共刻写绣铸画满每全此该本它碎成又也都只就才能会被把一")
_WORDS = {
    *(
        "节气",
        "节课",
        "节日",
        "个月",
        "件事",
        "位数",
        "开放",
        "级台",
        "条件",
        "面前",
        "面对",
        "口气",
        "通常",
        "头发",
        "方面",
        "方向",
    ),
    *(
        "台阶",
        "道理",
        "音乐",
        "色彩",
        "色釉",
        "代人",
        "部曲",
        "家人",
        "家住",
        "年级",
        "面墙",
        "口人",
        "处都",
        "发现",
        "发掘",
        "发展",
        "发布",
        "次又",
        "张嘴",
        "条街",
        "场雪",
    ),
}
"""Counting word and what follows it, together another word."""
_OF_FAMILIES = {"代人", "口人"}
"""一代人, 一口人: words; 六代人, 九口人: counts."""
_LIKENED = re.compile(
    r"(?:差不多|相当于|好比|等于|抵得上|堪比|不亚于|顶得上|赛过|[好就真]像)[是有]?[^，。；！？]{0,2}$"
    r"|(?:需要?|(?<![看觉显值])得|够)$"
)
_FEW = re.compile("[一二三四五六七八九]{2}")
_LIKENED_AFTER = re.compile(
    r"[^，。；！？]{1,5}(?:[还那这]么?[大长高重多宽]|一样[大长高重多宽]|才能|才抬|才转|才搬|才够)"
)
"""Not a count of the thing but a likeness or an effort: 两个人才抬得动."""
_ASKED = re.compile(r"(?<![过了共])$(?<![上刷烧染髹涂敲绣洗磨煮炼晒蒸捶锤打过了共])")
"""What stands before a number of times that is asked of visitors; 要上四遍釉 is told."""
_UP_TO = re.compile("[一二三四五六七八九十]到$")
"""一到九品: from the first to the ninth."""
_QUOTED = re.compile(r"[“「《]([^“”「」《》]+)[”」》](?:这|那|的|共|、)*$")
_SOME = re.compile(r"其中|还有|另[有外]|剩下?|看得见|这边|那边|左边|右边|有的")
_SOME_AFTER = re.compile(r"[^。！？]{0,6}[，,](?:还有|另)|(?:带着?|刻着|写着|没有?|缺了?)(?!子)")
"""Words of a part of all there are."""


def count(match: re.Match[str], text: str) -> Iterator[Claim]:
    """Read one count."""
    found, unit = meant(match), match["unit"]
    unit = unit[1:] if len(unit) > 1 and unit.startswith("个") else unit
    behind = text[match.end() : match.end() + 6]
    is_of_family = unit + behind[:1] in _OF_FAMILIES and found is not None and found.low > 1
    is_word = (unit + behind[:1]) in _WORDS and not is_of_family
    if found is None or found.low == 0 or is_word or match["number"] == "半":
        return
    if unit == "字" and _letters_quoted(text, match.start()) == found.low:
        return  # “开元通宝”四个字: it counts itself
    if unit in {"遍", "回", "趟"} and _ASKED.search(text[: match.start()]):
        return  # 要看三遍: asked for, and not told
    if _FEW.fullmatch(match["number"]) or _UP_TO.search(text[: match.start("number")]):
        return  # 三五个, 七八家: nobody has counted
    begin = max(0, match.start() - 8)
    if _LIKENED.search(text[begin : match.start()]) or _LIKENED_AFTER.match(text[match.end() :]):
        return
    start = match.start("before") if match["before"] else match.start("number")
    yield _claim(text, (start, match.end()), found, unit, is_total=bool(match["total"]))


_MEN = "民工|民夫|军民|工人|农民|观众|学生|战士|官兵|将士|村民|百姓|群众|敌军|日军|僧人|信众|工匠|大军"
MEN = re.compile(rf"{phrase('')}(?:(?:名|位)?(?={_MEN})|(?P<head>号)(?=人))")
"""九十二万民工: people, without a counting word."""


def men(match: re.Match[str], text: str) -> Iterator[Claim]:
    """Read 九十二万民工 as so many 人."""
    found = meant(match)
    if found is not None and found.low >= (_CROWD if match["head"] is None else 2):
        start = match.start("before") if match["before"] else match.start("number")
        yield _claim(text, (start, match.end()), found, "人")


BIG = re.compile(
    rf"(?:(?<=[有达到共近])|(?<=超过)|(?<=突破)|(?<=[拍卖值][了出到])|(?<=[拍卖值])|(?<=多少钱[？?])|(?<=回来的[？?])){phrase('')}(?=[，。！？；]|$)"
)
"""来看的人有三十万: a large number with no counting word."""


def big(match: re.Match[str], text: str) -> Iterator[Claim]:
    """Read 有三十万 as so many 人, where people are spoken of, else as so many of something."""
    found = meant(match)
    if found is not None and found.low >= _MANY and not _YEARS.fullmatch(match["number"]):
        start = match.start("before") if match["before"] else match.start("number")
        if "多少钱" in text[:start]:
            yield replace(_claim(text, (start, match.end()), found, "块"), heads=())
            return
        is_of_people = "人" in re.split("[。！？；]", text[:start])[-1]
        yield _claim(text, (start, match.end()), found, "人" if is_of_people else "个")


STROKES = re.compile(rf"{phrase('下')}(?=[，。！？；]|$|才|就)")
"""磨上一万下: so many strokes."""


def strokes(match: re.Match[str], text: str) -> Iterator[Claim]:
    """Read 一万下 as so many times."""
    found = meant(match)
    if found is not None and found.low >= len("一二三四五六七八九十"):
        start = match.start("before") if match["before"] else match.start("number")
        yield _claim(text, (start, match.end()), found, "次")


_MANY = 1000
_YEARS = re.compile(r"[\d〇零一二三四五六七八九]+")
_CROWD = 100
CHILDREN = re.compile(
    r"(?P<number>[一二两三四五六七八九十]{1,2})(?P<child>子(?=[一二两三四五六七八九十]{1,2}女)|(?<=子.)女)"
)
"""三子一女."""


def children(match: re.Match[str], text: str) -> Iterator[Claim]:
    """Read 三子一女 as so many sons and daughters."""
    if found := quantity(match["number"]):
        child = {"子": "儿子", "女": "女儿"}[match["child"]]
        yield replace(_claim(text, match.span(), found, "个"), heads=(child,))


def pair(match: re.Match[str], text: str) -> Iterator[Claim]:
    """Read 一对, 俩."""
    yield _claim(text, match.span(), Quantity(Fraction(2), Fraction(2)), "个", is_total=True)


def _claim(text: str, place: tuple[int, int], found: Quantity, unit: str, *, is_total: bool = False) -> Claim:
    start, end = place
    noun, ahead = _nouns(text[end : end + 6], first=True), _nouns(text[max(0, start - 6) : start], first=False)
    if not noun and not ahead and unit == "个":
        ahead = _nouns(re.sub(r"[，,]", "", text[max(0, start - 12) : start]), first=False)  # 兽面像，共八个
    around = re.split(r"[，,。；;！？]", text[:start])[-1] + text[start : start + 1]
    if asked := _ASKED_OF.search(text[:start]):
        around = asked.group() + around
    return Claim(
        kind="count",
        text=text[start:end],
        at=start,
        quantity=found,
        unit=unit,
        about=frozenset(noun | ahead | ({unit} if unit in NOUN_UNITS else set())),
        heads=_heads(text, start, end),
        noun=nouns.before(text, start),
        is_total=is_total or bool(_WHOLE.search(around)) or bool(_TOTAL_AFTER.search(text[end : end + 8])),
        is_part=bool(_SOME.search(around) or _SOME_AFTER.match(text[end:])),
        is_each=bool(
            re.search(
                r"[每各]|一[组排行列边面侧层]|一[张块台件根条锅窑炉次天年头只个][\u4e00-\u9fff]{0,4}[能可得要]", around
            )
            or re.match(r"一|每", text[end : end + 1])
        ),
    )


def _heads(text: str, start: int, end: int) -> tuple[str, ...]:
    """Nouns beside the number; of the clauses before where it stands alone (每个角上挂着风铃，一共五十六个)."""
    if beside := nouns.behind(text, end):
        return beside
    if only := _ONLY.search(text[:start]) or _HOW_MANY.search(text[:start]):
        return (only["noun"],)
    return tuple(filter(None, [nouns.before(text, start) or nouns.topic(text, start)]))


_WHOLE = re.compile(r"(?:全(?:班|村|校|队|连|船|馆|部|家|套|城|厂|店|营|团)|所有|整[个套部])[^，。]{0,6}$")
"""Words of all there are of them: 全班四十一个人."""
_ASKED_OF = re.compile(r"[^，。！？]*(?:多少|几)[^，。！？]*[？?]$")
"""每行写多少字？二十七个: the question tells of what."""
_ONLY = re.compile(r"(?:光是|单是|光说|单说|(?:^|[，,。])光)(?P<noun>[\u4e00-\u9fff]{1,6})[，,][^，,。！？]*$")
"""光是玉璧，墓里就有十一件: of which kind they are is said first."""


_HOW_MANY = re.compile(r"(?:多少|几)[个座只条件根张块枚颗幅匹]?(?P<noun>[\u4e00-\u9fff]{1,4})[？?][^。！？?]*$")
"""有多少桥？图上画了三十二座: the question says what is counted."""


def _letters_quoted(text: str, end: int) -> int:
    quoted = _QUOTED.search(text[:end])
    return sum(mark.isalnum() for mark in quoted[1]) if quoted else 0


def bare(match: re.Match[str], text: str) -> Iterator[Claim]:
    """Read 十三徽: a number and, for its counting word, the noun itself."""
    found, start = meant(match), match.start("before") if match["before"] else match.start("number")
    if found is not None and match["number"] != "半" and not _UP_TO.search(text[: match.start("number")]):
        yield _claim(text, (start, match.end("unit")), found, match["unit"].translate(_ALIKE))


_ALIKE = str.maketrans("腿脚脑耳", "足足头耳")
"""Characters that name the same part."""


def _nouns(words: str, *, first: bool) -> set[str]:
    """Characters of the nouns on one side, up to the next mark."""
    near = re.split(r"[，,。；;、！？（）()：\s]", words.translate(_ALIKE))[0 if first else -1]
    return {mark for mark in near if mark.isalpha() and mark not in _FUNCTION and mark not in DIGITS}
