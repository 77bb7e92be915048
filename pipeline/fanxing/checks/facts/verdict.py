"""A claim against what is known: right, wrong, or loose (nothing supports it)."""

import re
from collections.abc import Callable, Iterable

from fanxing.checks.facts import visits
from fanxing.checks.facts.claims import Claim
from fanxing.checks.facts.count_verdicts import count
from fanxing.checks.facts.happenings import clause_of
from fanxing.checks.facts.known import Known
from fanxing.checks.facts.measure_verdicts import measure
from fanxing.checks.facts.names import COIN, HOLDS, MUSEUM, TITLE, names
from fanxing.checks.facts.numerals import NUMBER, plain, value
from fanxing.checks.facts.people import nearest
from fanxing.checks.facts.rulers import ruler
from fanxing.checks.facts.sameness import in_common, is_alike
from fanxing.checks.facts.spell_verdicts import lasting
from fanxing.checks.facts.stuffs import stuff
from fanxing.checks.facts.time_verdicts import time
from fanxing.checks.facts.verdicts import LOOSE, RIGHT, Verdict, wrong


def verdict(claim: Claim, known: Known, sentence: str) -> Verdict:
    """Judge one claim.

    Args:
        claim: What is said.
        known: What is known.
        sentence: In which it is said.
    """
    found = _JUDGES[claim.kind](claim, known, sentence)
    return RIGHT if found is LOOSE and _is_written(claim, known) else found


_FIGURES = 20
"""Number from which on it is told where it is written at all, whatever its unit: a tree of 八十年 is 八十岁."""


def _is_written(claim: Claim, known: Known) -> bool:
    """Whether an amount that nothing of its own kind supports stands as a number in what is known."""
    if claim.kind not in {"measure", "lasting"} or not (match := _NUMBER.search(plain(claim.text))):
        return False
    read = value(match.group())
    same = [one for one in known.claims if one.kind == claim.kind and one.unit == claim.unit]
    if any(value(each.group()) == read for one in same for each in _NUMBER.finditer(plain(one.text))):
        return False  # so many of another unit: 九十五斤 for 95 公斤
    return read is not None and read >= _FIGURES and read % 10 != 0 and read in known.figures


_NUMBER = re.compile(NUMBER)


def _place(claim: Claim, known: Known, sentence: str) -> Verdict:
    """A grave or cave by its number: wrong where another of its kind is known; else nothing is said of it."""
    told = [one for one in known.claims if one.kind == "place" and one.name[-1] == claim.name[-1]]
    if not told or any(one.name == claim.name for one in told):
        return RIGHT
    return wrong(told, sentence)


def _title(claim: Claim, known: Known, sentence: str) -> Verdict:
    if claim.name in known.titles or claim.name in TITLE.sub("", known.text):
        return RIGHT
    own = TITLE.findall(known.name)
    if own and _THIS.search(sentence[: claim.at]):
        return Verdict("wrong", f"《{own[0]}》")
    near = nearest(claim.name, known.titles)
    if other := _by_same_verb(sentence, claim.at, known):
        return Verdict("wrong", *other)
    if other := _of_same_role(TITLE, sentence, known):
        return Verdict("wrong", *other)
    said = TITLE.sub("", sentence)
    told = [fact for fact in known.text.splitlines() if f"《{near}》" in fact]
    if slips := [one for one in known.titles if _differs_in_one(claim.name, one)]:
        return Verdict("wrong", f"《{slips[0]}》")
    is_same = any(is_alike(said, TITLE.sub("", fact), least=1, without=known.name) for fact in told)
    return Verdict("wrong", f"《{near}》") if near and is_same else LOOSE


def _differs_in_one(one: str, other: str) -> bool:
    """Whether two names are equally long and differ in one character: a slip of the tongue."""
    apart = [mark for mark, mark2 in zip(one, other, strict=False) if mark != mark2]
    return len(one) == len(other) > 2 and len(apart) == 1 and apart[0] not in _VOLUMES


_VOLUMES = "初续正前后上中下一二三四五六七八九十"
"""Characters that tell one volume from the next: 三编, 初编."""


