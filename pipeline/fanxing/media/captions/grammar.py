"""Chinese words that lean on a neighbour: lists that no library has.

Source: subtitle practice of Chinese creators (no line ends on 但是 or 的-less 把, none begins with 了), Netflix's
guide for Simplified Chinese, and what was seen to go wrong on museum scripts.
"""

from fanxing.media.wordlist import listed

CLINGING = listed(
    "某部 于",
    "的 了 着 过 吗 呢 吧 啊 呀 嘛 们 地 得 里 上 下 中 内 外 间 时 后 前 等 之 者 般 似的 一样 而已 罢了 所在",
    "来说 来讲 起来 下来 出来 上去 下去 过来 之一 之间 之上 之下 之中 以来 以上 以下 以前 以后 之前 之后 左右",
)
"""Words that lean on the word before them: no cue begins with one."""

COMPLEMENTS = listed(
    "在 到 给 成 于 向 起 完 出 入 进 去 来 为 作 做 住 开 满 遍 自 有",
)
"""Single characters that complete a verb of one character before them."""

LEANING = listed(
    "把 被 在 从 对 与 和 跟 同 向 往 以 于 为 是 让 使 给 将 按 据 及 或 而 但 若 如 比 不 没 很 更 最 太 都",
    "也 就 才 又 再 还 只 这 那 每 各 某 第 由 因 则 却 所 其 之 当 凭 靠 叫 令 请 要 会 能 可 已 曾 正 刚 未",
    "无 有 并 且 连 约 近 共 仅 竟 便 即 像 至 到 并非 不是 就是 也是 正是 都是 还是 只是 只有 没有 但是 所以",
    "因为 如果 虽然 而且 并且 以及 或者 其中 可以 关于 由于 通过 为了 根据 一个 这个 那个 一种 这种 那种 一件",
    "这件 那件 一座 这座 一幅 这幅 一只 这只 一位 这位 这些 那些 它的 他的 她的 我们 他们 它们 于是 然而 因此",
    "不过 甚至 尤其 特别 非常 十分 已经 正在 曾经 仍然 依然 几乎 大约 大概 至今 直到 随着 按照 作为 成为 位于",
    "来自 属于 用于 不仅 不但 再不 不会 不能 可能 应该 能够",
)
"""Words that lean on the word after them: no cue ends with one."""

ADVERBS = frozenset("是而也就都又还正只便即才却")
"""First characters of two-character words that lean as their second one does: 是从, 就在."""

MEASURED = listed(
    "长 高 宽 深 厚 重 直径 口径 底径 腹径 通高 通长 全长 残高 达 距 编号 海拔 重达 长达 高达 多达",
)
"""Words that lean on the number after them."""

DIGITS = "〇零一二三四五六七八九十百千万亿两多几余0123456789０１２３４５６７８９"
"""Characters of numbers."""

MEASURES = "件只个座尊幅枚块条位名年月日号层组行字米厘克斤公里度次岁世纪代元秒分点倍开册页"
"""First characters of measure words: they stay with their number."""

COUNTERS = "件只个座尊幅枚块条位颗名张种片家间扇把根支匹头艘盏串朵棵滴双"
"""Measure words of things: they lean on the thing that follows, 第一颗｜卫星."""

BONDS = "·・•‧＆&/@+=×_"
"""Signs that hold both sides together where no space stands."""
