"""Whether a count is supported by what is known: told, written, or following from it."""

import re
from dataclasses import replace
from fractions import Fraction

from fanxing.checks.facts import nouns
from fanxing.checks.facts.claims import Claim
from fanxing.checks.facts.count_kin import COMMON, is_counterpart, is_kin, is_of_other_size, is_unit
from fanxing.checks.facts.count_sums import is_made_up
from fanxing.checks.facts.happenings import clause_of
from fanxing.checks.facts.known import Known
from fanxing.checks.facts.numerals import HAN_OR_DIGIT, Quantity
from fanxing.checks.facts.sameness import in_common
from fanxing.checks.facts.units import SINGLE, TIMES
from fanxing.checks.facts.verdicts import agrees

MANY = 10
"""Number from which on two things are so many by little chance."""


def is_known(claim: Claim, counted: list[Claim], known: Known, sentence: str) -> bool:
    """Whether a count is told: word for word, as a count, as money, as a sum or as so many of each.

    Args:
        claim: What is said.
        counted: The counts that are known.
        known: All that is known.
        sentence: In which it is said.
    """
    counterparts = [one for one in counted if is_kin(claim, one) and is_counterpart(claim, one)]
    counted = [one for one in counted if not _is_of_other_side(claim, one, sentence)]
    of_others = _of_others(claim, counterparts, counted, known) if _is_beside(claim, sentence) else []
    if _is_kinds(claim, known) or _is_written(claim, known, sentence, of_others):
        return True
    if claim.unit == "块" and any(one.kind == "price" and agrees(claim, one) for one in known.claims):
        return True  # 五十块国币
    told = _supporting(claim, counterparts, [one for one in counted if one not in of_others], (known, sentence))
    if any(_agrees(claim, one) for one in told):
        return True
    if not counterparts and any(agrees(claim, one) and _is_of_noun(claim, one) for one in counted):
        return True  # 三个象头, of three feet in the form of an elephant's head
    return _follows(claim, counterparts, counted, (known, sentence))


_SIDE = re.compile("正面|[背反]面|碑阳|碑阴|[左右][边侧手]|[内外][壁区圈侧]|[上下]层|[前后]排|盖上|底下")


def _is_of_other_side(claim: Claim, told: Claim, sentence: str) -> bool:
    """Whether the claim is of one side and the known number of the other: 背面 and 正面."""
    said, true = (
        {each.replace("反", "背") for each in _SIDE.findall(clause_of(text, one))}
        for text, one in ((sentence, claim), (told.told, told))
    )
    return bool(said and true and not said & true)


def _is_kinds(claim: Claim, known: Known) -> bool:
    """Whether so many kinds are told with the noun for their counting word: 五种颜色 is 五色."""
    if not claim.heads or claim.unit not in _KINDS:
        return False
    nouns_of = "|".join(re.escape(one[at]) for one in claim.heads for at in (0, -1))
    return bool(re.search(rf"(?<!{HAN_OR_DIGIT}){re.escape(claim.text[:-1])}(?:{nouns_of})", known.text))


def _supporting(claim: Claim, counterparts: list[Claim], own: list[Claim], said: tuple[Known, str]) -> list[Claim]:
    """Give the known counts of which any, if equal, supports the claim."""
    known, sentence = said
    near = [one for one in own if is_unit(claim, one) or one in counterparts] if counterparts else own
    same = [one for one in counterparts if claim.heads and claim.heads[0] in (*one.heads, one.noun)]
    if _is_small(claim) and same and len(claim.heads[0]) > 1:
        near = same + [one for one in near if _is_said_so(claim, one, known, sentence)]
    near = [one for one in near if not _is_near_only(claim, one, known, sentence)]
    is_told = any(
        claim.unit == one.unit and is_surely_of(claim, one) and _is_so_large(claim, one) for one in counterparts
    )
    near = [one for one in near if one.unit == claim.unit] if is_told and claim.unit not in _ANY else near
    is_alone = claim.unit == "个" and not _WITH_NOUN.match(sentence, claim.end)
    telling = [one for one in own if not is_told or one.unit == claim.unit] if is_telling(claim) else []
    return [one for one in near if is_alone or _is_so_many(claim, one)] + telling


