"""The handbook for museums names every key of the recipe, and all its examples hold."""

import re
from pathlib import Path

import pytest

from fanxing.media.profiles import profile_names
from fanxing.model.reading import read_recipe
from fanxing.model.recipe import Recipe

HANDBOOK = (Path(__file__).resolve().parents[2] / "docs" / "handbook.zh-CN.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", HANDBOOK, re.DOTALL)
INTERNAL = {"own", "x", "y", "width", "height"}
"""Fields of the model that are written otherwise: a platform's own under ``publish``, a box as four numbers."""


def _keys(schema, known):
    for name, field in schema.get("properties", {}).items():
        yield name
        for text in re.findall(r'"#/\$defs/(\w+)"', str(field).replace("'", '"')):
            if text not in known:
                yield from _keys(Recipe.model_json_schema()["$defs"][text], known | {text})


def test_every_key_of_the_recipe_is_explained():
    written = set(re.findall(r"[a-z_]+(?=:|`)", HANDBOOK))
    assert set(_keys(Recipe.model_json_schema(), set())) - INTERNAL - written == set()


def test_there_is_an_example_for_every_part():
    assert len(EXAMPLES) >= 10


def _parts(text):
    return {part.split(":", 1)[0]: part for part in re.split(r"^(?=\w)", text, flags=re.MULTILINE) if part.strip()}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.split(":", 1)[0])
def test_every_example_is_a_recipe_that_holds(example):
    least = next(text for text in EXAMPLES if text.startswith("title:"))
    recipe, _ = read_recipe("".join((_parts(least) | _parts(example)).values()).encode(), "handbook")
    assert recipe.title


def test_every_platform_is_named():
    assert {name for name in profile_names() if f"`{name}`" in HANDBOOK} == set(profile_names())
