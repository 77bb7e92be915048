"""Workers: one core needs no other process, the work of a killed run is kept, and nobody is left behind."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from fanxing.media.render.workers import _lines, crew, dismiss
from fanxing.model.errors import ToolError

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
PIPELINE = HERE.parents[2] / "pipeline"


def test_one_job_is_done_in_this_process():
    with crew(1) as workers:
        assert workers.submit(os.getpid).result() == os.getpid()


def test_two_jobs_are_done_by_others_that_know_nothing_of_the_program():
    with crew(2) as workers:
        assert workers.submit(os.getpid).result() != os.getpid()
        assert isinstance(workers, ProcessPoolExecutor)


def test_a_worker_that_dies_is_told_in_words():
    with pytest.raises(ToolError, match="做画面时意外中断"), crew(2) as workers:
        workers.submit(os._exit, 9).result()


class EnoughError(BaseException):
    """A person has had enough, or another stage has failed."""


def _give_up_while_all_are_at_work():
    with crew(2) as workers:
        endless = [workers.submit(time.sleep, 1e6) for _ in range(2)]
        assert wait_for(lambda: all(future.running() for future in endless))
        raise EnoughError


def test_workers_whose_work_is_given_up_are_gone_at_once_whatever_they_do():
    with pytest.raises(EnoughError):
        _give_up_while_all_are_at_work()
    assert not multiprocessing.active_children()


def _wait_for_workers_that_are_dismissed():
    with crew(2) as workers:
        endless = [workers.submit(time.sleep, 1e6) for _ in range(2)]
        assert wait_for(lambda: all(future.running() for future in endless))
        dismiss()
        endless[0].result()


def test_who_waits_for_workers_that_are_dismissed_waits_no_longer():
    with pytest.raises(ToolError, match="做画面时意外中断"):
        _wait_for_workers_that_are_dismissed()
    assert not multiprocessing.active_children()


def _dismiss_before_any_has_begun(times):
    with crew(2) as workers:
        for _ in range(times):
            dismiss()
        workers.submit(time.sleep, 1e6).result()


@pytest.mark.parametrize("times", [1, 2], ids=["once", "twice"])
def test_workers_may_be_dismissed_while_their_crew_begins(times):
    with pytest.raises(ToolError, match="做画面时意外中断"):
        _dismiss_before_any_has_begun(times)
    assert not multiprocessing.active_children()


def test_what_is_dismissed_while_it_ends_closes_nothing_that_is_another_s_by_then(tmp_path):
    held = []
    with crew(2) as workers:
        workers.submit(os.getpid).result()
        held = list(_lines)
    (tmp_path / "a").touch()
    with (tmp_path / "a").open("w", encoding="utf-8") as later:  # it may have got the line's number
        dismiss()
        later.write("whole")
    assert held
    assert all(line.closed for line in held)
    assert (tmp_path / "a").read_text("utf-8") == "whole"


def _dismiss_with_a_line_that_is_gone():
    with crew(2) as workers:
        endless = workers.submit(time.sleep, 1e6)
        (line,) = _lines
        os.close(line.fileno())
        dismiss()
        endless.result()


def test_a_line_that_is_gone_already_keeps_no_one_from_being_dismissed():
    with pytest.raises(ToolError, match="做画面时意外中断"):
        _dismiss_with_a_line_that_is_gone()
    assert not multiprocessing.active_children()


PROGRAM = """
import importlib.util, pathlib, sys
sys.path.insert(0, {pipeline!r})
spec = importlib.util.spec_from_file_location("workshop", {conftest!r})
workshop = importlib.util.module_from_spec(spec)
sys.modules["workshop"] = workshop
spec.loader.exec_module(workshop)
shop = workshop.Workshop(pathlib.Path(sys.argv[1]), jobs=2)
shop.films(shop.production(shop.timeline(shop.story(2.0))))
"""


def children(pid: int) -> list[int]:
    """Processes that a process started, as far as they still run."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[1]) == pid and fields[0] != "Z":
            found.append(int(entry.parent.name))
    return found


def runs(pid: int) -> bool:
    """Whether a process still runs."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def wait_for(condition, seconds: float = 60.0) -> bool:
    """Look again and again until something holds."""
    last = time.monotonic() + seconds
    while time.monotonic() < last:
        if condition():
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_killed_run_leaves_nobody_and_the_next_goes_on(workshop, tmp_path):
    program = PROGRAM.format(pipeline=str(PIPELINE), conftest=str(HERE / "conftest.py"))
    run = subprocess.Popen([sys.executable, "-c", program, str(workshop.home)])
    try:
        assert wait_for(lambda: len(workshop.kept("span")) >= 2 or run.poll() is not None)
        started = children(run.pid)
    finally:
        run.send_signal(signal.SIGKILL)
        run.wait()
    assert started
    assert wait_for(lambda: not any(runs(pid) for pid in started), seconds=20)

    kept = workshop.kept("span")
    production = workshop.production(workshop.timeline(workshop.story(2.0)))
    film = workshop.films(production)[0]
    assert kept <= workshop.kept("span")
    assert workshop.told[0][0] > 0  # what was kept is not made again

    undisturbed = type(workshop)(tmp_path / "other")
    again = undisturbed.films(undisturbed.production(undisturbed.timeline(undisturbed.story(2.0))))[0]
    assert film.read_bytes() == again.read_bytes()
