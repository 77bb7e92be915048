"""One picture of every part of a template, in every shape."""

from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from fanxing.media.layer import Layer, Pixels
from fanxing.media.look.cover import CANVASES, Art, compose
from fanxing.media.look.design import Design
from fanxing.media.look.draw import lay_over
from fanxing.media.look.pictures import filling, pasted, scaled
from fanxing.media.look.sample import Sample
from fanxing.media.look.template import Template
from fanxing.model.geometry import SHAPES, Box, Shape, Size
from fanxing.model.graphics import AiLabel, DraftMark, EndCard, Graphic, LowerThird

_TALL: dict[str, int] = {"9:16": 480, "16:9": 270, "3:4": 400, "1:1": 340}
"""Height of a frame on the sheet, pixels."""

_COVERS, _GAP, _WIDE = 320, 14, 2520
"""Height of a cover, room between pictures, width of the sheet, pixels."""

_MAT = 118
"""Grey of the sheet."""


def preview(template: Template, sample: Sample) -> Pixels:
    """Draw a sheet, RGB: one row of frames for each shape, and one of covers.

    Raises:
        RecipeError: The template does not hold, or the words do not fit.
    """
    rows = [[_to_height(one, _TALL[shape]) for one in frames(template, shape, sample)] for shape in SHAPES]
    art = Art(sample.title, sample.line, sample.picture)
    rows.append([_to_height(compose(template, ratio, art).pixels, _COVERS) for ratio in CANVASES])
    return _sheet([part for row in rows for part in _wrapped(row)])


def frames(template: Template, shape: Shape, sample: Sample) -> Iterator[Pixels]:
    """Every card and every graphic of one shape, as frames of a film."""
    design = Design.for_film(template, shape)
    for card in sample.cards:
        plate = design.plate(card, None if isinstance(card, EndCard) else sample.picture)
        yield _over(scaled(plate.ground, design.canvas), plate.layers)
    objects = [one for one in sample.graphics if not isinstance(one, LowerThird) or one.of == "object"]
    guides = [one for one in sample.graphics if isinstance(one, LowerThird) and one.of == "guide"]
    yield _over(_whole(design, sample.picture), [*_drawn(design, objects[:1]), *design.cue(sample.cue, sample.second)])
    marks = [one for one in sample.graphics if isinstance(one, AiLabel | DraftMark)]
    yield _over(_detail(design, sample.picture), [*_drawn(design, [*guides, *marks]), *design.cue(sample.cue)])
    facts = [one for one in objects if one.kind == "call-out"]
    yield _over(_detail(design, sample.picture), _drawn(design, [*objects[:1], *facts]))


def _drawn(design: Design, graphics: Sequence[Graphic]) -> list[Layer]:
    return [layer for one in graphics for layer in design.graphic(one)]


def _over(ground: Pixels, layers: Sequence[Layer]) -> Pixels:
    frame = ground
    for layer in layers:
        frame = lay_over(frame, layer)
    return frame


def _whole(design: Design, picture: Pixels | None) -> Pixels:
    shown = _grey() if picture is None else picture
    mount = design.mount(Size(width=shown.shape[1], height=shown.shape[0]))
    window = Box(x=mount.x, y=mount.y, width=mount.width, height=mount.height)
    return pasted(mount.ground, scaled(shown, Size(width=mount.width, height=mount.height)), window)


def _detail(design: Design, picture: Pixels | None) -> Pixels:
    return filling(_grey() if picture is None else picture, design.canvas)


def _grey() -> Pixels:
    """A stand-in where there is no picture: from dark to light, so that type is seen on both."""
    ramp = np.tile(np.linspace(40, 220, 900, dtype=np.float32), (700, 1))
    return np.ascontiguousarray(np.dstack([ramp] * 3), dtype=np.uint8)


def _wrapped(row: Sequence[Pixels]) -> Iterator[list[Pixels]]:
    """Part a row so that it keeps within the sheet."""
    part: list[Pixels] = []
    for one in row:
        if part and sum(each.shape[1] + _GAP for each in part) + one.shape[1] + 2 * _GAP > _WIDE:
            yield part
            part = []
        part.append(one)
    yield part


def _sheet(rows: Sequence[Sequence[Pixels]]) -> Pixels:
    tall = sum(row[0].shape[0] + _GAP for row in rows) + _GAP
    sheet = np.full((tall, _WIDE, 3), _MAT, np.uint8)
    y = _GAP
    for row in rows:
        x = _GAP
        for one in row:
            sheet[y : y + one.shape[0], x : x + one.shape[1]] = one
            x += one.shape[1] + _GAP
        y += row[0].shape[0] + _GAP
    return sheet


def _to_height(frame: Pixels, height: int) -> Pixels:
    width = round(frame.shape[1] * height / frame.shape[0])
    return np.asarray(cv2.resize(frame, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
