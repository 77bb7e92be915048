"""Permissions that hold even where the tests run as root."""

import contextlib
import ctypes
import os
from collections.abc import Generator
from pathlib import Path

_VERSION_3 = 0x20080522
_DAC_OVERRIDE, _DAC_READ_SEARCH = 1 << 1, 1 << 2
"""linux/capability.h: the right to pass over a file's permissions, and to read any folder."""


class _Header(ctypes.Structure):
    _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]


class _Rights(ctypes.Structure):
    _fields_ = [("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32)]


@contextlib.contextmanager
def shut(*places: Path) -> Generator[None]:
    """Nobody may read these files and folders, not even root in this thread; as before afterwards."""
    modes = [place.stat().st_mode for place in places]
    for place in places:
        place.chmod(0)
    try:
        with _without_overriding():
            yield
    finally:
        for place, mode in zip(places, modes, strict=True):
            place.chmod(mode)


@contextlib.contextmanager
def _without_overriding() -> Generator[None]:
    if os.geteuid() != 0:
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header, rights = _Header(_VERSION_3, 0), (_Rights * 2)()
    assert libc.capget(ctypes.byref(header), rights) == 0
    before = rights[0].effective
    rights[0].effective = before & ~(_DAC_OVERRIDE | _DAC_READ_SEARCH)
    assert libc.capset(ctypes.byref(header), rights) == 0
    try:
        yield
    finally:
        rights[0].effective = before
        libc.capset(ctypes.byref(header), rights)
