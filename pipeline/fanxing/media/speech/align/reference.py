"""The script as a machine says it: phones with their times, and the features of their sound."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import soxr
from numpy.typing import NDArray

from fanxing.media.speech import phones as voice
from fanxing.media.speech.align.features import FRAME_S, RATE, Floats, mel_bands_of
from fanxing.media.speech.espeak_library import Settings
from fanxing.media.speech.lexicon import Readings
from fanxing.media.speech.reading import Unit, read

Ints = NDArray[np.int64]
"""Whole numbers."""

WORDS_A_MINUTE = 200
"""Pace of the reference; measured from 120 to 300 it makes no difference, the models learn the speaker's own."""
UNKNOWN = "?"
"""Label of a unit that the voice cannot say: anything may be heard."""
_UNKNOWN_S = 0.2
_BREATHS_AT_ONCE = 500
"""Of which the sound is held."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A script that was said by a machine."""

    lines: tuple[tuple[Unit, ...], ...]
    """Units of each line."""
    unit_line: Ints
    """(units,) the line of each unit, all lines one after the other."""
    unit_seconds: Floats
    """(units,) how long the machine takes."""
    phone_unit: Ints
    """(phones,) the unit of each phone."""
    phone_label: Ints
    """(phones,) index in ``labels``."""
    phone_start: Floats
    """(phones,) seconds in the reference."""
    phone_end: Floats
    """(phones,) seconds."""
    labels: tuple[str, ...]
    """Names of phones, sorted."""
    bands: Floats
    """(frames, BANDS) of the reference."""

    @property
    def units(self) -> tuple[Unit, ...]:
        """All units of all lines."""
        return tuple(unit for line in self.lines for unit in line)

    def speech(self) -> Floats:
        """(frames,) 1.0 where a phone sounds."""
        mask = np.zeros(len(self.bands), np.float32)
        for start, end in zip(self.phone_start, self.phone_end, strict=True):
            mask[int(start / FRAME_S) : int(end / FRAME_S) + 1] = 1.0
        return mask


def reference(lines: Sequence[str], lexicon: Readings, variant: str) -> Reference:
    """Let the built-in voice say the script.

    Args:
        lines: As displayed.
        lexicon: The recipe's own readings.
        variant: Espeak's variant, ``+Annie``, or empty: one like the speaker's makes the first guess better.
    """
    read_lines = tuple(read(line, lexicon) for line in lines)
    groups = [(number, group) for number, units in enumerate(read_lines) for group in voice.breaths(units)]
    rows: list[tuple[int, str, float, float]] = []
    bands = mel_bands_of(_sounds([group for _, group in groups], Settings(variant, WORDS_A_MINUTE), rows))
    return _filed(read_lines, rows, bands)


def _sounds(
    groups: Sequence[tuple[Unit, ...]], settings: Settings, rows: list[tuple[int, str, float, float]]
) -> Iterator[Floats]:
    """Give the sound of each breath at ``RATE``; its phones go into ``rows``: unit, label, first and last second."""
    samples, unit = 0, 0
    for at in range(0, len(groups), _BREATHS_AT_ONCE):
        for breath in voice.speak(groups[at : at + _BREATHS_AT_ONCE], settings):
            rows += _phones(breath, unit, samples / RATE)
            sound = _narrowed(breath)
            samples += len(sound)
            unit += len(breath.units)
            yield sound


def _phones(breath: voice.Breath, first_unit: int, seconds: float) -> list[tuple[int, str, float, float]]:
    if not breath.phones:
        return [
            (first_unit + at, UNKNOWN, seconds + at * _UNKNOWN_S, seconds + (at + 1) * _UNKNOWN_S)
            for at in range(len(breath.units))
        ]
    rate = voice.sample_rate()
    return [
        (first_unit + one.unit, one.label, seconds + one.start / rate, seconds + one.end / rate)
        for one in breath.phones
    ]


def _narrowed(breath: voice.Breath) -> Floats:
    if not breath.phones:
        return np.zeros(round(_UNKNOWN_S * len(breath.units) * RATE), np.float32)
    rate = voice.sample_rate()
    sound = np.asarray(soxr.resample(breath.sound, rate, RATE, "HQ"), np.float32)
    wanted = round(len(breath.sound) * RATE / rate)
    return np.pad(sound, (0, max(0, wanted - len(sound))))[:wanted]


def _filed(
    read_lines: tuple[tuple[Unit, ...], ...], rows: list[tuple[int, str, float, float]], bands: Floats
) -> Reference:
    labels = tuple(sorted({label for _, label, _, _ in rows}))
    index = {label: at for at, label in enumerate(labels)}
    unit = np.array([row[0] for row in rows], np.int64)
    start = np.array([row[2] for row in rows], np.float32)
    end = np.array([row[3] for row in rows], np.float32)
    unit_line = np.array([at for at, units in enumerate(read_lines) for _ in units], np.int64)
    return Reference(
        lines=read_lines,
        unit_line=unit_line,
        unit_seconds=np.bincount(unit, end - start, minlength=len(unit_line)).astype(np.float32),
        phone_unit=unit,
        phone_label=np.array([index[row[1]] for row in rows], np.int64),
        phone_start=start,
        phone_end=end,
        labels=labels,
        bands=bands,
    )
