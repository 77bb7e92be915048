"""The espeak-ng library of the espeakng-loader wheel, in this process: phonemes -> sound with exact phoneme times.

By ctypes because no kept binding gives phoneme events. Never the system's espeak-ng: Debian 12's 1.51 reads every
Han character as English letters.
"""

import ctypes
import functools
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import espeakng_loader
import numpy as np
from numpy.typing import NDArray

from fanxing.model.errors import Fault, ToolError
from fanxing.model.words import say

_SYNCHRONOUS = 2
_PHONEME_EVENTS = 0x0001
_DO_NOT_EXIT = 0x8000
_UTF8_WITH_PHONEMES = 0x0101
_RATE, _PITCH, _RANGE = 1, 3, 4
_IPA = 0x02
_EVENT_END, _EVENT_PHONEME = 0, 7
# Source: speak_lib.h of espeak-ng 1.52


class _Id(ctypes.Union):
    _fields_ = [("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8)]


class _Event(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Id),
    ]


_Heard = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


@dataclass(frozen=True, slots=True)
class Phoneme:
    """One phoneme, or a rest, of an utterance."""

    label: str
    """Espeak's mnemonic without stress, tone and length marks; empty for a rest."""
    start: int
    """First sample."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How to say it."""

    voice: str
    """Language, and a variant after ``+``: ``cmn-latn-pinyin+Annie``."""
    words_a_minute: int = 200
    """Espeak's own measure of pace; 80 to 450."""
    pitch: int = 50
    """0 to 100."""
    range: int = 50
    """Liveliness of the pitch, 0 to 100."""


class Library:
    """The loaded library: it keeps global state, so there is one in a process and each use holds its ``lock``."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.sample_rate = 0
        self._sound: list[NDArray[np.int16]] = []
        self._events: list[Phoneme] = []
        self._library: Any = None
        self._as_set: Settings | None = None
        self._heard: Callable[..., int] = _Heard(self._listen)  # ctypes keeps no reference to it
        self.restart()

    def restart(self) -> None:
        """Load it anew, so that the same words give the same sound whatever was said before.

        Its voice wavers by a counter that nothing else sets back.
        """
        with self.lock:
            if self._library is not None:
                self._library.espeak_Terminate()
                # Unloaded, so that its variables begin again; loading it alone would give the same ones.
                ctypes.CDLL(None).dlclose(ctypes.c_void_p(self._library._handle))  # noqa: SLF001 - ctypes has no other
            self._as_set = None
            self._library = ctypes.CDLL(espeakng_loader.get_library_path())
            data = str(Path(espeakng_loader.get_data_path())).encode()
            self._library.espeak_Initialize.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_char_p, ctypes.c_int]
            self.sample_rate = self._library.espeak_Initialize(_SYNCHRONOUS, 0, data, _PHONEME_EVENTS | _DO_NOT_EXIT)
            self._library.espeak_TextToPhonemes.restype = ctypes.c_char_p
            self._library.espeak_TextToPhonemes.argtypes = [
                ctypes.POINTER(ctypes.c_void_p),
                ctypes.c_int,
                ctypes.c_int,
            ]
            self._library.espeak_SetSynthCallback(self._heard)

    def speak(self, text: str, settings: Settings) -> tuple[NDArray[np.int16], tuple[Phoneme, ...]]:
        """Say ``text``; phonemes may stand in it between ``[[`` and ``]]``.

        Returns:
            Mono 16-bit sound at ``sample_rate``, and each phoneme with its first sample, in order.
        """
        with self.lock:
            self._set(settings)
            self._sound, self._events = [], []
            content = text.encode("utf-8")
            failed = self._library.espeak_Synth(content, len(content) + 1, 0, 1, 0, _UTF8_WITH_PHONEMES, None, None)
            self._library.espeak_Synchronize()
            if failed:
                raise _broken()
            sound = np.concatenate(self._sound) if self._sound else np.zeros(0, np.int16)
            return sound, tuple(self._events)

    def phonemes(self, text: str, voice: str) -> tuple[str, ...]:
        """Give the mnemonics of ``text``, with their stress and tone marks."""
        separator = "~"
        clauses = self._written(text, voice, ord(separator) << 8)
        return tuple(one for clause in clauses for one in clause.strip().split(separator))

    def ipa(self, text: str, voice: str) -> str:
        """Give ``text`` in the International Phonetic Alphabet."""
        return "".join(clause.strip() for clause in self._written(text, voice, _IPA))

    def _written(self, text: str, voice: str, mode: int) -> list[str]:
        with self.lock:
            if self._as_set != Settings(voice):  # espeak reads a voice's file each time: most of what a syllable takes
                self._set(Settings(voice))
            content = ctypes.create_string_buffer(text.encode("utf-8"))
            rest = ctypes.c_void_p(ctypes.addressof(content))
            clauses = []
            while rest.value:
                clauses.append(self._library.espeak_TextToPhonemes(ctypes.byref(rest), 1, mode).decode())
        return clauses

    def _set(self, settings: Settings) -> None:
        self._as_set = None
        if self._library.espeak_SetVoiceByName(settings.voice.encode()):
            raise _broken()
        for parameter, value in (
            (_RATE, settings.words_a_minute),
            (_PITCH, settings.pitch),
            (_RANGE, settings.range),
        ):
            self._library.espeak_SetParameter(parameter, value, 0)
        self._as_set = settings

    def _listen(self, sound: Any, samples: int, events: Any) -> int:  # noqa: ANN401 - pointers of ctypes
        if samples > 0 and sound:
            self._sound.append(np.ctypeslib.as_array(sound, shape=(samples,)).copy())
        at = 0
        while events[at].type != _EVENT_END:
            if events[at].type == _EVENT_PHONEME:
                # ``sample`` is exact; ``audio_position`` is rounded to milliseconds
                name = events[at].id.string.decode("utf-8", "replace")
                self._events.append(Phoneme(bare(name), events[at].sample))
            at += 1
        return 0


def bare(mnemonic: str) -> str:
    """Strip stress, tone and length marks of a mnemonic; a rest becomes empty."""
    label = mnemonic.strip("',%=|_:") if mnemonic.startswith("_") else mnemonic.strip("',%=|")
    return label.rstrip("0123456789") or ("" if not label.isdigit() else label)


def _broken() -> ToolError:
    return ToolError(
        Fault(
            rule="espeak",
            what=say("合成语音 espeak 在这台电脑上不能用"),
            mend=say("重新安装：pip install --force-reinstall espeakng-loader；或在配方里写 voice: {speaker: silent}"),
        )
    )


_LOADING = threading.Lock()


def library() -> Library:
    """The library, loaded once for all threads: a second one would take the first one's state away.

    Raises:
        ToolError: It does not load, or does not know Mandarin.
    """
    with _LOADING:
        return _loaded()


@functools.cache
def _loaded() -> Library:
    """Load the library, and hear it say one syllable.

    Raises:
        ToolError: It does not load, or does not know Mandarin.
    """
    try:
        loaded = Library()
    except (OSError, AttributeError) as error:
        raise _broken() from error
    if loaded.sample_rate <= 0 or not loaded.speak("ni3", Settings("cmn-latn-pinyin"))[1]:
        raise _broken()
    return loaded
