"""Covers: whole objects, large titles, contrast that is measured."""

import io

import cv2
import numpy as np
import pytest
from PIL import Image

from fanxing.media.aigc import from_xmp
from fanxing.media.layer import Pixels
from fanxing.media.look.contrast import LEAST, between, worst_contrast
from fanxing.media.look.cover import CANVASES, Art, compose, typed
from fanxing.media.look.covers import ALWAYS, jpeg, orders
from fanxing.media.look.subject import fill_zone, subject_of
from fanxing.media.look.template import load_template
from fanxing.model.cover import CoverRatio
from fanxing.model.errors import Refused
from fanxing.model.geometry import Box, FocusBox, Size
from fanxing.model.platform import CoverWish, PlatformProfile
from fanxing.model.story import Wants


def studio(width: int = 900, height: int = 700) -> Pixels:
    """A red disc before a studio's grey that runs from dark to light."""
    ramp = np.linspace(90, 200, height, dtype=np.float32)[:, None, None]
    picture = np.repeat(np.repeat(ramp, width, axis=1), 3, axis=2).astype(np.uint8)
    cv2.circle(picture, (width // 2, height // 2), height // 4, (190, 30, 30), -1)
    return np.ascontiguousarray(picture)


def room(width: int = 900, height: int = 700) -> Pixels:
    """A picture without an even ground."""
    cells = np.random.default_rng(3).integers(0, 256, (height // 20 + 1, width // 20 + 1, 3), np.uint8)
    return np.ascontiguousarray(cells.repeat(20, axis=0).repeat(20, axis=1)[:height, :width])


def red(picture: Pixels) -> Box:
    mask = (picture[:, :, 0].astype(int) - picture[:, :, 1] > 100).astype(np.uint8)
    rows, columns = mask.any(axis=1).nonzero()[0], mask.any(axis=0).nonzero()[0]
    x, y = int(columns[0]), int(rows[0])
    return Box(x=x, y=y, width=int(columns[-1]) + 1 - x, height=int(rows[-1]) + 1 - y)


def test_an_object_before_an_even_ground_is_found() -> None:
    found = subject_of(studio())
    assert found.even_ground
    assert abs(found.box.width - 350) < 12
    assert abs(found.box.height - 350) < 12


def test_a_picture_of_a_room_is_one_whole_and_its_focus_the_subject() -> None:
    assert subject_of(room()).box == Box(x=0, y=0, width=900, height=700)
    assert subject_of(room(), FocusBox(x=0.5, y=0.5, width=0.2, height=0.1)).box == Box(
        x=450, y=350, width=180, height=70
    )


@pytest.mark.parametrize(
    "zone", [Size(width=1080, height=400), Size(width=300, height=1000), Size(width=500, height=500)]
)
def test_an_object_stays_whole_in_any_zone(zone: Size) -> None:
    filled = fill_zone(studio(), zone, subject_of(studio()))
    assert filled is not None
    seen = red(filled)
    assert abs(seen.width / seen.height - 1.0) < 0.04
    assert seen.x > 0
    assert seen.y > 0
    assert seen.right < zone.width
    assert seen.bottom < zone.height


def test_a_whole_picture_that_would_be_cut_does_not_fill() -> None:
    assert fill_zone(room(), Size(width=300, height=900), subject_of(room())) is None


@pytest.mark.slow
@pytest.mark.parametrize("ratio", CANVASES)
@pytest.mark.parametrize("template", ["ink", "bronze", "porcelain", "plain"])
def test_a_cover_shows_the_object_whole_beneath_no_word(template: str, ratio: CoverRatio) -> None:
    made = compose(load_template(template), ratio, Art("一册看尽文人清梦", "克利夫兰 · 诗意册", studio()))
    seen = red(made.pixels[:, :, :]) if template != "ink" else red(_without_seal(made.pixels))
    assert abs(seen.width / seen.height - 1.0) < 0.06  # a disc that is whole and covered by nothing
    assert made.contrast >= LEAST
    assert made.notes == ()


def _without_seal(picture: Pixels) -> Pixels:
    """The largest red thing alone: ink has a seal and a rule of its own red."""
    mask = (picture[:, :, 0].astype(int) - picture[:, :, 1] > 100).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask)
    largest = 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))
    return np.ascontiguousarray(picture * (labels == largest)[:, :, None].astype(np.uint8))


@pytest.mark.slow
@pytest.mark.parametrize(
    "picture", [room(), np.full((600, 800, 3), 10, np.uint8), np.full((600, 800, 3), 250, np.uint8)]
)
def test_a_title_stands_out_from_any_picture(picture: Pixels) -> None:
    art = Art("青铜小猫的三千年", "大都会", picture, FocusBox(x=0.2, y=0.2, width=0.4, height=0.4))
    for template in ("ink", "bronze"):
        assert compose(load_template(template), "3:4", art).contrast >= LEAST


@pytest.mark.parametrize("ratio", ["3:4", "16:9"])
def test_a_title_is_read_at_two_hundred_pixels(ratio: CoverRatio) -> None:
    made = compose(load_template("ink"), ratio, Art("一册看尽文人清梦", "克利夫兰", None))
    small = cv2.resize(
        made.pixels, (200, round(200 * made.pixels.shape[0] / made.pixels.shape[1])), interpolation=cv2.INTER_AREA
    )
    dark = small.min(axis=2) < 110  # strokes that are still ink, not grey
    assert dark.sum() > 120
    rows = "".join("x" if row.any() else " " for row in dark).split()
    assert max(len(row) for row in rows) >= 16  # pixels of a line of ink


def test_the_same_art_gives_the_same_cover() -> None:
    art = Art("一册看尽文人清梦", "克利夫兰", studio())
    first, second = (compose(load_template("bronze"), "3:4", art).pixels for _ in range(2))
    assert np.array_equal(first, second)


def test_a_long_title_shrinks_and_says_so() -> None:
    made = compose(
        load_template("plain"),
        "3:4",
        Art("《一个怎么也说不完的很长很长的展览标题》写在这里给大家看，还有副题和年份一九四五年", "馆", None),
    )
    assert "太长" in made.notes[0]


@pytest.mark.parametrize("ratio", ["4:3", "16:10", "16:9"])
def test_columns_of_a_title_page_begin_at_one_height(ratio: CoverRatio) -> None:
    line = "三百年前的文人怎样度过悠长的一天和一个安静的午后 · 星渚县博物馆"
    settings = {one.name: one for one in typed(load_template("ink"), ratio, Art("梅瓶", line, None)).settings}
    small = settings["line"]
    assert len(small.block.lines) == 2
    first, second = (next(one for one in small.block.placed if one.character == line[0]) for line in small.block.lines)
    assert first.x > second.x
    assert abs(first.y - second.y) < 1
    assert abs(small.y - settings["title"].y) < small.block.size


@pytest.mark.parametrize("ratio", CANVASES)
@pytest.mark.parametrize(
    ("title", "whole"),
    [
        ("一方端砚一册《诗意册》看文人的一天", ("一方端砚", "一册《诗意册》")),
        ("一件青花瓷瓶两只白玉碗三幅山水画，带您走进乾隆皇帝的书房", ("两只白玉碗", "三幅山水画", "乾隆皇帝")),
    ],
)
def test_a_title_parts_no_measure_word_from_what_it_counts(
    ratio: CoverRatio, title: str, whole: tuple[str, ...]
) -> None:
    made = typed(load_template("ink"), ratio, Art(title, "星渚县博物馆", None))
    (setting,) = (one for one in made.settings if one.name == "title")
    assert all(any(name in line for line in setting.block.lines) for name in whole), setting.block.lines


def test_name_and_title_of_a_clip_stand_on_two_lines() -> None:
    made = compose(load_template("plain"), "3:4", Art("松下高士｜一册看尽", "馆", None))
    assert made.notes == ()


def test_a_jpeg_keeps_within_its_limit_and_is_the_same_every_time() -> None:
    free = jpeg(room(), None)
    limit = len(free) * 7 // 10
    assert len(jpeg(room(), limit)) <= limit
    assert jpeg(room(), None) == free
    with pytest.raises(Refused, match="仍超过"):
        jpeg(room(), 2_000)


def test_an_ai_picture_carries_its_metadata_and_another_does_not() -> None:
    marked = Image.open(io.BytesIO(jpeg(studio(), None, '{"Label":"1"}')))
    assert from_xmp(marked.info["xmp"]) == '{"Label":"1"}'
    assert "xmp" not in Image.open(io.BytesIO(jpeg(studio(), None))).info


def test_every_wish_is_ordered_once_with_the_tightest_limit() -> None:
    size = Size(width=1146, height=717)
    wishes = (
        PlatformProfile(id="a", name="a", covers=(CoverWish(ratio="16:10", size=size, max_bytes=900),)),
        PlatformProfile(id="b", name="b", covers=(CoverWish(ratio="16:10", size=size, max_bytes=500),)),
    )
    made = orders(Wants(platforms=wishes))
    assert [one.max_bytes for one in made if one.ratio == "16:10"] == [500]
    assert {one.ratio for one in made} == set(ALWAYS)


@pytest.mark.parametrize(("one", "other", "ratio"), [("#ffffff", "#000000", 21.0), ("#777777", "#ffffff", 4.48)])
def test_contrast_is_the_wcags(one: str, other: str, ratio: float) -> None:
    assert between(one, other) == pytest.approx(ratio, abs=0.01)


def test_contrast_is_judged_by_the_worst_tenth() -> None:
    frame = np.full((40, 40, 3), 255, np.uint8)
    frame[:, 20:] = 100
    ink = np.zeros((40, 40), np.uint8)
    ink[18:22, 4:36] = 255
    assert worst_contrast(frame, ink, "#000000") < 6.0


@pytest.mark.slow
@pytest.mark.parametrize("template", ["bronze", "plain"])
def test_what_short_words_leave_free_belongs_to_the_picture(template: str) -> None:
    short, long = (
        compose(load_template(template), "16:9", Art(one, "馆", room())) for one in ("玉", "看见四件古老的器物")
    )
    assert _patterned(short.pixels) > _patterned(long.pixels) * 1.2


def _patterned(cover: Pixels) -> int:
    """Columns in which the picture of ``room`` is seen: those with many colours."""
    colourful = cover.max(axis=2).astype(int) - cover.min(axis=2) > 90
    return int((colourful.mean(axis=0) > 0.2).sum())
