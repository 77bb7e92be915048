"""Every word of a recipe that is said or shown, held against its fields and facts."""

import itertools
import re
from collections.abc import Callable, Iterator

from fanxing.checks.facts.claims import Claim
from fanxing.checks.facts.echoes import own_facts
from fanxing.checks.facts.fields import contradictions, inside
from fanxing.checks.facts.known import Known, of_film, of_object
from fanxing.checks.facts.measure_verdicts import rounded
from fanxing.checks.facts.mends import of_loose, of_wrong
from fanxing.checks.facts.people import near_names
from fanxing.checks.facts.read import claims
from fanxing.checks.facts.registered import denied, of_other_dynasty
from fanxing.checks.facts.things import missing_things
from fanxing.checks.facts.times import times
from fanxing.checks.facts.verdict import verdict
from fanxing.checks.facts.verdicts import Verdict
from fanxing.checks.rules import Judge, Rule
from fanxing.checks.texts import texts_of_whole
from fanxing.model.errors import Fault, Location
from fanxing.model.recipe import Exhibit, Recipe
from fanxing.model.words import say

Where = Callable[[str], Location]
"""Place of a key in the recipe's file."""

RULES: dict[str, Rule] = {
    "fact-wrong": Rule(about="说的和写的不能矛盾", level="fault", source="博物馆藏品信息以登记为准", conf="D"),
    "fact-unsupported": Rule(about="数字、年代、名称都要在字段或 facts 里找得到", source="同上", conf="D"),
    "fact-rounded": Rule(about="零头省去的尺寸要带“约”", source="博物馆藏品信息以登记为准", conf="D"),
    "fact-fields": Rule(
        about="展品名、年代、质地不能互相矛盾", level="fault", source="WW/T 0017—2013《馆藏文物登录规范》", conf="A"
    ),
    "fact-date": Rule(
        about="名条上的年代和这件展品的 facts、和展览的话对得上", source="博物馆藏品信息以登记为准", conf="D"
    ),
    "fact-source": Rule(
        about="“最早”“唯一”“最大”要有出处", source="广告绝对化用语执法指南，市场监管总局公告 2023-6", conf="A"
    ),
    "fact-inconsistent": Rule(about="年号和公历年要对得上", level="fault", source="方诗铭《中国历史纪年表》", conf="A"),
}
"""What the fact lint looks for."""


def fact_findings(recipe: Recipe, judge: Judge, where: Where, today: int) -> Iterator[Fault]:
    """Judge narration, hook, titles and description.

    Args:
        recipe: What is said and what is known.
        judge: Rules with the recipe's settings.
        where: Place of a key.
        today: The year in which the film is shown, for ages.
    """
    film = of_film(recipe, today)
    for key, text in texts_of_whole(recipe):
        yield from _text_findings(text, film, judge, (where, key), today)
        yield from _names(text, recipe, film, judge, where(key))
        if len(kept := own_facts(recipe.exhibition.facts, text)) < len(recipe.exhibition.facts):
            exhibition = recipe.exhibition.model_copy(update={"facts": kept})
            less = of_film(recipe.model_copy(update={"exhibition": exhibition}), today)
            yield from _echoes(text, (film, less), judge, where("exhibition.facts"), today)
        if key.rpartition(".")[2] == "title" and recipe.objects:
            yield from _things(text, recipe, film, judge, where(key))
    for at, one in enumerate(recipe.objects):
        known = of_object(one, recipe, today)
        if one.say:
            yield from _text_findings(one.say, known, judge, (where, f"objects[{at}].say"), today)
            if len(kept := own_facts(one.facts, one.say)) < len(one.facts):
                less = of_object(one.model_copy(update={"facts": kept}), recipe, today)
                yield from _echoes(one.say, (known, less), judge, where(f"objects[{at}].facts"), today)
        yield from _fields(one, judge, (where, f"objects[{at}]"), today)
        yield from _date(recipe, at, judge, where(f"objects[{at}].date"), today)
        yield from _inconsistent([one.date or "", *one.facts], judge, (where, f"objects[{at}].facts"), today)
    yield from _inconsistent(recipe.exhibition.facts, judge, (where, "exhibition.facts"), today)
    yield from _inconsistent(recipe.museum.facts, judge, (where, "museum.facts"), today)


def _text_findings(text: str, known: Known, judge: Judge, place: tuple[Where, str], today: int) -> Iterator[Fault]:
    where, key = place
    part = key.partition(".")[0] if key.startswith(("objects", "museum", "exhibition", "guide")) else "exhibition"
    for claim, sentence in claims(text, today):
        found = verdict(claim, known, sentence)
        if found.word == "wrong":
            yield from judge.find("fact-wrong", _against(claim, found), where=where(key), mend=of_wrong(claim, known))
        elif found.word == "loose" and claim.kind == "superlative":
            what = say("“{claim}”要有出处", claim=claim.text)
            mend = say("在 {part}.facts 里写明哪本图录、哪份报告怎样说；没有依据就删去", part=part)
            yield from judge.find("fact-source", what, where=where(key), mend=mend)
        elif found.word == "loose":
            what, mend = of_loose(claim, sentence, known, part)
            yield from judge.find("fact-unsupported", what, where=where(key), mend=mend)
        elif told := rounded(claim, known):
            what = say("“{claim}”是约数，登记的是“{known}”", claim=claim.text, known=told)
            mend = say("写成“约{claim}”，或照登记写", claim=claim.text)
            yield from judge.find("fact-rounded", what, where=where(key), mend=mend)


