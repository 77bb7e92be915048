"""What of a film is a machine's, and the words of its visible label: from where things come from, never by hand."""

from collections.abc import Iterable
from typing import Literal

from fanxing.model.aigc import MetadataForm, aigc_text
from fanxing.model.footage import Footage, Item, Moving, Sound, Still
from fanxing.model.storyboard import Storyboard
from fanxing.model.timeline import AiNotice
from fanxing.model.words import say

SyntheticPart = Literal["voice", "picture", "footage", "music"]
"""A kind of thing that a machine made."""


def is_music(item: Item) -> bool:
    """Whether it lies under the film: the music itself, or one of its folder."""
    return item.key == "music" or item.key.startswith("music/")


def synthetic_items(storyboard: Storyboard, footage: Footage, bed: Item | None) -> tuple[Item, ...]:
    """Pictures and clips that are shown, and sound that is heard, which a machine made or a label says so.

    Args:
        storyboard: What is shown.
        footage: What was gathered.
        bed: The music under the film; what else lies in its folder is not heard.
    """
    used = [shot.item for shot in storyboard.shots if shot.item is not None]
    used += [item for item in footage.items if isinstance(item.source, Sound) and not is_music(item)]
    used += [bed] if bed is not None else []
    return tuple(item for item in used if item.made_by == "ai" or item.inbound_aigc)


def synthetic_parts(made: Iterable[Item], *, speaks: bool) -> tuple[SyntheticPart, ...]:
    """Kinds of synthetic things.

    Args:
        made: Synthetic items of the film.
        speaks: A machine speaks its words.
    """
    items = tuple(made)
    sources = [item.source for item in items]
    parts: list[SyntheticPart] = []
    if speaks or any(isinstance(item.source, Sound) and not is_music(item) for item in items):
        parts.append("voice")
    if any(isinstance(one, Still) for one in sources):
        parts.append("picture")
    if any(isinstance(one, Moving) for one in sources):
        parts.append("footage")
    if any(is_music(item) for item in items):
        parts.append("music")
    return tuple(parts)


def label_of(made: Iterable[Item], *, speaks: bool, partly: bool = False) -> str:
    """The visible label; empty where nothing is synthetic.

    Args:
        made: Synthetic items of the film.
        speaks: A machine speaks its words.
        partly: A person speaks some of them.

    Source: GB 45438-2025, 5.4: the words AI (or 人工智能) and 生成 or 合成.
    """
    parts = synthetic_parts(made, speaks=speaks)
    if not parts:
        return ""
    if parts != ("voice",):
        return say("本片含AI生成内容")
    return say("部分旁白为AI合成语音") if partly else say("旁白为AI合成语音")


def notice_of(  # noqa: PLR0913 - all that a declaration is made of
    made: tuple[Item, ...],
    *,
    speaks: bool,
    form: MetadataForm,
    credit_code: str | None,
    identity: str,
    partly: bool = False,
) -> AiNotice:
    """What must be declared, from where things come from; never by hand.

    Args:
        made: Synthetic items of the film.
        speaks: A machine speaks its words.
        form: Of the metadata.
        credit_code: The museum's, as the producer.
        identity: Our own name for this content.
        partly: A person speaks some of its words.
    """
    parts = synthetic_parts(made, speaks=speaks)
    if not parts:
        return AiNotice(synthetic=False)
    carried = None if speaks else _carried(made)
    return AiNotice(
        synthetic=True,
        parts=parts,
        label=label_of(made, speaks=speaks, partly=partly),
        metadata=form,
        aigc=aigc_text(form, credit_code, identity, carried),
    )


def _carried(made: tuple[Item, ...]) -> str | None:
    """The label that the only synthetic thing in the film brought with it: its producer is carried through."""
    inbound = {item.inbound_aigc for item in made}
    return inbound.pop() if len(inbound) == 1 else None
