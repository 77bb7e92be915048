"""How pictures stand and move: whole ones keep their edges, near ones hold their focus, none is blown up."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanxing.media.render.bleed import fill, in_picture, is_clear_of_type
from fanxing.media.render.framing import contained, in_window, over_ground, stand_footage, stand_still
from fanxing.media.render.path import NEAREST, Path, Pose, ease
from fanxing.media.render.stands import Bleed, Contained, Mounted
from fanxing.model.geometry import SHAPES, Box, FocusBox, SafeArea, Size

SAFE = SafeArea(top=240, bottom=480, left=60, right=60)
TALL = (SHAPES["9:16"], SAFE)
WIDE = (SHAPES["16:9"], SafeArea())
MOVES = ("push", "pull", "drift", "hold")
STEPS = [step / 50 for step in range(51)]


def seen(pose: Pose, x: float, y: float) -> tuple[float, float]:
    return pose.x + x * pose.scale, pose.y + y * pose.scale


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("size", [(1600, 1360), (900, 1700), (3000, 300), (40, 50)], ids=str)
def test_a_whole_picture_never_leaves_its_window(size, move):
    window = Box(x=60, y=330, width=960, height=round(960 * size[1] / size[0]))
    path = in_window(size, window, move)
    for done in STEPS:
        left, top = seen(path.pose(done), 0, 0)
        right, bottom = seen(path.pose(done), *size)
        assert left >= window.x - 0.01
        assert top >= window.y - 0.01
        assert right <= window.right + 0.01
        assert bottom <= window.bottom + 0.01
        assert right - left >= 0.96 * window.width


@st.composite
def near_views(draw):
    picture = Size(width=draw(st.integers(200, 8000)), height=draw(st.integers(200, 8000)))
    width, height = draw(st.floats(0.02, 1.0)), draw(st.floats(0.02, 1.0))
    focus = FocusBox(
        x=draw(st.floats(0, 1)) * (1 - width), y=draw(st.floats(0, 1)) * (1 - height), width=width, height=height
    )
    return picture, focus, draw(st.sampled_from(MOVES)), draw(st.sampled_from([TALL, WIDE]))


@given(near_views())
def test_a_near_view_fills_the_canvas_holds_the_focus_and_is_not_blown_up(view):
    picture, focus, move, frame = view
    stand = stand_still(picture, "detail", move, focus, frame)
    if not isinstance(stand, Bleed):
        return
    canvas = frame[0]
    for done in STEPS:
        pose = stand.path.pose(done)
        assert pose.scale <= NEAREST + 1e-9
        left, top = seen(pose, 0, 0)
        right, bottom = seen(pose, picture.width, picture.height)
        assert left <= 1e-6
        assert top <= 1e-6
        assert right >= canvas.width - 1e-6
        assert bottom >= canvas.height - 1e-6
        left, top = seen(pose, focus.x * picture.width, focus.y * picture.height)
        right, bottom = seen(pose, (focus.x + focus.width) * picture.width, (focus.y + focus.height) * picture.height)
        spare = 0.6  # half a pixel of the picture's very edge is given for a pivot on its grid
        assert left >= -spare
        assert top >= -spare
        assert right <= canvas.width + spare
        assert bottom <= canvas.height + spare


@given(near_views())
def test_what_cannot_fill_the_canvas_is_mounted_with_its_whole_focus(view):
    picture, focus, move, frame = view
    stand = stand_still(picture, "detail", move, focus, frame)
    if isinstance(stand, Mounted):
        region = stand.region
        assert Box(x=0, y=0, width=picture.width, height=picture.height).holds(region)
        assert region.x <= focus.x * picture.width + 1
        assert region.y <= focus.y * picture.height + 1
        assert region.right >= (focus.x + focus.width) * picture.width - 2
        assert region.bottom >= (focus.y + focus.height) * picture.height - 2


@given(near_views())
def test_a_pivot_lies_on_the_grid_inside_the_canvas_and_stays(view):
    picture, focus, move, frame = view
    stand = stand_still(picture, "detail", move, focus, frame)
    if not isinstance(stand, Bleed) or stand.path.pivot is None:
        return
    x, y = stand.path.pivot
    assert x % 4 == y % 4 == 0
    assert 0 <= x <= frame[0].width
    assert 0 <= y <= frame[0].height
    first = [(x - stand.path.start.x) / stand.path.start.scale, (y - stand.path.start.y) / stand.path.start.scale]
    for done in STEPS:
        assert seen(stand.path.pose(done), *first) == pytest.approx((x, y), abs=1e-6)


STANDS = {
    "a large picture, a small focus": (Size(width=3000, height=4000), (0.4, 0.4, 0.1, 0.1), "bleed"),
    "just large enough": (Size(width=1600, height=1360), (0.36, 0.42, 0.16, 0.2), "bleed"),
    "its focus would be under the subtitles": (Size(width=1600, height=1360), (0.36, 0.52, 0.16, 0.2), "mounted"),
    "the same with pixels enough": (Size(width=2400, height=2040), (0.36, 0.52, 0.16, 0.2), "bleed"),
    "too small": (Size(width=800, height=600), (0.4, 0.4, 0.2, 0.2), "mounted"),
    "a focus too wide for the frame": (Size(width=3000, height=2000), (0.1, 0.4, 0.5, 0.2), "mounted"),
    "a focus that is nearly all": (Size(width=3000, height=2000), (0.05, 0.05, 0.9, 0.9), "mounted"),
}


@pytest.mark.parametrize(("picture", "focus", "kind"), STANDS.values(), ids=STANDS.keys())
def test_near_views_stand_as_the_picture_can_bear(picture, focus, kind):
    x, y, width, height = focus
    box = FocusBox(x=x, y=y, width=width, height=height)
    assert stand_still(picture, "detail", "push", box, TALL).kind == kind


LOW_DOWN = {
    "a small one": (Size(width=2400, height=2040), (0.36, 0.52, 0.16, 0.2)),
    "a tall one": (Size(width=2290, height=3053), (0.2, 0.14, 0.6, 0.56)),
    "one near the picture's foot": (Size(width=4000, height=6000), (0.4, 0.6, 0.2, 0.28)),
}


@pytest.mark.parametrize("move", ["push", "pull", "drift", "hold"])
@pytest.mark.parametrize(("picture", "focus"), LOW_DOWN.values(), ids=LOW_DOWN.keys())
def test_a_focus_stands_clear_of_the_subtitles_where_the_picture_reaches_below_it(picture, focus, move):
    x, y, width, height = focus
    box = FocusBox(x=x, y=y, width=width, height=height)
    path = fill(picture, box, move, TALL)
    assert path is not None
    assert is_clear_of_type(path, in_picture(box, picture), TALL[0])
    assert max(path.start.scale, path.end.scale) <= NEAREST


def test_a_focus_too_wide_for_the_frame_is_cut_out_and_mounted():
    focus = FocusBox(x=0.1, y=0.4, width=0.5, height=0.2)
    stand = stand_still(Size(width=3000, height=2000), "detail", "push", focus, TALL)
    assert isinstance(stand, Mounted)
    assert stand.region.width < 2100
    assert stand.region.height < 1500
    assert stand.window is not None
    assert stand.window.x <= 0
    assert stand.window.right >= 1080


def test_a_picture_too_small_to_cut_is_shown_whole():
    focus = FocusBox(x=0.4, y=0.4, width=0.2, height=0.2)
    stand = stand_still(Size(width=500, height=400), "detail", "push", focus, TALL)
    assert isinstance(stand, Mounted)
    assert (stand.region.width, stand.region.height) == (500, 400)


def test_a_whole_view_is_mounted_whatever_its_focus():
    stand = stand_still(Size(width=3000, height=4000), "whole", "push", None, TALL)
    assert stand == Mounted(region=Box(x=0, y=0, width=3000, height=4000), move="push")


@pytest.mark.parametrize("frame", [TALL, WIDE], ids=["9:16", "16:9"])
@pytest.mark.parametrize(
    ("size", "subject"),
    [
        ((3000, 4000), (0.3, 0.2, 0.3, 0.6)),
        ((4000, 3000), (0.15, 0.4, 0.7, 0.3)),
        ((4000, 3000), (0.8, 0.7, 0.19, 0.29)),
    ],
    ids=["a vase", "a bowl", "in a corner"],
)
def test_an_object_before_its_ground_is_shown_whole_with_no_more_ground_than_it_needs(size, subject, frame):
    picture, box = (
        Size(width=size[0], height=size[1]),
        FocusBox.model_validate(dict(zip(("x", "y", "width", "height"), subject, strict=True))),
    )
    stand = stand_still(picture, "whole", "push", None, frame, box)
    assert isinstance(stand, Mounted)
    left, top = box.x * picture.width, box.y * picture.height
    wide, high = box.width * picture.width, box.height * picture.height
    region = stand.region
    assert region.x <= left + 1 and region.y <= top + 1  # noqa: PT018
    assert region.right >= left + wide - 1 and region.bottom >= top + high - 1  # noqa: PT018
    assert max(wide / region.width, high / region.height) > 0.8
    assert 0.7 < region.width / region.height < 1.5
    held = stand_still(picture, "whole", "hold", None, frame, box)
    assert held == Mounted(region=Box(x=0, y=0, width=size[0], height=size[1]), move="hold")


def test_a_focus_past_the_object_stays_in_the_whole_view():
    picture, focus = Size(width=3000, height=4000), FocusBox(x=0.05, y=0.05, width=0.1, height=0.1)
    stand = stand_still(picture, "whole", "push", focus, TALL, FocusBox(x=0.4, y=0.4, width=0.3, height=0.4))
    assert isinstance(stand, Mounted)
    assert (stand.region.x, stand.region.y) <= (150, 200)


@pytest.mark.parametrize("move", ["push", "pull", "drift"])
def test_a_handscroll_passes_through_its_band_from_its_right_end(move):
    window = Box(x=0, y=400, width=1080, height=400)
    path = in_window((5400, 900), window, move)
    right = path.start if move != "pull" else path.end
    assert right.x + 5400 * right.scale == pytest.approx(window.right)
    for done in STEPS:
        pose = path.pose(done)
        assert pose.y == window.y
        assert pose.x <= 0.01
        assert pose.x + 5400 * pose.scale >= window.right - 0.01
    assert 300 < abs(path.end.x - path.start.x) <= 0.67 * 1080


@pytest.mark.parametrize(("size", "frame"), [((1400, 4200), TALL), ((1400, 4200), WIDE), ((8000, 2000), TALL)], ids=str)
def test_a_nearer_view_of_a_scroll_passes_along_it_and_fills_the_frame(size, frame):
    picture, canvas = Size(width=size[0], height=size[1]), frame[0]
    stand = stand_still(picture, "detail", "push", None, frame)
    assert isinstance(stand, Bleed)
    for pose in (stand.path.start, stand.path.end):
        assert pose.scale <= NEAREST
        assert pose.x <= 0 and pose.y <= 0  # noqa: PT018
        assert pose.x + size[0] * pose.scale >= canvas.width
        assert pose.y + size[1] * pose.scale >= canvas.height
    assert stand.path.start.scale == stand.path.end.scale
    assert stand.path.start != stand.path.end


def test_a_pull_is_a_push_backwards():
    focus = FocusBox(x=0.4, y=0.4, width=0.1, height=0.1)
    push, pull = (stand_still(Size(width=3000, height=4000), "detail", move, focus, TALL) for move in ("push", "pull"))
    assert isinstance(push, Bleed)
    assert isinstance(pull, Bleed)
    assert pull.path == push.path.reversed()
    assert push.path.end.scale / push.path.start.scale == pytest.approx(1.07)


def test_a_drift_goes_across_without_coming_nearer():
    focus = FocusBox(x=0.4, y=0.4, width=0.1, height=0.1)
    stand = stand_still(Size(width=3000, height=4000), "detail", "drift", focus, TALL)
    assert isinstance(stand, Bleed)
    assert stand.path.start.scale == stand.path.end.scale
    assert stand.path.start.x - stand.path.end.x == pytest.approx(0.08 * 1080)


def test_moves_begin_and_end_at_rest():
    steps = [ease(frame / 149) for frame in range(150)]
    speeds = [after - before for before, after in itertools.pairwise(steps)]
    assert steps[0] == 0.0
    assert steps[-1] == 1.0
    assert max(speeds[:3] + speeds[-3:]) < 0.001
    assert max(abs(after - before) for before, after in itertools.pairwise(speeds)) < 0.0003


def test_steps_of_a_move_are_too_small_to_be_seen_and_join_its_resting_ends():
    path = Path(start=Pose(x=0, y=0, scale=1), end=Pose(x=-30, y=-20, scale=1.05), pivot=(600, 400))
    ways = [path.way(frame / 149, reach=40.0) for frame in range(150)]
    away = [abs(path.at(way).x - path.pose(frame / 149).x) for frame, way in enumerate(ways)]
    assert max(away) <= 0.005
    assert ways[0] == ways[3] == 0.0
    assert ways[-1] == ways[-4] == 1.0
    assert len(set(ways)) > 130
    assert path.at(0.0) == path.start
    assert path.at(1.0) == path.end


FOOTAGE = {
    "phone held upright": ((1080, 1920), "bleed"),
    "an older phone": ((720, 1280), "bleed"),
    "nearly the frame's shape": ((1080, 1800), "bleed"),
    "landscape": ((1920, 1080), "contained"),
    "square": ((1080, 1080), "contained"),
    "upright but tiny": ((270, 480), "contained"),
}


@pytest.mark.parametrize(("size", "kind"), FOOTAGE.values(), ids=FOOTAGE.keys())
def test_footage_fills_the_frame_only_where_its_shape_is_near(size, kind):
    picture = Size(width=size[0], height=size[1])
    stand = stand_footage(picture, "whole", None, TALL)
    assert stand.kind == kind
    if isinstance(stand, Bleed):
        assert stand.path.rests
        assert seen(stand.path.start, 0, 0)[0] <= 0
        assert seen(stand.path.start, *size)[1] >= 1920


def test_contained_footage_keeps_its_shape_and_fills_its_mounts_window():
    pose = contained(Size(width=1920, height=1080), Box(x=60, y=404, width=960, height=540))
    assert (pose.x, pose.y, pose.scale) == (60, 404, pytest.approx(0.5))
    assert Contained().kind == "contained"


OBJECTS = {
    "a dish that fills its picture": FocusBox(x=0.2, y=0.05, width=0.6, height=0.9),
    "a low wide bowl": FocusBox(x=0.15, y=0.35, width=0.7, height=0.35),
    "a small thing": FocusBox(x=0.4, y=0.35, width=0.2, height=0.3),
    "not found": None,
}


@pytest.mark.parametrize("subject", OBJECTS.values(), ids=OBJECTS.keys())
@pytest.mark.parametrize("size", [(3000, 2000), (2000, 3000), (1500, 1000), (800, 600)])
@pytest.mark.parametrize("frame", [TALL, (SHAPES["16:9"], SafeArea())])
def test_a_nearer_view_without_a_focus_shows_the_object_whole_or_clearly_a_part_of_it(subject, size, frame):
    picture = Size(width=size[0], height=size[1])
    stand = stand_still(picture, "detail", "push", None, frame, subject)
    if isinstance(stand, Mounted) and stand.region.width == picture.width:
        return  # too few pixels to come nearer
    box = subject or FocusBox(x=0, y=0, width=1, height=1)
    if isinstance(stand, Mounted):
        one = stand.region
        views = [(one.x / size[0], one.y / size[1], one.width / size[0], one.height / size[1])]
    else:
        views = [
            (-pose.x / pose.scale / size[0], -pose.y / pose.scale / size[1],
             frame[0].width / pose.scale / size[0], frame[0].height / pose.scale / size[1])
            for pose in (stand.path.start, stand.path.end)
        ]  # fmt: skip
    for x, y, wide, high in views:
        for first, length, begins, long in ((x, wide, box.x, box.width), (y, high, box.y, box.height)):
            whole = first < begins and begins + long < first + length
            assert whole or length <= 0.6 * long + 1e-6


def test_a_focus_stands_clear_of_the_subtitles_where_the_picture_reaches():
    low = FocusBox(x=0.4, y=0.5, width=0.2, height=0.15)
    stand = stand_still(Size(width=6000, height=4000), "detail", "push", low, (SHAPES["16:9"], SafeArea()))
    assert isinstance(stand, Bleed)
    for pose in (stand.path.start, stand.path.end):
        assert pose.y + 0.65 * 4000 * pose.scale <= 0.79 * 1080 + 1


def test_a_ground_larger_than_the_canvas_is_used_for_a_slow_push():
    path = over_ground(Size(width=1144, height=2036), SHAPES["9:16"], "push")
    assert path.end.scale == pytest.approx(1.0)
    for done in STEPS:
        pose = path.pose(done)
        assert pose.x <= 0.1
        assert pose.x + 1144 * pose.scale >= 1080 - 0.1
    assert over_ground(SHAPES["9:16"], SHAPES["9:16"], "push").rests
    assert over_ground(Size(width=1144, height=2036), SHAPES["9:16"], "hold").rests


def test_a_draft_frames_exactly_as_the_film():
    path = Path(start=Pose(x=-10, y=4, scale=1.2), end=Pose(x=-20, y=8, scale=1.3), pivot=(540, 960))
    half = path.scaled(0.5)
    assert half.pivot == (270, 480)
    for done in STEPS:
        full, small = path.pose(done), half.pose(done)
        assert (small.x * 2, small.y * 2, small.scale * 2) == pytest.approx((full.x, full.y, full.scale))


FACE = FocusBox(x=0.45, y=0.1, width=0.1, height=0.12)
HELD = FocusBox(x=0.42, y=0.24, width=0.16, height=0.2)
PHOTO = Size(width=4000, height=3000)


def _cut_at(pose: Pose, face: FocusBox, canvas: Size) -> bool:
    left, top = seen(pose, face.x * PHOTO.width, face.y * PHOTO.height)
    right, bottom = seen(pose, (face.x + face.width) * PHOTO.width, (face.y + face.height) * PHOTO.height)
    edge = 0.05 * (bottom - top)  # of the hair and chin around a face
    outside = right <= edge or bottom <= edge or left >= canvas.width - edge or top >= canvas.height - edge
    whole = left >= -edge and top >= -edge and right <= canvas.width + edge and bottom <= canvas.height + edge
    return not (outside or whole)


@pytest.mark.parametrize("frame", [TALL, WIDE], ids=["9:16", "16:9"])
@pytest.mark.parametrize("move", MOVES)
def test_a_near_view_cuts_no_face(move, frame):
    free = stand_still(PHOTO, "detail", move, HELD, frame)
    held = stand_still(PHOTO, "detail", move, HELD, frame, faces=(FACE,))
    if isinstance(held, Bleed):
        assert held == free
        assert not any(_cut_at(pose, FACE, frame[0]) for pose in (held.path.start, held.path.end))
    else:
        top = FACE.y * PHOTO.height
        assert held.region.y <= top
        assert held.region.bottom >= (HELD.y + HELD.height) * PHOTO.height - 1


def test_a_wide_near_view_that_would_cut_a_face_stands_in_a_window():
    assert isinstance(stand_still(PHOTO, "detail", "push", HELD, WIDE), Bleed)
    assert isinstance(stand_still(PHOTO, "detail", "push", HELD, WIDE, faces=(FACE,)), Mounted)


def test_a_face_far_from_the_focus_changes_nothing():
    far = FocusBox(x=0.0, y=0.8, width=0.02, height=0.03)
    assert stand_still(PHOTO, "detail", "push", HELD, WIDE, faces=(far,)) == stand_still(
        PHOTO, "detail", "push", HELD, WIDE
    )


def test_a_focus_inside_a_face_may_fill_the_frame():
    eyes = FocusBox(x=0.47, y=0.13, width=0.06, height=0.03)
    assert stand_still(PHOTO, "detail", "push", eyes, WIDE, faces=(FACE,)) == stand_still(
        PHOTO, "detail", "push", eyes, WIDE
    )


def test_a_near_view_without_a_focus_that_would_cut_a_face_is_the_whole():
    crowd = tuple(FocusBox(x=at / 20, y=0.05, width=0.045, height=0.9) for at in range(20))
    assert stand_still(PHOTO, "detail", "push", None, WIDE, faces=crowd) == stand_still(
        PHOTO, "whole", "push", None, WIDE
    )
