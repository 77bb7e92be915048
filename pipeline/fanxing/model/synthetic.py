"""What of a film is a machine's, and the words of its visible label: from where things come from, never by hand."""

from collections.abc import Iterable
from typing import Literal

from fanxing.model.footage import Footage, Item, Moving, Sound, Still
from fanxing.model.storyboard import Storyboard
from fanxing.model.words import say

SyntheticPart = Literal["voice", "picture", "footage"]
"""A kind of thing that a machine made."""


def synthetic_items(storyboard: Storyboard, footage: Footage) -> tuple[Item, ...]:
    """Pictures and clips that are shown, and sound that is heard, which a machine made or a label says so."""
    used = [shot.item for shot in storyboard.shots if shot.item is not None]
    used += [item for item in footage.items if isinstance(item.source, Sound)]
    return tuple(item for item in used if item.made_by == "ai" or item.inbound_aigc)


def synthetic_parts(made: Iterable[Item], *, speaks: bool) -> tuple[SyntheticPart, ...]:
    """Kinds of synthetic things.

    Args:
        made: Synthetic items of the film.
        speaks: A machine speaks its words.
    """
    sources = [item.source for item in made]
    parts: list[SyntheticPart] = []
    if speaks or any(isinstance(one, Sound) for one in sources):
        parts.append("voice")
    if any(isinstance(one, Still) for one in sources):
        parts.append("picture")
    if any(isinstance(one, Moving) for one in sources):
        parts.append("footage")
    return tuple(parts)


def label_of(made: Iterable[Item], *, speaks: bool) -> str:
    """The visible label; empty where nothing is synthetic.

    Source: GB 45438-2025, 5.4: the words AI (or 人工智能) and 生成 or 合成.
    """
    items = tuple(made)
    parts = synthetic_parts(items, speaks=speaks)
    if not parts:
        return ""
    is_voice = parts == ("voice",) and all(item.key != "music" for item in items)
    return say("旁白为AI合成语音") if is_voice else say("本片含AI生成内容")
