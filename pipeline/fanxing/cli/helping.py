"""What ``--help`` shows on a terminal, in the words of people: typer names types as a programmer does, in English."""

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import typer

from fanxing.model.words import say

_TYPES: Mapping[str, str] = MappingProxyType(
    {"Path": say("路径"), "int": say("数字"), "float": say("数字"), "str": say("文字"), "bool": ""}
)
"""Python's name of a type -> what a person writes there."""
_USAGE: tuple[tuple[str, str], ...] = (
    (r"\[OPTIONS\]", say("[选项]")),
    (r"COMMAND \[ARGS\]\.\.\.", say("命令 …")),
    (r"\{(.+?)\}(?:\.\.\.)?", r"\1"),
)
"""Pieces of the line that shows how a command is written -> the same for people."""

Command = Any
"""A command or a group of typer's own click, whose classes it keeps private."""


def may_show_help(words: Sequence[str]) -> bool:
    """Whether a command line may show help: most do not, those that name a group, a command and something to work on.

    What draws help is a fifteenth of the start.
    """
    asks = any(word == "--help" or (word[:1] == "-" and word[:2] != "--" and "h" in word) for word in words)
    return asks or len(words) <= 2


def in_chinese(app: typer.Typer) -> Command:
    """Give the command that an app is, its help in words of people."""
    from typer import rich_utils  # noqa: PLC0415 - see above

    rich_utils.OPTIONS_PANEL_TITLE = say("选项")
    rich_utils.ARGUMENTS_PANEL_TITLE = say("参数")
    rich_utils.COMMANDS_PANEL_TITLE = say("命令")
    rich_utils.DEFAULT_STRING = "[默认：{}]"
    rich_utils.ENVVAR_STRING = "[环境变量：{}]"
    rich_utils.REQUIRED_LONG_STRING = say("[必填]")
    rich_utils.RANGE_STRING = ""
    command = typer.main.get_command(app)
    _reword(command)
    return command


def _reword(command: Command) -> None:
    command.get_usage = _usage(command)
    command.get_help_option = _described(command.get_help_option)
    for param in command.params:
        if param.metavar is None or _is_argument(param):
            param.display_type_rich = _kind(param)
    for one in getattr(command, "commands", {}).values():
        _reword(one)


def _is_argument(param: Command) -> bool:
    return bool(param.param_type_name == "argument")


def _described(given: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """The option ``--help`` itself."""

    def told(ctx: Command) -> Command:
        option = given(ctx)
        option.help = say("显示这段说明")
        option.display_type_rich = _always("")
        return option

    return told


def _kind(param: Command) -> Callable[..., str]:
    """What is written there: one of some words, or a value of a kind."""
    if param.type_descriptor.is_choice:
        return lambda ctx: str(param.display_type(ctx)).strip("<>")
    return _always(_TYPES.get(param.bare_type().removeprefix("list[").removesuffix("]"), ""))


def _always(words: str) -> Callable[..., str]:
    def told(ctx: Command) -> str:
        del ctx
        return words

    return told


def _usage(command: Command) -> Callable[..., str]:
    def told(ctx: Command) -> str:
        pieces = " ".join(command.collect_usage_pieces(ctx))
        for pattern, words in _USAGE:
            pieces = re.sub(pattern, words, pieces)
        return say("用法：{command} {pieces}", command=ctx.command_path, pieces=pieces)

    return told
