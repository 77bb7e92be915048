"""openai-whisper (extra ``whisper``): weights as one ``.pt`` file."""

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fanxing.media.speech.align.features import narrow
from fanxing.media.speech.recognise.weights import find_model, not_installed, unreadable
from fanxing.media.speech.recognise.word import Word

_OWN_FOLDER = Path.home() / ".cache" / "whisper"
"""Where the library keeps what it fetched in other programs."""


@dataclass(frozen=True, slots=True)
class OpenaiWhisper:
    """Whisper as OpenAI publishes it."""

    model: Path
    """Weights."""
    name: str = "whisper"

    def __call__(self, sound: NDArray[np.float32], prompt: str = "", language: str = "zh") -> tuple[Word, ...]:
        """Write down mono sound of 48 kHz."""
        told = _loaded(self.model).transcribe(
            narrow(sound),
            language=language,
            initial_prompt=prompt or None,
            word_timestamps=True,
            # One answer, always the same; doubtful words are the alignment's business, not left out here.
            temperature=0.0,
            condition_on_previous_text=False,
            compression_ratio_threshold=None,
            logprob_threshold=None,
            no_speech_threshold=None,
            fp16=False,
            verbose=None,
        )
        return tuple(
            Word(str(word["word"]), float(word["start"]), float(word["end"]))
            for segment in told["segments"]
            for word in segment.get("words", ())
        )


def openai_whisper(model: str) -> OpenaiWhisper:
    """Make the recogniser with weights by path or name.

    Raises:
        ToolError: The library or the weights are not on this machine.
    """
    _library()
    return OpenaiWhisper(find_model(model, ".pt", (_OWN_FOLDER,)))


def _library() -> Any:  # noqa: ANN401 - the library has no types
    try:
        import whisper  # noqa: PLC0415 - an extra: loaded only where it is asked for
    except ImportError as error:
        raise not_installed("openai-whisper", "whisper") from error
    return whisper


@functools.lru_cache(maxsize=1)
def _loaded(model: Path) -> Any:  # noqa: ANN401 - the library has no types
    try:
        return _library().load_model(str(model), device="cpu")
    except Exception as error:  # whatever a broken file makes torch raise
        raise unreadable(model) from error
