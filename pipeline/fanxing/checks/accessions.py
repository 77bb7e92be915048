"""Accession numbers: one number on two objects, and letters that look like the figure they were typed for.

Numbers follow each museum's own rules, so only what no rule writes is told. A number without quotation marks is read
as it was written: 1982.60 keeps its last figure.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator

from fanxing.checks.rules import Judge, Rule
from fanxing.model.errors import Fault, Location
from fanxing.model.recipe import Recipe
from fanxing.model.words import say

RULES: dict[str, Rule] = {
    "accession-double": Rule(
        about="两件展品不用同一个藏品号", source="WW/T 0017—2013《馆藏文物登录规范》：一件一号", conf="A"
    ),
    "accession-form": Rule(
        about="藏品号里没有混进字母 l、I、O，也没有全角数字", source="照登记核对时常见的错字", conf="D"
    ),
}
"""What is looked for in accession numbers."""

Where = Callable[[str], Location]
"""Place of a key in the recipe's file."""

_ALIKE = str.maketrans("lIｌＩOoＯｏ〇○", "1111000000")
_BESIDE = r"[\d\u4e00-\u9fff./\-_—]"
_ODD = re.compile(
    rf"(?<=\d)(?:[lIOo〇○]+(?=\d)|[lOo]+(?=[./\-_]\d))|(?<=[\u4e00-\u9fff./\-_])[lIOo]+(?=\d)|(?<=\d)[lo]+(?!{_BESIDE}*[A-Za-z])(?![A-Za-z])"
    r"|(?<![A-Za-z])l(?![A-Za-z])"
)
"""A letter that stands among figures: 古玉l863, XZ-O017. O1234 and I-17 are numbers of real museums."""


def accession_findings(recipe: Recipe, judge: Judge, where: Where) -> Iterator[Fault]:
    """Judge the accession number of every object.

    Args:
        recipe: The numbers.
        judge: Rules with the recipe's settings.
        where: Place of a key.
    """
    first: dict[tuple[str, str], int] = {}
    for at, one in enumerate(recipe.objects):
        if not one.accession:
            continue
        place, right = where(f"objects[{at}].accession"), typed(one.accession)
        if right != one.accession:
            what = say("藏品号“{number}”里有看着像数字的字母，或全角的数字", number=one.accession)
            mend = say("照登记核对；多半是：{right}", right=right)
            yield from judge.find("accession-form", what, where=place, mend=mend)
        same = one.holder or recipe.museum.name, re.sub(r"\s", "", right).casefold()
        if same in first:
            other = first[same]
            what = say(
                "第 {number} 件“{name}”和第 {other} 件“{same}”的藏品号都是“{accession}”",
                number=at + 1,
                name=one.name,
                other=other + 1,
                same=recipe.objects[other].name,
                accession=one.accession,
            )
            mend = say("照登记核对，改错的那一个；真是一套一号，就不用改")
            yield from judge.find("accession-double", what, where=place, mend=mend)
        first.setdefault(same, at)


def typed(number: str) -> str:
    """Write a number with the figures that were most likely meant: 古玉l863 as 古玉1863."""
    narrow = "".join(_narrow(mark) for mark in number)
    return _ODD.sub(lambda match: match.group().translate(_ALIKE), narrow)


def _narrow(mark: str) -> str:
    narrow = unicodedata.normalize("NFKC", mark)
    return narrow if len(narrow) == 1 and narrow.isascii() and narrow.isalnum() else mark
