"""Title, description and topics -> what one platform takes, saying what was cut."""

import re

from fanxing.checks.titles import fitted_title
from fanxing.model.blurb import Blurb, Fitted
from fanxing.model.platform import PlatformProfile, TagLimits
from fanxing.model.text import sentences
from fanxing.model.words import say


def fit(profile: PlatformProfile, blurb: Blurb) -> Fitted:
    """Fit the words of a film to the rules of a platform."""
    wanted = " ".join((blurb.titles.get(profile.id) or blurb.title).split())
    title = fitted_title(profile, blurb, wanted)
    cut, problems = list(title.cut), list(title.problems)
    tags = _tags(profile.tags, blurb, cut, problems)
    description = blurb.description.strip()
    if title.is_short and not description.startswith(wanted):
        description = f"{wanted}\n{description}".strip()  # a title cut short still stands whole below
    description = _description(profile, description, blurb.rights, tags, cut)
    return Fitted(
        title=title.text,
        description=description,
        tags=tags,
        cut=tuple(cut),
        problems=tuple(problems),
        of_title=(*title.cut, *title.problems),
        whole=wanted if title.is_short else "",
        is_torn=title.is_torn,
    )


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
