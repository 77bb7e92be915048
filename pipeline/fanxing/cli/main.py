"""The command ``fanxing``. The only place where an error becomes words and an exit code."""

import gc
import sys
import traceback
from typing import Annotated

import typer
from typer.exceptions import TyperException

from fanxing import __version__
from fanxing.cli import show
from fanxing.cli.doctor import doctor
from fanxing.cli.helping import in_chinese, may_show_help
from fanxing.cli.look import look
from fanxing.cli.platform import platform
from fanxing.cli.recipe import recipe
from fanxing.cli.stopping import INTERRUPTED, STOPPING
from fanxing.cli.subtitle import subtitle
from fanxing.cli.usage import in_words
from fanxing.cli.video import video
from fanxing.media.render.workers import dismiss
from fanxing.model.errors import FanxingError, Fault, ToolError
from fanxing.model.words import say

app = typer.Typer(
    name="fanxing",
    help=say("一份配方，一条流水线，做出可以直接上传的博物馆短视频"),
    epilog=say(
        "第一次用：fanxing recipe new 照片文件夹，改好配方，再 fanxing video check 配方、fanxing video render 配方"
    ),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(video, name="video")
app.add_typer(look, name="look")
app.add_typer(subtitle, name="subtitle")
app.add_typer(recipe, name="recipe")
app.add_typer(platform, name="platform")
app.command("doctor")(doctor)


def _version(asked: bool) -> None:
    if asked:
        show.line(f"fanxing {__version__}")
        raise typer.Exit


@app.callback()
def fanxing(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help=say("显示版本"))] = False,
) -> None:
    """一份配方，一条流水线，做出可以直接上传的博物馆短视频。"""
    del version


def main() -> None:
    """Run ``app`` and end with its exit code."""
    collect_seldom()
    sys.exit(_run())


def listen() -> None:
    """Stop within a moment when a person presses Ctrl-C, from now on."""
    STOPPING.listen(dismiss)


def collect_seldom() -> None:
    """Look for lost memory more seldom, and not among what was imported: that is a tenth of drawing type."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def _run() -> int:
    as_object = "--json" in sys.argv[1:]
    try:
        code = _with_memory()
    except FanxingError as error:
        return show.failure(error.faults, error.exit_code, as_object=as_object)
    except (typer.Exit, typer.Abort, KeyboardInterrupt) as ended:
        return _ended(getattr(ended, "exit_code", INTERRUPTED))
    except TyperException as error:  # a command line that is wrong
        mend = say("看用法：{command} --help", command=_command(error))
        told = (Fault(rule="usage", what=in_words(error), mend=mend),) if str(error) else ()  # else the help was shown
        return show.failure(told, 2, as_object=as_object)
    except Exception as error:  # noqa: BLE001 - a defect of ours: the one place where a traceback is shown
        traceback.print_exception(error)
        what = say("程序自身出错：{kind}：{error}", kind=type(error).__name__, error=error)
        defect = Fault(rule="defect", what=what, mend=say("把上面的内容发给 fanxing 的维护者"))
        return show.failure((defect,), 1, as_object=as_object)
    return _ended(code if isinstance(code, int) else 0)


def _ended(code: int) -> int:
    if code == INTERRUPTED:  # typer turns Ctrl-C into an exit of its own
        STOPPING.tell()
    return code


def _with_memory() -> object:
    try:
        run = in_chinese(app) if may_show_help(sys.argv[1:]) else app
        return run(standalone_mode=False)
    except MemoryError:
        mend = say("关掉别的程序，或加 --jobs 1")
        raise ToolError(Fault(rule="memory", what=say("内存不够"), mend=mend)) from None


def _command(error: TyperException) -> str:
    return getattr(getattr(error, "ctx", None), "command_path", "fanxing")
