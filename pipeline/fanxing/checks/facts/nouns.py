"""Finds the noun that a number speaks of: behind it, before it, or in the clause before.

Written by hand: what stands between function words and common verbs is taken for a noun. A tagger (jieba, pkuseg) costs
half a second to load and errs as often in so short a phrase; both sides of a comparison are cut alike, and that is
what counts.
"""

import re

from fanxing.checks.facts.numerals import HAN_OR_DIGIT

_MARKS = "，,；;。！？!?：:、（）()“”\n\\s"
_WORDS = """
清理 出土 发现 发掘 收藏 保存 留下 剩下 现存 残存 现藏 一共 总共 统共 总计 合计 共计 加起来
加在一起 算下来 算起来 里面 里头 上面 下面 底下 上头 下头 外头 外面 中间 旁边 周围 我们 他们
她们 它们 大家 咱们 各位 自己 当年 当时 当初 那时候 这时候 时候 现在 今天 如今 目前 后来 原来
从前 至今 以前 以后 之后 之前 一生 一辈子 前后 先后 全国 全省 全市 全县 全世界 国内 省里 市里
县里 存世 传世 足足 整整 将近 大概 大约 差不多 不到 不过 至少 起码 少说 光是 单是 不止 仅仅
因为 所以 而且 但是 可是 如果 就是 这样 那样 同样 同时 名字 别看 您看 您瞧 请看 数一数 知道 听说 据说
名叫 叫做 称为 分别 其中 其余 另外 还有 都是 全是 也是 可以 能够 需要 增加 增至 起来 出来
下来 过来 回来 上去 下去 进去 开始 已经 曾经 正在 没有
"""
_SINGLE = (
    "的了着过是有在和与及跟被把将给让叫就才只也都还又再不没很最太更挺这那此该每各某其几多少个为由从到往"
    "向对于因所以而且但如若则得之它他她我你您们里中内外上下共全总一刻写画雕绣铸镶嵌缝挂放摆装带用捐造印抄"
    "生站坐立躺埋藏卖送买盖钤饰拼分切打烧做建修挖找看见说讲来去时至成于增挤套驮碎断裂走进出住活要能会可"
    "剩存留等冲吧呢啊吗呀嘛啦已曾正错绘贴垫配系穿戴养种叠堆砌砍敲捡换赔借欠丢留搬运抬题咏仅约近刷髹涂"
)
_KEPT = """
分号 分店 分馆 分厂 分会 生产 生意 从军 从业 藏品 造像 写经 写本 抄本 刻本 画像 雕漆 雕像 雕塑 绣片 绣品
印章 印记 题跋 题记 题诗 建筑 装饰 生肖 用具 用品 动物 画作 画册 挂件 穿孔 立柱 立像 坐像 站像 卧像 买地券
过洞 打火 包装 捐款 年画 时钟 住户 住房 上衣 下摆 外套 内胎 中柱 和尚 活字 生铁 出口 走兽 看台 碎片 碎块
绣娘 绣工 绣球 绣线 绣花鞋 刺绣 首饰 头饰 耳饰 挂饰 饰件 饰品 盖子 盖碗 盖板 器盖 盒盖 壶盖 印泥 印版 外壳
下巴 大将 将士 将军 小将 少年 少女 总兵 总督 总管 画家 画师 画工 画匠 画框 画卷 壁画 漆画 刻工 刻匠 石刻
木刻 碑刻 雕工 雕版 雕花 石雕 木雕 砖雕 牙雕 玉雕 铸工 铸件 嵌件 挂钩 摆锤 摆件 带钩 带扣 腰带 皮带 飘带
玉带 用户 学生 医生 先生 考生 后生 师生 车站 座位 坐垫 坐骑 立轴 藏家 藏书 收藏家 买家 卖家 切片 看守 讲台
来宾 时辰 成员 成人 走廊 进士 住宅 会员 正面 贴片 垫片 垫子 配件 系带 种子 砍刀 运动员 刷子 对联 向导 上将
要塞 能手 活塞 行装 武装 装甲 女生 男生 卫生员 炊事员 分队 小分队 支队 部将 偏将 裂片 断面 缝隙 建筑工 内侍
中医 中心 中年 老中医 留学生 大学生 中学生 小学生
"""
_THING = re.compile(r"[画印诗书](?![\u4e00-\u9fff])")
"""九张画: what may be a verb is a noun where nothing follows."""
_STOP = re.compile(
    f"(?P<kept>{'|'.join(_KEPT.split())})|"
    f"{'|'.join(sorted(_WORDS.split(), key=len, reverse=True))}|[{_SINGLE}]"
    f"|{HAN_OR_DIGIT}(?:年|[毫厘分千]?米|公?[斤里分顷吨克])?"
)
_RUN = re.compile(r"[\u4e00-\u9fff]+")
_LONGEST = 6
"""Characters of a noun with what tells it from others."""


def behind(text: str, end: int) -> tuple[str, ...]:
    """Give the nouns right behind a number and its unit, the head first: 基址 and 房子 of 六座房子的基址."""
    phrase = re.split(f"[{_MARKS}]", text[end : end + 12])[0]
    head, of, rest = phrase.partition("的")
    noun = _first(head)
    later = _first(rest) if of and len(head) <= _LONGEST else ""
    return tuple(filter(None, (later, noun)))


def before(text: str, start: int) -> str:
    """Give the last noun of the number's own clause before it: 瓷器 of 出土瓷器89件."""
    return _last(re.split(f"[{_MARKS}]", text[:start])[-1])


