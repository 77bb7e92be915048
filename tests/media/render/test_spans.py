"""Where films are cut: every frame once, no span too long, and a change moves no cut of another shot."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanxing.media.render.spans import LONGEST, SHORTEST, cut_spans

FILMS = {
    "one short shot": ((40, [], []), ((0, 40),)),
    "a long shot is parted evenly": ((150, [], []), ((0, 50), (50, 100), (100, 150))),
    "a cue in the middle": ((90, [], [30, 60]), ((0, 30), (30, 60), (60, 90))),
    "a transition goes with the shot that comes": ((100, [45], [55]), ((0, 45), (45, 100))),
    "a cue that starts at once joins": ((50, [], [4]), ((0, 50),)),
    "a gap between cues joins its shorter neighbour": ((100, [], [40, 46, 70]), ((0, 40), (40, 70), (70, 100))),
    "shots too short join": ((60, [8, 16], []), ((0, 16), (16, 60))),
    "changes outside are not heard": ((40, [40, 90], [0, 40, 70]), ((0, 40),)),
}


@pytest.mark.parametrize(("film", "spans"), FILMS.values(), ids=FILMS.keys())
def test_films_are_cut(film, spans):
    assert cut_spans(*film) == spans


changes = st.lists(st.integers(0, 700), max_size=30)


@given(st.integers(1, 700), changes, changes)
def test_every_frame_lies_in_one_span_and_none_is_too_long(duration, anchors, inside):
    spans = cut_spans(duration, anchors, inside)
    assert spans[0][0] == 0
    assert spans[-1][1] == duration
    assert all(before[1] == after[0] for before, after in itertools.pairwise(spans))
    assert all(0 < end - start <= LONGEST for start, end in spans)


@given(st.integers(SHORTEST, 700), changes, changes)
def test_no_span_is_too_short(duration, anchors, inside):
    assert all(end - start >= SHORTEST for start, end in cut_spans(duration, anchors, inside))


@given(st.lists(st.integers(20, 120), min_size=2, max_size=6), st.integers(1, 40), changes)
def test_a_longer_first_shot_leaves_the_cuts_of_the_others(shots, longer, inside):
    anchors = [sum(shots[: at + 1]) for at in range(len(shots))]
    within = [at for at in inside if anchors[0] < at < anchors[-1]]
    before = cut_spans(anchors[-1], anchors, within)
    after = cut_spans(anchors[-1] + longer, [at + longer for at in anchors], [at + longer for at in within])
    kept = {(start + longer, end + longer) for start, end in before if start >= anchors[0]}
    assert kept <= set(after)
