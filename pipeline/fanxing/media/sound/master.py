"""The whole mix brought to its final level, and proved on the decoded AAC."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from fanxing.media.sound.aac import decode_aac, encode_aac
from fanxing.media.sound.limiter import limited
from fanxing.media.sound.loudness import Loudness, gain, measure
from fanxing.media.wav import Sound
from fanxing.model.words import say

GOAL_LUFS = -15.0
"""Source: GY/T 377-2023, online programmes for noisy surroundings and phones: -15 LKFS ± 2."""

BEFORE_DBTP, AFTER_DBTP = -1.5, -1.0
"""True peak at most, before and after the AAC encode. Source: GY/T 377-2023 asks for -1 after."""

LIFT_DB = 60.0
"""A mix is lifted by this much at most."""

_NOISY_DB = 30.0
"""A lift above this brings the noise of the room with it, and is said."""

_FAR_LU = 0.5
"""Further from the goal than this is said."""

_AAC_LU = 0.2
"""What the encoder may take from the level before it is given back."""

_ROUNDS = 12
"""Tries to meet the goal; music with strong peaks takes four."""

_NEAR_LU = 0.05
"""Near enough to the goal."""

_SPARE_DB = 0.1
"""Room that the limiter leaves to the ceiling: two oversamplers differ by that much."""


@dataclass(frozen=True, eq=False)
class Master:
    """The finished sound."""

    sound: Sound
    """Stereo, before the encode."""
    after: Loudness
    """What its decoded AAC measures."""
    fallbacks: tuple[str, ...] = ()
    """What had to be done otherwise than asked, in words."""


def mastered(mix: Sound, aac: Path) -> Master:
    """Level ``mix`` to ``GOAL_LUFS`` below both ceilings and write its AAC; silence stays silence.

    The AAC is decoded and measured; while its true peak is too high, the ceiling before it is lowered, and
    where the encoder took from its level (it leaves out what nobody hears above 18 kHz), that is given back.

    Args:
        mix: Stereo, ``(samples, 2)``.
        aac: File to write.
    """
    ceiling, goal = BEFORE_DBTP, GOAL_LUFS
    raw = measure(mix, true_peak=False).integrated
    for last in range(_ROUNDS, -1, -1):
        sound, before = levelled(mix, raw, goal, ceiling)
        encode_aac(sound, aac)
        after = measure(decode_aac(aac))
        over = _peak(after) - AFTER_DBTP
        off = 0.0 if after.integrated is None else GOAL_LUFS - after.integrated
        reached = before is not None and abs(goal - before) <= _FAR_LU
        if over <= 0 and (abs(off) <= _AAC_LU or not reached or not last):
            break
        ceiling -= over + _SPARE_DB if over > 0 else 0.0
        goal += off if reached and abs(off) > _AAC_LU else 0.0
    return Master(sound, after, _doubts(raw, after))


def _peak(told: Loudness) -> float:
    return -120.0 if told.true_peak is None else told.true_peak


def _doubts(raw_lufs: float | None, after: Loudness) -> tuple[str, ...]:
    if raw_lufs is None or after.integrated is None:
        return ()
    if abs(GOAL_LUFS - after.integrated) > _FAR_LU:
        return (say("声音太稀疏，响度只能到 {level:.1f} LUFS", level=after.integrated),)
    if GOAL_LUFS - raw_lufs > _NOISY_DB:
        return (say("原有的声音太轻，放大了 {by:.0f} dB，底噪会听得见", by=GOAL_LUFS - raw_lufs),)
    return ()


def levelled(mix: Sound, raw_lufs: float | None, goal_lufs: float, ceiling_dbtp: float) -> tuple[Sound, float | None]:
    """Give ``mix``, which measures ``raw_lufs``, at ``goal_lufs`` with true peaks at or below ``ceiling_dbtp``.

    Its peaks are not measured again here: those of the decoded AAC are what counts.

    Returns:
        The sound, and its loudness in LUFS; None where nothing sounds.
    """
    if raw_lufs is None:
        return np.zeros_like(mix), None
    lift = min(goal_lufs - raw_lufs, LIFT_DB)
    for _ in range(_ROUNDS):
        lifted = mix * np.float32(gain(lift))
        sound = limited(lifted, ceiling_dbtp - _SPARE_DB)
        lufs = raw_lufs + lift if sound is lifted else measure(sound, true_peak=False).integrated
        off = 0.0 if lufs is None else goal_lufs - lufs
        further = min(lift + off, LIFT_DB)
        if abs(off) <= _NEAR_LU or further == lift:
            break
        lift = further
    return sound, lufs
