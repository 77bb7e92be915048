"""A defect of ours in one cut: told in a sentence, its traceback kept in a file, the others go on."""

import contextlib
import platform
import traceback
from pathlib import Path

from fanxing import __version__
from fanxing.media.store import write_whole
from fanxing.model.document import fingerprint
from fanxing.model.errors import FanxingError, Fault, ToolError
from fanxing.model.words import say


def crash(error: Exception, home: Path, recipe: Path, cut: str = "") -> FanxingError:
    """Give the error that tells a crash: exit code 1, or 4 where it was memory that ran out.

    The traceback is kept as ``HOME/crashes/<what crashed>.txt``; the same crash is kept once.
    """
    if isinstance(error, MemoryError):
        mend = say("关掉别的程序，或加 --jobs 1")
        return ToolError(Fault(rule="memory", what=say("内存不够"), where=str(recipe), mend=mend))
    trace = "".join(traceback.format_exception(error))
    about = f"fanxing {__version__}\npython {platform.python_version()}\n{platform.platform()}\n{recipe}\n{cut}\n\n"
    file = home / "crashes" / f"{fingerprint(about + trace)[:16]}.txt"
    mend = say("把 {file} 发给 fanxing 的维护者", file=file)
    with contextlib.suppress(ToolError):
        write_whole(file, (about + trace).encode("utf-8", "backslashreplace"))
    if not file.exists():
        mend = say("再运行一次；还是这样就告诉 fanxing 的维护者")
    what = say("程序自身出错：{kind}：{error}", kind=type(error).__name__, error=error)
    return FanxingError(Fault(rule="defect", what=what, where=str(recipe), mend=mend))
