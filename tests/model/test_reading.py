"""Text that breaks programs is refused with its place; text that people write is taken."""

import pytest
import yaml

from fanxing.model.errors import Location, RecipeError
from fanxing.model.reading import MOST_FAULTS, read_recipe
from fanxing.model.recipe import LONGEST_SAY, Recipe

BASE = """\
title: 片名
museum: {name: 馆}
exhibition: {name: 展}
guide: {name: 人}
objects:
  - {name: 瓶, media: [a.jpg]}
"""


def read(text: str) -> Recipe:
    return read_recipe(text.encode(), "r.yaml")[0]


def titled(title: str) -> str:
    return BASE.replace("片名", title)


def media(written: str) -> str:
    return BASE.replace("[a.jpg]", f"[{{{written}}}]")


def told(text: str) -> str:
    return BASE.replace("name: 瓶,", f"name: 瓶, say: {text},")


REFUSED = {
    "half a character in the title": (titled('"\\uD800"'), "recipe-character", 1),
    "half a character in what is said": (told('"\\uDFFF"'), "recipe-character", 6),
    "half a character in a path": (media('file: "\\uD800.jpg"'), "recipe-character", 6),
    "half a character in a credit": (media('file: a.jpg, credit: "\\uD800"'), "recipe-character", 6),
    "a character that overflows": (titled('"\\UFFFFFFFF"'), "recipe-yaml", 1),
    "a character beyond Unicode": (titled('"\\U00110000"'), "recipe-yaml", 1),
    "a bell": (titled('"\\a"'), "recipe-character", 1),
    "an escape sequence": (titled('"\\e[31m"'), "recipe-character", 1),
    "a key with a zero byte": (BASE + '"a\\0": 1\n', "recipe-character", 7),
    "no character at all": (titled('"\\uFFFF"'), "recipe-character", 1),
    "a title that nobody sees": (titled('"\\u200b"'), "recipe-value", 1),
    "a title of marks of direction": (titled('"\\u202e\\u2066"'), "recipe-value", 1),
    "a list of a platform's own fields": (BASE + "publish: {own: [3], bilibili: {tid: 3}}\n", "recipe-value", 7),
    "a version far below the first": (BASE + "fanxing: -99999999999999\n", "recipe-value", 7),
    "a focus that nobody sees": (media("file: a.jpg, focus: [0.5, 0.5, 1e-12, 1e-12]"), "recipe-value", 6),
    "a speech for an hour": (told("字" * (LONGEST_SAY + 1)), "recipe-value", 6),
}

DISPUTED = {
    "a tab behind a colon": (BASE.replace("title: ", "title:\t"), "制表符", 1),
    "a tab at the end of an item": (BASE + "series:\n  - a\t\n", "制表符", 8),
    "a tab at the end of a date": (BASE + "date: 2020-01-01\t\n", "制表符", 7),
    "a tab before a comment": (titled("瓶\t# c"), "制表符", 1),
    "a tab within bare words": (titled("瓶\t盘"), "制表符", 1),
    "a tab behind a comma": (BASE.replace("瓶, ", "瓶,\t"), "制表符", 6),
    "a tab behind the sign of a block": (titled("|\t\n  瓶"), "制表符", 1),
    "a tab, and a bracket that never closes far below": (BASE.replace("title: ", "title:\t") + "x: [\n", "制表符", 1),
    "a question mark glued to a key": (BASE + "m: {a?:1}\n", "问号", 7),
    "a question mark in a name": (BASE.replace("a.jpg", "a?.jpg"), "问号", 6),
    "a byte order mark where files were joined": (BASE + "\ufeffdate: 2020\n", "U+FEFF", 7),
    "a byte order mark behind the first line": ("---\n\ufeff" + BASE, "U+FEFF", 2),
    "a byte order mark before an item": (BASE + "# c\n\ufeff- 3\n", "U+FEFF", 8),
    "a byte order mark in a text": (titled("片\ufeff名"), "U+FEFF", 1),
    "a byte order mark in quotes": (titled('"\ufeff片名"'), "U+FEFF", 1),
}
"""What libyaml and PyYAML's own loader read as different things, or one of them not at all."""


@pytest.mark.parametrize(("text", "what", "line"), DISPUTED.values(), ids=DISPUTED)
def test_what_loaders_dispute_is_refused_where_it_stands(text: str, what: str, line: int) -> None:
    with pytest.raises(RecipeError, match=r"r\.yaml") as caught:
        read(text)
    first = caught.value.faults[0]
    assert what in first.what
    assert isinstance(first.where, Location)
    assert first.where.line == line


UNDISPUTED = {
    "a mark at the very beginning": "\ufeff" + BASE,
    "a mark twice, as two editors leave it": "\ufeff\ufeff" + BASE,
    "a mark and a tab in a comment": BASE + "# \ufeff\tc\n",
    "a tab in quotes": titled('"瓶\t盘"'),
    "a tab in a block": titled("|\n  瓶\t盘"),
    "a question mark in a block mapping": titled("瓶?盘"),
}


@pytest.mark.parametrize("text", UNDISPUTED.values(), ids=UNDISPUTED)
def test_what_no_loader_disputes_is_taken(text: str) -> None:
    assert read(text).objects[0].name == "瓶"


@pytest.mark.parametrize("text", [text for text, _, _ in (*REFUSED.values(), *DISPUTED.values())])
def test_what_is_said_does_not_hang_on_how_the_library_was_built(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def told() -> str:
        with pytest.raises(RecipeError, match=r"r\.yaml") as caught:
            read(text)
        return str(caught.value)

    with_all = told()
    for name in [name for name in vars(yaml) if name.startswith("C") and name.endswith("Loader")]:
        monkeypatch.delattr(yaml, name)
    assert told() == with_all


@pytest.mark.parametrize(("text", "rule", "line"), REFUSED.values(), ids=REFUSED)
def test_what_would_break_the_work_is_refused_where_it_stands(text: str, rule: str, line: int) -> None:
    with pytest.raises(RecipeError, match=r"r\.yaml") as caught:
        read(text)
    first = caught.value.faults[0]
    assert first.rule == rule
    assert isinstance(first.where, Location)
    assert first.where.line == line
    str(caught.value).encode()  # can be written out


@pytest.mark.slow
def test_thousands_of_wrong_keys_are_told_in_a_bounded_list() -> None:
    with pytest.raises(RecipeError, match=r"r\.yaml") as caught:
        read(BASE + "".join(f"k{at}: 1\n" for at in range(8000)))
    assert len(caught.value.faults) == MOST_FAULTS + 1
    assert "8000" in caught.value.faults[-1].what


def test_marks_that_scripts_need_may_stay() -> None:
    assert read(titled('"葛\\U000E0100\\u200d"')).title.startswith("葛")
    assert read(told('"第一行\\n\\t第二行"')).objects[0].say == "第一行\n\t第二行"
    assert read(told("字" * LONGEST_SAY)).objects[0].say == "字" * LONGEST_SAY
