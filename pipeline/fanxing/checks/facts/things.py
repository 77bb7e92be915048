"""Finds a kind of exhibit that a title names and the film does not show: 一把古琴的秘密, over a film of a bronze."""

import re
from collections.abc import Iterator

_TABLE = """
编钟 编磬 铜鼓 古琴 琵琶 铜镜 铜鼎 方鼎 圆鼎 铜壶 提梁壶 扁壶 执壶 铜灯 宫灯 马灯 铜炉 香炉 熏炉 博山炉 铜剑
青铜剑 铁剑 宝剑 弩机 铁炮 火炮 铜钱 古钱 金印 玉玺 印章 玉璧 玉琮 玉佩 玉璜 玉龙 玉蝉 玉衣 金冠 凤冠 金簪
银锁 陶俑 女俑 骑俑 兵马俑 陶罐 陶楼 瓷碗 瓷瓶 瓷盘 瓷枕 梅瓶 玉壶春瓶 鸡缸杯 茶盏 建盏 漆盒 漆杯 屏风 竹简
木简 帛书 帛画 壁画 唐卡 画像砖 造像 佛像 观音像 石狮 石碑 墓志 龙袍 蟒袍 锦袍 嫁衣 绣片 砚台 端砚 毛笔 折扇
团扇 罗盘 日晷 自鸣钟 座钟 马车 铜车马 木船 沉船 机车 恐龙 猛犸
"""
_WORD = re.compile("|".join(sorted(_TABLE.split(), key=len, reverse=True)))
_STUFFS = set("铜铁金银玉石木竹瓷陶漆布古宝大小方圆")
"""Characters that say of what or how large a thing is, and not what it is."""


def missing_things(title: str, names: tuple[str, ...], known: str) -> Iterator[str]:
    """Give the kinds of exhibits that a title names, of which neither an object nor a fact speaks.

    Args:
        title: A title of the whole film.
        names: The names of its objects.
        known: All that the recipe knows.
    """
    shown = set("".join(names))
    for match in _WORD.finditer(title):
        if match.group() not in known and not (set(match.group()) - _STUFFS) & shown:
            yield match.group()
