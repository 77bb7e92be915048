"""Whether two texts speak of the same happening: by the words of what happened, else by what they have in common."""

import re

from fanxing.checks.facts.claims import Claim

_MADE = (
    r"作于|[打凿编]成|造的|所造|监造|建造|作(?=[此了这该成])|制于|造于|铸|烧|制作|制成|造成|做成|做于|创作|绘(?!画)|画(?![家工中里面心册院派坛])"
    r"|成于|琢|斫|织成|绣(?![娘工])|年制|款|完工|竣工|开光|问世|诞生|成书|刊"
)
_FOUND = (
    r"出土|发现|发掘|挖(?![成空])|铲出|翻出|掉出|冒出|露出|露了|清理|碰到|[捡找拾]到|找回|寻获|拾得|刨|考古|打开|重见天日|出水|打捞|起获|探方"
    r"|从.{0,6}[墓坑土陵窖沙水井址](?:里|中|下)?.{0,3}出来"
)
_ACQUIRED = (
    r"入藏|收藏|征集|捐|购|拨交|移交|移[入到至]|运[到抵]|来到|回归|收购|买[下回了]|购|请回|馆藏|交给了?(?:国家|我们|博物馆)"
    r"|进了?.{0,6}馆|进了?(?:清宫|皇宫|内府|宫廷|紫禁城|宫)|[入进]宫"
)
_DIED = (
    r"卒|去世|逝世|病逝|病故|辞世|离世|谢世|牺牲|遇害|被害|遇难|就义|阵亡|殉|驾崩|死[于在了的时亡去]"
    r"|享年|活[了到]|只活|下葬|安葬|埋葬|入葬|葬[于在入进]|入土为安|(?:主人|墓主|他|她)[^。！？]{0,16}埋[进入在]"
)
EVENTS: dict[str, str] = {
    "made": _MADE,
    "written": r"写|编(?=[写成了这出]|.{0,3}书)|题|刻|书于|铭|撰|并书",
    "found": _FOUND,
    "acquired": _ACQUIRED,
    "born": r"生于|出生|诞辰|降生|[年日]生(?!产)",
    "died": _DIED,
    "built": r"建(?![盏窑阳安业康州])|创[办立]|开馆|成立|落成|立了|立于|立碑|竖立|修建|立起",
    "mended": r"修复|重修|修缮|站起来|站了起来|重建|复建|翻修|维修|大修|按原样|修好",
    "copied": r"临摹|摹绘|复制|仿制|翻刻",
    "graded": r"国保|保护单位|评上|列为|定为|评为|定级|列入|鉴定|公布|入选|成[了为].{0,8}标志",
}
"""What a time may be the time of -> words that say so."""
WORDS = {name: re.compile(words) for name, words in EVENTS.items()}


def happens(text: str) -> frozenset[str]:
    """Say of what happenings a text speaks."""
    return frozenset(name for name, words in WORDS.items() if words.search(text))


_OTHER = re.compile(
    r"仿|摹|临|追溯|以来|之后|以前|之前|早于|晚于|相比|比起|不一样|不同|相似|相近|比.{0,8}[早晚]|好像|就像|如同|说起|讲起|风格|遗风|传统|后来|曾经|等到|沿用|直到|(?:[直一]?到了?|入).{0,4}[代朝].{0,4}(?:才|就|便|渐|已)|最[早晚老]的|的最[早晚]|消失|失传|衰落|衰微|绝迹"
)


_GENERAL = re.compile(r"另一|另外|爱|喜欢|流行|盛行|时兴|随处可见|常见|还没有|没有这|不像|不一样|不同|比起|相比")
"""Words of a sentence that speaks of an age and not of the object."""
_OBJECT = re.compile(r"它|[这此该本][一件只面座幅套本块张把盏尊碑器]")
_IS = re.compile(r"(?:(?<![就那])是[^，。；]{0,4}|属于|为|乃|系)$")
_OF = re.compile(r"(?:\w{1,2}月)?(?:时候?)?的|[，。！？；]|$")
_ITS = re.compile(
    r"(?:时候?)?的(?![^，。]{0,4}[墓坑窖宫塔天夜日春夏秋冬早晚])(?:这|那|一|它|作|东西|老|宝|器|物|瓷|铜|玉|画|碑|《)"
)
"""A time that says what age a thing is of: 是一六二一年, 一六二一年的这幅画."""
_DAY = re.compile(
    r"[\d一二三四五六七八九十]{1,3}月份?|[\d一二三四五六七八九十]{1,3}[日号]|^到了?|^一?直到|^就?在|^那是"
)
_BARE_CLAUSE = 3
"""Characters beside the time in a clause that says nothing else (一九七六年春天): what it is of is said in the next."""


