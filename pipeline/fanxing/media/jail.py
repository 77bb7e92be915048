"""Children that touch foreign media: limited in memory, time, files and network, and gone when we are gone.

A file from a stranger may crash, bomb or hijack its decoder; it then takes a child that can read that one file,
write one scratch folder, and reach nothing else. Keys and settings of the parent are not in its environment.
"""

import errno
import json
import os
import selectors
import signal
import subprocess
import sys
import sysconfig
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from fanxing.media._jailed import BURST, UNABLE
from fanxing.media.disk import cannot_write, is_full, told_of
from fanxing.media.log import grave
from fanxing.model.errors import Fault, ToolError
from fanxing.model.reasons import reason
from fanxing.model.words import say

_LAUNCHER = Path(__file__).with_name("_jailed.py")
_SYSTEM = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/etc/ld.so.cache", "/dev/urandom", "/proc/self")
"""What programs read to come up at all."""
_MOST_WORDS = 8 << 20
"""Bytes of output that are listened to; a child that says more is stopped."""
_LARGEST_FILE = 16 << 30


Stop = threading.Event | None
"""Set by another thread when the whole run is being given up."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use."""

    seconds: float
    """Of the clock; then it is killed."""
    memory_bytes: int
    """Memory of its own; what is mapped from files does not count."""
    stop: Stop = None
    """Once it is set, the child is killed."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended."""

    code: int
    """Exit code; negative: killed by that signal."""
    out: bytes
    """What it wrote to standard output."""
    err: str
    """What it wrote to standard error."""
    late: bool = False
    """It was killed because its time was up, or because the run was given up."""
    loud: bool = False
    """It was killed because it said more than anybody listens to."""

    @property
    def burst(self) -> bool:
        """Whether it failed because it ran out of memory, as far as can be told."""
        return self.code == BURST or (self.code != 0 and "Cannot allocate memory" in "\n".join(grave(self.err)))


class ChildFailed(Exception):  # noqa: N818 - nothing of ours is in error: the caller says what it means
    """A child did not do its work; ``ended`` tells how."""

    def __init__(self, ended: Ended) -> None:
        super().__init__(ended)
        self.ended = ended


def run(argv: Sequence[str], *, seconds: float, memory_bytes: int, writable: Path, reads: Sequence[Path]) -> bytes:
    """Run a program in the jail and give its standard output.

    Args:
        argv: Program (absolute path) and its words; never a shell's.
        seconds: Of the clock; then it is killed.
        memory_bytes: Memory of its own.
        writable: The one folder in which it may write, and in which it starts.
        reads: Files and folders that it may read; the program itself is added.

    Raises:
        ChildFailed: It ended with another code than 0, or too late.
        ToolError: It could not be started, the disk is full, or the system took its memory.
    """
    ended = attempt(argv, limits=Limits(seconds, memory_bytes), writable=writable, reads=reads)
    if ended.code or ended.late:
        raise ChildFailed(ended)
    return ended.out


def attempt(argv: Sequence[str], *, limits: Limits, writable: Path, reads: Sequence[Path]) -> Ended:
    """As ``run``, but tell how it ended whatever happened.

    Raises:
        ToolError: It could not be started, the disk is full, or the system took its memory.
    """
    program = Path(argv[0]).resolve()
    return _child([], [str(program), *argv[1:]], limits, writable, [program, *reads])


def call(function: str, arguments: Mapping[str, Any], *, limits: Limits, writable: Path, reads: Sequence[Path]) -> Any:  # noqa: ANN401 - JSON
    """Call a Python function in the jail and give its answer.

    Args:
        function: ``package.module:name``; its module should import little.
        arguments: Its keyword arguments, JSON values.
        limits: What the child may use.
        writable: The one folder in which it may write, and in which it starts.
        reads: Files and folders that it may read beside the Python that runs.

    Raises:
        ChildFailed: It raised something, ran out of time or memory, or was killed.
        ToolError: It could not be started, the disk is full, or the system took its memory.
    """
    path = [one for one in sys.path if one and Path(one) != Path.cwd()]
    python = [sys.prefix, sys.base_prefix, sysconfig.get_path("stdlib"), *path]
    ended = _child(
        [("call", function), ("with", dict(arguments)), ("path", path)],
        [],
        limits,
        writable,
        [*map(Path, python), *reads],
    )
    if ended.code or ended.late:
        raise ChildFailed(ended)
    return json.loads(ended.out)


