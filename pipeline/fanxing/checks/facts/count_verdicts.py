"""How many, against what is counted: by counting words that go together and nouns in common."""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from fanxing.checks.facts import nouns
from fanxing.checks.facts.claims import Claim
from fanxing.checks.facts.count_kin import (
    COMMON,
    ENOUGH,
    is_counterpart,
    is_kin,
    is_of_other_size,
    is_same_thing,
    is_two,
    is_unit,
)
from fanxing.checks.facts.happenings import clause_of
from fanxing.checks.facts.known import Known
from fanxing.checks.facts.numerals import HAN_OR_DIGIT, NUMBER, Quantity
from fanxing.checks.facts.rulers import rulers
from fanxing.checks.facts.sameness import in_common
from fanxing.checks.facts.units import COUNTERS, PEOPLE, SINGLE
from fanxing.checks.facts.verdicts import LOOSE, RIGHT, Verdict, agrees, wrong


def count(claim: Claim, known: Known, sentence: str) -> Verdict:
    """Judge a count by its counting word and its nouns."""
    counted = [one for one in known.claims if one.kind == "count"]
    if _is_known(claim, counted, known, sentence):
        return RIGHT
    same = [one for one in counted if is_same_thing(claim, one, known, sentence)]
    same = [one for one in same if not _is_others(claim, one, sentence) and not is_of_other_size(claim, one)]
    if claim.unit not in COUNTERS and not any(one.unit == claim.unit for one in same):
        return LOOSE if _is_open(claim, sentence) else RIGHT  # 三月, 八仙: a small number before any noun claims little
    if same and not (is_two(claim) and not _states(claim, sentence)):
        is_some = claim.is_part and not any(_is_some_of(claim, one, known, sentence) for one in same)
        return LOOSE if is_some else wrong(same, sentence)
    if is_two(claim) and _is_new(claim, known, sentence):
        return LOOSE
    return RIGHT if is_two(claim) or _is_list(claim, known) else LOOSE


def _is_some_of(claim: Claim, told: Claim, known: Known, sentence: str) -> bool:
    """Whether some are told of too: words in common, fewer where few kinds of things are counted so."""
    if told.is_part and claim.unit == told.unit and claim.unit not in COMMON:
        return sum(one.is_part and one.unit == told.unit for one in known.claims if one.kind == "count") == 1
    enough = 1 if claim.unit == told.unit and claim.unit not in COMMON else ENOUGH
    return in_common(sentence, told.told, without=known.name) >= enough


def _is_new(claim: Claim, known: Known, sentence: str) -> bool:
    """Whether there is said to be a pair of what nothing known speaks of: 底下还蹲着两头石狮子."""
    noun = claim.heads[-1] if claim.heads else ""
    is_stated = claim.unit in COUNTERS and bool(_THERE.search(sentence[: claim.at]))
    is_new = len(noun) > 1 and not set(noun[-2:]) & set(known.text)
    return is_stated and is_new and not _BODY.search(noun)


_THERE = re.compile(r"(?:[着有还共]|[开办建造派打演][过了])$")
_BODY = re.compile("[手眼脚腿臂边头面端侧耳角翅]")
"""Of these everybody has two."""


def _is_known(claim: Claim, counted: list[Claim], known: Known, sentence: str) -> bool:
    """Whether a count is told: word for word, as a count, as money, as a sum or as so many of each."""
    if claim.heads and claim.unit in _KINDS:
        nouns_of = "|".join(re.escape(one[at]) for one in claim.heads for at in (0, -1))
        if re.search(rf"(?<!{HAN_OR_DIGIT}){re.escape(claim.text[:-1])}(?:{nouns_of})", known.text):
            return True  # 五种颜色 is 五色
    short = claim.text[:-1] + sentence[claim.end : claim.end + 1]  # 七根弦 is 七弦
    if any(re.search(rf"(?<!{HAN_OR_DIGIT}){re.escape(words)}", known.text) for words in (claim.text, short)):
        return True
    if claim.unit == "块" and any(one.kind == "price" and agrees(claim, one) for one in known.claims):
        return True  # 五十块国币
    is_alone = claim.unit == "个" and not _WITH_NOUN.match(sentence, claim.end)
    counterparts = [one for one in counted if is_kin(claim, one) and is_counterpart(claim, one)]
    near = [one for one in counted if is_unit(claim, one) or one in counterparts] if counterparts else counted
    is_small = claim.quantity is not None and claim.quantity.manner == "exact" and claim.quantity.low < _CHANCE // 2
    if is_small and claim.heads and (same := [one for one in counterparts if claim.heads[0] in (*one.heads, one.noun)]):
        near = same if len(claim.heads[0]) > 1 else near
    told = [one for one in near if is_alone or _is_so_many(claim, one)] + counted * _is_telling(claim)
    if any(agrees(claim, one) for one in told):
        return True
    if claim.is_part and any(_is_without_this(claim, one) for one in counterparts):
        return True
    is_of_pair = "对" in known.name and claim.quantity == _TWO and bool(counterparts)  # one on each
    is_read = claim.unit == "字" and claim.quantity is not None and claim.quantity.low in _letters(known)
    return is_of_pair or is_read or _is_counted(claim, known) or _is_made_up(claim, counted, sentence)


def _is_without_this(claim: Claim, told: Claim) -> bool:
    """Whether these are the others beside the one that is shown: 还有四尊, of five."""
    said, true = claim.quantity, told.quantity
    return said is not None and true is not None and claim.unit == told.unit and said.low + 1 == true.low == true.high


