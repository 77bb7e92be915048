"""Why a photograph is not seen from near: what a museum can mend."""

import pytest

from fanxing.media.render.far import told_far, why_far
from fanxing.media.render.framing import stand_still
from fanxing.media.render.stands import Bleed
from fanxing.model.document import Blob
from fanxing.model.footage import Still
from fanxing.model.geometry import SHAPES, FocusBox, SafeArea, Shape, Size
from fanxing.model.storyboard import Move

WIDE = FocusBox(x=0.05, y=0.3, width=0.9, height=0.4)
SMALL = FocusBox(x=0.4, y=0.4, width=0.2, height=0.2)
CROWD = tuple(FocusBox(x=0.02 + 0.12 * at, y=0.02, width=0.11, height=0.96) for at in range(8))


def still(width: int, height: int, faces: tuple[FocusBox, ...] = ()) -> Still:
    blob = Blob(sha256="0" * 64, suffix=".png", size=1)
    return Still(picture=blob, size=Size(width=width, height=height), faces=faces)


@pytest.mark.parametrize(
    ("picture", "focus", "shape", "why"),
    [
        (still(6000, 4000), WIDE, "9:16", "wide"),
        (still(6000, 4000), WIDE, "3:4", "wide"),
        (still(6000, 4000), WIDE, "16:9", None),
        (still(6000, 4000), WIDE, "1:1", None),
        (still(6000, 4000), SMALL, "9:16", None),
        (still(700, 500), SMALL, "9:16", "pixels"),
        (still(700, 500), SMALL, "16:9", "pixels"),
        (still(6000, 4000, CROWD), FocusBox(x=0.1, y=0.3, width=0.4, height=0.3), "9:16", "face"),
        (still(800, 600, CROWD), FocusBox(x=0.1, y=0.3, width=0.4, height=0.3), "9:16", "face"),
    ],
)
def test_what_keeps_a_photograph_from_being_seen_near(picture: Still, focus: FocusBox, shape: str, why: str | None):
    frame = (SHAPES[shape], SafeArea())
    assert why_far(picture, focus, frame) == why
    told = told_far(3, picture, focus, frame)
    assert told.startswith("第 3 镜")
    assert ("像素" in told, "人脸" in told, "框小" in told) == (why == "pixels", why == "face", why in {"wide", None})


@pytest.mark.parametrize("move", ["push", "pull", "drift", "hold"])
@pytest.mark.parametrize("shape", SHAPES)
def test_what_comes_near_does_so_whatever_its_move(shape: Shape, move: Move):
    part = FocusBox(x=0.029, y=0.405, width=0.179, height=0.31)
    scroll, frame = still(2016, 5653).model_copy(update={"subject": part}), (SHAPES[shape], SafeArea())
    stand = stand_still(scroll.size, "detail", move, None, frame, part)
    near = isinstance(stand, Bleed) or stand.window is not None
    assert near is (why_far(scroll, None, frame) is None)
