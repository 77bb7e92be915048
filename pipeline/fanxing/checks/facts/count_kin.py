"""Whether two counts are of the same: by counting words that go together, nouns, and what is said around them."""

import re

from fanxing.checks.facts import nouns
from fanxing.checks.facts.claims import Claim
from fanxing.checks.facts.happenings import clause_of
from fanxing.checks.facts.known import Known
from fanxing.checks.facts.sameness import in_common
from fanxing.checks.facts.units import COUNTERS, NOUN_UNITS, PEOPLE, SINGLE, TIMES


def is_two(claim: Claim) -> bool:
    """Whether no more than two are counted."""
    return claim.quantity is not None and claim.quantity.high <= 2


def is_kin(claim: Claim, told: Claim) -> bool:
    """Whether one counting word may stand for the other, or is the other's noun: 十三徽, 十七纸."""
    pair = {claim.unit, told.unit}
    if len(pair) == 1 or pair <= SINGLE or pair <= PEOPLE or pair <= TIMES:
        return True
    if len(pair & _OF_THEIR_OWN) == 1 and pair & SINGLE - {"个"}:
        return False  # 六十户 of smiths are no pieces of silver
    if not pair & NOUN_UNITS and pair <= set(COUNTERS) and is_counterpart(claim, told):
        return True
    if "个" in pair and pair & NOUN_UNITS and claim.about & told.about:
        return True  # 六个足, 四个柱状足
    if "个" in pair and any(nouns.is_alike(one, told.unit) for one in claim.heads if told.unit in NOUN_UNITS):
        return True
    return _names(claim, told.unit) or _names(told, claim.unit)


_OF_THEIR_OWN = {"户", "家", "道", "代"}
"""Counting words that no single thing is counted by."""


def _names(claim: Claim, unit: str) -> bool:
    """Whether a counting word that is a noun ends one of the nouns beside a count."""
    return _is_noun(unit) and any(noun.endswith(unit) for noun in (*claim.heads, claim.noun))


def _is_noun(unit: str) -> bool:
    return unit not in COUNTERS or unit in NOUN_UNITS


def is_counterpart(claim: Claim, told: Claim) -> bool:
    """Whether the noun nearest to a count is one that the known count is of."""
    if told.unit in claim.heads and told.unit not in PEOPLE:
        return True
    if "字" in {claim.unit, told.unit} and not all("字" in (one.unit, *one.heads) for one in (claim, told)):
        return False  # 坛底六个字 are no six jars
    return any(nouns.is_alike(noun, one) for noun in claim.heads for one in (*told.heads, told.noun, *_noun_unit(told)))


def _noun_unit(told: Claim) -> tuple[str, ...]:
    return (told.unit,) if _is_noun(told.unit) or told.unit == "群" else ()


def is_unit(claim: Claim, told: Claim) -> bool:
    """Whether both counting words are the same, or are of people."""
    return claim.unit == told.unit or {claim.unit, told.unit} <= PEOPLE


def is_of_people(claim: Claim) -> bool:
    """Whether people are counted, or figures of them: by the counting word, or by the noun."""
    return claim.unit in PEOPLE - {"个"} or any(nouns.is_person(noun) for noun in claim.heads)


def is_same_thing(claim: Claim, told: Claim, known: Known, sentence: str) -> bool:
    """Whether a count and a known one cannot both be: counting words that go together, and a noun in common."""
    if _is_of_another_field(claim, told, sentence):
        return False
    has_unit, shared = claim.unit == told.unit, claim.about & told.about
    if has_unit and (claim.unit in NOUN_UNITS or claim.unit not in COUNTERS):
        return True
    are_few = is_two(claim) and len(shared) < len("银角") and not (is_of_people(claim) and is_counterpart(claim, told))
    if not has_unit and ((told.is_each and not claim.is_each) or are_few):
        return False
    if _is_of_other_kind(claim, told, sentence):
        return False
    if not is_kin(claim, told):
        return bool(shared) and _names(claim, told.unit)
    return _is_same_noun(claim, told, known, sentence)


def _is_of_another_field(claim: Claim, told: Claim, sentence: str) -> bool:
    """Whether one is of all the province, or of every evening, and the other is not."""
    is_wide, is_told_wide = bool(WIDE.search(sentence)), bool(WIDE_TOLD.search(clause_of(told.told, told)))
    if is_wide != is_told_wide and not (is_told_wide and is_counterpart(claim, told)):
        return True  # 全省 has so many of them
    if claim.unit == told.unit and claim.unit not in COMMON | NOUN_UNITS and is_counterpart(claim, told):
        return False  # 一次能压十发子弹
    near = "，".join(re.split("[，,；;]", sentence[: claim.at])[-2:])
    return bool(_A_TIME.search(near)) and not told.is_each and not _A_TIME.search(told.told)  # 一晚上学五个字


