"""Fit -> confidence: how surely a line is heard where it was found."""

import numpy as np

from fanxing.media.speech.align.features import Floats
from fanxing.media.speech.align.fit import Fit

_SURE, _LOST = 0.055, 0.155
"""Cost above the best phone anywhere, as a share of what a phone at random costs. Measured on 1,100 lines: right ones
lie below 0.09 (0.11 in noise), wrong scripts above 0.11, most above 0.15: docs/decisions/0021."""
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
