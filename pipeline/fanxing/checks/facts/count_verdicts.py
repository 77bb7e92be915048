"""How many, against what is counted: by counting words that go together and nouns in common."""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from fanxing.checks.facts import nouns
from fanxing.checks.facts.claims import Claim
from fanxing.checks.facts.happenings import clause_of
from fanxing.checks.facts.known import Known
from fanxing.checks.facts.numerals import HAN_OR_DIGIT, NUMBER, Quantity
from fanxing.checks.facts.rulers import rulers
from fanxing.checks.facts.sameness import in_common
from fanxing.checks.facts.units import COUNTERS, NOUN_UNITS, PEOPLE, SINGLE, TIMES
from fanxing.checks.facts.verdicts import LOOSE, RIGHT, Verdict, agrees, wrong


def count(claim: Claim, known: Known, sentence: str) -> Verdict:
    """Judge a count by its counting word and its nouns."""
    counted = [one for one in known.claims if one.kind == "count"]
    if _is_known(claim, counted, known, sentence):
        return RIGHT
    same = [one for one in counted if _is_same_thing(claim, one, known, sentence)]
    same = [one for one in same if not _is_others(claim, one, sentence) and not _is_of_other_size(claim, one)]
    if claim.unit not in COUNTERS and not any(one.unit == claim.unit for one in same):
        return LOOSE if _is_open(claim, sentence) else RIGHT  # 三月, 八仙: a small number before any noun claims little
    if same and not (_is_two(claim) and not _states(claim, sentence)):
        return LOOSE if claim.is_part else wrong(same, sentence)
    if _is_two(claim) and _is_new(claim, known, sentence):
        return LOOSE
    return RIGHT if _is_two(claim) or _is_list(claim, known) else LOOSE


def _is_new(claim: Claim, known: Known, sentence: str) -> bool:
    """Whether there is said to be a pair of what nothing known speaks of: 底下还蹲着两头石狮子."""
    noun = claim.heads[-1] if claim.heads else ""
    is_stated = claim.unit in COUNTERS and bool(_THERE.search(sentence[: claim.at]))
    is_new = len(noun) > 1 and not set(noun[-2:]) & set(known.text)
    return is_stated and is_new and not _BODY.search(noun)


_THERE = re.compile(r"[着有还共]$")
_BODY = re.compile("[手眼脚腿臂边头面端侧耳角翅]")
"""Of these everybody has two."""


def _is_known(claim: Claim, counted: list[Claim], known: Known, sentence: str) -> bool:
    """Whether a count is told: word for word, as a count, as money, as a sum or as so many of each."""
    short = claim.text[:-1] + sentence[claim.end : claim.end + 1]  # 七根弦 is 七弦
    if any(re.search(rf"(?<!{HAN_OR_DIGIT}){re.escape(words)}", known.text) for words in (claim.text, short)):
        return True
    if claim.unit == "块" and any(one.kind == "price" and agrees(claim, one) for one in known.claims):
        return True  # 五十块国币
    is_alone = claim.unit == "个" and not _WITH_NOUN.match(sentence, claim.end)
    counterparts = [one for one in counted if _is_kin(claim, one) and _is_counterpart(claim, one)]
    near = [one for one in counted if one.unit == claim.unit or one in counterparts] if counterparts else counted
    told = [one for one in near if is_alone or _is_so_many(claim, one)] + counted * _is_telling(claim)
    if any(agrees(claim, one) for one in told):
        return True
    is_of_pair = "对" in known.name and claim.quantity == _TWO and bool(counterparts)  # one on each
    is_read = claim.unit == "字" and claim.quantity is not None and claim.quantity.low in _letters(known)
    return is_of_pair or is_read or _is_counted(claim, known) or _is_made_up(claim, counted, sentence)


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


def _is_two(claim: Claim) -> bool:
    return claim.quantity is not None and claim.quantity.high <= 2


_STATES = re.compile(r"(?:有|共|是|为|分|成|着|了|由|写|刻|铸|绣|绘|画|还|，|。|^)(?:一共|总共|共|有)?$")


def _states(claim: Claim, sentence: str) -> bool:
    """Whether a two is said to be all there are, and no two of many: 站着两名, not 这两条."""
    return bool(_STATES.search(sentence[: claim.at]))


def _is_kin(claim: Claim, told: Claim) -> bool:
    """Whether one counting word may stand for the other, or is the other's noun: 十三徽, 十七纸."""
    pair = {claim.unit, told.unit}
    if len(pair) == 1 or pair <= SINGLE or pair <= PEOPLE or pair <= TIMES:
        return True
    if not pair & NOUN_UNITS and pair <= set(COUNTERS) and _is_counterpart(claim, told):
        return True
    if "个" in pair and pair & NOUN_UNITS and claim.about & told.about:
        return True  # 六个足, 四个柱状足
    if "个" in pair and any(nouns.is_alike(one, told.unit) for one in claim.heads if told.unit in NOUN_UNITS):
        return True
    return _names(claim, told.unit) or _names(told, claim.unit)


def _names(claim: Claim, unit: str) -> bool:
    """Whether a counting word that is a noun ends one of the nouns beside a count."""
    return _is_noun(unit) and any(noun.endswith(unit) for noun in (*claim.heads, claim.noun))