def _echoes(text: str, known: tuple[Known, Known], judge: Judge, place: Location, today: int) -> Iterator[Fault]:
    """Find claims that nothing supports but a fact that is the narration itself, word for word."""
    everything, less = known
    for claim, sentence in claims(text, today):
        if verdict(claim, everything, sentence).word == "right" and verdict(claim, less, sentence).word == "loose":
            what = say("“{claim}”的依据只有 facts 里和讲解词一字不差的一句，不算依据", claim=claim.text)
            mend = say("照原始记录改写那一句，末尾写明出处，如“（据入藏登记）”；登记里没有，就删去")
            yield from judge.find("fact-unsupported", what, where=place, mend=mend)


def _against(claim: Claim, found: Verdict) -> str:
    """Say what is claimed and what is known, in the fact's own words where the bare figure would not tell."""
    told = found.told.rstrip("。.")
    if len(told) > len(found.known) + 1:
        return say("“{claim}”与已知的“{known}”矛盾（{told}）", claim=claim.text, known=found.known, told=told)
    return say("“{claim}”与已知的“{known}”矛盾", claim=claim.text, known=found.known)


def _names(text: str, recipe: Recipe, known: Known, judge: Judge, place: Location) -> Iterator[Fault]:
    """Find the guide's name with another character, and the wrong guide's."""
    for said, _ in near_names(text, recipe.guide.name, known.text):
        what = say("“{said}”与讲解人的名字“{name}”对不上", said=said, name=recipe.guide.name)
        yield from judge.find("fact-wrong", what, where=place, mend=say("是不是 {name}？", name=recipe.guide.name))


def _things(text: str, recipe: Recipe, known: Known, judge: Judge, place: Location) -> Iterator[Fault]:
    """Find an exhibit that a title names and that is not in the film."""
    for thing in missing_things(text, tuple(one.name for one in recipe.objects), known.text):
        what = say("标题里的“{thing}”不在片子里", thing=thing)
        mend = say("改标题；片里说到它，就在 facts 里写明")
        yield from judge.find("fact-unsupported", what, where=place, mend=mend)


def _fields(one: Exhibit, judge: Judge, place: tuple[Where, str], today: int) -> Iterator[Fault]:
    """Find an object's fields that deny each other."""
    where, key = place
    for field, said, told in contradictions(one, today):
        what = say("展品名里的“{said}”和 {field} 的“{told}”矛盾", said=said, field=field, told=told)
        mend = say("核对登记，改展品名或改 {field}", field=field)
        yield from judge.find("fact-fields", what, where=where(f"{key}.{field}"), mend=mend)
    if one.date and (apart := inside(one.date, today)):
        what = say("“{one}”和“{other}”对不上", one=apart[0].text, other=apart[1].text)
        yield from judge.find("fact-fields", what, where=where(f"{key}.date"), mend=say("核对登记后改正"))


def _date(recipe: Recipe, at: int, judge: Judge, place: Location, today: int) -> Iterator[Fault]:
    """Find a date that may be a slip: it is set on the plate as it is written."""
    date = recipe.objects[at].date or ""
    if told := denied(recipe, at, today):
        what = say("名条上写“{date}”，{key} 说“{said}”", date=date, key=told[0], said=told[1])
        yield from judge.find("fact-date", what, where=place, mend=say("核对登记，写错的改正；两个都对就不用改"))
    if ruled := of_other_dynasty(date):
        what = say("“{said}”：这个年号是{dynasty}代的", said=ruled[0], dynasty=ruled[1])
        yield from judge.find("fact-date", what, where=place, mend=say("核对登记后改正"))


_BRACKET = re.compile(r"^\s*[（(,，即就是也]*\s*$")


def _inconsistent(
    texts: tuple[str, ...] | list[str], judge: Judge, place: tuple[Where, str], today: int
) -> Iterator[Fault]:
    """Find a reign year whose year in brackets is another one."""
    where, key = place
    for text in texts:
        years = sorted((one for one in times(text, today) if one.grain == "year"), key=lambda one: one.at)
        for one, other in itertools.pairwise(years):
            between = text[one.end : other.at]
            if _BRACKET.match(between) and between.strip() and not set(one.spans) & set(other.spans):
                what = say("“{one}”不是“{other}”", one=one.text, other=other.text)
                mend = say("{one} 是公元 {year} 年，核对后改正", one=one.text, year=one.spans[0][0])
                yield from judge.find("fact-inconsistent", what, where=where(key), mend=mend)
