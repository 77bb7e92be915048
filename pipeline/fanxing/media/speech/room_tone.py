"""The room's own quiet, taken from a recording to fill its cuts: silence would be heard as a hole."""

import numpy as np
from numpy.typing import NDArray

from fanxing.model.timing import SAMPLE_RATE

_FRAME = SAMPLE_RATE // 100
_WANTED_FRAMES = 50
_LEAST_FRAMES = 8
_QUIET_PERCENTILE = 30


def room_tone(sound: NDArray[np.float32], busy: list[tuple[int, int]]) -> NDArray[np.float32]:
    """Take half a second, or less, of the quietest stretch outside of ``busy`` samples.

    Returns:
        Mono, 48 kHz; empty where somebody speaks all the time.
    """
    frames = len(sound) // _FRAME
    free = np.ones(frames, np.bool_)
    for start, end in busy:
        free[max(0, start // _FRAME) : -(-end // _FRAME)] = False
    if not free.any():
        return np.zeros(0, np.float32)
    level = np.array([float(np.square(sound[at * _FRAME : (at + 1) * _FRAME]).mean()) for at in np.flatnonzero(free)])
    quiet = np.zeros(frames, np.bool_)
    quiet[np.flatnonzero(free)] = level <= np.percentile(level, _QUIET_PERCENTILE) * 2 + 1e-12
    edges = np.flatnonzero(np.diff(np.concatenate([[False], quiet, [False]]).astype(np.int8)))
    runs = list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
    start, end = max(runs, key=lambda run: min(run[1] - run[0], _WANTED_FRAMES), default=(0, 0))
    if end - start < _LEAST_FRAMES:
        return np.zeros(0, np.float32)
    return np.array(sound[start * _FRAME : min(end, start + _WANTED_FRAMES) * _FRAME], np.float32)


def filled(tone: NDArray[np.float32], samples: int) -> NDArray[np.float32]:
    """Give ``samples`` of a tone, forward and backward in turn so that no seam clicks; silence where there is none."""
    if not len(tone) or samples <= 0:
        return np.zeros(max(0, samples), np.float32)
    turn = np.concatenate([tone, tone[::-1]])
    return np.tile(turn, -(-samples // len(turn)))[:samples]
