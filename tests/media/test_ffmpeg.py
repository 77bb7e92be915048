"""What is run, read without running it."""

from pathlib import Path

import pytest

from fanxing.media import ffmpeg
from fanxing.media.ffmpeg import Piece, build, clip_command, executable, sound_command
from fanxing.media.tracks import Colour, SoundTrack
from fanxing.model.errors import ToolError
from fanxing.model.geometry import Size

PLAIN = {
    "source": Path("/a b/讲解's [1];,.mp4"),
    "track": 0,
    "origin": 0.0,
    "seek": 0,
    "first": 0,
    "end": None,
    "size": Size(width=1920, height=1080),
    "colour": Colour(matrix=1, primaries=1, transfer=1, full=False),
}


def graph(argv):
    return argv[argv.index("-filter_complex") + 1]


def test_every_input_stands_behind_the_walls():
    for argv in (
        clip_command(Piece(**PLAIN)),
        sound_command(PLAIN["source"], SoundTrack(1, 2, 0.0, 1.0), origin=0.0, keep=(0, 9)),
    ):
        before = argv[: argv.index("-i")]
        for wall in ("-nostdin", "-protocol_whitelist", "-format_whitelist", "-codec_whitelist", "-max_pixels"):
            assert wall in before
        assert before[before.index("-protocol_whitelist") + 1] == "file"
        assert argv[argv.index("-i") + 1] == f"file:{PLAIN['source']}"


def test_no_playlist_can_be_opened():
    assert not {"hls", "concat", "dash", "sdp", "image2", "lavfi", "rtsp"} & set(ffmpeg.FORMATS.split(","))


def test_what_a_person_wrote_stands_in_no_filter():
    assert "讲解" not in graph(clip_command(Piece(**PLAIN)))


def test_pixels_like_ours_are_not_touched():
    assert "zscale" not in graph(clip_command(Piece(**PLAIN | {"ours": True})))
    assert "matrixin=170m" in graph(clip_command(Piece(**PLAIN | {"colour": Colour(6, 6, 6, full=False)})))
    assert "lut3d" in graph(clip_command(Piece(**PLAIN | {"colour": Colour(9, 9, 18, full=False)})))
    assert "bwdif" in graph(clip_command(Piece(**PLAIN | {"interlaced": True})))


def test_a_far_in_point_is_counted_from_where_decoding_begins():
    argv = clip_command(Piece(**PLAIN | {"seek": 20, "first": 750, "end": 780}))
    assert argv[argv.index("-ss") + 1] == "20"
    assert "trim=end_frame=180:start_frame=150" in graph(argv)


def test_a_machine_without_ffmpeg_is_told_so(monkeypatch):
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", "/no/such/ffmpeg")
    ffmpeg.executable.cache_clear()
    try:
        with pytest.raises(ToolError, match="没有可用的 ffmpeg"):
            ffmpeg.executable()
    finally:
        ffmpeg.executable.cache_clear()


OTHER = """#!/bin/sh
echo "ffmpeg version 9.9-museum"
echo "configuration: {option}"
"""


def test_the_ffmpeg_that_runs_is_the_one_that_keys_tell(tmp_path, monkeypatch):
    """A museum's own build gives other bytes than the one that comes with the wheel."""
    own = tmp_path / "ffmpeg"
    told = [build()]
    for option in ("--enable-zscale", "--disable-zscale"):
        own.write_text(OTHER.format(option=option), "utf-8")
        own.chmod(0o755)
        monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(own))
        executable.cache_clear()
        told.append(build())
    monkeypatch.undo()
    executable.cache_clear()
    assert told[0].startswith("imageio-ffmpeg ")
    assert told[1].startswith("ffmpeg version 9.9-museum")
    assert len(set(told)) == 3


def test_an_ffmpeg_that_does_not_run_is_told(tmp_path, monkeypatch):
    own = tmp_path / "ffmpeg"
    own.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    own.chmod(0o755)
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(own))
    executable.cache_clear()
    try:
        with pytest.raises(ToolError, match="没有可用的 ffmpeg"):
            build()
    finally:
        monkeypatch.undo()
        executable.cache_clear()
