"""The words of a subtitle that have been said have a colour of their own."""

import numpy as np
import pytest

from fanxing.media.look.design import Design
from fanxing.model.geometry import SafeArea
from fanxing.model.subtitle import Reading

SAFE = SafeArea(top=240, bottom=480, left=60, right=60)
WORDS = "一棵老松 虬枝盘曲"


@pytest.mark.parametrize("template", ["ink", "bronze", "porcelain", "plain"])
def test_words_that_were_said_change_their_colour_and_nothing_moves(template):
    design = Design.load(template, "9:16", SAFE)
    plain, said = design.cue(WORDS), design.cue(WORDS, said=4)
    assert [(one.x, one.y, one.rgba.shape) for one in plain] == [(one.x, one.y, one.rgba.shape) for one in said]
    columns = np.flatnonzero((plain[-1].rgba != said[-1].rgba).any(axis=(0, 2)))
    assert len(columns) > 50
    assert columns.max() < 0.6 * plain[-1].rgba.shape[1]


def test_nothing_said_is_the_subtitle_itself_and_all_said_has_no_other_colour_left():
    design = Design.load("bronze", "9:16", SAFE)
    assert np.array_equal(design.cue(WORDS)[-1].rgba, design.cue(WORDS, said=0)[-1].rgba)
    more = design.cue(WORDS, said=99)[-1].rgba
    assert np.array_equal(more, design.cue(WORDS, said=len(WORDS))[-1].rgba)
    bright = (more[..., :3].min(axis=2) > 250) & (more[..., 3] == 255)
    assert not bright.any()


def test_readings_stand_over_words_that_light_up():
    design = Design.load("ink", "9:16", SAFE)
    reading = (Reading(at=5, length=1, pinyin="qiú"),)
    plain, said = design.cue(WORDS, None, reading), design.cue(WORDS, None, reading, 6)
    assert [one.rgba.shape for one in plain] == [one.rgba.shape for one in said]
    assert (plain[-1].rgba != said[-1].rgba).any()
