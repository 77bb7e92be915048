"""The pages that museums read are whole in Chinese: a key, a rule or a command without Chinese words fails here."""

import ast
import re
import sys
from pathlib import Path

import pytest
import yaml

from fanxing.checks.preflight import ALL_RULES, CHECKING
from fanxing.media.look.sheet import Sheet
from fanxing.media.look.template import PARTS as TEMPLATE_PARTS
from fanxing.model.described import EXIT_CODES, KEYS, PARTS
from fanxing.model.errors import AssetError, FanxingError, RecipeError, Refused, ServiceError, ToolError
from fanxing.model.key_names import KEY_CALLED
from fanxing.model.reading import every_key
from fanxing.model.recipe import Recipe

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))
import chinese_pages  # noqa: E402 - a script's folder is no package
import said  # noqa: E402
import template_words  # noqa: E402

HAN = re.compile(r"[\u4e00-\u9fff]")
WRITTEN_OTHERWISE = {"FocusBox"}
"""Parts that people write in a shorter form."""


def page(name: str) -> str:
    return (ROOT / "docs" / f"{name}.zh-CN.md").read_text("utf-8")


def _parts():
    schema = Recipe.model_json_schema()
    found = {"Recipe": schema} | {name: part for name, part in schema["$defs"].items() if "properties" in part}
    return {name: set(part["properties"]) - {"own"} for name, part in found.items() if name not in WRITTEN_OTHERWISE}


def test_every_part_of_a_recipe_has_a_chinese_name():
    assert set(PARTS) == set(KEYS) == set(_parts())


@pytest.mark.parametrize("part", KEYS)
def test_every_key_of_a_recipe_is_described_in_chinese_and_nothing_else_is(part):
    assert set(KEYS[part]) == _parts()[part]
    assert all(HAN.search(words) for words in KEYS[part].values())


def test_every_chinese_word_for_a_key_leads_to_one_that_there_is():
    assert set(KEY_CALLED.values()) <= every_key()


def test_every_exit_code_is_described():
    own = {one.exit_code for one in (FanxingError, RecipeError, AssetError, ToolError, ServiceError, Refused)}
    assert set(EXIT_CODES) == own | {0, 130}


def _rules_written() -> set[str]:
    """Every rule's id that code writes as ``rule="…"``, whatever is told under it."""
    return {
        word.value.value
        for file in said.CODE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call)
        for word in node.keywords
        if word.arg == "rule" and isinstance(word.value, ast.Constant) and isinstance(word.value.value, str)
    }


def test_every_rule_is_on_the_page_of_errors():
    ids = set(re.findall(r"`([a-z0-9-]+)`", page("errors")))
    assert (set(ALL_RULES) | set(CHECKING) | _rules_written()) - ids == set()


@pytest.mark.slow
def test_messages_are_told_whole():
    found = said.said()
    assert len(found) > 300
    assert {one.what: one.mend for one in found}["配方不是 UTF-8 编码"] == "用记事本打开，“另存为”时编码选 UTF-8"
    assert not re.search(r"\{\w+\}", page("errors"))


def test_every_key_of_a_template_is_described():
    assert set(template_words.SHEET_KEYS) == set(Sheet.model_fields)
    nested = {
        name for field in ("ground", "mount", "timing") for name in type(Sheet.model_fields[field].default).model_fields
    }
    text = " ".join(template_words.SHEET_KEYS.values())
    assert {name for name in nested if f"`{name}`" not in text} == set()


def test_every_part_of_a_template_and_its_words_have_chinese_names():
    assert set(template_words.PART_NAMES) == set(TEMPLATE_PARTS) == {name for name, _, _ in template_words.part_rows()}
    words = {word for _, words, _ in template_words.part_rows() for word in re.findall(r"`(.*?)`", words)}
    assert words <= set(template_words.WORDS)


def test_every_attribute_of_the_english_page_is_described():
    rows = re.findall(r"^\| ((?:`fx:[^|]*`,? ?)+) \|", template_words.ENGLISH.read_text("utf-8"), re.MULTILINE)
    names = {name for row in rows for name in re.findall(r"fx:[a-z]+", row)}
    assert len(names) > 15
    assert names == set(template_words.ATTRIBUTES)


def test_every_template_that_ships_is_told_of():
    for file in (ROOT / "assets" / "templates").glob("*/look.yaml"):
        assert yaml.safe_load(file.read_text("utf-8"))["about"] in page("templates")


def test_the_page_of_commands_has_no_english_frame():
    text = page("cli").split("\n", 1)[1]
    assert not re.search(r"Usage|Options|Arguments|Commands|Show this|required|env var|default:|OPTIONS", text)
    assert len(re.findall(r"^#+ `fanxing", text, re.MULTILINE)) == len(
        re.findall(r"^##+ `fanxing", (ROOT / "docs" / "cli.md").read_text("utf-8"), re.MULTILINE)
    )


@pytest.mark.parametrize("name", ["recipe", "errors", "cli", "templates"])
def test_readers_of_chinese_are_led_to_the_chinese_page(name):
    readme = (ROOT / "README.zh-CN.md").read_text("utf-8")
    assert f"docs/{name}.zh-CN.md" in readme
    assert f"docs/{name}.md" not in readme
    assert f"docs/{name}.zh-CN.md" in chinese_pages.pages(str)
