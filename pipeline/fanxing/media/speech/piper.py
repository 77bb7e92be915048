"""Piper voices (extra ``piper``): neural, offline, from a voice file on this machine.

It is fed with phonemes from our own reading, so that the lexicon counts and nothing is fetched. A voice file that
tells how long each phoneme is (``python -m piper.patch_voice_with_alignment``) gives exact times; else the aligner
listens.
"""

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import soxr
from numpy.typing import NDArray

from fanxing.media.speech.align import align
from fanxing.media.speech.espeak_library import library as espeak_library
from fanxing.media.speech.online import not_installed
from fanxing.media.speech.pauses import Pause
from fanxing.media.speech.phones import VOICES, as_text
from fanxing.media.speech.reading import Unit, read
from fanxing.media.speech.recognise.weights import models_folder
from fanxing.media.speech.silent import Silent
from fanxing.media.speech.speaker import Order, Speech
from fanxing.media.speech.unit_times import spoken_units
from fanxing.model.errors import AssetError, Fault, RecipeError, ToolError
from fanxing.model.narration import VoiceKind
from fanxing.model.timing import SAMPLE_RATE
from fanxing.model.words import say

_NAME = re.compile(r"[\w.-]{1,80}")
_SYLLABLE = re.compile(r"(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]?)([a-zê]+)([1-5])")
_REST = {Pause.BEAT: ",", Pause.CLAUSE: ",", Pause.SENTENCE: ".", Pause.END: "."}
_LOUDEST = 0.7
_QUIETEST = 1e-4


@dataclass(frozen=True, slots=True)
class Piper:
    """A voice file."""

    voice: str
    """Name of the file, without its ending."""
    file: Path
    """``.onnx``; its settings lie beside it in ``.onnx.json``."""
    kind: VoiceKind = "synthetic"
    at_once: int = 1

    @property
    def name(self) -> str:
        """As the recipe writes it."""
        return f"piper:{self.voice}"

    @property
    def version(self) -> str:
        """Another file of the same name is another voice."""
        stat = self.file.stat()
        return f"2 {stat.st_size} {stat.st_mtime_ns}"

    def __call__(self, order: Order) -> Speech:
        """Read one line."""
        units = read(order.text, order.lexicon)
        if not units:
            return Speech(np.zeros(0, np.float32), ())
        voice = _loaded(self.file)
        self._refuse_words(voice, units)
        numbers, owners = _identities(voice, units)
        if max(owners) < 0:  # characters that nobody can read: quiet, as with the built-in voice
            return Silent()(order)
        sound, lengths = _spoken(voice, numbers, order.rate)
        spans = _told(owners, lengths, len(units)) if lengths is not None else _heard(sound, order)
        return Speech(sound, spoken_units(units, spans, len(sound)))

    def _refuse_words(self, voice: Any, units: tuple[Unit, ...]) -> None:  # noqa: ANN401 - an extra
        """A voice that knows pinyin alone would pass over Latin words without a sound."""
        words = [unit.shown for unit in units if unit.tongue == "en" and unit.say]
        if words and voice.config.phoneme_type.value == "pinyin":
            raise RecipeError(
                Fault(
                    rule="voice-words",
                    what=say("声音“{name}”只会念汉字，不会念：{words}", name=self.name, words="、".join(words)),
                    where="voice.speaker",
                    mend=say("在 lexicon 里给它注上拼音（如 Degas: dé jiā），或换一个声音"),
                )
            )


def voice_files() -> tuple[str, ...]:
    """Names of the voices in the models' folder."""
    return tuple(sorted(file.name.removesuffix(".onnx.json") for file in models_folder().glob("*.onnx.json")))


def piper(voice: str) -> Piper:
    """Make the voice of a file in the models' folder.

    Raises:
        ToolError: The library or the file is not on this machine.
    """
    _library()
    file = models_folder() / f"{voice}.onnx"
    # A name and no path: a recipe may come from a stranger, and reads nothing outside its roots.
    if not _NAME.fullmatch(voice) or not file.is_file() or not file.with_suffix(".onnx.json").is_file():
        raise ToolError(
            Fault(
                rule="voice-file",
                what=say("这台电脑上没有 piper 声音“{voice}”", voice=voice)
                if voice
                else say("没有写明哪个 piper 声音"),
                mend=say(
                    "把 {voice}.onnx 和 {voice}.onnx.json 放进 {folder}，配方里写 piper:{voice}",
                    voice=voice or "zh_CN-huayan-medium",
                    folder=models_folder(),
                ),
            )
        )
    return Piper(voice, file)


def _library() -> Any:  # noqa: ANN401 - the library is an extra
    try:
        import piper as library  # noqa: PLC0415 - loaded only where it is asked for
    except ImportError as error:
        raise not_installed("piper", "piper") from error
    return library


