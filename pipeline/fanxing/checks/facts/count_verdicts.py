"""How many, against what is counted: by counting words that go together and nouns in common."""

import re

from fanxing.checks.facts import nouns
from fanxing.checks.facts.claims import Claim
from fanxing.checks.facts.count_kin import (
    COMMON,
    ENOUGH,
    WIDE,
    WIDE_TOLD,
    is_of_other_size,
    is_same_thing,
    is_two,
)
from fanxing.checks.facts.count_support import MANY, is_known, is_surely_of, is_telling
from fanxing.checks.facts.happenings import clause_of
from fanxing.checks.facts.known import Known
from fanxing.checks.facts.numerals import HAN_OR_DIGIT, NUMBER
from fanxing.checks.facts.rulers import rulers
from fanxing.checks.facts.sameness import in_common
from fanxing.checks.facts.units import COUNTERS
from fanxing.checks.facts.verdicts import LOOSE, RIGHT, Verdict, agrees, wrong


def count(claim: Claim, known: Known, sentence: str) -> Verdict:
    """Judge a count by its counting word and its nouns."""
    counted = [one for one in known.claims if one.kind == "count"]
    if _is_wide(claim, sentence):
        counted = [one for one in counted if WIDE_TOLD.search(one.told)] or counted * is_telling(claim)
    if is_known(claim, counted, known, sentence):
        return RIGHT
    if prices := _other_prices(claim, known, sentence):
        return wrong(prices, sentence)
    return LOOSE if _is_of_everywhere(claim, sentence) else _against(claim, counted, known, sentence)


def _against(claim: Claim, counted: list[Claim], known: Known, sentence: str) -> Verdict:
    """Judge a count that nothing supports by those of the same."""
    same = [one for one in counted if is_same_thing(claim, one, known, sentence)]
    same = [] if _MAY.search(sentence[: claim.at]) else same
    same = [one for one in same if not _is_others(claim, one, sentence) and not _is_far(claim, one)]
    if claim.unit not in COUNTERS and not any(one.unit == claim.unit for one in same):
        return LOOSE if _is_open(claim, sentence) else RIGHT  # 三月, 八仙: a small number before any noun claims little
    if same and not (is_two(claim) and not _states(claim, sentence)):
        is_told = any(_is_some_of(claim, one, known, sentence) or is_surely_of(claim, one) for one in same)
        denying = [one for one in same if not agrees(claim, one)] or same  # 马六匹 does not deny 六匹 of camels
        return LOOSE if claim.is_part and not is_told else wrong(denying, sentence)
    return _alone(claim, known, sentence)


def _is_far(claim: Claim, told: Claim) -> bool:
    """Whether a count is of another size, and of another noun or counting word."""
    is_same = claim.unit == told.unit and is_surely_of(claim, told) and len(claim.heads[0]) > 1
    return is_of_other_size(claim, told) and not is_same


def _alone(claim: Claim, known: Known, sentence: str) -> Verdict:
    """Judge a count of which nothing of the same is known."""
    if is_two(claim):
        is_new = _is_new(claim, known, sentence) or _is_somebody_new(claim, known, sentence)
        return LOOSE if is_new else RIGHT
    return RIGHT if _is_list(claim, known) or _is_listed(claim, sentence) else LOOSE


def _other_prices(claim: Claim, known: Known, sentence: str) -> list[Claim]:
    """Give what was paid, where another sum is said to have been: 花了三百块."""
    clause = clause_of(sentence, claim)
    said = sentence if clause == claim.text else clause
    is_paid = claim.unit == "块" and not nouns.behind(sentence, claim.end) and _PAID.search(said)
    return [one for one in known.claims if one.kind == "price"] if is_paid else []


_MAY = re.compile(r"(?:够|[能可]以?[换买装铸绕排])[\u4e00-\u9fff]{0,2}$")
"""够铸两千枚钱: what might be done with it is none of what is counted."""
_PAID = re.compile("花|价|钱|卖|买|收购")


