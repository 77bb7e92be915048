"""Text of a recipe -> plain values with the place of every key, every fault with its line.

Written by hand on PyYAML's node tree because no loader gives all of: YAML 1.2 meaning (``1:30`` and ``no`` are
text), numbers that keep how they were written (``1982.10``), refused doubles, and a place for every key. What a
stranger could misuse (anchors, aliases, tags, depth, size) is refused on the event stream, as the tree is built.
"""

import math
import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from fanxing.model.errors import Fault, Location, RecipeError
from fanxing.model.textfile import BOM, decoded
from fanxing.model.words import say
from fanxing.model.yamlfaults import syntax_fault

MAX_DEPTH = 32
"""Deepest nesting; the schema needs 6."""
MAX_NODES = 50_000
"""Most values in one file."""

Key = str | int
KeyPath = tuple[Key, ...]
"""Way to a value: names and positions."""


class Whole(int):
    """A whole number that remembers how it was written."""

    as_written: str

    def __new__(cls, text: str) -> "Whole":
        """Read decimal digits."""
        number = super().__new__(cls, text)
        number.as_written = text
        return number


class Decimal(float):
    """A decimal number that remembers how it was written."""

    as_written: str

    def __new__(cls, text: str) -> "Decimal":
        """Read a decimal number."""
        number = super().__new__(cls, text)
        number.as_written = text
        return number


def key_text(path: Sequence[Key]) -> str:
    """Write a way as ``objects[0].media[1].file``."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


_LONGEST_NAME = 16
"""Characters of an object's name that are told of."""


def _called(path: Sequence[Key], names: Mapping[int, str]) -> str:
    """Say a way as people count, from one, with the object's name; empty, where nothing in it is counted."""
    first = path[1] if len(path) > 1 and path[0] == "objects" else None
    rest = path[2:] if isinstance(first, int) else path
    words = "".join(say(" 第 {number} 项", number=one + 1) if isinstance(one, int) else f" {one}" for one in rest)
    if not isinstance(first, int):
        return words.strip() if any(isinstance(part, int) for part in rest) else ""
    name = names.get(first, "")
    if len(name) > _LONGEST_NAME:
        name = f"{name[: _LONGEST_NAME - 1]}…"
    number = first + 1
    whose = say("第 {number} 件“{name}”", number=number, name=name) if name else say("第 {number} 件", number=number)
    return say("{whose}的{what}", whose=whose, what=words) if words else whose


def _names(value: object) -> Iterator[tuple[int, str]]:
    """Names of the objects of a recipe, as far as it is one."""
    objects = value.get("objects") if isinstance(value, dict) else None
    for at, one in enumerate(objects if isinstance(objects, list) else ()):
        name = one.get("name") if isinstance(one, dict) else None
        if isinstance(name, str) and name.strip() and "\n" not in name:
            yield at, name.strip()


def key_path(text: str) -> KeyPath:
    """Read ``objects[0].media[1].file`` as a way."""
    parts: list[Key] = []
    for name, index in re.findall(r"([^.\[\]]+)|\[(\d+)\]", text):
        parts.append(int(index) if index else name)
    return tuple(parts)


@dataclass
class Places:
    """Where each key and value of a file stands."""

    file: str
    """File as the person named it."""
    keys: dict[KeyPath, tuple[int, int]] = field(default_factory=dict)
    """Way -> line and column of the key (or of the item of a list), from 1."""
    values: dict[KeyPath, tuple[int, int]] = field(default_factory=dict)
    """Way -> line and column of the value, from 1."""
    names: dict[int, str] = field(default_factory=dict)
    """Name of each of the ``objects`` that has one."""
    left_out: dict[str, str] = field(default_factory=dict)
    """Key -> a comment behind its value that has no blank after its sign, and may be meant as words."""

    def at(self, path: Sequence[Key], *, value: bool = False) -> Location:
        """The place of a way, or of the nearest part of it that stands in the file."""
        table, called = self.values if value else self.keys, _called(path, self.names)
        for length in range(len(path), -1, -1):
            spot = table.get(tuple(path[:length]))
            if spot is not None:
                return Location(file=self.file, line=spot[0], column=spot[1], key=key_text(path), called=called)
        return Location(file=self.file, key=key_text(path), called=called)

    def where(self, key: str) -> Location:
        """The place of a way written as text."""
        return self.at(key_path(key), value=True)


def load(content: bytes, file: str, *, ours: bool = False) -> tuple[Any, Places]:
    """Read YAML as what JSON knows, and the place of everything.

    Args:
        content: The file, UTF-8.
        file: Its name.
        ours: It is shipped with the program, and a test has read it both ways: the loader in C is good enough.

    Raises:
        RecipeError: Not UTF-8, not YAML, or something a recipe may not hold; with all doubles at once.
    """
    text, faults = decoded(content, file)
    if faults:
        raise RecipeError(*faults)
    return parse(text, file, ours=ours)