def _is_said_so(claim: Claim, told: Claim, known: Known, sentence: str) -> bool:
    """Whether the same counting word stands in a clause that says much of what the sentence says."""
    clause = clause_of(told.told, told)
    return claim.unit == told.unit and in_common(sentence, clause, without=known.name) > 1


def _is_so_large(claim: Claim, told: Claim) -> bool:
    return not _is_single(told) and not is_of_other_size(claim, told)


def _follows(claim: Claim, counterparts: list[Claim], counted: list[Claim], said: tuple[Known, str]) -> bool:
    """Whether a count follows from what is known: all but this one, one on each of a pair, characters, a sum."""
    known, sentence = said
    is_own = not claim.heads or _is_own(claim, known) or bool(_BESIDES.search(sentence[: claim.at]))
    if claim.is_part and is_own and any(_is_without_this(claim, one) for one in counterparts):
        return True
    is_named = any(is_surely_of(claim, one) and len(claim.heads[0]) > 1 for one in counterparts)
    is_of_pair = "对" in known.name and claim.quantity == _TWO and bool(counterparts)  # one on each
    is_read = claim.unit == "字" and claim.quantity is not None and claim.quantity.low in _letters(known)
    is_sum = is_made_up(claim, counterparts if is_named else counted, sentence)
    return is_of_pair or is_read or _is_counted(claim, known) or is_sum


def _agrees(claim: Claim, told: Claim) -> bool:
    """Whether two counts are equal, pairs counted as two where the other counts single things: 64对 are 128只."""
    return agrees(_singly(claim, told), _singly(told, claim))


def _singly(claim: Claim, other: Claim) -> Claim:
    """Give a count of pairs as one of single things, where the other counts those."""
    if claim.unit not in _PAIRS or other.unit not in SINGLE - {"个"} or claim.quantity is None:
        return claim
    return replace(claim, quantity=claim.quantity.times(Fraction(2)))


def _is_single(claim: Claim) -> bool:
    return claim.quantity is not None and claim.quantity.high <= 1


def _is_small(claim: Claim) -> bool:
    return claim.quantity is not None and claim.quantity.manner == "exact" and claim.quantity.low < _CHANCE // 2


def _of_others(claim: Claim, counterparts: list[Claim], counted: list[Claim], known: Known) -> list[Claim]:
    """Give the counts that are told of other things, where one is told of the claim's own."""
    if not _is_small(claim) or claim.unit not in (COMMON | SINGLE) - TIMES:
        return []
    if not any(is_surely_of(claim, one) and not _is_single(one) for one in counterparts) and not _is_own(claim, known):
        return []
    return [one for one in counted if one not in counterparts and _is_anothers(claim, one)]


def _is_written(claim: Claim, known: Known, sentence: str, of_others: list[Claim]) -> bool:
    """Whether a count is told word for word, and not of another thing."""
    short = claim.text[:-1] + sentence[claim.end : claim.end + 1]  # 七根弦 is 七弦
    for words in (claim.text, short):
        if re.search(rf"(?<![{HAN_OR_DIGIT[1:-1]}卷册号页]){re.escape(words)}(?!月|小时|星期|世纪)", known.text):
            return not any(agrees(claim, one) and words in one.told for one in of_others)
    return False


def _is_beside(claim: Claim, sentence: str) -> bool:
    """Whether the noun of a count stands in its own clause."""
    return bool(claim.heads) and claim.heads[0] in clause_of(sentence, claim)


def is_surely_of(claim: Claim, told: Claim) -> bool:
    """Whether the noun beside the number is beside the known number too."""
    return any(
        noun not in nouns.VAGUE and nouns.is_alike(noun, one) for noun in claim.heads[:1] for one in told.heads[:1]
    )


def _is_near_only(claim: Claim, told: Claim, known: Known, sentence: str) -> bool:
    """Whether a number is the known one only when rounded, and nothing says that it is of the same."""
    said, true = claim.quantity, told.quantity
    is_other = said is not None and true is not None and said.manner == true.manner == "exact" and said.low != true.low
    if claim.is_total and told.is_part and "其中" in told.told:
        return True  # 全班四十一个人, of 63人，其中妇女41人
    return is_other and not is_counterpart(claim, told) and not in_common(sentence, told.told, without=known.name)


