"""How far a move has come: lengths that are shared, and ends that are calm."""

import itertools

import pytest

from fanxing.media.render.pace import done, paced, settling
from fanxing.media.render.path import ease


@pytest.mark.parametrize("frames", range(1, 700))
def test_a_move_is_as_long_as_its_shot_or_a_quarter_longer_at_most(frames):
    assert frames <= paced(frames) <= max(4, frames * 1.25)
    assert paced(paced(frames)) == paced(frames)


@pytest.mark.parametrize("frames", [12, 31, 60, 97, 128, 129, 150, 300, 601])
def test_a_move_begins_and_ends_at_rest_and_never_jerks(frames):
    length, settles = paced(frames), settling(frames)
    ways = [ease(done(age, length, settles)) for age in range(frames)]
    steps = [after - before for before, after in itertools.pairwise(ways)]
    assert ways[0] == 0.0
    assert 0.75 <= ways[-1] <= 1.0
    assert min(steps) >= 0.0
    assert steps[0] < 0.25 * max(steps)
    assert steps[-1] < 0.25 * max(steps)
    assert max(abs(after - before) for before, after in itertools.pairwise(steps)) <= max(steps) / 3 + 0.4 / frames


@pytest.mark.parametrize("frames", [60, 128, 150])
def test_time_is_the_same_until_a_move_comes_to_rest(frames):
    length, settles = paced(frames), settling(frames)
    assert all(done(age, length, settles) == done(age, length, None) for age in range(settles + 1))
    assert done(settles + 1, length, settles) == pytest.approx(done(settles + 1, length, None), abs=1e-3)
