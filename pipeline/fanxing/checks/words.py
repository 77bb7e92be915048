"""Words that the law, the platforms or the museum itself would rather not see."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from fanxing.checks.facts.names import superlatives
from fanxing.checks.naming import RULES as NAMING
from fanxing.checks.naming import naming_findings
from fanxing.checks.rules import Judge, Rule, advice_if
from fanxing.checks.texts import texts_of_whole
from fanxing.model.errors import Fault, Location
from fanxing.model.recipe import Recipe
from fanxing.model.words import say

_LAW = "广告法第九条第三项；《广告绝对化用语执法指南》市场监管总局公告 2023 年第 6 号"

RULES: dict[str, Rule] = {
    "words-absolute": Rule(
        about="不用“国家级”“最佳”一类绝对化用语；商业片里是错误，“最薄”“唯一”“仅此一件”也是",
        level="fault",
        source=_LAW,
        conf="A",
    ),
    "words-divert": Rule(about="不写微信号、电话、淘宝一类导流文字", source="各平台社区规范", conf="C"),
    "words-medical": Rule(about="商业片不说治病、养生功效", level="fault", source="广告法第十七条", conf="A"),
    "words-listed": Rule(about="不用词表里的词（--words）", source="本馆自定", conf="D"),
    **NAMING,
}
"""What is looked for in words."""

Where = Callable[[str], Location]
"""Place of a key in the recipe's file."""

ABSOLUTE = re.compile(
    r"国家级|世界级|宇宙级|最高级|最佳|最好|最优|最强|最先进|最便宜|最低价|最正宗|最受欢迎|第一品牌|全国第一|世界第一|全球第一|亚洲第一"
    r"|销量第一|排名第一|顶级|顶尖|极品|王牌|首选|独家|万能|100%|百分之百|百分百|史上最|全网最|无与伦比|绝对(?!化)|永久|零风险"
)
"""Terms that point at goods without measure; further ranks (最薄, 唯一) count in commercial films, see ``_ranks``."""

ALLOWED = re.compile(
    r"国家级(?:非物质文化遗产|非遗|文物|文保|重点|名录|博物馆|考古|历史文化|传承人|代表性|抢救|珍贵|风景|自然|古籍|档案|课题|项目|保护)"
    r"|国家[一二三]级(?:文物|博物馆)|最佳(?:观赏|观看|拍摄|角度|位置|保存|展陈|展览奖|创意)|最好(?:的朋友|先|是|从|在|能|不要|别|看看)"
    r"|独家(?:记忆|印)|永久(?:陈列|展厅|基本陈列|保存|收藏)|绝对(?:年代|高度|温度|值)|世界级(?:遗产|文化遗产)"
)
"""What museums may say: gradings, registered names, plain facts (指南第五、六条: what does not point at goods)."""

_IN_TIME = re.compile(r"最(?:早|晚|老|古老|后|久|多|少)|首[次个件]|头一|第[一二三四五六七八九十]|仅存|只剩|孤本")
"""Order in time, and what there is: stated as facts, no terms of the law (指南第六条：表述时空顺序客观情况)."""
_OUR_OWN = re.compile(r"馆藏|馆里|馆内|[本我]馆|本展|展览里|展厅里|这[批组套]|[它他她]的?一生")
"""Scopes in which a museum measures its things against its own: no one else's are belittled (指南第六条：自我比较)."""
_MARKS = str.maketrans(",!?", "，！？")

DIVERT = re.compile(
    r"加微信|微信号|加\s?[vV]\b|\b[vV][xX]\b|扫码加|私信我|淘宝|拼多多|点击链接|链接在|店铺|下单|QQ群|进群|1[3-9]\d{9}"
)
MEDICAL = re.compile(r"治病|治疗|疗效|延年益寿|包治|祛病|养生功效|排毒|降血压|美容养颜|开光|招财|转运|旺夫")

_BETWEEN = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\U0001F000-\U0001FAFF\u2600-\u27bf*_·.\-]")


