"""How much of what one text speaks of another speaks of too: words, and words that mean the same.

Written by hand: word vectors would need a model of some hundred megabytes, and could not say why two texts are alike.
"""

import re

_SYNONYMS = """
出土 发现 发掘 挖出来 挖出 清理出 清理 刨出 翻出来 打出来 碰上 重见天日 出水 打捞
捐赠 捐献 捐给 捐出 捐 送给 交给 交到 送进 送到 上交 移交 无偿
征集 收购 购入 购回 购 买下 买回 买来 买 请回 收来
修复 重修 修好 修出来 复原 维修 翻修 重建 修缮 站起来 接起来 接回来 粘起来 拼起来 拼了 修了 按原样 治病 看病 住院
去世 逝世 病逝 病故 卒 过世 走了 牺牲 倒在 遇难 就义 阵亡 享年
出生 生于 诞生 降生
埋藏 埋在 埋下 埋进 埋 窖藏 藏在 藏着 藏了 守着 守了 守
入选 评上 评为 定为 公布 列入 升为 升级 列为
墓主人 墓主 主人 死者
试制 试车 造出 造成 造好
停用 停刊 停产 退休 退役 停下 最后一趟 最后一班 最后一次
一生 一辈子 一世
行驶 跑 开了
创刊 创办 开办 出刊
倾斜 歪斜 歪 斜
落款 款署 款识 署款 底款 年款 款 署
铭文 题记 刻字 有字 墨书 刻款 铭
距地表 离地面 地表 地下 埋深 地底下 土里
口沿 口边 碗口 盘口 瓶口 杯口 口上 沿口
底部 器底 盘底 碗底 瓶底 外底 底下 底面
背面 背后 后背 衣背 背部 背上
内壁 里面 里头 肚子里
搬迁 搬家 迁址 搬到
展出 展览 参展 亮相 特展 大展 巡展 联展 借展 参加
开工 动工 破土
完工 竣工 落成 建成 通车 完成
工匠 匠人 师傅 工人
髹 髹漆 上漆 刷漆 漆刷 刷了 涂了 上了
参军 当兵 当红军 当了红军 参加红军 入伍 投军
打造 打制 打成 打的 打它 锻造
犁出 犁出来 翻出 掉出来 捡到 拾到 拾得 找到 找回
父母 爹娘 双亲
胚胎 宝宝 小骨
当作 当 顶 抵 换
改革 改了 改
采石场 石场
倒塌 塌了 塌 毁 击毁 烧毁
脱水 保护 除锈 清洗 加固
绣成 绣了 绣完 绣花 织成 织了
写成 写了 写完 抄成 抄了 抄完
画成 画了 画完 作画 创作
雕成 雕了 雕刻 刻成
平均年龄 平均
运转 工作 干了 服役 干到 干活
出嫁 嫁女 嫁衣 成亲 结婚
报纸 该报 这份报
印制 印了 印数 印刷
"""
_ROW = {word: f"{at}" for at, row in enumerate(_SYNONYMS.strip().splitlines()) for word in row.split()}
_WORD = re.compile("|".join(sorted(_ROW, key=len, reverse=True)))
_COMMON = re.compile(
    r"[\d零〇一二三四五六七八九十百千万亿两个年月日的了在是有这那它他她和与及就也都把被从到上下里中内外]"
)


def words_of(text: str) -> set[str]:
    """Give what a text speaks of: words that have synonyms, and pairs of characters, small words left out."""
    runs = re.findall(r"[\u4e00-\u9fff]+", _COMMON.sub(" ", text))
    pairs = {run[at : at + 2] for run in runs for at in range(len(run) - 1)}
    return pairs | {_ROW[match.group()] for match in _WORD.finditer(text)}


def in_common(said: str, told: str, *, without: str = "") -> int:
    """How many words two texts have in common, those of a name left out."""
    return len(words_of(said) & words_of(told) - words_of(without))


def is_alike(said: str, told: str, *, least: int = 2, without: str = "") -> bool:
    """Whether two texts have so many words in common, those of a name left out."""
    return in_common(said, told, without=without) >= least


def is_of(clause: str, told: str) -> bool:
    """Whether a clause says little but what the other text says: half of its words."""
    said = words_of(clause)
    return bool(said) and 2 * len(said & words_of(told)) >= len(said)
