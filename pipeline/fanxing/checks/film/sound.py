"""What is heard, and whether it fits the picture."""

from collections.abc import Iterator

from fanxing.checks.expected import Expected
from fanxing.checks.film.facts import Facts, is_damaged
from fanxing.checks.rules import Judge, advice_if, clock
from fanxing.model.errors import Fault
from fanxing.model.words import say

TARGET_LUFS = -15.0
"""GY/T 377-2023 for listening in noise; within 1 LU of the -14 that platforms elsewhere are used to."""
FRAME = 1 / 30
"""Seconds."""
OWN_REST = 8.0
"""Seconds that a film of ours may be silent where nobody is meant to speak: an end card under no music."""
_HAIR = 0.002
"""Seconds: what time bases round away."""


def loudness(facts: Facts, expected: Expected, judge: Judge) -> Iterator[Fault]:
    """As loud as promised where something is meant to sound; nothing over full scale."""
    if "loudness_lufs" not in facts or not expected.sounds:
        return
    level, peak = facts["loudness_lufs"], facts["true_peak_dbtp"]
    if level is None:
        yield from judge.find("silent", say("整部片子没有声音"), mend=say("检查旁白和音乐后重新导出"))
        return
    # A stranger's film is held to the standard's ±2, ours to the promise of ±1.
    most = max(2.0, judge.limit("loudness")) if expected.is_foreign else judge.limit("loudness")
    if abs(level - TARGET_LUFS) > most:
        what = say(
            "声音{way}：整体响度 {level:.1f}，应为 -15±{most:g}（LUFS）",
            way=say("太响") if level > TARGET_LUFS else say("太轻"),
            level=level,
            most=most,
        )
        yield from judge.find("loudness", what, mend=_louder(level))
    if peak is not None and peak > judge.limit("true-peak"):
        what = say(
            "最响的地方会破音（真峰值 {peak:.1f} dBTP，最高 {most:g}）", peak=peak, most=judge.limit("true-peak")
        )
        yield from judge.find("true-peak", what, mend=say("在剪映里把最响的地方音量调低一点，再重新导出"))
    if facts["clipped_runs"] > judge.limit("clipping"):
        what = say("声音有 {count} 处发破（削波）", count=facts["clipped_runs"])
        yield from judge.find("clipping", what, mend=say("录音时离话筒远一点、音量调低，重录后再导出"))


def _louder(level: float) -> str:
    """How far to move the volume; the slider of any editor counts in dB."""
    way = say("调低") if level > TARGET_LUFS else say("调高")
    return say("在剪映里把整条声音{way}约 {by:.0f} dB 后重新导出", way=way, by=abs(level - TARGET_LUFS))


def silence(facts: Facts, expected: Expected, judge: Judge) -> Iterator[Fault]:
    """No long hole; one in which nobody was meant to speak is the recipe's own rest."""
    if facts.get("loudness_lufs") is None or not expected.sounds:
        return
    for start, end in facts["silence"]:
        if end - start < judge.limit("silence"):
            continue
        spoken = sum(max(0.0, min(end, last) - max(start, first)) for first, last in expected.spoken)
        own = not expected.is_foreign and spoken < 0.5
        if own and end - start < OWN_REST:
            continue
        what = say("从 {at} 起有 {seconds:.1f} 秒没有声音", at=clock(start), seconds=end - start)
        mend = say("补上旁白或音乐后重新导出")
        yield from judge.find("silence", what, where=clock(start), mend=mend, level=advice_if(own))


def together(facts: Facts, expected: Expected, judge: Judge) -> Iterator[Fault]:
    """Picture and sound start at 0, fit each other, and are of one length."""
    if not facts.get("frames") or is_damaged(facts):
        return
    if facts["first_frame_s"] > FRAME / 2:
        what = say("第一帧晚了 {seconds:.3f} 秒，开头会黑一下", seconds=facts["first_frame_s"])
        yield from judge.find("first-frame-late", what, mend=say("去掉开头的空档后重新导出"))
    elif "sound_s" in facts:
        yield from _fit(facts, expected, judge)


def _fit(facts: Facts, expected: Expected, judge: Judge) -> Iterator[Fault]:
    apart = abs(facts["sound_s"] - facts["picture_s"])
    if apart > judge.limit("av-length") * FRAME + _HAIR:
        what = say("声音和画面的长度相差 {seconds:.3f} 秒", seconds=apart)
        level = advice_if(expected.is_foreign and apart < 0.2)
        yield from judge.find("av-length", what, mend=say("让声音和画面一样长后重新导出"), level=level)
    late = facts.get("sound_offset_s")
    if late is None:
        late = facts["sound_start_s"] - facts["first_frame_s"]
    if abs(late) > judge.limit("av-offset") * FRAME + _HAIR:
        way = say("晚") if late > 0 else say("早")
        what = say("声音比画面{way}了 {ms:.0f} 毫秒", way=way, ms=abs(late) * 1000)
        yield from judge.find("av-offset", what, mend=say("让声音从 0 秒开始后重新导出"))
