"""Finds emperors named as persons, and judges whether they can have made or written what they are said to have."""

import re
from collections.abc import Iterator

from fanxing.checks.facts.claims import Claim
from fanxing.checks.facts.emperors import RULERS
from fanxing.checks.facts.happenings import CROWNED, events
from fanxing.checks.facts.known import Known
from fanxing.checks.facts.reigns import PLAIN, REIGNS
from fanxing.checks.facts.sameness import is_alike
from fanxing.checks.facts.times import times
from fanxing.checks.facts.verdicts import LOOSE, RIGHT, Verdict, wrong

_TITLE = "|".join(sorted(PLAIN, key=len, reverse=True))
_NAME = "|".join(sorted(RULERS, key=len, reverse=True))
_DOES = (
    r"御[笔题制]|亲[笔自手]|[题写咏画刻]|下令|下旨|命|派|曾|非常|特别|最|很|为[它此]|把它|收到|看[到中]|喜欢|喜爱"
    r"|南巡|登基|即位|[盖钤]"
)
RULER = re.compile(
    rf"(?:明|清|明代|清代|大明|大清)?(?:(?P<title>{_TITLE})(?:皇帝|大帝|帝|爷)|(?P<bare>{_TITLE})(?={_DOES})|(?P<name>{_NAME}))"
    r"(?!(?:统治|在位)?(?:时期|年间|时代|期间)|朝|时|陵|(?:[元\d一二三四五六七八九十]{1,3}年))"
)
"""康熙皇帝, 乾隆帝, 乾隆题, 唐太宗; not 乾隆年间."""

_AUTHOR = re.compile(
    r"题|写|御笔|御制|咏|书[于写]|落款|亲笔|命[^名]|下令|下旨|派人|监造|烧|造|制|画|铸|绣|琢|刻|赐|赏|盖|钤|穿|戴|佩|用过|使用|捧|定做"
)
"""Words that make somebody the author, giver or user of the thing."""
_MAKER = re.compile(r"命[^名]|下令|下旨|监造|烧|造|制作|铸|绣|琢|定做|教|召见|重用|赏识")
_BOOKS = {"乾隆": ("石渠宝笈", "秘殿珠林", "西清古鉴", "四库全书"), "康熙": ("康熙字典",), "永乐": ("永乐大典",)}
"""Ruler -> catalogues and books that were made at his order; who names one has named him."""
_FOND = re.compile(
    r"(?:喜欢|喜爱|珍爱|钟爱|偏爱|看重|赏玩|把玩|珍藏|收藏|爱不释手|教|召见|重用|赏识).{0,6}(?:它|这|此|他)|[心最]爱的|心爱之|.把(?:它|这).{0,8}[摆放藏挂]"
)
"""Words that say he had to do with the thing: 特别喜欢它."""
_IT = re.compile(r"它|这[件幅卷只个把块面尊]")
_LIKED = re.compile(r"喜欢|喜爱|珍爱|赏玩|把玩|爱不释手|赞不绝口|看[了过到]|见[了过到]")
_THEN = re.compile(r"(?:^|[，。])(?:那(?:个)?时候?|当时|那会儿|那[一]?年|同一?年)[，呢啊]?[^，。]{0,6}$")
_SHOWN = re.compile(r"(?:画|绣|雕|塑|讲|说|演|唱|绘)的?(?:就|正)?(?:是|着|了|过)[^，。；！？]{0,6}$")
"""Words after which a ruler is what a picture or a tale shows: 画的是刘备."""
_NOT_YET = re.compile("^[^，。]{0,2}(?:还没|尚未|还不是|没有)")
_GONE = re.compile(r"(?:刚刚?|已经?|才|都)?(?:去世|死|退位|驾崩|不在|走了)")
_THRONE = re.compile(
    r"(?:在位|当家|当政|执政|掌权|坐(?:在|着)?[^，。；！？]{0,8}(?:皇宫|宫|殿|龙椅|龙庭|皇位|宝座|天下|江山|朝廷)|龙椅上|皇位上|朝廷里|当朝|当皇帝|皇帝|皇上|天子)"
    r"[^。！？]{0,12}是(?:谁[？?])?$"
)
"""Words that ask who ruled at the moment that is spoken of: 在位的皇帝是."""
_USED = re.compile(r"[用拿摸骑坐住睡喝穿戴](?:过)?(?:它|这)|(?:它|这).{0,4}[用写画弹骑坐住睡喝穿戴]过")
"""Words that say that somebody used the thing before us."""
_BESIDE = re.compile(r"[，,]?(?:(?:也)?(?:就|正)?是|正值|正当|当时|那时候?|的)?(?:[大]?[明清宋唐元汉隋][代朝]?的?)?")
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
    if claim.name in known.text or any(book in known.text for book in _BOOKS.get(claim.name, ())):
        return RIGHT
    if _NOT_YET.search(sentence[claim.end :]):
        return RIGHT  # 武则天还没当皇帝
    found = _when_he_ruled(claim, known, sentence)
    return found or _his_doing(claim, known, sentence)


