"""Subtitles in the picture: with our own font, on the right frames, or a refusal in words."""

from dataclasses import replace

import av
import numpy as np
import pytest

from fanxing.media.aigc import read_aigc, write_aigc
from fanxing.media.captions.burn import burn, command, upright
from fanxing.media.captions.foreign import parse_captions
from fanxing.media.tracks import Colour, FilmTrack
from fanxing.model.errors import AssetError
from fanxing.model.geometry import Size

SRT = "1\n00:00:00,333 --> 00:00:00,666\n这只白玉碗\nA jade bowl\n"


def frames(path):
    with av.open(str(path)) as film:
        return [frame.to_ndarray(format="gray").astype(int) for frame in film.decode(video=0)]


@pytest.mark.slow
def test_captions_are_seen_on_their_frames_and_on_no_others(tiny_media, tmp_path):
    film = tiny_media.clip(width=320, height=568)
    out = tmp_path / "a'b 成片.mp4"
    burn(film, parse_captions(SRT.encode(), "a.srt"), out)
    before, after = frames(film), frames(out)
    assert len(before) == len(after) == 30
    changed = [bool(np.abs(one - other).max() > 90) for one, other in zip(before, after, strict=True)]
    assert [at for at, seen in enumerate(changed) if seen] == list(range(10, 20))
    rows = np.flatnonzero(np.abs(after[15] - before[15]).max(axis=1) > 90)
    assert 0.55 < rows[0] / 568 < rows[-1] / 568 < 0.76  # above the platforms' own buttons
    assert [path.name for path in tmp_path.iterdir()] == [out.name]


def test_the_sound_is_copied_where_it_can_be(tiny_media, tmp_path):
    film = tiny_media.clip()
    burn(film, parse_captions(SRT.encode(), "a.srt"), tmp_path / "a.mp4")
    packets = []
    for path in (film, tmp_path / "a.mp4"):
        with av.open(str(path)) as opened:
            packets.append([bytes(packet) for packet in opened.demux(audio=0) if packet.size])
    assert packets[0] == packets[1]


def test_an_ai_label_in_the_metadata_is_kept(tiny_media, tmp_path):
    write_aigc(tiny_media.clip(), tmp_path / "labelled.mp4", '{"Label":"1"}')
    burn(tmp_path / "labelled.mp4", parse_captions(SRT.encode(), "a.srt"), tmp_path / "a.mp4")
    assert read_aigc(tmp_path / "a.mp4") == '{"Label":"1"}'


def test_a_film_without_sound_stays_so(tiny_media, tmp_path):
    burn(tiny_media.clip(sound=False), parse_captions(SRT.encode(), "a.srt"), tmp_path / "a.mp4")
    with av.open(str(tmp_path / "a.mp4")) as film:
        assert not film.streams.audio


def test_an_ass_file_keeps_its_places_in_our_font(tiny_media, tmp_path):
    script = (
        "[Script Info]\nPlayResX: 320\nPlayResY: 240\n\n[V4+ Styles]\n"
        "Format: Name, Fontname, Fontsize, PrimaryColour, Alignment\n"
        "Style: Top,Nowhere Sans,40,&H00FFFFFF,8\n\n"
        "[Events]\nFormat: Layer, Start, End, Style, Text\n"
        "Dialogue: 0,0:00:00.00,0:00:01.00,Top,{\\fnElsewhere}白玉碗\n"
    )
    film = tiny_media.clip()
    burn(film, parse_captions(script.encode(), "a.ass"), tmp_path / "a.mp4")
    changed = np.abs(frames(tmp_path / "a.mp4")[10] - frames(film)[10]).max(axis=1) > 90
    assert changed[:60].any()
    assert not changed[90:].any()


def test_a_character_that_no_font_has_is_refused_before_any_work(tiny_media, tmp_path):
    with pytest.raises(AssetError, match="😀（U\\+1F600）"):
        burn(tiny_media.clip(), parse_captions(SRT.replace("碗", "😀").encode(), "a.srt"), tmp_path / "a.mp4")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["tone", "nothing"])
def test_what_has_no_picture_is_refused_in_words(tiny_media, tmp_path, name):
    (tmp_path / "nothing.mp4").write_bytes(b"nothing")
    film = tiny_media.tone() if name == "tone" else tmp_path / "nothing.mp4"
    with pytest.raises(AssetError, match=r"没有画面|不是能识别"):
        burn(film, parse_captions(SRT.encode(), "a.srt"), tmp_path / "a.mp4")
    assert not (tmp_path / "a.mp4").exists()


def track(transfer=1):
    colour = Colour(matrix=1, primaries=1, transfer=transfer, full=False)
    return FilmTrack(
        index=0,
        width=1920,
        height=1080,
        sar=1.0,
        swaps=False,
        rate=30.0,
        start=0.0,
        duration=1.0,
        colour=colour,
        pixels="yuv420p",
        bits=8,
        rgb=False,
        interlaced=False,
        dolby=False,
    )


def test_no_words_of_a_person_stand_in_the_command(tmp_path):
    argv = command(tmp_path / "a:b'c,d;[x].mp4", track(), 1, copied=True)
    assert f"file:{tmp_path}/a:b'c,d;[x].mp4" in argv
    assert not any("a:b" in word for word in argv if "ass=" in word)


@pytest.mark.parametrize(("transfer", "curve"), [(16, "smpte2084"), (18, "arib-std-b67")])
def test_letters_on_an_hdr_film_do_not_blind(tmp_path, transfer, curve):
    """White letters in PQ would shine with 10,000 cd/m2: the picture is brought to BT.709 before them."""
    argv = command(tmp_path / "a.mp4", track(transfer), None, copied=False)
    graph = next(word for word in argv if "ass=" in word)
    assert curve in graph
    assert graph.index("tonemap") < graph.index("ass=")
    assert "bt709" in argv


def test_a_film_is_measured_as_it_is_seen():
    assert upright(replace(track(), swaps=True, sar=0.5)) == Size(width=1080, height=960)
