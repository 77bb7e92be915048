"""The second language is shared out at its words."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanxing.media.captions.second import shared


def test_a_sentence_is_parted_at_its_marks_near_the_shares():
    text = "This white jade bowl, only 0.16 cm thick, is thinner than a coin."
    assert shared(text, [5.0, 9.0, 8.0]) == (
        "This white jade bowl,",
        "only 0.16 cm thick,",
        "is thinner than a coin.",
    )


@pytest.mark.parametrize("text", [None, "", "  "])
def test_nothing_is_shared_as_nothing(text):
    assert shared(text, [1.0, 2.0]) == (None, None)


@pytest.mark.parametrize(
    ("text", "weights"),
    [
        ("Jade", [3.0, 3.0]),
        ("Turned over, not one petal of its foot is missing.", [3.0, 12.0]),
        ("The exhibition opens on 18 May in the great hall", [5.0, 9.0]),
        ("No, it is made of jade and of gold.", [2.0, 9.0]),
    ],
)
def test_a_sentence_that_cannot_be_parted_well_stands_whole_on_every_cue(text, weights):
    assert shared(text, weights) == (text, text)


def test_no_cues_get_nothing():
    assert shared("Jade", []) == ()


def test_a_sentence_of_more_than_two_lines_is_parted_further_from_its_cues():
    text = "The end of it all is near, and nobody in the whole palace knows when the emperor will come back to it."
    assert shared(text, [8.0, 8.0]) == (text[:26], text[27:])


@given(st.text(alphabet="ab c,.", max_size=60), st.lists(st.floats(0, 16), max_size=8))
def test_all_words_are_there_in_order(text, weights):
    parts = shared(text, weights)
    assert len(parts) == len(weights)
    if weights:
        apart = [part for part, _ in itertools.groupby(part for part in parts if part)]
        assert " ".join(apart) == " ".join(text.split())
