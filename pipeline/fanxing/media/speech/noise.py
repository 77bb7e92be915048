"""The steady noise of a room taken off a recording, gently: fans, air conditioning, a microphone's own hiss."""

import numpy as np

from fanxing.media.sound.graph import filtered
from fanxing.media.speech.room_tone import filled
from fanxing.media.wav import Sound
from fanxing.model.timing import SAMPLE_RATE

REDUCTION_DB = 12
"""Noise is turned down by this much at most. Measured on hiss from 4 to 30 dB below a voice: the voice then stands 6 to
9 dB further above it, and of a voice in a quiet room nothing is lost (0.01 dB)."""

_LEARN_S = 1.0
_DELAY = 1_200
"""Samples by which ffmpeg's afftdn holds sound of 48 kHz back. Measured."""
_LEAST_ROOM = SAMPLE_RATE // 20
_LOWEST_DB, _HIGHEST_DB = -80.0, -20.0
"""Noise floors that afftdn knows."""


def without_noise(sound: Sound, room: Sound) -> Sound:
    """Turn down what sounds like the room, where it sounds: ffmpeg's afftdn, which learns the noise first.

    Args:
        sound: Mono, 48 kHz.
        room: A stretch of the same recording in which nobody speaks; with less than 0.05 s nothing is done.

    Returns:
        As long as before, and not moved in time.
    """
    if len(room) < _LEAST_ROOM or not len(sound):
        return sound
    lead = filled(room, round(_LEARN_S * SAMPLE_RATE))
    whole = np.concatenate([lead, sound, np.zeros(_DELAY, np.float32)]).astype(np.float32)
    learn = f"c='0.0 afftdn sn start;{_LEARN_S - 0.1} afftdn sn stop'"
    level = 10 * np.log10(float(np.square(room, dtype=np.float64).mean()) + 1e-12)
    floor = min(max(level, _LOWEST_DB), _HIGHEST_DB)
    made = filtered(whole, ("asendcmd", learn), ("afftdn", f"nr={REDUCTION_DB}:nf={floor:.1f}"))
    return made[len(lead) + _DELAY :]
