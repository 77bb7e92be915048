"""Voices, and the words they say: display text -> reading -> sound with the time of every character."""

from collections.abc import Callable, Mapping

from fanxing.media.speech.edge import edge
from fanxing.media.speech.espeak import Espeak
from fanxing.media.speech.piper import piper, voice_files
from fanxing.media.speech.silent import Silent
from fanxing.media.speech.speaker import Order, Speaker, Speech
from fanxing.media.speech.tencent import tencent
from fanxing.model.errors import Fault, Location, RecipeError
from fanxing.model.words import say

__all__ = ["SPEAKERS", "Order", "Speaker", "Speech", "names", "speaker"]


def _alone(make: Callable[[], Speaker]) -> Callable[[str], Speaker]:
    """Make a voice that has no choices of its own."""
    return lambda _: make()


SPEAKERS: Mapping[str, Callable[[str], Speaker]] = {
    "espeak": _alone(Espeak),
    "silent": _alone(Silent),
    "piper": piper,
    "edge": edge,
    "tencent": tencent,
}
"""Name -> maker, given what the recipe writes after ``:`` (``piper:huayan``). To add a voice, add a line."""


_ALONE = frozenset({"espeak", "silent"})
"""Families of one voice."""


def names() -> tuple[str, ...]:
    """Names that a recipe may write: each family, and of voice files each that lies on this machine."""
    files = [f"piper:{name}" for name in voice_files()]
    return tuple(name for family in SPEAKERS for name in (files if family == "piper" and files else [family]))


def speaker(name: str, where: Location | None = None) -> Speaker:
    """Find a voice by the name that the recipe writes.

    Args:
        name: ``espeak``, or a family with a voice of it: ``piper:zh_CN-huayan-medium``.
        where: Place in the recipe, for the message.

    Raises:
        RecipeError: No voice of that name.
        ToolError: The voice is known, and what it needs is not installed.
    """
    family, _, voice = name.strip().partition(":")
    if family not in SPEAKERS:
        raise RecipeError(
            Fault(
                rule="voice-speaker",
                what=say("没有叫“{name}”的声音", name=name),
                where=where,
                mend=say("从这些里选：{names}；fanxing doctor 列出这台电脑上能用的", names="、".join(SPEAKERS)),
            )
        )
    if voice.strip() and family in _ALONE:
        what = say("声音“{family}”只有一种，后面不能写“:{voice}”", family=family, voice=voice.strip())
        raise RecipeError(Fault(rule="voice-speaker", what=what, where=where, mend=say("写成 {family}", family=family)))
    return SPEAKERS[family](voice.strip())
