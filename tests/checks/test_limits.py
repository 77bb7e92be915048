"""Finished things against what a platform takes, and its own words for what must be declared."""

from datetime import datetime, timedelta

import pytest

from fanxing.checks.limits import SHANGHAI, cover_problems, declaration, film_problems, schedule_problems
from fanxing.media.profiles import load_profile, profile_names
from fanxing.model.cover import Cover
from fanxing.model.document import Blob
from fanxing.model.geometry import Size
from fanxing.model.timeline import AiNotice

GOOD = {"duration_s": 60.0, "bytes": 50_000_000, "kbps": 6700.0, "width": 1080, "height": 1920, "suffix": ".mp4"}

FILMS = {
    "too long": ("youtube_shorts", {"duration_s": 181.0}, "视频长 181 秒，最长 180 秒"),
    "too short": ("weibo", {"duration_s": 2.5}, "视频长 2.5 秒，至少 3 秒"),
    "too large": ("douyin", {"bytes": 17 << 30}, "文件 17.0 GB，最大 16.0 GB"),
    "too many bits": ("channels", {"kbps": 10_400.0}, "码率 10400 kbps，最高 10000 kbps"),
    "too small": ("xiaohongshu", {"width": 540, "height": 960}, "短边 540 像素，至少 720 像素"),
    "too wide": ("douyin", {"width": 2160}, "短边 1920 像素，最多"),
    "too high": ("douyin", {"height": 4096}, "长边 4096 像素，最多 4095 像素"),
    "lying": ("youtube_shorts", {"width": 1920, "height": 1080}, "只收竖屏或方形的视频"),
    "another container": ("channels", {"suffix": ".mkv"}, "不收 .mkv 文件，只收 mp4"),
}


@pytest.mark.parametrize("name", profile_names())
def test_our_master_is_taken_by_every_platform(name: str):
    assert film_problems(load_profile(name), GOOD) == ()


@pytest.mark.parametrize(("platform", "change", "words"), FILMS.values(), ids=FILMS)
def test_a_film_over_a_limit_is_named(platform: str, change: dict, words: str):
    found = film_problems(load_profile(platform), GOOD | change)
    if "width" in change and platform == "douyin":
        assert found == ()  # 2160 × 1920: its short side is 1920
    else:
        assert words in "；".join(found)


DECLARED = {  # platform: (voice is synthetic, picture is synthetic, nothing is)
    "channels": ("含AI生成内容", "含AI生成内容", "无需声明"),
    "douyin": ("内容由AI生成", "内容由AI生成", "无需添加自主声明"),
    "kuaishou": ("内容为AI生成", "内容为AI生成", "无需声明"),
    "xiaohongshu": ("笔记含AI合成内容", "笔记含AI合成内容", "无需声明"),
    "bilibili": ("含AI生成内容", "含AI生成内容", "内容无需标注"),
    "weibo": ("含AI生成内容", "含AI生成内容", "我的内容无需声明"),
    "youtube_shorts": (
        "status.containsSyntheticMedia=false",
        "status.containsSyntheticMedia=true",
        "status.containsSyntheticMedia=false",
    ),
}


@pytest.mark.parametrize("name", profile_names())
def test_the_declaration_is_in_the_platforms_own_words(name: str):
    profile = load_profile(name)
    notices = (
        AiNotice(synthetic=True, parts=("voice",)),
        AiNotice(synthetic=True, parts=("voice", "picture")),
        AiNotice(synthetic=False),
    )
    assert tuple(declaration(profile, notice) for notice in notices) == DECLARED[name]


def cover(width: int, height: int, size: int = 1000) -> Cover:
    picture = Blob(sha256="0" * 64, suffix=".jpg", size=size)
    return Cover(ratio="16:10", size=Size(width=width, height=height), picture=picture)


COVERS = {
    "as wanted": (cover(1146, 717), ()),
    "the smallest": (cover(960, 600), ()),
    "too small": (cover(900, 563), ("16:10 封面 900×563 像素，至少 960×600",)),
    "too heavy": (cover(1146, 717, 6 << 20), ("16:10 封面 6.0 MB，最大 5.0 MB",)),
    "none": (None, ("缺少 16:10 封面",)),
}


@pytest.mark.parametrize(("given", "found"), COVERS.values(), ids=COVERS)
def test_a_cover_is_held_to_the_platforms_wish(given: Cover | None, found: tuple[str, ...]):
    assert cover_problems(load_profile("bilibili").covers[0], given) == found


NOW = datetime(2026, 11, 22, 12, 0, tzinfo=SHANGHAI)
TIMES = {
    "good": ("douyin", timedelta(hours=3), ()),
    "too soon": ("douyin", timedelta(hours=1), ("定时至少要在 2 小时以后",)),
    "too far": ("douyin", timedelta(days=15), ("定时最多只能在 14 天以内",)),
    "gone": ("channels", timedelta(hours=-1), ("定时 2026-11-22 11:00 已经过去",)),
    "channels far": ("channels", timedelta(days=31), ("定时最多只能在 30 天以内",)),
    "kuaishou": ("kuaishou", timedelta(minutes=50), ("定时至少要在 1 小时以后",)),
    "bilibili": ("bilibili", timedelta(days=15), ()),
}


@pytest.mark.parametrize(("platform", "ahead", "found"), TIMES.values(), ids=TIMES)
def test_a_time_is_held_to_the_platforms_window(platform: str, ahead: timedelta, found: tuple[str, ...]):
    text = (NOW + ahead).strftime("%Y-%m-%d %H:%M")
    assert schedule_problems(load_profile(platform), text, NOW) == found
    assert schedule_problems(load_profile(platform), text, None) == ()


def test_a_day_that_does_not_exist_is_named():
    assert schedule_problems(load_profile("douyin"), "2026-02-30 10:00", None) == ("没有 2026-02-30 10:00 这个时间",)
