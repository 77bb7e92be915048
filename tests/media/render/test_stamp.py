"""Type is blended as its alpha says, comes and goes calmly, and lies still in between."""

import numpy as np
import pytest

from fanxing.media.layer import Layer
from fanxing.media.render.planes import Planes, from_rgb
from fanxing.media.render.stamp import SETTLED, Timing, stamp
from fanxing.model.geometry import Size

SIZE = Size(width=96, height=64)
LONG = 1000


def ground() -> np.ndarray:
    y, x = np.mgrid[0:64, 0:96]
    return np.stack([60 + x, 90 + y, 200 - x], axis=2).astype(np.uint8)


def layer(x: int, y: int, **when) -> Layer:
    rgba = np.zeros((23, 31, 4), np.uint8)
    rgba[2:20, 3:29, :3] = (220, 180, 40)
    rgba[2:20, 3:29, 3] = np.linspace(0, 255, 26).astype(np.uint8)
    return Layer(rgba, x, y, **when)


def blended(one: Layer, opacity: float = 1.0) -> np.ndarray:
    """What the layer gives over the ground, in RGB and float."""
    out = ground().astype(np.float32)
    height, width = one.rgba.shape[:2]
    region = out[one.y : one.y + height, one.x : one.x + width]
    piece = one.rgba[: region.shape[0], : region.shape[1]].astype(np.float32)
    alpha = piece[..., 3:] / 255 * opacity
    region[:] = region * (1 - alpha) + piece[..., :3] * alpha
    return out


@pytest.mark.parametrize("place", [(10, 8), (11, 8), (10, 9), (33, 21), (80, 50)], ids=str)
def test_a_layer_is_blended_as_in_rgb_wherever_it_lies(place):
    one = layer(*place, fade=0)
    made = stamp(one, 1.0)
    assert made is not None
    frame = from_rgb(ground())
    made.lay(frame, SETTLED, LONG)
    wanted = from_rgb(blended(one))
    for drawn, right in zip(frame.each, wanted.each, strict=True):
        assert np.abs(drawn.astype(int) - right.astype(int)).max() <= 2


def test_a_layer_touches_nothing_outside_itself():
    frame, before = from_rgb(ground()), from_rgb(ground())
    made = stamp(layer(33, 21, fade=0), 1.0)
    assert made is not None
    made.lay(frame, SETTLED, LONG)
    changed = np.argwhere(frame.each[0] != before.each[0])
    assert changed.min(axis=0).tolist() >= [23, 36]
    assert (changed.max(axis=0) < [41, 62]).all()


def test_a_half_seen_layer_is_half_blended():
    one = layer(10, 8, fade=9)
    made = stamp(one, 1.0)
    assert made is not None
    frame = from_rgb(ground())
    made.lay(frame, 4, LONG)
    opacity = made.timing.opacity(4, LONG)
    assert 0.4 < opacity < 0.7
    assert np.abs(frame.each[0].astype(int) - from_rgb(blended(one, opacity)).each[0]).max() <= 2


TIMES = {  # enter, fade, age, left -> opacity
    "before it enters": (5, 4, 4, LONG, 0.0),
    "its first frame shows it": (5, 4, 5, LONG, 0.15625),
    "when it has come": (5, 4, 8, LONG, 1.0),
    "in between": (5, 4, 60, LONG, 1.0),
    "on its last frame": (5, 4, 60, 1, 0.15625),
    "after its end": (5, 4, 60, 0, 0.0),
    "at once": (0, 0, 0, LONG, 1.0),
    "gone at once": (0, 0, 30, 1, 1.0),
}


@pytest.mark.parametrize(("enter", "fade", "age", "left", "opacity"), TIMES.values(), ids=TIMES.keys())
def test_layers_come_and_go(enter, fade, age, left, opacity):
    assert Timing(enter, fade, 0.0).opacity(age, left) == pytest.approx(opacity)


def test_a_rising_layer_comes_to_rest_in_its_place():
    timing = Timing(0, 9, 24.0)
    lifts = [timing.lift(age) for age in range(12)]
    assert lifts == sorted(lifts, reverse=True)
    assert lifts[0] < 24
    assert lifts[8:] == [0.0] * 4
    made = stamp(layer(10, 8, fade=9, rise=20), 1.0)
    assert made is not None
    low, still = from_rgb(ground()), from_rgb(ground())
    made.lay(low, 1, LONG)
    made.lay(still, SETTLED, LONG)
    before = from_rgb(ground()).each[0].astype(int)
    rows = [np.argwhere(np.abs(frame.each[0] - before).sum(axis=1)).mean() for frame in (low, still)]
    assert rows[0] > rows[1] + 5


def test_a_draft_gets_its_type_at_half_size_in_the_same_place():
    rgba = np.zeros((40, 60, 4), np.uint8)
    rgba[:] = (250, 250, 250, 255)
    made = stamp(Layer(rgba, 22, 14, fade=0), 0.5)
    assert made is not None
    frame = Planes(SIZE)
    frame.buffer[:] = 16
    made.lay(frame, SETTLED, LONG)
    lit = np.argwhere(frame.each[0] > 120)
    assert lit.min(axis=0).tolist() == [7, 11]
    assert (lit.max(axis=0) + 1).tolist() == [27, 41]


def test_an_empty_layer_is_no_stamp():
    assert stamp(Layer(np.zeros((10, 10, 4), np.uint8), 0, 0), 1.0) is None