def _when_he_ruled(claim: Claim, known: Known, sentence: str) -> Verdict | None:
    """Judge the years that are given to a ruler's reign; None where none are."""
    if CROWNED.search(sentence) and not _THRONE.search(sentence[: claim.at]):
        return crowned(claim, sentence) or RIGHT
    if sentence[claim.end :].startswith("在位") and (
        said := [one for one in times(sentence, 9999) if one.grain == "year"]
    ):
        first, last = claim.spans[0]
        is_his = any(first - 1 <= year <= last for one in said for year, _ in one.spans)
        return RIGHT if is_his else Verdict("wrong", said[0].text)
    made = [one for one in known.claims if one.kind == "time" and "made" in one.events]
    said = [one for one in times(sentence[: claim.at], known.today) if one.grain == "year"]
    is_then = _THEN.search(sentence[: claim.at]) or _THRONE.search(sentence[: claim.at])
    if is_then and said and not any(_meets(claim, one) for one in said):
        return Verdict("wrong", said[-1].text)
    if is_then and made and not any(_rules_in(claim, one) for one in made):
        return wrong(made, sentence)
    if _GONE.match(sentence, claim.end):
        return None
    beside = _time_beside(claim, sentence, known.today)
    return Verdict("wrong", beside.text) if beside else None


def _his_doing(claim: Claim, known: Known, sentence: str) -> Verdict:
    """Judge what a ruler is said to have had to do with the thing."""
    clause = _clause(sentence, claim)
    is_fond = bool(_FOND.search(clause)) or bool(_IT.search(sentence[: claim.at]) and _LIKED.search(clause))
    is_fond = is_fond or bool(_USED.search(sentence[claim.end :]))
    if _SHOWN.search(sentence[: claim.at]):
        return RIGHT
    if ("other" in claim.events and not is_fond) or not (is_fond or _AUTHOR.search(clause)):
        return RIGHT
    if other := _did_it(known, sentence):
        return Verdict("wrong", other[0], other[1])
    return _had_to_do(claim, [one for one in known.claims if one.kind == "time"], clause)


def _time_beside(claim: Claim, sentence: str, today: int) -> Claim | None:
    """Give a year or reign right before a ruler's name that is none of his: 万历年间，嘉靖皇帝."""
    said = [one for one in times(sentence[: claim.at], today) if one.grain in {"year", "period"}]
    near = [one for one in said if _BESIDE.fullmatch(sentence[one.end : claim.at])]
    return next((one for one in near if not _meets(claim, one)), None)


def _did_it(known: Known, sentence: str) -> tuple[str, str] | None:
    """Give the ruler who is known to have done the same, and the fact that says so."""
    for fact in known.text.splitlines():
        named = list(rulers(fact))
        if named and is_alike(sentence, fact, least=1, without=known.name + "".join(one.text for one in named)):
            return named[0].text, fact
    return None


def _had_to_do(claim: Claim, told: list[Claim], clause: str) -> Verdict:
    """Judge whether a ruler can have had to do with the thing."""
    made = [one for one in told if "made" in one.events]
    if any(_meets(claim, one) for one in told):
        return RIGHT
    is_before = all(true[0] > said[1] for one in made for true in one.spans for said in claim.spans)
    is_after = all(true[1] < said[0] for one in made for true in one.spans for said in claim.spans)
    if made and (is_before or (is_after and _MAKER.search(clause))):
        return wrong(made, clause)
    return LOOSE


def _clause(sentence: str, claim: Claim) -> str:
    """The ruler's clause, and the next one where his says nothing more."""
    begin = max(sentence.rfind(mark, 0, claim.at) for mark in "，,；;。！？") + 1
    rest = sentence[claim.end :]
    ends = [at for at, mark in enumerate(rest) if mark in "，,；;。！？"]
    end = next((at for at in ends if at > 1 and not rest[:at].endswith(("时候", "时"))), len(rest))
    return sentence[begin : claim.at] + rest[:end]


def _meets(claim: Claim, told: Claim) -> bool:
    alive = _ALIVE if claim.name in {"乾隆", "清高宗"} else 0
    return any(said[0] <= true[1] and true[0] <= said[1] + alive for said in claim.spans for true in told.spans)


def _rules_in(claim: Claim, told: Claim) -> bool:
    """Whether a ruler ruled in a time, and not only in the year in which it began or ended."""
    return any(
        said[0] < true[1] and true[0] < said[1] if true[0] != true[1] else said[0] <= true[0] <= said[1]
        for said in claim.spans
        for true in told.spans
    )


def crowned(claim: Claim, sentence: str) -> Verdict | None:
    """Judge a year of accession: the first of his title, or the one before it; None where no ruler is named."""
    named = list(rulers(sentence))
    years = [one for one in times(sentence, 9999) if one.grain == "year"]
    years = [one for one in years if "crowned" in one.events] or years
    late = 3 if re.search("刚|不久|才", sentence) else 1
    firsts = {year for one in named for first, _ in one.spans for year in range(first - 1, first + late)}
    if not firsts:
        return None
    if not years or any(year in firsts for one in years for year, _ in one.spans):
        return RIGHT
    return Verdict("wrong", f"{min(firsts)}年") if claim.kind == "ruler" else RIGHT


def reign_of(claim: Claim) -> int:
    """How many years a ruler ruled, first and last counted."""
    first, last = claim.spans[0]
    return last - first + 1
