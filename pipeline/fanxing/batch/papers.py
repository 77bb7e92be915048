"""Files of one stage, written where they differ from what lies there: a second run makes nothing."""

import hashlib
import shutil
from pathlib import Path

from fanxing.media.store import write_whole
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


def copy_paper(source: Path, blob: Blob, file: Path) -> bool:
    """Copy a media file to its place unless it lies there already; whether it was copied."""
    if _holds(file, blob.size, blob.sha256):
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}")
    shutil.copyfile(source, draft)
    draft.replace(file)
    return True


def _holds(file: Path, length: int, sha256: str) -> bool:
    try:
        if file.is_symlink() or file.stat().st_size != length:
            return False
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == sha256
    except OSError:
        return False
