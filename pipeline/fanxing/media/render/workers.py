"""Worker processes: started clean, quiet when interrupted, gone when their parent is gone."""

import contextlib
import gc
import multiprocessing
import multiprocessing.connection
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import Connection
from typing import ParamSpec, TypeVar

import cv2

from fanxing.media.render.steady import hold_memory
from fanxing.model.errors import Fault, ToolError
from fanxing.model.words import say

P = ParamSpec("P")
T = TypeVar("T")

_lines: set[Connection] = set()
"""To the workers at work; cut to send them away: the pools themselves only wait for what is begun."""


def dismiss() -> None:
    """Send all workers away, whatever they do: who waits for them is told, as if they had died.

    At any moment, in the midst of a crew's beginning or end as well; nothing raises.
    """
    for line in tuple(_lines):
        _cut(line)


def _cut(line: Connection) -> None:
    """Close a line once: whoever takes it out of the set, in one step, is the one who closes it.

    A second closing could strike a file that has got its number since.
    """
    try:
        _lines.remove(line)
    except KeyError:
        return
    with contextlib.suppress(OSError):
        line.close()


class _Here(Executor):
    """Does the work in this process, at once: what one core is given needs no other process."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        done: Future[T] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - whoever asks for the result is told, as with other executors
            done.set_exception(error)
        return done


@contextlib.contextmanager
def crew(jobs: int) -> Iterator[Executor]:
    """Give workers: ``jobs`` processes, or this one where one is enough.

    When the work is given up, by the person or because a stage beside has failed, they are gone at once: the spans that
    are done are kept, and those in the making are made anew.

    Raises:
        ToolError: A process died, as under lack of memory.
    """
    cv2.setNumThreads(1)
    if jobs <= 1:
        yield _Here()
        return
    context = multiprocessing.get_context("spawn")  # a fork would copy the threads' locks of whatever runs here
    theirs, ours = context.Pipe(duplex=False)
    _lines.add(ours)
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=(theirs,))
    try:
        with _without_main():
            for _ in range(jobs):
                pool.submit(_begin_nothing)
        yield pool
    except BrokenProcessPool as error:
        raise ToolError(
            Fault(
                rule="worker",
                what=say("做画面时意外中断，可能是内存不足"),
                mend=say("加 --jobs 1 再运行一次；做好的不会重做"),
            )
        ) from error
    except BaseException:
        _cut(ours)
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        _cut(ours)
        theirs.close()


def _begin(line: Connection) -> None:
    gc.freeze()  # what was imported stays
    cv2.setNumThreads(1)
    hold_memory()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted, and tells
    threading.Thread(target=_end_with_parent, args=(line,), daemon=True).start()


def _end_with_parent(line: Connection) -> None:
    """Leave when the parent is killed, or cuts the line; the pool itself would wait for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel, line])
        os._exit(1)


def _begin_nothing() -> None:
    """Start a process by giving it something."""


@contextlib.contextmanager
def _without_main() -> Iterator[None]:
    """Keep new processes from importing the program that was started: they need nothing of it, and it is slow."""
    main = sys.modules["__main__"]
    spec, file = getattr(main, "__spec__", None), getattr(main, "__file__", None)
    main.__spec__ = None
    if file is not None:
        del main.__file__
    try:
        yield
    finally:
        main.__spec__ = spec
        if file is not None:
            main.__file__ = file
