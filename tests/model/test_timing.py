"""Whole frames, exact rates, half-open ranges."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanxing.model.timing import (
    SAMPLE_RATE,
    FrameRange,
    frames_for_samples,
    frames_for_seconds,
    rate_from_text,
    rate_text,
    samples_for_frames,
    timecode,
)

NTSC = Fraction(30000, 1001)


@pytest.mark.parametrize("rate", [Fraction(30), Fraction(25), NTSC])
def test_whole_frames_survive_the_way_through_samples(rate: Fraction) -> None:
    wrong = [frames for frames in range(2000) if frames_for_samples(samples_for_frames(frames, rate), rate) != frames]
    assert wrong == []


@given(st.integers(0, 10_000_000))
def test_picture_never_ends_before_its_sound(samples: int) -> None:
    frames = frames_for_samples(samples)
    assert samples_for_frames(frames) >= samples
    assert samples_for_frames(frames) - samples < SAMPLE_RATE // 30


def test_seconds_that_people_write_become_the_nearest_frame() -> None:
    assert frames_for_seconds(0.1) == 3
    assert frames_for_seconds(1 / 3) == 10
    assert frames_for_seconds(2.5, NTSC) == 75


def test_the_out_point_is_the_first_frame_not_shown() -> None:
    first, second = FrameRange(start=0, duration=30), FrameRange(start=30, duration=1)
    assert first.end == second.start
    assert not first.meets(second)
    assert first.meets(FrameRange(start=29, duration=5))


def test_rates_are_written_as_fractions() -> None:
    assert rate_text(rate_from_text("30/1")) == "30/1"
    assert rate_from_text("30000/1001") == NTSC
    with pytest.raises(ValueError, match="above zero"):
        rate_from_text("0/1")


def test_timecodes_are_read_by_people() -> None:
    assert timecode(0) == "00:00:00"
    assert timecode(61 * 30 + 7) == "01:01:07"
