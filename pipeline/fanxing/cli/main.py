"""The command ``fanxing``. The only place where an error becomes words and an exit code."""

import gc
import re
import sys
from typing import Annotated

import typer
from typer import rich_utils
from typer.exceptions import TyperException

from fanxing import __version__
from fanxing.cli import show
from fanxing.cli.doctor import doctor
from fanxing.cli.look import look
from fanxing.cli.platform import platform
from fanxing.cli.recipe import recipe
from fanxing.cli.subtitle import subtitle
from fanxing.cli.video import video
from fanxing.model.errors import FanxingError, Fault, ToolError
from fanxing.model.words import say

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""

rich_utils.OPTIONS_PANEL_TITLE = say("选项")
rich_utils.ARGUMENTS_PANEL_TITLE = say("参数")
rich_utils.COMMANDS_PANEL_TITLE = say("命令")
rich_utils.DEFAULT_STRING = "[默认：{}]"
rich_utils.ENVVAR_STRING = "[环境变量：{}]"
rich_utils.REQUIRED_LONG_STRING = say("[必填]")

app = typer.Typer(
    name="fanxing",
    help=say("一份配方，一条流水线，做出可以直接上传的博物馆短视频"),
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


def collect_seldom() -> None:
    """Look for lost memory more seldom, and not among what was imported: that was a tenth of drawing type."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def _run() -> int:
    try:
        code = _with_memory()
    except FanxingError as error:
        show.error(error)
        return error.exit_code
    except typer.Exit as ended:
        return _ended(ended.exit_code)
    except (typer.Abort, KeyboardInterrupt):
        return _ended(INTERRUPTED)
    except TyperException as error:  # a command line that is wrong
        if not str(error):  # the help was shown because nothing was asked for
            return 2
        show.usage(_in_words(error), say("看用法：{command} --help", command=_command(error)))
        return 2
    return _ended(code if isinstance(code, int) else 0)


def _ended(code: int) -> int:
    if code == INTERRUPTED:  # typer turns Ctrl-C into an exit of its own
        show.usage(say("已中断；做好的部分都留着，再运行一次会接着做"))
    return code


def _with_memory() -> object:
    try:
        return app(standalone_mode=False)
    except MemoryError:
        mend = say("关掉别的程序，或加 --jobs 1")
        raise ToolError(Fault(rule="memory", what=say("内存不够"), mend=mend)) from None


def _command(error: TyperException) -> str:
    return getattr(getattr(error, "ctx", None), "command_path", "fanxing")


def _in_words(error: TyperException) -> str:
    """Typer keeps its kinds of usage errors private: they are told apart by name."""
    kind, param = type(error).__name__, getattr(error, "param", None)
    name = getattr(param, "metavar", None) or getattr(param, "name", None) or ""
    if kind == "NoSuchOption":
        near = getattr(error, "possibilities", None)
        hint = say("，是不是 {near}？", near=near[0]) if near else ""
        return say("没有选项 {name}{hint}", name=getattr(error, "option_name", ""), hint=hint)
    if kind == "MissingParameter":
        return say("缺少 {name}", name=name)
    if kind == "BadParameter":
        return say("{name} 不对：{why}", name=name, why=getattr(error, "message", ""))
    missing = re.fullmatch(r"No such command '(.*?)'\..*", str(error), re.DOTALL)
    return say("没有命令 {name}", name=missing[1]) if missing else str(error)
