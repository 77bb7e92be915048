"""Subtitles judged: whether a second language can be read in its time."""

from typing import Any

import pytest
from filmmaking import subtitles, timeline

from fanxing.checks.captions import caption_findings
from fanxing.checks.quality_rules import QUALITY
from fanxing.checks.rules import Judge
from fanxing.model.errors import Fault
from fanxing.model.subtitle import Cue


def judged(cues: tuple[Cue, ...]) -> list[Fault]:
    track = subtitles().model_copy(update={"cues": cues})
    return list(caption_findings(track, timeline(), Judge(QUALITY, {})))


SECONDS = {
    "in time": (((0, 60),), "Pines in the morning, a stream below.", []),
    "too fast": (((0, 60),), "Seen from the front, it is like a chrysanthemum in full bloom.", [" 31 个字母"]),
    "under two cues in a row": (((0, 60), (60, 120)), "Seen from the front, it is like a bloom.", []),
    "too fast under two cues": (((0, 25), (25, 50)), "Seen from the front, it is like a bloom.", ["front"]),
}


@pytest.mark.parametrize(("spans", "english", "told"), SECONDS.values(), ids=SECONDS)
def test_english_that_nobody_can_read_in_its_time_is_told(spans: Any, english: str, told: list[str]):
    cues = tuple(cue.model_copy(update={"second": english}) for cue in subtitles(*spans).cues)
    pace = [one for one in judged(cues) if one.rule == "subtitle-second-fast"]
    assert [one.level for one in pace] == ["advice"] * len(told)
    assert all(word in one.what for word, one in zip(told, pace, strict=True))


def test_of_many_english_lines_the_fastest_is_told_and_the_others_are_counted():
    track = subtitles((0, 30), (30, 70), (70, 100))
    texts = ("It has 30 letters, as you see.", "Seen from the front, it is like a bloom in spring.", "Short.")
    cues = tuple(cue.model_copy(update={"second": text}) for cue, text in zip(track.cues, texts, strict=True))
    (pace,) = [one for one in judged(cues) if one.rule == "subtitle-second-fast"]
    assert "bloom in spring" in pace.what
    assert "另有 1 处" in pace.what
