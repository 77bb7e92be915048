"""Shapes are drawn where they are, and laid over a ground pixel by pixel."""

import numpy as np
import pytest

from fanxing.media.layer import Layer
from fanxing.media.look.draw import crop_to_ink, ink_in, lay_over, rasterise
from fanxing.media.look.typeset import Rect
from fanxing.model.geometry import Box, Size

PLANE = Rect(0, 0, 270, 480)

SHAPES = {
    "a frame": '<path d="M40,60 h150 v200 h-150 Z" fill="none" stroke="#123456" stroke-width="3"/>',
    "a hairline": '<path d="M10,77 h240" stroke="#000000" stroke-width="1"/>',
    "a row of one pixel": '<rect x="30" y="411" width="120" height="1" fill="#808080" opacity="0.1"/>',
    "something at every edge": '<rect x="0" y="0" width="270" height="480" fill="none" stroke="#ff0000"/>',
    "something small in each corner": '<circle cx="3" cy="3" r="2"/><circle cx="266" cy="476" r="2"/>',
}


@pytest.mark.parametrize("name", SHAPES)
def test_what_is_left_out_is_empty(name):
    size = Size(width=270, height=480)
    whole = rasterise(SHAPES[name], PLANE, size)
    (layer,) = ink_in(SHAPES[name], PLANE, size)
    expected, left, top = crop_to_ink(whole, 0, 0)
    assert (layer.x, layer.y) == (left, top)
    assert np.array_equal(layer.rgba, expected)


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("hidden", [(60, 80, 100, 160), (0, 0, 270, 100), (200, 0, 70, 480), (100, 400, 300, 300)])
def test_what_a_picture_will_hide_is_left_out(name, hidden):
    size = Size(width=270, height=480)
    x, y, width, height = hidden
    ground = np.full((480, 270, 3), 200, np.uint8)
    expected = lay_over(ground, Layer(rasterise(SHAPES[name], PLANE, size), 0, 0))
    made = ground
    for layer in ink_in(SHAPES[name], PLANE, size, Box(x=x, y=y, width=width, height=height)):
        made = lay_over(made, layer)
    assert np.array_equal(made[y : y + height, x : x + width], ground[y : y + height, x : x + width])
    expected[y : y + height, x : x + width] = 200
    assert np.array_equal(made, expected)


def test_a_larger_ground_has_the_same_shapes_in_the_same_places():
    size = Size(width=286, height=510)  # not quite of the plane's aspect
    whole = rasterise(SHAPES["a frame"], PLANE, size)
    (layer,) = ink_in(SHAPES["a frame"], PLANE, size)
    piece, x, y = layer.rgba, layer.x, layer.y
    there = whole[y : y + piece.shape[0], x : x + piece.shape[1]]
    assert np.abs(there.astype(int) - piece).max() <= 16  # the edge of a slanting line may round otherwise
    whole[y : y + piece.shape[0], x : x + piece.shape[1]] = 0
    assert not whole.any()


def test_no_shape_at_all_is_no_layer():
    assert ink_in("<g></g>", PLANE, Size(width=270, height=480)) == ()


@pytest.mark.parametrize("share", [0.01, 0.9])
@pytest.mark.parametrize("opacity", [1.0, 0.3])
def test_few_pixels_are_laid_over_as_many_are(share, opacity):
    chance = np.random.default_rng(3)
    ground = chance.integers(0, 256, (60, 80, 3), np.uint8)
    rgba = chance.integers(0, 256, (50, 50, 4), np.uint8)
    rgba[chance.random((50, 50)) > share, 3] = 0
    made = lay_over(ground, Layer(rgba, 20, -5), opacity)
    alpha = rgba[5:, :, 3:].astype(np.float32) / 255 * opacity
    expected = ground.copy()
    expected[:45, 20:70] = ground[:45, 20:70] * (1 - alpha) + rgba[5:, :, :3] * alpha + 0.5
    assert np.array_equal(made, expected)
