"""Voices that live elsewhere: asked only where this machine allows it, tried again when the line is bad."""

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from fanxing.model.errors import Fault, ServiceError, ToolError
from fanxing.model.words import say

T = TypeVar("T")

ALLOWED = "FANXING_ONLINE_VOICES"
"""Names of online voices that may be asked, parted by commas. A recipe may come from a stranger: it alone does not
send a museum's words anywhere, nor spend its money."""


_QUIETEST = 1e-3
"""Peak below -60 dBFS: nobody spoke."""


class PassingError(Exception):
    """A fault of a service that another try may mend."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How often to try, and how long to wait."""

    tries: int = 4
    first_wait_s: float = 0.5
    """Doubled after each try."""


def require_allowed(name: str) -> None:
    """Refuse a voice that this machine was not told to ask.

    Raises:
        ToolError: With the line that allows it.
    """
    if name not in {one.strip() for one in os.environ.get(ALLOWED, "").split(",")}:
        raise ToolError(
            Fault(
                rule="voice-online",
                what=say("声音“{name}”会把讲解词发送到外部网络服务，这台电脑还没有允许", name=name),
                mend=say("同意的话设置环境变量 {variable}={name}；或换用 espeak", variable=ALLOWED, name=name),
            )
        )


def tried(name: str, ask: Callable[[], T], passing: tuple[type[Exception], ...], patience: Patience) -> T:
    """Ask a service, again after each passing fault, with longer and longer waits.

    Args:
        name: Of the voice, for the message.
        ask: Raises one of ``passing`` where another try may help.
        passing: Faults that may pass.
        patience: How often.

    Raises:
        ServiceError: It did not answer in the end.
    """
    wait = patience.first_wait_s
    for turn in range(1, patience.tries + 1):
        try:
            return ask()
        except passing as error:
            if turn == patience.tries:
                raise ServiceError(
                    Fault(
                        rule="voice-service",
                        what=say("语音服务“{name}”没有完成：{why}", name=name, why=error),
                        mend=say("检查网络后再运行一次（念好的句子不会重念），或在配方里换用 espeak"),
                    )
                ) from error
            time.sleep(wait)
            wait *= 2
    raise AssertionError  # the last turn returns or raises


def audible(sound: NDArray[np.float32]) -> NDArray[np.float32]:
    """Give what a service sent, if somebody speaks in it; a film must not fall silent because a service did.

    Raises:
        PassingError: It is empty, silent or no sound.
    """
    if not len(sound) or not np.isfinite(sound).all() or float(np.abs(sound).max()) < _QUIETEST:
        raise PassingError(say("送来的声音是空的"))
    return sound


def not_installed(name: str, extra: str) -> ToolError:
    """Word that a voice's library is missing."""
    return ToolError(
        Fault(
            rule="voice-missing",
            what=say("没有安装声音“{name}”需要的库", name=name),
            mend=say(
                "运行：{python} -m pip install 'fanxing[{extra}]'；或在配方里换用 espeak",
                python=sys.executable,
                extra=extra,
            ),
        )
    )
