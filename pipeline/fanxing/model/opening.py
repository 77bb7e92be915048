"""Which pictures open a film: behind the hook, behind the title. Pure choice."""

import re
from collections.abc import Iterable

from fanxing.model.footage import Footage, Item
from fanxing.model.recipe import Exhibit
from fanxing.model.showing import file_of, free, wholes
from fanxing.model.story import Story

GRADES = ("一级", "二级", "三级")
"""Of a museum's own records, the most precious first."""

THINGS = frozenset(
    "鼎簋鬲甗尊罍壶卣觚爵斝盉匜盘盂缶豆钟镈铙镜剑戈矛钺弩瓶罐瓮碗盏杯碟盒钵炉俑璧琮璜圭璋玦簪钗碑砚玺琴灯卷册轴图"
)
"""Last characters of names that alone name the thing: 鼎 in 这只鼎. Of a figure's name (骑马陶人) or a painting's
(万壑松风), the last character stands in every second sentence and names nothing."""
_OTHER_WORDS = re.compile(
    r"盘[曲点旋问算绕踞缠]|[虬地]盘|尊[敬重严贵称]|至尊|[伯公侯]爵|爵[位士]|土豆|豆蔻|[一二三四五六七八九十几\d点分秒]钟"
    r"|钟[爱情头]|镜头|灯[光火下会节]|[席漫花白]卷|卷[起入曲云走]|册[封立]|[企意试力妄贪地版]图|图[案像书片谋]|炉火|杯水"
)
"""Words in which such a character names no thing."""


def strongest(story: Story, footage: Footage) -> Item | None:
    """The picture that opens the film: of the object that the hook names, else of the highest grade, else the first."""
    return next((found[0] for one in _by_rank(story) if (found := _of(one, footage))), None)


def title_ground(story: Story, footage: Footage, avoid: frozenset[str]) -> Item | None:
    """The picture behind a film's title: of the object that the title names, else of the one that the hook names.

    Where neither names one, that of the next object, so that the same thing does not open the film twice. Never a room
    or a part of an object while one can be shown whole; rather the same picture twice.

    Args:
        story: Names the objects.
        footage: What was gathered.
        avoid: Files that stand before or after. See ``file_of``.
    """
    ranked = _by_rank(story)
    named = sorted((how, at) for at, one in enumerate(ranked) if (how := _named_in(story.title, one)) < 2)
    called = [one for one in ranked if _named_in(story.hook or "", one) < 2]
    for one in (*(ranked[at] for _, at in named), *called):
        if found := _of(one, footage):
            return _first((found,), avoid)
    groups = [_of(one, footage) for one in ranked]
    fresh = [group for group in groups if not any(file_of(one) in avoid for one in group)]
    return _first((*fresh, *groups), avoid) or _first(
        (free(footage, "exhibition/media"), free(footage, "museum/media")), avoid
    )


def _first(wanted: Iterable[tuple[Item, ...]], avoid: frozenset[str]) -> Item | None:
    """The first picture that stands not before or after; else the first of all; None where there is none."""
    known = [one for items in wanted for one in items]
    return next((one for one in known if file_of(one) not in avoid), next(iter(known), None))


def _named_in(text: str, one: Exhibit) -> int:
    """How an object is named in words: 0 by its name, 1 by the thing that the name ends with (鼎, 瓶), 2 not at all."""
    if one.name in text:
        return 0
    thing = one.name.rstrip("》」”’）)")[-1:]
    return 1 if thing in THINGS and thing in _OTHER_WORDS.sub("", text) else 2


def _by_rank(story: Story) -> list[Exhibit]:
    """Objects, the one that should open the film first."""

    def rank(one: Exhibit) -> tuple[int, int]:
        grade = GRADES.index(one.grade) if one.grade in GRADES else len(GRADES)
        return _named_in(story.hook or "", one), grade

    return sorted(story.objects, key=rank)  # stable: of equal rank, the first told


def _of(one: Exhibit, footage: Footage) -> tuple[Item, ...]:
    """What may stand for an object on a card."""
    return wholes(free(footage, f"object/{one.id}/media"))
