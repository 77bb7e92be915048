"""What is wrong with a command line, in words: typer speaks English, and keeps its kinds of errors private."""

import re

from typer.exceptions import TyperException

from fanxing.model.words import say

_WHY: tuple[tuple[str, str], ...] = (
    (r"valid integer", "要写一个整数"),
    (r"valid (number|float)", "要写一个数字"),
    (r"valid boolean", "要写 true 或 false"),
    (r"less than or equal to (?P<bound>\S+)", "不能大于 {bound}"),
    (r"greater than or equal to (?P<bound>\S+)", "不能小于 {bound}"),
    (r"less than (?P<bound>\S+)", "要小于 {bound}"),
    (r"greater than (?P<bound>\S+)", "要大于 {bound}"),
    (r"'(?P<given>[^']*)' is not one of (?P<choices>.*?)\.?$", "不能写 {given}，从这些里选：{choices}"),
    (r"does not exist", "找不到这个文件或文件夹"),
    (r"not readable", "没有权限读取"),
    (r"not writable", "没有权限写入"),
    (r"is a directory", "这是一个文件夹，要写文件"),
    (r"is a file", "这是一个文件，要写文件夹"),
)
"""What typer says of a value -> what a person reads."""


def in_words(error: TyperException) -> str:
    """Give one sentence for a usage error; errors are told apart by the names of their classes."""
    kind, said = type(error).__name__, str(getattr(error, "message", "") or error)
    if kind == "NoSuchOption":
        near = getattr(error, "possibilities", None)
        hint = say("，是不是 {near}？", near=near[0]) if near else ""
        return say("没有选项 {name}{hint}", name=getattr(error, "option_name", ""), hint=hint)
    if kind == "MissingParameter":
        return say("缺少 {name}", name=_name(error))
    if kind == "BadParameter":
        return say("{name} 不对：{why}", name=_name(error), why=_why(said))
    if kind == "BadOptionUsage":
        name = getattr(error, "option_name", "")
        alone = "does not take" in said
        return say("{name} 后面不能写值", name=name) if alone else say("{name} 后面要写一个值", name=name)
    missing = re.fullmatch(r"No such command '(.*?)'\..*", said, re.DOTALL)
    if missing:
        return say("没有命令 {name}", name=missing[1])
    extra = re.fullmatch(r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", said, re.DOTALL)
    return say("多写了：{extra}", extra=extra[1]) if extra else say("命令写法不对")


def _name(error: TyperException) -> str:
    """What a person types: ``--format``, or the word that the help shows for an argument."""
    hint, param = getattr(error, "param_hint", None), getattr(error, "param", None)
    if isinstance(hint, str) and hint:
        return hint.strip("'\"")
    options = [one for one in getattr(param, "opts", ()) if one.startswith("-")]
    if options:
        return str(max(options, key=len))
    return str(getattr(param, "metavar", None) or getattr(param, "name", None) or "").upper()


def _why(said: str) -> str:
    if re.search(r"[\u4e00-\u9fff]", said):  # ours already
        return said
    for pattern, words in _WHY:
        found = re.search(pattern, said)
        if found:
            fields = {name: text.replace("'", "").replace(", ", "、") for name, text in found.groupdict().items()}
            return say(words, **fields)
    return say("写法不对")
