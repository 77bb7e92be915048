"""Rooms for work in progress: each is locked by who works in it, and cleared away once nobody does.

Locks, not process numbers: two containers that share a disk have the same numbers.
"""

import contextlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_STALE_S = 24 * 3600.0
"""Seconds without a change after which a room is given up where the system has no locks (Windows, some networks)."""


@contextlib.contextmanager
def room(place: Path) -> Iterator[Path]:
    """A locked folder of one's own below ``place``; gone afterwards, whatever happens.

    Raises:
        OSError: It cannot be made.
    """
    made, handle = _entered(place)
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)
        _leave(handle)


def sweep(place: Path) -> None:
    """Clear away the rooms of runs that were killed."""
    for one in sorted(place.iterdir()):
        if _is_left(one):
            if one.is_dir() and not one.is_symlink():
                shutil.rmtree(one, ignore_errors=True)
            else:
                one.unlink(missing_ok=True)


def stale(file: Path, seconds: float = _STALE_S) -> bool:
    """Whether a file or folder was not changed for so long."""
    try:
        return time.time() - file.lstat().st_mtime > seconds
    except OSError:
        return False


def _entered(place: Path) -> tuple[Path, int | None]:
    """A new room and its lock; one that was swept before it was locked is given up."""
    while True:
        made = Path(tempfile.mkdtemp(prefix="room-", dir=place))
        with contextlib.suppress(BlockingIOError, FileNotFoundError):
            handle = _lock(made)
            if made.exists():
                return made, handle
            _leave(handle)


def _is_left(one: Path) -> bool:
    if not one.is_dir():
        return stale(one)
    try:
        handle = _lock(one)
    except OSError:  # somebody works there, or it is locked to us
        return False
    if handle is None:
        return stale(one)
    _leave(handle)
    return True


def _lock(folder: Path) -> int | None:
    """Lock a folder as long as the handle is open (a killed process closes it); None where there are no locks.

    Raises:
        BlockingIOError: Somebody else has it.
        OSError: It cannot be opened.
    """
    if sys.platform == "win32":
        return None
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise
    except OSError:  # a file system without locks
        os.close(handle)
        return None
    return handle


def _leave(handle: int | None) -> None:
    if handle is not None:
        os.close(handle)