def parse(text: str, file: str, *, ours: bool = False) -> tuple[Any, Places]:
    """Read YAML that is text already.

    Raises:
        RecipeError: Not YAML, or something a recipe may not hold; with all doubles at once.
    """
    if odd := _UNREADABLE.search(text):
        before = _LINES.split(text[: odd.end() - 1])
        spot = Location(file=file, line=len(before), column=len(before[-1]) + 1)
        raise RecipeError(_mark(odd.group()[-1], spot))
    places = Places(file)
    try:
        root = _tree_of_ours(text) if ours else _tree(text, file)
    except yaml.YAMLError as error:
        raise RecipeError(syntax_fault(error, file, text)) from None
    except (OverflowError, ValueError):  # PyYAML hands any eight digits after \\U to chr()
        raise RecipeError(_no_character(text, file)) from None
    if root is None:
        raise RecipeError(
            Fault(
                rule="recipe-empty",
                what=say("配方是空的"),
                where=Location(file=file),
                mend=say("运行 fanxing recipe new 生成一份可以直接改的配方"),
            )
        )
    faults: list[Fault] = []
    value = _value(root, (), places, faults)
    places.names.update(_names(value))
    if faults:
        raise RecipeError(*faults)
    places.left_out.update(_left_out(root, (), _LINES.split(text)))
    return value, places


_UNREADABLE = re.compile(rf"^[ \t]*{BOM}|[\x85\u2028\u2029]", re.MULTILINE)
"""A byte order mark that begins a line, which would be read as another key; what ends a line in YAML 1.1 and nowhere
else, so that every line behind it would have another number than in an editor."""
_LINES = re.compile(r"\r\n?|\n")
"""Where a line ends, once those are refused."""
_TOPIC = re.compile(r"\s+(#[^\s#!-].*)")
"""A comment that begins like a topic."""


def _left_out(node: yaml.Node, path: KeyPath, lines: list[str]) -> Iterator[tuple[str, str]]:
    """Comments that begin like a topic, right behind a value; a text below ``|`` ends on the line behind it."""
    mark = node.end_mark
    is_text = isinstance(node, yaml.ScalarNode)
    ends_here = getattr(node, "style", None) not in ("|", ">") if is_text else getattr(node, "flow_style", False)
    if ends_here and mark.line < len(lines) and (found := _TOPIC.match(lines[mark.line], mark.column)):
        yield key_text(path), found[1].strip()
    for at, one in enumerate(node.value) if not is_text else ():
        key, inner = (str(one[0].value), one[1]) if isinstance(node, yaml.MappingNode) else (at, one)
        yield from _left_out(inner, (*path, key), lines)


class _Guarded(yaml.BaseLoader):
    """Builds the tree of a text, and refuses on the way what a recipe may not hold.

    Always the loader in Python, three times as slow as the one in C (a recipe of 150 lines: 7 ms). The two read
    different languages: the one in C takes a tab for a blank, ``[a?b]`` for a text and drops a byte order mark, all of
    which this one refuses or keeps. What a recipe means must not hang on how PyYAML was built.
    """

    def __init__(self, text: str, file: str) -> None:
        super().__init__(text)
        self._file = file
        self._depth = self._nodes = 0

    def get_event(self) -> yaml.Event:
        """Take the next event; the tree is built from nothing else."""
        event: yaml.Event = super().get_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.DocumentStartEvent) and self._nodes:
            raise _refused(self._file, event, say("一个文件里只能有一份配方"), say("删去第二个 --- 以下的部分"))
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            what, mend = say("配方里不能用 & 和 * 引用"), say("把内容照抄一遍；文字里的 & * 请加引号")
            raise _refused(self._file, event, what, mend)
        if getattr(event, "tag", None):
            what, mend = say("配方里不能用 ! 标签"), say("删去感叹号标签；文字开头的 ! 请加引号")
            raise _refused(self._file, event, what, mend)
        self._nodes += isinstance(event, yaml.NodeEvent)
        self._depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if self._depth > MAX_DEPTH or self._nodes > MAX_NODES:
            raise _refused(self._file, event, say("配方嵌套太深或内容太多"), say("检查缩进和括号是否成对"))
        return event


def _tree(text: str, file: str) -> yaml.Node | None:
    """The tree of a text, or None where it holds nothing."""
    loader = _Guarded(text, file)
    try:
        root: yaml.Node | None = loader.get_single_node()
        return root
    finally:
        loader.dispose()


