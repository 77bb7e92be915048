"""The museum's own name and the objects' holders: one house written in two ways is told, for both are printed."""

from collections import Counter
from collections.abc import Callable, Iterator

from fanxing.checks.facts.houses import is_slip
from fanxing.checks.facts.names import names
from fanxing.checks.rules import Judge, Rule
from fanxing.model.errors import Fault, Location
from fanxing.model.recipe import Recipe
from fanxing.model.words import say

RULES: dict[str, Rule] = {
    "museum-name": Rule(about="同一座馆的名称处处一样写", source="名条、片尾和封面照写的印", conf="D"),
}
"""What is looked for in the names of museums."""

Where = Callable[[str], Location]
"""Place of a key in the recipe's file."""


def house_findings(recipe: Recipe, judge: Judge, where: Where) -> Iterator[Fault]:
    """Judge the museum's name, the objects' holders and the exhibition's name.

    Args:
        recipe: The names.
        judge: Rules with the recipe's settings.
        where: Place of a key.
    """
    own, short = recipe.museum.name, recipe.museum.short
    holders = Counter(one.holder for one in recipe.objects if one.holder)
    usual = holders.most_common(1)[0] if holders else ("", 0)
    if own not in holders and usual[1] > 1 and is_slip(own, usual[0]):
        what = say(
            "museum.name 写“{name}”，{count} 件展品的 holder 写“{holder}”", name=own, count=usual[1], holder=usual[0]
        )
        mend = say("是不是 {name}？核对后写成一样；真是两座馆就不用改", name=usual[0])
        yield from judge.find("museum-name", what, where=where("museum.name"), mend=mend)
        own = usual[0]
    right = [own, *(name for name, count in holders.items() if count > 1)]
    for at, one in enumerate(recipe.objects):
        if one.holder and one.holder not in {own, short}:
            yield from _slip(one.holder, right, holders, judge, where(f"objects[{at}].holder"))
    for claim in names(recipe.exhibition.name):
        if claim.kind == "museum" and claim.name != short:
            yield from _slip(claim.name, right, holders, judge, where("exhibition.name"))


def _slip(name: str, right: list[str], holders: Counter[str], judge: Judge, place: Location) -> Iterator[Fault]:
    """Find a name that is a slip of the museum's own, or of one that stands more often."""
    for true in right:
        if is_slip(name, true) and (true == right[0] or holders[true] > holders[name]):
            what = say("“{said}”和“{name}”只差一点", said=name, name=true)
            mend = say("是不是 {name}？核对后写成一样；真是两座馆就不用改", name=true)
            yield from judge.find("museum-name", what, where=place, mend=mend)
            return