def topic(text: str, start: int) -> str:
    """Give the last noun of the clauses before: 风铃 of 每个角上都挂着风铃，一共五十六个."""
    clauses = [each for each in re.split(r"[，,：:；;？?]", re.split(r"[。！!\n]", text[:start])[-1])[:-1] if each]
    return next((noun for clause in reversed(clauses[-2:]) if (noun := _last(clause))), "")


def _first(phrase: str) -> str:
    if _THING.match(phrase):
        return phrase[0]
    found = _RUN.match(phrase)
    return _pieces(found.group())[0][:_LONGEST] if found else ""


def _last(clause: str) -> str:
    if clause[-1:] in set("画印诗字书"):
        return clause[-1]
    runs = [run for piece in _RUN.findall(clause) for run in _pieces(piece) if run]
    return runs[-1][-_LONGEST:] if runs else ""


def _pieces(run: str) -> list[str]:
    """Cut a run of characters at function words and verbs; what stands before the first of them comes first."""
    pieces, begin = [], 0
    for stop in _STOP.finditer(run):
        if stop["kept"] is None:
            pieces.append(run[begin : stop.start()])
            begin = stop.end()
    return [*pieces, run[begin:]]


_KINDS = """
文物 宝贝 宝物 大家伙 家伙 地方 身子 个头 个子 高度 深度 厚度 长度 重量 东西 藏品 器物 物件 国宝 珍宝
人 人物 小人
足 脚 腿
趾 脚趾 脚趾头 趾头
指 手指 手指头 指头
头 脑袋 首
字 大字 小字 铭文
马 骏马
印 印章 印记 章
孔 洞 眼
裂 裂纹 裂缝 裂痕
片 薄片
书 册 卷
钱 铜钱 钱币 铜板
棺 棺材 棺椁
画 画作 画儿 画幅
牙 齿 门齿 牙齿 象牙
青年 小伙子 小伙 后生 年轻人 子弟 战士 红军
学生 孩子 同学 娃娃
教师 老师 先生 教员 教习
佛 佛像 造像
飞天 飞仙
花 花朵
枝 枝条
石 石头 石块
砖 砖块
木条 木板 木块
台阶 阶梯 阶
柱 柱子 立柱
房 房间 屋 屋子
孩 孩子 娃娃 小孩 宝宝 童子
胚胎 宝宝 小骨
户 人家
群 家 家庭 家族
期 报纸
年款 纪年
凤 凤凰 凤鸟
虎 老虎
龙 蛟龙
鹤 仙鹤
龟 乌龟
鼠 老鼠
狗 小狗 犬
鸡 公鸡 母鸡
牛 水牛 黄牛
儿子 男孩
女儿 女孩 闺女
"""
_ROWS = tuple(frozenset(row.split()) for row in _KINDS.strip().splitlines())
_KIND = {word: {at for at, row in enumerate(_ROWS) if word in row} for row in _ROWS for word in row}
"""Noun -> rows of nouns that mean the same in which it stands."""
GENERAL = _ROWS[0]
"""Nouns that may be said of anything counted by 件."""
_STUFFS = set("金银铜铁锡玉瓷陶石木竹漆骨牙角纸丝布皮红白黑黄蓝绿大小长短男女老")
"""Characters that tell one kind of thing from another: 铜器, 陶器."""


def is_alike(one: str, other: str) -> bool:
    """Whether two nouns may name the same: 小漆盒 and 盒子, 铜佛 and 佛像; not 银片 and 银铃, 铜器 and 陶器."""
    if _kinds(one) & _kinds(other):
        return True
    one, other = _bare(one), _bare(other)
    if not one or not other:
        return False
    short, long = sorted((one, other), key=len)
    if long.startswith(short) or long.endswith(short) or _kinds(one) & _kinds(other):
        return True
    if any(one[at : at + 2] in other and one[at] not in _STUFFS for at in range(len(one) - 1)):
        return True
    return one[-1] == other[-1] and one[-1] not in VAGUE and not (set(one) & _STUFFS and set(other) & _STUFFS)


_PERSON = re.compile(
    r"(?:人|工|匠|兵|员|民|夫|学生|师|师傅|士|童|孩|孩子|娃|娃娃|小伙|小伙子|后生|战士|红军|将军|军官|官|客|徒|徒弟|僧|尼|男女|妇女|姑娘|[绣织]娘"
    r"|老头|老汉|大娘|大妈|大爷|儿子|女儿|兄弟|姐妹|同学|伙计|水手|乘客|皇帝|皇后|妃子|太监|宫女|俑|像|佛|菩萨|罗汉|飞天|仙|神|女子|男子|手)$"
)


def is_person(noun: str) -> bool:
    """Whether a noun names people, or figures of them."""
    return bool(_PERSON.search(noun))


VAGUE = set("人物器样面上家处口年")
"""Last characters that many nouns share: 私人 is no 行人."""


def _kinds(noun: str) -> set[int]:
    tails = (noun[at:] for at in range(len(noun)) if at == 0 or noun[at:] not in VAGUE)
    return next((_KIND[tail] for tail in tails if tail in _KIND), set())


def _bare(noun: str) -> str:
    noun = noun[1:] if len(noun) > 1 and noun[0] in "小大" else noun
    return noun[:-1] if len(noun) > 1 and noun[-1] in "子儿" else noun