def _is_of_other_kind(claim: Claim, told: Claim, sentence: str) -> bool:
    """Whether one counts people and the other things, or so many of each and all."""
    if told.unit == "级" and claim.unit != "级":
        return True  # 一级 is a rank
    if told.unit not in COUNTERS and told.quantity is not None and told.quantity.high <= 1:
        return True  # 一窑可装两万件
    if is_of_people(claim) and told.heads and not is_of_people(told) and not is_counterpart(claim, told):
        return True  # 二十个小伙子 are no pair of lions
    if claim.unit == told.unit and claim.unit not in COMMON | NOUN_UNITS and is_counterpart(claim, told):
        return False
    return claim.is_each and not told.is_each and bool(_RATE.search(clause_of(sentence, claim)))


def _is_same_noun(claim: Claim, told: Claim, known: Known, sentence: str) -> bool:
    """Whether both count the same, by all that speaks for and against it."""
    noun = claim.unit if claim.unit in NOUN_UNITS else claim.heads[0] if claim.heads else ""
    if noun == "人" and _EFFORT.search(sentence) and not in_common(sentence, told.told, without=known.name):
        return False
    has_unit = claim.unit == told.unit
    score = _OF_UNIT if has_unit and claim.unit not in COMMON else int(has_unit)
    score += has_unit and sum(one.unit == told.unit for one in known.claims if one.kind == "count") == 1
    score += min(
        2, in_common(sentence if claim.unit in PEOPLE else clause_of(sentence, claim), told.told, without=known.name)
    )
    score += 2 * (has_unit and bool(_BUNDLE.findall(near_of(sentence, claim)) and _BUNDLE.search(told.told[: told.at])))
    score += claim.is_total or not noun or ((has_unit or len(noun) > 1) and noun in told.told)
    if is_counterpart(claim, told) or any(nouns.is_alike(noun, one) for one in (*told.heads, *_noun_unit(told))):
        return True
    if told.is_total and noun in known.name:
        score += 2
    elif claim.is_each and told.is_each and has_unit:
        score += 1
    elif noun and told.heads and (noun in clause_of(sentence, claim) or score < ENOUGH):
        are_people = {claim.unit, told.unit} <= PEOPLE and is_of_people(told)
        is_only = sum(one.unit in PEOPLE for one in known.claims if one.kind == "count") == 1
        score += are_people and is_only and in_common(sentence, told.told, without=known.name) > 0
        score -= 0 if are_people and is_only else 1 if claim.unit in PEOPLE or claim.unit not in COMMON else 2
    return score >= ENOUGH


def near_of(sentence: str, claim: Claim) -> str:
    """Give the clause of a claim up to its number."""
    return re.split("[，,；;。！？]", sentence[: claim.at])[-1]


_BUNDLE = re.compile("一[串排版]$")
"""一串七个: how many a bundle has."""
_EFFORT = re.compile("[抬搬拉推扛围看挤]")
"""八个人才把它抬起来: they are none of those that are counted elsewhere."""
_OF_UNIT = 2
"""What the same counting word tells, where few kinds of things are counted by it: 页, 层, 首."""
ENOUGH = 2
"""Score, or words in common, from which on two texts say the same."""
COMMON = {
    "个",
    "件",
    "只",
    "块",
    "条",
    "张",
    "样",
    "种",
    "座",
    "把",
    "片",
    "人",
    "名",
    "位",
    "次",
    "处",
    "套",
    "道",
    "户",
    "方",
}
"""Counting words of many kinds of things."""
_A_TIME = re.compile(
    r"(?<![头第那这])(?:一|每)个?(?:天|日|晚上|夜|早上|年|月|星期|小时|钟头|分钟|次|趟|班|顿|场|回)(?!之|下|间|起|的)(?=[\u4e00-\u9fff])"
)
"""So many at a time, or a day."""
_RATE = re.compile(r"一[\u4e00-\u9fff]{1,5}[能可]")
"""一张蜡纸能印八百份: so many of each, not in all."""
WIDE = re.compile(
    r"全国|国内|全省|省内|省里|[全我本]市|[全我本]县|[我咱]们?[省市县区]|全世界|世界上|存世|传世|世上|海内外|世间|天下|岛上|全[村岛镇城]"
)
"""Words of how many there are elsewhere."""
WIDE_TOLD = re.compile(f"(?:{WIDE.pattern})(?![捐乡青])")
"""The same in a fact, where 本县捐资者112人 is no count of what the county has."""


def is_of_other_size(claim: Claim, told: Claim) -> bool:
    """Whether a count is so far from the known one that it is of some of them, or of others: three lines of 126."""
    said, true = claim.quantity, told.quantity
    if said is None or true is None:
        return False
    if claim.is_total:
        return true.high * _FAR_OF < said.low
    return said.high * _FEW_OF < true.low or true.high * _FEW_OF < said.low


_FEW_OF, _FAR_OF = 15, 100
