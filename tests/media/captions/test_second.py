"""The second language is shared out at its words."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanxing.media.captions import ass
from fanxing.media.captions.ass import break_line
from fanxing.media.captions.second import shared
from fanxing.media.english import breath
from fanxing.model.bilingual import CUE_LETTERS


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


LONG = """
In the forty-sixth year of the Qianlong reign the emperor had his poem
on the Hindustan jade bowl carved into the outer wall of this very bowl.

The craftsmen of Hindustan ground jade with water and sand
until it was nearly transparent before they were willing to stop.

This album of twelve leaves was painted by Hua Yan in 1745
when he was already sixty-three years old
and living in Yangzhou with many friends and patrons around him for years.

One cue alone shows all of what nobody shortened, although it is much too long for it, and says so.
"""
CUES = [[5, 13, 8], [10, 12], [9, 7, 9], [6]]


@pytest.mark.parametrize(("parted", "weights"), list(zip(LONG.split("\n\n"), CUES, strict=True)))
def test_a_sentence_that_no_cue_shows_whole_is_parted_at_its_phrases(parted, weights):
    wanted = parted.strip().splitlines()
    parts = shared(" ".join(wanted), weights)
    assert [part for part, _ in itertools.groupby(parts)] == wanted
    assert len(weights) == 1 or all(len(part) <= CUE_LETTERS for part in wanted)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Jade, thin as paper", ("Jade, thin as paper",)),
        (
            "In the forty-sixth year of the Qianlong reign the emperor",
            ("In the forty-sixth year", "of the Qianlong reign the emperor"),
        ),
        (
            "The craftsmen of Hindustan ground jade with water and sand",
            ("The craftsmen of Hindustan", "ground jade with water and sand"),
        ),
        ("a" * 40, ("a" * 40,)),
        (
            "One cue alone shows all of what nobody shortened, although it is much too long for it, and says so here.",
            (
                "One cue alone shows all of what nobody",
                "shortened, although it is much too",
                "long for it, and says so here.",
            ),
        ),
    ],
)
def test_a_line_is_broken_in_two_where_no_phrase_is_cut(text, lines):
    assert break_line(text, 34) == lines


def test_long_sentences_over_many_cues_are_parted_in_the_end():
    """With every way held against every other, 200 words over 40 cues took half a minute; 350 over 150 took hours."""
    text = " ".join(f"bowl {number} of jade stands behind glass," for number in range(50))
    parts = [part for part, _ in itertools.groupby(shared(text, [5.0] * 150))]
    assert " ".join(parts) == text
    assert all(len(part) <= CUE_LETTERS for part in parts)


@pytest.mark.parametrize(("word", "longest"), [("w", 6), ("w", 42), ("jade", 34), ("w" * 300, 34)])
def test_a_line_of_very_many_words_is_broken_with_few_looks_at_each(word, longest, monkeypatch):
    looked = itertools.count()
    monkeypatch.setattr(ass, "breath", lambda before, after: next(looked) * 0 or breath(before, after))
    words = [word] * 9000
    lines = break_line(" ".join(words), longest)
    assert " ".join(lines).split(" ") == words
    assert all(len(line) <= max(len(word), longest * 1.5) for line in lines)
    assert next(looked) < 4 * len(words)


@given(st.text(alphabet="ab c,.", max_size=60), st.lists(st.floats(0, 16), max_size=8))
def test_all_words_are_there_in_order(text, weights):
    parts = shared(text, weights)
    assert len(parts) == len(weights)
    if weights:
        apart = [part for part, _ in itertools.groupby(part for part in parts if part)]
        assert " ".join(apart) == " ".join(text.split())
