"""A second language beside the first: there, and sentence by sentence."""

from collections.abc import Callable, Iterator

from fanxing.checks.rules import Judge, Rule
from fanxing.model.bilingual import counts
from fanxing.model.errors import Fault, Location
from fanxing.model.recipe import Recipe, Told
from fanxing.model.words import say

RULES: dict[str, Rule] = {
    "second-missing": Rule(about="要英文字幕时，每一段都写了英文", source="缺了的句子下面没有英文", conf="D"),
    "second-lines": Rule(
        about="英文和中文一句对一句", source="句数不同，只能按长短配：一句英文会跟着几句中文", conf="D"
    ),
}
"""What is looked for where ``subtitles.second`` asks for a second language."""

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
