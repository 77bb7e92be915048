"""The built-in voice: espeak-ng from toned pinyin, offline, with the exact time of every character."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import soxr
from numpy.typing import NDArray

from fanxing.media.speech import phones
from fanxing.media.speech.espeak_library import Settings
from fanxing.media.speech.pace import SYLLABLES_PER_SECOND
from fanxing.media.speech.pauses import SECONDS, Pause
from fanxing.media.speech.reading import Unit, read
from fanxing.media.speech.speaker import Order, Speech
from fanxing.media.speech.timbre import warmed
from fanxing.media.speech.unit_times import spoken_units
from fanxing.model.narration import VoiceKind
from fanxing.model.timing import SAMPLE_RATE

VARIANT = "+steph"
"""The variant nearest in long-term spectrum to a reading woman. Measured: docs/decisions/0020."""
PITCH = 55
RANGE = 90
"""Livelier than espeak's own 50: the tones reach further, nearer to a reader's."""
MARGIN_SECONDS = 0.06
"""Quiet before and after the words of a take."""
_TURN_SECONDS = 0.04
"""Between Mandarin and English, where nothing asks for a rest."""
_FADE_SECONDS = 0.004


@dataclass(frozen=True, slots=True)
class Espeak:
    """A woman's voice, plainly a machine's."""

    name: str = "espeak"
    kind: VoiceKind = "synthetic"
    version: str = "2"
    at_once: int = 1

    def __call__(self, order: Order) -> Speech:
        """Read one line; a line without words is no sound at all."""
        units = read(order.text, order.lexicon)
        native, spans = _compose(units, order.rate)
        if not len(native):
            return Speech(native, ())
        sound = soxr.resample(warmed(native, phones.sample_rate()), phones.sample_rate(), SAMPLE_RATE, "HQ")
        sound = np.asarray(sound, np.float32)
        scale = SAMPLE_RATE / phones.sample_rate()
        placed = [span and (round(span[0] * scale), round(span[1] * scale)) for span in spans]
        return Speech(sound, spoken_units(units, placed, len(sound)))


def words_a_minute(rate: float) -> int:
    """Give espeak's pace for ours.

    Source: measured on 120 characters of read news: 4.97 syllables a second at 215, and 0.0226 for each one more.
    """
    return int(np.clip(round(215 + (SYLLABLES_PER_SECOND * rate - 4.97) / 0.0226), 80, 450))


def _compose(units: Sequence[Unit], rate: float) -> tuple[NDArray[np.float32], list[tuple[int, int] | None]]:
    """Lay breaths and rests end to end, at espeak's own sample rate."""
    settings = Settings(VARIANT, words_a_minute(rate), PITCH, RANGE)
    second = phones.sample_rate()
    margin = np.zeros(round(MARGIN_SECONDS * second), np.float32)
    parts = [margin]
    spans: list[tuple[int, int] | None] = []
    length = len(margin)
    groups = list(phones.breaths(units))
    for at, (group, spoken) in enumerate(zip(groups, phones.speak(groups, settings), strict=True)):
        sound, heard = _trimmed(spoken, rate)
        spans += [span and (span[0] + length, span[1] + length) for span in heard]
        rest = SECONDS[group[-1].pause] / rate or (_TURN_SECONDS if at + 1 < len(groups) else 0.0)
        quiet = np.zeros(round(rest * second) if group[-1].pause != Pause.END else 0, np.float32)
        parts += [sound, quiet]
        length += len(sound) + len(quiet)
    if not groups:
        return np.zeros(0, np.float32), []
    return np.concatenate([*parts, margin]), spans


def _trimmed(spoken: phones.Breath, rate: float) -> tuple[NDArray[np.float32], list[tuple[int, int] | None]]:
    """Take a breath without the quiet around it; what nobody can say is as much quiet as it would take."""
    if not spoken.phones:
        seconds = sum(_syllables(unit) for unit in spoken.units) / SYLLABLES_PER_SECOND / rate
        return np.zeros(round(seconds * phones.sample_rate()), np.float32), [None] * len(spoken.units)
    first, last = spoken.phones[0].start, spoken.phones[-1].end
    spans: list[tuple[int, int] | None] = [None] * len(spoken.units)
    for phone in spoken.phones:
        known = spans[phone.unit]
        spans[phone.unit] = (known[0] if known else phone.start - first, phone.end - first)
    return _faded(spoken.sound[first:last]), spans


def _syllables(unit: Unit) -> int:
    """Of a unit that is not heard: a reading in brackets (鬲（lì）) takes no time, a character unknown to all does."""
    return len(unit.say) or int(unit.kind != "latin")


def _faded(sound: NDArray[np.float32]) -> NDArray[np.float32]:
    ramp = _ramp(min(len(sound) // 2, round(_FADE_SECONDS * phones.sample_rate())))
    if not len(ramp):
        return sound
    shaped = sound.copy()
    shaped[: len(ramp)] *= ramp
    shaped[-len(ramp) :] *= ramp[::-1]
    return shaped


@functools.lru_cache(maxsize=8)
def _ramp(samples: int) -> NDArray[np.float32]:
    return np.linspace(0.0, 1.0, samples, dtype=np.float32)
