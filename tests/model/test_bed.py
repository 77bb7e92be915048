"""Music is picked by mood, then by length."""

import pytest

from fanxing.model.bed import Candidate, choose

SHELF = [
    Candidate("music/宁静-古琴.ogg", 100),
    Candidate("music/宁静-箫.ogg", 300),
    Candidate("music/欢快-笛.ogg", 210),
    Candidate("music/b.ogg", 900, ("宁静", "Ambient")),
    Candidate("music/a.ogg", 900),
]


@pytest.mark.parametrize(
    ("mood", "samples", "path", "met"),
    [
        ("宁静", 200, "music/宁静-箫.ogg", True),
        ("宁静", 90, "music/宁静-古琴.ogg", True),
        ("宁静", 500, "music/b.ogg", True),
        ("宁静", 5000, "music/b.ogg", True),
        ("AMBIENT", 50, "music/b.ogg", True),
        ("欢快", 500, "music/欢快-笛.ogg", True),
        ("悲伤", 200, "music/欢快-笛.ogg", False),
        (None, 5000, "music/a.ogg", True),
        (None, 200, "music/欢快-笛.ogg", True),
    ],
)
def test_the_bed_fits_the_mood_and_then_the_length(mood, samples, path, met):
    chosen, was_met = choose(SHELF, mood, samples)
    assert (chosen.path, was_met) == (path, met)
    assert choose(SHELF[::-1], mood, samples)[0] == chosen


def test_without_music_there_is_none():
    assert choose([], None, 100) == (None, True)
    assert choose([], "宁静", 100) == (None, False)
