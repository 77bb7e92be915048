"""Films that change on the way: the clock jumps, or the pictures change their size or turn."""

from pathlib import Path

import av
import foreign
import numpy as np
import pytest
from clips import ffmpeg, numbers

from fanxing.media.sound_in import take_recording
from fanxing.media.wav import read_wav
from fanxing.model.errors import AssetError
from fanxing.model.geometry import Size


def part(folder: Path, name: str, offset: float, *, tone: float | None = 1.0, suffix: str = "ts", **how) -> bytes:
    """One second of a numbered film whose clock begins at ``offset``."""
    drawn = foreign.film(folder / f"{name}.mp4", foreign.steady(30), tone=tone, **how)
    path = folder / f"{name}.{suffix}"
    codecs = ("-c", "copy") if suffix == "ts" else ("-c:v", "mpeg2video", "-q:v", "2", "-g", "5", "-c:a", "ac3")
    ffmpeg("-i", drawn, *codecs, "-muxdelay", "0", "-output_ts_offset", str(offset), path)
    return path.read_bytes()


CLOCKS = {
    # where the clocks of three recordings begin that were laid one behind the other
    "each begins anew": (0, 0, 0),
    "far ahead": (0, 500, 501),
    "back": (500, 501, 3),
    "there and back": (0, 40, 1),
}


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["ts", "vob"])
@pytest.mark.parametrize("name", CLOCKS)
def test_recordings_laid_one_behind_the_other_are_shown_whole(tmp_path, store, take, name, suffix):
    """Nothing is lost, nothing stands still for minutes, and sound stays with its picture."""
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(b"".join(part(tmp_path, str(at), at, suffix=suffix) for at in CLOCKS[name]))
    clip = take(path, sound=True)
    told = numbers(store, clip)
    assert abs(clip.frames - 90) <= 6
    assert not clip.frozen
    assert [told.count(number) for number in (3, 15, 26)] == [3, 3, 3]
    assert len(read_wav(store.path(clip.sound))) == clip.frames * 1600
    second = take(path, 1.5, 1.8)
    assert second.frames == 9
    assert all(abs(number - wanted) <= 3 for number, wanted in zip(numbers(store, second), range(15, 24), strict=True))


@pytest.mark.slow
def test_a_recording_of_several_is_heard_whole(tmp_path, store):
    path = tmp_path / "a.ts"
    path.write_bytes(b"".join(part(tmp_path, str(at), at) for at in (0, 600, 0)))
    heard = take_recording(path, store).source
    assert heard.samples == pytest.approx(3 * 48_000, abs=4800)


@pytest.mark.slow
def test_a_clock_that_wraps_runs_on(tmp_path, store, take):
    """Of 33 bits at 90 kHz: a recorder that has been on for a day begins anew."""
    path = tmp_path / "a.ts"
    part(tmp_path, "a", 2**33 / 90_000 - 0.5)
    clip = take(path, sound=True)
    told = numbers(store, clip)
    assert told[-28:] == list(range(2, 30))
    assert len(told) <= 31


@pytest.mark.slow
def test_a_gap_of_the_picture_alone_is_no_jump_of_the_clock(tmp_path, store, take):
    """Cameras that watch a hall write a picture when something moves, and sound all the while."""
    whole = foreign.film(tmp_path / "a.mp4", foreign.steady(390), size=(160, 90), tone=13.0)
    path = tmp_path / "a.ts"
    ffmpeg("-i", whole, "-vf", "select='lt(n,2)+gt(n,360)'", "-fps_mode", "passthrough", "-c:a", "copy", path)
    clip = take(path, sound=True)
    told = numbers(store, clip)
    assert told.count(1) == pytest.approx(360, abs=1)
    assert told[-29:] == list(range(361, 390))
    assert numbers(store, take(path, 11.8, 12.1))[-1] == pytest.approx(362, abs=1)


def two_looks(folder: Path, size: tuple[int, int], suffix: str) -> Path:
    """A film of one second of 320 by 180 and one of another size, under one clock."""
    path = folder / f"a.{suffix}"
    if suffix == "ts":
        both = (part(folder, "one", 0, tone=None), part(folder, "other", 1, tone=None, size=size))
        path.write_bytes(b"".join(both))
        return path
    parts = [
        foreign.film(folder / f"{at}.webm", foreign.steady(30), size=one, codec="libvpx", options={"b": "2M"})
        for at, one in enumerate(((320, 180), size))
    ]
    with av.open(str(path), "w") as out, av.open(str(parts[0])) as one, av.open(str(parts[1])) as other:
        track = out.add_stream_from_template(one.streams.video[0])
        for at, film in enumerate((one, other)):
            for packet in film.demux(video=0):
                if packet.dts is not None:
                    packet.pts, packet.dts, packet.stream = packet.pts + at * 1000, packet.dts + at * 1000, track
                    out.mux(packet)
    return path


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["ts", "webm"])
def test_a_film_that_turns_on_the_way_is_not_stretched(tmp_path, store, take, suffix):
    """A phone was turned, or another recording was laid behind: either part can be taken."""
    path = two_looks(tmp_path, (180, 320), suffix)
    with pytest.raises(AssetError, match=r"a\.\w+ 的画面在第 [\d.]+ 秒换了尺寸、方向或色彩") as refused:
        take(path)
    assert "from 和 to" in refused.value.faults[0].mend
    with pytest.raises(AssetError, match="换了尺寸"):
        take(path, 0.5, 1.5)
    before, after = take(path, 0.2, 0.5), take(path, 1.2, 1.5)
    assert (before.size, after.size) == (Size(width=320, height=180), Size(width=180, height=320))
    assert abs(numbers(store, before)[0] - 6) <= 1
    assert abs(numbers(store, after)[0] - 6) <= 2


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["ts", "webm"])
def test_a_stream_that_becomes_sharper_is_shown_whole(tmp_path, store, take, suffix):
    """As live streams do when the line gets better: the same picture of more pixels."""
    path = two_looks(tmp_path, (640, 360), suffix)
    clip = take(path)
    assert clip.size == Size(width=320, height=180)
    assert not clip.frozen
    told = numbers(store, clip)
    assert [told.count(number) for number in (3, 15, 27)] == [2, 2, 2]
    assert take(path, 1.3, 1.5).size == Size(width=640, height=360)


@pytest.mark.slow
def test_what_lies_before_a_far_piece_does_not_stretch_it(tmp_path, store, take):
    """Decoding begins at the piece, so nobody sees the change."""
    landscape = foreign.film(
        tmp_path / "0.webm", foreign.steady(510), codec="libvpx", options={"b": "1M", "deadline": "realtime"}
    )
    portrait = foreign.film(
        tmp_path / "1.webm", foreign.steady(300), size=(180, 320), codec="libvpx", options={"b": "1M"}
    )
    path = tmp_path / "a.webm"
    with av.open(str(path), "w") as out, av.open(str(landscape)) as one, av.open(str(portrait)) as other:
        track = out.add_stream_from_template(one.streams.video[0])
        for at, film in enumerate((one, other)):
            for packet in film.demux(video=0):
                if packet.dts is not None:
                    packet.pts, packet.dts, packet.stream = packet.pts + at * 17_000, packet.dts + at * 17_000, track
                    out.mux(packet)
    clip = take(path, 25.0, 25.2)
    assert clip.size == Size(width=180, height=320)
    assert np.abs(np.array(numbers(store, clip)) - np.arange(240, 246)).max() <= 1
