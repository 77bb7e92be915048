"""What visitors are told against what is known: days, hours, floors, doors, tickets.

A wrong one sends people to a shut door, so that a contradiction is a fault; what nothing supports is loose. An object's
own text may speak of a showcase or of a light that burns at night: there only contradictions count.
"""

from fanxing.checks.facts.claims import Claim
from fanxing.checks.facts.days import is_calendar, is_same, is_within
from fanxing.checks.facts.known import Known
from fanxing.checks.facts.sameness import is_alike
from fanxing.checks.facts.verdicts import LOOSE, RIGHT, Verdict, wrong


def day(claim: Claim, known: Known, sentence: str) -> Verdict:
    """Judge a day or range of days."""
    told = [one for one in known.claims if one.kind == "day"]
    shown = [one for one in told if "shown" in one.events and "range" in one.about]
    if any(_is_same_days(claim, one) for one in told):
        return RIGHT
    (first, last), role = claim.spans[0], next(iter(claim.about))
    ends = {end for one in told if "range" in one.about and "shown" not in one.events for end in one.spans[0]}
    if first == last and any(is_same(first, end) and (end % 100 or not first % 100) for end in ends):
        return RIGHT
    if first % 100 == 0 and first >= 10_000 and "shown" not in claim.events:
        return _month(claim, told, known, sentence)
    if any(_fits(claim, one) for one in shown):
        return RIGHT
    year = first // 10_000
    ours = "shown" in claim.events or (not known.is_object and (year == 0 or year >= known.today - 1))
    if not ours or not shown or is_calendar(sentence):
        slips = [one for one in told if "shown" not in one.events and _is_slip(claim, one, sentence)]
        return wrong(slips, sentence) if slips else LOOSE
    start, end = shown[0].spans[0]
    is_outside = not (is_within(first, start, end) and is_within(last, start, end))
    return wrong(shown, sentence) if role in {"start", "end"} or is_outside else LOOSE


