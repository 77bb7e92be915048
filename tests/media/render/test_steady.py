"""Memory of processes that make spans, and of x264."""

import ctypes
import subprocess
import sys
import threading

import pytest

from fanxing.media.render.steady import lent_memory, zeroed_memory

HOLDING = """
import numpy as np
from fanxing.media.render.steady import hold_memory, lent_memory

def resident():
    with open("/proc/self/statm") as told:
        return int(told.read().split()[1]) * 4096

def touch():
    large = np.ones(64 << 20, np.uint8)

hold_memory()
start = resident()
with lent_memory():
    touch()
lent = resident()
touch()
print((lent - start) >> 20, (resident() - start) >> 20)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc, and glibc alone can be told")
def test_a_process_that_holds_its_memory_gives_back_what_was_lent():
    told = subprocess.run([sys.executable, "-c", HOLDING], capture_output=True, text=True, check=True)
    lent, held = map(int, told.stdout.split())
    assert lent < 16
    assert held >= 60


LEAN = """
import numpy as np
from fanxing.media.render.steady import lean_memory

def resident():
    with open("/proc/self/statm") as told:
        return int(told.read().split()[1]) * 4096

def left():
    start = resident()
    large, above = np.ones(16 << 20, np.uint8), np.ones(64 << 10, np.uint8)
    del large
    return above, (resident() - start) >> 20

np.ones(24 << 20, np.uint8)  # from now on the C library keeps such pieces
with lean_memory():
    first, lean = left()
second, kept = left()
print(lean, kept)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc, and glibc alone can be told")
def test_a_process_that_draws_for_others_keeps_no_large_pieces():
    told = subprocess.run([sys.executable, "-c", LEAN], capture_output=True, text=True, check=True)
    lean, kept = map(int, told.stdout.split())
    assert lean < 4
    assert kept >= 12


def test_a_process_that_holds_nothing_may_borrow_as_well():
    with lent_memory():
        made = bytearray(1 << 21)
    assert len(made) == 1 << 21


SIZE = 64 << 10
"""Bytes: neither so small that each thread keeps its own, nor so large that the system gives them, always zeroed."""


def remains() -> bool:
    """Whether new memory still holds what was written before it was freed."""
    library = ctypes.CDLL(None)
    library.malloc.restype, library.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
    library.free.argtypes = [ctypes.c_void_p]
    wall = library.malloc(SIZE), library.malloc(SIZE), library.malloc(SIZE)
    ctypes.memset(wall[1], 0xA5, SIZE)
    library.free(wall[1])
    again = library.malloc(SIZE)
    held = b"\xa5" * 64 in ctypes.string_at(again, SIZE) or b"\xff" * 64 in ctypes.string_at(again, SIZE)
    for one in (again, wall[0], wall[2]):
        library.free(one)
    return held


@pytest.mark.skipif(sys.platform != "linux", reason="glibc alone can be told")
def test_memory_is_zeroed_until_the_last_thread_that_wants_it_has_ended():
    entered, leave = threading.Event(), threading.Event()

    def other() -> None:
        with zeroed_memory():
            entered.set()
            leave.wait()

    thread = threading.Thread(target=other)
    assert remains()
    with zeroed_memory() as settle:
        thread.start()
        entered.wait()
        settle()
        settle()  # says it twice, counts once
        assert not remains()
    assert not remains()
    leave.set()
    thread.join()
    assert remains()
