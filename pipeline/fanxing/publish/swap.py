"""Moves a folder that was built beside its place into it, in one step where the system can."""

import contextlib
import ctypes
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from fanxing.media.store import sync


def building_place(place: Path) -> Path:
    """Where a folder is built: beside its place, under a name that tells whose it is."""
    return place.with_name(f".{place.name}.building-{os.getpid()}")


def sync_tree(folder: Path) -> None:
    """Force every file, then every folder, to the disk; the manifest is written last, its folder synced last."""
    for path in sorted(folder.rglob("*"), key=lambda one: len(one.parts), reverse=True):
        if not path.is_symlink():
            sync(path)
    sync(folder)


def swap_in(building: Path, place: Path) -> None:
    """Move the new folder in; where there is an old one, both change places in one step if the system can."""
    if not place.exists():
        building.rename(place)
    elif not _exchanged(building, place):
        old = building.with_name(building.name.replace(".building-", ".old-"))
        place.rename(old)
        building.rename(place)
        shutil.rmtree(old, ignore_errors=True)
    sync(place.parent)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders atomically (renameat2, RENAME_EXCHANGE; Python has no call for it)."""
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None, use_errno=True)
        here, exchange = -100, 2  # AT_FDCWD; linux/fs.h
        return bool(libc.renameat2(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0)
    return False


def sweep(place: Path) -> None:
    """Clear away what a killed run left; put back an old package that was moved aside and not replaced."""
    for leftover in _leftovers(place):
        if ".old-" in leftover.name and not place.exists():
            leftover.rename(place)
        else:
            shutil.rmtree(leftover, ignore_errors=True)


def _leftovers(place: Path) -> Iterator[Path]:
    for leftover in sorted(place.parent.glob(f".{_plain(place.name)}.*-*")):
        kind, _, number = leftover.name.removeprefix(f".{place.name}.").partition("-")
        if kind in {"building", "old"} and number.isdigit() and not _is_alive(int(number)):
            yield leftover


def _plain(name: str) -> str:
    return "".join(f"[{mark}]" if mark in "*?[" else mark for mark in name)


def _is_alive(process: int) -> bool:
    if process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
