"""Photographs: any file that is a picture becomes a ``Still``, decoded in the jail, or is refused in plain words.

Reduced rather than refused: a JPEG of up to 500 megapixels (while it is decoded), a PNG or TIFF of up to 160; other
formats up to 64. What is written is at most 6,000 pixels a side.
"""

import tempfile
from pathlib import Path
from typing import Any, Literal, NamedTuple

import cv2
import numpy as np

from fanxing.media import jail
from fanxing.media.layer import Pixels
from fanxing.media.look.faces import faces_in
from fanxing.media.look.subject import subject_of
from fanxing.media.store import Store, blobs_of
from fanxing.media.taken import Taken
from fanxing.model.errors import AssetError, Fault
from fanxing.model.footage import Still
from fanxing.model.geometry import Box, FocusBox, Size
from fanxing.model.words import say

VERSION = 6
"""Raised whenever the same file gives another ``Still``."""
TOOLS = ("pillow", "heif", "opencv", "resvg", "faces")
"""Names of ``media.tools`` that shape a ``Still``."""
SECONDS = 60.0
"""Of the clock, for one picture."""

PictureKind = Literal["raster", "heif", "svg"]
_RASTER = (
    b"\xff\xd8\xff",
    b"\x89PNG",
    b"GIF8",
    b"II*\0",
    b"MM\0*",
    b"II+\0",
    b"MM\0+",
    b"BM",
    b"\0\0\0\x0cjP  ",
    b"\xff\x4f\xff\x51",
)
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_AVIF_BRANDS = (b"avif", b"avis")


class Tier(NamedTuple):
    """How much memory a child may use, and how many of its kind may run at once."""

    memory_bytes: int
    """Memory of one child."""
    at_once: int
    """Children of this tier that together stay below 1.5 GiB."""


TIERS = (Tier(360 << 20, 4), Tier(720 << 20, 2), Tier(1400 << 20, 1))
"""A picture that needs more than one tier gives is tried again in the next."""

_WORDS: dict[str, tuple[str, str]] = {
    "picture-empty": ("图片 {file} 是空文件", "重新复制或下载这个文件"),
    "picture-unknown": (
        "{file} 不是能识别的图片",
        "用看图软件打开并另存为 JPEG、PNG、TIFF、WebP、HEIC 或 AVIF",
    ),
    "picture-raw": ("{file} 是相机原始文件（RAW/DNG），里面只有一张小预览图", "在修图软件里导出为 JPEG 或 TIFF"),
    "picture-broken": ("图片 {file} 已损坏，无法完整读出", "重新复制或下载这个文件；打不开的话换一张图"),
    "picture-cut-short": ("图片 {file} 不完整，只有前面一部分", "重新复制或下载整个文件，核对文件大小"),
    "picture-too-large": (
        "图片 {file} 太大（{width}×{height} 像素）",
        "缩小到长边 6000 像素左右再用，画质不会受影响",
    ),
    "picture-too-heavy": ("图片 {file} 太大，读它需要的内存超出限度", "缩小到长边 6000 像素左右再用，画质不会受影响"),
    "picture-too-small": (
        "图片 {file} 太小（{width}×{height} 像素），看不清",
        "换一张短边至少 {least} 像素的图，最好 1080 像素以上",
    ),
    "picture-too-long": ("图片 {file} 过于狭长（{width}×{height} 像素）", "裁成几段，每段作为一张图"),
    "picture-transparent": ("图片 {file} 完全透明，什么也看不见", "换一张有内容的图，或检查导出时的图层"),
    "picture-depth": ("图片 {file} 的像素格式（32 位）无法确定亮度范围", "另存为每通道 8 位或 16 位的图片"),
    "picture-format": (
        "图片 {file} 的像素格式读不了（如浮点、多光谱），或文件已损坏",
        "在看图软件里另存为每通道 8 位或 16 位的 TIFF、PNG 或 JPEG",
    ),
    "picture-hdr": ("图片 {file} 是 HDR（PQ/HLG）图片", "在修图软件里导出为普通（SDR）的 JPEG 或 PNG"),
    "picture-svg-text": (
        "矢量图 {file} 里有未转曲的文字，换了字体就不是原样",
        "在设计软件里把文字转为曲线（轮廓），或导出为 PNG",
    ),
    "picture-svg-outside": ("矢量图 {file} 引用了文件之外的内容", "把引用的图片嵌入文件，或导出为 PNG"),
    "picture-slow": ("图片 {file} 在 {seconds} 秒内没有读完", "在看图软件里打开并另存为 JPEG 再用"),
}

REFUSALS = frozenset(_WORDS)
"""Rules by which a file is refused."""


