"""Finds in the code every sentence that a fault is told with, by the id of its rule."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CODE = Path(__file__).resolve().parent.parent / "pipeline" / "fanxing"
_RULE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ONE_RULE = {"model/reading.py": "recipe-value", "model/slip.py": "recipe-yaml"}
"""Files whose tables hold kinds of one rule."""
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Said:
    """One sentence of one rule."""

    rule: str
    """Id."""
    what: str
    """What is wrong."""
    mend: str
    """How to mend it; empty where the code puts it together."""
    file: Path
    """Where it is said, below the package."""


_FRAGMENT = 2
"""Han characters of a word that goes into another sentence."""


_Names = dict[str, list[tuple[int, str]]]
"""Name -> lines on which it is given a sentence, and the sentence."""


def said() -> tuple[Said, ...]:
    """Every sentence in the order of the files, each once."""
    found: dict[tuple[str, str], Said] = {}
    for file in sorted(CODE.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        way = file.relative_to(CODE)
        of_table = _ONE_RULE.get(str(way))
        tables = ((of_table or kind, what, mend) for kind, what, mend in _tables(tree))
        for rule, what, mend in (*tables, *_calls(tree)):
            found.setdefault((rule, what), Said(rule, what, mend, way))
    return tuple(found.values())


def _tables(tree: ast.Module) -> Iterator[tuple[str, str, str]]:
    """Dictionaries of a module whose values are sentences."""
    for node in tree.body:
        value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
        for key, words in zip(value.keys, value.values, strict=True) if isinstance(value, ast.Dict) else ():
            texts = [_text(one, {}) for one in words.elts] if isinstance(words, ast.Tuple) else []
            kind = _constant(key)
            if kind and "-" in kind and _RULE.fullmatch(kind) and texts and all(_HAN.search(one) for one in texts):
                yield kind, texts[0], texts[1] if len(texts) > 1 else ""


def _calls(tree: ast.Module) -> Iterator[tuple[str, str, str]]:
    """Calls that name a rule and say something, function by function."""
    makers = _makers(tree)
    for scope in ast.walk(tree):
        if not isinstance(scope, ast.FunctionDef):
            continue
        names = _assigned(scope)
        for node in ast.walk(scope):
            if isinstance(node, ast.Call):
                yield from _call(node, names, makers)


def _makers(tree: ast.Module) -> dict[str, str]:
    """Functions of a module that make faults of one rule out of words that they are given."""
    makers = {}
    for scope in (one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)):
        for node in ast.walk(scope):
            words = {word.arg: word.value for word in node.keywords} if isinstance(node, ast.Call) else {}
            if isinstance(words.get("what"), ast.Name) and (rule := _constant(words.get("rule"))):
                makers[scope.name] = rule
    return makers


def _call(node: ast.Call, names: _Names, makers: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    words = {word.arg: word.value for word in node.keywords}
    rule = _constant(words.get("rule"))
    if not rule and isinstance(node.func, ast.Name):
        rule = makers.get(node.func.id, "")
    if not rule:
        rule = next((text for one in node.args if (text := _constant(one)) and _RULE.fullmatch(text)), "")
    spoken = [text for one in node.args if _HAN.search(text := _text(one, names))]
    what = _text(words.get("what"), names) or next(iter(spoken), "")
    mend = _text(words.get("mend"), names) or next(iter(spoken[1:]), "")
    if rule and _RULE.fullmatch(rule) and (len(_HAN.findall(what)) > _FRAGMENT or "{" in what):
        yield rule, what, mend


def _assigned(scope: ast.FunctionDef) -> _Names:
    """Names that a function gives to sentences, each with the line on which it does."""
    names: _Names = {}
    for node in ast.walk(scope):
        if not isinstance(node, ast.Assign):
            continue
        for target in node.targets:
            pairs: list[tuple[ast.expr, ast.expr]] = [(target, node.value)]
            if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                pairs = list(zip(target.elts, node.value.elts, strict=False))
            for name, value in pairs:
                if isinstance(name, ast.Name) and (text := _text(value, names)):
                    names.setdefault(name.id, []).append((node.lineno, text))
    return names


def _text(node: ast.expr | None, names: _Names) -> str:
    """The sentence that an expression stands for; empty where it is put together elsewhere."""
    if isinstance(node, ast.Name):
        before = [(line, text) for line, text in names.get(node.id, ()) if line <= node.lineno]
        return max(before, default=(0, ""))[1]
    if isinstance(node, ast.IfExp):
        return _text(node.body, names) or _text(node.orelse, names)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say" and node.args:
        return _constant(node.args[0])
    return _constant(node)


def _constant(node: ast.expr | None) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
