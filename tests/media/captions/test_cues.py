"""Cues hold the approved words, whole, in order, on the frame grid."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fanxing.media.captions.cues import Manner, Placed, cues_of
from fanxing.media.captions.marks import is_word, text_width, width
from fanxing.media.captions.rare import Mentions
from fanxing.media.captions.shown import shown
from fanxing.media.captions.whole import KEPT_WIDTH, names_worth_keeping, whole_spans
from fanxing.model.narration import Spoken, Take
from fanxing.model.script import Line

RATE = Fraction(30)


def placed(text, at=0, name="opening/1", *, second=None, per_second=4.5, samples=None):
    marks = [at for at, mark in enumerate(text) if is_word(mark) and width(mark)]
    step = 48_000 / per_second
    units = tuple(
        Spoken(at=mark, length=1, start=round(k * step), end=round((k + 0.9) * step)) for k, mark in enumerate(marks)
    )
    length = samples if samples is not None else round((len(marks) + 1) * step)
    take = Take(line=name, voice="recorded", speaker="a", sound=None, samples=length, units=units)
    return Placed(Line(id=name, text=text, second=second), take, Fraction(at))


def test_a_line_becomes_cues_at_its_moment():
    cues = cues_of([placed("这只白玉碗，壁厚只有 0.16 厘米，比一枚硬币还薄。", at=60)], RATE)
    assert [cue.text for cue in cues] == ["这只白玉碗", "壁厚只有 0.16 厘米", "比一枚硬币还薄"]
    assert cues[0].span.start == 60
    assert [cue.raw for cue in cues] == ["这只白玉碗，", "壁厚只有 0.16 厘米，", "比一枚硬币还薄。"]
    assert {cue.line for cue in cues} == {"opening/1"}


def test_units_point_at_what_is_shown_and_run_forward():
    cue = cues_of([placed("“瓜，瓣”和 叶子。")], RATE)[0]
    assert [cue.text[unit.at : unit.at + unit.length] for unit in cue.units] == list("瓜瓣和叶子")
    for one, after in itertools.pairwise(cue.units):
        assert one.span.start <= after.span.start
    assert all(cue.span.start <= unit.span.start < unit.span.end <= cue.span.end for unit in cue.units)


def test_readings_point_at_what_is_shown():
    manner = Manner(mentions=Mentions({"嵒": "yán"}))
    cues = cues_of([placed("这本册页，是清代画家，华嵒在一七四五年画成的。")], RATE, manner)
    found = [(cue.text[one.at : one.at + one.length], one.pinyin) for cue in cues for one in cue.readings]
    assert found == [("嵒", "yán")]


def test_the_second_language_goes_along():
    cues = cues_of([placed("这只白玉碗，比一枚硬币还薄。", second="This white jade bowl, thinner than a coin.")], RATE)
    assert [cue.second for cue in cues] == ["This white jade bowl,", "thinner than a coin."]


@pytest.mark.parametrize("text", ["", "。。。", "   ", "\n"])
def test_what_says_nothing_has_no_cue(text):
    assert cues_of([placed(text)], RATE) == ()


def test_an_unsaid_line_has_no_cue():
    assert cues_of([placed("没有读出。", samples=0)], RATE) == ()


def test_a_line_without_units_is_spread_over_its_take():
    line = placed("一棵老松，虬枝盘曲，几乎占满整个画面。")
    take = line.take.model_copy(update={"units": ()})
    cues = cues_of([Placed(line.line, take, Fraction(0))], RATE)
    assert len(cues) >= 2
    assert cues[-1].span.start < line.take.samples / 1600


WRITTEN = """
的 了 在 一棵老松 虬枝盘曲 ， 。 、 ？ ！ “ ” 《 》 —— …… · 0.16 厘米 11.2×13.1 1745年 乾隆四十六年 公元前221年
Museum of Art ' - . , : ; （ ） 华嵒 《诗意册》 列奥纳多·达·芬奇 😀 👨‍👩‍👧 🇨🇳 👍🏽
é e\u0301 𬭩 𠙶 嵒 <br> {\\b1} **粗** # \\N % ℃
二〇二五 第12号 10:30 \u200b
"""
PIECES = st.sampled_from([*WRITTEN.split(), " ", "\n", "\t", "\u3000"])
SCRIPTS = st.lists(st.lists(PIECES, max_size=24).map("".join), min_size=1, max_size=4)


@given(SCRIPTS, st.sampled_from([0.7, 4.5, 12.0, 200.0]), st.integers(0, 40))
@example(["·" * 5], 4.5, 0)
@example(["a" * 200], 4.5, 0)
@example(["《" * 30 + "字"], 4.5, 0)
def test_cues_hold_every_word_once_in_order(script, pace, gap):
    lines, at = [], 0
    for number, text in enumerate(script):
        lines.append(placed(text, at, f"opening/{number}", per_second=pace))
        at += lines[-1].take.samples // 1600 + gap
    names = names_worth_keeping(["华嵒", "《诗意册》", "虬枝盘曲"])
    cues = cues_of(lines, RATE, Manner(names=names))
    for line in lines:
        own = [cue for cue in cues if cue.line == line.line.id]
        if any(map(is_word, line.line.text)) and shown(line.line.text).text and line.take.units:
            assert "".join(cue.raw for cue in own) == line.line.text
        for cue in own:
            assert cue.text == shown(cue.raw).text
            assert "\n" not in cue.text
    for one, after in itertools.pairwise(cues):
        assert one.span.end <= after.span.start
        assert after.span.start - one.span.end != 1


@given(st.lists(PIECES, min_size=1, max_size=16).map("看".join))
def test_what_stays_whole_is_in_one_cue(text):
    names = names_worth_keeping(["华嵒", "《诗意册》"])
    cues = cues_of([placed(text)], RATE, Manner(names=names))
    cuts = set(itertools.accumulate(len(cue.raw) for cue in cues[:-1]))
    for start, end in joined(whole_spans(text, names)):
        if shown(text[start:end]).text and cues and text_width(text[start:end]) <= KEPT_WIDTH:
            assert not any(start < cut < end for cut in cuts), text[start:end]


def joined(spans):
    """Give the spans, those that overlap as one."""
    out = []
    for start, end in spans:
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out
