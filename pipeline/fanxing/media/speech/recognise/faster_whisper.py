"""faster-whisper (extra ``asr``): weights as a CTranslate2 folder; four times as fast on a CPU."""

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fanxing.media.speech.align.features import narrow
from fanxing.media.speech.recognise.weights import find_model, not_installed, unreadable
from fanxing.media.speech.recognise.word import Word


@dataclass(frozen=True, slots=True)
class FasterWhisper:
    """Whisper by CTranslate2."""

    model: Path
    """Folder with ``model.bin``."""
    name: str = "faster-whisper"

    def __call__(self, sound: NDArray[np.float32], prompt: str = "", language: str = "zh") -> tuple[Word, ...]:
        """Write down mono sound of 48 kHz."""
        segments, _ = _loaded(self.model).transcribe(
            narrow(sound),
            language=language,
            initial_prompt=prompt or None,
            word_timestamps=True,
            # One answer, always the same; doubtful words are the alignment's business, not left out here.
            temperature=0.0,
            condition_on_previous_text=False,
            compression_ratio_threshold=None,
            log_prob_threshold=None,
            no_speech_threshold=None,
        )
        return tuple(
            Word(word.word, float(word.start), float(word.end)) for segment in segments for word in segment.words or ()
        )


def faster_whisper(model: str) -> FasterWhisper:
    """Make the recogniser with weights by path or name.

    Raises:
        ToolError: The library or the weights are not on this machine.
    """
    _library()
    return FasterWhisper(find_model(model))


def _library() -> Any:  # noqa: ANN401 - the library has no types
    try:
        import faster_whisper as library  # noqa: PLC0415 - an extra: loaded only where it is asked for
    except ImportError as error:
        raise not_installed("faster-whisper", "asr") from error
    return library


@functools.lru_cache(maxsize=1)
def _loaded(model: Path) -> Any:  # noqa: ANN401 - the library has no types
    try:
        return _library().WhisperModel(str(model), device="cpu", compute_type="int8", local_files_only=True)
    except Exception as error:  # whatever a broken folder makes CTranslate2 raise
        raise unreadable(model) from error
