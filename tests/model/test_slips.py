"""Slips of the hand in a recipe: each mend says what to type."""

import re

import pytest

from fanxing.model.errors import RecipeError
from fanxing.model.reading import read_recipe

BASE = """\
title: 片名
museum: {name: 馆}
exhibition: {name: 展}
guide:
  name: 人
  role: 讲解员
objects:
  - name: 瓶
    media:
      - {file: a.jpg}
"""

SLIPS = {
    "no blank after the colon": (BASE.replace("name: 人", "name:人"), 5, "少了空格", "name: 人"),
    "no blank, the only line": (BASE.replace("  name: 人\n  role: 讲解员", "  name:人"), 5, "少了空格", "空一格"),
    "no blank in a list": (BASE.replace("- name: 瓶", "- name:瓶"), 8, "少了空格", "name: 瓶"),
    "a path of Windows in quotes": (BASE.replace("a.jpg", '"C:\\Users\\a.jpg"'), 10, "反斜杠", "只写文件名"),
    "pixels for fractions": (
        BASE.replace("a.jpg", "a.jpg, focus: [900, 100, 300, 200]"),
        10,
        "像是像素",
        "除以图片的宽",
    ),
    "a wide colon between character and reading": (BASE + "lexicon: {嵒：yán}\n", 11, "全角", "{嵒: yán}"),
    "a wide colon on a line of its own": (BASE + "lexicon:\n  嵒：yán\n", 12, "全角", "{嵒: yán}"),
}


@pytest.mark.parametrize(("text", "line", "what", "mend"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_called_by_its_name(text: str, line: int, what: str, mend: str) -> None:
    with pytest.raises(RecipeError, match=re.escape(what)) as caught:
        read_recipe(text.encode(), "r.yaml")
    first = caught.value.faults[0]
    assert what in first.what
    assert mend in first.mend
    assert first.where.line == line


@pytest.mark.parametrize("said", ["约 1:30 开始", "http:不是网址"])
def test_a_colon_inside_of_words_is_no_slip(said: str) -> None:
    read_recipe(BASE.replace("name: 瓶", f"name: {said}").encode(), "r.yaml")
