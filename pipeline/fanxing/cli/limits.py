"""A platform's figures in sentences that people read."""

from collections.abc import Callable, Iterator, Mapping

from fanxing.model.platform import DeclarationWords, PlatformProfile, ScheduleWindow, TagLimits, TextLimits, VideoLimits
from fanxing.model.words import say

CONFIDENCE: Mapping[str, str] = {
    "A": say("平台自己的文字"),
    "B": say("两处以上独立来源"),
    "C": say("一处第三方"),
    "D": say("没有核实"),
}
"""How well a figure is known, in words."""

_SIDES = {
    "min_short_side": say("短边至少 {pixels} 像素"),
    "max_short_side": say("短边至多 {pixels} 像素"),
    "max_side": say("长边至多 {pixels} 像素"),
}
_HASH = {"single": say("写成 #话题"), "double": say("写成 #话题#"), "none": say("不带 #")}


def limits(profile: PlatformProfile) -> Iterator[tuple[str, str, str]]:
    """Heading, sentence and where it is known from, of every group that has figures."""
    for group, (heading, tell) in _GROUPS.items():
        figures = getattr(profile, group)
        if words := say("，").join(tell(figures)):
            known = say("{conf}，{checked}，{source}", conf=CONFIDENCE[figures.conf], **_origin(figures))
            yield heading, words, known


def _origin(figures: VideoLimits | TextLimits | TagLimits | DeclarationWords | ScheduleWindow) -> dict[str, str]:
    return {"checked": figures.checked, "source": figures.source}


def _video(video: VideoLimits) -> Iterator[str]:
    yield say("文件 {ext}", ext="、".join(video.ext))
    if video.aspect == "square-or-vertical":
        yield say("竖屏或方形")
    if video.min_s is not None:
        yield say("最短 {length}", length=_length(video.min_s))
    if video.max_s is not None:
        yield say("最长 {length}", length=_length(video.max_s))
    if video.max_bytes is not None:
        yield say("最大 {size}", size=_size(video.max_bytes))
    yield from _picture(video)


def _picture(video: VideoLimits) -> Iterator[str]:
    if video.max_kbps is not None:
        yield say("码率不超过 {rate:g} Mbps", rate=video.max_kbps / 1000)
    if video.advise_min_kbps is not None:
        yield say("码率最好在 {rate:g} Mbps 以上", rate=video.advise_min_kbps / 1000)
    for name, words in _SIDES.items():
        if (pixels := getattr(video, name)) is not None:
            yield say(words, pixels=pixels)


def _text(text: TextLimits) -> Iterator[str]:
    if text.min and text.max is not None:
        yield say("{least}–{most} 个字", least=text.min, most=text.max)
    elif text.max is not None:
        yield say("不超过 {most} 个字", most=text.max)
    elif text.min:
        yield say("至少 {least} 个字", least=text.min)
    if text.hard_max is not None:
        yield say("表单最多收 {most} 个字", most=text.hard_max)
    if text.allowed_punct is not None:
        yield say("标点只许用 {marks}", marks=text.allowed_punct)
    if text.comma == "space":
        yield say("逗号换成空格")


def _tags(tags: TagLimits) -> Iterator[str]:
    if tags.min:
        yield say("至少 {least} 个", least=tags.min)
    if tags.max is not None:
        yield say("最多 {most} 个", most=tags.max)
    if tags.each_max is not None:
        yield say("每个不超过 {most} 个字", most=tags.each_max)
    if tags.total_chars is not None:
        yield say("合起来不超过 {most} 个字", most=tags.total_chars)
    if tags.quoted_if_space:
        yield say("带空格的每个多算 {more} 个字", more=tags.quoted_if_space)
    yield _HASH[tags.hash]


def _declaration(words: DeclarationWords) -> Iterator[str]:
    if words.ai:
        yield say("有 AI 合成内容时选“{words}”", words=words.ai)
    if words.field:
        yield say("接口里的栏目是 {field}", field=words.field)
    if words.none:
        yield say("没有时选“{words}”", words=words.none)
    if words.when == "picture":
        yield say("只有配音是合成的不用选")
    if words.required:
        yield say("不选不能发布")


def _schedule(window: ScheduleWindow) -> Iterator[str]:
    if window.offered is None:
        yield say("能不能定时不清楚")
        return
    yield say("可以定时") if window.offered else say("不能定时")
    if window.min_hours is not None:
        yield say("至少提前 {hours:g} 小时", hours=window.min_hours)
    if window.max_days is not None:
        yield say("最多提前 {days:g} 天", days=window.max_days)


_GROUPS: Mapping[str, tuple[str, Callable[..., Iterator[str]]]] = {
    "video": (say("影片"), _video),
    "title": (say("标题"), _text),
    "description": (say("简介"), _text),
    "tags": (say("话题"), _tags),
    "declaration": (say("声明"), _declaration),
    "schedule": (say("定时"), _schedule),
}


def _length(seconds: float) -> str:
    if seconds < 120:
        return say("{seconds:g} 秒", seconds=seconds)
    if seconds < 7200:
        return say("{minutes:g} 分钟", minutes=seconds / 60)
    return say("{hours:g} 小时", hours=seconds / 3600)


def _size(count: int) -> str:
    if count < 2**30:
        return say("{size:.0f} MB", size=count / 2**20)
    return say("{size:.0f} GB", size=count / 2**30)
