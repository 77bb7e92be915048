"""Ctrl-C: what runs ends within a moment, a person reads what is kept, and a second one ends at once.

Ending at any moment loses nothing: whatever is kept appeared whole, and workers end with their parent.
"""

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType

from fanxing.model.words import say

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""
GRACE_S = 2.0
"""Seconds in which rooms are cleared away and children ended; what still holds on then is left as a kill leaves it."""
AGAIN_S = 0.1
"""Seconds after which those who work for this process are sent away again."""

_SHOW_CURSOR = "\r\x1b[2K\x1b[?25h"
"""Bars hide the cursor; whoever leaves them standing shows it again."""


def _nobody() -> None:
    """Nobody works for this process."""


class Stopping:
    """Listens for Ctrl-C."""

    def __init__(self) -> None:
        self._asked = self._told = False
        self._kept: Callable[[], str] | None = None
        self._dismiss: Callable[[], None] = _nobody

    def listen(self, dismiss: Callable[[], None] = _nobody) -> None:
        """From now on; not where the process was started deaf to it, as in the background of a script.

        Args:
            dismiss: Sends away whoever works for this process.
        """
        self._dismiss = dismiss
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, self._stop)

    def ask(self, kept: Callable[[], str] | None) -> None:
        """Ask this one what is kept, in words; None: nobody."""
        self._kept = kept

    def words(self) -> str:
        """What a person reads who has stopped the work."""
        try:
            kept = self._kept() if self._kept is not None else ""
        except Exception:  # noqa: BLE001 - it is asked in the midst of whatever was struck, and stopping matters more
            kept = ""
        if kept:
            return say("已停止。做好的都留着（{kept}）。\n    再运行同一条命令，会从这里接着做。", kept=kept)
        return say("已停止。做好的都留着，再运行同一条命令会接着做。")

    def tell(self) -> None:
        """Say it, once; nowhere else, for the console may be held by whom Ctrl-C has struck."""
        if self._told:
            return
        self._told = True
        cursor = _SHOW_CURSOR if sys.stderr.isatty() else ""
        with contextlib.suppress(OSError, ValueError):
            os.write(2, f"{cursor}{self.words()}\n".encode("utf-8", "replace"))

    def _stop(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        if self._asked:
            self._leave()
        self._asked = True
        try:
            threading.Thread(target=self._see_to_it, daemon=True).start()
            self._dismiss()
        finally:  # nothing keeps the work from ending, whatever went wrong
            raise KeyboardInterrupt

    def _see_to_it(self) -> None:
        """Send away again and again: a stage beside may have called for workers a moment after."""
        last = time.monotonic() + GRACE_S
        while (left := last - time.monotonic()) > 0:
            time.sleep(min(AGAIN_S, left))
            with contextlib.suppress(Exception):
                self._dismiss()
        self._leave()

    def _leave(self) -> None:
        try:
            self.tell()
        finally:
            os._exit(INTERRUPTED)


STOPPING = Stopping()
"""The process's own: there is one Ctrl-C."""
