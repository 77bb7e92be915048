"""What runs first in a child that touches foreign media: it shuts the doors, then becomes the tool.

Started by ``fanxing.media.jail`` as a script of its own, because limits set between fork and exec are unsafe in a
program with threads. It imports next to nothing: it must be up in hundredths of a second. Linux has all the walls;
elsewhere those that exist there are used.
"""

import contextlib
import ctypes
import json
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any

UNABLE = 125
"""Exit code of a child that could not become its tool."""
BURST = 124
"""Exit code of a Python child that ran out of the memory it was given."""

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS = 1, 38
_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446
_READ_FILE, _READ_DIR, _EXECUTE, _WRITE_FILE, _TRUNCATE, _IOCTL = 1 << 2, 1 << 3, 1 << 0, 1 << 1, 1 << 14, 1 << 15
_RIGHTS_OF_ABI = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
"""How many file rights each version of Landlock knows. Source: linux/Documentation/userspace-api/landlock.rst."""


class _Ruleset(ctypes.Structure):
    _fields_ = [("files", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64)]


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = [("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32)]


def shut(job: dict[str, Any]) -> list[str]:
    """Raise every wall that this machine has; give their names."""
    walls = ["rlimits"]
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.unshare(_NEW_NET) == 0 or libc.unshare(_NEW_USER | _NEW_NET) == 0:
            walls.append("netns")
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        if _landlock(libc, job["reads"], job["writable"]):
            walls.append("landlock")
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)  # last: a change of user forgets it
        walls.append("parent")
    _limit(job)
    if os.getppid() != job["parent"]:
        os._exit(UNABLE)  # the parent died before the signal was asked for
    return walls


def _limit(job: dict[str, Any]) -> None:
    for what, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, job["cpu_seconds"]),
        (resource.RLIMIT_FSIZE, job["file_bytes"]),
        (resource.RLIMIT_NOFILE, 256),
        (resource.RLIMIT_DATA, job["memory_bytes"]),
        # What a program maps without touching it (its own file, stacks) counts here too.
        (resource.RLIMIT_AS, job["memory_bytes"] + (3 << 30)),
    ):
        _, hard = resource.getrlimit(what)
        with contextlib.suppress(OSError, ValueError):  # some systems refuse what they do not know
            resource.setrlimit(what, (most, most) if hard == resource.RLIM_INFINITY else (min(most, hard), hard))


def _landlock(libc: ctypes.CDLL, reads: list[str], writable: str) -> bool:
    """Only ``reads`` can be read and run, only ``writable`` written; no TCP; no signals to others."""
    abi = libc.syscall(_LANDLOCK_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(1))
    if abi < 1:
        return False
    every = (1 << _RIGHTS_OF_ABI.get(abi, 16)) - 1
    rules = _Ruleset(every, 0b11, 0b11)
    size = 24 if abi >= 6 else 16 if abi >= 4 else 8
    ruleset = libc.syscall(_LANDLOCK_CREATE, ctypes.byref(rules), ctypes.c_size_t(size), ctypes.c_uint32(0))
    if ruleset < 0:
        return False
    look = _READ_FILE | _READ_DIR | _EXECUTE
    for path in reads:
        _allow(libc, ruleset, path, look)
    _allow(libc, ruleset, writable, every & ~_EXECUTE)
    _allow(libc, ruleset, "/dev/null", (_READ_FILE | _WRITE_FILE) & every)
    return bool(libc.syscall(_LANDLOCK_RESTRICT, ruleset, ctypes.c_uint32(0)) == 0)


def _allow(libc: ctypes.CDLL, ruleset: int, path: str, rights: int) -> None:
    try:
        place = os.open(path, getattr(os, "O_PATH", 0) | os.O_CLOEXEC)
    except OSError:
        return  # what is not there cannot be read
    if not Path(path).is_dir():
        rights &= _READ_FILE | _WRITE_FILE | _EXECUTE | _TRUNCATE | _IOCTL
    rule = _Beneath(rights, place)
    libc.syscall(_LANDLOCK_ADD, ruleset, ctypes.c_int(1), ctypes.byref(rule), ctypes.c_uint32(0))
    os.close(place)


def main() -> None:
    """Shut the doors that ``argv[1]`` (JSON) tells of; then run its Python function, or become ``argv[2:]``."""
    job = json.loads(sys.argv[1])
    walls = shut(job)
    if "call" not in job:
        try:
            os.execv(sys.argv[2], sys.argv[2:])  # noqa: S606 - an argv that we built; never a shell
        except OSError as error:
            sys.stderr.write(f"{sys.argv[2]}: {error}\n")
            os._exit(UNABLE)
    sys.path[:] = job["path"]
    module, _, function = job["call"].partition(":")
    try:
        answer = getattr(__import__(module, fromlist=[function]), function)(**job["with"])
    except MemoryError:
        os._exit(BURST)
    sys.stdout.write(json.dumps(walls if answer is None else answer))
    sys.stdout.flush()
    os._exit(0)  # nothing is left to tidy; some libraries hang on their way out


if __name__ == "__main__":
    main()
