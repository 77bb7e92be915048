"""What lies in a package, in words: one list for the 发布清单 and for ``读我.txt``."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fanxing.model.platform import PlatformProfile
from fanxing.model.words import say

README = "读我.txt"
"""The list alone, for whoever opens the folder first."""


@dataclass(frozen=True)
class Piece:
    """A file or folder of a package, and what it is for."""

    names: tuple[str, ...]
    """Its paths in the package; a folder ends with ``/``."""
    what: str
    """What it is for."""


@dataclass(frozen=True)
class Shelf:
    """Pieces for the same hands."""

    heading: str
    """For whom."""
    pieces: tuple[Piece, ...]
    """In the order in which they are wanted."""


def shelves(profiles: Sequence[PlatformProfile], *, subtitles: bool) -> tuple[Shelf, ...]:
    """Tell everything that a package holds.

    Args:
        profiles: Platforms, in the recipe's order.
        subtitles: It holds files of subtitles.
    """
    return (
        Shelf(say("发布时用"), tuple(_to_publish(profiles))),
        Shelf(say("给人看"), tuple(_to_read(subtitles=subtitles))),
        Shelf(say("给程序读，不用打开"), tuple(_for_programs())),
    )


def _to_publish(profiles: Sequence[PlatformProfile]) -> Iterator[Piece]:
    yield Piece(
        ("checklist.html",), say("发布清单，从它开始：每个平台拖哪个文件、粘哪段字、勾哪个声明；可以打印，可以用手机看")
    )
    for one in profiles:
        covers = say("、").join(wish.ratio for wish in one.covers)
        what = say("{platform}：video.mp4 是成片，cover 开头的是封面（{covers}）", platform=one.name, covers=covers)
        yield Piece((f"{one.id}/",), what if covers else say("{platform}：video.mp4 是成片", platform=one.name))


def _to_read(*, subtitles: bool) -> Iterator[Piece]:
    yield Piece(("storyboard.html",), say("分镜稿：每一镜的画面、讲解词和时间，按成片写；给把关的人看"))
    yield Piece(("report.html",), say("质检报告：声音、画面、字幕、AI 标识查过什么，结果怎样"))
    yield Piece(("credits.txt",), say("素材来源与授权：每张图、每段声音、每种字体是谁的，按什么条件用；存档"))
    yield Piece(("outline.md",), say("讲解词提纲，用记事本或 Word 打开"))
    if subtitles:
        what = say(
            "字幕文件，三种格式内容一样：srt 最通用，vtt 给网页，ass 带字体和位置；什么时候要上传，发布清单里写着"
        )
        yield Piece(("subtitles/",), what)


def _for_programs() -> Iterator[Piece]:
    uploader = say(
        "各平台文件夹里都有一份，给自动上传工具 social-auto-upload 读；只有标题和话题，没有简介和署名，不要从那里粘贴"
    )
    yield Piece(("video.txt",), uploader)
    yield Piece(("publish.json",), say("各平台的标题、简介、话题和声明"))
    yield Piece(("report.json",), say("质检报告的数据"))
    yield Piece(("timeline.json",), say("成片的时间线：每个镜头从哪一帧到哪一帧"))
    yield Piece(("package.json",), say("这个文件夹的目录和每个文件的校验值；别的文件改名或移走以后，靠它查得出来"))


def readme_text(title: str, told: Sequence[Shelf], *, draft: bool) -> bytes:
    """Write the list for whoever opens the folder: UTF-8, lines that any editor shows."""
    lines = [say("《{title}》成品包：文件夹里有什么", title=title), ""]
    if draft:
        lines += [say("这是草稿，请不要发布。"), ""]
    lines += [say("发布：打开 checklist.html，照着做。"), ""]
    for shelf in told:
        lines.append(say("【{heading}】", heading=shelf.heading))
        lines += [say("{names}　{what}", names="、".join(piece.names), what=piece.what) for piece in shelf.pieces]
        lines.append("")
    return "\n".join(lines).encode()
