"""Finds what a thing is said to be made of, and knows which materials exclude each other.

Source for the classes: 国家文物局《馆藏文物登录规范》WW/T 0017—2013, 附录: 质地. Kinds of jade as museums print them.
"""

import re
from collections.abc import Iterator

from fanxing.checks.facts import nouns
from fanxing.checks.facts.claims import Claim
from fanxing.checks.facts.known import Known
from fanxing.checks.facts.verdicts import LOOSE, RIGHT, Verdict

_STONES = (
    "石灰石",
    "大理石",
    "汉白玉",
    "花岗岩",
    "花岗石",
    "寿山石",
    "青田石",
    "昌化石",
    "端石",
    "歙石",
    "洮河石",
    "澄泥",
)
_WOODS = (
    *(
        "金丝楠木",
        "楠木",
        "紫檀",
        "黄花梨",
        "黄杨木",
        "沉香",
        "檀香",
        "榉木",
        "樟木",
        "枣木",
        "梨木",
        "杉木",
        "松木",
        "柏木",
        "榆木",
        "槐木",
    ),
    *("柚木", "橡木", "桦木", "核桃木", "鸡翅木", "酸枝", "红木", "乌木", "桐木", "梓木", "柳木", "桑木"),
)
_PAPERS = ("宣纸", "毛边纸", "竹纸", "皮纸", "麻纸", "棉纸", "道林纸", "新闻纸", "牛皮纸", "桑皮纸")
_WORDS: dict[str, tuple[str, ...]] = {
    "铜": ("青铜", "黄铜", "红铜", "紫铜", "白铜", "铜胎", "铜"),
    "铁": ("生铁", "铸铁", "铁"),
    "金": ("黄金", "纯金", "金器", "金质", "金"),
    "银": ("白银", "纯银", "银器", "银质", "银"),
    "玉": (
        "青白玉",
        "白玉",
        "青玉",
        "碧玉",
        "墨玉",
        "黄玉",
        "和田白玉",
        "和田青玉",
        "和田玉",
        "岫玉",
        "独山玉",
        "蓝田玉",
        "南阳玉",
        "俄罗斯玉",
        "青海玉",
        "岫岩玉",
        "翡翠",
        "软玉",
        "玉",
    ),
    "瓷": ("青花", "粉彩", "斗彩", "五彩", "珐琅彩", "青瓷", "白瓷", "黑瓷", "釉里红", "瓷"),
    "陶": ("三彩", "灰陶", "红陶", "黑陶", "彩陶", "白陶", "紫砂", "陶"),
    "石": (*_STONES, "砂岩", "滑石", "石"),
    "木": (*_WOODS, "木胎", "木"),
    "竹": ("竹",),
    "漆": ("剔红", "剔犀", "漆"),
    "牙": ("象牙", "牙"),
    "角": ("犀角", "牛角", "羊角"),
    "骨": ("兽骨", "牛骨", "骨"),
    "甲": ("龟甲", "龟板"),
    "玻璃": ("琉璃", "料器", "玻璃"),
    "丝": ("丝", "绸", "缎", "锦", "绢", "罗", "纱", "绫", "缂丝"),
    "布": ("棉布", "麻布", "土布", "布"),
    "纸": (*_PAPERS, "纸"),
    "水晶": ("水晶",),
    "玛瑙": ("玛瑙",),
    "琥珀": ("琥珀", "蜜蜡"),
}
"""Class -> words for it."""

_CLASS = {word: name for name, words in _WORDS.items() for word in words}
_WORD = "|".join(sorted(_CLASS, key=len, reverse=True))
_LONG_WORD = "|".join(sorted((word for word in _CLASS if len(word) > 1), key=len, reverse=True))
_WOOD = "|".join(sorted((*_WOODS, *_STONES, *_PAPERS), key=len, reverse=True))
_NOT_STUFF = re.compile(
    r"青金石|绿松石|金石|石榴|石青|石绿|金星|金彩|描金|洒金|泥金|错金|错银|嵌金|嵌银|戗金|金鱼|金龙|金凤|银杏|银锭|木兰|木叶|木瓜|玉兰|玉簪花|"
    r"玉堂|玉壶春|竹节|竹林|竹叶|铁锈|铁线|牙白|骨架|漆黑|丝路|纸槌|瓷土|陶醉|水晶宫"
)
"""Words that hold a material's character and mean a colour, a plant, a shape or another thing."""
_GILT = re.compile(r"(?:鎏|镀|贴|包|描|错|嵌|髹)(?P<stuff>[金银漆])")

_SOLID = {"纯金", "黄金", "纯银", "白银"}
"""What is of these is not merely gilt."""

