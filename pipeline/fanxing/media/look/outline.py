"""Blocks of type as SVG path data: what resvg draws is exactly what was measured."""

from collections.abc import Callable, Iterable

from fanxing.media.look.fonts import UNIT, Glyph
from fanxing.media.look.typeset import Block, Placed

Point = tuple[float, float]


def path_data(block: Block, x: float, y: float) -> str:
    """The ``d`` of one path that holds all glyphs of a block whose upper left stands at ``x``, ``y``."""
    return "".join(_drawn(one, x, y) for one in block.placed if one.glyph.ink is not None)


def _drawn(one: Placed, x: float, y: float) -> str:
    scale = one.size / UNIT
    left, base = one.x + x, one.y + y
    if one.turned:
        return _commands(one.glyph, lambda point: (left + point[1] * scale, base + point[0] * scale))
    return _commands(one.glyph, lambda point: (left + point[0] * scale, base - point[1] * scale))


def _commands(glyph: Glyph, place: Callable[[Point], Point]) -> str:
    words: list[str] = []
    for name, points in glyph.strokes:
        if name == "closePath":
            words.append("Z")
        elif name == "qCurveTo":
            words += _quadratics([place(point) for point in points])
        else:
            words.append(_LETTER[name] + _numbers(place(point) for point in points))
    return "".join(words)


_LETTER = {"moveTo": "M", "lineTo": "L", "curveTo": "C", "endPath": ""}


def _quadratics(points: list[Point]) -> Iterable[str]:
    """TrueType's run of off-curve points: on-curve points lie halfway between them."""
    *controls, end = points
    for at, control in enumerate(controls):
        last = at == len(controls) - 1
        stop = end if last else _middle(control, controls[at + 1])
        yield "Q" + _numbers((control, stop))
    if not controls:
        yield "L" + _numbers((end,))


def _middle(left: Point, right: Point) -> Point:
    return (left[0] + right[0]) / 2, (left[1] + right[1]) / 2


def _numbers(points: Iterable[Point]) -> str:
    return " ".join(f"{x:.2f} {y:.2f}" for x, y in points)
