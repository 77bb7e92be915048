"""The second language is shared out at its words."""

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


def test_more_cues_than_words_leave_some_without():
    assert shared("Jade", [3.0, 3.0]) == ("Jade", None)
    assert shared("Jade", []) == ()


@given(st.text(alphabet="ab c,.", max_size=60), st.lists(st.floats(0, 16), max_size=8))
def test_all_words_are_there_in_order(text, weights):
    parts = shared(text, weights)
    assert len(parts) == len(weights)
    if weights:
        assert " ".join(part for part in parts if part) == " ".join(text.split())