def flattened(text: str) -> tuple[str, list[int]]:
    """Write a text as a censor reads it: NFKC, without blanks, signs and pictures between the characters.

    Returns:
        The text, and for each of its characters the place in the original.
    """
    flat, places = [], []
    for at, mark in enumerate(text):
        for one in unicodedata.normalize("NFKC", mark):
            if not _BETWEEN.match(one):
                flat.append(one)
                places.append(at)
    return "".join(flat), places


def word_findings(recipe: Recipe, judge: Judge, where: Where, listed: Sequence[str]) -> Iterator[Fault]:
    """Judge every text that is said or published.

    Args:
        recipe: The texts.
        judge: Rules with the recipe's settings.
        where: Place of a key.
        listed: Further words to warn of.
    """
    for key, text in _texts(recipe):
        yield from _text_findings(text, judge, where(key), listed, is_commercial=recipe.commercial)
    yield from naming_findings(recipe, judge, where)


def _texts(recipe: Recipe) -> Iterator[tuple[str, str]]:
    yield from texts_of_whole(recipe)
    texts = {f"objects[{at}].say": one.say for at, one in enumerate(recipe.objects)}
    texts |= {f"publish.tags[{at}]": tag for at, tag in enumerate(recipe.publish.tags)}
    yield from ((key, text) for key, text in texts.items() if text)


def _text_findings(
    text: str, judge: Judge, where: Location, listed: Sequence[str], *, is_commercial: bool
) -> Iterator[Fault]:
    for word in _found(ABSOLUTE, text):
        what = say("“{word}”是广告法说的绝对化用语", word=word)
        mend = say("换成看得见的事实：多大、多早、谁说的")
        yield from judge.find("words-absolute", what, where=where, mend=mend, level=advice_if(not is_commercial))
    for word in _ranks(text) if is_commercial else ():
        what = say("“{word}”在商业片里是绝对化用语，有出处也不能用", word=word)
        mend = say("换成看得见的事实：多大、多薄、谁说的；只和本馆藏品比，就写明“馆藏”")
        yield from judge.find("words-absolute", what, where=where, mend=mend)
    for word in _found(DIVERT, text):
        what = say("“{word}”会被平台当作导流，可能限流", word=word)
        yield from judge.find("words-divert", what, where=where, mend=say("删去，把预约和联系方式放到账号主页"))
    for word in _found(MEDICAL, text) if is_commercial else ():
        what = say("“{word}”是广告法不许说的功效", word=word)
        yield from judge.find("words-medical", what, where=where, mend=say("删去这句"))
    flat, _ = flattened(text)
    for word in dict.fromkeys(one for one in listed if one and flattened(one)[0] in flat):
        what = say("“{word}”在词表里", word=word)
        mend = say("换个说法；确实要用，在 checks 里写 words-listed: off")
        yield from judge.find("words-listed", what, where=where, mend=mend)


def _found(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    """Give what a pattern finds in a text, however it is spaced, but for what museums may say."""
    flat, places = flattened(text)
    allowed = [match.span() for match in ALLOWED.finditer(flat)]
    for match in pattern.finditer(flat):
        if not any(first <= match.start() and match.end() <= after for first, after in allowed):
            yield text[places[match.start()] : places[match.end() - 1] + 1]


def _ranks(text: str) -> Iterator[str]:
    """Give the ranks of a text that the law of advertising takes for absolute: 最薄, 唯一, 仅此一.

    Not those that tell an order in time or that compare a museum's things among themselves, and none twice.
    """
    flat, places = flattened(text)
    flat = flat.translate(_MARKS)
    known = [match.span() for pattern in (ALLOWED, ABSOLUTE) for match in pattern.finditer(flat)]
    for claim in superlatives(flat):
        clause = re.split("[，。！？；：]", flat[: claim.at])[-1]
        is_known = any(first < claim.end and claim.at < after for first, after in known)
        if not (is_known or _IN_TIME.match(claim.text) or _OUR_OWN.search(clause)):
            yield text[places[claim.at] : places[claim.end - 1] + 1]


def read_words(text: str) -> tuple[str, ...]:
    """Read a word list: one word a line, ``#`` begins a comment, a BOM is passed over."""
    lines = (line.partition("#")[0].strip() for line in text.removeprefix("\ufeff").splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))
