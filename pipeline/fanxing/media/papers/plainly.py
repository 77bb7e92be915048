"""Figures of a finished film -> a few sentences that a museum person reads; the figures themselves stand below."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from fanxing.model.words import say

Facts = Mapping[str, Any]

TARGET_LUFS, AROUND = -15.0, 2.0
"""What phones play well, and how far from it nobody minds. Source: GY/T 377-2023."""


def sentences(facts: Facts, found: Collection[str]) -> Iterator[str]:
    """Say what a film is, how it sounds and what is seen in it.

    Args:
        facts: Its figures.
        found: Ids of the rules that found something: what a finding says is not said to be well.
    """
    yield from _form(facts)
    yield from _sound(facts, found)
    yield from _stretches(facts, found)
    yield from _looked_at(facts, found)
    yield from _label(facts, found)


def _form(facts: Facts) -> Iterator[str]:
    if facts.get("duration_s") and facts.get("width"):
        size = say("{width}×{height}", width=facts["width"], height=facts["height"])
        megabytes = facts.get("bytes", 0) / 1e6
        yield say(
            "片长 {length}，画面 {size}，文件 {mb:.1f} MB。", length=_long(facts["duration_s"]), size=size, mb=megabytes
        )


def _long(seconds: float) -> str:
    whole = round(seconds)
    if whole < 60:
        return say("{seconds} 秒", seconds=whole)
    return say("{minutes} 分 {seconds} 秒", minutes=whole // 60, seconds=whole % 60)


def _sound(facts: Facts, found: Collection[str]) -> Iterator[str]:
    level = facts.get("loudness_lufs")
    if level is None:
        if "audio_codec" in facts and "silent" not in found:
            yield say("片子没有声音。")
        return
    if abs(level - TARGET_LUFS) <= AROUND:
        told = say("声音大小合适（响度 {level:.1f}，手机上听以 -15 上下为宜）", level=level)
    else:
        way = say("偏大") if level > TARGET_LUFS else say("偏小")
        told = say("声音{way}（响度 {level:.1f}，手机上听以 -15 上下为宜）", way=way, level=level)
    if not {"true-peak", "clipping"} & set(found):
        told = say("{told}，没有破音", told=told)
    late = facts.get("sound_offset_s")
    if late is not None and "av-offset" not in found:
        told = say("{told}，和画面同步", told=told)
    yield say("{told}。", told=told)


def _stretches(facts: Facts, found: Collection[str]) -> Iterator[str]:
    if "black" not in facts:
        return
    clean = [
        name
        for rule, key, name in (
            ("black", "black", say("黑屏")),
            ("frozen", "frozen", say("卡住")),
            ("flash", "flashes", say("闪烁")),
        )
        if not facts[key] and rule not in found
    ]
    if clean:
        yield say("画面没有{names}的地方。", names="、".join(clean))
    if facts["frozen"] and "frozen" not in found:
        yield say(
            "有 {count} 处画面停着不动，都是片头、片尾的字卡，或者素材本来就不动，不用管。", count=len(facts["frozen"])
        )
    if facts["black"] and "black" not in found:
        yield say("有 {count} 处很短的黑屏，看不出来，不用管。", count=len(facts["black"]))


def _looked_at(facts: Facts, found: Collection[str]) -> Iterator[str]:
    shots, cues = facts.get("likeness") or (), facts.get("cues") or ()
    if shots and "picture-differs" not in found:
        yield say("抽看了 {count} 个镜头，都是分镜里的那张图。", count=len(shots))
    if cues and "subtitle-unseen" not in found:
        yield say("抽看了 {count} 条字幕，都看得见。", count=len(cues))


def _label(facts: Facts, found: Collection[str]) -> Iterator[str]:
    if facts.get("label") and not {"ai-label-missing", "ai-label-small"} & set(found):
        yield say("开头看得到 AI 标识，字够大。")
    if facts.get("aigc") and not {"ai-metadata-missing", "ai-metadata-unwanted"} & set(found):
        yield say("文件里写好了 AI 标识，平台读得到。")
