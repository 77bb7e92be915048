"""The file: whole, decodable, of the right length and weight."""

from collections.abc import Iterator

from fanxing.checks.expected import Expected
from fanxing.checks.film.facts import AGAIN, EXPORT, Facts, is_damaged, lost_frames
from fanxing.checks.rules import Judge
from fanxing.model.errors import Fault
from fanxing.model.words import say


def whole(facts: Facts, expected: Expected, judge: Judge) -> Iterator[Fault]:
    """The file is whole, has a picture, and decodes from end to end."""
    mend = say("重新复制或重新导出这个文件")
    if facts.get("is_picture"):
        other = say("这里查的是视频；图片写进配方的 media，由 fanxing video check 查")
        yield from judge.find("no-picture", say("这是一张图片，不是视频"), mend=other)
        return
    if facts.get("unreadable") and not facts.get("cut_short"):
        what = say("这不是能识别的视频文件，或已损坏")
        yield from judge.find(
            "unreadable",
            what,
            mend=say("先用播放器打开看看：能播放，就用剪映重新导出（1080p、30 帧、H.264）；不能播放，就重新复制"),
        )
        return
    if facts.get("cut_short"):
        what = say("文件被截断了，少了 {count} 帧", count=lost_frames(facts))
        yield from judge.find("file-cut-short", what, mend=mend)
    elif is_damaged(facts):
        lost = lost_frames(facts)
        what = say("文件里有坏掉的地方，少了 {count} 帧", count=lost) if lost else say("文件里有坏掉的地方")
        yield from judge.find("decode-errors", what, mend=mend)
    if facts.get("frames") == 1 and expected.is_foreign:
        yield from judge.find("no-picture", say("只有一幅画面，不是视频"), mend=say("换一个视频文件"))
    if not facts.get("frames") and not facts.get("unreadable"):
        what = say("这是声音文件，没有画面") if "audio_codec" in facts else say("没有画面")
        yield from judge.find("no-picture", what, mend=say("换一个有画面的视频文件"))


def index(facts: Facts, expected: Expected, judge: Judge) -> Iterator[Fault]:
    """An MP4 has its index in front."""
    del expected
    if facts.get("is_mp4") and not facts.get("faststart"):
        what = say("要整个下载完才能播放（索引不在文件开头）")
        yield from judge.find("faststart", what, mend=EXPORT)


def weight(facts: Facts, expected: Expected, judge: Judge) -> Iterator[Fault]:
    """It has no more bits a second than the platforms take."""
    if expected.max_kbps and facts["kbps"] > expected.max_kbps:
        what = say("码率 {kbps:.0f} kbps，超过平台上限 {most} kbps", kbps=facts["kbps"], most=expected.max_kbps)
        yield from judge.find("bit-rate", what, mend=AGAIN)


def length(facts: Facts, expected: Expected, judge: Judge) -> Iterator[Fault]:
    """It is as long as its timeline."""
    frames = facts.get("frames", 0)
    if expected.frames not in {None, frames} and frames and not is_damaged(facts):
        what = say("时间线有 {told} 帧，成片有 {frames} 帧", told=expected.frames, frames=frames)
        yield from judge.find("film-length", what, mend=AGAIN)
