"""The template's own small language: names and plain sums between ``${`` and ``}`` in attributes.

Written by hand and as small as it is on purpose: a museum's template may come from a stranger, so there are no
calls, no loops and no text from a recipe in it. Words are set as outlines and never become markup.
"""

import ast
import math
import operator
import re
from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from fanxing.model.errors import Fault, RecipeError
from fanxing.model.words import say

FX = "urn:fanxing:look"
"""Namespace of the template's own attributes."""

Value = str | float
"""A colour, or a number."""

_LONGEST = 120
"""Characters of a sum; the longest of ours has 40."""
_HOLE = re.compile(r"\$\{([^{}]*)\}")
_SUMS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def own(element: Element, name: str, default: str = "") -> str:
    """The template's own attribute ``fx:name``."""
    return element.get(f"{{{FX}}}{name}", default)


def own_number(element: Element, name: str, values: Mapping[str, Value], default: float = 0.0) -> float:
    """The template's own attribute as a number; sums are allowed without ``${ }``."""
    written = own(element, name)
    if not written:
        return default
    return _number(fill(written if "${" in written else f"${{{written}}}", values), written)


def fill(text: str, values: Mapping[str, Value]) -> str:
    """Replace every ``${…}`` by its value.

    Raises:
        RecipeError: A name is not known, or what stands there is no plain sum with a finite result.
    """
    return _HOLE.sub(lambda hole: _written(_value(hole.group(1), values)), text)


def names_in(text: str) -> frozenset[str]:
    """The names between ``${`` and ``}``."""
    return frozenset(name for hole in _HOLE.finditer(text) for name in re.findall(r"[a-z_][a-z_0-9.]*", hole.group(1)))


def _value(expression: str, values: Mapping[str, Value]) -> Value:
    known = values.get(expression.strip())
    if known is not None:
        return known
    if len(expression) > _LONGEST:
        raise _fault(f"{expression[:20]}…")
    try:
        total = _sum(ast.parse(expression.strip(), mode="eval").body, expression, values)
    except (SyntaxError, ValueError, ArithmeticError, RecursionError):
        raise _fault(expression) from None
    return _finite(total, expression)


def _finite(total: float, expression: str) -> float:
    if not math.isfinite(total):
        raise _fault(expression)
    return total


def _sum(node: ast.expr, expression: str, values: Mapping[str, Value]) -> float:
    match node:
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return -_sum(inner, expression, values)
        case ast.BinOp(left=left, op=how, right=right) if type(how) in _SUMS:
            return _SUMS[type(how)](_sum(left, expression, values), _sum(right, expression, values))
        case ast.Name() | ast.Attribute():
            found = values.get(ast.unparse(node))
            if isinstance(found, float | int):
                return float(found)
    raise _fault(expression)


def _number(text: str, written: str) -> float:
    try:
        return _finite(float(text), written[:_LONGEST])
    except ValueError:
        raise _fault(written[:_LONGEST]) from None


def _written(value: Value) -> str:
    return value if isinstance(value, str) else f"{value:g}" if abs(value) < 1e5 else f"{value:.2f}"


def _fault(expression: str) -> RecipeError:
    return RecipeError(
        Fault(
            rule="look-placeholder",
            what=say("模板里的 {expression} 看不懂", expression="${" + expression + "}"),
            mend=say("只能写颜色名、版面的名字和它们的加减乘除，不能除以零，最多 {most} 个字符", most=_LONGEST),
        )
    )