_KINDS = {"种", "样", "个", "类", "道", "层"}


def _letters(known: Known) -> set[int]:
    """How many characters what is quoted has, and what stands on a coin: 崇宁通宝 are four."""
    quoted = [match[1] for match in _QUOTED.finditer(known.text)]
    named = [known.name] if _COIN.search(known.name) else []
    return {sum(mark.isalnum() for mark in each) for each in (*quoted, *named)}


_QUOTED = re.compile("[“「]([^“”「」]{2,40})[”」]")
_COIN = re.compile(r"[通元重之]宝$|五铢$|半两$|大泉五十$")


def _is_open(claim: Claim, sentence: str) -> bool:
    """Whether a number stands before whatever noun and is nobody's idiom: 二十九刀, 三万多锤."""
    many, figures = claim.quantity, _NUMBER.search(claim.text)
    if many is None or figures is None or many.low < _OPEN or _ROUND.fullmatch(figures.group()):
        return False
    return bool(nouns.behind(sentence, claim.end - 1))


_OPEN = 10
_NUMBER = re.compile(NUMBER)
_ROUND = re.compile(r"[十百千万亿]+|[〇零一二三四五六七八九]+")
"""百姓, 千家万户, 五四: no counts."""
_TWO = Quantity(Fraction(2), Fraction(2), "exact", Fraction(1, 2))
_WITH_NOUN = re.compile(r"(?![是都全有就])[\u4e00-\u9fff]")
"""A count that stands alone (只剩下十个) may be of anything that is counted."""


_STATES = re.compile(r"(?:有|共|是|为|分|成|着|了|由|写|刻|铸|绣|绘|画|还|，|。|^)(?:一共|总共|共|有)?$")


def _states(claim: Claim, sentence: str) -> bool:
    """Whether a two is said to be all there are, and no two of many: 站着两名, not 这两条."""
    return bool(_STATES.search(sentence[: claim.at]))


def _is_so_many(claim: Claim, told: Claim) -> bool:
    """Whether a count is known, of the same thing; a number of three figures is nobody else's."""
    if not agrees(claim, told):
        return False
    pair = {claim.unit, told.unit}
    is_other = len(pair) > 1 and pair <= SINGLE and not pair & _ANY and claim.about and told.about
    may_be = is_kin(claim, told) and not (is_other and not claim.about & told.about)
    return may_be or is_counterpart(claim, told) or len(claim.about & told.about) > 1


def _is_telling(claim: Claim) -> bool:
    """Whether a number has three figures, which are nobody else's."""
    many = claim.quantity
    return many is not None and many.manner == "exact" and many.low > _CHANCE * many.half


_ANY = {"个", "件", "只", "人", "位", "名"}
"""Counting words that stand for any other."""


_CHANCE = 200
"""Times half of the last place stated, above which a number agrees by no chance: three figures."""


def _is_others(claim: Claim, told: Claim, sentence: str) -> bool:
    """Whether another ruler did it so often, or it is of another thing."""
    said = {one.name for one in rulers(clause_of(sentence, claim))}
    true = {one.name for one in rulers(told.told)}
    return bool(said and true and not said & true)


def _is_made_up(claim: Claim, counted: list[Claim], sentence: str) -> bool:
    """Whether two known counts make it up: seven who play and one who sings are eight, two sides of one are two."""
    many = claim.quantity
    if many is None or many.manner != "exact":
        return False
    if _OTHERS.match(sentence, claim.end) and any(number - 1 == many.low for number in _people(counted)):
        return True  # 他和六个战友 are seven
    is_people = "人" in {claim.unit, sentence[claim.end : claim.end + 1]}
    is_sum = is_people or bool(_SUM.search(sentence[max(0, claim.at - 6) : claim.at]))
    told = [(one.quantity.low, one) for one in counted if one.quantity and one.quantity.manner == "exact"]
    if any(one.is_each and is_kin(claim, one) and many.low == 2 * number for number, one in told):
        return True
    for (one, first), (other, last) in combinations(told, 2):
        kin = is_people or "加" in sentence or (is_kin(claim, first) and is_kin(claim, last))
        if first.told != last.told or "其中" in first.told or not (kin or first.is_each or last.is_each):
            continue
        if _LOST.search(sentence[: claim.at]) and is_kin(claim, first) and many.low == abs(one - other):
            return True
        is_product = (first.is_each or last.is_each) and (is_kin(claim, first) or is_kin(claim, last))
        made = {one * other} if is_product else set()
        if many.low in made | ({one + other} if is_sum else set()):
            return True
    return False


def _people(counted: list[Claim]) -> Iterator[Fraction]:
    yield from (one.quantity.low for one in counted if one.unit in PEOPLE and one.quantity)


_LOST = re.compile(r"[掉丢少缺失空没坏脱落]了?$|(?:不见|没有|脱落|丢失)了?$")
"""Of thirty stones 24 are left: six are lost."""
_OTHERS = re.compile(r"战友|同伴|伙伴|兄弟|姐妹|同学|同事|队友")
_SUM = re.compile(r"加|总|合|一共|共")


def _is_list(claim: Claim, known: Known) -> bool:
    """Whether so many things are listed: 红、黄、蓝、金、银 are five colours."""
    many = claim.quantity
    is_of_people = claim.unit in {"人", "名"} or claim.heads[:1] == ("人",)
    return many is not None and many.manner == "exact" and many.low in known.lists and not is_of_people


def _is_counted(claim: Claim, known: Known) -> bool:
    many = claim.quantity
    return many is not None and many.manner == "exact" and many.low in known.numbers
