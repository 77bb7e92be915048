"""When is claimed, against when is known: a making against a making, a find against a find."""

import re

from fanxing.checks.facts.age_verdicts import born_in
from fanxing.checks.facts.claims import Claim
from fanxing.checks.facts.dynasties import DYNASTIES
from fanxing.checks.facts.happenings import clause_of, is_somebodys
from fanxing.checks.facts.known import Known
from fanxing.checks.facts.reigns import REIGNS
from fanxing.checks.facts.rulers import crowned
from fanxing.checks.facts.sameness import in_common, is_alike, is_of
from fanxing.checks.facts.time_relations import proving, relation_of
from fanxing.checks.facts.time_slips import slips_of
from fanxing.checks.facts.times import is_bare
from fanxing.checks.facts.twins import twin
from fanxing.checks.facts.verdicts import LOOSE, RIGHT, Verdict, wrong

_KIN = {"made": {"made"}, "written": {"written", "made"}, "built": {"built", "made"}}
"""What a time is of -> what known times it may be held against, where none is of the very same."""


_OWN = {"found", "acquired", "born", "died", "built", "mended", "graded", "shown", "copied"}
"""Happenings that are held against their own kind alone, where it is known."""


def time(claim: Claim, known: Known, sentence: str) -> Verdict:
    """Judge a year, a range of years, a period or an age."""
    found = crowned(claim, sentence) if "crowned" in claim.events else None
    found = found or (_rise_or_fall(claim, sentence) if claim.grain == "year" else None)
    found = found or _against(claim, known, sentence)
    if found is LOOSE and claim.grain == "year" and "born" in claim.events and claim.spans[0][0] in born_in(known):
        return RIGHT
    if found is LOOSE and (slips := slips_of(claim, known, sentence)):
        return wrong(slips, sentence)
    if found is LOOSE and (other := twin(claim, sentence, known.today)) and _is_later(claim, other, known, sentence):
        return Verdict("wrong", other.text)
    return found


def _is_later(claim: Claim, other: Claim, known: Known, sentence: str) -> bool:
    """Whether it is this one of two that is wrong: the other is supported, or it was said first."""
    return claim.at > other.at or _against(other, known, sentence) is RIGHT


def _against(claim: Claim, known: Known, sentence: str) -> Verdict:
    """Hold a time against what is known of the same happening."""
    told = told_of_all = proving(claim, [one for one in known.claims if one.kind == "time"])
    of_others = _of_same_place(claim, told_of_all, sentence) or _of_same_people(claim, told_of_all, known, sentence)
    of_others = of_others or _of_users(claim, told_of_all, sentence)
    of_others = of_others or _yet_to_come(claim, known) or _of_same_clause(claim, told_of_all, known, sentence)
    if of_others:
        return wrong(of_others, sentence)
    own = [one for one in told if one.events & claim.events & _OWN]
    # What was found in 1985 does not prove that the house was founded then, a birth in his reign no making.
    made = [one for one in told if "made" in one.events]
    is_own = bool(own) and "died" in claim.events
    if claim.grain in {"age", "period"} and not is_own and any(relation_of(claim, one) == "agrees" for one in made):
        return RIGHT
    told = own or [one for one in told if not claim.events - {"other"} or not one.events & _OWN]
    relations = [(relation_of(claim, one), one) for one in told]
    if any(relation == "agrees" for relation, _ in relations) or _is_comparison(claim) or _is_apart(claim, known):
        return RIGHT
    is_told = _is_date(claim, made) or _is_told_so(claim, told_of_all, known, sentence)
    if (claim.grain == "year" and is_told) or (claim.grain == "period" and _is_reign_told(claim, known)):
        return RIGHT
    is_modern = claim.grain == "year" and claim.spans[0][0] >= _MODERN
    if is_modern and claim.events <= {"made", "written"} and _is_told(claim, known):
        return RIGHT
    is_his = not claim.events and not is_modern and _PERSON.search(sentence)
    against = [] if is_his else _comparable(claim, told, known, sentence)
    apart = [one for relation, one in relations if relation == "apart" and one in against]
    finer = [one for relation, one in relations if relation == "finer" and (one in against or not against)]
    is_apart = bool(apart) and not (finer and all(one.grain == "period" for one in apart))
    mirrored = [one for one in told if claim.grain == "year" and _mirrors(claim, one)]
    other = mirrored or _later_made(claim, told) or (apart if is_apart else [])
    other = other or _of_best(claim, told_of_all, known, sentence)
    return wrong(other, sentence) if other else LOOSE


def _of_users(claim: Claim, told: list[Claim], sentence: str) -> list[Claim]:
    """Give when the thing was made, where people of another age are said to have used it: 东汉的官员都戴着它."""
    if claim.grain != "period" or not (_USER.match(sentence, claim.end) and _USE.search(sentence[claim.end :])):
        return []
    made = [one for one in told if "made" in one.events]
    return [] if any(relation_of(claim, one) != "apart" for one in made) else made


