"""RGB becomes BT.709 limited range, chroma where decoders look for it."""

import av
import numpy as np
import pytest

from fanxing.media.render.planes import Planes, from_buffer, from_rgb, full_planes, site_left
from fanxing.model.geometry import Size

COLOURS = {  # Source: ITU-R BT.709-6, 3.2 to 3.5, worked out by hand
    "white": ((255, 255, 255), (235, 128, 128)),
    "black": ((0, 0, 0), (16, 128, 128)),
    "red": ((255, 0, 0), (63, 102, 240)),
    "green": ((0, 255, 0), (173, 42, 26)),
    "blue": ((0, 0, 255), (32, 240, 118)),
    "grey": ((128, 128, 128), (126, 128, 128)),
}


@pytest.mark.parametrize(("rgb", "yuv"), COLOURS.values(), ids=COLOURS.keys())
def test_colours_are_converted_by_the_bt709_matrix(rgb, yuv):
    frame = from_rgb(np.full((4, 4, 3), rgb, np.uint8))
    assert tuple(int(plane[0, 0]) for plane in frame.each) == yuv


def test_chroma_sits_left():
    ramp = np.tile(np.arange(64, dtype=np.float32), (8, 1))
    assert site_left(ramp)[0, 1:-1] == pytest.approx(np.arange(2, 62, 2))  # the value of the even column itself


def test_chroma_sits_between_two_rows():
    ramp = np.tile(np.arange(64, dtype=np.float32)[:, None], (1, 8))
    assert site_left(ramp)[:, 0] == pytest.approx(np.arange(0.5, 64, 2))


def test_the_encoder_reads_the_planes_as_they_lie():
    rgb = np.random.default_rng(0).integers(0, 256, (48, 64, 3)).astype(np.uint8)
    frame = from_rgb(rgb)
    read = av.VideoFrame.from_numpy_buffer(frame.buffer, format="yuv420p")
    for plane, mine in zip(read.planes, frame.each, strict=True):
        rows = np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)
        assert np.array_equal(rows[:, : plane.width], mine)


def test_planes_share_one_buffer():
    frame = Planes(Size(width=8, height=4))
    frame.buffer[:] = 0
    frame.each[2][:] = 7
    assert (frame.buffer.reshape(-1)[-8:] == 7).all()
    assert np.array_equal(from_buffer(frame.buffer).each[2], frame.each[2])


def test_a_mix_is_a_weighted_mean():
    one, other = Planes(Size(width=8, height=4)), Planes(Size(width=8, height=4))
    one.buffer[:], other.buffer[:] = 100, 200
    one.mix(other, 0.25)
    assert (one.buffer == 125).all()


def test_luma_and_chroma_keep_full_precision_until_they_are_rounded():
    rgb = np.full((2, 2, 3), (10, 20, 30), np.uint8)
    y, cb, cr = full_planes(rgb)
    assert y[0, 0] == pytest.approx(16 + 219 * (0.2126 * 10 + 0.7152 * 20 + 0.0722 * 30) / 255, abs=1e-4)
    assert cb[0, 0] > 128 > cr[0, 0]
