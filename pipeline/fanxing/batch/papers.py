"""Files of one stage, written where they differ from what lies there: a second run makes nothing."""

import hashlib
from pathlib import Path

from fanxing.media.store import Store, write_whole
from fanxing.model.document import Blob


def write_paper(file: Path, content: bytes) -> bool:
    """Write a file unless it holds this very content; whether it was written.

    Raises:
        ToolError: The disk is full or not writable.
    """
    if _holds(file, len(content), hashlib.sha256(content).hexdigest()):
        return False
    write_whole(file, content)
    return True


def copy_paper(store: Store, blob: Blob, file: Path) -> bool:
    """Copy a media file to its place unless it lies there already; whether it was copied.

    Raises:
        ToolError: The kept file is damaged, or the disk is full or not writable.
    """
    if _holds(file, blob.size, blob.sha256):
        return False
    store.copy(blob, file)
    return True


def _holds(file: Path, length: int, sha256: str) -> bool:
    try:
        if file.is_symlink() or file.stat().st_size != length:
            return False
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == sha256
    except OSError:
        return False