_KIN = {
    frozenset(pair)
    for pair in (("漆", "木"), ("漆", "竹"), ("漆", "丝"), ("漆", "铜"), ("漆", "陶"), ("牙", "骨"), ("角", "骨"))
}
"""Classes that stand on one another: a lacquer box is of wood."""
_JADES = {"白玉", "青玉", "碧玉", "墨玉", "黄玉", "青白玉"}
_SOURCES = {"和田", "独山", "蓝田", "岫", "俄罗斯", "青海"}
"""Where jades come from, which excludes one another."""
"""Kinds of jade that exclude each other, but that 青白玉 lies between 青玉 and 白玉."""
_BETWEEN = {frozenset(("青白玉", "白玉")), frozenset(("青白玉", "青玉"))}

_FINE = {
    *_STONES,
    *_WOODS,
    "和田白玉",
    "和田青玉",
    "和田玉",
    "岫玉",
    "独山玉",
    "蓝田玉",
    "翡翠",
    "楠木",
    "紫檀",
    "黄花梨",
    "沉香",
    "檀香",
    "寿山石",
    "青田石",
    "端石",
    "犀角",
    "汉白玉",
}
"""Kinds that the eye does not tell: said of jade or wood they want a source."""
_FINER = {*_STONES, *_WOODS, *_PAPERS, "棉布", "麻布", "绢", "绫", "缎", "罗", "纱", "锦"}
"""Kinds that exclude each other within their class: 歙石 is no 端石, 枣木 no 樟木."""
_VESSEL = (
    r"(?:器(?![身物口])|双耳|高足|盘|碗|杯|瓶|壶(?!春)|鼎|尊|甗|簋|觚|爵|卣|镜|盒|炉|瓮|罐|盏|碟|钵|洗|佛|观音|俑|璧|琮|环|镯|佩|牌|印|"
    r"簪(?!花)|钗|冠|灯|钟|剑|刀|戈|盆|缸|枕|砚|匜|盂|罍|豆|造像|像|雕|刻[件品]|摆件|山子|如意|匣|箱|案|椅|柜|屏|炮|枪|锅|锁|鼓|锣|琴|车|船|桥|塔|门|碑|甲|盔|弓|斧|梳|勺|簋|尺)"
)
_DEICTIC = (
    r"[这那此该本](?:些|[一两二三]?[门根支条架部辆艘扇棵株串套组只件座尊个面盏把枚块口对套张尊方柄顶支])?"
    r"(?:小小的|精美的|珍贵的|古老的|明代|清代)?"
)
SAID = re.compile(
    rf"(?P<here>{_DEICTIC}(?P<a>{_WORD}){_VESSEL})"
    rf"|[这它那](?:可|就|都|其实)?是(?P<o>{_LONG_WORD})(?=[，。！的])"
    rf"|(?P<whose>[\u4e00-\u9fff]{{2}})[是用](?P<p>{_WOOD})的?(?=[，。！])"
    rf"|[这那此][块片根](?P<n>龟甲|龟板|象牙|犀角|牛骨)(?=[，。上的里])"
    rf"|(?:是|由|用|以)了?(?:一?整?[块根段件]|上好的|优质的|新疆|一?种)*(?P<b>{_WORD})(?:料|材|质)?(?:雕琢?|琢|铸造?|烧制?|制|做|刻|打造?|打制|织|碾)(?:而成|成|造)?"
    rf"|(?:材质|质地|材料)(?:是|为|：|:)(?P<c>{_WORD})|(?P<d>{_WORD})(?:质地|材质)"
    rf"|(?:料子?|石料|石头|材料|木头|质料)(?:应该|应当|都|就|正|其实|很可能|可能)?是(?:上好的|优质的|新疆|一?种)*(?P<g>{_WORD})"
    rf"|[画写抄印绣织刻题]在(?:一[张块幅匹卷])?(?P<e>{_WORD})(?=[上帛本]|$)|(?P<h>[绢纸绫布麻])(?:本(?=[的上，。设水墨])|画(?=[，。]|$))"
    rf"|(?:[身体胎面架杆壳]子?(?:就|都|全|通体)|[全整][\u4e00-\u9fff]{{0,3}}|通体|通身)(?:是|用)(?:的)?(?P<j>{_WORD})(?=[，。的、]|$)"
    rf"|(?:^|[，。！]|[这它那])(?:可|就|其实)?是一?[块方件把只座尊口套柄顶面](?P<k>{_WORD})(?=[，。！、]|的?{_VESSEL}|$)"
    rf"|(?:用的?(?:料|材料)?|[嵌镶]的)(?:就|都|全)?是(?:一?[块颗片粒]|上好的|优质的|本地的?|当地的?|一?种)*(?P<i>{_WORD})(?=[，。、的]|$)"
    rf"|(?P<l>{_WORD})(?:磨制?|雕|刻|做|打制?|铸|织|编|烧|凿|制)(?:成|出来)?的"
    rf"|(?P<f>{_WORD})(?P<part>[边口足盖耳座钉环链扣铃柄钮刹顶架框丝线针片叶珠管条棍杆板弦簧绳甲钩栓鞘](?![子部上中里面]))"
    rf"|(?P<m>[金银铜铁木])(?P<part2>(?!.?[用的了是在有过被做打铸制质器])[\u4e00-\u9fff]{{2}})"
)
NAMED = re.compile(rf"(?P<stuff>{_WORD}){_VESSEL}")
"""In an object's name a material right before the vessel's word."""


