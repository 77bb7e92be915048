"""Voice, the footage's own sound and music, mixed: not yet levelled."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fanxing.media.sound.bed import CLEAR_LU, kept_clear, level_under, music_bed, own_bed
from fanxing.media.sound.duck import lift, speaking, to_samples
from fanxing.media.sound.loudness import gain
from fanxing.media.sound.pieces import Piece, lay
from fanxing.media.sound.voice import VOICE_LUFS, even
from fanxing.media.wav import Sound
from fanxing.model.words import say

OWN_DB = -18.0
"""Footage's own sound below the voice while somebody speaks."""

BESIDE_OWN_DB = -8.0
"""Music below the footage's own sound where nobody speaks in the whole film."""

HIGHEST_DB, LIFT_DB = -6.0, 10.0
"""In pauses a bed rises by ``LIFT_DB``, but not above ``HIGHEST_DB`` below the voice."""


@dataclass(frozen=True, eq=False)
class Mix:
    """All that sounds, before it is brought to its final level."""

    sound: Sound
    """Stereo."""
    voice_to_music_lu: float | None
    """Voice above music while somebody speaks; None where there is no music or no voice."""
    fallbacks: tuple[str, ...]
    """What had to be done otherwise than asked, in words."""


def mixed(takes: Sequence[Piece], own: Sequence[Piece], music: Sound | None, *, samples: int, level_db: float) -> Mix:
    """Mix the sound of one cut.

    Args:
        takes: The narration, line by line.
        own: Footage's own sound.
        music: The bed, of any length; None without.
        samples: Length of the film.
        level_db: Level of the music below the voice while somebody speaks; where it is nearer than
            ``CLEAR_LU``, that is kept, and said.
    """
    spoken_takes, doubts = even(takes)
    voice = lay(spoken_takes, samples)
    if music is None and not own:
        return Mix(voice, None, doubts)
    spoken = speaking(voice)
    level = level_under(voice, spoken)
    heard = VOICE_LUFS if level is None else level
    bed = np.zeros_like(voice)
    played = None
    if music is not None:
        goal = heard + min(level_db, -CLEAR_LU) if spoken.any() else VOICE_LUFS + (BESIDE_OWN_DB if own else 0.0)
        played = _under(music_bed(music, samples), spoken, goal, heard)
        bed += played
    if own:
        goal = heard + OWN_DB if spoken.any() else VOICE_LUFS
        bed += _under(own_bed(own, samples), spoken, goal, heard)
    if spoken.any():
        factors = kept_clear(bed, spoken, heard)
        if factors is not None:
            bed *= factors
            played = None if played is None else played * factors
        if music is not None and level_db > -CLEAR_LU:
            doubts += (_too_near(level_db),)
    return Mix(voice + bed, _distance(level, played, spoken), doubts)


def _under(bed: Sound, spoken: NDArray[np.bool_], goal_lufs: float, voice_lufs: float) -> Sound:
    """Bring a bed to ``goal_lufs`` under the words, higher in their pauses; evenly where nobody speaks."""
    if not spoken.any():
        return np.asarray(bed * np.float32(gain(goal_lufs - VOICE_LUFS)), dtype=np.float32)
    high = min(max(voice_lufs + HIGHEST_DB - goal_lufs, 0.0), LIFT_DB)
    raised = bed * to_samples(lift(spoken, high), len(bed))
    level = level_under(raised, spoken)
    factor = gain(goal_lufs - (VOICE_LUFS if level is None else level))
    return np.asarray(raised * np.float32(factor), dtype=np.float32)


def _distance(voice_lufs: float | None, music: Sound | None, spoken: NDArray[np.bool_]) -> float | None:
    if music is None or voice_lufs is None or not spoken.any():
        return None
    below = level_under(music, spoken)
    return None if below is None else round(voice_lufs - below, 1)


def _too_near(level_db: float) -> str:
    return say("配乐只比旁白低 {asked:g} dB，会盖住人声；已降到低 {kept:g} dB", asked=-level_db, kept=CLEAR_LU)
