"""Finds what a text names: works in 《》, museums, accession numbers, grades; and superlatives."""

import re
from collections.abc import Iterator

from fanxing.checks.facts.claims import Claim
from fanxing.checks.facts.numerals import NUMBER, plain, value
from fanxing.checks.facts.reigns import REIGNS

TITLE = re.compile(r"《([^《》]{1,40})》")
_HOUSE = "博物馆|博物院|美术馆|纪念馆|陈列馆|文物馆|图书馆|研究院|考古所|文物局"
MUSEUM = re.compile(rf"[\u4e00-\u9fff·]{{2,16}}?(?:{_HOUSE})(?![日学界]|协会)")
_LEFT = re.compile(
    r".*(?:收藏于|藏于|藏在|现藏|收藏在|存于|陈列在|陈列于|展出于|来自|来到|走进|回到|捐给了?|送给了?|借自|属于|位于|入藏|征集到|"
    r"归于|交给了?|我是|这里是|就是|今天|如今|现在|在|到|由|和|与|及|给|从|于|进|是|去|的|了|把|向|座|家)"
)
"""Words after which the name of a house may begin: the last of them cuts."""
_COMMON = {
    "博物馆",
    "博物院",
    "美术馆",
    "纪念馆",
    "我们博物馆",
    "我们纪念馆",
    "我们美术馆",
    "咱们博物馆",
    "县博物馆",
    "市博物馆",
    "省博物馆",
    "这座博物馆",
}
_LIKE = re.compile(r"(?:像|好比|如同|堪称|宛如|变成)(?:是?一[座个家])?$")
HOLDS = re.compile(r"藏|收藏|属于|陈列|入藏|馆藏")

NUMBERED = re.compile(
    r"(?:编号|藏品号|登记号|典藏号|文物号|馆藏号|总号|序号)[是为：:]?\s*(?P<name>[A-Za-z\u4e00-\u9fff]{0,3}(?:\d[\w.\-/]*\w|[零〇一二三四五六七八九]{3,10}))"
)
DOTTED = re.compile(r"(?<![\d.])\d{2,4}(?:\.\d+){2,}(?![\d.])")

ORDINAL = re.compile(rf"第(?P<number>{NUMBER})(?P<kind>代|任|届|世|批|版|子|女|孙)(?![表价])")
"""第三代楚王: one of a row by its number, held against another of the same kind."""
LISTED = re.compile(
    r"(?P<level>全国重点|国家级|全国|省级|自治区级|市级|县级|区级|[省市县])(?:重点)?(?P<kind>文物保护单位|非物质文化遗产|非遗)"
)
"""省级文物保护单位: at which level a house or a craft is listed."""
PLACE = re.compile(rf"第?(?P<number>{NUMBER})号?(?:[\u4e00-\u9fff]{{0,2}}?)(?P<kind>墓|坑|窟|沉船|遗址)(?<![年月])")
"""一号墓, 101号陪葬墓, 第17窟: a place by its number."""
COIN = re.compile(rf"(?:{'|'.join(sorted(REIGNS, key=len, reverse=True))}|开元|大中)(?:通宝|元宝|重宝|之宝)")
"""崇宁通宝: a coin by the reign on it."""
GRADE = re.compile(r"(?:国家)?(?P<grade>[一二三])级(?:文物|珍贵文物|藏品|(?:重点)?(?P<alive>保护)(?:野生)?[动植]物)")

