"""What is wrong with a template: parts that are missing, words outside the safe area, contrast too low.

Unsafe SVG is refused when a template is read (``safety.py``); everything here is found by drawing it.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from fanxing.media.layer import Layer, Pixels
from fanxing.media.look.compose import Drawn
from fanxing.media.look.contrast import LEAST
from fanxing.media.look.cover import CANVASES, Art, compose
from fanxing.media.look.design import Design
from fanxing.media.look.draw import lay_over
from fanxing.media.look.legible import contrast_of
from fanxing.media.look.pictures import scaled
from fanxing.media.look.sample import Sample, plain_sample
from fanxing.media.look.sheet import shape_name
from fanxing.media.look.template import PARTS, Template, load_template
from fanxing.model.errors import FanxingError, Fault, Location
from fanxing.model.geometry import SHAPES, Box, Shape, Size
from fanxing.model.words import say

_EDGE = 1.0
"""Pixels by which rounding may carry ink over the safe area."""


def look_faults(name: str, search: tuple[Path, ...] = ()) -> tuple[Fault, ...]:
    """Every fault of a template; empty for a good one."""
    try:
        template = load_template(name, search)
    except FanxingError as error:
        return error.faults
    missing = tuple(_missing(template))
    if missing:
        return missing
    sample = plain_sample()
    found = [fault for shape in SHAPES for fault in _in_shape(template, shape, sample)]
    found += list(_covers(template, sample))
    return tuple(dict.fromkeys(found))


def _missing(template: Template) -> Iterator[Fault]:
    for part in PARTS:
        shapes = CANVASES if part in {"cover", "ai-label"} else SHAPES
        for shape in (shape_name(one) for one in shapes):
            if template.drawing(part, shape) is None:
                what = say("缺少 {part}.svg（{shape}）", part=part, shape=shape)
                yield _fault(template, "look-part", what, say("从自带的模板里复制这个文件过来改"))
            elif shape not in template.sheet.boxes.get(part, {}):
                key = f"boxes.{part}.{shape}"
                yield _fault(template, "look-box", say("look.yaml 里缺少 {key}", key=key), say("加上它的框"))


def _in_shape(template: Template, shape: Shape, sample: Sample) -> Iterator[Fault]:
    design = Design.for_film(template, shape)
    try:
        for card in sample.cards:
            plate = design.plate(card, None)
            ground = scaled(plate.ground, design.canvas)
            yield from _judged(design, card.kind, design.drawn(card), ground)
        for graphic in sample.graphics:
            for ground in _grounds(design.canvas):
                yield from _judged(design, graphic.kind, design.drawn(graphic), ground)
        for ground in _grounds(design.canvas):
            yield from _judged(design, "subtitle", design.drawn_cue(sample.cue, sample.second), ground)
    except FanxingError as error:
        yield from error.faults


def _covers(template: Template, sample: Sample) -> Iterator[Fault]:
    for ratio in CANVASES:
        for picture in (None, _grounds(Size(width=640, height=480))[-1]):
            try:
                made = compose(template, ratio, Art(sample.title, sample.line, picture))
            except FanxingError as error:
                yield from error.faults
                return
            if made.contrast < LEAST:
                yield _too_faint(template, f"cover {ratio}", made.contrast)


def _judged(design: Design, part: str, drawn: Sequence[Drawn], ground: Pixels) -> Iterator[Fault]:
    frame = _over(ground, [piece.layer for piece in drawn])
    for piece in drawn:
        for one in piece.laid.settings:
            ink = one.ink
            box = Box(x=round(ink.x), y=round(ink.y), width=max(1, int(ink.width)), height=max(1, int(ink.height)))
            place = f"{part} {design.shape}"
            if not _holds(design.safe, box):
                what = say("{place} 的文字 {name} 伸出安全区", place=place, name=one.name)
                yield _fault(design.template, "look-outside", what, say("在 look.yaml 里把它的框往里移"))
            contrast = contrast_of(frame, one)
            if contrast < LEAST:
                yield _too_faint(design.template, f"{place} {one.name}", contrast)


def _holds(safe: Box, ink: Box) -> bool:
    return (
        ink.x >= safe.x - _EDGE
        and ink.y >= safe.y - _EDGE
        and ink.right <= safe.right + _EDGE
        and ink.bottom <= safe.bottom + _EDGE
    )


def _over(ground: Pixels, layers: Sequence[Layer]) -> Pixels:
    frame = ground
    for layer in layers:
        frame = lay_over(frame, layer)
    return frame


def _grounds(size: Size) -> tuple[Pixels, ...]:
    """Pictures that are hard to read on: white, black, middle grey, and hard noise."""
    flat = [np.full((size.height, size.width, 3), tone, np.uint8) for tone in (255, 0, 128)]
    cells = np.random.default_rng(7).integers(0, 256, (size.height // 12 + 1, size.width // 12 + 1, 3), np.uint8)
    noise = cells.repeat(12, axis=0).repeat(12, axis=1)[: size.height, : size.width]
    return (*flat, np.ascontiguousarray(noise))


def _too_faint(template: Template, place: str, contrast: float) -> Fault:
    what = say(
        "{place} 的对比度只有 {contrast}，应不低于 {least}", place=place, contrast=f"{contrast:.1f}", least=LEAST
    )
    return _fault(template, "look-contrast", what, say("换一种颜色，或在它下面加底色"))


def _fault(template: Template, rule: str, what: str, mend: str) -> Fault:
    return Fault(rule=rule, what=what, where=Location(file=str(template.folder)), mend=mend)
