"""Finished films, covers, times and declarations against what a platform takes."""

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

from fanxing.model.cover import Cover
from fanxing.model.platform import CoverWish, PlatformProfile, ScheduleWindow
from fanxing.model.timeline import AiNotice
from fanxing.model.words import say

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
"""The zone of ``publish.schedule``: China has had no summer time since 1991."""


def film_problems(profile: PlatformProfile, facts: Mapping[str, Any]) -> tuple[str, ...]:
    """Say what the platform would not take of a measured film.

    Args:
        profile: The platform.
        facts: ``duration_s``, ``bytes``, ``kbps``, ``width``, ``height`` and ``suffix`` of the finished file.
    """
    limits, found = profile.video, []
    seconds, length, kbps = float(facts["duration_s"]), int(facts["bytes"]), float(facts["kbps"])
    short, long = sorted((int(facts["width"]), int(facts["height"])))
    if str(facts["suffix"]).lstrip(".") not in limits.ext:
        found.append(say("不收 {suffix} 文件，只收 {ext}", suffix=facts["suffix"], ext="、".join(limits.ext)))
    if limits.max_s is not None and seconds > limits.max_s:
        found.append(say("视频长 {seconds:.0f} 秒，最长 {most:.0f} 秒", seconds=seconds, most=limits.max_s))
    if limits.min_s is not None and seconds < limits.min_s:
        found.append(say("视频长 {seconds:.1f} 秒，至少 {least:.0f} 秒", seconds=seconds, least=limits.min_s))
    if limits.max_bytes is not None and length > limits.max_bytes:
        found.append(say("文件 {size:.1f} GB，最大 {most:.1f} GB", size=length / 2**30, most=limits.max_bytes / 2**30))
    if limits.max_kbps is not None and kbps > limits.max_kbps:
        found.append(say("码率 {kbps:.0f} kbps，最高 {most} kbps", kbps=kbps, most=limits.max_kbps))
    found += _side_problems(profile, short, long)
    if limits.aspect == "square-or-vertical" and int(facts["width"]) > int(facts["height"]):
        found.append(say("只收竖屏或方形的视频"))
    return tuple(found)


def _side_problems(profile: PlatformProfile, short: int, long: int) -> list[str]:
    limits, found = profile.video, []
    if limits.min_short_side is not None and short < limits.min_short_side:
        found.append(say("短边 {short} 像素，至少 {least} 像素", short=short, least=limits.min_short_side))
    if limits.max_short_side is not None and short > limits.max_short_side:
        found.append(say("短边 {short} 像素，最多 {most} 像素", short=short, most=limits.max_short_side))
    if limits.max_side is not None and long > limits.max_side:
        found.append(say("长边 {long} 像素，最多 {most} 像素", long=long, most=limits.max_side))
    return found


def cover_problems(wish: CoverWish, cover: Cover | None) -> tuple[str, ...]:
    """Say what is wrong with a cover that the platform wants; None: there is none."""
    if cover is None:
        return (say("缺少 {ratio} 封面", ratio=wish.ratio),)
    found, least = [], wish.min_size or wish.size
    if cover.size.width < least.width or cover.size.height < least.height:
        found.append(
            say(
                "{ratio} 封面 {width}×{height} 像素，至少 {least_width}×{least_height}",
                ratio=wish.ratio,
                width=cover.size.width,
                height=cover.size.height,
                least_width=least.width,
                least_height=least.height,
            )
        )
    if wish.max_bytes is not None and cover.picture.size > wish.max_bytes:
        size, most = cover.picture.size / 2**20, wish.max_bytes / 2**20
        found.append(say("{ratio} 封面 {size:.1f} MB，最大 {most:.1f} MB", ratio=wish.ratio, size=size, most=most))
    return tuple(found)


def declaration(profile: PlatformProfile, notice: AiNotice) -> str:
    """Say what is to be ticked, in the platform's own words."""
    words = profile.declaration
    seen = set(notice.parts) & {"picture", "footage"}
    due = notice.synthetic and (words.when == "anything" or bool(seen))
    if words.field:
        return f"{words.field}={'true' if due else 'false'}"
    if due:
        return words.ai or say("含 AI 合成内容（表单里没有这一项时写进简介）")
    return words.none or say("无需声明")


def schedule_problems(profile: PlatformProfile, schedule: str, now: datetime | None) -> tuple[str, ...]:
    """Say why a platform could not publish at that time.

    Args:
        profile: The platform.
        schedule: ``YYYY-MM-DD HH:MM``, Asia/Shanghai.
        now: The clock, aware; None: only what holds at any time.
    """
    try:
        due = datetime.strptime(schedule, "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)
    except ValueError:
        return (say("没有 {schedule} 这个时间", schedule=schedule),)
    window = profile.schedule
    if window.offered is False:
        return (say("不能定时发布，请到时手动发布"),)
    return () if now is None else _window_problems(window, schedule, due - now)


def _window_problems(window: ScheduleWindow, schedule: str, ahead: timedelta) -> tuple[str, ...]:
    if ahead <= timedelta():
        return (say("定时 {schedule} 已经过去", schedule=schedule),)
    if window.min_hours is not None and ahead < timedelta(hours=window.min_hours):
        return (say("定时至少要在 {hours:g} 小时以后", hours=window.min_hours),)
    if window.max_days is not None and ahead > timedelta(days=window.max_days):
        return (say("定时最多只能在 {days:g} 天以内", days=window.max_days),)
    return ()
