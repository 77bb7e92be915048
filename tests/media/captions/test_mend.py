"""Subtitle files are judged and put right, and what was done is told."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanxing.media.captions.foreign import Caption, CaptionFile, parse_captions, read_captions, write_captions
from fanxing.media.captions.mend import fix, shift
from fanxing.media.captions.rules import Wish, check
from fanxing.model.errors import RecipeError


def file(*rows):
    return CaptionFile("a.srt", "srt", "utf-8", tuple(Caption(start, end, text) for start, end, text in rows))


def rows(made):
    return [(one.start_ms, one.end_ms, one.text) for one in made.captions]


GOOD = (0, 2000, "这只白玉碗"), (2000, 4000, "比一枚硬币还薄")

WRONG = {
    "empty": [(0, 2000, " ")],
    "glyph": [(0, 2000, "😀")],
    "time": [(2000, 2000, "甲")],
    "order": [(3000, 5000, "甲"), (0, 2000, "乙")],
    "overlap": [(0, 2500, "甲"), (2000, 4000, "乙")],
    "gap": [(0, 2000, "甲"), (2033, 4000, "乙")],
    "short": [(0, 500, "甲")],
    "long": [(0, 9000, "甲")],
    "fast": [(0, 1000, "这只白玉碗比一枚硬币还薄")],
    "wide": [(0, 4000, "这只白玉碗的壁厚只有零点一六厘米")],
    "lines": [(0, 4000, "这只白玉碗\n比硬币还薄")],
    "mark": [(0, 2000, "这只白玉碗，")],
}


@pytest.mark.parametrize("rule", WRONG)
def test_each_rule_finds_its_fault_and_says_where(rule):
    found = check(file(*WRONG[rule]))
    assert f"subtitle-{rule}" in {fault.rule for fault in found}
    assert all("a.srt 第 " in str(fault.where) and fault.mend for fault in found)


@pytest.mark.parametrize(
    "good",
    [
        GOOD,
        ((0, 2000, "这只白玉碗\nThis white jade bowl"),),
        ((0, 4000, "This white jade bowl is thinner than a coin"[:42]),),
        ((0, 2000, "怎样度过一天？"), (2100, 4000, "还有……")),
    ],
)
def test_a_good_file_has_no_findings(good):
    assert check(file(*good)) == ()


def test_two_lines_may_be_wished():
    assert check(file((0, 4000, "这只白玉碗\n比硬币还薄")), Wish(lines=2)) == ()


@pytest.mark.parametrize(
    ("by", "options", "made"),
    [
        (500, {}, [(500, 2500), (2500, 4500)]),
        (-1000, {}, [(0, 1000), (1000, 3000)]),
        (-2500, {}, [(0, 1500)]),
        (500, {"since_ms": 2000}, [(0, 2000), (2500, 4500)]),
        (0, {"factor": Fraction(25, 24)}, [(0, 2083), (2083, 4167)]),
    ],
)
def test_captions_move_together(by, options, made):
    moved, told = shift(file(*GOOD), by, **options)
    assert [row[:2] for row in rows(moved)] == made
    assert bool(told) == (by < 0)


MENDED = {
    "order": [(3000, 5000, "甲乙"), (0, 2000, "丙丁")],
    "overlap": [(0, 2500, "甲乙"), (2000, 4000, "丙丁")],
    "gap": [(0, 2000, "甲乙"), (2033, 4000, "丙丁")],
    "short": [(0, 300, "甲乙"), (5000, 6000, "丙丁")],
    "time": [(2000, 1000, "甲乙"), (5000, 6000, "丙丁")],
    "wide": [(0, 6000, "这只白玉碗，壁厚只有零点一六厘米，比一枚硬币还薄。")],
    "lines": [(0, 6000, "这只白玉碗壁厚只有\n零点一六厘米，比\n一枚硬币还薄。")],
    "empty": [(0, 2000, ""), (2000, 4000, "甲乙")],
    "double": [(0, 2000, "甲乙"), (0, 2000, "甲乙")],
}


@pytest.mark.parametrize("name", MENDED)
def test_what_can_be_mended_is_mended_and_told(name):
    mended, told = fix(file(*MENDED[name]))
    assert check(mended) == ()
    assert told
    assert all(fault.level == "advice" for fault in told)


def test_a_long_caption_is_parted_at_its_words_with_its_time():
    mended, _ = fix(file((0, 6000, "这只白玉碗，壁厚只有零点一六厘米，比一枚硬币还薄。")))
    assert [row[2] for row in rows(mended)] == ["这只白玉碗", "壁厚只有零点一六厘米", "比一枚硬币还薄"]
    assert rows(mended)[0][0] == 0
    assert rows(mended)[-1][1] == 6000


def test_a_bilingual_caption_is_left_as_it_is():
    both = file((0, 3000, "这只白玉碗\nThis white jade bowl"))
    assert rows(fix(both)[0]) == rows(both)


def test_a_good_file_is_left_as_it_is():
    assert fix(file(*GOOD)) == (file(*GOOD), ())


def test_real_files_are_in_order_after_mending(shared_data):
    for path in sorted((shared_data / "nasty/subs").glob("*.[sva][rst][tst]")):
        mended, _ = fix(read_captions(path))
        again = parse_captions(write_captions(mended), path.name)
        left = {fault.rule for fault in check(again)}
        assert not left & {"subtitle-order", "subtitle-overlap", "subtitle-time", "subtitle-empty", "subtitle-gap"}, (
            path
        )


ROWS = st.lists(
    st.tuples(st.integers(0, 20_000), st.integers(-500, 9_000), st.text("这只白玉碗 abc，。\n", max_size=40)),
    max_size=12,
)


def test_a_caption_that_cannot_be_shown_in_parts_is_left_whole_and_told():
    mended, told = fix(
        file(
            (1000, 2300, "两侧各有一朵花蕾作耳，碗壁最薄的地方只有零点一六厘米，灯光能够透过来。"), (2300, 4000, "外壁")
        )
    )
    assert len(mended.captions) == 2
    assert rows(mended)[0][:2] == (1000, 2300)
    assert any("没有拆开" in fault.what for fault in told)


def test_no_part_of_a_long_caption_is_shown_too_shortly():
    mended, _ = fix(file((0, 3000, "这只白玉碗，壁厚只有零点一六厘米，薄。")))
    assert all(one.end_ms - one.start_ms >= 850 for one in mended.captions)


@pytest.mark.parametrize(
    ("written", "made"),
    [
        (r"{\an1}这只白玉碗", "这只白玉碗"),
        ("这只白玉碗。", "这只白玉碗"),
        ("<i>这只白玉碗，</i>", "<i>这只白玉碗</i>"),
        ("这只白玉碗。\nThis bowl.", "这只白玉碗\nThis bowl."),
        ("怎样度过一天？", "怎样度过一天？"),
        ("This bowl.", "This bowl."),
        ("。。", "。。"),
    ],
)
def test_marks_that_no_viewer_should_see_are_taken_off(written, made):
    mended, told = fix(file((0, 2000, written)))
    assert mended.captions[0].written == made
    assert bool(told) == (written != made)


def test_a_shift_that_leaves_nothing_is_refused():
    with pytest.raises(RecipeError, match="一条字幕也不剩"):
        shift(file(*GOOD), -1_000_000)


@given(ROWS)
def test_mending_never_loses_a_word_nor_runs_backwards(raw):
    given_file = file(*((start, start + length, text) for start, length, text in raw))
    mended, _ = fix(given_file)
    letters = sorted(mark for _, _, text in set(rows(given_file)) for mark in text if mark.isalpha())
    assert sorted(mark for one in mended.captions for mark in one.text if mark.isalpha()) == letters
    ends = 0
    for one in mended.captions:
        assert ends <= one.start_ms < one.end_ms
        ends = one.end_ms
