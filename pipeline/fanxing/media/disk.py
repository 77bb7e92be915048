"""What a disk that is full, locked or broken is told as: this machine's fault, never a museum's file's."""

import contextlib
import errno
import shutil
from collections.abc import Iterator
from pathlib import Path

from fanxing.model.errors import Fault, ToolError
from fanxing.model.reasons import reason
from fanxing.model.words import say

_FULL = 1 << 20
"""Bytes left below which a disk is full: a failed write of a large piece may leave less than the piece needed."""
_DISK = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EFBIG))
"""Error numbers that only a disk gives."""
_TOLD: dict[str, int] = {
    "No space left on device": errno.ENOSPC,
    "Disk quota exceeded": errno.EDQUOT,
    "Read-only file system": errno.EROFS,
    "File too large": errno.EFBIG,
}
"""The same, as programs print them. Source: strerror(3) of glibc, musl and macOS; children run in the C locale."""


def cannot_write(place: Path, why: object) -> ToolError:
    """Word that a place cannot be written."""
    mend = say("腾出磁盘空间或换一个可写的文件夹（--home、--out），再运行一次；已完成的部分不会重做")
    return ToolError(Fault(rule="disk", what=say("无法写入 {place}：{why}", place=place, why=why), mend=mend))


def cannot_read(place: Path, error: OSError) -> ToolError:
    """Word that a place of ours cannot be read, though it may hold what is sound."""
    what = say("无法读取 {place}：{why}", place=place, why=reason(error))
    return ToolError(Fault(rule="disk", what=what, mend=say("检查这个位置和它的权限；--home 要写一个能读写的文件夹")))


@contextlib.contextmanager
def writing(place: Path) -> Iterator[None]:
    """Tell every error of the system within as a place that cannot be written.

    Raises:
        ToolError: In its stead.
    """
    try:
        yield
    except OSError as error:
        raise cannot_write(place, reason(error)) from error


@contextlib.contextmanager
def working(place: Path) -> Iterator[None]:
    """Tell a full or broken disk within as such; other errors of the system pass as they are.

    Raises:
        ToolError: In its stead.
    """
    try:
        yield
    except OSError as error:  # numpy tells a full disk without its number
        if error.errno in _DISK or (error.errno is None and is_full(place)):
            raise cannot_write(place, reason(error.errno or errno.ENOSPC)) from error
        raise


def is_full(place: Path) -> bool:
    """Whether nothing more fits on the disk of a place."""
    try:
        return shutil.disk_usage(place).free < _FULL
    except OSError:
        return False


def told_of(words: str) -> str:
    """What a child's last words say of the disk; empty where they say nothing of it."""
    return next((reason(number) for told, number in _TOLD.items() if told in words), "")
