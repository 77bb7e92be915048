"""Memory of processes that make spans."""

import subprocess
import sys

import pytest

from fanxing.media.render.steady import lent_memory

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


def test_a_process_that_holds_nothing_may_borrow_as_well():
    with lent_memory():
        made = bytearray(1 << 21)
    assert len(made) == 1 << 21
