"""English sentences stand beside Chinese ones, whole."""

import pytest

from fanxing.model.bilingual import counts, english_sentences, paired

SAY = "正面看，它像一朵盛开的菊花。\n翻过来，底足的花瓣一瓣也没有少。"


def test_sentences_end_at_full_stops_not_at_abbreviations():
    text = 'It is c. 1745, by Dr. Wu of St. Gallen. "No!" he said. It is 3.5 cm high. A. B. Smith sold it.'
    assert english_sentences(text) == (
        "It is c. 1745, by Dr. Wu of St. Gallen.",
        '"No!" he said.',
        "It is 3.5 cm high.",
        "A. B. Smith sold it.",
    )


@pytest.mark.parametrize(
    ("say", "english", "beside"),
    [
        (SAY, "A flower.\nNo petal is missing.", ("A flower.", "No petal is missing.")),
        (SAY, "A flower. No petal is missing.", ("A flower.", "No petal is missing.")),
        ("松。人。\n水。", "A pine. A man.\nAnd water.", ("A pine.", "A man.", "And water.")),
        (SAY, "A flower; no petal is missing.", ("A flower; no petal is missing.",) * 2),
        (
            "松。\n" + SAY,
            "A pine. A flower of which no petal is missing.",
            ("A pine.", *["A flower of which no petal is missing."] * 2),
        ),
        ("一棵老松。", "A pine. It is old.", ("A pine. It is old.",)),
        (SAY, " ", (None, None)),
        (SAY, None, (None, None)),
    ],
)
def test_no_english_sentence_is_torn(say, english, beside):
    assert paired(say, english) == beside


def test_sentences_are_counted_as_they_are_paired():
    assert counts(SAY, "One flower.") == (2, 1)
    assert counts(SAY, "One. Flower.\nNo petal.") == (2, 2)
    assert counts(SAY, "One flower. No petal.") == (2, 2)
