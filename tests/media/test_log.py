"""What a program's log says, and what only a stranger's file says in it."""

import foreign
import pytest
from clips import ffmpeg, numbers

from fanxing.media import jail
from fanxing.media.clip_in import Cut, take_clip
from fanxing.media.ffmpeg import CHANGED, Piece, clip_command
from fanxing.media.log import grave, tells
from fanxing.media.looks import settled
from fanxing.media.probe import probe
from fanxing.model.geometry import Size

LIMITS = jail.Limits(seconds=60, memory_bytes=1 << 30)
TITLES = {
    "full disk": "x\nNo space left on device",
    "no memory": "x\nCannot allocate memory",
    "changes": "x\nReconfiguring filter graph\u2028[info] Reconfiguring filter graph",
    "damage": "x\r\n[error] partial file\u2028[fatal] corrupt [error] y\x85[h264 @ 0x5a] [error] z",
}


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["mp4", "mkv"])
def test_no_title_of_a_film_is_taken_for_a_fault_or_for_news_of_its_picture(tmp_path, store, suffix):
    """Titles of several lines too: what a file says of itself is no word of the program that reads it."""
    drawn = foreign.film(tmp_path / "drawn.mp4", foreign.steady(12))
    for at, (name, title) in enumerate(TITLES.items()):
        path = tmp_path / f"{at}.{suffix}"
        ffmpeg("-i", drawn, "-c", "copy", "-metadata", f"title={title}", "-metadata:s:v", f"handler_name={title}", path)
        info = probe(path, tmp_path)
        assert info.film is not None
        piece = Piece(
            source=path, track=info.film.index, origin=info.origin, seek=0, first=0, end=None,
            size=Size(width=320, height=180), colour=settled(info.film),
        )  # fmt: skip
        ended = jail.attempt(clip_command(piece), limits=LIMITS, writable=tmp_path, reads=[path])
        assert title.partition("\n")[2][:8] in ended.err, "the title is not in the log: this tests nothing"
        assert (grave(ended.err), tells(ended.err, CHANGED), ended.burst) == ([], False, False), name
        assert numbers(store, take_clip(path, store, Cut()).source) == list(range(12)), name


def test_what_changes_in_a_film_is_read_from_the_programs_own_words():
    line = "[fc#0 @ 0x55c7f9] [info] Reconfiguring filter graph because video parameters changed to yuv420p"
    assert tells(f"[info] Stream mapping:\n{line}\n", CHANGED)
    assert not tells(f"[info]   title: {line}\n    : {line}\n", CHANGED)


def test_of_a_marked_log_what_is_grave_is_read_line_by_line():
    faults = ["[h264 @ 0x55c7f9] [error] x", "[vist#0:0/h264 @ 0x5] [dec:h264 @ 0x6] [fatal] y", "[error] z"]
    news = ["[info] title : [error] a", "   : [error] b", "[h264 @ 0x5] [warning] c [error] d"]
    assert grave("\n".join((*news, *faults))) == faults
    assert grave("av_interleaved_write_frame(): Disk quota exceeded\n") == [
        "av_interleaved_write_frame(): Disk quota exceeded"
    ]
