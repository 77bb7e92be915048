"""Names of museums of which one is a slip of the other: a character of the same sound, or 县 left out.

Museums' names lie close (河南博物院 and 湖南博物院, 徐州 and 扬州), so one other character is a slip only where it
sounds the same, or where it stands behind the place in a long name.
"""

import re
from collections.abc import Iterable

from fanxing.checks.facts.people import nearest

_HOUSE = re.compile(
    r"(?P<core>.+?)(?P<kind>(?:艺术|历史)?博物[馆院]|[美艺]术馆|艺术馆|纪念馆|陈列馆|文物馆|图书馆|研究院|考古所)$"
)
_SEAT = re.compile(r"(?<=..)[省市县区]$")
_ALIKE = "陕西/山西 抚州/福州 宜春/伊春 榆林/玉林 苏州/宿州 泰州/台州 吉安/集安 利川/黎川"
_REAL = frozenset(frozenset(pair.split("/")) for pair in _ALIKE.split(" "))
"""Places whose names sound the same."""
_BEHIND = 2
"""Characters of a place's name at the head, in which another character mostly is another place."""
_LONG = 4
"""Characters from which on a name is told by more than its place."""
_MOST = 2
"""Characters that a slip changes."""


def nearest_house(name: str, others: Iterable[str]) -> str:
    """Give the known museum of which another name may be a slip; empty where none is near."""
    known = [one for one in others if one and one != name]
    return next((one for one in known if is_slip(name, one)), "") or nearest(name, known)


def is_slip(name: str, true: str) -> bool:
    """Whether the name of a museum is that of another with a slip: 克里夫兰美术馆 for 克利夫兰艺术博物馆."""
    said, known = _HOUSE.fullmatch(name), _HOUSE.fullmatch(true)
    if not said or not known or name == true:
        return False
    core, other = said["core"], known["core"]
    is_same_kind = said["kind"] == known["kind"]
    if core == other:
        return {said["kind"], known["kind"]} == {"博物馆", "博物院"}
    place, place2 = _SEAT.sub("", core), _SEAT.sub("", other)
    if place == place2:
        return is_same_kind and place in {core, other}  # 云门 for 云门县; 吉林省 and 吉林市 are two
    if core[len(place) :] != other[len(place2) :] or frozenset((place, place2)) in _REAL:
        return False
    if len(place) == len(place2):
        return _is_changed(place, place2)
    longer, shorter = sorted((place, place2), key=len, reverse=True)
    return is_same_kind and len(longer) > _LONG - 1 and _is_short_of_one(longer, shorter)


def _is_changed(said: str, true: str) -> bool:
    """Whether at most two characters differ, each of the same sound or far behind in a long name."""
    apart = [at for at, (one, other) in enumerate(zip(said, true, strict=True)) if one != other]
    if len(apart) > _MOST:
        return False
    odd = [at for at in apart if not _is_one_sound(said[at], true[at])]
    return not odd or (len(odd) == 1 and odd[0] >= _BEHIND and len(said) >= _LONG)


def _is_short_of_one(longer: str, shorter: str) -> bool:
    return len(longer) - len(shorter) == 1 and any(
        longer[:at] + longer[at + 1 :] == shorter for at in range(_BEHIND, len(longer))
    )


def _is_one_sound(one: str, other: str) -> bool:
    """Whether two characters are typed alike."""
    from pypinyin import pinyin  # noqa: PLC0415 - its dictionaries are slow to load, and few names need them
    from pypinyin.constants import Style  # noqa: PLC0415

    said, true = (set(pinyin(each, style=Style.NORMAL, heteronym=True)[0]) for each in (one, other))
    return bool(said & true)
