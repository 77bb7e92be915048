"""How large and how heavy, against what is measured: a height against a height, a lid's against a lid's."""

import re
from dataclasses import replace
from fractions import Fraction

from fanxing.checks.facts import nouns
from fanxing.checks.facts.age_verdicts import age
from fanxing.checks.facts.claims import Claim
from fanxing.checks.facts.happenings import clause_of
from fanxing.checks.facts.known import Known
from fanxing.checks.facts.measures import NO_PART
from fanxing.checks.facts.numerals import NUMBER, plain, value
from fanxing.checks.facts.sameness import is_alike
from fanxing.checks.facts.verdicts import LOOSE, RIGHT, Verdict, agrees, wrong

_ACROSS = {"径", "腹径", "底径", "孔径"}
"""A diameter without more words may be any of them."""
_SIDES = {"高", "宽", "长", "纵", "横", "×"}
"""What is told as 纵 and 横, or as two sides, is spoken of as high, wide and long, whichever way it lies."""
_FLAT = {"纵", "横", "×"}


def measure(claim: Claim, known: Known, sentence: str) -> Verdict:
    """Judge a measure by what is measured, and of which part."""
    if claim.unit == "age":
        return age(claim, known, sentence)
    if claim.unit == "scale":
        told = [one for one in known.claims if one.kind == "measure" and one.unit == "scale"]
        return RIGHT if any(agrees(claim, one) for one in told) else wrong(told, sentence) if told else LOOSE
    if _MORE.search(sentence[: claim.at]):
        return LOOSE
    if claim.unit == "money" and claim.text.rstrip("钱") in known.text:
        return RIGHT
    return _old(claim, known, sentence) if claim.unit in _OLD else _of_today(claim, known, sentence)


_MORE = re.compile(r"比[^。！？]{1,14}[高长宽重大深厚](?:出|了)?[整足]*$")
"""比比萨斜塔，高出: a difference from another thing."""


def _of_today(claim: Claim, known: Known, sentence: str) -> Verdict:
    """Judge a measure in today's units."""
    kinds = {claim.unit, *(("old weight",) if claim.unit in {"silver", "gold"} else ())}
    told = [one for one in known.claims if one.kind == "measure" and one.unit in kinds]
    if not claim.about and not claim.holder and _UNROLLED.search(sentence) and any("横" in one.about for one in told):
        claim = replace(claim, about=frozenset({"横"}))
    slips = [one for one in told if _is_slip_of_unit(claim, one)]
    if slips and not any(agrees(claim, one) for one in told):
        return wrong(slips, sentence)
    clause = NO_PART.sub("　", _around(sentence, claim))
    named = _of_part(claim, [one for one in told if _is_same_way(claim, one, told, sentence)], known, clause)
    near = _across(claim, told, clause)
    near += [one for one in told if one.about & _FLAT] if claim.about & _SIDES else []
    if any(agrees(claim, one) or _is_cut(claim, one) for one in (*(named or told), *near)):
        return RIGHT
    follows = (_PAIR.search(sentence) and _is_twice, claim.unit == "share" and _is_rest)
    if any(is_so(claim, one) for is_so in follows if is_so for one in told):
        return RIGHT
    named = named or _only_one_so_large(claim, told, known, sentence)
    named = [one for one in named if not _is_others(claim, one, known, sentence)]
    return wrong(named, sentence) if named else LOOSE


def _only_one_so_large(claim: Claim, told: list[Claim], known: Known, sentence: str) -> list[Claim]:
    """Give the one known measure of about that size, of a fact that shares a word with the clause."""
    if claim.about or claim.holder or claim.quantity is None:
        return []
    low = claim.quantity.low
    near = [one for one in told if one.quantity and one.quantity.low <= 5 * low and low <= 5 * one.quantity.low]
    is_same = len(near) == 1 and is_alike(sentence, near[0].told, least=1, without=known.name)
    return near if is_same and near[0].told else []


def _across(claim: Claim, told: list[Claim], clause: str) -> list[Claim]:
    """Give the diameters that may be meant: any of them, where the mouth's is not told."""
    near = [one for one in told if _ACROSS & one.about] if "径" in claim.about else []
    mouths = [one for one in near if "口径" in one.told] if "口径" in clause else []
    return mouths or near


def _around(sentence: str, claim: Claim) -> str:
    """Give the claim's clause, with the one before it where it says nothing of what is measured."""
    clause = clause_of(sentence, claim)
    begin = sentence.find(clause)
    if len(clause) - len(claim.text) <= len("来高") and begin > 0:
        return re.split(r"[，,；;。！？\n]", sentence[: begin - 1])[-1] + clause
    return clause


def _is_slip_of_unit(claim: Claim, told: Claim) -> bool:
    """Whether the very figures are said with another unit: 九十五斤 for 95 公斤."""
    figures = {value(each.group()) for one in (claim, told) for each in _FIGURES.finditer(plain(one.text))}
    return len(figures) == 1 and 1 not in figures and not agrees(claim, told) and _is_telling(claim)


def _is_telling(claim: Claim) -> bool:
    many = claim.quantity
    return many is not None and many.manner == "exact"


_FIGURES = re.compile(NUMBER)
_UNROLLED = re.compile(r"[展拉铺摊]开")
"""A scroll that is unrolled is spoken of by its length."""