def _is_of_everywhere(claim: Claim, sentence: str) -> bool:
    """Whether it is said how few there are in a wide field, which no fact tells: 全世界只有两件."""
    return _is_wide(claim, sentence) and bool(_FEW_LEFT.search(sentence[: claim.end]))


def _is_wide(claim: Claim, sentence: str) -> bool:
    """Whether the number is said of a wide field, and is the first number that is."""
    scopes = list(WIDE.finditer(sentence[: claim.at]))
    return bool(scopes) and not re.search(HAN_OR_DIGIT, sentence[scopes[-1].end() : claim.at])


_FEW_LEFT = re.compile(r"(?:[只仅就]|不过|不到|一共|总共|不超过|不足|剩|存|也就)[^，。；！？]*$")


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
    is_new = len(noun) > 1 and noun[-2:] not in known.text and noun[-1] not in known.text
    return is_stated and is_new and not _BODY.search(noun)


def _is_somebody_new(claim: Claim, known: Known, sentence: str) -> bool:
    """Whether two people are said to be there of whom nothing is known: 两个石匠，刻了三年."""
    noun = claim.heads[0] if claim.heads else ""
    is_new = len(noun) > 1 and nouns.is_person(noun) and noun[-2:] not in known.text and noun[-1] not in known.text
    return is_new and _states(claim, sentence)


_THERE = re.compile(r"(?:[着有还共点摆挂养雇]|[开办建造派打演][过了])$")
_BODY = re.compile("[手眼脚腿臂边头面端侧耳角翅]")
"""Of these everybody has two."""


def _is_open(claim: Claim, sentence: str) -> bool:
    """Whether a number stands before whatever noun and is nobody's idiom: 二十九刀, 三万多锤."""
    many, figures = claim.quantity, _NUMBER.search(claim.text)
    if many is None or figures is None or many.low < MANY or _ROUND.fullmatch(figures.group()):
        return False
    return bool(nouns.behind(sentence, claim.end - 1))


_NUMBER = re.compile(NUMBER)
_ROUND = re.compile(r"[十百千万亿]+|[〇零一二三四五六七八九]+")
"""百姓, 千家万户, 五四: no counts."""


_STATES = re.compile(r"(?:有|共|是|为|分|成|着|了|由|写|刻|铸|绣|绘|画|还|，|。|^)(?:一共|总共|共|有)?$")


def _states(claim: Claim, sentence: str) -> bool:
    """Whether a two is said to be all there are, and no two of many: 站着两名, not 这两条."""
    return bool(_STATES.search(sentence[: claim.at]))


def _is_others(claim: Claim, told: Claim, sentence: str) -> bool:
    """Whether another ruler did it so often, or it is of another thing."""
    said = {one.name for one in rulers(clause_of(sentence, claim))}
    true = {one.name for one in rulers(told.told)}
    return bool(said and true and not said & true)


def _is_list(claim: Claim, known: Known) -> bool:
    """Whether so many things are listed: 红、黄、蓝、金、银 are five colours."""
    many = claim.quantity
    is_of_persons = claim.unit in {"人", "名"} or any(nouns.is_person(noun) for noun in claim.heads)
    return many is not None and many.manner == "exact" and many.low in known.lists and not is_of_persons


def _is_listed(claim: Claim, sentence: str) -> bool:
    """Whether so many things are listed right before the number: 魏、蜀、吴三家 counts itself."""
    many, listed = claim.quantity, _LISTED.search(sentence[: claim.at])
    return many is not None and listed is not None and len(re.split("[、和与及]", listed["list"])) == many.low


_LISTED = re.compile(
    r"(?P<list>[\u4e00-\u9fff]{1,6}(?:、[\u4e00-\u9fff]{1,6})+(?:[和与及][\u4e00-\u9fff]{1,6})?)[，,]?[这那]?$"
)