def picture_kind(head: bytes) -> PictureKind | None:
    """What kind of picture begins with these bytes (the first 1,024 are enough); None: not a picture."""
    if head.startswith(_RASTER) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return "raster"
    if head[4:8] == b"ftyp":
        brands = (head[8:12], *(head[at : at + 4] for at in range(16, min(64, len(head)), 4)))
        if brands[0] in _AVIF_BRANDS or (brands[0] == b"mif1" and b"avif" in brands):
            return "raster"
        return "heif" if brands[0] in _HEIF_BRANDS else None
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return "svg" if text.startswith(b"<svg") or (text.startswith(b"<") and b"<svg" in head) else None


def refused(rule: str, file: Path, **fields: object) -> AssetError:
    """Word the refusal of a picture."""
    what, mend = _WORDS[rule]
    told = {"file": file.name, **fields}
    return AssetError(Fault(rule=rule, what=say(what, **told), mend=say(mend, **told)))


class MoreMemory(Exception):  # noqa: N818 - not an error: the picture is tried again in the next tier
    """A picture needs more memory than the tier gives."""


def take_photo(
    file: Path,
    store: Store,
    *,
    tier: Tier = TIERS[-1],
    seconds: float = SECONDS,
    stop: jail.Stop = None,
) -> Taken:
    """Decode a photograph in the jail and keep it as a ``Still``.

    Args:
        file: The foreign picture.
        store: Where the PNG is kept.
        tier: Memory of the child.
        seconds: Of the clock.
        stop: Set by another thread when the whole run is being given up.

    Raises:
        AssetError: It cannot be used.
        MoreMemory: It needs a higher tier; never in the last one.
        ToolError: The child could not be started, or the disk is full.
    """
    with store.scratch() as room:
        target = room / "still.png"
        last = tier == TIERS[-1]
        told = _develop(file, target, jail.Limits(seconds, tier.memory_bytes, stop), last=last)
        if told.get("again"):
            raise refused("picture-too-heavy", file) if last else MoreMemory
        if "refused" in told:
            raise refused(told["refused"], file, **told["fields"])
        small = read_still(room / "small.png")
        still = Still(
            picture=store.keep(target),
            size=Size(width=told["width"], height=told["height"]),
            sharpness=told["sharpness"],
            subject=_subject(small),
            faces=_faces(small),
            cutout=store.keep(room / "cutout.png") if told["cutout"] else None,
        )
        return Taken(source=still, inbound_aigc=told["aigc"], moves=told["moves"])


def read_photo(file: Path) -> Pixels:
    """Decode any photograph, in the jail: upright, sRGB, (H, W, 3) uint8, at most 6,000 pixels a side.

    Raises:
        AssetError: It cannot be used.
    """
    with tempfile.TemporaryDirectory() as room:
        store = Store(Path(room))
        taken = take_photo(file, store).source
        return read_still(store.path(next(blobs_of(taken))))


def read_still(png: Path) -> Pixels:
    """Read a PNG that ``take_photo`` wrote: (H, W, 3) uint8 RGB."""
    bgr = cv2.imdecode(np.fromfile(png, np.uint8), cv2.IMREAD_COLOR)
    if bgr is None:
        raise ValueError(f"{png.name} is no PNG of ours")
    return np.asarray(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB), dtype=np.uint8)


def _subject(small: Pixels) -> FocusBox | None:
    """Where the object stands before an even ground; None where there is none."""
    found = subject_of(small)
    return _share(found.box, small) if found.even_ground else None


def _faces(small: Pixels) -> tuple[FocusBox, ...]:
    """Where faces are."""
    return tuple(_share(one, small) for one in faces_in(small))


def _share(box: Box, picture: Pixels) -> FocusBox:
    height, width = picture.shape[:2]
    return FocusBox(x=box.x / width, y=box.y / height, width=box.width / width, height=box.height / height)


def _develop(file: Path, target: Path, limits: jail.Limits, *, last: bool) -> dict[str, Any]:
    with file.open("rb") as stream:
        head = stream.read(1024)
    kind = picture_kind(head)
    if kind is None:
        raise refused("picture-unknown" if head else "picture-empty", file)
    arguments = {
        "source": str(file.resolve()),
        "target": str(target.resolve()),
        "kind": kind,
        "budget": limits.memory_bytes,
        "last": last,
    }
    try:
        told: dict[str, Any] = jail.call(
            "fanxing.media._develop:develop", arguments, limits=limits, writable=target.parent, reads=[file]
        )
    except jail.ChildFailed as failed:
        if failed.ended.late:
            raise refused("picture-slow", file, seconds=round(limits.seconds)) from failed
        if failed.ended.burst or not last:
            return {"again": True}
        raise refused("picture-broken", file) from failed
    return told