_SOMEBODYS = re.compile(
    r"(?:时期|时候?)?的?(?:一[座个位名处]|这[座个位])?(?:(?P<place>[大小古]?(?:墓|遗址|地层|窖藏|窑址))|人(?!像)|大?将|诗人|画家|文人|皇帝|君主|官员)"
)
"""A time that says of what age a grave or a man is, and not when anything happened."""
_CRAFTSMEN = re.compile(
    r"(?:时期|时候?)?的?(?:[玉陶石漆铜银金木竹瓷画窑铸绣染织刻雕]{0,2}[工匠](?![厂业程艺坊])|工匠|匠人|师傅|艺人|窑工|织工|绣娘|铸工)"
)
"""Craftsmen of an age: they made the thing."""
CROWNED = re.compile(r"[当做]了?皇帝|登基|即位|继位|登上皇位|称帝")


def is_somebodys(text: str, end: int) -> bool:
    """Whether a time that ends there says of what age somebody is: 明代人写的."""
    whose = _SOMEBODYS.match(text, end)
    return whose is not None and not whose["place"]


def events(text: str, start: int, end: int) -> frozenset[str]:
    """Say of what a time is the time: by the words of its own clause, else of its sentence; ``other``: of none."""
    clause = text[_before(text, start, "，,；;。！？\n") : _after(text, end, "，,；;。！？\n")]
    found = {name for name, words in WORDS.items() if words.search(clause)}
    whose = _SOMEBODYS.match(text, end)
    if _CRAFTSMEN.match(text, end):
        return frozenset({"made"})
    if whose and (whose["place"] or not found & {"made", "written"}):
        return frozenset({"other"})
    if CROWNED.search(clause):
        found.add("crowned")
    if _OTHER.search(clause) or _SINCE.search(text[:start] + "　" + text[end : end + 3]):
        found.add("other")
    sentence = text[_before(text, start, "。！？\n；;") : _after(text, end, "。！？\n；;")]
    if _GENERAL.search(sentence) and not _OBJECT.search(sentence):
        found.add("other")
    is_bare = len(_DAY.sub("", clause)) - (end - start) <= _BARE_CLAUSE
    if (not found or (is_bare and found == {"other"} and _UNTIL.search(clause))) and (
        is_bare or _AFFAIR.match(text, end)
    ):
        found = {name for name, words in WORDS.items() if words.search(sentence)}
        if CROWNED.search(re.split(r"[，,；;。！？\n]", text[end:] + "，")[1]):
            found = {"crowned"}
    return frozenset(found or _of_none(text, start, end, sentence))


def _of_none(text: str, start: int, end: int, sentence: str) -> set[str]:
    """Say of what a time is that no verb tells of: of the making where it is said of the object."""
    if (_IS.search(text[:start]) and _OF.match(text[end:])) or _ITS.match(text[end:]):
        return {"made"}
    return {"other"} if _MEANWHILE.match(text, end) and not _OBJECT.search(sentence) else set()


_UNTIL = re.compile("^一?直到")
_AFFAIR = re.compile(r"的?(?:事|事情|时候)[了吧呢啊，。]")
"""他下葬，是十二世纪的事情了: what happened is said in the clause before."""
_SINCE = re.compile(r"[从自打]　(?:到现|到今|到如|以来|起|至今)")
"""从一九四九年到现在: since when, and not when anything happened."""
_MEANWHILE = re.compile(r"的?(?:时候|时期|年间|那会儿|那阵子|那时候)[，,]")
"""明代的时候，龙泉窑就不如从前了: what is said behind it is of something else where nothing happens to the object."""


def _before(text: str, start: int, marks: str) -> int:
    return max((text.rfind(mark, 0, start) for mark in marks), default=-1) + 1


def _after(text: str, end: int, marks: str) -> int:
    found = [at for mark in marks if (at := text.find(mark, end)) >= 0]
    return min(found, default=len(text))


_MARKS = "，,；;。！？\n"


def clause_of(sentence: str, claim: Claim) -> str:
    """Give the clause in which a claim stands."""
    begin = max((sentence.rfind(mark, 0, claim.at) for mark in _MARKS), default=-1) + 1
    ends = [at for mark in _MARKS if (at := sentence.find(mark, claim.end)) >= 0]
    return sentence[begin : min(ends, default=len(sentence))]