_TASTE = (
    "[佳后初近终上下里外前左右中东西边底让爱怕想像亮深浅美难]|鲜亮|心爱|喜欢|喜爱|有意思|有趣|好|要紧|重要|关键|特别|妙|巧|动人|吸引|显眼|醒目"
    "|热闹|厉害|费|累|辛苦|开心|高兴|大的|小的|时|多[能可有]|少[要得有]|安静|规矩|基本|靠|熟悉|平常|普通|常[见用]|惹|打动|可[爱惜贵怕]|明显|清楚"
)
"""What follows 最 where a place, a taste or a part is spoken of, and no rank among things."""
SUPERLATIVE = re.compile(
    r"最(?:早|大|小|高|长|重|薄|厚|古老|完整|精美|珍贵|罕见|著名|深|宽|轻|老|(?:晚|多|少|全|久|远|贵|齐全|丰富|集中|豪华|北|南)(?=的[一这那][件次座处个尊枚批种面]|的?[，。！？]|的$|的?之一))(?!处|的?地方|的?部位|的?位置|的?一面|时|限|初|后|终|近|喜欢|爱)"
    rf"|最(?!{_TASTE})[\u4e00-\u9fff]{{1,2}}?(?=的一[\u4e00-\u9fff]|的?[，。！？]|的$|的?之一)(?<!地方)(?<!一样)"
    r"|最[\u4e00-\u9fff]{1,2}?(?=的?(?:就|要|得|那|还|当)?(?:数|属|算是?)[它这他她])|最好(?=的一[\u4e00-\u9fff])|(?<=得)最好|(?<=品相)最好|(?<=保存)最好|(?<=成色)最好|独一份|头一[件份家座部尊](?!就)|没有第二|找不出第二|最后一[位任代批届](?!观众|客人|朋友|同学)|数一数二|首屈一指|前所未有|史无前例|之冠|孤本|排(?:在|名)?第一"
    r"|唯一|独一无二|绝无仅有|举世无双|首次|首个|首件|第一(?=[名件座部个位幅枚块]?[^次眼次天层级展开步行页时个号章季反印期句段遍卷册代封声笔份批、，。])"
    r"|第[二三四五六七八九十][大高长早](?!家|步|力|声)|[只仅]此一|独此一|[只仅]有这么?一(?=[件把只个座尊幅枚口张套部])|只剩下?这么?一(?=[件把只个座尊幅枚口张套部])|仅存|孤品|孤例|之最|史上|空前绝后"
)
_WITHIN = re.compile(
    r"年纪|岁数|辈分|全画|画中|画面|画里|全册|这幅|此幅|整幅|册中|全身|全诗|诗中|这一?件|它身上|器身|构图|镜背|全碑|一生"
)
"""Scopes within the object itself: who looks can see it."""


_ASKED = re.compile(r"(?:哪|谁|什么)[^，。]{0,4}$|比[^，。]{1,8}$")
"""哪儿最危险, 比世界上第一张照片: asked, or said of another thing."""
_PART = re.compile(r"最[大小高长重薄厚深宽轻]的")
"""最高的人物, 最大的一件: at the head of its clause it tells which one is meant."""


def names(text: str) -> Iterator[Claim]:
    """Find every name that a text claims."""
    for match in TITLE.finditer(text):
        yield Claim(kind="title", text=match.group(), at=match.start(), name=match[1])
    for match in COIN.finditer(text):
        yield Claim(kind="coin", text=match.group(), at=match.start(), name=match.group())
    yield from _museums(text)
    for pattern in (NUMBERED, DOTTED):
        for match in pattern.finditer(text):
            group = "name" if "name" in pattern.groupindex else 0
            yield Claim(kind="accession", text=match[group], at=match.start(group), name=match[group])
    yield from _numbered(text)
    yield from _listed(text)
    for match in GRADE.finditer(text):
        yield Claim(
            kind="grade", text=match.group(), at=match.start(), name=match["grade"] + "级" + (match["alive"] or "")
        )


def _listed(text: str) -> Iterator[Claim]:
    """Levels at which houses and crafts are listed, 全国重点 as 国家级."""
    for match in LISTED.finditer(text):
        level = "国" if match["level"][0] in "国全" else match["level"][0]
        kind = "单位" if match["kind"].endswith("单位") else "遗产"
        yield Claim(kind="grade", text=match.group(), at=match.start(), name=f"{level}级{kind}")


def _numbered(text: str) -> Iterator[Claim]:
    """Places and members of a row by their numbers: 一号墓, 第三代."""
    for pattern, least in ((PLACE, 0), (ORDINAL, 2)):
        for match in pattern.finditer(text):
            is_numbered = match.group().startswith("第") or "号" in match.group()
            number = value(plain(match["number"]))
            if is_numbered and number is not None and number >= least:
                yield Claim(kind="place", text=match.group(), at=match.start(), name=f"{int(number)}{match['kind']}")


def superlatives(text: str) -> Iterator[Claim]:
    """Find superlatives that speak of more than the object itself."""
    for match in SUPERLATIVE.finditer(text):
        begin = max(text.rfind(mark, 0, match.start()) for mark in "，,；;。！？\n") + 1
        if _ASKED.search(text[begin : match.start()]):
            continue
        is_part = begin == match.start() and _PART.match(text[begin:])
        if not is_part and not _WITHIN.search(text[begin : match.start()]):
            yield Claim(kind="superlative", text=match.group(), at=match.start(), name=match.group())


def _museums(text: str) -> Iterator[Claim]:
    for match in MUSEUM.finditer(text):
        name = match.group()
        cut = _LEFT.match(name[:-2])
        start = match.start() + (cut.end() if cut else 0)
        name = text[start : match.end()]
        if _LIKE.search(text[:start]):
            continue
        if name not in _COMMON and len(name) > 3 and not re.search(r"级(?:博物馆|美术馆|图书馆)$", name):
            yield Claim(kind="museum", text=name, at=start, name=name)