@functools.lru_cache(maxsize=2)
def _loaded(file: Path) -> Any:  # noqa: ANN401 - the library is an extra
    try:
        return _library().PiperVoice.load(file)
    except Exception as error:  # whatever a broken file makes onnxruntime raise
        raise ToolError(
            Fault(
                rule="voice-file",
                what=say("piper 声音文件 {file} 打不开", file=file.name),
                mend=say("重新复制 .onnx 和 .onnx.json 两个文件"),
            )
        ) from error


def _identities(voice: Any, units: tuple[Unit, ...]) -> tuple[list[int], list[int]]:  # noqa: ANN401 - an extra
    """Give the numbers of the phonemes, as the voice was taught to expect them, and the unit of each; -1 for none."""
    known = voice.config.phoneme_id_map
    is_pinyin = voice.config.phoneme_type.value == "pinyin"
    padding = list(known["_"])
    numbers = [*known["^"], *([] if is_pinyin else padding)]
    owners = [-1] * len(numbers)
    for owner, group in _pinyin_groups(units) if is_pinyin else _ipa_groups(units):
        found = [number for mark in group for number in known.get(mark, ())]
        numbers += [*found, *padding] if found else []
        owners += [owner] * (len(found) + len(padding)) if found else []
    return [*numbers, *known["$"]], [*owners, *([-1] * len(known["$"]))]


def _pinyin_groups(units: tuple[Unit, ...]) -> Iterator[tuple[int, list[str]]]:
    """Initial, final and tone of each syllable, as voices of the kind ``pinyin`` are taught."""
    for at, unit in enumerate(units):
        for syllable in unit.say if unit.tongue == "zh" else ():
            match = _SYLLABLE.fullmatch(syllable)
            if match:
                yield at, [match[1] or "Ø", match[2], match[3]]
        if unit.pause in _REST:
            yield -1, [_REST[unit.pause]]


def _ipa_groups(units: tuple[Unit, ...]) -> Iterator[tuple[int, list[str]]]:
    """Each sign of the phonetic alphabet, as voices of the kind ``espeak`` are taught: a space after each syllable."""
    for at, unit in enumerate(units):
        for number, said in enumerate(unit.say):
            written = espeak_library().ipa(as_text(said, unit.tongue), VOICES[unit.tongue])
            yield from ((at, [sign]) for sign in unicodedata.normalize("NFD", " " * bool(number) + written))
        yield -1, [_REST.get(unit.pause, "")]
        yield -1, [" "]


def _spoken(
    voice: Any,  # noqa: ANN401 - the library is an extra
    numbers: list[int],
    rate: float,
) -> tuple[NDArray[np.float32], NDArray[np.float64] | None]:
    """Let the voice speak.

    Returns:
        Sound at 48 kHz, and the length of each phoneme in its samples where the voice file tells it.
    """
    settings = _library().SynthesisConfig(length_scale=voice.config.length_scale / rate)
    made, told = voice.phoneme_ids_to_audio(numbers, settings, include_alignments=True)
    raw = np.asarray(made, np.float32).reshape(-1)
    sound = np.asarray(soxr.resample(raw, voice.config.sample_rate, SAMPLE_RATE, "HQ"), np.float32)
    peak = float(np.abs(sound).max(initial=0.0))
    if not np.isfinite(peak) or peak < _QUIETEST:
        raise ToolError(
            Fault(
                rule="voice-file",
                what=say("piper 声音文件没有念出声音"),
                mend=say("确认 .onnx 和 .onnx.json 是同一个声音的，或换一个声音文件"),
            )
        )
    sound = sound * np.float32(_LOUDEST / peak)
    if told is None or np.size(told) != len(numbers):
        return sound, None
    return sound, np.asarray(told, np.float64).reshape(-1) * (SAMPLE_RATE / voice.config.sample_rate)


def _told(owners: list[int], lengths: NDArray[np.float64], count: int) -> list[tuple[int, int] | None]:
    """Add up the lengths of phonemes to the spans of ``count`` units."""
    ends = np.rint(np.cumsum(lengths)).astype(int).tolist()
    spans: list[tuple[int, int] | None] = [None] * count
    for owner, start, end in zip(owners, [0, *ends[:-1]], ends, strict=True):
        known = spans[owner] if owner >= 0 else None
        if owner >= 0:
            spans[owner] = (known[0] if known else start, end)
    return spans


def _heard(sound: NDArray[np.float32], order: Order) -> list[tuple[int, int] | None]:
    """Listen when each unit is said; where nothing is heard, share the take."""
    nobody: list[tuple[int, int] | None] = [None] * len(read(order.text, order.lexicon))
    try:
        line = align(sound, [order.text], order.lexicon).lines[0]
    except AssetError:
        return nobody
    if not line.in_audio:
        return nobody
    return [(round(one.start * SAMPLE_RATE), round(one.end * SAMPLE_RATE)) for one in line.units]
