"""What is a stutter, and what only looks like one in the figures."""

import numpy as np
import pytest

from fanxing.media.measure.seen import repeats

CALM = [1.4] * 12
PACES = {
    "a frame repeats in a steady move": ([2.0] * 12 + [0.02] + [2.1] * 12, [12]),
    "a frame repeats in a move that slows down": ([4.0] * 12 + [0.02] + [2.1] * 12, [12]),
    "a crossfade ends in a slow push": ([12.5] * 12 + [39.6, 2.5, 0.02, 1.8, 0.8, *CALM], []),
    "a move comes to rest": ([2.0] * 12 + [0.4, 0.1, 0.02] + [0.0] * 12, []),
}
"""Moved so much from frame to frame -> which repeat."""


@pytest.mark.parametrize(("moved", "found"), PACES.values(), ids=PACES.keys())
def test_a_stutter_is_a_frame_that_repeats_while_the_pace_is_kept(moved, found):
    assert repeats(np.array(moved)) == found