_VERB = re.compile(
    r"(?P<verb>[录弹唱抄写画刻印读演奏题吹拉讲录编著译改])(?:的(?:就|正)?是|了|过|着|成|出)?(?:一[首曲部支段幅出本篇卷])?(?:古?琴?曲|名曲|歌|戏)?$"
)
"""录的是, 弹了一曲: what was done with a work, right before its name."""


def _by_same_verb(sentence: str, at: int, known: Known) -> tuple[str, str] | None:
    """Give the work that a fact names behind the very verb: 录的是《阳关三叠》 against 录了《流水》."""
    said = _VERB.search(sentence[:at])
    for fact in known.text.splitlines() if said else ():
        for match in TITLE.finditer(fact):
            true = _VERB.search(fact[: match.start()])
            if said and true and true["verb"] == said["verb"]:
                return match.group(), fact
    return None


def _of_same_role(pattern: re.Pattern[str], sentence: str, known: Known) -> tuple[str, str] | None:
    """Give another name in a fact that says the same: 录了一曲《高山流水》 against 录了琴曲《梅花三弄》."""
    said = pattern.sub("　", sentence)
    for fact in known.text.splitlines():
        name = pattern.search(fact)
        if (
            name
            and len(fact) > len(name.group()) + len("某人的")
            and in_common(said, pattern.sub("　", fact), without=known.name) >= _SAME_ROLE
        ):
            return name.group(), fact
    return None


_SAME_ROLE = 1
"""Words in common, names left out, from which on two texts say the same of a name."""
_THIS = re.compile(r"[这此该本][一]?[张幅件卷部册本轴套帧首篇]$|(?:作品|画|书)(?:叫|名叫|名为|就是)$")
"""What is shown is the object itself: 这张《溪山行旅图》."""


def _coin(claim: Claim, known: Known, sentence: str) -> Verdict:
    """Judge the youngest or most frequent coin of a hoard by name: wrong where the fact that says so names another."""
    role = next((words for words in _ROLES if any(word in sentence for word in words)), ())
    for fact in known.text.splitlines() if claim.name not in known.text and role else ():
        for clause in re.split("[，,；;。]", fact):
            coin = COIN.search(clause)
            if coin and any(word in clause for word in role):
                return Verdict("wrong", coin.group(), fact)
    return RIGHT


_ROLES = (
    ("最晚", "年纪最轻", "最年轻", "最小", "最后一"),
    ("最早", "最老", "年纪最大", "最古"),
    ("最多", "数量最多", "多数"),
)
"""Words that say which of the coins is meant."""


def _museum(claim: Claim, known: Known, sentence: str) -> Verdict:
    if _is_named(claim.name, (*known.houses, known.holder)):
        return RIGHT
    if known.holder and HOLDS.search(sentence):
        return Verdict("wrong", known.holder)
    if same := _of_same_role(MUSEUM, sentence, known):
        return Verdict("wrong", *same)
    other = _HOUSE.search(known.text)
    if other and _OTHER_ONE.search(sentence) and (HOLDS.search(sentence) or _LIVES.search(sentence[: claim.at])):
        return Verdict("wrong", other["house"])
    return _elsewhere(claim, known, sentence) or LOOSE


def _elsewhere(claim: Claim, known: Known, sentence: str) -> Verdict | None:
    """Judge another house in which the object is said to have been: wrong where one fact tells of one other house."""
    told = [
        (house.group(), fact)
        for fact in known.text.splitlines()
        for house in MUSEUM.finditer(fact)
        if len(fact) > len(house.group()) + len("去过") and not (known.holder and house.group().endswith(known.holder))
    ]
    is_its = known.is_object and _LIVES.search(sentence[: claim.at]) and not _ANOTHERS.search(sentence)
    return Verdict("wrong", *told[0]) if is_its and len({house for house, _ in told}) == 1 else None


_LIVES = re.compile(r"(?:[它住躺待呆去到往送修借]|师傅|治病)[^，。；！？]{0,4}[在去到往给]?$")
"""Words of where the thing itself was: 它在…躺了两年."""
_ANOTHERS = re.compile(r"也有|还有|另有|类似|同样|一样的|同款|同类|成对|一对")
_OTHER_ONE = re.compile(r"另[一外]|别的|其余|双胞胎|孪生|兄弟|姐妹|姊妹")
_HOUSE = re.compile(rf"另[一外][^，。；]{{0,4}}[藏在](?P<house>{MUSEUM.pattern})")
"""Where the others are kept: 另一部藏国家图书馆."""


