"""Rough times from elsewhere (a recogniser, old subtitles): where to look first, never where a unit is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fanxing.media.speech.align.coarse import POOL, rough_graph
from fanxing.media.speech.align.ear import Ear
from fanxing.media.speech.align.features import FRAME_S
from fanxing.media.speech.align.path import Band, around

REACH_S = 3.0
"""How far from its hint a unit may be heard. Source: recognisers err by 0.1 to 0.3 s, and by a phrase now and then."""
_LEAST_SHARE = 0.4
"""Of units with a hint, below which the hints are not believed."""


@dataclass(frozen=True, slots=True)
class Hints:
    """When units are heard, roughly."""

    seconds: NDArray[np.float64]
    """(units of all lines,) when each begins; not a number where nobody knows."""

    @property
    def share(self) -> float:
        """Of the units that have a hint."""
        return float(np.isfinite(self.seconds).mean()) if len(self.seconds) else 0.0


def hinted(ear: Ear, hints: Hints) -> Band | None:
    """Give the columns of ``rough_graph`` near the hints; None where too few units have one."""
    if hints.share < _LEAST_SHARE or len(hints.seconds) != len(ear.reference.unit_line):
        return None
    known = np.flatnonzero(np.isfinite(hints.seconds))
    seconds = np.maximum.accumulate(hints.seconds[known])
    ways = rough_graph(ear)
    column_unit = np.where(ways.is_speech, ear.reference.phone_unit[ways.column_phone], -1)
    first_column = np.searchsorted(np.maximum.accumulate(column_unit), known)
    frames = len(ear.heard) // POOL
    ends = np.concatenate([[0], first_column, [len(ways) - 1]])
    times = np.concatenate([[0.0], seconds, [frames * POOL * FRAME_S]])
    path = np.interp(np.arange(frames) * POOL * FRAME_S, times, ends).astype(np.int64)
    return around(path, round(REACH_S / (POOL * FRAME_S)), len(ways))
