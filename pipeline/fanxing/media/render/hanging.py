"""What near views count on of a template: where whole pictures hang, and from where subtitles stand.

The storyboard is laid out before any template is opened, so both are tables (``near.HANGS``, ``bleed.SUBTITLES_FROM``)
that hold for every template that ships. A museum's own template is told here where it differs.
"""

from collections.abc import Iterator
from pathlib import Path

from fanxing.media.look.design import Design
from fanxing.media.look.sheet import shape_name
from fanxing.media.look.template import Template, load_template
from fanxing.media.render.bleed import subtitles_from
from fanxing.media.render.near import HANGS
from fanxing.model.errors import Fault, Location
from fanxing.model.geometry import SHAPES, Shape
from fanxing.model.words import say

APART = 0.06
"""Share of its side by which a window may be larger or smaller; of the canvas's height by which it may stand higher."""
SLACK = 1
"""Pixels by which rounding may move an edge."""


def hanging_advice(name: str, search: tuple[Path, ...] = ()) -> tuple[Fault, ...]:
    """Where near views would lie on what a template shows; empty for one whose boxes are as they count on.

    Args:
        name: Of a template in which ``look_faults`` found nothing.
        search: Folders of the museum's own templates.

    Raises:
        RecipeError: There is no such template, or it cannot be read.
    """
    template = load_template(name, search)
    return tuple(advice for shape in SHAPES for advice in _in_shape(template, shape))


def _in_shape(template: Template, shape: Shape) -> Iterator[Fault]:
    design = Design.for_film(template, shape)
    canvas, window = design.canvas, design.composer.box("mount", "window")
    hang = next(one for one in HANGS if canvas.aspect <= one.widest)
    wanted = [round(hang.width * canvas.width), round(hang.height * canvas.height), round(hang.top * canvas.height)]
    apart = max(abs(window.width / wanted[0] - 1), abs(window.height / wanted[1] - 1))
    if apart > APART or not wanted[2] - APART * canvas.height <= window.y <= wanted[2] + SLACK:
        what = say(
            "{shape} 的图片框宽 {width:.0f}、高 {height:.0f}、上边在 {top:.0f}；"
            "近景按宽 {wide}、高 {high}、上边 {y} 摆放，会压到模板自己的装饰，或不比整幅更近",
            shape=shape,
            width=window.width,
            height=window.height,
            top=window.y,
            wide=wanted[0],
            high=wanted[1],
            y=wanted[2],
        )
        key = f"boxes.mount.{shape_name(shape)}.window"
        yield _advice(template, what, say("在 look.yaml 里把 {key} 改成这个大小和高度，装饰放到框外", key=key))
    words, from_ = design.composer.box("subtitle", "words"), subtitles_from(canvas)
    if words.y < from_ - SLACK:
        what = say(
            "{shape} 的字幕框从 {top:.0f} 开始；近景会排到 {y}，和字幕叠在一起", shape=shape, top=words.y, y=from_
        )
        key = f"boxes.subtitle.{shape_name(shape)}.words"
        yield _advice(template, what, say("在 look.yaml 里把 {key} 的上边移到 {y} 或更低", key=key, y=from_))


def _advice(template: Template, what: str, mend: str) -> Fault:
    return Fault(rule="look-near", what=what, where=Location(file=str(template.folder)), mend=mend, level="advice")
