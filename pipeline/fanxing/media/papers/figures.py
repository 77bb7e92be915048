"""Figures of a finished thing -> rows that a museum person can read; programs have ``report.json``."""

from collections.abc import Iterator, Mapping
from typing import Any

from fanxing.model.words import say

Facts = Mapping[str, Any]


def rows(facts: Facts) -> Iterator[tuple[str, str]]:
    """Give name and value of every figure that says something to people, in order."""
    for row in _PICTURE, _SOUND, _MARKS:
        for name, sentence in row.items():
            told = _told(sentence, facts)
            if told:
                yield name, told


def _told(sentence: str, facts: Facts) -> str:
    """Fill a sentence; nothing where a figure that it needs was not measured."""
    if sentence in _WORDS:
        return _WORDS[sentence](facts)
    try:
        return sentence.format_map(_Formatted(facts))
    except KeyError:
        return ""


class _Formatted(dict[str, Any]):
    """Figures by name; one that is not known (None) counts as missing."""

    def __init__(self, facts: Facts) -> None:
        super().__init__({name: value for name, value in facts.items() if value is not None})


_PICTURE: dict[str, str] = {
    say("画面"): say("{width}×{height}，{rate} 帧/秒，{frames} 帧"),
    say("画面编码"): say("{video_codec} {video_profile}，{pix_fmt}"),
    say("色彩"): say("{primaries} / {transfer} / {matrix} / {range}"),
    say("尺寸"): say("{width}×{height}，{format}"),
    say("时长"): say("画面 {picture_s:.2f} 秒，声音 {sound_s:.2f} 秒"),
    say("文件"): say("{bytes:,} 字节，平均 {kbps:.0f} kbps"),
    say("第一帧"): say("{first_frame_s:.3f} 秒，平均亮度 {first_frame_luma:.0f}"),
    say("关键帧间隔"): say("最长 {key_distance_s:.2f} 秒"),
    say("黑场、静止、闪帧"): "stretches",
    say("和计划的画面比"): "likeness",
}
_SOUND: dict[str, str] = {
    say("声音编码"): say("{audio_codec} {audio_profile}，{sample_rate_hz} Hz，{channels} 声道"),
    say("整体响度"): say("{loudness_lufs:.1f} LUFS"),
    say("真峰值"): say("{true_peak_dbtp:.1f} dBTP"),
    say("削波"): say("{clipped_runs} 处"),
    say("声音相对画面"): "offset",
}
_MARKS: dict[str, str] = {
    say("AI 标识"): "label",
    say("文件里的 AI 标识（GB 45438-2025）"): say("{aigc_form}：{aigc}"),
    say("文件指纹（SHA-256）"): say("{sha256}"),
}


def _stretches(facts: Facts) -> str:
    if "black" not in facts:
        return ""
    counts = (len(facts["black"]), len(facts["frozen"]), len(facts["flashes"]))
    return say("{black} 处、{frozen} 处、{flashes} 处", black=counts[0], frozen=counts[1], flashes=counts[2])


_TOGETHER = 0.0005
"""Seconds of which nobody speaks."""


def _offset(facts: Facts) -> str:
    late = facts.get("sound_offset_s")
    if late is None:
        return ""
    if abs(late) < _TOGETHER:
        return say("同步")
    return say("{way} {ms:.1f} 毫秒", way=say("晚") if late > 0 else say("早"), ms=abs(late) * 1000)


def _likeness(facts: Facts) -> str:
    looked = facts.get("likeness")
    if not looked:
        return ""
    most = max(one["difference"] for one in looked)
    return say("看了 {count} 个镜头，色差最大 ΔE {most:.1f}", count=len(looked), most=most)


def _label(facts: Facts) -> str:
    sightings = facts.get("label")
    if not sightings:
        return ""
    seen = sum(one["seen"] for one in sightings)
    share = min(one["ink_share"] for one in sightings)
    return say("{seen}/{all} 帧找到，字高为短边的 {share:.1%}", seen=seen, all=len(sightings), share=share)


_WORDS = {"stretches": _stretches, "likeness": _likeness, "offset": _offset, "label": _label}
