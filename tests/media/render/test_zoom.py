"""What is drawn stands where it was planned, to a tenth of a pixel, in luma and in chroma, without seams."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fanxing.media.render.bleed import fill
from fanxing.media.render.framing import in_window, over_ground
from fanxing.media.render.path import Path, Pose
from fanxing.media.render.planes import SAMPLINGS, Planes, full_planes
from fanxing.media.render.samples import prepare
from fanxing.media.render.zoom import still
from fanxing.model.geometry import SHAPES, Box, FocusBox, SafeArea, Size

CANVAS = SHAPES["9:16"]
DRAFT = Size(width=540, height=960)
SAFE = SafeArea(top=240, bottom=480, left=60, right=60)
GROUND = (40.0, 60.0, 80.0)


def dots(width: int, height: int, places: list[tuple[float, float]], spread: float) -> np.ndarray:
    """Soft red dots on an even ground, at places in picture pixels."""
    y, x = np.mgrid[0:height, 0:width] + 0.5
    picture = np.empty((height, width, 3))
    picture[:] = GROUND
    for at_x, at_y in places:
        reach = (
            slice(max(0, int(at_y - 6 * spread)), int(at_y + 6 * spread)),
            slice(max(0, int(at_x - 6 * spread)), int(at_x + 6 * spread)),
        )
        bump = np.exp(-((x[reach] - at_x) ** 2 + (y[reach] - at_y) ** 2) / (2 * spread * spread))
        picture[reach] += bump[..., None] * (190.0, 20.0, 10.0)
    return np.clip(np.rint(picture), 0, 255).astype(np.uint8)


def middle_of_dot(plane: np.ndarray, at: tuple[float, float], reach: int, ground: float) -> tuple[float, float]:
    """Centre of gravity of what differs from the ground around a place; in samples."""
    left, top = int(at[0]) - reach, int(at[1]) - reach
    patch = np.abs(plane[top : top + 2 * reach + 1, left : left + 2 * reach + 1].astype(float) - ground)
    patch[patch < 2] = 0
    y, x = np.mgrid[0 : patch.shape[0], 0 : patch.shape[1]] + 0.5
    return left + (x * patch).sum() / patch.sum(), top + (y * patch).sum() / patch.sum()


def errors(rgb, path: Path, canvas: Size, places, spread) -> dict[str, float]:
    """Root mean square distance of tracked from planned dots over a whole move, in canvas pixels, by plane."""
    frame = Planes(canvas)
    ready, arrays = prepare(rgb, path, (canvas.width, canvas.height))
    draw = still(ready, arrays)
    level = [float(plane[0, 0]) for plane in full_planes(rgb[:1, :1])]
    found: dict[str, list[float]] = {"luma": [], "chroma": []}
    for number in range(0, 150, 7):
        pose = path.pose(number / 149)
        for plane, value in zip(frame.each, level, strict=True):
            plane[:] = round(value)
        draw.draw(pose, frame)
        for at, sampling in ((0, SAMPLINGS[0]), (2, SAMPLINGS[2])):
            reach = int(5 * spread * pose.scale / sampling.step) + 2
            for x, y in places:
                planned = pose.x + x * pose.scale, pose.y + y * pose.scale
                here = (planned[0] - sampling.shift) / sampling.step, planned[1] / sampling.step
                height, width = frame.each[at].shape
                if not (reach < here[0] < width - reach - 1 and reach < here[1] < height - reach - 1):
                    continue
                seen = middle_of_dot(frame.each[at], here, reach, round(level[at]))
                away = np.hypot(seen[0] - here[0], seen[1] - here[1]) * sampling.step
                found["chroma" if at else "luma"].append(away)
    assert min(len(away) for away in found.values()) > 40
    return {name: float(np.sqrt(np.mean(np.square(away)))) for name, away in found.items()}


PICTURES = {
    "as large as the frame": (1600, 1360),
    "twice as large": (2400, 3200),
}


@pytest.mark.slow
@pytest.mark.parametrize("canvas", [CANVAS, DRAFT], ids=["film", "draft"])
@pytest.mark.parametrize("move", ["push", "pull", "drift", "hold"])
@pytest.mark.parametrize("size", PICTURES.values(), ids=PICTURES.keys())
def test_a_dot_follows_the_planned_path(size, move, canvas):
    width, height = size
    focus = FocusBox(x=0.42, y=0.4, width=0.16, height=0.2)
    near = fill(Size(width=width, height=height), focus, move, (CANVAS, SAFE))
    window = Box(x=60, y=331, width=960, height=round(960 * height / width))
    places = [(width * (0.3 + 0.101 * k), height * (0.22 + 0.137 * j)) for k in range(5) for j in range(5)]
    scale = canvas.width / CANVAS.width
    for path, name in ((near, "near"), (in_window(size, window, move), "whole")):
        assert path is not None
        spread = 4.0 / path.end.scale / scale
        away = errors(dots(width, height, places, spread), path.scaled(scale), canvas, places, spread)
        assert away["luma"] <= 0.1, (name, away)
        assert away["chroma"] <= 0.2, (name, away)


def reference(rgb, pose: Pose, canvas: Size, ground: Planes) -> np.ndarray:
    """Luma drawn in one go by an affine warp of the picture itself, in float."""
    luma = full_planes(rgb)[0]
    grid = np.array([[1 / pose.scale, 0, (0.5 - pose.x) / pose.scale - 0.5], [0, 1 / pose.scale, 0]])
    grid[1, 2] = (0.5 - pose.y) / pose.scale - 0.5
    size = (canvas.width, canvas.height)
    flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    drawn = cv2.warpAffine(luma, grid, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    out = ground.each[0].astype(np.float32)
    height, width = luma.shape
    columns = slice(max(0, int(np.ceil(pose.x))), int(pose.x + width * pose.scale))
    rows = slice(max(0, int(np.ceil(pose.y))), int(pose.y + height * pose.scale))
    out[rows, columns] = drawn[rows, columns]
    return out


def soft(width: int, height: int) -> np.ndarray:
    """A picture without fine detail, so that every good way of drawing it is the same."""
    noise = np.random.default_rng(3).uniform(0, 255, (12, 12, 3)).astype(np.float32)
    return np.clip(cv2.resize(noise, (width, height), interpolation=cv2.INTER_CUBIC), 0, 255).astype(np.uint8)


@pytest.mark.parametrize("move", ["push", "drift"])
def test_quarters_and_sheets_draw_what_one_warp_draws(move):
    rgb = soft(1500, 1200)
    path = in_window((1500, 1200), Box(x=60, y=330, width=960, height=768), move)
    ground = Planes(CANVAS)
    ground.buffer[:] = 128
    frame = Planes(CANVAS)
    draw = still(*prepare(rgb, path, (CANVAS.width, CANVAS.height)))
    for done in (0.0, 0.3, 0.5, 1.0):
        frame.copy(ground)
        pose = path.pose(done)
        draw.draw(pose, frame)
        wanted = reference(rgb, pose, CANVAS, ground)
        inside = np.zeros_like(frame.each[0], bool)
        inside[
            int(pose.y) + 3 : int(pose.y + 1200 * pose.scale) - 3, int(pose.x) + 3 : int(pose.x + 1500 * pose.scale) - 3
        ] = True
        assert np.abs(frame.each[0].astype(float) - wanted)[inside].max() <= 2.5


@pytest.mark.slow
@settings(max_examples=60)
@given(
    size=st.tuples(st.integers(240, 1900), st.integers(240, 2400)),
    corner=st.tuples(st.floats(0.0, 0.95), st.floats(0.0, 0.95)),
    extent=st.tuples(st.floats(0.02, 1.0), st.floats(0.02, 1.0)),
    move=st.sampled_from(["push", "pull", "drift", "hold"]),
    done=st.floats(0.0, 1.0),
)
def test_every_move_draws_what_one_warp_draws(size, corner, extent, move, done):
    width, height = (min(extent[axis], 1.0 - corner[axis]) for axis in (0, 1))
    focus = FocusBox(x=corner[0], y=corner[1], width=width, height=height)
    path = fill(Size(width=size[0], height=size[1]), focus, move, (CANVAS, SAFE))
    path = path or in_window(size, Box(x=60, y=330, width=960, height=800), move)
    path = path.scaled(0.5)
    ground = Planes(DRAFT)
    rgb = soft(*size)
    frame = Planes(DRAFT)
    still(*prepare(rgb, path, (DRAFT.width, DRAFT.height))).draw(path.pose(done), frame)
    away = np.abs(frame.each[0].astype(float) - reference(rgb, path.pose(done), DRAFT, ground))
    assert np.percentile(away, 99) <= 3.0


@pytest.mark.parametrize("pivot", [(-4, 960), (1084, 960), (540, -4), (540, 1924)], ids=str)
def test_a_pivot_outside_of_what_is_drawn_is_a_defect_that_is_told(pivot):
    end = Pose(x=-100, y=-100, scale=1.0)
    start = Pose(x=pivot[0] + (end.x - pivot[0]) * 0.97, y=pivot[1] + (end.y - pivot[1]) * 0.97, scale=0.97)
    path = Path(start=start, end=end, pivot=pivot)
    with pytest.raises(ValueError, match="pivot"):
        still(*prepare(soft(1400, 2200), path, (CANVAS.width, CANVAS.height))).draw(path.pose(0.5), Planes(CANVAS))


@pytest.mark.slow
@pytest.mark.parametrize("canvas", [CANVAS, DRAFT], ids=["film", "draft"])
@pytest.mark.parametrize("move", ["push", "pull", "drift", "hold"])
def test_a_picture_that_fills_the_frame_leaves_nothing_of_what_was_there(move, canvas):
    rgb = soft(1144, 2036)
    focus = FocusBox(x=0.1, y=0.4, width=0.3, height=0.2)
    scale = canvas.width / CANVAS.width
    near = fill(Size(width=1144, height=2036), focus, move, (CANVAS, SAFE))
    for path in (near, over_ground(Size(width=1144, height=2036), CANVAS, move)):
        assert path is not None
        draw = still(*prepare(rgb, path.scaled(scale), (canvas.width, canvas.height)))
        for done in (0.0, 0.2, 0.5, 1.0):
            black, white = Planes(canvas), Planes(canvas)
            black.buffer[:], white.buffer[:] = 0, 255
            for frame in (black, white):
                draw.draw(path.scaled(scale).pose(done), frame)
            assert np.array_equal(black.buffer, white.buffer)


def test_edges_of_a_whole_picture_move_by_fractions_of_a_pixel():
    rgb = np.full((400, 500, 3), 255, np.uint8)
    path = in_window((500, 400), Box(x=300, y=300, width=500, height=400), "push")
    draw = still(*prepare(rgb, path, (CANVAS.width, CANVAS.height)))
    frame = Planes(CANVAS)
    for number in range(0, 150, 5):
        pose = path.pose(number / 149)
        frame.buffer[:] = 16
        draw.draw(pose, frame)
        bright = (frame.each[0].astype(float) - 16) / 219
        assert bright[round(pose.y) + 50].sum() == pytest.approx(500 * pose.scale, abs=0.15)
        assert bright[:, round(pose.x) + 50].sum() == pytest.approx(400 * pose.scale, abs=0.15)


def test_a_picture_at_rest_in_its_own_size_is_left_as_it_is():
    rgb = np.random.default_rng(1).integers(0, 256, (300, 400, 3)).astype(np.uint8)
    pose = Pose(x=100, y=200, scale=1.0)
    frame = Planes(CANVAS)
    frame.buffer[:] = 16
    still(*prepare(rgb, Path(start=pose, end=pose), (CANVAS.width, CANVAS.height))).draw(pose, frame)
    assert np.abs(frame.each[0][200:500, 100:500] - full_planes(rgb)[0]).max() <= 0.51


def test_fine_detail_does_not_alias_when_a_large_picture_is_reduced():
    stripes = np.zeros((3000, 4000, 3), np.uint8)
    stripes[:, ::3] = 255  # a third of the picture's own sampling: far above what the frame can show
    path = in_window((4000, 3000), Box(x=60, y=330, width=960, height=720), "push")
    frame = Planes(CANVAS)
    draw = still(*prepare(stripes, path, (CANVAS.width, CANVAS.height)))
    for done in (0.0, 0.37, 1.0):
        draw.draw(path.pose(done), frame)
        assert frame.each[0][400:900, 150:900].std() < 3.0
