"""A file's bytes -> text, and what is said of a file that is none, or in another encoding than UTF-8."""

import codecs
import re

from fanxing.model.errors import Fault, Location, RecipeError
from fanxing.model.words import say

MAX_BYTES = 1 << 20
"""Largest recipe, bytes: a long one of 200 objects has 200 kB."""
BOM = "\ufeff"
"""Byte order mark: Windows begins a file with it."""

_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "带格式的文档（RTF）"),
    (b"PK\x03\x04", "Word、WPS 文档或压缩包"),
    (b"\xd0\xcf\x11\xe0", "旧式 Word、WPS 文档"),
    (b"%PDF", "PDF"),
    (b"\xff\xd8\xff", "图片"),
    (b"\x89PNG", "图片"),
)
"""How files begin that are no plain text. Source: the formats' own signatures."""
_KEYED = re.compile(r"^[^\S\n]*\w+[^\S\n]*[:：]", re.MULTILINE)
"""A line that begins with a key. Nothing in it runs over a line's end: else every empty line would be read again for
each one before it."""
_PAGE = re.compile(rb"\s*<(!doctype|html|\?xml|head|body)", re.IGNORECASE)


def decoded(content: bytes, file: str) -> tuple[str, tuple[Fault, ...]]:
    """The text of a file, and what is wrong with its encoding although it can be read.

    Raises:
        RecipeError: Too large, no text, or in no encoding that Chinese is written in.
    """
    if len(content) > MAX_BYTES:
        raise RecipeError(
            Fault(
                rule="recipe-size",
                what=say("配方有 {size} KB，超过 1024 KB", size=len(content) // 1024),
                where=Location(file=file),
                mend=say("把图片、视频另存为文件，配方里只写路径"),
            )
        )
    if kind := _foreign(content):
        raise RecipeError(
            Fault(
                rule="recipe-format",
                what=say("这个文件是{kind}，不是纯文本", kind=say(kind)),
                where=Location(file=file),
                mend=say("用记事本新建一个文件，把文字粘进去，另存为 recipe.yaml，编码选 UTF-8"),
            )
        )
    try:
        return content.decode("utf-8").lstrip(BOM), ()
    except UnicodeDecodeError as error:
        fault = Fault(
            rule="recipe-encoding",
            what=say("配方不是 UTF-8 编码"),
            where=Location(file=file, line=content.count(b"\n", 0, error.start) + 1),
            mend=say("用记事本打开，“另存为”时编码选 UTF-8"),
        )
    text = _other(content)
    if text is None:
        raise RecipeError(fault)
    return text, (fault,)


def _foreign(content: bytes) -> str:
    if _PAGE.match(content):
        return "网页"
    return next((kind for begin, kind in _FOREIGN if content.startswith(begin)), "")


def _other(content: bytes) -> str | None:
    """The text in what Windows calls ANSI and Unicode in China: GB 18030 and UTF-16; None: in neither."""
    is_wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = content.decode("utf-16" if is_wide else "gb18030")
    except UnicodeDecodeError:
        return None
    return text if re.search(r"[\u4e00-\u9fff]", text) and _KEYED.search(text) else None
