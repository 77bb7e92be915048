"""A script must fit better than its own characters in another order."""

import pytest

from fanxing.media.speech.align.shuffled import shuffles, trust

SCRIPT = ("正面看，它像一朵盛开的菊花。", "高 16.7 cm，jade bowl。")


def test_shuffles_hold_the_same_words_between_the_same_marks():
    for made in shuffles(SCRIPT):
        assert made != SCRIPT
        assert sorted("".join(made)) == sorted("".join(SCRIPT))
        assert [mark for line in made for mark in line if mark in "，。."] == ["，", "。", ".", "，", "。"]
        assert "jade" in "".join(made)


def test_shuffles_are_the_same_every_time():
    assert shuffles(SCRIPT) == shuffles(SCRIPT)


@pytest.mark.parametrize(
    ("own", "others", "trusted"),
    [(4.0, [4.2, 4.1], 1.0), (4.0, [4.2, 4.03], 0.0), (4.0, [3.9, 4.3], 0.0), (4.0, [4.05], 0.5), (4.0, [], 1.0)],
)
def test_a_script_is_trusted_by_how_much_better_it_fits_than_the_best_of_them(own, others, trusted):
    assert trust(own, others) == pytest.approx(trusted)
