"""Cuts at the breath, near the planned lengths."""

import itertools
from random import Random

import pytest
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


def test_a_long_part_is_cut_as_one_that_tries_every_way() -> None:
    random = Random(3)
    for _ in range(40):
        wishes = [Wish(random.randint(20, 300), random.choice([None, 90])) for _ in range(random.randint(2, 4))]
        breaths = [Breath(random.randint(1, 899), random.choice([0.0, 0.5, 4.0])) for _ in range(9)]
        pace = Pace(random.randint(1, 90), 30)
        frames = sorted({one.frame for one in breaths})
        every = itertools.combinations(frames, len(wishes) - 1)
        least = min(_cost(list(one), wishes, breaths, pace, 900) for one in every)
        assert _cost(cuts(0, 900, wishes, breaths, pace), wishes, breaths, pace, 900) == pytest.approx(least)


def _cost(chosen: list[int], wishes: list[Wish], breaths: list[Breath], pace: Pace, end: int) -> float:
    cheapest = {one.frame: min(each.cost for each in breaths if each.frame == one.frame) for one in breaths}
    scale = end / sum(wish.length for wish in wishes)
    total = sum(cheapest[frame] for frame in chosen)
    for first, after, wish in zip([0, *chosen], [*chosen, end], wishes, strict=True):
        length = after - first
        total += ((length - wish.length * scale) / pace.rate) ** 2
        if length < pace.shortest:
            total += 6.0 + 20.0 * (pace.shortest - length) / pace.rate
        if wish.longest is not None and length > wish.longest:
            total += 100.0 + (length - wish.longest)
    return total
