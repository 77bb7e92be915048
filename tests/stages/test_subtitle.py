"""The stage that makes subtitles: the approved words, where they are heard."""

from pathlib import Path

import pytest

from fanxing.media.bench import Bench
from fanxing.media.store import Store
from fanxing.model.narration import Narration, Spoken, Take
from fanxing.model.recipe import Closing, Exhibit, Exhibition, Guide, Look, Museum, Subtitles
from fanxing.model.script import Line, Part, Script
from fanxing.model.story import Lexicon, Story
from fanxing.model.timeline import AiNotice, SoundClip, Timeline
from fanxing.stages.subtitle import subtitle

WORDS = (
    ("opening/1", "三百年前的文人，怎样度过悠长的一天？", "How did a scholar spend a long day?"),
    ("object/a/1", "这是华嵒《诗意册》，长11.915米。", "This is Hua Yan's album, 11.915 metres long."),
    ("object/a/2", "仔细看，华嵒在画松风。", None),
)


def script():
    lines = {name: Line(id=name, text=text, second=second) for name, text, second in WORDS}
    parts = (
        Part(id="opening", kind="opening", heading="", lines=(lines["opening/1"],), seconds=4),
        Part(id="object/a", kind="object", heading="", lines=(lines["object/a/1"], lines["object/a/2"]), seconds=8),
    )
    return Script(cut="episode", title="一册看尽文人清梦", parts=parts)


def take(name, text, voice="recorded"):
    marks = [at for at, mark in enumerate(text) if mark.isalnum()]
    units = tuple(Spoken(at=at, length=1, start=k * 9_600, end=k * 9_600 + 9_000) for k, at in enumerate(marks))
    return Take(line=name, voice=voice, speaker="x", sound=None, samples=len(marks) * 9_600, units=units)


def narration(**voices):
    return Narration(takes=tuple(take(name, text, voices.get(name[-1], "recorded")) for name, text, _ in WORDS))


def timeline(told, starts=(30, 150, 300)):
    voice = tuple(
        SoundClip(name=one.line, sound=one.sound, samples=one.samples, start=start)
        for one, start in zip(told.takes, starts, strict=False)
    )
    return Timeline(rate="30/1", duration=450, picture=(), graphics=(), voice=voice, notice=AiNotice(synthetic=False))


STORY = Story(
    cut="episode",
    kind="episode",
    title="一册看尽文人清梦",
    hook=None,
    museum=Museum(name="克利夫兰艺术博物馆"),
    exhibition=Exhibition(name="华嵒《诗意册》"),
    guide=Guide(name="林月"),
    objects=(Exhibit(id="a", name="松下高士"),),
    closing=Closing(),
)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(Store(tmp_path))


def made(bench, told=None, time=None, second=None, **look):
    told = told or narration()
    return subtitle.function(
        script(), told, time or timeline(told), STORY, Subtitles(second=second), Lexicon(), Look(**look), bench=bench
    )


def test_cues_hold_the_approved_text_where_it_is_heard(bench):
    track = made(bench)
    assert [cue.text for cue in track.cues] == [
        "三百年前的文人",
        "怎样度过悠长的一天？",
        "这是华嵒《诗意册》",
        "长11.915米",
        "仔细看 华嵒在画松风",
    ]
    assert next(cue.span.start for cue in track.cues if cue.line == "object/a/1") == 150
    for name, text, _ in WORDS:
        assert "".join(cue.raw for cue in track.cues if cue.line == name) == text
    assert track.fallbacks == ()
    assert not any(cue.second or cue.readings or cue.speaker for cue in track.cues)


def test_the_second_language_stands_below_and_its_lack_is_said(bench):
    track = made(bench, second="en")
    assert [cue.second for cue in track.cues if cue.line == "opening/1"] == ["How did a scholar spend a long day?"] * 2
    assert track.fallbacks == ("缺少英文字幕：仔细看，华嵒在画松风。",)


def test_readings_stand_at_the_first_mention(bench):
    track = made(bench, readings=True)
    assert [(cue.text[one.at], one.pinyin) for cue in track.cues for one in cue.readings] == [("嵒", "yán")]


def test_a_line_that_was_not_read_has_no_cue_and_that_is_said(bench):
    told = narration()
    track = made(bench, told, timeline(told, starts=(30, 150)))
    assert {cue.line for cue in track.cues} == {"opening/1", "object/a/1"}
    assert track.fallbacks == ("没有读出，字幕略去：仔细看，华嵒在画松风。",)


def test_who_speaks_is_told_where_two_do(bench):
    track = made(bench, narration(**{"2": "synthetic"}))
    assert [cue.speaker for cue in track.cues] == ["林月", "林月", "林月", "林月", "旁白"]
    assert not any(cue.speaker for cue in made(bench, narration(**{"2": "silent"})).cues)


def test_a_clip_that_starts_inside_its_take_moves_its_cues(bench):
    told = narration()
    plain = timeline(told)
    clip = plain.voice[1].model_copy(update={"source_in": 4_800})
    track = made(bench, told, plain.model_copy(update={"voice": (plain.voice[0], clip, plain.voice[2])}))
    assert next(cue.span.start for cue in track.cues if cue.line == "object/a/1") == 147
