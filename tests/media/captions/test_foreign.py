"""Files of others are read as they come, and what is strange is said."""

import pytest

from fanxing.media.captions.foreign import parse_captions, read_captions, write_captions
from fanxing.model.errors import AssetError, RecipeError

SRT = "1\n00:00:01,000 --> 00:00:02,500\n这只白玉碗\n\n2\n00:00:03,000 --> 00:00:04,000\n比硬币还薄\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk", "big5"]
)
def test_every_usual_encoding_is_read(encoding):
    text = SRT if encoding != "big5" else SRT.replace("这只", "這隻").replace("比硬币还", "比硬幣還")
    read = parse_captions(text.encode(encoding), "a.srt")
    assert read.captions[0].text[2:] == "白玉碗"
    assert [note.rule for note in read.notes] == ([] if encoding.startswith("utf-8") else ["subtitle-encoding"])
    assert write_captions(read).decode("utf-8").startswith("1\n00:00:01,000 --> 00:00:02,500\n")


STRANGE = {  # text: times of the first, its text, rules of the notes
    "1\r\n0:0:1.5 --> 0:0:2,500\r\nA\r\n": (1500, 2500, "A", ["subtitle-form", "subtitle-form"]),
    "00:01,000 --> 00:02,000\nA": (1000, 2000, "A", []),
    "1\n00:00:01,000 --> 00:00:02,000\nA\n\nB\n": (1000, 2000, "A\nB", ["subtitle-form"]),
    "1\n00:00:01,000 --> 00:00:02,000\n\nA\n": (1000, 2000, "A", []),
    "1\n00:00:01,000 --> 00:00:02,000\n<i>A</i> {\\an8}B\n": (1000, 2000, "A B", []),
    "1\n00:00:01,000 --> 00:00:02,000 X1:1 Y1:2\nA\n": (1000, 2000, "A", ["subtitle-form"]),
    "1\n00:00:01,000 --> 00:00:02,000\nA\n2\n00:00:02,000 --> 00:00:03,000\nB": (1000, 2000, "A", []),
    "WEBVTT\n\nNOTE x\n\nid\n00:01.000 --> 00:02.000 align:left\nA &amp; <c.x>B</c>\n\nNOTE y\n": (
        1000,
        2000,
        "A & B",
        ["subtitle-form"],
    ),
    "[Events]\nFormat: Start, End, Text\nDialogue: 0:00:01.00,0:00:02.00,{\\b1}A, B\\NC\n": (1000, 2000, "A, B\nC", []),
}


@pytest.mark.parametrize("text", STRANGE)
def test_careless_files_are_read_and_what_is_strange_is_said(text):
    read = parse_captions(text.encode(), "a")
    start, end, words, rules = STRANGE[text]
    assert (read.captions[0].start_ms, read.captions[0].end_ms, read.captions[0].text) == (start, end, words)
    assert [note.rule for note in read.notes] == rules


def test_a_time_that_cannot_be_read_is_a_fault_with_its_line():
    read = parse_captions((SRT + "\n3\n00:00:aa,000 --> 00:00:09,000\nC\n").encode(), "a.srt")
    assert len(read.captions) == 2
    assert [(note.level, str(note.where), note.what) for note in read.notes] == [
        ("fault", "a.srt:10", "时间读不懂：00:00:aa,000 --> 00:00:09,000")
    ]


REFUSED = {
    b"": "不是字幕文件",
    b"\x00\x01\x02\xff\xfe\x80": "认不出文字编码",
    "只有文字".encode(): "不是字幕文件",
    b"<?xml version='1.0'?><tt/>": "XML 字幕",
    b"WEBVTT\n": "没有一条能读的字幕",
    b"1\n00:00:xx --> 00:00:02,000\nA\n": "没有一条能读的字幕",
    b"[Script Info]\n[Events]\nDialogue: 0,x,0:00:02.00,Default,,0,0,0,,A\n": "ASS 的内容读不懂",
}


@pytest.mark.parametrize("raw", REFUSED)
def test_what_is_no_subtitle_file_is_refused_in_words(raw):
    with pytest.raises(AssetError, match=REFUSED[raw]):
        parse_captions(raw, "a")


def test_a_file_that_is_not_there_is_refused_in_words(tmp_path):
    with pytest.raises(RecipeError, match="找不到"):
        read_captions(tmp_path / "a.srt")


def test_styles_of_an_ass_file_are_kept(shared_data):
    read = read_captions(shared_data / "nasty/subs/ssa_typical.ass")
    again = parse_captions(write_captions(read), "b.ass")
    assert again.subs is not None
    assert again.subs.styles["Default"].fontname == "Open Sans Semibold"
    assert [one.text.split() for one in again.captions] == [one.text.split() for one in read.captions]


def test_tags_of_an_srt_file_are_kept():
    raw = b"1\n00:00:01,000 --> 00:00:02,000\n<i>A</i>\n\n"
    assert write_captions(parse_captions(raw, "a.srt")) == raw
    assert b"\n<i>A</i>" not in write_captions(parse_captions(raw, "a.srt"), "vtt")


def test_real_files_of_every_kind_are_read_or_refused(shared_data):
    for path in sorted((shared_data / "nasty/subs").iterdir()):
        if path.suffix == ".xml":
            with pytest.raises(AssetError, match="XML"):
                read_captions(path)
            continue
        read = read_captions(path)
        assert len(read.captions) >= 2, path.name
        for form in ("srt", "vtt", "ass"):
            again = parse_captions(write_captions(read, form), path.name)
            assert sorted(one.text.split() for one in again.captions) == sorted(
                one.text.split() for one in read.captions
            )
