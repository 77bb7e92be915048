"""The museum's logo on a cover: in a calm corner, clear of all type, or nowhere."""

import cv2
import numpy as np
import pytest

from fanxing.media.layer import Pixels
from fanxing.media.look.badge import badged
from fanxing.media.look.cover import CANVASES, Art, compose
from fanxing.media.look.logo import fitted
from fanxing.media.look.template import load_template
from fanxing.media.look.typeset import Rect
from fanxing.model.cover import CoverRatio
from fanxing.model.geometry import SafeArea

MARGINS = SafeArea(top=60, bottom=60, left=64, right=64)


def mark() -> Pixels:
    """A green mark on nothing."""
    logo = np.zeros((120, 300, 4), np.uint8)
    cv2.circle(logo, (60, 60), 58, (20, 160, 60, 255), -1)
    cv2.rectangle(logo, (140, 20), (296, 100), (20, 160, 60, 255), -1)
    return logo


def even(width: int = 1440, height: int = 1080) -> Pixels:
    return np.full((height, width, 3), 236, np.uint8)


def busy(width: int = 1440, height: int = 1080) -> Pixels:
    return np.random.default_rng(5).integers(0, 256, (height, width, 3), np.uint8)


def changed(before: Pixels, after: Pixels) -> tuple[int, int, int, int] | None:
    """Left, top, right, bottom of what differs."""
    rows, columns = np.nonzero((before != after).any(axis=2))
    if not rows.size:
        return None
    return int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1


def test_a_calm_cover_has_its_logo_above_on_the_left() -> None:
    left, top, right, bottom = changed(even(), badged(even(), mark(), (), MARGINS)) or (0, 0, 0, 0)
    assert (left, top) == (64, 60)
    assert right - left <= 0.24 * 1080 + 1
    assert bottom - top <= 0.075 * 1080 + 1


@pytest.mark.parametrize(
    ("taken", "corner"),
    [
        (Rect(0, 0, 600, 300), (True, False)),
        (Rect(0, 0, 1440, 300), (False, True)),
    ],
)
def test_a_logo_gives_way_to_type(taken: Rect, corner: tuple[bool, bool]) -> None:
    left, top, right, bottom = changed(even(), badged(even(), mark(), (taken,), MARGINS)) or (0, 0, 0, 0)
    assert (left > 720, top > 540) == corner
    assert left >= taken.right or top >= taken.bottom
    assert right <= 1440 - 64
    assert bottom <= 1080 - 60


def test_a_cover_without_a_calm_corner_has_no_logo() -> None:
    assert changed(busy(), badged(busy(), mark(), (), MARGINS)) is None


def test_the_hairline_of_a_frame_near_by_is_not_calm() -> None:
    framed = even()
    cv2.rectangle(framed, (70, 150), (1400, 1000), (120, 90, 30), 3)
    found = changed(framed, badged(framed, mark(), (), MARGINS))
    assert found is None or found[3] < 150 - 20 or found[1] > 1000


def test_a_mark_that_would_not_be_seen_stands_on_a_plate() -> None:
    dark = np.full(3, 20, np.float32)
    pale = np.full(3, 245, np.float32)
    ink = mark()
    ink[ink[:, :, 3] > 0, :3] = 40
    assert fitted(ink, dark, (260, 80))[2, 130].min() > 240  # between the mark's parts: white
    assert fitted(ink, pale, (260, 80))[2, 80, 3] == 0


@pytest.mark.slow
@pytest.mark.parametrize("ratio", sorted(CANVASES))
@pytest.mark.parametrize("template", ["ink", "plain"])
def test_a_cover_of_type_alone_has_room_for_a_logo_beside_its_words(template: str, ratio: CoverRatio) -> None:
    without, badge = (
        compose(load_template(template), ratio, Art("一器一光", "星渚县博物馆", None, logo=logo))
        for logo in (None, mark())
    )
    assert badge.contrast == without.contrast
    assert changed(without.pixels, badge.pixels) is not None
