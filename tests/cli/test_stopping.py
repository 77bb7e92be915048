"""Ctrl-C: what runs ends by itself, or after a moment of grace; a second one ends it at once."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable

import pytest

from fanxing.cli.stopping import INTERRUPTED, Stopping
from fanxing.cli.watching import Watcher
from fanxing.model.events import Kept, Made, Progressed

STUBBORN = """
import signal, sys, time
from fanxing.cli import stopping
signal.signal(signal.SIGINT, signal.default_int_handler)
stopping.GRACE_S = {grace}
stopping.STOPPING.listen()
word = "ready"
while True:
    try:
        print(word, flush=True)
        time.sleep(600)
    except KeyboardInterrupt:
        word = "struck"
"""


def stubborn(environment: dict[str, str], grace: float) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", STUBBORN.format(grace=grace)],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="signals of its own")
@pytest.mark.parametrize(("grace", "strikes"), [(0.0, 1), (600.0, 2)], ids=["grace is over", "a second Ctrl-C"])
def test_whoever_does_not_end_is_ended(cli_environment: dict[str, str], grace: float, strikes: int) -> None:
    child = stubborn(cli_environment, grace)
    assert child.stdout is not None
    for _ in range(strikes):
        child.stdout.readline()
        child.send_signal(signal.SIGINT)
    _, told = child.communicate(timeout=60)
    assert child.returncode == INTERRUPTED
    assert told == "已停止。做好的都留着，再运行同一条命令会接着做。\n"


SPOILT = """
import signal, sys, time
from fanxing.cli import stopping
signal.signal(signal.SIGINT, signal.default_int_handler)
stopping.GRACE_S = {grace}

def spoilt():
    raise OSError("bad file descriptor")

stopping.STOPPING.listen({dismiss})
stopping.STOPPING.ask(spoilt)
try:
    print("ready", flush=True)
    time.sleep(600)
except KeyboardInterrupt:
    {then}
"""


@pytest.mark.skipif(os.name == "nt", reason="signals of its own")
@pytest.mark.parametrize(
    ("grace", "dismiss", "then"),
    [
        (600.0, "spoilt", "stopping.STOPPING.tell(); sys.exit(130)"),
        (0.0, "spoilt", "time.sleep(600)"),
        (0.0, "lambda: None", "time.sleep(600)"),
    ],
    ids=["workers cannot be sent away", "nor is it ended in time", "it cannot be told what is kept"],
)
def test_it_ends_and_says_so_whatever_goes_wrong_in_stopping(
    cli_environment: dict[str, str], grace: float, dismiss: str, then: str
) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", SPOILT.format(grace=grace, dismiss=dismiss, then=then)],
        env=cli_environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    assert child.stdout is not None
    child.stdout.readline()
    child.send_signal(signal.SIGINT)
    _, told = child.communicate(timeout=60)
    assert (child.returncode, told) == (INTERRUPTED, "已停止。做好的都留着，再运行同一条命令会接着做。\n")


STRUCK_WHILE_LOADING = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a test run in the background has it ignored

class Striking:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            os.kill(os.getpid(), signal.SIGINT)
        return None

sys.meta_path.insert(0, Striking())
from fanxing.cli.start import main
main()
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals of its own")
@pytest.mark.parametrize(
    "module", ["fanxing.cli.stopping", "fanxing.cli.main", "fanxing.media.render.workers", "cv2", "numpy"]
)
def test_who_presses_it_while_the_program_loads_reads_that_it_has_stopped(
    cli_environment: dict[str, str], module: str
) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", STRUCK_WHILE_LOADING.format(module=module), "platform", "list"],
        env=cli_environment, capture_output=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout) == (INTERRUPTED, "")
    assert ran.stderr == "已停止。做好的都留着，再运行同一条命令会接着做。\n"


STRUCK_AT_THE_END = """
import atexit, os, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
atexit.register(lambda: os.kill(os.getpid(), signal.SIGINT))
from fanxing.cli.start import main
main()
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals of its own")
def test_who_presses_it_when_all_is_done_reads_no_traceback(cli_environment: dict[str, str]) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", STRUCK_AT_THE_END, "platform", "list"],
        env=cli_environment, capture_output=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    assert ran.stderr == ""
    assert ran.stdout


def test_what_is_kept_is_told_once_in_the_order_of_the_chain(capfd: pytest.CaptureFixture[str]) -> None:
    stopping, watcher = Stopping(), Watcher(quiet=True, verbose=False)
    for event in (
        Made("package", "episode", 1.0),
        Kept("gather", "object-灯"),
        Progressed("cover", "object-灯", 3, 15, "张"),
        Progressed("picture", "object-灯", 40, 90, "帧"),
        Made("narrate", "object-灯", 2.0),
    ):  # fmt: skip
        watcher(event)
    stopping.ask(watcher.kept)
    stopping.tell()
    stopping.tell()
    assert capfd.readouterr().err.splitlines() == [
        "已停止。做好的都留着（做完的 1 条片子；短片 灯：素材、旁白，画面 40/90 帧）。",
        "    再运行同一条命令，会从这里接着做。",
    ]


def test_nothing_is_said_of_a_run_that_has_ended(cli: Callable) -> None:
    assert cli("platform", "list").exit_code == 0
    assert Stopping().words() == "已停止。做好的都留着，再运行同一条命令会接着做。"