def _is_others(claim: Claim, told: Claim, known: Known, sentence: str) -> bool:
    """Whether the noun behind a measure is neither the object's nor that of what is told: 六十厘米长的轴."""
    is_whole = not told.noun and not told.holder
    if _is_far(claim, told) or (is_whole and _ANOTHER.search(sentence[: claim.at])):
        return True
    if claim.heads and told.heads and nouns.is_alike(claim.heads[0], told.heads[0]):
        return False
    subject = nouns.before(sentence, claim.at) if claim.unit in {"weight", "area", "volume"} else ""
    if (
        len(subject) > 1
        and not _LABEL.search(subject)
        and subject not in known.text
        and not set(subject) & set(known.name)
    ):
        return True  # 光松柴就得四万斤
    if not claim.heads or claim.heads[0] in nouns.GENERAL or claim.unit == "share":
        return False
    head = claim.heads[0]
    if told.noun:
        return head not in told.told and not nouns.is_alike(head, told.noun)
    return not set(head) & set(known.name + known.material) and head not in told.told and not claim.holder & told.holder


_ANOTHER = re.compile(r"那[口座只块个件条把尊]|隔壁|另一|旁边|最[大小高长]的")
"""Words of another thing than the one that is shown: 隔壁那块石头."""
_LABEL = re.compile("[重长宽高厚深面积达]")
_FAR = 200


def _is_far(claim: Claim, told: Claim) -> bool:
    """Whether a measure is of another size altogether, and no slip of the unit: forty kilometres, of a skeleton."""
    said, true = claim.quantity, told.quantity
    if said is None or true is None or not said.low or not true.low:
        return False
    ratio = max(said.low / true.low, true.low / said.low)
    return ratio >= _FAR and ratio not in {10**3, 10**4, 10**5, 10**6}


_PAIR = re.compile(r"一对|两[只支件个枚把块]|加起来|合起来|合在一起")


def _is_twice(claim: Claim, told: Claim) -> bool:
    """Whether a measure is that of both of a pair of which one's is told."""
    is_one = bool(re.search("[每各单]", told.told))
    both = told.quantity.times(Fraction(2)) if told.quantity else None
    return is_one and both is not None and claim.quantity is not None and claim.quantity.agrees(both)


def _is_rest(claim: Claim, told: Claim) -> bool:
    """Whether a share is what another leaves: 剩下的三成."""
    return bool(
        claim.quantity and told.quantity and claim.quantity.low <= 100 - told.quantity.low <= claim.quantity.high
    )


def _is_cut(claim: Claim, told: Claim) -> bool:
    """Whether the last figures are left out and no more: 一百三十五米 for 135.6 米."""
    said, true = claim.quantity, told.quantity
    if said is None or true is None or said.manner != "exact":
        return False
    return 0 <= true.low - said.low < 2 * said.half and true.low - said.low <= true.low / 100


def _is_same_way(claim: Claim, one: Claim, told: list[Claim], sentence: str) -> bool:
    """Whether both are heights, or widths; or both of a part that is measured one way alone."""
    if not claim.about and one.noun and one.noun in NO_PART.sub("　", clause_of(sentence, claim)):
        return True
    if not claim.about:
        return bool(one.holder & claim.holder) or (
            not one.about
            and bool(one.told)
            and (is_alike(clause_of(sentence, claim), one.told, least=1) or is_alike(sentence, one.told))
        )
    if claim.about & one.about:
        return True
    is_told = any(claim.about & each.about and not each.holder for each in told)
    return not is_told and bool(claim.about & _SIDES and one.about & _FLAT)


def _of_part(claim: Claim, same: list[Claim], known: Known, clause: str) -> list[Claim]:
    """Of those, the ones of the same part; of the whole where no part is named, or one that names the thing."""
    if named := [one for one in same if one.noun and one.noun in clause]:
        last = max(clause.rfind(one.noun) for one in named)
        return [one for one in named if clause.rfind(one.noun) == last]
    if own := [one for one in same if one.holder & claim.holder]:
        return own
    whole = [one for one in same if not one.holder] or same
    if not claim.holder or any(part in known.name for part in claim.holder):
        return whole
    return []


def rounded(claim: Claim, known: Known) -> str:
    """Give what is known of a measure that is said as a round number and nothing else: 十七厘米 for 16.7 厘米."""
    if claim.kind != "measure" or claim.quantity is None or claim.quantity.manner != "exact" or claim.unit in _OLD:
        return ""
    told = [
        one
        for one in known.claims
        if one.kind == "measure" and one.unit == claim.unit and (agrees(claim, one) or _is_cut(claim, one))
    ]
    same = [one for one in told if one.about & claim.about] or told
    if any(one.quantity and one.quantity.low <= claim.quantity.low <= one.quantity.high for one in told):
        return ""
    return next((one.text for one in same if one.quantity and one.quantity.manner == "exact"), "")


_OLD = {"old length": ("length", 22, 35), "old weight": ("weight", 13, 50)}
"""Old units: of what, and least and most of today's that one 寸 (mm) or 两 (g) has been.

Source: 丘光明《中国历代度量衡考》(1992): a 尺 of 23 to 35 cm, a 两 of 13 to 50 g.
"""


def _old(claim: Claim, known: Known, sentence: str) -> Verdict:
    if any(_may_be(claim, one) for one in known.claims):
        return RIGHT
    same = [one for one in known.claims if one.kind == "measure" and one.unit == claim.unit]
    same = [one for one in same if is_alike(sentence, one.told, least=1, without=known.name)]
    return wrong(same, sentence) if same else LOOSE


def _may_be(claim: Claim, told: Claim) -> bool:
    """Whether an old measure may be the known one, in whichever dynasty's units; or is the same old one."""
    kind, least, most = _OLD[claim.unit]
    if told.kind != "measure" or claim.quantity is None or told.quantity is None:
        return False
    if told.unit == claim.unit:
        return claim.quantity.agrees(told.quantity)
    low, high = claim.quantity.low * least, claim.quantity.high * most
    return told.unit == kind and bool(low <= told.quantity.low <= high)
