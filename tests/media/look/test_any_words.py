"""Two thousand random titles, names and lines: nothing leaves the safe area, overlaps, is lost or torn."""

import itertools
import random
import runpy
from pathlib import Path
from typing import Any

import pytest

from fanxing.media.look.breaks import kept_spans
from fanxing.media.look.design import Design
from fanxing.media.look.fonts import BLANKS
from fanxing.media.look.stack import Laid, Said, Setting
from fanxing.model.errors import RecipeError
from fanxing.model.geometry import SHAPES, Box, SafeArea, Shape

_WORDS = runpy.run_path(str(Path(__file__).with_name("words.py")))
phrase, several = _WORDS["phrase"], _WORDS["several"]

EACH = 500
"""Of each of the four templates: two thousand in all."""

TEMPLATES = ("ink", "bronze", "porcelain", "plain")


def said(part: str, chance: random.Random) -> Said:
    long = phrase(chance, chance.randint(1, 60))
    pictured = chance.choice(("", "1"))
    table: dict[str, dict[str, Any]] = {
        "title": {
            "title": long,
            "subtitle": phrase(chance, chance.randint(1, 30)),
            "kicker": phrase(chance, chance.randint(1, 20)),
            "picture": pictured,
        },
        "hook": {"text": long, "source": phrase(chance, chance.randint(1, 24)), "picture": pictured},
        "part": {"heading": long, "lines": several(chance, 2, 40)},
        "lower-third": {
            "name": long,
            "lines": several(chance, 2, 50),
            "museum": phrase(chance, chance.randint(1, 20)),
        },
        "guide": {"name": long[:20], "lines": several(chance, 1, 30), "museum": phrase(chance, 12)},
        "end": {
            "museum": long,
            "exhibition": phrase(chance, chance.randint(1, 40)),
            "lines": several(chance, 3, 40),
            "credits": several(chance, 6, 60),
        },
        "call-out": {"value": long[:24], "caption": phrase(chance, chance.randint(1, 40))},
        "subtitle": {"text": phrase(chance, chance.randint(1, 32)), "second": ""},
    }
    return table[part]


PARTS = ("title", "hook", "part", "lower-third", "guide", "end", "call-out", "subtitle")


@pytest.mark.slow
@pytest.mark.parametrize("template", TEMPLATES)
def test_any_words_stay_whole_apart_and_inside(template: str) -> None:
    chance = random.Random(template)
    designs = [Design.load(template, shape) for shape in SHAPES]
    refused = 0
    for at in range(EACH):
        design, part = designs[at % len(designs)], PARTS[(at // len(designs)) % len(PARTS)]
        words = said(part, chance)
        laid = laid_or_refused(design, part, words)
        if laid is None:
            refused += 1
            continue
        settings = [one for _, box in laid for one in box.settings]
        assert_inside(settings, design.safe)
        assert_apart(settings)
        for one in settings:
            if one.name != "fixed":
                assert_whole(one, {"seal": design.template.sheet.seal, **words}[one.name])
    assert refused <= EACH * 0.02  # only what no card of this size could hold


def laid_or_refused(design: Design, part: str, words: Said) -> tuple[tuple[Any, Laid], ...] | None:
    try:
        return design.composer.laid(part, words)
    except RecipeError as error:
        if {fault.rule for fault in error.faults} != {"look-too-long"}:
            raise
        return None


def assert_inside(settings: list[Setting], safe: Box) -> None:
    for one in settings:
        ink = one.ink
        assert ink.x >= safe.x - 1, one.block.lines
        assert ink.y >= safe.y - 1, one.block.lines
        assert ink.right <= safe.right + 1, one.block.lines
        assert ink.bottom <= safe.bottom + 1, one.block.lines


def assert_apart(settings: list[Setting]) -> None:
    for left, right in itertools.combinations([one.ink for one in settings], 2):
        wide = min(left.right, right.right) - max(left.x, right.x)
        high = min(left.bottom, right.bottom) - max(left.y, right.y)
        assert min(wide, high) <= 1, (left, right)


def assert_whole(setting: Setting, words: str | tuple[str, ...]) -> None:
    paragraphs = (words,) if isinstance(words, str) else words
    drawn = "".join(one.character for one in setting.block.placed)
    assert _solid(drawn) == _solid("".join(paragraphs))  # no character is lost
    lines = ["".join(line.split()) for line in setting.block.lines]
    for paragraph in paragraphs:
        for start, end in kept_spans(paragraph):
            token = "".join(paragraph[start:end].split())
            assert any(token in line for line in lines), (token, lines)  # no token is torn


def _solid(text: str) -> str:
    return "".join(one for one in text if one not in BLANKS | {"\n", "·"})  # a point that parts two things may go


@pytest.mark.parametrize("shape", SHAPES)
def test_type_moves_into_whatever_a_platform_leaves(shape: Shape) -> None:
    design = Design.load("ink", shape, SafeArea(top=300, bottom=260, left=120, right=200))
    laid = design.composer.laid("lower-third", {"name": "松下高士", "lines": ("1745年",), "museum": "克利夫兰"})
    assert_inside([one for _, box in laid for one in box.settings], design.safe)
