"""Its tracks: codecs, sizes, colours, rates."""

from collections.abc import Iterator

from fanxing.checks.expected import Expected
from fanxing.checks.film.facts import AGAIN, Facts
from fanxing.checks.rules import Judge, advice_if
from fanxing.model.errors import Fault
from fanxing.model.geometry import SHAPES
from fanxing.model.words import say

RATE = "30/1"
"""Frames a second of every film."""


def picture_track(facts: Facts, expected: Expected, judge: Judge) -> Iterator[Fault]:
    """H.264 High, yuv420p, square pixels, key frames not too far apart."""
    if not facts.get("frames"):
        return
    if facts["video_codec"] != "h264":
        what = say("画面编码是 {codec}，平台普遍要 H.264", codec=facts["video_codec"])
        yield from judge.find("video-codec", what, mend=say("转成 H.264 High"))
    elif facts["video_profile"] != "High":
        what = say("H.264 档次是 {profile}，应为 High", profile=facts["video_profile"])
        yield from judge.find("video-codec", what, mend=say("转成 H.264 High"), level=advice_if(expected.is_foreign))
    if facts["pix_fmt"] != "yuv420p":
        what = say("像素格式是 {format}，应为 yuv420p", format=facts["pix_fmt"])
        yield from judge.find("pixel-format", what, mend=say("转成 yuv420p"))
    if facts["pixel_aspect"] != "1:1":
        what = say("像素宽高比是 {aspect}，有的播放器会把画面拉变形", aspect=facts["pixel_aspect"])
        yield from judge.find("pixel-aspect", what, mend=say("转成方形像素"))
    if facts["key_distance_s"] > judge.limit("key-frames"):
        what = say("关键帧最远相隔 {seconds:.1f} 秒", seconds=facts["key_distance_s"])
        yield from judge.find("key-frames", what, mend=say("编码时把关键帧间隔设为 2 秒"))


def size(facts: Facts, expected: Expected, judge: Judge) -> Iterator[Fault]:
    """The size that the platform's shape wants; a stranger's film: that of any shape."""
    if not facts.get("frames"):
        return
    wanted = [expected.size] if expected.size is not None else list(SHAPES.values())
    if any((facts["width"], facts["height"]) == (one.width, one.height) for one in wanted):
        return
    what = say(
        "画面 {width}×{height}，应为 {sizes}",
        width=facts["width"],
        height=facts["height"],
        sizes="、".join(f"{one.width}×{one.height}" for one in wanted),
    )
    mend = AGAIN if expected.size is not None else say("按平台的画幅重新导出")
    yield from judge.find("picture-size", what, mend=mend, level=advice_if(expected.is_foreign))


def colour(facts: Facts, expected: Expected, judge: Judge) -> Iterator[Fault]:
    """BT.709, limited range, and it says so."""
    del expected
    if not facts.get("frames"):
        return
    tags = [facts["primaries"], facts["transfer"], facts["matrix"], facts["range"]]
    if tags != ["bt709", "bt709", "bt709", "tv"]:
        what = say("色彩标记是 {tags}，应为 BT.709 有限范围，否则播放时偏色", tags="/".join(tags))
        yield from judge.find("colour-tags", what, mend=say("按 BT.709 转换并标明后重新导出"))


def rate(facts: Facts, expected: Expected, judge: Judge) -> Iterator[Fault]:
    """Thirty frames a second, evenly."""
    if facts.get("frames", 0) < 2:
        return
    if not facts["constant_rate"]:
        yield from judge.find("frame-rate", say("帧率不恒定，声音会慢慢对不上"), mend=say("转成恒定每秒 30 帧"))
    elif facts["rate"] != RATE:
        what = say("每秒 {rate} 帧，应为 30 帧", rate=facts["rate"])
        level = advice_if(expected.is_foreign)
        yield from judge.find("frame-rate", what, mend=say("转成恒定每秒 30 帧"), level=level)


def sound_track(facts: Facts, expected: Expected, judge: Judge) -> Iterator[Fault]:
    """AAC-LC, 48 kHz, stereo."""
    if "audio_codec" not in facts:
        what = say("没有声轨，平台会拒收或静音")
        yield from judge.find("no-sound-track", what, mend=say("加上旁白或音乐后重新导出"))
        return
    form = (facts["audio_codec"], facts["audio_profile"], facts["sample_rate_hz"], facts["channels"])
    if form != ("aac", "LC", 48_000, 2):
        what = say("声音是 {form}，应为 AAC-LC 48 kHz 立体声", form="/".join(map(str, form)))
        level = advice_if(expected.is_foreign and form[0] == "aac")
        yield from judge.find("sound-format", what, mend=say("转成 AAC-LC 48 kHz 立体声"), level=level)
