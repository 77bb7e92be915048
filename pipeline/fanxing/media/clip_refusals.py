"""How a clip is refused: by which rule, in which words, and what mends it."""

import re
from pathlib import Path

from fanxing.media import jail
from fanxing.model.errors import AssetError, Fault
from fanxing.model.words import say

_UNKNOWN = re.compile(r"not on whitelist|no decoder|decoder .*not found|Unsupported codec", re.IGNORECASE)
_CUT = re.compile(r"partial file|truncat|corrupt input packet|ended prematurely|unexpected EOF", re.IGNORECASE)
_LARGE = re.compile(r"max_pixels|Picture size|is invalid", re.IGNORECASE)

_WORDS: dict[str, tuple[str, str]] = {
    "clip-no-picture": ("{file} 里只有声音，没有画面", "换一段视频或一张图；讲解录音请写在 recording 下"),
    "clip-unknown-codec": ("视频 {file} 的编码无法解码", "用剪辑软件另存为 MP4（H.264）再用"),
    "clip-dolby": ("视频 {file} 是不带兼容层的杜比视界，颜色会全错", "在手机或剪辑软件里导出为 SDR 的 MP4（H.264）"),
    "clip-broken": ("视频 {file} 有损坏的画面", "重新复制这个文件；若只有一处坏，用 from 和 to 取好的一段"),
    "clip-cut-short": ("视频 {file} 不完整，只有前面一部分", "重新复制整个文件；或用 to 只取完好的一段"),
    "clip-too-large": ("视频 {file} 的画面太大", "另存为 4K 或 1080p 再用"),
    "clip-too-small": ("视频 {file} 的画面太小（{width}×{height} 像素），看不清", "换一段短边至少 64 像素的视频"),
    "clip-too-heavy": ("读视频 {file} 需要的内存超出限度", "另存为 1080p 的 MP4（H.264）再用"),
    "clip-slow": ("视频 {file} 在 {seconds} 秒内没有读完", "用 from 和 to 只取需要的一段，或另存为 1080p 的 MP4"),
    "clip-range": ("from 写的是 {start} 秒，而 {file} 只有 {length} 秒", "把 from 改到 {length} 秒以内"),
    "clip-changes": (
        "视频 {file} 的画面在第 {at} 秒换了尺寸、方向或色彩，前后不是一样的画面",
        "用 from 和 to 只取第 {at} 秒之前或之后的一段；或用剪辑软件另存为 MP4（H.264）",
    ),
    "clip-sound": ("视频 {file} 的声音有损坏", "重新复制这个文件；不需要原声就去掉 sound: true"),
}

REFUSALS = frozenset(_WORDS)
"""Rules by which a file is refused."""


def refused(rule: str, file: Path, **fields: object) -> AssetError:
    """Word the refusal of a clip."""
    return AssetError(fault(rule, file, **fields))


def fault(rule: str, file: Path, **fields: object) -> Fault:
    """Word what is wrong with a clip, and what mends it."""
    what, mend = _WORDS[rule]
    told = {"file": file.name, **fields}
    return Fault(rule=rule, what=say(what, **told), mend=say(mend, **told))


def why(ended: jail.Ended) -> str:
    """The rule for a clip that ffmpeg could not decode cleanly."""
    if ended.burst:
        return "clip-too-heavy"
    for words, rule in ((_CUT, "clip-cut-short"), (_UNKNOWN, "clip-unknown-codec"), (_LARGE, "clip-too-large")):
        if words.search(ended.err):
            return rule
    return "clip-broken"
