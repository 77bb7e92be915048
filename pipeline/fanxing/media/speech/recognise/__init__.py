"""Recognisers, for recordings that have no script, and as hints for those that stray far from it."""

from collections.abc import Callable, Mapping

from fanxing.media.speech.align.hints import Hints
from fanxing.media.speech.recognise.faster_whisper import faster_whisper
from fanxing.media.speech.recognise.matching import hints
from fanxing.media.speech.recognise.openai_whisper import openai_whisper
from fanxing.media.speech.recognise.transcript import prompt_of, transcribe
from fanxing.media.speech.recognise.word import Recogniser, Word
from fanxing.model.errors import Fault, RecipeError
from fanxing.model.words import say

__all__ = ["RECOGNISERS", "Hints", "Recogniser", "Word", "hints", "prompt_of", "recogniser", "transcribe"]

RECOGNISERS: Mapping[str, Callable[[str], Recogniser]] = {
    "faster-whisper": faster_whisper,
    "whisper": openai_whisper,
}
"""Name -> maker, given the model's path or name. To add one, write a function and add a line."""


def recogniser(name: str, model: str) -> Recogniser:
    """Make a recogniser of the table with a model that is on this machine.

    Raises:
        RecipeError: No recogniser of that name.
        ToolError: Its library or the model is not here.
    """
    if name not in RECOGNISERS:
        raise RecipeError(
            Fault(
                rule="recogniser-unknown",
                what=say("没有叫“{name}”的识别库", name=name),
                mend=say("从这些里选：{names}", names="、".join(RECOGNISERS)),
            )
        )
    return RECOGNISERS[name](model)