_USER = re.compile(
    r"(?:时期|时候?)?的?[\u4e00-\u9fff]{0,3}(?:人|贵族|官员|妇女|女人|女子|百姓|武士|士兵|将士|将军|僧人|和尚|诗人|文人|皇帝|孩子)"
)
_USE = re.compile(r"[用拿骑坐住睡喝穿戴佩](?:过|着)?(?:它|这[件只个把块面尊])")


def _yet_to_come(claim: Claim, known: Known) -> list[Claim]:
    """Give when the thing was made, where a year is told that is yet to come: 公元两千六百年."""
    made = [one for one in known.claims if one.kind == "time" and "made" in one.events]
    return made if claim.spans[0][0] > known.today + 5 else []


_PLACE = r"(?P<place>墓(?!志)|窖藏|遗址|地层|地宫|窑址)"
_BEHIND = re.compile(
    rf"(?:[（(][^）)]*[）)])?(?:时期|时候?|晚期|早期|中期)?的?(?:一[座处个])?[\u4e00-\u9fff]{{0,2}}{_PLACE}"
)
_BEFORE = re.compile(rf"{_PLACE}[^，。；！？]{{0,4}}[是为属在][^，。；！？]{{0,2}}$")


def _place_of(text: str, claim: Claim) -> str:
    """Of what grave or hoard a time says how old it is: 南宋墓, 那座墓是嘉泰元年的; empty where of none."""
    match = _BEHIND.match(text, claim.end) or _BEFORE.search(text[: claim.at])
    return match["place"] if match else ""


def _of_same_place(claim: Claim, told: list[Claim], sentence: str) -> list[Claim]:
    """Give the age of the grave or hoard, where the claim is of its age and not of the object's."""
    place = _place_of(sentence, claim)
    if not place or claim.grain == "age":
        return []
    same = [one for one in told if one.told and _place_of(one.told, one) == place]
    return [] if any(relation_of(claim, one) != "apart" for one in same) else same


def _is_date(claim: Claim, made: list[Claim]) -> bool:
    """Whether a year is the very one in which the thing was made, and of no other happening."""
    is_making = claim.events <= {"made", "written", "built", "other"}
    return is_making and any(one.grain == "year" and set(claim.spans) & set(one.spans) for one in made)


def _of_same_people(claim: Claim, told: list[Claim], known: Known, sentence: str) -> list[Claim]:
    """Give the age of those who did the same, where the claim is of somebody's age: 明代人写的四段题跋."""
    if claim.grain != "period" or not is_somebodys(sentence, claim.end):
        return []
    his = [one for one in told if one.grain == "period" and is_somebodys(one.told, one.end)]
    same = [one for one in his if is_alike(sentence, one.told, least=1, without=known.name)]
    return [] if any(relation_of(claim, one) != "apart" for one in same) else same


def _is_told_so(claim: Claim, told: list[Claim], known: Known, sentence: str) -> bool:
    """Whether the very year is told in the fact that says most of what the sentence says."""
    best = _best(told, known, sentence)
    return any(set(claim.spans) & set(one.spans) for one in best)


def _of_best(claim: Claim, told: list[Claim], known: Known, sentence: str) -> list[Claim]:
    """Give the year of the fact that says most of what the sentence says: in so many words it is of the same."""
    if claim.grain != "year":
        return []
    best = [one for one in _best(told, known, sentence) if one.grain == "year"]
    is_other = bool(claim.events & _OWN) and not any(claim.events & one.events for one in best)
    is_near = any(in_common(clause_of(sentence, claim), one.told, without=known.name) for one in best)
    if claim.spans[0][0] >= _MODERN and len(best) == 1 and not is_other | ("other" in claim.events):
        bare = len(clause_of(sentence, claim)) <= len(claim.text) + len("那年")
        return best if is_near or bare else []
    return [one for one in best if in_common(sentence, one.told, without=known.name) >= _ENOUGH]


def _is_reign_told(claim: Claim, known: Known) -> bool:
    """Whether a reign of which nothing is said to be made is named in what is known: 靖康年间, 靖康之变."""
    title = re.match(r"(?P<title>[\u4e00-\u9fff]{2,4})(?:年间|时期|朝)", claim.text)
    return bool(title and title["title"] in REIGNS and title["title"] in known.text and "made" not in claim.events)