def walls(writable: Path) -> tuple[str, ...]:
    """Names of the walls that this machine has: rlimits, netns, landlock, parent."""
    limits = Limits(seconds=30, memory_bytes=256 << 20)
    return tuple(call("builtins:print", {"end": ""}, limits=limits, writable=writable, reads=()))


def _child(
    more: Sequence[tuple[str, Any]], argv: list[str], limits: Limits, writable: Path, reads: Sequence[Path]
) -> Ended:
    job = {
        "parent": os.getpid(),
        "cpu_seconds": int(limits.seconds * 8) + 2,  # several threads; the clock is the real bound
        "memory_bytes": limits.memory_bytes,
        "file_bytes": _LARGEST_FILE,
        "writable": str(writable.resolve()),
        "reads": [*_SYSTEM, *(str(one.resolve()) for one in reads)],
        **dict(more),
    }
    try:
        child = subprocess.Popen(
            [sys.executable, "-I", "-S", str(_LAUNCHER), json.dumps(job), *argv],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=writable,
            env=_environment(writable),
        )
    except OSError as error:
        raise _not_started(str(error)) from error
    with child:
        ended = _listen(child, limits)
    if ended.code == UNABLE and not ended.late:
        raise _not_started(ended.err.strip() or argv[0])
    lacking = machine_lacks(ended, writable)
    if lacking is not None:
        raise lacking
    return ended


def machine_lacks(ended: Ended, writable: Path) -> ToolError | None:
    """What this machine lacked where a child failed for it; None where the file it read is to blame.

    A child has its own bound of memory, which it tells of itself: who is killed outright was killed by the system.
    """
    if ended.late or ended.loud:
        return None
    why = told_of("\n".join(grave(ended.err))) if ended.code else ""  # what ended well lacked nothing
    if why or (ended.code and is_full(writable)):
        return cannot_write(writable, why or reason(errno.ENOSPC))
    if ended.code == -signal.SIGKILL:
        what = say("内存不够，读取媒体文件时被系统中止")
        return ToolError(Fault(rule="memory", what=what, mend=say("关掉别的程序，或加 --jobs 1，再运行一次")))
    return None


def _environment(writable: Path) -> dict[str, str]:
    """Nothing of ours: no keys, no proxies, no settings."""
    kept = {name: os.environ[name] for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH") if name in os.environ}
    return kept | {
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "HOME": str(writable),
        "TMPDIR": str(writable),
        "MALLOC_ARENA_MAX": "2",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "PYTHONUTF8": "1",
    }


def _listen(child: subprocess.Popen[bytes], limits: Limits) -> Ended:
    """Read both streams to their end; kill the child when its time is up, or when it talks without end."""
    out, err = cast("IO[bytes]", child.stdout), cast("IO[bytes]", child.stderr)
    heard: dict[object, bytearray] = {out: bytearray(), err: bytearray()}
    deadline = time.monotonic() + limits.seconds
    late = loud = False
    with selectors.DefaultSelector() as ears:
        for stream in (out, err):
            ears.register(stream, selectors.EVENT_READ)
        try:
            while ears.get_map():
                if time.monotonic() > deadline or (limits.stop and limits.stop.is_set()):
                    late = True
                    child.kill()
                for key, _ in ears.select(0.2):
                    part = os.read(key.fd, 1 << 16)
                    if not part:
                        ears.unregister(key.fileobj)
                    elif len(heard[key.fileobj]) < _MOST_WORDS:
                        heard[key.fileobj] += part
                    else:
                        loud = True
                        child.kill()
            code = child.wait()
        except BaseException:
            child.kill()
            raise
    return Ended(code, bytes(heard[out]), heard[err].decode("utf-8", "replace"), late, loud)


def _not_started(why: str) -> ToolError:
    return ToolError(
        Fault(
            rule="child-not-started",
            what=say("无法启动读取媒体文件的程序：{why}", why=why),
            mend=say("运行 fanxing doctor 查看本机缺少什么；内存不足时，关掉别的程序再试"),
        )
    )
