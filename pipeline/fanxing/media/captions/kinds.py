"""Kinds of Chinese words, and what it costs to end a cue between two of them: data, weighed on museum narrations.

Source of the tags: jieba's dictionary. Source of the costs: judged by eye on the lines of ``tests/checks/facts``,
``recipes`` and ``bench/cues`` (docs/decisions/0032).
"""

from fanxing.media.wordlist import listed

TAGS = {
    **dict.fromkeys(("n", "s", "j"), "noun"),
    **dict.fromkeys(("l", "i"), "idiom"),
    **dict.fromkeys(("a", "z"), "quality"),
    **dict.fromkeys(("d", "ad"), "adverb"),
    **dict.fromkeys(("uv", "ud"), "manner"),
    **dict.fromkeys(("zg", "g", "vg", "ng"), "single"),
    "ns": "place",
    "v": "verb",
    "t": "time",
    "f": "side",
    "m": "number",
    "q": "measure",
    "r": "pointer",
    "p": "preposition",
    "c": "link",
    "b": "attribute",
    "k": "tail",
    "u": "aspect",
    "uj": "of",
}
"""jieba's parts of speech, the longest that fits, -> kinds; others lean on nothing."""

WORDS = {
    "person": listed("我 你 您 他 她 它 我们 你们 他们 她们 它们 咱 咱们 大家 自己 人们 谁"),
    "preposition": listed(
        "把 被 在 从 由 将 给 对 向 用 跟 和 与 为 以 随 沿 按 比 经 经过 替 朝 往 自 于 为了 随着 沿着"
    ),
    "adverb": listed(
        "刚刚 刚 这样 那样 怎么 怎样 如此 多么 一起 一直 一同 先后 前后 再次 重新 首次 最后 渐渐 慢慢",
        "轻轻 悄悄 好像 仿佛 似乎 终于 始终 其实 原来 果然 居然 竟然 忽然 突然 立刻 马上 仍然 依然 曾经",
        "已经 正在 正 曾 常常 往往 总是 从来 至今 才 专门 特意 逐渐 不断 纷纷 互相 共同 分别 亲自 亲手",
        "大约 大概 几乎 差不多 多半 甚至 尤其 特别 最 更 很 太 非常 十分 一共 总共 共计 一边 一齐 共",
        "最多 最早 用来 拿来 禁止 允许 开始 继续 准备 打算 决定 负责 进行",
    ),
    "attribute": listed(
        "全国 全省 全市 全县 全馆 首批 头一批 唯一 同一 各种 各类 所有 许多 不少 大量 大批 部分 整个",
        "某些 现存 重点 国家级 世界级",
    ),
    "link": listed(
        "于是 因此 所以 因为 由于 但是 可是 不过 然而 而且 并且 如果 要是 假如 虽然 尽管 即使 只要 只有",
        "无论 不论 既然 以及 或者 还是",
    ),
    "noun": listed("青年 少年 中年 老年 壮年 这里 那里 这儿 那儿"),
    "side": listed(
        "里 上 下 中 内 外 间 旁 旁边 里面 上面 下面 中间 之间 之中 之上 之下 时 时候 后 前 以前 以后",
        "之前 之后 以来 期间",
    ),
}
"""Words that the dictionary tags otherwise, or that lean in their own way."""

OPENERS = listed(
    "后来 当时 此时 那时 这时 如今 现在 今天 从此 此后 随后 之后 接着 接下来 起初 最初 最终 那年",
    "当年 次年 同年 去年 今年 第二年 有一年 这一年 那一年",
)
"""Times that open what follows: no cue ends with one."""

LISTED = {word: kind for kind, words in {**WORDS, "opener": OPENERS}.items() for word in words}
"""Each of these words -> its kind."""

DYNASTIES = "夏商周秦汉晋隋唐宋辽金元明清"
LONG_DYNASTIES = (
    "[东西][周汉晋魏]|[南北][宋齐魏周朝]|[前后][秦燕凉蜀汉唐梁晋周]|三国|春秋|战国|五代|十六国|六朝|南北朝|民国"
)
"""Alone or before 代 and 朝: they lean on what was made in them."""

NOUN_TAILS = frozenset("站馆院寺庙宫殿厅室村镇县市省区乡州国山河江湖街塔墓窑坊厂店社堂军队族郡")
"""Last characters of places and bodies: 临溪｜县, 古籍｜书店."""

