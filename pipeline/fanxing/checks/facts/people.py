"""Names that are almost one of the recipe's: the guide's, the museum's, a work's."""

import difflib
import re
from collections.abc import Iterable, Iterator

_COMPOUND = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "司徒",
    "夏侯",
    "端木",
    "独孤",
    "南宫",
)
_SURNAMES = set(
    "王李张刘陈杨赵周吴徐孙胡朱郭何罗郑梁谢许韩冯邓曹彭曾萧田董袁潘蒋蔡余杜叶程苏吕丁沈任姚卢傅姜崔谭廖范汪陆贾韦邱侯邵孟"
)
"""Common surnames that begin few other words: without 高 金 石 白 and such.

Source: 公安部户政管理研究中心《二〇二〇年全国姓名报告》(2021).
"""
_CUE = r"我是|我叫|我的名字叫|讲解员|讲解人|馆长|专家|研究员|主讲人?|跟着|跟随|听|由|请"
_AFTER = r"(?=老师|讲解|馆长|研究|专家|带|陪|为|给|和|[，,。！？!?；;、\s]|$)"
_SELF = re.compile(
    r"(?:我叫|我是)(?:金牌|馆长|专家|讲解员|研究员|你们的)*(?P<name>[\u4e00-\u9fff]{2,4}?)(?=[，,。！!；;]|$)"
)


def near_names(text: str, name: str, known: str) -> Iterator[tuple[str, int]]:
    """Find where a person's name stands with one character changed, or where somebody else says to be the guide.

    Args:
        text: What is said.
        name: The person's name.
        known: All that the recipe says; a name that stands there is somebody else's.

    Yields:
        The name as it is said, and its place.
    """
    if len(name) < 2 or not re.fullmatch(r"[\u4e00-\u9fff]+", name):
        return
    surname = name[:2] if name.startswith(_COMPOUND) and len(name) > 2 else name[0]
    given = rf"[\u4e00-\u9fff]{{{len(name) - len(surname)}}}"
    lead = rf"(?:{_CUE}|^|[，,。！？!?；;、“\n])" if len(name) > 2 else rf"(?:{_CUE})"
    found: dict[int, str] = {}
    for match in re.finditer(rf"{lead}(?P<name>{surname}{given}){_AFTER}", text):
        if _is_near(match["name"], name):
            found[match.start("name")] = match["name"]
    for match in _SELF.finditer(text):
        said = match["name"]
        is_person = said[0] in _SURNAMES or said.startswith(_COMPOUND)
        if is_person and not said.startswith(name) and (len(said) > 2 or "我叫" in match.group()):
            found.setdefault(match.start("name"), said)
    yield from ((said, at) for at, said in sorted(found.items()) if said not in known)


def _is_near(said: str, name: str) -> bool:
    return said != name and sum(one != other for one, other in zip(said, name, strict=True)) == 1


_ALIKE = 0.75
"""Share of characters that two names of houses or works have in common where one may be a slip of the other."""


def nearest(name: str, others: Iterable[str]) -> str:
    """Give the known name of which another may be a slip; empty where none is near."""
    close = difflib.get_close_matches(name, [one for one in others if one and one != name], n=1, cutoff=_ALIKE)
    return close[0] if close else ""
