"""Clips are shown frame by frame, in their own shape, and what they leave free is their own light."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from fanxing.media.render.footage import Footage, lay_footage, lay_light
from fanxing.media.render.path import Pose
from fanxing.media.render.planes import Planes
from fanxing.model.footage import Moving
from fanxing.model.geometry import Box, Size
from fanxing.model.timeline import Clip


def clip(folder: Path, frames: int = 40, size=(320, 180)) -> Path:
    """A clip whose frame ``n`` is as bright as ``40 + 4 n``, with a white disc in the middle."""
    file = folder / f"clip-{frames}-{size[0]}x{size[1]}.mp4"
    y, x = np.mgrid[0 : size[1], 0 : size[0]]
    disc = np.hypot(x - size[0] / 2 + 0.5, y - size[1] / 2 + 0.5) < size[1] / 4
    with av.open(str(file), "w") as out:
        stream = out.add_stream("libx264", rate=Fraction(30), options={"crf": "10", "g": "15"})
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        for number in range(frames):
            planes = Planes(Size(width=size[0], height=size[1]))
            planes.buffer[:] = 128
            planes.each[0][:] = np.where(disc, 235, 40 + 4 * number)
            frame = av.VideoFrame.from_numpy_buffer(planes.buffer, format="yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, 30)
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return file


def number_of(picture) -> int:
    return round((float(picture[0][:20, :20].mean()) - 40) / 4)


ORDERS = {
    "one after the other": list(range(40)),
    "from the middle": [17, 18, 19],
    "back and forth": [30, 5, 6, 39, 0],
    "over a gap": [0, 35],
    "the same again": [7, 7, 7],
    "past the end": [38, 39, 55],
}


@pytest.mark.parametrize("asked", ORDERS.values(), ids=ORDERS.keys())
def test_the_frame_that_is_asked_for_is_given(tmp_path, asked):
    footage = Footage(clip(tmp_path))
    assert [number_of(footage.frame(number)) for number in asked] == [min(number, 39) for number in asked]
    footage.close()


def test_footage_in_a_mount_keeps_its_shape_and_leaves_the_mount_as_it_is(tmp_path):
    footage = Footage(clip(tmp_path))
    frame = Planes(Size(width=540, height=960))
    frame.buffer[:] = 0
    lay_footage(footage.frame(20), Pose(x=0, y=250, scale=540 / 320), frame)
    luma = frame.each[0]
    assert luma[260:270, 10:530].mean() == pytest.approx(120, abs=2)
    white = np.argwhere(luma > 200)
    (top, left), (bottom, right) = white.min(axis=0), white.max(axis=0)
    assert right - left == pytest.approx(bottom - top, abs=2)
    for band in (luma[:240], luma[570:]):
        assert not band.any()


def test_footage_that_fills_the_frame_is_cropped_not_stretched(tmp_path):
    footage = Footage(clip(tmp_path, size=(360, 600)))
    frame = Planes(Size(width=540, height=960))
    scale = 960 / 600
    lay_footage(footage.frame(3), Pose(x=(540 - 360 * scale) / 2, y=0, scale=scale), frame)
    white = np.argwhere(frame.each[0] > 200)
    (top, left), (bottom, right) = white.min(axis=0), white.max(axis=0)
    assert right - left == pytest.approx(bottom - top, abs=2)
    assert bottom - top == pytest.approx(600 / 2 * scale, abs=3)
    assert (left + right) / 2 == pytest.approx(270, abs=1)


@pytest.mark.slow
def test_in_and_out_points_are_exact_in_the_film(workshop, tmp_path):
    file = clip(tmp_path, frames=48, size=(720, 1280))
    data = workshop.store.keep(file.read_bytes(), ".mp4")
    moving = Moving(picture=data, size=Size(width=720, height=1280), frames=48)
    shots = [Clip(shot="a", part="a", view="whole", move="hold", media=moving, source_in=12, duration=30)]
    film = workshop.films(workshop.production(workshop.timeline(shots)))[0]
    with av.open(str(film)) as made:
        seen = [number_of((frame.to_ndarray()[:960],)) for frame in made.decode(video=0)]
    assert seen == list(range(12, 42))


def test_a_clips_own_light_fills_the_canvas_dimmed_and_without_shapes(tmp_path):
    footage = Footage(clip(tmp_path))
    frame = Planes(Size(width=540, height=960))
    frame.buffer[:] = 255
    lay_light(footage.frame(20), frame)
    luma = frame.each[0]
    assert 40 < luma.mean() < 100
    assert luma.std() < 25
    assert np.abs(np.diff(luma.astype(np.int16), axis=1)).max() <= 4  # no edge
    assert all(90 < plane.mean() < 166 for plane in frame.each[1:])
    footage.close()


def test_a_look_may_have_a_lying_clip_stand_whole_over_its_own_light(workshop, tmp_path):
    file = clip(tmp_path, frames=20, size=(640, 360))
    data = workshop.store.keep(file.read_bytes(), ".mp4")
    moving = Moving(picture=data, size=Size(width=640, height=360), frames=20)
    shots = [Clip(shot="a", part="a", view="whole", move="hold", media=moving, duration=20)]
    films = {}
    for window in (None, Box(x=60, y=600, width=960, height=540)):
        workshop.plains = replace(workshop.plains, version=f"with {window}", window=window)
        films[window] = workshop.frames(workshop.films(workshop.production(workshop.timeline(shots)))[0])[10]
    hung, lit = films.values()
    assert hung[900:].std(axis=(0, 1)).max() < 2  # the look's ground
    assert hung[900:].mean() > 180
    inside = lit[310:560, 40:500].mean()
    for around in (lit[20:280], lit[600:940]):
        assert 0.2 * inside < around.mean() < 0.6 * inside
