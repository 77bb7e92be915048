"""Every number of the English subtitles, held against the Chinese beside it and against what is known."""

from collections.abc import Callable, Iterator
from itertools import groupby

from fanxing.checks.english.chinese import Told
from fanxing.checks.english.figures import Figure
from fanxing.checks.facts.known import Known, of_film, of_object
from fanxing.checks.rules import Judge, Rule
from fanxing.model.bilingual import counts, paired
from fanxing.model.errors import Fault, Location
from fanxing.model.recipe import Recipe
from fanxing.model.text import sentences
from fanxing.model.words import say

RULES: dict[str, Rule] = {
    "second-wrong": Rule(
        about="英文字幕里的数字和中文一样", level="fault", source="英文字幕烧在画面上，和中文同样是馆方的话", conf="D"
    ),
    "second-unsupported": Rule(about="英文字幕里的数字，在中文、字段或 facts 里找得到", source="同上", conf="D"),
}
"""What is looked for in the numbers of a second language."""

Where = Callable[[str], Location]
"""Place of a key in the recipe's file."""


def english_findings(recipe: Recipe, judge: Judge, where: Where, today: int) -> Iterator[Fault]:
    """Judge the numbers of every English text that is shown.

    Args:
        recipe: What is said, in both languages, and what is known.
        judge: Rules with the recipe's settings.
        where: Place of a key.
        today: The year in which the film is shown, for ages.
    """
    if recipe.subtitles.second is None:
        return
    film = of_film(recipe, today)
    parts = [(f"objects[{at}].say_en", one.say, one.say_en) for at, one in enumerate(recipe.objects)]
    known = [of_object(one, recipe, today) for one in recipe.objects]
    if "episode" in recipe.cuts:
        parts.append(("hook_en", recipe.hook, recipe.hook_en))
        for key, one in (("exhibition", recipe.exhibition), ("guide", recipe.guide), ("closing", recipe.closing)):
            parts.append((f"{key}.say_en", one.say, one.say_en))
        known += [film] * (len(parts) - len(known))
    for (key, chinese, english), about in zip(parts, known, strict=True):
        if chinese and english:
            yield from _part(chinese, english, _told(about), judge, where(key))


def _told(known: Known) -> Told:
    return Told(known.text, known.today, known.claims, known.numbers)


def _part(chinese: str, english: str, known: Told, judge: Judge, place: Location) -> Iterator[Fault]:
    from fanxing.checks.english.read import figures  # noqa: PLC0415 - its patterns take 0.15 s, and few films need them

    for line, words in _lines(chinese, english):
        beside = Told(line, known.today)
        for figure in figures(words):
            if beside.holds(figure) or known.holds(figure):
                continue
            if beside.differs(figure):
                what = say("英文里的“{english}”和中文“{chinese}”对不上", english=figure.text, chinese=line)
                mend = say("照中文改英文；中文也错时两处一起改")
                yield from judge.find("second-wrong", what, where=place, mend=mend)
            else:
                yield from _unsupported(figure, judge, place)


def _unsupported(figure: Figure, judge: Judge, place: Location) -> Iterator[Fault]:
    what = say("英文里的“{english}”在中文和字段、facts 里都没有", english=figure.text)
    mend = say("核对后在 facts 里写上依据，或从英文里删去")
    yield from judge.find("second-unsupported", what, where=place, mend=mend)


def _lines(chinese: str, english: str) -> Iterator[tuple[str, str]]:
    """Chinese and English that stand together: a line each, or all of it where they cannot be told apart."""
    one, other = counts(chinese, english)
    if one != other:
        yield chinese, " ".join(english.split())
        return
    both = zip(paired(chinese, english), sentences(chinese), strict=True)
    for words, lines in groupby(both, key=lambda each: each[0]):
        if words:
            yield "".join(line for _, line in lines), words
