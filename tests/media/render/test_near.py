"""Near views are truly nearer than the whole, hold what they are to bring out, and are not called near otherwise."""

import pytest

from fanxing.media.look.design import Design
from fanxing.media.look.template import SHEET, template_folder
from fanxing.media.render.framing import comes_near, in_window, stand_still
from fanxing.media.render.near import HANGS, NEARER, seen_of
from fanxing.media.render.path import NEAREST
from fanxing.media.render.stands import Bleed, Mounted
from fanxing.model.document import Blob
from fanxing.model.footage import Still
from fanxing.model.geometry import SHAPES, FocusBox, SafeArea, Size

FRAMES = {
    "9:16": (SHAPES["9:16"], SafeArea(top=240, bottom=480, left=60, right=60)),
    "16:9": (SHAPES["16:9"], SafeArea()),
}
LOOKS = sorted(file.parent.name for file in template_folder().glob(f"*/{SHEET}"))


def box(x: float, y: float, width: float, height: float) -> FocusBox:
    return FocusBox(x=x, y=y, width=width, height=height)


def still(size: tuple[int, int], subject: FocusBox | None = None) -> Still:
    return Still(
        picture=Blob(sha256="0" * 64, suffix=".png", size=1), size=Size(width=size[0], height=size[1]), subject=subject
    )


BOWL = still((3054, 2030), box(0.192, 0.376, 0.61, 0.484))
CUP = still((2290, 3053), box(0.207, 0.16, 0.58, 0.81))
LOW = still((3243, 2156), box(0.1, 0.447, 0.8, 0.373))
SMALL = still((1088, 816), box(0.09, 0.36, 0.82, 0.6))
PAINTING = still((1600, 1360))

VIEWS = {
    "a bowl whose focus is the bowl": (BOWL, box(0.2, 0.38, 0.6, 0.48), {"9:16": "hung", "16:9": "fills"}),
    "a cup above its tassel": (CUP, box(0.2, 0.14, 0.6, 0.56), {"9:16": "fills", "16:9": "hung"}),
    "a low bowl, far down in its picture": (LOW, None, {"9:16": "hung", "16:9": "hung"}),
    "a figure in a painting": (PAINTING, box(0.36, 0.42, 0.16, 0.2), {"9:16": "fills", "16:9": "fills"}),
    "a figure low in a painting": (PAINTING, box(0.36, 0.52, 0.16, 0.2), {"9:16": "hung", "16:9": "fills"}),
    "a painting's greater part": (PAINTING, box(0.05, 0.05, 0.9, 0.9), {"9:16": None, "16:9": None}),
    "a picture with too few pixels": (SMALL, None, {"9:16": None, "16:9": None}),
}


def hung_scale(stand: Mounted, canvas: Size) -> float:
    """Of a whole picture in the window that every look has for it."""
    hang = next(one for one in HANGS if canvas.aspect <= one.widest)
    region = stand.region
    return min(hang.width * canvas.width / region.width, hang.height * canvas.height / region.height, NEAREST)


@pytest.mark.parametrize(("picture", "focus", "stands"), VIEWS.values(), ids=VIEWS.keys())
@pytest.mark.parametrize("shape", FRAMES)
def test_a_near_view_is_nearer_or_it_is_none(picture, focus, stands, shape):
    frame = FRAMES[shape]
    near, whole = (
        stand_still(picture.size, view, "push", focus, frame, picture.subject) for view in ("detail", "whole")
    )
    assert isinstance(whole, Mounted)
    assert comes_near(picture, focus, frame) is (stands[shape] is not None)
    if stands[shape] is None:
        assert near == whole
        return
    assert (stands[shape] == "fills") is isinstance(near, Bleed)
    if isinstance(near, Bleed):
        scale = max(near.path.start.scale, near.path.end.scale)
    else:
        assert near.window is not None
        scale = near.window.width / near.region.width
    assert NEAREST + 0.01 > scale > (NEARER - 0.01) * hung_scale(whole, frame[0])


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        (name, shape)
        for name, (_, focus, stands) in VIEWS.items()
        for shape in FRAMES
        if focus is not None and stands[shape] == "hung"
    ],
)
def test_a_near_view_that_hangs_shows_all_of_its_focus_clear_of_the_subtitles(name, shape):
    picture, focus, _ = VIEWS[name]
    near = stand_still(picture.size, "detail", "push", focus, FRAMES[shape], picture.subject)
    assert isinstance(near, Mounted) and near.window is not None  # noqa: PT018
    left, top, right, bottom = seen_of(near)
    wide, high = picture.size.width, picture.size.height
    assert left <= focus.x * wide and right >= (focus.x + focus.width) * wide  # noqa: PT018
    assert top <= focus.y * high and bottom >= (focus.y + focus.height) * high  # noqa: PT018
    assert near.window.bottom < {"9:16": 1305, "16:9": 853}[shape]


@pytest.mark.parametrize("move", ["push", "pull", "drift", "hold"])
def test_a_near_view_from_edge_to_edge_shows_no_edge_on_any_frame(move):
    near = stand_still(BOWL.size, "detail", move, box(0.2, 0.38, 0.6, 0.48), FRAMES["9:16"], BOWL.subject)
    assert isinstance(near, Mounted) and near.window is not None  # noqa: PT018
    path = in_window((near.region.width, near.region.height), near.window, near.move)
    for pose in (path.start, path.end):
        assert pose.x <= 0.5
        assert pose.x + near.region.width * pose.scale >= 1080 - 0.5


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("shape", SHAPES)
def test_where_pictures_hang_is_told_rightly_of_every_look(look, shape):
    design, canvas = Design.load(look, shape), SHAPES[shape]
    window = design.composer.box("mount", "window")
    hang = next(one for one in HANGS if canvas.aspect <= one.widest)
    assert window.width == pytest.approx(hang.width * canvas.width)
    assert 0 <= hang.height * canvas.height - window.height <= 40
    assert window.y <= hang.top * canvas.height + 0.5
