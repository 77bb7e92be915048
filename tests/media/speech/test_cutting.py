"""A recording is cut into takes that can be laid end to end: no click, no hole, no words lost."""

import numpy as np
import pytest
from recordings import ADLIB, SCRIPT, SECOND, told

from fanxing.media.speech.align import align
from fanxing.media.speech.cutting import cut_lines
from fanxing.media.speech.room_tone import filled, room_tone

FRAME = SECOND // 30


def _takes(sound, script, **choices):
    return cut_lines(sound, align(sound, script), **choices)


@pytest.fixture(scope="module")
def whole():
    """Five lines with long pauses, the sound and its cuts."""
    sound, spans = told(*SCRIPT, pause=0.9)
    return sound, spans, _takes(sound, SCRIPT)


@pytest.mark.slow
def test_each_take_is_a_whole_number_of_frames(whole):
    assert all(len(cut.sound) % FRAME == 0 for cut in whole[2])


@pytest.mark.slow
def test_takes_begin_and_end_without_a_click(whole):
    for cut in whole[2]:
        assert cut.sound[0] == cut.sound[-1] == 0
        assert np.abs(np.diff(cut.sound[:480])).max() < 0.02
        assert np.abs(np.diff(cut.sound[-480:])).max() < 0.02


def test_no_word_is_lost_and_none_is_told_twice(whole):
    _, spans, cuts = whole
    for cut, (start, end) in zip(cuts, spans, strict=True):
        first, last = cut.spans[0][0], cut.spans[-1][1]
        assert first > 0.08 * SECOND
        assert last < len(cut.sound)
        assert last - first == pytest.approx((end - start) * SECOND, abs=0.25 * SECOND)


def test_takes_laid_end_to_end_keep_the_guides_own_pauses(whole):
    _, spans, cuts = whole
    told_seconds = spans[-1][1] - spans[0][0]
    laid = sum(len(cut.sound) for cut in cuts) / SECOND
    assert laid == pytest.approx(told_seconds, abs=0.8)


@pytest.mark.slow
def test_tightened_pauses_are_short_and_all_words_stay():
    sound, _ = told(*SCRIPT[:3], pause=1.5)
    loose, tight = _takes(sound, SCRIPT[:3]), _takes(sound, SCRIPT[:3], tighten=True)
    assert sum(len(cut.sound) for cut in tight) < sum(len(cut.sound) for cut in loose) - 1.5 * SECOND
    for cut in tight:
        assert len(cut.sound) - cut.spans[-1][1] < 0.45 * SECOND
        gaps = [right[0] - left[1] for left, right in zip(cut.spans, cut.spans[1:], strict=False)]
        assert max(gaps) <= 0.46 * SECOND


@pytest.mark.slow
def test_what_is_not_in_the_script_is_cut_away():
    sound, spans = told(SCRIPT[0], ADLIB, SCRIPT[1])
    cuts = _takes(sound, SCRIPT[:2])
    assert sum(len(cut.sound) for cut in cuts) < len(sound) - (spans[1][1] - spans[1][0]) * SECOND


@pytest.mark.slow
def test_a_line_that_was_not_told_has_no_take():
    sound, _ = told(SCRIPT[0], SCRIPT[1], SCRIPT[3])
    assert [cut is None for cut in _takes(sound, SCRIPT[:4])] == [False, False, True, False]


def test_room_tone_is_the_rooms_own_and_has_no_seam():
    sound, spans = told(*SCRIPT[:2], noise=0.003)
    tone = room_tone(sound, [(round(a * SECOND), round(b * SECOND)) for a, b in spans])
    long = filled(tone, 3 * SECOND)
    assert len(long) == 3 * SECOND
    assert np.std(long) == pytest.approx(0.003, rel=0.3)
    assert np.abs(np.diff(long)).max() < 0.03


def test_without_a_quiet_moment_cuts_are_filled_with_silence():
    assert not len(room_tone(np.ones(SECOND, np.float32), [(0, SECOND)]))
    assert np.array_equal(filled(np.zeros(0, np.float32), 5), np.zeros(5, np.float32))
