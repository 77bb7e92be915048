"""Fit -> confidence: how surely a line is heard where it was found."""

import numpy as np

from fanxing.media.speech.align.features import Floats
from fanxing.media.speech.align.fit import Fit
from fanxing.media.speech.align.reference import Ints

_SURE, _LOST = 0.055, 0.155
"""Cost above the best phone anywhere, as a share of what a phone at random costs. Measured on 1,100 lines: right ones
lie below 0.09 (0.11 in noise), wrong scripts above 0.11, most above 0.15: docs/decisions/0022."""
_MUCH_FRAMES = 5000.0
_LITTLE = 0.35
"""A short recording bends further to any script: half of both shares at 6 seconds."""
HEARD = 0.15
"""Below this a line counts as not said."""


def confidences(judged: Fit) -> Floats:
    """Give each line's confidence, 0 to 1; 0 where it has no frames."""
    bend = min(1.0, max(1, int(judged.frames.sum())) / _MUCH_FRAMES) ** _LITTLE
    share = judged.line / max(1e-6, judged.wrong * bend)
    found = np.clip((_LOST - share) / (_LOST - _SURE), 0.0, 1.0)
    return np.where(judged.frames > 0, found, 0.0).astype(np.float32)


_EVEN, _UNEVEN = 0.6, 0.9
"""Spread of the logarithm of how much longer than the machine somebody speaks, unit by unit. Measured: of lines that
are said 0.28 in the middle, 0.45 at the 95th percentile; of lines found in songs and in other words 0.5 to 1.1."""
_LEAST_FACTOR = 0.25
"""An uneven line is doubted, not denied: in a hall one in fifty that are said is so."""
_SHORTEST_S = 0.01
_LEAST_UNITS = 4
_HALF = 0.5


def steadiness(seconds: Floats, expected: Floats, line: Ints, lines: int) -> Floats:
    """Judge how evenly each line is spoken: nobody rushes one character and holds the next for two seconds.

    Args:
        seconds: (units,) as heard; not a number where a unit is not.
        expected: (units,) as the machine takes.
        line: (units,) the line of each.
        lines: How many there are.

    Returns:
        (lines,) factors, 1 for steady speech and for lines too short to tell.
    """
    heard = np.isfinite(seconds)
    pace = np.log(np.maximum(seconds[heard], _SHORTEST_S) / np.maximum(expected[heard], _SHORTEST_S))
    own = line[heard]
    count = np.bincount(own, minlength=lines)
    mean = np.bincount(own, pace, minlength=lines) / np.maximum(count, 1)
    spread = np.sqrt(np.bincount(own, (pace - mean[own]) ** 2, minlength=lines) / np.maximum(count, 1))
    factor = np.clip((_UNEVEN - spread) / (_UNEVEN - _EVEN), _LEAST_FACTOR, 1.0)
    return np.where(count >= _LEAST_UNITS, factor, 1.0).astype(np.float32)


def together(sure: Floats) -> Floats:
    """Doubt the few lines that are heard where most are not: the script is likely another recording's."""
    share = float((sure >= HEARD).mean()) if len(sure) else 1.0
    return sure * np.float32(min(1.0, share / _HALF) ** 0.5)