TAKEN = frozenset("于为成到给入作至自向在出")
"""What a verb takes behind it: 公布为, 葬于, 清理出."""

BOUND = frozenset("于自往至")
"""Last characters of verbs that lean on what follows: 出土于, 来自."""

PHRASES = {
    **dict.fromkeys(("在", "从", "当", "自", "到", "于"), WORDS["side"]),
    **dict.fromkeys(("是", "有"), frozenset("的")),
}
"""Words that open a phrase -> those that close it: 在…里, 是…的."""

TIME_ENDS = "年|月|日|号|世纪|年代|岁|天|时候|年间|春天|夏天|秋天|冬天|小时|分钟|时期|年前|年后"
"""How words of time end."""
TIME_TAILS = (
    "的?(?:春天|夏天|秋天|冬天|春夏|秋冬|春|夏|秋|冬|时候|时期)|那一?年|那一?天|那时|这一?年|以前|以后|之前|之后|前后|左右|年间|初年|末年|晚年"
    "|上旬|中旬|下旬|初(?![次期])|末|底|间|起"
)
"""What a time goes on with: 一七四五年的春天, 六十三岁那年."""
HOUR_TAILS = (
    "[点时](?:整(?![个体理齐修])|半(?![个会刻成])|多(?![少么余])|许(?!多)|钟(?![声表楼])"
    "|[一二三四五六七八九十0-9]{1,3}分)"
)
"""What an hour goes on with: 三点整, 八点半; 一时多少豪杰 is none."""

_ANY = (
    "noun place verb quality attribute adverb preposition link number measure person pointer time opener era side"
    " idiom single"
)


def _to_any(cost: float) -> dict[str, float]:
    return dict.fromkeys(_ANY.split(), cost)


def _to(**costs: float) -> dict[str, float]:
    return costs


_PREDICATE = _to(preposition=-2, adverb=-2, verb=-1, link=-1)
"""A subject is complete where one of these begins."""

PAIRS: dict[str, dict[str, float]] = {
    "noun": _PREDICATE
    | _to(noun=7, number=3, time=-1, opener=-1, era=3, quality=1, attribute=2, single=3, side=15, tail=30, measure=8),
    "place": _PREDICATE
    | _to(
        noun=14, place=9, single=9, side=15, tail=30, opener=1, era=8, number=6, time=6, quality=6, attribute=6, idiom=2
    ),
    "verb": _to(noun=4, person=6, verb=5, preposition=2, adverb=1, number=2, measure=10, quality=5, attribute=2)
    | _to(time=3, opener=4, era=4, pointer=1, side=8, single=4),
    "quality": _to(noun=8, verb=3, quality=2, single=4, idiom=3),
    "attribute": _to_any(10.0),
    "adverb": _to_any(10.0),
    "preposition": _to_any(12.0),
    "link": _to_any(12.0),
    "manner": _to_any(12.0),
    "pointer": _to_any(12.0),
    "opener": _to_any(9.0),
    "era": _to_any(9.0),
    "measure": dict.fromkeys(("noun", "quality", "verb", "attribute", "idiom", "single"), 10.0),
    "number": _to(noun=8, quality=8, attribute=8, single=8, measure=25, number=12, verb=1, preposition=3, adverb=2)
    | _to(person=3, idiom=4),
    "time": _to(noun=-2, person=-2, preposition=-2, adverb=-1, pointer=-1, attribute=-1, link=-1, single=-1)
    | _to(number=2, time=10, opener=4, era=4),
    "side": _to(preposition=-2, adverb=-2, verb=-2, number=-1, side=12),
    "aspect": _to(noun=5, person=6, quality=4, verb=3, preposition=2, attribute=2, number=3, pointer=2, time=6)
    | _to(opener=3, era=3, single=5, idiom=3, side=12),
    "of": _to(noun=5, place=5, quality=4, attribute=3, verb=-1, preposition=-1, person=2, number=2, pointer=3, link=2)
    | _to(time=3, opener=3, era=3, single=4, idiom=4, side=15),
    "tail": _PREDICATE | _to(noun=3),
    "person": _to(aspect=10),
    "idiom": _to(noun=4),
    "single": _to(noun=4, verb=2, single=4),
}
"""Kind -> kind of the next word -> cost of a break between them; below 0 where one phrase ends and another begins."""
