"""What is never parted: names, titles in 《》, numbers with their units, Latin names."""

import functools
import re
from collections.abc import Iterable

from fanxing.media.captions.marks import text_width

KEPT_WIDTH = 16.0
"""What is wider cannot stand on one line at all. Source: Netflix's limit for Simplified Chinese."""

REIGNS = (
    "贞观|开元|天宝|元和|咸通|太平兴国|元丰|元祐|崇宁|大观|政和|宣和|绍兴|淳熙|至元|大德|至正|洪武|建文|永乐|洪熙|宣德|正统|景泰|天顺|成化"
    "|弘治|正德|嘉靖|隆庆|万历|泰昌|天启|崇祯|顺治|康熙|雍正|乾隆|嘉庆|道光|咸丰|同治|光绪|宣统|民国|建元|元鼎|太初"
)
"""Names of reigns that museum labels date by."""

_UNITS = (
    "世纪|年代|周年|年间|年前|年后|月份|小时|分钟|秒钟|平方公里|平方千米|平方厘米|平方米|立方厘米|立方米|厘米|毫米|分米|千米|公里|公尺"
    "|公斤|千克|毫克|毫升|公顷|个月|多年|余年|余种|多种|余件|多件|余座|多座|余人|多人|摄氏度"
    "|[年月日号岁代朝层组行字米克斤两吨升尺寸丈里亩件只个座尊幅枚块条位名度次元秒分时点倍开册页卷套张颗粒片根支把口间处种项章节届场步双对串员亿万千百页]"
)
_DIGITS = r"\d+(?:[.,．:：/]\d+)*"
_SPAN = rf"{_DIGITS}(?:\s?[×xX*\-–—~～至到]{{1,2}}\s?{_DIGITS})*"
_HAN_DIGITS = "[〇零一二三四五六七八九十百千万亿两]"
_HAN_NUMBER = rf"{_HAN_DIGITS}{{1,16}}(?:点{_HAN_DIGITS}{{1,16}})?[多余几]?"  # longer ones are not kept
_NUMBERS = re.compile(
    "|".join(
        (
            rf"(?:公元前|公元|西元|前|第|约|[+±−-])?\s?{_SPAN}\s?(?:(?:[多余几])?(?:{_UNITS})(?:{_SPAN}(?:月|日|号|分|秒))*|[%％‰℃°]|[A-Za-z²³]{{1,3}}(?![A-Za-z]))?",
            rf"(?:公元前|公元|(?:{REIGNS})|第)?{_HAN_NUMBER}(?:{_UNITS})(?:{_HAN_NUMBER}(?:月|日|号))*",
            rf"(?:{REIGNS})(?:元年|年间)",
        )
    )
)
_QUOTED = re.compile(r"《[^《》\n]{1,14}》|〈[^〈〉\n]{1,14}〉|“[^“”\n]{1,12}”|‘[^‘’\n]{1,12}’|「[^「」\n]{1,12}」")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ .,&'’\-]*[A-Za-zÀ-ɏ]")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_LATIN_WORD = re.compile(r"[^\W_\u2e80-\U0010ffff]+(?:[.'’\-_/@:&+#][^\W_\u2e80-\U0010ffff]+)*")

Spans = tuple[tuple[int, int], ...]
"""Half-open ranges of a text."""


@functools.lru_cache(maxsize=2048)
def whole_spans(text: str, names: tuple[str, ...] = ()) -> Spans:
    """Find the ranges of ``text`` that stay together, those of two characters or more; they may overlap.

    Args:
        text: One line of the script.
        names: The recipe's own names.
    """
    found = [match.span() for pattern in (_NUMBERS, _QUOTED, _LATIN_WORD) for match in pattern.finditer(text)]
    if _HAN.search(text):  # in a text of Latin letters a phrase is no name
        found += [match.span() for match in _LATIN.finditer(text) if text_width(match.group()) <= KEPT_WIDTH - 2]
    found += [match.span() for name in names for match in re.finditer(re.escape(name), text)]
    kept = {(start, end) for start, end in found if end - start > 1 and text_width(text[start:end]) <= KEPT_WIDTH}
    return tuple(sorted(kept))


def names_worth_keeping(names: Iterable[str | None]) -> tuple[str, ...]:
    """Give names of two characters or more, each once, the longest first; of 华嵒《诗意册》 the painter alone too."""
    given = [name.strip() for name in names if name]
    found = {*given, *(piece for name in given if "《" in name for piece in re.findall(r"《[^》]+》|[^《》\s]+", name))}
    return tuple(sorted((name for name in found if len(name) > 1), key=lambda one: (-len(one), one)))
