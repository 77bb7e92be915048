"""Where the program ``fanxing`` begins: nothing is loaded yet."""

import gc
import os
import signal
import sys


def main() -> None:
    """Load the commands and run them; ends the process with their exit code.

    What is imported stays: to look among it for lost memory is a quarter of the start. Numpy's threads spin while they
    wait for work, 0.1 s of CPU in each process, and nothing here is large enough to be shared among them.
    """
    gc.disable()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        _run()
    except KeyboardInterrupt:  # before the commands listen, or between their end and ours
        sys.exit(_told())
    finally:  # what is left is the interpreter's own end: struck there it would show a traceback
        if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
            signal.signal(signal.SIGINT, signal.SIG_DFL)


def _run() -> None:
    from fanxing.cli.stopping import STOPPING  # noqa: PLC0415 - small: the rest takes long enough to be stopped

    STOPPING.listen()
    from fanxing.cli.main import listen  # noqa: PLC0415 - the looking must be off before
    from fanxing.cli.main import main as run  # noqa: PLC0415

    gc.enable()
    listen()
    run()


def _told() -> int:
    """Say that it was stopped; the exit code."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from fanxing.cli.stopping import INTERRUPTED, STOPPING  # noqa: PLC0415

    STOPPING.tell()
    return INTERRUPTED
