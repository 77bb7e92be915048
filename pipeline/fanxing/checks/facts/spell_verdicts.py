"""How long something lasted or lay apart, against what is told and against the years between what is known."""

import re
from fractions import Fraction
from itertools import combinations

from fanxing.checks.facts.age_verdicts import exact_years
from fanxing.checks.facts.claims import Claim
from fanxing.checks.facts.happenings import clause_of
from fanxing.checks.facts.known import Known
from fanxing.checks.facts.rulers import reign_of, rulers
from fanxing.checks.facts.sameness import in_common, is_alike
from fanxing.checks.facts.times import times
from fanxing.checks.facts.verdicts import LOOSE, RIGHT, Verdict, agrees, wrong


def lasting(claim: Claim, known: Known, sentence: str) -> Verdict:
    """Judge how long something lasted: by what is told, by a reign, or by two years that lie so far apart."""
    if "在位" in sentence and (reign := _reign(sentence)):
        return RIGHT if _is_months(claim, reign) else Verdict("wrong", f"{reign}年")
    said = [one for one in times(sentence, known.today) if one.grain == "year"]
    if "后" in claim.about:
        return _later(claim, said, known)
    return _long(claim, said, known, sentence)


def _long(claim: Claim, said: list[Claim], known: Known, sentence: str) -> Verdict:
    """Judge a length by those that are told, and by years that lie so far apart."""
    told = [one for one in known.claims if one.kind == "lasting"]
    same = [one for one in told if _is_same_work(claim, one, sentence, known.name)]
    is_than = not said and bool(_THAN.search(sentence[: claim.at]))
    if any(agrees(claim, one) for one in told) or (not is_than and _is_its_age(claim, known)):
        return RIGHT
    if any(_is_same_verb(claim, one, sentence) for one in same) and not said:
        return wrong(same, sentence)
    if is_than:
        return LOOSE
    if _follows(claim, said, known, sentence):
        return RIGHT
    if same and not _TODAY.search(sentence):
        return wrong(same, sentence)
    otherwise = RIGHT if _OURS.search(clause_of(sentence, claim)) else LOOSE
    return _of_range(known, sentence) or otherwise


_THAN = re.compile(r"比[^。！？]*[早晚][了上]?[整足]*$")
"""比欧洲早了: than something that no fact tells of."""


def _is_its_age(claim: Claim, known: Known) -> bool:
    """Whether it is as long as the thing is old: a fish on a plate that swam for 快七百年."""
    many = claim.quantity
    if many is None or many.low < _CENTURY:
        return False
    made = [span for one in known.claims if one.kind == "time" and "made" in one.events for span in one.spans]
    low, high = many.low - 12 * _CENTURY / 24, many.high + many.half
    return any(low <= 12 * (known.today - first) and 12 * (known.today - last) <= high for first, last in made)


_CENTURY = 1200
"""Months."""


def _follows(claim: Claim, said: list[Claim], known: Known, sentence: str) -> bool:
    """Whether any two years, or days of the calendar, lie so far apart."""
    ruled = [*rulers(sentence), *(one for one in times(sentence, known.today) if one.grain == "period")]
    if any(_is_months(claim, one) for one in _apart(known, said, ruled)):
        return True
    return _OF_DAYS.search(sentence) is not None and _is_of_days(claim, known)


def _of_range(known: Known, sentence: str) -> Verdict | None:
    """Judge by the one fact that tells from when to when the same lasted: 1929年起作校舍，1986年迁出."""
    facts = {one.told for one in known.claims if one.kind == "time" and one.grain == "year" and one.told}
    for fact in facts:
        years = [one for one in exact_years(known.claims) if one.told == fact]
        least = 1 if _UNTIL.search(fact) else _ENOUGH
        if len(years) == len("起止") and in_common(sentence, fact, without=known.name) >= least:
            return Verdict("wrong", f"{years[0].text}—{years[1].text}", fact)
    return None


_UNTIL = re.compile("一直|用到|直到|干到|敲到|[年月]起")
_ENOUGH = 2
_OURS = re.compile(r"我(?!们馆|馆)")
"""What the guide says of herself."""


def _is_of_days(claim: Claim, known: Known) -> bool:
    """Whether a known range of days is so long: 6月6日至9月6日 is three months."""
    told = [one for one in known.claims if one.kind == "day" and "range" in one.about]
    days = [one.spans[0][0] % 10_000 for one in known.claims if one.kind == "day" and one.spans[0][0] % 100]
    apart = (abs(_months(one, other)) for one, other in combinations(days, 2))
    is_range = any(_is_near(claim, _months(*one.spans[0])) for one in told)
    return is_range or any(_is_near(claim, one, _TIGHT) for one in apart)


def _is_near(claim: Claim, months: Fraction, off: Fraction | None = None) -> bool:
    many = claim.quantity
    off = off or _OFF
    return many is not None and many.low * (1 - off) <= months <= many.high * (1 + off)


_OFF, _TIGHT = Fraction(1, 10), Fraction(2, 100)
"""Share by which a length in months or days may be off: of a range that is told, and of any two days."""


