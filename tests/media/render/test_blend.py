"""Ways from one scene to the next: no blink, no two objects through each other, and a page that stays."""

import itertools

import numpy as np
import pytest

from fanxing.media.render.blend import crossfade, soak, veiled
from fanxing.media.render.planes import Planes
from fanxing.model.geometry import Size

SIZE = Size(width=270, height=480)
WAYS = {"inside a part": (crossfade, 12), "between parts": (soak, 20)}
PAGES = {"light page": 225, "dark page": 25}


def scene(page: int, window: tuple[slice, slice], stripes: int | None, light: tuple[int, int] = (60, 200)) -> Planes:
    """A page with a picture of stripes on it: across (0), or down (1)."""
    frame = Planes(SIZE)
    luma = frame.each[0]
    luma[:] = page
    luma[::2, ::2] += 4  # the page's grain
    if stripes is not None:
        rows, columns = np.mgrid[:480, :270]
        luma[window] = np.where((rows, columns)[stripes] // 8 % 2, *light)[window]
    return frame


def frames(leaving, coming, way, count):
    """Every frame of a transition, as luma."""
    for at in range(count):
        frame = Planes(SIZE)
        frame.copy(leaving)
        veiled(frame, coming, (at + 1) / (count + 1), way)
        yield frame.each[0].astype(float)


FIRST, SECOND = (slice(80, 240), slice(20, 250)), (slice(70, 260), slice(70, 200))


@pytest.mark.parametrize(("way", "count"), WAYS.values(), ids=WAYS.keys())
@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_the_light_of_a_frame_goes_straight_from_one_picture_to_the_next(page, way, count):
    leaving, coming = scene(page, FIRST, 0), scene(page, SECOND, 1)
    light = [one.mean() for one in (leaving.each[0], *frames(leaving, coming, way, count), coming.each[0])]
    low, high = sorted((light[0], light[-1]))
    assert min(light) > low - 2.5
    assert max(light) < high + 2.5  # a tenth of the light, twice, would be a flash (WCAG 2.2, 2.3.1): 22 levels


@pytest.mark.parametrize(("way", "count"), WAYS.values(), ids=WAYS.keys())
def test_the_outlines_of_one_are_gone_before_those_of_the_other_come(way, count):
    leaving, coming = scene(225, FIRST, 0), scene(225, SECOND, 1)
    places = [(slice(90, 230), slice(x, x + 10)) for x in range(80, 190, 10)]  # where both are; ink comes from the side

    def outlines(one):
        """In each place, those of the first picture and those of the second."""
        return np.array([[np.abs(np.diff(one[place], axis=axis)).mean() for axis in (0, 1)] for place in places])

    seen = np.array([outlines(one) for one in frames(leaving, coming, way, count)])
    assert seen[0, :, 0].min() > 5
    assert seen[-1, :, 1].min() > 5
    assert seen.min(axis=2).max() < 3.2  # the page's grain and no more


@pytest.mark.parametrize(("way", "count"), WAYS.values(), ids=WAYS.keys())
def test_the_page_around_both_stays(way, count):
    leaving, coming = scene(225, FIRST, 0), scene(225, SECOND, 1)
    below = slice(400, 480)
    for one in frames(leaving, coming, way, count):
        assert np.abs(one[below] - leaving.each[0][below]).max() <= 1


def test_what_does_not_change_is_not_veiled():
    still = scene(225, FIRST, 0)
    for before, after in itertools.pairwise(frames(still, still, crossfade, 12)):
        assert np.abs(after - before).max() <= 1
