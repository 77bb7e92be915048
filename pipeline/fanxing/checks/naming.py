"""Names of places and houses as publishers on the mainland write them: in what is said and shown, never in credits.

A credit stands as its licence asks for it, so no credit is looked at. What history called itself then is no slip:
国立北平故宫博物院 in a sentence of 1934 keeps its name.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from fanxing.checks.facts.numerals import value
from fanxing.checks.rules import Judge, Rule
from fanxing.checks.texts import texts_of_whole
from fanxing.model.errors import Fault, Location
from fanxing.model.recipe import Recipe
from fanxing.model.words import say

_PAPER = "《关于正确使用涉台宣传用语的意见》2016 年 3 月修订（第三方转载）"

RULES: dict[str, Rule] = {
    "words-naming": Rule(
        about="台湾机构名不带“国立”，同名的写明台北，1949 年以后不用民国纪年，不把港澳台和中国并列；图片署名不看",
        source=_PAPER,
        conf="C",
    ),
}
"""What is looked for in names."""

Where = Callable[[str], Location]
"""Place of a key in the recipe's file."""

_NATIONAL = re.compile(
    r"[国國]立(?:故[宫宮]博物院|[台臺](?:[湾灣北])(?:[\u4e00-\u9fff]{0,6}?(?:大[学學]|博物[馆館院]|[图圖][书書][馆館]))?)"
)
_BEFORE_1949 = re.compile(r"19[1-4]\d|一九[一二三四]|民[国國]|抗[战戰]|南[迁遷]|北平|[筹籌][备備]")
_MINGUO = re.compile(
    r"民[国國](?P<year>\d{2,3}|[一二三四五六七八九十百〇零]{2,5})年(?P<decade>代(?![表理替办辦课課价價号號]))?"
)
_WORD = r"(?:(?![的地之两兩各等都在是有和与與及多几幾])[\u4e00-\u9fff])"
_HOUSE = (
    rf"(?:{_WORD}{{0,6}}?大[学學]|[艺藝][术術][馆館]|(?<=[门門])博物[馆館]"
    rf"|{_WORD}{{1,6}}?(?:[学學]院|[艺藝美][术術][馆館]|[图圖][书書][馆館]|博物[馆館院]|研究[院所]|基金[会會]))"
)
"""What makes the name of a house of the place before it: 香港大学, 香港故宫文化博物馆."""
_BESIDE = re.compile(
    rf"中[国國](?:、|和|与|與|及|以及)(?:[台臺][湾灣](?!(?!故[宫宮]){_HOUSE})|(?:香港|澳[门門]|港澳)(?!{_HOUSE}))"
)
_TAIPEI = re.compile(r"[台臺](?:北|[湾灣])")
_PALACE = re.compile(r"故[宫宮]博物院")
_FIRST, _LAST, _OFFSET = 39, 130, 1911
"""Years of the calendar that fall after 1949, and what is added for the common era."""


def naming_findings(recipe: Recipe, judge: Judge, where: Where) -> Iterator[Fault]:
    """Judge the names in what is said and shown; each word is told once, at its first place.

    Args:
        recipe: The texts.
        judge: Rules with the recipe's settings.
        where: Place of a key.
    """
    told: dict[str, tuple[Fault, int]] = {}
    for key, text in _texts(recipe):
        for fault in _slips(text, judge, where(key)):
            first, count = told.get(fault.what, (fault, 0))
            told[fault.what] = first, count + 1
    for first, count in told.values():
        whole = say("{what}（共 {count} 处）", what=first.what, count=count)
        yield first if count == 1 else first.model_copy(update={"what": whole})
    museum = recipe.museum
    if _PALACE.fullmatch(museum.short or museum.name) and _TAIPEI.search(museum.city or ""):
        what = say("馆名只写“{name}”，和北京的故宫博物院分不开", name=museum.short or museum.name)
        place = "museum.short" if museum.short else "museum.name"
        yield from judge.find("words-naming", what, where=where(place), mend=say("写成“台北故宫博物院”"))


def _texts(recipe: Recipe) -> Iterator[tuple[str, str]]:
    """What is said or shown, with the key of each; credits and facts are not."""
    yield from _filled((("museum.name", recipe.museum.name), ("museum.short", recipe.museum.short)))
    yield from _filled((("exhibition.name", recipe.exhibition.name), ("guide.title", recipe.guide.title)))
    yield from texts_of_whole(recipe)
    for at, one in enumerate(recipe.objects):
        key = f"objects[{at}]"
        yield from _filled(((f"{key}.name", one.name), (f"{key}.holder", one.holder), (f"{key}.say", one.say)))
    yield from _filled((f"publish.tags[{at}]", tag) for at, tag in enumerate(recipe.publish.tags))


def _filled(texts: Iterable[tuple[str, str | None]]) -> Iterator[tuple[str, str]]:
    yield from ((key, text) for key, text in texts if text)


def _slips(text: str, judge: Judge, where: Location) -> Iterator[Fault]:
    for sentence in re.split(r"(?<=[。！？；\n])", text):
        for found in () if _BEFORE_1949.search(sentence) else _NATIONAL.finditer(sentence):
            what = say("“{word}”：内地发布时，台湾机构的名称不带“国立”", word=found.group())
            mend = say("写成“{name}”；图片署名 credit 照授权的写法，不用改", name=_without_national(found.group()))
            yield from judge.find("words-naming", what, where=where, mend=mend)
    for found in _MINGUO.finditer(text):
        year = value(found["year"])
        if year is not None and _FIRST <= year <= _LAST:
            what = say("“{word}”是 1949 年以后的民国纪年", word=found.group())
            first = int(year) + _OFFSET
            mend = say("写公元：{first}至{last}年", first=first, last=first + 9)
            if not found["decade"] or year % 10:
                mend = say("写公元：{year}年", year=first)
            yield from judge.find("words-naming", what, where=where, mend=mend)
    for found in _BESIDE.finditer(text):
        what = say("“{word}”把中国和它的一部分并列", word=found.group())
        mend = say("写成“大陆和台湾”“内地和香港”，或者“中国香港”")
        yield from judge.find("words-naming", what, where=where, mend=mend)


def _without_national(name: str) -> str:
    rest = name[2:]
    return rest if _TAIPEI.match(rest) else say("台北{name}", name=rest)
