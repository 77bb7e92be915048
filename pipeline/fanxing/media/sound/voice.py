"""The narration made even: rumble taken off, line by line to one loudness, sudden syllables held."""

import statistics
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from fanxing.media.sound.graph import filtered
from fanxing.media.sound.loudness import gain, measure
from fanxing.media.sound.pieces import Piece
from fanxing.media.wav import Sound
from fanxing.model.timing import SAMPLE_RATE
from fanxing.model.words import say

VOICE_LUFS = -20.0
"""Loudness of each line before the whole is levelled: leaves room for peaks."""

RUMBLE_HZ = 70
"""High-pass: below it lie steps, fans and handling; the lowest male voices start at about 80 Hz."""

LINE_RANGE_DB = 18.0
"""How far one line may be moved against the others: two recordings of one film easily lie 15 dB apart, and
more would make a shout of a breath."""

VOICE_RANGE_DB = 40.0
"""How far a whole recording may be lifted: a phone across the room measures about -50 LUFS."""

_Values = NDArray[np.float64]

_GATE = int(0.4 * SAMPLE_RATE)
"""Length of a gating block (BS.1770-4): what is shorter is measured repeated."""


def even(takes: Sequence[Piece]) -> tuple[tuple[Piece, ...], tuple[str, ...]]:
    """Bring all takes to ``VOICE_LUFS`` and hold their loudest syllables.

    Returns:
        The takes, as long as before and where they were; and in words what could not be done.
    """
    clean = [Piece(take.name, filtered(take.sound, ("highpass", f"f={RUMBLE_HZ}")), take.at) for take in takes]
    levels = [loudness_of(take.sound) for take in clean]
    known = [level for level in levels if level is not None]
    if not known:
        return tuple(clean), ()
    usual = statistics.median_high(known)
    whole = _within(VOICE_LUFS - usual, VOICE_RANGE_DB)
    made: list[Piece] = []
    doubts: list[str] = []
    for take, level in zip(clean, levels, strict=True):
        own = 0.0 if level is None else _within(usual - level, LINE_RANGE_DB)
        if level is not None and abs(usual - level - own) > 1.0:
            doubts.append(_too_far(take.name, level - usual))
        made.append(Piece(take.name, _levelled(take.sound, whole + own, level), take.at))
    if abs(VOICE_LUFS - usual - whole) > 1.0:
        doubts.append(say("旁白整体太轻（{level:.0f} LUFS），放大后仍不够响", level=usual))
    return tuple(made), tuple(doubts)


def loudness_of(sound: Sound) -> float | None:
    """Integrated loudness of one take, LUFS; None where nothing sounds."""
    if not len(sound):
        return None
    times = -(-2 * _GATE // len(sound)) if len(sound) < 2 * _GATE else 1
    long = np.concatenate([sound] * times) if times > 1 else sound
    return measure(long, true_peak=False).integrated


def _levelled(sound: Sound, lift_db: float, level: float | None) -> Sound:
    """Lift, hold the loudest syllables, and give back what the line lost by it."""
    lifted = np.asarray(sound * np.float32(gain(lift_db)), dtype=np.float32)
    held = _held(lifted)
    after = None if level is None else loudness_of(held)
    lost = 0.0 if level is None or after is None else level + lift_db - after
    return np.asarray(held * np.float32(gain(lost)), dtype=np.float32)


def _held(sound: Sound) -> Sound:
    """Turn syllables down that are far above the line's own loudness: 2:1 over 4 dB, looking 15 ms ahead.

    Written by hand: ffmpeg's acompressor looks at the past only, and its release is heard as pumping.
    """
    mono = sound if sound.ndim == 1 else sound.mean(axis=1)
    power = _box(np.square(mono, dtype=np.float64), int(0.03 * SAMPLE_RATE))
    above = 10 * np.log10(np.maximum(power, 1e-12)) - _SYLLABLE_DBFS
    reduction = _box(np.maximum(above, 0.0) / 2, int(0.06 * SAMPLE_RATE))
    factor = (10 ** (-reduction / 20)).astype(np.float32)
    return np.asarray(sound * (factor if sound.ndim == 1 else factor[:, None]), dtype=np.float32)


_SYLLABLE_DBFS = VOICE_LUFS + 0.7 - 3.0 + 4.0
"""Mean square, in dBFS, above which a syllable is held: BS.1770's offset and two loudspeakers, then 4 dB."""


def _box(values: _Values, width: int) -> _Values:
    """Mean over ``width`` values around each one, fewer at the ends."""
    half = width // 2
    total = np.concatenate([[0.0], np.cumsum(values)])
    at = np.arange(len(values))
    low, high = np.maximum(at - half, 0), np.minimum(at + half + 1, len(values))
    return np.asarray((total[high] - total[low]) / (high - low))


def _within(value: float, bound: float) -> float:
    return max(-bound, min(bound, value))


def _too_far(name: str, difference: float) -> str:
    if difference < 0:
        return say("句子 {line} 比其余的轻 {by:.0f} dB，只调回了一部分", line=name, by=-difference)
    return say("句子 {line} 比其余的响 {by:.0f} dB，只调回了一部分", line=name, by=difference)
