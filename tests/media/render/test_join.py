"""Spans become one film only where they fit, and nothing of them is counted twice."""

from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from fanxing.media.render.encode import encode_span, x264_parameters
from fanxing.media.render.join import join
from fanxing.media.render.orders import Encoding
from fanxing.media.render.planes import Planes
from fanxing.model.errors import ToolError
from fanxing.model.geometry import Size

SIZE = Size(width=96, height=160)


def moving(frames: int):
    """A bar that wanders down."""
    planes = Planes(SIZE)
    for number in range(frames):
        planes.buffer[:] = 128
        planes.each[0][(number * 3) % 150 : (number * 3) % 150 + 10] = 30
        yield planes


def span(folder: Path, frames: int, preset: str = "veryfast", name: str = "") -> Path:
    file = folder / f"span-{frames}-{preset}{name}.mp4"
    encoding = Encoding(preset=preset, crf=20, max_kbps=8000, rate=Fraction(30))
    encode_span(moving(frames), SIZE, encoding, frames, file)
    return file


@pytest.fixture
def sound(workshop) -> Path:
    return workshop.store.path(workshop.production(workshop.timeline(workshop.story(0.5)[:1])).soundtrack.aac)


@pytest.mark.slow
@pytest.mark.parametrize("lengths", [(1,), (1, 2, 3), (60, 15, 60), (2, 40, 1, 17)], ids=str)
def test_frames_are_counted_through_whatever_the_length_of_spans(tmp_path, sound, lengths):
    film = tmp_path / "film.mp4"
    join([span(tmp_path, length) for length in lengths], sound, film, Fraction(30), {})
    with av.open(str(film)) as made:
        stream = made.streams.video[0]
        packets = [packet for packet in made.demux(stream) if packet.size]
    decoding = [packet.dts * packet.time_base * 30 for packet in packets]
    assert decoding == [number - 2 for number in range(sum(lengths))]
    assert all(packet.pts >= packet.dts for packet in packets)
    with av.open(str(film)) as made:
        shown = [frame.pts * frame.time_base * 30 for frame in made.decode(video=0)]
        assert made.streams.video[0].average_rate == 30
    assert shown == list(range(sum(lengths)))


def test_every_frame_of_a_span_survives(tmp_path, sound):
    film = tmp_path / "film.mp4"
    parts = [span(tmp_path, 17), span(tmp_path, 23)]
    join(parts, sound, film, Fraction(30), {})

    def decoded(file):
        with av.open(str(file)) as video:
            return [frame.to_ndarray().tobytes() for frame in video.decode(video=0)]

    assert decoded(film) == [*decoded(parts[0]), *decoded(parts[1])]


def test_the_same_spans_give_the_same_bytes(tmp_path, sound):
    parts = [span(tmp_path, 20)]
    for name in ("one.mp4", "two.mp4"):
        join(parts, sound, tmp_path / name, Fraction(30), {"title": "题", "AIGC": "{}"})
    assert (tmp_path / "one.mp4").read_bytes() == (tmp_path / "two.mp4").read_bytes()
    assert span(tmp_path, 20).read_bytes() == span(tmp_path, 20, name="again").read_bytes()


@pytest.mark.slow
def test_what_the_memory_held_before_shapes_no_byte(tmp_path):
    size = Size(width=540, height=960)  # a size at which, without care, no two encodes were the same
    encoding = Encoding(preset="veryfast", crf=20, max_kbps=8000, rate=Fraction(30))
    picture = np.random.default_rng(5).integers(0, 256, (1920, 1080)).astype(np.uint8)
    picture = cv2.normalize(cv2.GaussianBlur(picture, (0, 0), 3), None, 0, 255, cv2.NORM_MINMAX)

    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP

    def drawn(frames: int, first: int):
        planes = Planes(size)
        for number in range(first, first + frames):
            planes.buffer[:] = 128
            grid = np.array([[1 + 0.003 * number, 0, 1.3 * number], [0, 1 + 0.003 * number, 0.7 * number]])
            cv2.warpAffine(picture, grid, (540, 960), dst=planes.each[0], flags=flags)
            yield planes

    made = set()
    for turn in range(5):
        remains = [np.full(1 << (8 + k % 14), (17 * turn + k) % 256, np.uint8) for k in range(400)]
        del remains[turn % 2 :: 2]
        encode_span(drawn(9, turn), size, encoding, 9, tmp_path / "other.mp4")
        encode_span(drawn(40, 0), size, encoding, 40, tmp_path / "same.mp4")
        made.add((tmp_path / "same.mp4").read_bytes())
    assert len(made) == 1


def test_spans_of_another_kind_are_refused(tmp_path, sound):
    parts = [span(tmp_path, 20), span(tmp_path, 20, preset="slow")]
    with pytest.raises(ToolError, match="各段画面对不上"):
        join(parts, sound, tmp_path / "film.mp4", Fraction(30), {})


def test_the_ceiling_holds_for_each_span_whatever_its_length():
    for frames in (15, 30, 60):
        encoding = Encoding(preset="veryfast", crf=20, max_kbps=8000, rate=Fraction(30))
        told = dict(part.split("=") for part in x264_parameters(encoding, frames).split(":"))
        most = float(told["vbv-maxrate"]) * frames / 30 + float(told["vbv-init"]) * float(told["vbv-bufsize"])
        assert most <= 8000 * frames / 30 * 1.001
