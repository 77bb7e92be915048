"""A title -> what one platform takes: never cut within a name, a number or a title of a book."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import budoux

from fanxing.model.blurb import Blurb
from fanxing.model.platform import PlatformProfile, TextLimits
from fanxing.model.words import say


@dataclass(frozen=True)
class Title:
    """A title as one platform takes it."""

    text: str
    """It."""
    is_short: bool = False
    """Whether words of the title that was wanted are missing; a mark that is not taken is none."""
    is_torn: bool = False
    """Whether it was cut where no sense ends: it is published so, and never offered as a title to write."""
    cut: tuple[str, ...] = ()
    """What was changed, in words."""
    problems: tuple[str, ...] = ()
    """What could not be fitted, in words."""


def fitted_title(profile: PlatformProfile, blurb: Blurb, wanted: str) -> Title:
    """Fit a title.

    Args:
        profile: The platform.
        blurb: Names that are kept whole, and those that lengthen a title that is too short.
        wanted: The title, on one line.
    """
    limits = profile.title
    text = permitted(wanted, limits)
    is_short, is_torn = limits.max is not None and len(text) > limits.max, False
    cut: list[str] = []
    if is_short:
        whole = text
        text, is_torn = _shortened(wanted, limits, blurb.kept)
        if not text:
            what = "标题“{title}”有 {have} 个字，最多 {most} 个字，又没有可以断开的地方"
            problem = say(what, title=wanted, have=len(wanted), most=limits.max)
            return Title(whole[: limits.max], is_short, is_torn, problems=(problem,))
        cut.append(say("标题超过 {most} 个字，改为“{new}”（原为“{old}”）", most=limits.max, new=text, old=wanted))
    elif text != wanted:
        cut.append(say("标题里平台不收的标点已改：“{new}”（原为“{old}”）", new=text, old=wanted))
    if len(text) < limits.min:
        longer = _lengthened(text, limits, blurb.names)
        if longer != text:
            cut.append(say("标题不足 {least} 个字，改为“{new}”", least=limits.min, new=longer))
        text = longer
    problems: tuple[str, ...] = ()
    if not limits.min <= len(text) <= (limits.max or len(text)) or not text:
        problems = (say("标题“{title}”不合 {platform} 的字数要求", title=text or wanted, platform=profile.name),)
    return Title(text, is_short, is_torn, tuple(cut), problems)


_PAUSES = str.maketrans(dict.fromkeys("，,、｜|·•；;。.！!…／/\\—–-~～（）()【】[]", " "))
_NEAR = str.maketrans({"？": "?", "：": ":", "＋": "+", "％": "%", "「": "“", "」": "”", "『": "“", "』": "”"})
_SAID = str.maketrans("0123456789", "零一二三四五六七八九")


def permitted(text: str, limits: TextLimits) -> str:
    """Write ``text`` with the punctuation that a platform allows, without changing a number.

    A decimal is spelt out (0.16 -> 零点一六) and a range said (1300—1046 -> 1300至1046) where their marks
    are not taken: dropped, they would make another number.
    """
    if limits.comma == "space":
        text = re.sub(r"(?<!\d)[,，]|[,，](?!\d)", " ", text)
    if limits.allowed_punct is None:
        return " ".join(text.split())
    text = re.sub(r"(\d+)\.(\d+)", _spelt, text.replace(",", ""))
    text = re.sub(r"(?<=[\d年])\s*[—–~～-]+\s*(?=[\d前公])", "至", text)
    text = text.translate(_NEAR).translate(_PAUSES)
    kept = "".join(mark for mark in text if mark.isalnum() or mark.isspace() or mark in limits.allowed_punct)
    return " ".join(kept.split())


def _spelt(match: re.Match[str]) -> str:
    whole, part = match.groups()
    if len(whole) > 2 or (len(whole) == 2 and whole[0] == "0"):
        return match.group().translate(_SAID).replace(".", "点")
    tens, ones = divmod(int(whole), 10)
    head = str(ones).translate(_SAID)
    if tens:
        head = ("" if tens == 1 else str(tens).translate(_SAID)) + "十" + ("" if ones == 0 else head)
    return f"{head}点{part.translate(_SAID)}"


def _shortened(wanted: str, limits: TextLimits, names: tuple[str, ...]) -> tuple[str, bool]:
    """Give the longest beginning that fits and ends where a reader would pause; nothing, where none may end there.

    Returns:
        It, and whether it is torn off what it needs.
    """
    most = limits.max or len(wanted)
    least = max(limits.min, 2)
    head = permitted(re.split(r"[｜|]", wanted)[0], limits)
    if least <= len(head) <= most:
        return head, False
    text = permitted(wanted, limits)
    inside = set(_inside(text, tuple(permitted(name, limits) for name in names)))
    free = [at for at in range(1, most + 1) if at not in inside and _is_closed(text[:at])]
    free = [at for at in free if not _LEADING_LATIN.search(text[:at])] or free
    clauses = [at for at in free if text[at] in " ，、：:；。！？!?—" or text[at - 1] in "。！？!?"]
    phrases = [at for at in free if at in _phrase_ends(text) and _may_end(text[:at])]
    whole = [at for at in phrases if not _is_torn(text, at)]
    tiers = (
        *((clauses, most // 2), (whole, most // 2), (clauses, most // 3)),
        *((phrases, most // 2), (clauses + phrases, 0), (free, 0)),
    )
    for ends, share in tiers:
        for at in sorted(ends, reverse=True):
            short = _trimmed(text[:at])
            if at >= share and len(short) >= least:
                return short, at not in clauses and _is_torn(text, at)
    return "", True


_ASKS = re.compile("为什么|为何|如何|怎[样么]|什么|哪|谁|多少|究竟|到底")
"""What opens a question, which its whole clause asks."""
_STOPS = "[ ，、：:；;。！？!?—｜|]"


def _is_torn(text: str, at: int) -> bool:
    """Whether a cut within a clause leaves a question half asked, or what 的 ties to a noun behind it."""
    head, rest = re.split(_STOPS, text[:at])[-1], re.split(_STOPS, text[at:])[0]
    return _ASKS.search(head) is not None or "的" in rest or not _may_end(text[:at]) or at not in _phrase_ends(text)


_NUMBER = re.compile(
    r"第?[\d.,]+\s*(?:[A-Za-z%°]+|[\u4e00-\u9fff])?|第?[一二三四五六七八九十百千万零〇两]+(?:余|多)?[\u4e00-\u9fff]?|[A-Za-z]+"
)
"""A number with what it counts, or a word in Latin letters."""


def _inside(text: str, names: tuple[str, ...]) -> Iterator[int]:
    """Places of a text that lie within a name, a number or a Latin word."""
    for name in names:
        for found in re.finditer(re.escape(name), text) if name else ():
            yield from range(found.start() + 1, found.end())
    for found in _NUMBER.finditer(text):
        yield from range(found.start() + 1, found.end())


_DANGLING = " ，,、：:；;·｜|—–-~～/\\"
"""Marks that lead on to more: none of them ends a title."""
_PAIRS = {"《": "》", "“": "”", "‘": "’", "「": "」", "『": "』", "（": "）", "(": ")", "【": "】"}


def _trimmed(text: str) -> str:
    """A title cut short, without marks that lead to nothing and without what was opened and never closed."""
    text = text.strip(_DANGLING)
    for opening, closing in _PAIRS.items():
        if text.count(opening) > text.count(closing) and (head := text[: text.rindex(opening)].strip(_DANGLING)):
            return _trimmed(head)
    return text.rstrip("".join(_PAIRS)).strip(_DANGLING)


_LEADING_ON = "到的了着地得和与及在是把被从对为向个第仅只就才又再很更最不没让使于以而但或并且其这那能会要想可有里等"
_LEADING_WORDS = (
    "到底",
    "究竟",
    "特别",
    "如何",
    "怎样",
    "怎么",
    "为何",
    "为什么",
    "什么",
    "最喜欢",
    "以及",
    "关于",
    "通过",
    *("它们", "他们", "她们", "我们", "你们", "咱们", "自己"),
    *("这些", "那些", "这个", "那个", "这件", "那件", "某个", "每个", "所有", "一些", "各种", "许多"),
)
_LEADING_LATIN = re.compile(
    r"(?:^|[^A-Za-z])(?:a|an|the|of|and|or|but|nor|in|on|at|by|to|for|from|with|into|its|their|our|his|her|as|that|&)\s*$",
    re.IGNORECASE,
)
"""An English word that leads on to more, at the end."""


def _may_end(text: str) -> bool:
    """Whether a title may end so: not on a word that leads on to more."""
    return text[-1] not in _LEADING_ON and not text.endswith(_LEADING_WORDS)


def _is_closed(text: str) -> bool:
    return all(text.count(opening) == text.count(closing) for opening, closing in _PAIRS.items())


@cache
def _parser() -> budoux.Parser:
    return budoux.load_default_simplified_chinese_parser()


def _phrase_ends(text: str) -> list[int]:
    ends, at = [], 0
    for phrase in _parser().parse(text):
        at += len(phrase)
        ends.append(at)
    return ends


def _lengthened(title: str, limits: TextLimits, names: tuple[str, ...]) -> str:
    between = "｜" if limits.allowed_punct is None else " "
    for name in names:
        longer = f"{title}{between}{permitted(name, limits)}"
        if limits.min <= len(longer) <= (limits.max or len(longer)):
            return longer
    return title
