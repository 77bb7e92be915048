"""What YAML's own reader complains of, in words for people who never heard of it."""

import re

import yaml

from fanxing.model.errors import Fault, Location
from fanxing.model.words import say

SYNTAX: tuple[tuple[str, str, str], ...] = (
    (r"found character '\\t'|but found '\\t'", "这里有制表符（Tab）", "把 Tab 换成空格"),
    (r"but got '\?'", "方括号或大括号里的文字有问号", "给这段文字加上引号"),
    (r"mapping values are not allowed", "冒号的位置不对", "检查这一行和上一行的缩进；文字里有冒号时请加引号"),
    (r"could not find expected ':'", "少了冒号", "写成“键: 值”，冒号用半角，后面空一格"),
    (
        r"expected <block end>|expected ',' or|did not find expected|while parsing a (flow|block)",
        "括号或缩进没有对齐",
        "检查这一行附近的缩进、括号和引号是否成对",
    ),
    (r"unexpected end of stream|while scanning a quoted scalar", "引号没有成对", "在文字末尾补上引号"),
    (
        r"special characters are not allowed|unacceptable character",
        "有看不见的控制字符",
        "删去这一处再重新输入",
    ),
    (
        r"unknown escape character|expected escape sequence",
        "双引号里的反斜杠 \\ 有特殊含义",
        "把文件复制到配方所在的文件夹，这里只写文件名，如 玉杯.jpg；要写 \\ 的文字改用单引号",
    ),
    (r"cannot start any token", "这个符号不能放在开头", "给整段文字加上引号"),
    (r"while scanning an? (alias|anchor|directive|tag)", "这个符号不能放在开头", "给整段文字加上引号"),
    (r"sequence entries are not allowed", "横线不能放在这里", "每项另起一行写“- ”；没有内容就删去这一行"),
)


def syntax_fault(error: yaml.YAMLError, file: str, text: str) -> Fault:
    """Say in one fault what the reader complains of, and where the slip is rather than where it gave up."""
    wide = re.search(r"^[ \t]*(?:- )?[A-Za-z_]+：", text, re.MULTILINE)
    if wide:
        row = text.count("\n", 0, wide.end()) + 1
        return Fault(
            rule="recipe-yaml",
            what=say("键后面的冒号是全角的"),
            where=Location(file=file, line=row, column=wide.end() - text.rfind("\n", 0, wide.end()) - 1),
            mend=say("改成半角冒号，后面空一格"),
        )
    words = str(error)
    marks = (
        ("context_mark", "problem_mark")
        if re.search("quoted scalar|expected ':'", words)
        else ("problem_mark", "context_mark")
    )
    mark = next((one for name in marks if (one := getattr(error, name, None))), None)
    position = getattr(error, "position", None)
    line = mark.line + 1 if mark else text.count("\n", 0, position) + 1 if position is not None else None
    spot = Location(file=file, line=line, column=mark.column + 1 if mark else None)
    if narrow := _narrow(text, line):
        row, match = narrow
        return Fault(
            rule="recipe-yaml",
            what=say("冒号后面少了空格：{written}", written=match.group().strip()),
            where=Location(file=file, line=row, column=match.end(1) + 1),
            mend=say("冒号后面空一格，写成“{key}: {value}”", key=match[1].strip(" -"), value=match[2]),
        )
    for pattern, what, mend in SYNTAX:
        if re.search(pattern, words):
            return Fault(rule="recipe-yaml", what=say(what), where=spot, mend=say(mend))
    return Fault(
        rule="recipe-yaml",
        what=say("这里不是正确的 YAML"),
        where=spot,
        mend=say("检查这一行的冒号、缩进和引号"),
    )


_NARROW = re.compile(r"^([ \t]*(?:- )?[a-z_]+):([^\s/:].*)$")
"""A key whose value follows without a blank; ``http://`` and ``1:30`` are none."""


def _narrow(text: str, line: int | None) -> tuple[int, re.Match[str]] | None:
    """The key without a blank behind its colon, on the line of the fault or the one above."""
    lines = text.split("\n")
    for row in (line, (line or 0) - 1) if line else ():
        if 0 < row <= len(lines) and (match := _NARROW.match(lines[row - 1].rstrip("\r"))):
            return row, match
    return None
