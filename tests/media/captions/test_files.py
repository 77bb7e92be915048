"""Cues as files: every platform's form, our times, the words unharmed."""

from fractions import Fraction

import pysrt
import pysubs2
import pytest

from fanxing.media.captions.files import frame_ms, write_ass, write_srt, write_vtt
from fanxing.media.captions.foreign import parse_captions
from fanxing.model.geometry import SHAPES
from fanxing.model.subtitle import Cue, Reading, SubtitleTrack, Unit
from fanxing.model.timing import FrameRange


def cue(text, start, duration, **more):
    return Cue(line="opening/1", text=text, raw=text, span=FrameRange(start=start, duration=duration), **more)


TRACK = SubtitleTrack(
    rate="30/1",
    cues=(
        cue("这只白玉碗", 1, 30, second="This white jade bowl"),
        cue("华嵒的画", 31, 40, readings=(Reading(at=1, length=1, pinyin="yán"),), speaker="林月"),
        cue("壁厚 0.16 厘米", 100, 59, speaker="林月"),
        cue("{b}和\\N还有<i>与&", 160, 30, speaker="旁白"),
    ),
)


def test_srt_is_what_editors_take():
    assert write_srt(TRACK).decode("utf-8").split("\n\n")[:2] == [
        "1\n00:00:00,033 --> 00:00:01,033\n这只白玉碗\nThis white jade bowl",
        "2\n00:00:01,033 --> 00:00:02,366\n林月：华嵒（yán）的画",
    ]
    assert [item.text for item in pysrt.from_string(write_srt(TRACK).decode())][2:] == [
        "壁厚 0.16 厘米",
        "旁白：{b}和\\N还有<i>与&",
    ]


def test_vtt_is_what_browsers_play():
    text = write_vtt(TRACK).decode("utf-8")
    assert text.startswith("WEBVTT\n\n1\n00:00:00.033 --> 00:00:01.033\n这只白玉碗\nThis white jade bowl\n")
    assert "还有&lt;i&gt;与&amp;" in text
    assert text.endswith("\n")


@pytest.mark.parametrize("shape", SHAPES)
def test_ass_is_placed_as_in_the_film(shape):
    canvas = SHAPES[shape]
    subs = pysubs2.SSAFile.from_string(write_ass(TRACK, canvas).decode("utf-8"))
    assert (subs.info["PlayResX"], subs.info["PlayResY"]) == (str(canvas.width), str(canvas.height))
    assert subs.info["WrapStyle"] == "2"
    assert subs.info["ScaledBorderAndShadow"] == "yes"
    assert {event.style for event in subs.events} == {"First"} <= set(subs.styles)
    assert subs.events[0].text == r"这只白玉碗\N{\rSecond}This white jade bowl"
    assert [event.name for event in subs.events] == ["", "林月", "林月", "旁白"]


@pytest.mark.parametrize("write", [write_srt, write_vtt, lambda track: write_ass(track, SHAPES["9:16"])])
def test_every_form_reads_back_as_the_same_words(write):
    read = parse_captions(write(TRACK), "a")
    assert [one.text for one in read.captions] == [
        "这只白玉碗\nThis white jade bowl",
        "林月：华嵒（yán）的画",
        "壁厚 0.16 厘米",
        "旁白：{b}和\\N还有<i>与&" if read.form != "srt" else "旁白：{b}和\\N还有与&",
    ]


@pytest.mark.parametrize("rate", ["30/1", "25/1", "30000/1001"])
def test_a_cue_appears_on_its_frame_and_not_on_the_next(rate):
    """Rounded to a moment between the frame before (not seen) and its own (seen)."""
    exact = Fraction(rate)
    for frame in range(1, 2000):
        ms = frame_ms(frame, exact)
        assert (frame - 1) / exact * 1000 < ms // 10 * 10 <= ms <= frame / exact * 1000


def test_chained_cues_stay_chained_in_every_form():
    for write in (write_srt, write_vtt, lambda track: write_ass(track, SHAPES["9:16"])):
        one, after, *_ = parse_captions(write(TRACK), "a").captions
        assert one.end_ms == after.start_ms


def test_karaoke_fills_each_character_as_it_is_said():
    units = tuple(Unit(at=at, length=1, span=FrameRange(start=30 + 6 * at, duration=6)) for at in range(3))
    track = SubtitleTrack(rate="30/1", cues=(cue("白玉碗", 27, 30, units=units),))
    text = pysubs2.SSAFile.from_string(write_ass(track, SHAPES["9:16"], karaoke=True).decode())[0].text
    assert text == r"{\k10}{\k20}白{\k20}玉{\k20}碗"


def test_a_long_second_language_stands_on_two_even_lines():
    long = "This white jade bowl is only zero point one six centimetres thick"
    track = SubtitleTrack(rate="30/1", cues=(cue("白玉碗", 0, 30, second=long),))
    lines = write_srt(track).decode().splitlines()[3:5]
    assert " ".join(lines) == long
    assert max(map(len, lines)) <= 42


def test_an_empty_track_is_an_empty_file():
    empty = SubtitleTrack(rate="30/1", cues=())
    assert write_srt(empty) == b""
    assert write_vtt(empty).startswith(b"WEBVTT")
    assert b"[Events]" in write_ass(empty, SHAPES["16:9"])
