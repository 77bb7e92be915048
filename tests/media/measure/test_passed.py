"""Which frames of a film stand in its report."""

import pytest

from fanxing.media.measure.ours import transitions
from fanxing.media.measure.passed import thumbnails_at
from fanxing.model.timeline import AiNotice, Clip, Timeline, Transition

EVEN = (10, 30, 50, 70, 90, 110, 130, 150)
REPORTS = {
    "nothing changes": ((), (), EVEN),
    "a transition": ((), [(65, 77)], (10, 30, 50, 64, 90, 110, 130, 150)),
    "the middle of a group is in one": ([(60, 80)], [(68, 80)], (10, 30, 50, 67, 90, 110, 130, 150)),
    "one that opens the film": ((), [(0, 12)], EVEN),
    "one so long that two would be one": ((), [(65, 100)], (10, 30, 50, 64, 90, 110, 130, 150)),
}


@pytest.mark.parametrize(("groups", "restless", "frames"), REPORTS.values(), ids=REPORTS.keys())
def test_the_reports_pictures_are_taken_clear_of_transitions(groups, restless, frames):
    assert thumbnails_at(160, groups, restless) == frames


def test_a_films_transitions_lie_about_its_cuts():
    clip, fade = (
        Clip(shot="a", part="a", view="whole", move="hold", duration=50),
        Transition(style="part", in_offset=10, out_offset=10),
    )
    picture = (clip, fade, clip, clip)
    timeline = Timeline(rate=30, duration=150, picture=picture, graphics=(), voice=(), notice=AiNotice(synthetic=False))
    assert transitions(timeline) == ((40, 60),)