def _months(first: int, last: int) -> Fraction:
    """How many months from one day to another, as YYYYMMDD or MMDD."""
    (year, month, day), (year2, month2, day2) = ((one // 10_000, one // 100 % 100, one % 100) for one in (first, last))
    return Fraction((year2 - year) * 12 + month2 - month) + Fraction(day2 - day, 30)


def _is_same_work(claim: Claim, told: Claim, sentence: str, name: str) -> bool:
    """Whether both say how long the same took: a verb in common, 画了三年 and 半年画成, or it is the making."""
    before = sentence[max(0, claim.at - 3) : claim.at]
    verbs = {mark for mark in before if mark in _WORK}
    if _is_same_verb(claim, told, sentence):
        return True
    own = sentence[: claim.at].rstrip("上他她它")[-1:]
    if own and own not in _NEUTRAL | _WORK and own not in told.told and not is_alike(sentence, told.told, least=1):
        return False  # 挣三个月
    verbs |= {own} & set(told.told[max(0, told.at - 4) : told.at]) - _NEUTRAL
    did = _DID.search(sentence[: claim.at])
    if did and _verb(did) not in "用花隔":
        verbs.add(_verb(did))
    clause = clause_of(sentence, claim)
    verbs |= _WORK & set(clause) if claim.about & {"用了", "花了", "要花", "历时"} else set()
    is_bare = len(clause) - len(claim.text) <= len("整整") or claim.about == {""}
    least = 2 if _is_other_verb(claim, told, sentence) else 1
    is_bare = is_bare or (did is not None and _verb(did) in "忙活干做")
    is_shared = is_alike(sentence if is_bare else clause, told.told, least=least, without=name)
    is_shared = is_shared or is_alike(sentence, told.told, least=least + 1, without=name)
    if _MENDED.search(told.told) and not _MENDED.search(sentence):
        return is_alike(sentence, told.told, without=name) and not verbs & _WORK
    is_work = bool(_IN_MAKING & told.about) and (not verbs or verbs & _WORK or is_alike(sentence, told.told, least=1))
    return bool(verbs & set(told.told) or is_work or is_shared)


def _is_same_verb(claim: Claim, told: Claim, sentence: str) -> bool:
    """Whether the very verb stands before both: 藏了二十五年, 藏了15年."""
    said, true = (_DID.search(text) for text in (sentence[: claim.at], told.told[: told.at]))
    if said and _verb(said) in "忙活干做" and true and _verb(true) in _WORK & set(sentence):
        return True  # 画工们忙了十四个月, of 画了四个月
    return bool(said and true and _verb(said) == _verb(true) and _verb(said) not in "用花隔是有")


def _is_other_verb(claim: Claim, told: Claim, sentence: str) -> bool:
    """Whether another verb stands before each: 等了他三十一年, 保存了21年."""
    said = re.search(r"(?P<verb>[\u4e00-\u9fff])了[他她它]?[整足将近]*$", sentence[: claim.at])
    true = _DID.search(told.told[: told.at])
    if not said or not true or said["verb"] in "用花干做忙":
        return False
    return said["verb"] != _verb(true) and not is_alike(f"{said['verb']}了", f"{_verb(true)}了", least=1)


def _verb(did: re.Match[str]) -> str:
    return did["verb"] or did["once"]


_OF_DAYS = re.compile(r"(?<!个)月|[号日]|展览|展出|展期|展|办|持续|开放")
"""Words of a sentence that speaks of days of the calendar."""
_MENDED = re.compile(r"修复|拼[了好接起]|粘|保护|脱水|修缮|重修|大修|清洗|加固|修|治")
"""Words of a work that was done on the thing long after it was made."""
_DID = re.compile(r"(?:(?P<verb>[\u4e00-\u9fff])了|一(?P<once>[\u4e00-\u9fff])就是)[整足将近]*$")
_WORK = set("画绘写抄刻雕琢铸烧织绣造建修算挖运磨缝拼打凿")


_NEUTRAL = set("用花隔了过整足约近只仅有是的在共要满够才就忙活干做，, 。！？；、")
"""Characters right before a length of time that are no verb of their own."""
_IN_MAKING = {"历时", "耗时", "用时", "花费"}
_TODAY = re.compile(r"展期|展览|展出|展期|开馆|讲解|工作|办|持续|开放")


def _reign(sentence: str) -> int:
    named = next(iter(rulers(sentence)), None)
    return reign_of(named) if named else 0


def _is_months(claim: Claim, years: int) -> bool:
    """Whether a length in months is so many years, give or take the one that counting from the first adds."""
    many = claim.quantity
    if many is None:
        return False
    room = 12 if many.low >= _TWO_YEARS else 0
    return many.low - room <= years * 12 <= many.high + room


_TWO_YEARS = 24


def _apart(known: Known, said: list[Claim], ruled: list[Claim]) -> set[int]:
    """How many years any two known or said years lie apart, and a known range is long."""
    told = [one for one in known.claims if one.kind == "time" and one.grain in {"year", "range"}]
    years = {year for one in (*told, *said, *ruled) for span in one.spans for year in span}
    return {abs(one - other) for one, other in combinations(sorted({*years, known.today}), 2)}


def _later(claim: Claim, said: list[Claim], known: Known) -> Verdict:
    """So many years later: than the year said before it, or else than any that is known."""
    before = [one.spans[0][0] for one in said if one.end <= claim.at]
    behind = [one.spans[0][0] for one in said if one.at >= claim.end]
    told = {known.today, *(one.spans[0][0] for one in exact_years(known.claims))}
    since = {before[-1]} if before else told
    until = {behind[0]} if before and behind else {*told, *behind}
    if any(_is_years(claim, last - first) for first in since for last in until):
        return RIGHT
    if before and behind:
        return Verdict("wrong", f"两个年份相隔{behind[0] - before[-1]}年")
    made = [span for one in known.claims if one.kind == "time" and "made" in one.events for span in one.spans]
    firsts = {year for first, last in made for year in (first, (first + last) // 2, last)}
    return RIGHT if any(_is_years(claim, last - first) for first in firsts for last in until) else LOOSE


def _is_years(claim: Claim, years: int) -> bool:
    """Whether so many years are meant: to the year below ten."""
    many = claim.quantity
    if many is None:
        return False
    room = 12 if many.low >= _TEN_YEARS else 0
    return many.low - room <= years * 12 <= many.high + room + many.half


_TEN_YEARS = 120
