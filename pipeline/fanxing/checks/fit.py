"""Title, description and topics -> what one platform takes, saying what was cut."""

import re
from functools import cache

import budoux

from fanxing.model.blurb import Blurb, Fitted
from fanxing.model.platform import PlatformProfile, TagLimits, TextLimits
from fanxing.model.text import sentences
from fanxing.model.words import say


def fit(profile: PlatformProfile, blurb: Blurb) -> Fitted:
    """Fit the words of a film to the rules of a platform."""
    cut: list[str] = []
    problems: list[str] = []
    title = _title(profile, blurb, cut, problems)
    tags = _tags(profile.tags, blurb, cut, problems)
    description = blurb.description.strip()
    if len(title) < len(blurb.title) and not description.startswith(blurb.title):
        description = f"{blurb.title}\n{description}".strip()  # a title cut short still stands whole below
    description = _description(profile, description, blurb.rights, tags, cut)
    return Fitted(title=title, description=description, tags=tags, cut=tuple(cut), problems=tuple(problems))


# Titles


def _title(profile: PlatformProfile, blurb: Blurb, cut: list[str], problems: list[str]) -> str:
    limits, wanted = profile.title, " ".join(blurb.title.split())
    title = permitted(wanted, limits)
    if limits.max is not None and len(title) > limits.max:
        title = _shortened(wanted, limits)
        cut.append(say("标题超过 {most} 个字，改为“{new}”（原为“{old}”）", most=limits.max, new=title, old=wanted))
    elif title != wanted:
        cut.append(say("标题里平台不收的标点已改：“{new}”（原为“{old}”）", new=title, old=wanted))
    if len(title) < limits.min:
        longer = _lengthened(title, limits, blurb.names)
        if longer != title:
            cut.append(say("标题不足 {least} 个字，改为“{new}”", least=limits.min, new=longer))
        title = longer
    if not limits.min <= len(title) <= (limits.max or len(title)) or not title:
        problems.append(say("标题“{title}”不合 {platform} 的字数要求", title=title or wanted, platform=profile.name))
    return title


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


def _shortened(wanted: str, limits: TextLimits) -> str:
    """Give the longest beginning that fits and ends where a reader would pause."""
    most = limits.max or len(wanted)
    head = permitted(re.split(r"[｜|]", wanted)[0], limits)
    if max(limits.min, 2) <= len(head) <= most:
        return head
    text = permitted(wanted, limits)
    clauses = [at for at in range(1, most + 1) if _ends_clause(text, at)]
    if clauses and clauses[-1] >= max(limits.min, most // 2):
        return _trimmed(text[: clauses[-1]])
    phrases = [at for at in _phrase_ends(text) if at <= most and _may_end(text[:at])]
    at = phrases[-1] if phrases and phrases[-1] >= max(limits.min, most // 2) else most
    return _trimmed(text[:at]) or text[:most]


_DANGLING = " ，,、：:；;·｜|—–-~～/\\"
"""Marks that lead on to more: none of them ends a title."""
_PAIRS = {"《": "》", "“": "”", "‘": "’", "「": "」", "『": "』", "（": "）", "(": ")", "【": "】"}


def _trimmed(text: str) -> str:
    """A title cut short, without marks that lead to nothing and without what was opened and never closed."""
    text = text.strip(_DANGLING)
    for opening, closing in _PAIRS.items():
        if text.count(opening) > text.count(closing) and (head := text[: text.rindex(opening)].strip(_DANGLING)):
            return _trimmed(head)
    return text.strip("".join(_PAIRS) + _DANGLING)


def _ends_clause(text: str, at: int) -> bool:
    return (text[at : at + 1] in tuple(" ，、：:；。！？!?—") or at == len(text)) and _is_closed(text[:at])


def _may_end(text: str) -> bool:
    return _is_closed(text) and text[-1] not in "的了着地得和与及在是把被从对为向个一二三四五六七八九十百千第"


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


# Topics


def _tags(limits: TagLimits, blurb: Blurb, cut: list[str], problems: list[str]) -> tuple[str, ...]:
    wanted = blurb.tags or blurb.names
    kept: list[str] = []
    for tag in wanted:
        plain = re.sub(r"[^\w]", "", tag)
        if plain != tag.strip().strip("#"):
            cut.append(say("话题“{tag}”里的空格和标点已去掉", tag=tag))
        if limits.each_max is not None and len(plain) > limits.each_max:
            cut.append(say("话题“{tag}”超过 {most} 个字，未用", tag=plain, most=limits.each_max))
        elif plain and plain not in kept:
            kept.append(plain)
    kept = _few_enough(kept, limits, cut)
    if len(kept) < limits.min:
        problems.append(say("至少要写 {least} 个标签", least=limits.min))
    return tuple(_typed(tag, limits) for tag in kept)


def _few_enough(tags: list[str], limits: TagLimits, cut: list[str]) -> list[str]:
    kept: list[str] = []
    dropped: list[str] = []
    letters = 0
    for tag in tags:
        cost = len(tag) + 1  # a comma between two
        full = limits.max is not None and len(kept) >= limits.max
        if full or (limits.total_chars is not None and letters + cost > limits.total_chars + 1):
            dropped.append(tag)
        else:
            kept.append(tag)
            letters += cost
    if dropped:
        cut.append(say("话题太多，去掉了：{tags}", tags="、".join(dropped)))
    return kept


def _typed(tag: str, limits: TagLimits) -> str:
    return {"single": f"#{tag}", "double": f"#{tag}#", "none": tag}[limits.hash]


# Descriptions


def _description(
    profile: PlatformProfile, description: str, rights: tuple[str, ...], tags: tuple[str, ...], cut: list[str]
) -> str:
    most = profile.description.max
    if most is None:
        return "\n".join((description, *rights)).strip()
    if profile.tags.hash != "none" and tags:
        most -= len(" ".join(tags)) + 1  # topics are typed into the same field
    named = _rights_within(rights, most, cut)
    if not named:
        return _within(description, most, cut)
    kept = _within(description, most - len(named) - 1, cut) if most > len(named) + 1 else ""
    return f"{kept}\n{named}".strip()


_REST = say("等，其余署名见片尾")


def _rights_within(rights: tuple[str, ...], most: int, cut: list[str]) -> str:
    """The lines that licences ask for; where they are longer than the field, as many names as it holds."""
    whole = "\n".join(rights)
    if len(whole) <= most:
        return whole
    names = whole.replace("\n", "；").split("；")
    while names and len("；".join(names)) + len(_REST) > most:
        names.pop()
    cut.append(say("署名放不下，简介里写到“{end}”为止，其余见片尾", end=names[-1] if names else ""))
    return "；".join(names) + _REST


def _within(description: str, most: int, cut: list[str]) -> str:
    """The description, or as many whole sentences of it as a field takes."""
    if len(description) <= most:
        return description
    kept = ""
    for block in description.split("\n"):
        for sentence in (*sentences(block), "\n"):
            if len(kept) + len(sentence) > most:
                break
            kept += sentence
        else:
            continue
        break
    kept = kept.strip() or description[: max(0, most - 1)].rstrip() + "…"
    cut.append(say("简介超过 {most} 个字，删去了结尾 {gone} 个字", most=most, gone=len(description) - len(kept)))
    return kept