_LIKENED = re.compile(r"(?:像|似|如同|仿佛|宛如|不是|并非|以为|当成)[^，。！？；,]{0,4}$")
"""像用铁铸成的一样."""


def stuffs(text: str) -> Iterator[Claim]:
    """Find what a text says that the thing before us is made of; name: the word."""
    for match in SAID.finditer(text):
        which = next(name for name in "abcdeghijklnopfm" if match[name])
        word, start = match[which], match.start(which)
        is_likened = _LIKENED.search(text[: match.start()])
        if not is_likened and not _NOT_STUFF.match(text[start:]):
            part = match["part"] or match["part2"] or ""
            whose = nouns.before(text, match.start()) if match["b"] or match["i"] else ""
            whose = match["whose"] or whose
            whose = next(iter(nouns.behind(text, match.end())), "") or whose if match["l"] else whose
            about = frozenset({"made"} if match["l"] else {"part"} if match["p"] else ())
            yield Claim("stuff", match.group(), match.start(), name=word, noun=part, heads=(whose,), about=about)


def stuff(claim: Claim, known: Known, sentence: str) -> Verdict:
    """Judge a material against the object's own field; the facts may speak of its foot or lid."""
    del sentence
    if claim.noun:
        return _of_part(claim, re.findall(rf"(?:{_WORD})质?[\u4e00-\u9fff]?{claim.noun}", known.text))
    told = [one for one in known.text.splitlines()[1:] if claim.heads[0] and claim.heads[0] in one]
    if told and (not claim.about or any(words_of(one) for one in told)):
        return _of_part(claim, told)
    is_others = bool(claim.about) and not nouns.is_alike(claim.heads[0], known.name)
    if not known.material or claim.name in known.text or (is_others and not _is_in_class(claim, known.material)):
        return RIGHT
    if excludes(claim.name, known.material):
        return Verdict("wrong", known.material)
    return LOOSE if claim.name in _FINE else RIGHT


def _is_in_class(claim: Claim, field: str) -> bool:
    """Whether a part is said to be of a wood, where the field names another wood."""
    return "part" in claim.about and any(_CLASS[one] == _CLASS[claim.name] for one in words_of(field))


def _of_part(claim: Claim, told: list[str]) -> Verdict:
    """Judge of what a part is: wrong where every text that names it with a material names another one."""
    stuffed = [one for one in told if words_of(one)]
    if not stuffed or not all(excludes(claim.name, one) for one in stuffed):
        return RIGHT
    return Verdict("wrong", stuffed[0])


def excludes(word: str, field: str) -> bool:
    """Whether a thing of what the field says cannot be of what the word says."""
    told = words_of(field)
    gilt = set() if word in _SOLID else {match["stuff"] for match in _GILT.finditer(field)}
    classes = {_CLASS[one] for one in told} | gilt
    if not classes:
        return False
    own = _CLASS[word]
    if own not in classes:
        return not any(frozenset((own, one)) in _KIN for one in classes)
    whence, told_of = _whence(word), _whence(field)
    if whence and told_of and not whence & told_of:
        return True
    if word in _FINER and (same := {one for one in told if one in _FINER and _CLASS[one] == own}):
        return word not in same
    if word == "翡翠" and any(_CLASS[one] == own for one in told):
        return word not in told
    kinds = {one for one in told if one in _JADES}
    return word in _JADES and bool(kinds) and not any(_is_jade(word, one) for one in kinds)


def _whence(words: str) -> set[str]:
    """From where a jade is said to come."""
    return {place for place in _SOURCES if place in words}


def _is_jade(word: str, kind: str) -> bool:
    return word == kind or frozenset((word, kind)) in _BETWEEN


def words_of(field: str) -> tuple[str, ...]:
    """Materials that a field or name holds, without gilding, colours and plants."""
    bare = _NOT_STUFF.sub("　", _GILT.sub("　", field))
    return tuple(match.group() for match in re.finditer(_WORD, bare))


def named(name: str) -> str:
    """The material that an object's name claims beyond doubt; empty where it claims none."""
    if re.search(r"仿|图|画|卷|轴|册|帖|拓|模型|复制|纹样|式", name):
        return ""
    bare = _NOT_STUFF.sub(lambda match: "　" * len(match.group()), _GILT.sub("　　", name))
    found = NAMED.search(bare) or re.search(r"(?P<stuff>青铜|白玉|青玉|碧玉|墨玉|青花|粉彩|象牙|犀角)", bare)
    return found["stuff"] if found else ""
