"""The command ``fanxing``. The only place where an error becomes words and an exit code."""

import sys
from typing import Annotated

import click
import typer

from fanxing import __version__
from fanxing.cli import show
from fanxing.cli.doctor import doctor
from fanxing.cli.platform import platform
from fanxing.cli.recipe import recipe
from fanxing.cli.subtitle import subtitle
from fanxing.cli.video import video
from fanxing.model.errors import FanxingError, Fault, ToolError
from fanxing.model.words import say

app = typer.Typer(
    name="fanxing",
    help=say("一份配方，一条流水线，做出可以直接上传的博物馆短视频"),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(video, name="video")
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
    sys.exit(_run())


def _run() -> int:
    try:
        code = app(standalone_mode=False)
    except FanxingError as error:
        show.error(error)
        return error.exit_code
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except (click.Abort, KeyboardInterrupt):
        show.usage(say("已中断；做好的部分都留着，再运行一次会接着做"))
        return 130
    except click.UsageError as error:
        show.usage(
            _in_words(error),
            say("看用法：{path} --help", path=error.ctx.command_path if error.ctx else "fanxing"),
        )
        return 2
    except MemoryError:
        told = ToolError(Fault(what=say("内存不够"), mend=say("关掉别的程序，或加 --jobs 1")))
        show.error(told)
        return told.exit_code
    return code if isinstance(code, int) else 0


def _in_words(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        near = say("，是不是 {near}？", near=error.possibilities[0]) if error.possibilities else ""
        return say("没有选项 {name}{near}", name=error.option_name, near=near)
    if isinstance(error, click.MissingParameter):
        name = error.param.human_readable_name if error.param else ""
        return say("缺少 {name}", name=name)
    if isinstance(error, click.BadParameter):
        name = error.param.human_readable_name if error.param else ""
        return say("{name} 不对：{why}", name=name, why=error.message)
    return error.message
