"""Keeps x264 to the same bytes, and memory from being fetched anew for each span.

Its AVX-512 code reads memory that nobody has written. Measured with x264 in PyAV 18.1 on a processor with AVX-512:
with the macroblock tree and B-frames one encode in eight of the same frames came out otherwise where the heap held
other remains, at some sizes all of them; none did with ``mbtree=0``, with AVX2 at most (10 % slower), or with memory
that is zeroed as it is handed out. So memory is zeroed while x264 allocates, where the C library can do that (glibc:
``mallopt``, M_PERTURB), and x264 is held to AVX2 where it cannot.
"""

import contextlib
import ctypes
import functools
import gc
import threading
from collections.abc import Callable, Iterator

import cv2

ALLOCATING = 32
"""Frames after which x264 has all its buffers: lookahead, B-frames and references, and some to spare."""
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_PERTURB = -1, -3, -6
"""Source: glibc, malloc.h."""
_NEVER = 1 << 30
"""Bytes; no piece of memory here is larger."""
_LARGE = 1 << 20
"""Bytes; what photographs are made ready with is larger, nearly all else smaller."""
_MOST = 32 << 20
"""Bytes up to which the C library keeps what is freed, once it has seen such; Source: glibc, malloc.c."""
_holding: list[bool] = []
"""Not empty where this process holds its memory."""
_wanting: list[object] = []
"""One for each that wants new memory zeroed."""
_lock = threading.Lock()
"""Held while that list changes, and the setting with it."""
_ZEROED = 255
"""M_PERTURB fills new memory with the complement of its value; Source: mallopt(3)."""

_AVX512 = 13
"""Source: OpenCV, modules/core/include/opencv2/core/cvdef.h, CPU_AVX_512F."""


@functools.cache
def _mallopt() -> Callable[[int, int], int] | None:
    """The C library's own, where it is glibc."""
    try:
        library = ctypes.CDLL(None)
        _ = library.gnu_get_libc_version
        call: Callable[[int, int], int] = library.mallopt
    except (AttributeError, OSError, TypeError):
        return None
    return call


def assembler() -> str:
    """What x264 is told of the processor, beginning with a colon; empty where it may find out itself."""
    wide = cv2.checkHardwareSupport(_AVX512)
    return ":asm=avx2,fma3,bmi2,lzcnt" if wide and _mallopt() is None else ""


@contextlib.contextmanager
def zeroed_memory() -> Iterator[Callable[[], None]]:
    """Have memory zeroed as it is handed out; what is given ends that early.

    All threads of a process share the setting: it stands until the last of those that want it has ended.
    """
    mine = object()

    def end() -> None:
        with _lock:
            if mine in _wanting:
                _wanting.remove(mine)
                if not _wanting:
                    _fill(0)

    with _lock:
        _wanting.append(mine)
        _fill(_ZEROED)
    try:
        yield end
    finally:
        end()


def _fill(value: int) -> None:
    """Set what new memory is filled with."""
    mallopt = _mallopt()
    if mallopt is not None:
        mallopt(_M_PERTURB, value)


def give_memory_back() -> None:
    """Hand what stages before have freed back to the system: mixing a long film leaves a quarter of a gigabyte."""
    gc.collect()
    trim()


def trim() -> None:
    """Hand what is freed back to the system, without looking for what could be."""
    try:
        ctypes.CDLL(None).malloc_trim(0)
    except (AttributeError, OSError, TypeError):  # no glibc: its own affair
        return


def hold_memory() -> None:
    """Have freed memory stay with this process: x264 takes 160 MB for each span, a fifth of its time was page faults.

    For processes that only make spans.
    """
    if _mallopt() is not None:
        _holding.append(True)
        _keep_from(_NEVER)


@contextlib.contextmanager
def lent_memory() -> Iterator[None]:
    """Have what is allocated meanwhile go back to the system when it is freed, also where this process holds memory.

    A photograph takes more than any span. Trimming the heap after each gave x264's memory away as well, which was
    fetched anew, 160 MB every time: a twentieth of the stage's time. Large pieces of their own go back by themselves.
    """
    if not _holding:
        yield
        give_memory_back()
        return
    _keep_from(_LARGE)
    try:
        yield
    finally:
        _keep_from(_NEVER)


@contextlib.contextmanager
def lean_memory() -> Iterator[None]:
    """Have large pieces go back to the system as soon as they are freed, in the process that draws for others.

    The C library comes to keep pieces of up to 32 MB for itself: 70 MB while covers and mounts were drawn, beside
    workers that hold theirs.
    """
    _keep_from(_LARGE, _LARGE)
    try:
        yield
    finally:
        _keep_from(_MOST, 2 * _MOST)


def _keep_from(size: int, spare: int = _NEVER) -> None:
    """Have pieces of memory from so many bytes on fetched from the system each by itself.

    Args:
        size: Bytes.
        spare: Bytes of freed smaller pieces that may stay; by default nothing is trimmed.
    """
    mallopt = _mallopt()
    if mallopt is not None:
        mallopt(_M_MMAP_THRESHOLD, size)
        mallopt(_M_TRIM_THRESHOLD, spare)
