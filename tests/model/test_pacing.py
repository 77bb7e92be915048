"""Cuts at the breath, near the planned lengths."""

from hypothesis import given
from hypothesis import strategies as st

from fanxing.model.pacing import Breath, Pace, Wish, cuts

PACE = Pace(shortest=40, rate=30)


def test_a_cut_falls_on_the_breath_nearest_to_the_plan() -> None:
    breaths = [Breath(60, 0.0), Breath(140, 0.0), Breath(230, 0.0)]
    assert cuts(0, 300, [Wish(100), Wish(100)], breaths, PACE) == [140]


def test_a_breath_between_lines_is_worth_a_small_detour() -> None:
    breaths = [Breath(150, 2.5), Breath(165, 0.0)]
    assert cuts(0, 300, [Wish(100), Wish(100)], breaths, PACE) == [165]


def test_footage_is_not_cut_longer_than_it_is() -> None:
    breaths = [Breath(at, 0.0) for at in range(30, 300, 30)]
    assert cuts(0, 300, [Wish(150, longest=60), Wish(150)], breaths, PACE) == [60]


def test_without_breaths_the_time_is_shared_evenly() -> None:
    assert cuts(0, 300, [Wish(1), Wish(1), Wish(1)], [], PACE) == [100, 200]


@given(
    st.integers(1, 7),
    st.lists(st.tuples(st.integers(0, 900), st.floats(0, 5)), max_size=40),
    st.integers(60, 900),
)
def test_cuts_rise_inside_the_part_whatever_is_asked(count: int, breaths: list[tuple[int, float]], end: int) -> None:
    chosen = cuts(0, end, [Wish(50)] * count, [Breath(*one) for one in breaths], PACE)
    edges = [0, *chosen, end]
    assert len(chosen) == count - 1
    assert edges == sorted(set(edges))
