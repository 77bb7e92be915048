"""Cues lie on the frame grid, can be read, never overlap and never flicker."""

import itertools
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from fanxing.media.captions.moments import Said, moments

RATE = Fraction(30)


def seen(*said, duration=None):
    made = moments([Said(Fraction(str(a)) * 30, Fraction(str(b)) * 30, w) for a, b, w in said], RATE, duration)
    return [(one.start, one.end) for one in made]


def test_a_cue_begins_with_its_first_word_and_outlasts_its_last():
    assert seen((1.0, 2.5, 6.0)) == [(30, 75 + 7)]


def test_a_short_cue_is_shown_long_enough_to_be_read():
    assert seen((1.0, 1.2, 2.0)) == [(30, 30 + 27)]
    assert seen((1.0, 1.5, 14.0)) == [(30, 30 + 47)]


def test_a_small_gap_is_closed_and_a_pause_is_not():
    assert seen((0.0, 2.0, 4.0), (2.5, 4.0, 4.0))[0] == (0, 75)
    assert seen((0.0, 2.0, 4.0), (3.0, 4.0, 4.0))[0] == (0, 68)


def test_a_cue_that_would_be_cut_short_comes_a_little_early():
    first, second, third = seen((0.0, 1.0, 4.0), (3.0, 3.3, 6.0), (3.4, 5.0, 6.0))
    assert second[0] == 90 - 8
    assert second[1] == third[0]
    assert first[1] < second[0]


def test_a_cue_never_outstays_its_limit():
    assert seen((0.0, 0.5, 14.0), (30.0, 31.0, 4.0))[0][1] <= 180


def test_what_is_said_in_the_film_is_shown_in_the_film():
    assert seen((9.9, 10.0, 4.0), (9.95, 10.0, 4.0), (9.99, 10.0, 4.0), duration=300) == [
        (289, 298),
        (298, 299),
        (299, 300),
    ]


TIMES = st.lists(
    st.tuples(st.floats(0, 60, allow_nan=False), st.floats(0, 9), st.floats(0.5, 16)), min_size=1, max_size=30
)


@given(TIMES, st.sampled_from([Fraction(30), Fraction(25), Fraction(30000, 1001)]))
def test_cues_are_in_order_and_never_overlap_nor_flicker(times, rate):
    said = [Said(Fraction(at) * rate, Fraction(at + long) * rate, wide) for at, long, wide in times]
    made = moments(said, rate)
    assert all(one.start >= 0 and one.duration >= 1 for one in made)
    for one, after in itertools.pairwise(made):
        assert one.end <= after.start
        assert after.start - one.end != 1
