"""A second language beside the first: there, and sentence by sentence."""

import itertools
from collections.abc import Callable, Iterator

from fanxing.checks.rules import Judge, Rule
from fanxing.model.bilingual import counts, paired, room_beside
from fanxing.model.errors import Fault, Location
from fanxing.model.recipe import Recipe, Told
from fanxing.model.text import sentences
from fanxing.model.words import say

RULES: dict[str, Rule] = {
    "second-missing": Rule(about="要英文字幕时，每一段都写了英文", source="缺了的句子下面没有英文", conf="D"),
    "second-lines": Rule(
        about="英文和中文一句对一句", source="句数不同，只能按长短配：一句英文会跟着几句中文", conf="D"
    ),
    "second-long": Rule(
        about="一句英文在它的中文念完之前读得完",
        source="Netflix：一条字幕英文两行，每行 42 个字母，每秒 20 个字母；超过 24 个读不完",
        conf="D",
    ),
}
"""What is looked for where ``subtitles.second`` asks for a second language."""

_SLACK = 1.1
"""Of the room that is guessed: a guide speaks faster or slower than the guess."""

Where = Callable[[str], Location]
"""Place of a key in the recipe's file."""


def bilingual_findings(recipe: Recipe, judge: Judge, where: Where) -> Iterator[Fault]:
    """Judge the English words of each part that is told."""
    if recipe.subtitles.second is None:
        return
    for key, words, english in _texts(recipe):
        if not (english and english.strip()):
            what = say("要英文字幕，却没有写 {key}_en", key=key)
            mend = say("照中文一句一行写上英文；不要英文字幕就删去 subtitles.second")
            yield from judge.find("second-missing", what, where=where(key), mend=mend)
            continue
        chinese, others = counts(words, english)
        if chinese != others:
            what = say(
                "{key} 有 {chinese} 句，{key}_en 有 {others} 句，对不上", key=key, chinese=chinese, others=others
            )
            mend = say("英文写成 {chinese} 行，一行对一句中文", chinese=chinese)
            yield from judge.find("second-lines", what, where=where(f"{key}_en"), mend=mend)
        yield from _too_long(words, english, judge, where(f"{key}_en"))


def _too_long(words: str, english: str, judge: Judge, place: Location) -> Iterator[Fault]:
    """Judge each English sentence against the time of all Chinese ones that it stands beside."""
    beside = zip(sentences(words), paired(words, english), strict=True)
    for line, group in itertools.groupby(beside, key=lambda pair: pair[1]):
        most = sum(room_beside(chinese) for chinese, _ in group)
        count = len(line or "")
        if line and count > most * _SLACK:
            what = say(
                "英文“{line}”有 {count} 个字母，这一句只有 {most} 个的时间和地方", line=line, count=count, most=most
            )
            mend = say("改短到 {most} 个字母以内；太长的会拆在几条字幕里，字也会变小", most=most)
            yield from judge.find("second-long", what, where=place, mend=mend)


def _texts(recipe: Recipe) -> Iterator[tuple[str, str, str | None]]:
    """Key, words, English of each part that has words."""
    told: list[tuple[str, Told]] = [(f"objects[{at}]", one) for at, one in enumerate(recipe.objects)]
    if "episode" in recipe.cuts:
        if recipe.hook:
            yield "hook", recipe.hook, recipe.hook_en
        told = [("exhibition", recipe.exhibition), ("guide", recipe.guide), *told, ("closing", recipe.closing)]
    for key, one in told:
        if one.say and one.say.strip():
            yield f"{key}.say", one.say, one.say_en