def _is_named(name: str, houses: Iterable[str]) -> bool:
    return any(house and (name.endswith(house) or house.endswith(name)) for house in houses)


def _accession(claim: Claim, known: Known, sentence: str) -> Verdict:
    del sentence
    name = claim.name.translate(_FIGURES_OF)
    if any(each in known.text or each == known.accession for each in (claim.name, name)):
        return RIGHT
    return Verdict("wrong", known.accession) if known.accession else LOOSE


_FIGURES_OF = str.maketrans("零〇一二三四五六七八九", "00123456789")


def _grade(claim: Claim, known: Known, sentence: str) -> Verdict:
    del sentence
    if claim.name.endswith(("单位", "遗产")):
        return _listed(claim, known)
    if claim.name.endswith("保护"):
        told = re.search(r"[一二三]级(?:重点)?保护", known.text)
        is_right = told is not None and told.group()[0] == claim.name[0]
        return RIGHT if is_right else Verdict("wrong", told.group()) if told else LOOSE
    if claim.name == known.grade or f"{claim.name}文物" in known.text:
        return RIGHT
    return Verdict("wrong", known.grade) if known.grade else LOOSE


def _listed(claim: Claim, known: Known) -> Verdict:
    """Judge the level at which a house or a craft is listed, against the level that is told."""
    told = [one.name for one in names(known.text) if one.kind == "grade" and one.name[-2:] == claim.name[-2:]]
    if claim.name in told:
        return RIGHT
    return Verdict("wrong", told[0]) if told else LOOSE if known.is_object else RIGHT


def _superlative(claim: Claim, known: Known, sentence: str) -> Verdict:
    same = next((each for each in _SUPERLATIVES if claim.name in each), (claim.name,))
    told = [fact for fact in known.text.splitlines() if any(name in fact for name in same)]
    scope = _SCOPE.search(clause_of(sentence, claim))
    return RIGHT if any(not scope or _has(scope, fact) for fact in told) else LOOSE


def _has(scope: re.Match[str], fact: str) -> bool:
    """Whether a fact speaks of the same wide field: of all the province, where the claim does."""
    return any(found.lastgroup == scope.lastgroup for found in _SCOPE.finditer(fact))


_SCOPE = re.compile("(?P<world>世界|全球)|(?P<country>全国|国内|中国|我国)|(?P<province>全省|省内|省里)")
"""How far a superlative reaches."""


_SUPERLATIVES = (
    ("最早", "最老", "最古老", "年代最早"),
    (
        "唯一",
        "独一无二",
        "仅此一",
        "只此一",
        "独此一",
        "孤品",
        "仅存",
        "绝无仅有",
        "只有这一",
        "只有这么一",
        "仅有这一",
        "只剩这一",
    ),
    ("最大", "规模最大", "第一大"),
    ("独一份", "唯一", "仅此一", "只此一", "只有这一"),
    ("头一次", "头一回", "首次", "第一次"),
    ("头一件", "头一个", "头一座", "首件", "第一件", "第一个", "第一座"),
    ("孤本", "唯一", "仅存"),
    ("首次", "第一次", "头一次", "第一"),
    ("首件", "首个", "第一件", "第一台", "第一个", "第一"),
)
"""Superlatives that say the same."""

_JUDGES: dict[str, Callable[[Claim, Known, str], Verdict]] = {
    "time": time,
    "measure": measure,
    "count": count,
    "lasting": lasting,
    "title": _title,
    "coin": _coin,
    "museum": _museum,
    "accession": _accession,
    "place": _place,
    "grade": _grade,
    "superlative": _superlative,
    "day": visits.day,
    "clock": visits.clock,
    "weekday": visits.weekday,
    "floor": visits.floor,
    "hall": visits.hall,
    "door": visits.door,
    "price": visits.price,
    "ruler": ruler,
    "stuff": stuff,
}
"""Kind of claim -> who judges it."""