def _is_of_noun(claim: Claim, told: Claim) -> bool:
    """Whether the noun of a count stands in the fact that tells the same number of something else."""
    noun = claim.heads[0] if claim.heads else ""
    pairs = {noun[at : at + 2] for at in range(len(noun) - 1)}
    many = claim.quantity is not None and claim.quantity.low >= MANY
    piece = re.split("[，,；;。、]", told.told[: told.at])[-1]
    return any(pair in told.told for pair in pairs) or (many and bool((set(noun) - nouns.VAGUE) & set(piece)))


def _is_own(claim: Claim, known: Known) -> bool:
    """Whether the object itself is counted: 石磬, of a set of 编磬."""
    return any(len(noun) > 1 and nouns.is_alike(noun, known.name) for noun in claim.heads[:1])


def _is_anothers(claim: Claim, told: Claim) -> bool:
    """Whether a known number is told of another thing, in a piece of a fact that does not speak of the claim's."""
    piece = re.split("[，,；;。、]", told.told[: told.at])[-1] + re.split("[，,；;。、]", told.told[told.at :])[0]
    own = {mark for noun in claim.heads for mark in noun[-2:]} - nouns.VAGUE
    return bool(told.heads or told.noun) and not (told.is_total or told.is_each) and not own & set(piece)


def _is_without_this(claim: Claim, told: Claim) -> bool:
    """Whether these are the others beside the one that is shown: 还有四尊, of five."""
    said, true = claim.quantity, told.quantity
    return said is not None and true is not None and claim.unit == told.unit and said.low + 1 == true.low == true.high


def _letters(known: Known) -> set[int]:
    """How many characters what is quoted has, and what stands on a coin: 崇宁通宝 are four."""
    quoted = [match[1] for match in _QUOTED.finditer(known.text)]
    named = [known.name] if _COIN.search(known.name) else []
    return {sum(mark.isalnum() for mark in each) for each in (*quoted, *named)}


def _is_so_many(claim: Claim, told: Claim) -> bool:
    """Whether a count is known, of the same thing; a number of three figures is nobody else's."""
    if not _agrees(claim, told):
        return False
    pair = {claim.unit, told.unit}
    is_other = len(pair) > 1 and pair <= SINGLE and not pair & _ANY and claim.about and told.about
    may_be = is_kin(claim, told) and not (is_other and not claim.about & told.about)
    is_loosely = claim.quantity is not None and claim.quantity.manner == "under"
    may_be = may_be and not (is_loosely and len(pair) > 1 and _has_other_noun(claim, told))
    return may_be or is_counterpart(claim, told) or len(claim.about & told.about) > 1


def _has_other_noun(claim: Claim, told: Claim) -> bool:
    """Whether both have nouns of their own, with no character in common."""
    said, true = claim.heads[:1], told.heads[:1]
    if not said or not true or len(said[0]) == 1 or said[0] in nouns.GENERAL or true[0] in nouns.GENERAL:
        return False
    return not (set(said[0]) | claim.about) & (set(true[0]) | set(told.noun) | told.about)


def is_telling(claim: Claim) -> bool:
    """Whether a number has three figures, which are nobody else's."""
    many = claim.quantity
    return many is not None and many.manner == "exact" and many.low > _CHANCE * many.half


def _is_counted(claim: Claim, known: Known) -> bool:
    many = claim.quantity
    return many is not None and many.manner == "exact" and many.low in known.numbers


_BESIDES = re.compile("另外|其余|其他|别的|剩下")
_KINDS = {"种", "样", "个", "类", "道", "层"}
_QUOTED = re.compile("[“「]([^“”「」]{2,40})[”」]")
_COIN = re.compile(r"[通元重之]宝$|五铢$|半两$|大泉五十$")
_TWO = Quantity(Fraction(2), Fraction(2), "exact", Fraction(1, 2))
_WITH_NOUN = re.compile(r"(?![是都全有就])[\u4e00-\u9fff]")
"""A count that stands alone (只剩下十个) may be of anything that is counted."""
_PAIRS = {"对", "双"}
_ANY = {"个", "件", "只", "人", "位", "名"}
"""Counting words that stand for any other."""
_CHANCE = 200
"""Times half of the last place stated, above which a number agrees by no chance: three figures."""