def _tree_of_ours(text: str) -> yaml.Node | None:
    """The tree of a text of our own: by the loader in C where there is one, which takes a thirtieth of the time."""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)(text)
    try:
        root: yaml.Node | None = loader.get_single_node()
        return root
    finally:
        loader.dispose()


def _no_character(text: str, file: str) -> Fault:
    """A number after a backslash that is no character of Unicode."""
    found = next((one for one in re.finditer(r"\\U([0-9a-fA-F]{8})", text) if int(one[1], 16) > sys.maxunicode), None)
    line = text.count("\n", 0, found.start()) + 1 if found else None
    return Fault(
        rule="recipe-yaml",
        what=say("双引号里的反斜杠写法不是一个字符"),
        where=Location(file=file, line=line),
        mend=say("直接写这个字，或改用单引号"),
    )


def _refused(file: str, event: yaml.Event, what: str, mend: str) -> RecipeError:
    mark = event.start_mark
    spot = Location(file=file, line=mark.line + 1, column=mark.column + 1) if mark else Location(file=file)
    return RecipeError(Fault(rule="recipe-yaml", what=what, where=spot, mend=mend))


def _value(node: yaml.Node, path: KeyPath, places: Places, faults: list[Fault]) -> Any:  # noqa: ANN401 - JSON
    spot = (node.start_mark.line + 1, node.start_mark.column + 1)
    places.values[path] = spot
    places.keys.setdefault(path, spot)
    if isinstance(node, yaml.MappingNode):
        return dict(_entries(node, path, places, faults))
    if isinstance(node, yaml.SequenceNode):
        return [_value(one, (*path, at), places, faults) for at, one in enumerate(node.value)]
    text = str(node.value)
    faults += _odd(text, Location(file=places.file, line=spot[0], column=spot[1], key=key_text(path)))
    return _scalar(node)


def _odd(text: str, where: Location) -> Iterator[Fault]:
    """A character that no font, page or terminal takes: control characters, half characters, none at all.

    YAML lets them in behind a backslash, and a byte order mark as it is. The layout controls that scripts need
    (joiners, marks of direction) may stay.
    """
    for mark in text:
        if mark not in "\n\t" and (
            mark == BOM or unicodedata.category(mark) in {"Cc", "Cs", "Zl", "Zp"} or ord(mark) & 0xFFFE == 0xFFFE
        ):
            yield _mark(mark, where)
            return


def _mark(mark: str, where: Location) -> Fault:
    """A character that a recipe may not hold."""
    return Fault(
        rule="recipe-character",
        what=say("文字里有不能用的控制字符 U+{code}", code=f"{ord(mark):04X}"),
        where=where,
        mend=say("删去这一处再重新输入"),
    )


def _entries(node: yaml.MappingNode, path: KeyPath, places: Places, faults: list[Fault]) -> Iterator[tuple[str, Any]]:
    seen: set[str] = set()
    for key_node, value_node in node.value:
        spot = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        if not isinstance(key_node, yaml.ScalarNode):
            where = Location(file=places.file, line=spot[0], column=spot[1], key=key_text(path))
            faults.append(
                Fault(
                    rule="recipe-yaml",
                    what=say("键只能是文字"),
                    where=where,
                    mend=say("给大括号里的内容加上引号"),
                )
            )
            continue
        key = str(key_node.value)
        odd = list(_odd(key, Location(file=places.file, line=spot[0], column=spot[1], key=key_text(path))))
        if odd:
            faults += odd
            continue
        here = (*path, key)
        if key in seen:
            where = Location(file=places.file, line=spot[0], column=spot[1], key=key_text(here))
            faults.append(
                Fault(
                    rule="recipe-double",
                    what=say("“{key}”写了两次", key=key),
                    where=where,
                    mend=say("只留一个，或合并到一起"),
                )
            )
            continue
        seen.add(key)
        places.keys[here] = spot
        yield key, _value(value_node, here, places, faults)


_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?([0-9]+\.[0-9]*|\.[0-9]+|[0-9]+)([eE][-+]?[0-9]+)?")


def _scalar(node: yaml.Node) -> Any:  # noqa: ANN401 - JSON
    text = str(node.value)
    if getattr(node, "style", None):  # quoted, or a block: text as it stands
        return text
    if text in {"", "~", "null", "Null", "NULL"}:
        return None
    if text.lower() in {"true", "false"}:
        return text.lower() == "true"
    if _WHOLE.fullmatch(text) and len(text) <= 15:
        return Whole(text)
    if _DECIMAL.fullmatch(text) and not re.fullmatch(r"[-+]?0[0-9]+", text) and math.isfinite(float(text)):
        return Decimal(text)
    return text
