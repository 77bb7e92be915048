"""Its tracks: codecs, sizes, colours, rates."""

from collections.abc import Iterator

from fanxing.checks.expected import Expected
from fanxing.checks.film.facts import AGAIN, EXPORT, Facts
from fanxing.checks.rules import Judge, advice_if
from fanxing.model.errors import Fault
from fanxing.model.geometry import SHAPES
from fanxing.model.words import say

RATE = "30/1"
"""Frames a second of every film."""


_CODECS = {
    "h264": "H.264",
    "hevc": "H.265（HEVC）",
    "av1": "AV1",
    "libdav1d": "AV1",
    "libaom-av1": "AV1",
    "vp9": "VP9",
    "libvpx-vp9": "VP9",
    "vp8": "VP8",
    "mpeg4": "MPEG-4",
    "prores": "ProRes",
    "mjpeg": "Motion JPEG",
}
"""What people call a codec, by the name of what decodes it."""


def _mend(expected: Expected) -> str:
    return EXPORT if expected.is_foreign else AGAIN


def picture_track(facts: Facts, expected: Expected, judge: Judge) -> Iterator[Fault]:
    """H.264 High, yuv420p, square pixels, key frames not too far apart."""
    if not facts.get("frames"):
        return
    if facts["video_codec"] != "h264":
        what = say(
            "画面编码是 {codec}，平台普遍要 H.264",
            codec=_CODECS.get(facts["video_codec"], str(facts["video_codec"]).upper()),
        )
        yield from judge.find("video-codec", what, mend=_mend(expected))
    elif facts["video_profile"] != "High":
        what = say("画面压缩的档次低，同样大小会更糊（H.264 {profile}，应为 High）", profile=facts["video_profile"])
        yield from judge.find("video-codec", what, mend=_mend(expected), level=advice_if(expected.is_foreign))
    if facts["pix_fmt"] != "yuv420p":
        what = say(
            "画面的颜色格式平台不一定收，多半是 HDR 或专业格式（{format}，应为 yuv420p）", format=facts["pix_fmt"]
        )
        yield from judge.find("pixel-format", what, mend=_mend(expected))
    if facts["pixel_aspect"] != "1:1":
        what = say("像素宽高比是 {aspect}，有的播放器会把画面拉变形", aspect=facts["pixel_aspect"])
        yield from judge.find("pixel-aspect", what, mend=_mend(expected))
    if facts["key_distance_s"] > judge.limit("key-frames"):
        what = say("拖动进度条会卡（关键帧最远相隔 {seconds:.1f} 秒）", seconds=facts["key_distance_s"])
        yield from judge.find("key-frames", what, mend=_mend(expected))


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
    mend = AGAIN if expected.size is not None else say("导出时选 1080p，比例选 9:16（竖屏）或 16:9（横屏）")
    yield from judge.find("picture-size", what, mend=mend, level=advice_if(expected.is_foreign))


def colour(facts: Facts, expected: Expected, judge: Judge) -> Iterator[Fault]:
    """BT.709, limited range, and it says so."""
    if not facts.get("frames"):
        return
    tags = [facts["primaries"], facts["transfer"], facts["matrix"], facts["range"]]
    if tags != ["bt709", "bt709", "bt709", "tv"]:
        what = say(
            "颜色在别的手机上可能偏：没有按普通视频（SDR）标明（{tags}，应为 BT.709 有限范围）", tags="/".join(tags)
        )
        yield from judge.find("colour-tags", what, mend=_mend(expected))


def rate(facts: Facts, expected: Expected, judge: Judge) -> Iterator[Fault]:
    """Thirty frames a second, evenly."""
    if facts.get("frames", 0) < 2:
        return
    if not facts["constant_rate"]:
        yield from judge.find("frame-rate", say("帧率不恒定，声音会慢慢对不上"), mend=_mend(expected))
    elif facts["rate"] != RATE:
        what = say("每秒 {rate} 帧，应为 30 帧", rate=facts["rate"])
        level = advice_if(expected.is_foreign)
        yield from judge.find("frame-rate", what, mend=_mend(expected), level=level)


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
        yield from judge.find("sound-format", what, mend=_mend(expected), level=level)