def _of_same_clause(claim: Claim, told: list[Claim], known: Known, sentence: str) -> list[Claim]:
    """Give the period of a fact whose clause says the same: 从清代开始烧陶 against 从明代开始烧陶."""
    is_other = "other" in claim.events and not is_somebodys(sentence, claim.end)
    if claim.grain != "period" or is_other:
        return []
    clause = clause_of(sentence, claim)
    periods = [one for one in told if one.grain == "period" and len(one.told) - len(one.text) > len("年代久远")]
    same = [one for one in periods if in_common(clause, clause_of(one.told, one), without=known.name) >= _ENOUGH]
    return [] if any(relation_of(claim, one) != "apart" for one in same) else same


_ENOUGH = 3
"""Words in common with a fact, from which on a sentence tells the same."""


def _best(told: list[Claim], known: Known, sentence: str) -> list[Claim]:
    """Give the times of the fact that has most words in common with a sentence, if it has any."""
    shares = {one.told: in_common(sentence, one.told, without=known.name) for one in told if one.told}
    most = max(shares.values(), default=0)
    return [one for one in told if most and shares.get(one.told) == most]


def _mirrors(claim: Claim, told: Claim) -> bool:
    """The very year, but on the other side of the era: 公元496年 for 公元前496年."""
    (year, _), *more = claim.spans
    return not more and told.grain in {"year", "range"} and any(-year in span for span in told.spans)


_PERSON = re.compile(r"[他她]们?(?!的作品)")
"""A time of which nothing is said but that somebody did something is his own, not the object's."""


def _is_comparison(claim: Claim) -> bool:
    """Another age is named beside the object's own: 比起元代青花."""
    return "other" in claim.events and claim.grain == "period"


_MODERN = 1840
"""A year from then on, of which nothing is said, is hardly ever when an old thing was made."""


def _comparable(claim: Claim, told: list[Claim], known: Known, sentence: str) -> list[Claim]:
    events = claim.events - {"other"}
    same = [one for one in told if one.events & events]
    if "other" in claim.events:
        return same if claim.grain == "year" and events & _OWN else []
    if same:
        return same
    is_modern = claim.spans[0][0] >= _MODERN
    if not events and claim.grain == "year" and is_modern and not is_bare(sentence, known.today):
        return [
            one
            for one in told
            if one.told and (is_alike(sentence, one.told) or is_of(clause_of(sentence, claim), one.told))
        ]
    if not events:
        return [one for one in told if "made" in one.events] if known.is_object else []
    kin = {name for event in events for name in _KIN.get(event, set())}
    if events == {"built"} and not _BUILDING.search(known.name):
        kin = {"built"}  # a bowl is made and not built: another thing is spoken of
    return [one for one in told if one.events & kin]


_BUILDING = re.compile(r"[塔桥寺楼殿庙祠亭阁城碑窟墓宅院坊馆屋厂站堡关闸井园台宫厅]|故居|旧址")


_NAMES = "|".join(sorted(DYNASTIES, key=len, reverse=True))
_TURNS = re.compile(
    rf"[，,]?[大]?(?P<name>{_NAMES})[朝国]?(?:王朝)?(?:(?P<rise>建立|立国|建国|开国)|灭亡|覆灭|亡于|亡国|亡了|被.{{1,4}}所?灭)"
)
"""西夏亡于蒙古, right behind the year."""


def _rise_or_fall(claim: Claim, sentence: str) -> Verdict | None:
    """Judge the year in which a dynasty began or ended; None where no such thing is said."""
    match = _TURNS.match(sentence, claim.end)
    if not match:
        return None
    year = DYNASTIES[match["name"]][0 if match["rise"] else 1]
    is_right = any(abs(span[0] - year) <= 1 for span in claim.spans)
    return RIGHT if is_right else Verdict("wrong", f"{year}年")


_SINCE = {"found", "acquired", "graded", "mended", "shown"}


def _is_told(claim: Claim, known: Known) -> bool:
    """Whether a year of which nothing sure is said is one that is known, of whatever."""
    return any(claim.spans[0] in one.spans for one in known.claims if one.kind == "time" and one.grain == "year")


def _later_made(claim: Claim, told: list[Claim]) -> list[Claim]:
    """Give when the thing was made, where something is said to have happened to it before that."""
    made = [one for one in told if "made" in one.events]
    if not made or "other" in claim.events or not claim.events & _SINCE or claim.grain == "age":
        return []
    is_before = all(said[1] < true[0] for said in claim.spans for one in made for true in one.spans)
    return made if is_before else []


def _is_apart(claim: Claim, known: Known) -> bool:
    """Whether an age is how long two known years lie apart: closed in 874, opened in 1987."""
    if claim.grain != "age":
        return False
    years = [year for one in known.claims if one.kind == "time" and one.grain == "year" for year, _ in one.spans]
    (first, last), *_ = claim.spans
    least, most = known.today - last, known.today - first
    return any(least - 1 <= other - one <= most + 1 for one in years for other in years)
