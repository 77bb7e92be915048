"""A subtitle track judged: order, times, reading speed, coverage, glyphs."""

import itertools
from collections.abc import Iterator, Mapping

from fanxing.checks.rules import Judge, clock
from fanxing.model.errors import Fault
from fanxing.model.subtitle import Cue, SubtitleTrack
from fanxing.model.text import letters
from fanxing.model.timeline import Timeline
from fanxing.model.timing import seconds_for_frames
from fanxing.model.words import say


def caption_findings(track: SubtitleTrack, timeline: Timeline, judge: Judge) -> Iterator[Fault]:
    """Judge the cues of a film against its timeline."""
    yield from _order(track, timeline, judge)
    for cue in track.cues:
        yield from _pace(cue, track, judge)
    yield from _second_pace(track, judge)
    yield from _coverage(track, timeline, judge)


def _at(cue: Cue, track: SubtitleTrack) -> str:
    return clock(seconds_for_frames(cue.span.start, track.rate))


def _order(track: SubtitleTrack, timeline: Timeline, judge: Judge) -> Iterator[Fault]:
    mend = say("重新渲染；再次出现时请报告这个缺陷")
    before: Cue | None = None
    for cue in track.cues:
        if before is not None and cue.span.start < before.span.end:
            what = say("字幕“{one}”和“{other}”重叠", one=before.text, other=cue.text)
            yield from judge.find("subtitle-overlap", what, where=_at(cue, track), mend=mend)
        if cue.span.end > timeline.duration:
            what = say("字幕“{text}”超出了片尾", text=cue.text)
            yield from judge.find("subtitle-outside", what, where=_at(cue, track), mend=mend)
        before = cue


def _pace(cue: Cue, track: SubtitleTrack, judge: Judge) -> Iterator[Fault]:
    seconds = seconds_for_frames(cue.span.duration, track.rate)
    least, most = judge.limit("subtitle-short"), judge.limit("subtitle-fast")
    if seconds < least:
        what = say(
            "字幕“{text}”只停留 {seconds:.2f} 秒，至少 {least:g} 秒", text=cue.text, seconds=seconds, least=least
        )
        mend = say("把这一句说慢一点，或和前后句合并")
        yield from judge.find("subtitle-short", what, where=_at(cue, track), mend=mend)
    speed = letters(cue.text) / seconds
    if speed > most:
        what = say("字幕“{text}”每秒 {speed:.1f} 字，来不及读", text=cue.text, speed=speed)
        mend = say("说慢一点（voice.rate），或把这一句写短")
        yield from judge.find("subtitle-fast", what, where=_at(cue, track), mend=mend)


def _second_pace(track: SubtitleTrack, judge: Judge) -> Iterator[Fault]:
    """Judge how fast the second language is to be read: the fastest is told, and how many more there are.

    What stays under several cues in a row is read over all of them.
    """
    most = judge.limit("subtitle-second-fast")
    fast: list[tuple[float, str, Cue]] = []
    for text, group in itertools.groupby(track.cues, key=lambda cue: cue.second):
        cues = list(group)
        seconds = float(sum(seconds_for_frames(cue.span.duration, track.rate) for cue in cues))
        if text and seconds and len(text) / seconds > most:
            fast.append((len(text) / seconds, text, cues[0]))
    if fast:
        speed, text, cue = max(fast, key=lambda one: one[0])
        what = say("英文“{text}”每秒 {speed:.0f} 个字母，来不及读", text=text, speed=speed)
        if len(fast) > 1:
            what = say("{what}；另有 {more} 处也快于每秒 {most:g} 个", what=what, more=len(fast) - 1, most=most)
        mend = say("把这句英文写短，或把中文说慢一点（voice.rate）")
        yield from judge.find("subtitle-second-fast", what, where=_at(cue, track), mend=mend)


def _coverage(track: SubtitleTrack, timeline: Timeline, judge: Judge) -> Iterator[Fault]:
    """Every spoken line has cues over most of its time."""
    covered: dict[str, int] = {}
    for cue in track.cues:
        covered[cue.line] = covered.get(cue.line, 0) + 1
    without = [clip.name for clip in timeline.voice if clip.name not in covered]
    if timeline.voice and 1 - len(without) / len(timeline.voice) < judge.limit("subtitle-coverage"):
        what = say("有 {count} 句说出来的话没有字幕：{lines}", count=len(without), lines="、".join(without[:5]))
        yield from judge.find("subtitle-coverage", what, mend=say("重新渲染；再次出现时请报告这个缺陷"))


def glyph_findings(missing: Mapping[str, str], judge: Judge) -> Iterator[Fault]:
    """Judge which words hold characters that no font has.

    Args:
        missing: What is set -> its characters without a glyph.
        judge: Rules with the recipe's settings.
    """
    for text, without in missing.items():
        what = say("“{text}”里的“{characters}”没有字形，画面上会是空框", text=text, characters="、".join(without))
        yield from judge.find("glyph-missing", what, where=text, mend=say("改用通行字，或在 checks 里说明后另配字体"))
