"""Finds emperors named as persons, and judges whether they can have made or written what they are said to have."""

import re
from collections.abc import Iterator

from fanxing.checks.facts.claims import Claim
from fanxing.checks.facts.dynasties import RULERS
from fanxing.checks.facts.known import Known
from fanxing.checks.facts.reigns import PLAIN, REIGNS
from fanxing.checks.facts.times import events, times
from fanxing.checks.facts.verdicts import LOOSE, RIGHT, Verdict

_TITLE = "|".join(sorted(PLAIN, key=len, reverse=True))
_NAME = "|".join(sorted(RULERS, key=len, reverse=True))
_DOES = (
    r"御[笔题制]|亲[笔自手]|[题写咏画刻]|下令|下旨|命|派|曾|非常|特别|最|很|为[它此]|把它|收到|看[到中]|喜欢|喜爱"
    r"|南巡|登基|即位"
)
RULER = re.compile(
    rf"(?:明|清|明代|清代|大明|大清)?(?:(?P<title>{_TITLE})(?:皇帝|大帝|帝|爷)|(?P<bare>{_TITLE})(?={_DOES})|(?P<name>{_NAME}))"
    r"(?!(?:统治|在位)?(?:时期|年间|时代|期间|朝|时|陵|[元\d一二三四五六七八九十]+年))"
)
"""康熙皇帝, 乾隆帝, 乾隆题, 唐太宗; not 乾隆年间."""

_AUTHOR = re.compile(
    r"题|写|御笔|御制|咏|书[于写]|落款|亲笔|命[^名]|下令|下旨|监造|烧|造|制|画|铸|绣|琢|刻|赐|赏|穿|戴|佩|用过|使用|捧|定做"
)
"""Words that make somebody the author, giver or user of the thing."""
_MAKER = re.compile(r"命[^名]|下令|下旨|监造|烧|造|制作|铸|绣|琢|定做")
_CROWNED = re.compile(r"登基|即位|继位|登上皇位")
_ALIVE = 4
"""Years after a reign in which a ruler still lived: 乾隆 died in the fourth year after his own."""


def rulers(text: str) -> Iterator[Claim]:
    """Find rulers named as persons; spans: their reigns, first and last year."""
    for match in RULER.finditer(text):
        title = match["title"] or match["bare"]
        if title:
            spans = tuple((first, last) for dynasty, first, last in REIGNS[title] if dynasty in {"明", "清"})
        else:
            spans = (RULERS[match["name"]],)
        yield Claim(
            kind="ruler",
            text=match.group(),
            at=match.start(),
            spans=spans,
            events=events(text, match.start(), match.end()),
            name=title or match["name"],
        )


def ruler(claim: Claim, known: Known, sentence: str) -> Verdict:
    """Judge a ruler: wrong as author where the thing is younger than he, or as its maker where it is older."""
    if claim.name in known.text:
        return RIGHT
    if _CROWNED.search(sentence):
        return _crowned(claim, sentence)
    told = [one for one in known.claims if one.kind == "time"]
    made = [one for one in told if "made" in one.events]
    clause = _clause(sentence, claim)
    if "other" in claim.events or not _AUTHOR.search(clause) or any(_meets(claim, one) for one in told):
        return RIGHT
    if not made:
        return LOOSE
    is_before = all(true[0] > said[1] for one in made for true in one.spans for said in claim.spans)
    is_after = all(true[1] < said[0] for one in made for true in one.spans for said in claim.spans)
    if is_before or (is_after and _MAKER.search(clause)):
        return Verdict("wrong", made[0].text)
    return LOOSE


def _clause(sentence: str, claim: Claim) -> str:
    """The ruler's clause, and the next one where his says nothing more."""
    begin = max(sentence.rfind(mark, 0, claim.at) for mark in "，,；;。！？") + 1
    rest = sentence[claim.end :]
    ends = [at for at, mark in enumerate(rest) if mark in "，,；;。！？"]
    end = next((at for at in ends if at > 1), len(rest))
    return sentence[begin : claim.at] + rest[:end]


def _meets(claim: Claim, told: Claim) -> bool:
    return any(said[0] <= true[1] and true[0] <= said[1] + _ALIVE for said in claim.spans for true in told.spans)


def _crowned(claim: Claim, sentence: str) -> Verdict:
    """A ruler takes the throne in the first year of his title or the year before it."""
    years = [one for one in times(sentence, 9999) if one.grain == "year"]
    firsts = {year for first, _ in claim.spans for year in (first - 1, first)}
    if not years or any(year in firsts for one in years for year, _ in one.spans):
        return RIGHT
    return Verdict("wrong", f"{min(firsts)}年")