def _month(claim: Claim, told: list[Claim], known: Known, sentence: str) -> Verdict:
    """Judge a month of history: another month of a year of which one is known is wrong."""
    year = claim.spans[0][0] // 10_000
    same = [one for one in told if one.spans[0][0] // 10_000 == year and one.spans[0][0] // 100 % 100]
    if any(one.spans[0][0] // 100 == claim.spans[0][0] // 100 for one in same):
        return RIGHT
    if same:
        return wrong(same, sentence)
    of_year = [one for one in known.claims if one.kind == "time" and one.grain == "year"]
    return LOOSE if any((year, year) in one.spans for one in of_year) else RIGHT


def _is_slip(claim: Claim, told: Claim, sentence: str) -> bool:
    """Whether a day of history is meant for the known one: of the same month of the same year, or of the same thing."""
    (said, _), (true, _) = claim.spans[0], told.spans[0]
    if said // 10_000 and said // 10_000 != true // 10_000:
        return False  # the year is what is wrong
    is_near = bool(said // 10_000) and said // 100 == true // 100
    return is_near or (bool(said % 100 and true % 100) and is_alike(sentence, told.told))


def _is_same_days(claim: Claim, told: Claim) -> bool:
    pairs = zip(claim.spans[0], told.spans[0], strict=True)
    is_dated = "shown" not in claim.events
    return all(is_same(said % 10_000 if is_dated else said, true) for said, true in pairs) and all(
        one % 100 for one in claim.spans[0]
    )


def _fits(claim: Claim, shown: Claim) -> bool:
    (first, last), (start, end), role = claim.spans[0], shown.spans[0], next(iter(claim.about))
    if role == "start":
        return is_same(first, start)
    if role == "end":
        return is_same(last, end)
    if role == "range":
        return is_same(first, start) and is_same(last, end)
    return is_same(first, start) or is_same(last, end)


def clock(claim: Claim, known: Known, sentence: str) -> Verdict:
    """Judge a time or a range of time."""
    told = [one for one in known.claims if one.kind == "clock"]
    ranges = [one for one in told if "range" in one.about]
    role = next(iter(claim.about))
    if any(set(claim.spans) & set(one.spans) for one in told) or claim.text in known.text:
        return RIGHT
    if any(_meets(claim, ranges, end) for end in _ENDS_OF.get(role, ())):
        return RIGHT
    if same := _of_same_doing(told, sentence):
        return wrong(same, sentence)
    if not told:
        return RIGHT if known.is_object else LOOSE
    against = [one for one in told if "entry" in one.about] if role == "entry" else ranges
    if not against or role == "time" or _is_special(sentence, known):
        return LOOSE
    return wrong(against, sentence)


def _of_same_doing(told: list[Claim], sentence: str) -> list[Claim]:
    """Give the hours of what the sentence speaks of: of the guided tour and not of the doors."""
    doing = [word for word in _DOINGS if word in sentence]
    return [one for one in told if any(word in one.told for word in doing)]


_DOINGS = ("讲解", "导览", "讲座", "演出", "表演", "放映", "体验")
"""What takes place at hours of its own."""
_ENDS_OF = {"start": (0,), "end": (1,), "time": (0, 1)}
"""Role of a time -> which end of the opening hours it must be."""


def _meets(claim: Claim, ranges: list[Claim], which: int) -> bool:
    return any(said[0] == true[which] for said in claim.spans for one in ranges for true in one.spans)


_SPECIAL = (
    "夜场",
    "延时",
    "延长",
    "夏",
    "冬",
    "暑",
    "节",
    "假",
    "周五",
    "周六",
    "周末",
    "讲解",
    "讲座",
    "活动",
    "特别",
)
"""Words of a sentence that speaks of other hours than the usual ones."""


def _is_special(sentence: str, known: Known) -> bool:
    return any(word in sentence and word not in known.text for word in _SPECIAL)


def weekday(claim: Claim, known: Known, sentence: str) -> Verdict:
    """Judge on which days of the week the museum is said to be open or shut."""
    told = [one for one in known.claims if one.kind == "weekday"]
    own = _of_same_doing(told, sentence)  # 体验室周六开放 says nothing of the doors
    told = own or [one for one in told if not any(word in one.told for word in _DOINGS)]
    is_open = {day for one in told if "open" in one.about for day, _ in one.spans}
    is_shut = {day for one in told if "shut" in one.about for day, _ in one.spans}
    is_open, is_shut = is_open - is_shut, is_shut or (set(range(7)) - is_open if is_open else set())
    said = {day for day, _ in claim.spans}
    if not told:  # 9:00–17:00 alone is meant for every day
        has_hours = "open" in claim.about and any(one.kind == "clock" for one in known.claims)
        return RIGHT if known.is_object or has_hours else LOOSE
    against = is_shut if "open" in claim.about else (is_open or set(range(7))) - is_shut
    if said & against:
        return Verdict("wrong", next((one.text for one in told if said & {at for at, _ in one.spans}), told[0].text))
    return RIGHT


def floor(claim: Claim, known: Known, sentence: str) -> Verdict:
    """Judge a floor."""
    return _somewhere(claim, known, sentence)


def hall(claim: Claim, known: Known, sentence: str) -> Verdict:
    """Judge a hall by its number or side: held against one of its own kind alone."""
    return _somewhere(claim, known, sentence)


def _somewhere(claim: Claim, known: Known, sentence: str) -> Verdict:
    is_number = claim.name[-1:].isdigit()
    told = [one for one in known.claims if one.kind == claim.kind and one.name[-1:].isdigit() == is_number]
    if claim.text in known.text or any(one.name == claim.name for one in told):
        return RIGHT
    if not told or "other" in claim.events:
        return RIGHT if known.is_object or claim.kind == "hall" else LOOSE
    return wrong(told, sentence)


def door(claim: Claim, known: Known, sentence: str) -> Verdict:
    """Judge a street with its number."""
    told = [one for one in known.claims if one.kind == "door"]
    if any(one.name == claim.name or claim.name.endswith(one.name) or one.name.endswith(claim.name) for one in told):
        return RIGHT
    street = next(iter(claim.about))
    same = [one for one in told if any(each.endswith(street) or street.endswith(each) for each in one.about)]
    if same and "other" not in claim.events:
        return wrong(same, sentence)
    is_ours = any(word in sentence for word in ("地址", "我们馆", "本馆", "博物馆在", "馆址", "来找"))
    return wrong(told, sentence) if told and is_ours and "other" not in claim.events else LOOSE


def price(claim: Claim, known: Known, sentence: str) -> Verdict:
    """Judge a sum of money; a ticket's against tickets."""
    if claim.text in known.text:
        return RIGHT
    told = [one for one in known.claims if one.kind == "price"]
    if any(_is_same_price(claim, one) for one in told):
        return RIGHT
    if "reduced" in claim.about and "半价" in known.text and any(_is_half(claim, one) for one in told):
        return RIGHT
    tickets = [one for one in told if "ticket" in one.about and "reduced" not in one.about]
    if "ticket" in claim.about and "reduced" not in claim.about and tickets:
        return wrong(tickets, sentence)
    same = [one for one in told if "ticket" not in one.about and is_alike(sentence, one.told, least=1)]
    return wrong(same, sentence) if same and "ticket" not in claim.about else LOOSE


def _is_half(claim: Claim, told: Claim) -> bool:
    return claim.quantity is not None and told.quantity is not None and 2 * claim.quantity.low == told.quantity.low


def _is_same_price(claim: Claim, told: Claim) -> bool:
    if claim.quantity is None or told.quantity is None or claim.quantity.low != told.quantity.low:
        return False
    return claim.unit == told.unit or any({claim.unit, told.unit} <= same for same in _SAME_MONEY)


_SAME_MONEY = ({"元", "块钱"}, {"港元", "港币"}, {"银元", "大洋", "块大洋"})
"""Names of the same money."""