def _is_noun(unit: str) -> bool:
    return unit not in COUNTERS or unit in NOUN_UNITS


def _is_so_many(claim: Claim, told: Claim) -> bool:
    """Whether a count is known, of the same thing; a number of three figures is nobody else's."""
    if not agrees(claim, told):
        return False
    pair = {claim.unit, told.unit}
    is_other = len(pair) > 1 and pair <= SINGLE and not pair & _ANY and claim.about and told.about
    is_kin = _is_kin(claim, told) and not (is_other and not claim.about & told.about)
    return is_kin or _is_counterpart(claim, told) or len(claim.about & told.about) > 1


def _is_telling(claim: Claim) -> bool:
    """Whether a number has three figures, which are nobody else's."""
    many = claim.quantity
    return many is not None and many.manner == "exact" and many.low > _CHANCE * many.half


def _is_counterpart(claim: Claim, told: Claim) -> bool:
    """Whether the noun nearest to a count is one that the known count is of."""
    if told.unit in claim.heads:
        return True
    return any(nouns.is_alike(noun, one) for noun in claim.heads for one in (*told.heads, told.noun, *_noun_unit(told)))


def _noun_unit(told: Claim) -> tuple[str, ...]:
    return (told.unit,) if _is_noun(told.unit) else ()


_ANY = {"个", "件", "只", "人", "位", "名"}
"""Counting words that stand for any other."""


_CHANCE = 200
"""Times half of the last place stated, above which a number agrees by no chance: three figures."""


def _is_same_thing(claim: Claim, told: Claim, known: Known, sentence: str) -> bool:
    """Whether a count and a known one cannot both be: counting words that go together, and a noun in common."""
    is_unit, shared = claim.unit == told.unit, claim.about & told.about
    if bool(_WIDE.search(sentence)) != bool(_WIDE.search(told.told)):
        return False  # 全省 has so many of them
    if is_unit and (claim.unit in NOUN_UNITS or claim.unit not in COUNTERS):
        return True
    if claim.is_each and not told.is_each and _RATE.search(clause_of(sentence, claim)):
        return False
    if not is_unit and ((told.is_each and not claim.is_each) or (_is_two(claim) and len(shared) < len("银角"))):
        return False
    if not _is_kin(claim, told):
        return bool(shared) and _names(claim, told.unit)
    return _is_same_noun(claim, told, known, sentence)


def _is_same_noun(claim: Claim, told: Claim, known: Known, sentence: str) -> bool:
    """Whether both count the same, by all that speaks for and against it."""
    noun = claim.unit if claim.unit in NOUN_UNITS else claim.heads[0] if claim.heads else ""
    is_unit = claim.unit == told.unit
    score = _OF_UNIT if is_unit and claim.unit not in _COMMON else int(is_unit)
    score += is_unit and sum(one.unit == told.unit for one in known.claims if one.kind == "count") == 1
    score += min(
        2, in_common(sentence if claim.unit in PEOPLE else clause_of(sentence, claim), told.told, without=known.name)
    )
    score += claim.is_total or not noun or ((is_unit or len(noun) > 1) and noun in told.told)
    if _is_counterpart(claim, told) or any(nouns.is_alike(noun, one) for one in (*told.heads, *_noun_unit(told))):
        return True
    if told.is_total and noun in known.name:
        score += 2
    elif claim.is_each and told.is_each and is_unit:
        score += 1
    elif noun and told.heads:
        score -= 1 if claim.unit in PEOPLE or claim.unit not in _COMMON else 2
    return score >= _ENOUGH


_OF_UNIT = 2
"""What the same counting word tells, where few kinds of things are counted by it: 页, 层, 首."""
_ENOUGH = 2
_COMMON = {"个", "件", "只", "块", "条", "张", "样", "种", "座", "把", "片", "人", "名", "位", "次", "处", "套"}
"""Counting words of many kinds of things."""
_RATE = re.compile(r"一[\u4e00-\u9fff]{1,5}[能可]")
"""一张蜡纸能印八百份: so many of each, not in all."""
_WIDE = re.compile(
    r"全国|国内|全省|省内|省里|[全我本]市|[全我本]县|我们[省市县]|全世界|世界上|存世|传世|世上|海内外|世间|天下"
)
"""Words of how many there are elsewhere."""


def _is_of_other_size(claim: Claim, told: Claim) -> bool:
    """Whether a count is so far from the known one that it is of some of them, or of others: three lines of 126."""
    said, true = claim.quantity, told.quantity
    if said is None or true is None or claim.is_total:
        return False
    return said.high * _FEW_OF < true.low or true.high * _FEW_OF < said.low


_FEW_OF = 15


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
    if any(one.is_each and _is_kin(claim, one) and many.low == 2 * number for number, one in told):
        return True
    for (one, first), (other, last) in combinations(told, 2):
        kin = is_people or "加" in sentence or (_is_kin(claim, first) and _is_kin(claim, last))
        if first.told != last.told or "其中" in first.told or not (kin or first.is_each or last.is_each):
            continue
        if _LOST.search(sentence[: claim.at]) and _is_kin(claim, first) and many.low == abs(one - other):
            return True
        made = {one * other} if first.is_each or last.is_each else set()
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
