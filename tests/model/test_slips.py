"""Slips of the hand in a recipe: each mend says what to type."""

import re

import pytest

from fanxing.model.errors import RecipeError
from fanxing.model.reading import read_recipe
from fanxing.model.textfile import MAX_BYTES

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

FAULTY = BASE.replace("  role: 讲解员", "  rol: 讲解员").replace(
    "name: 瓶", "name: 瓶\n    say: |\n      第一行：好，的 # 不是注释\n      name：也不是键\n    date: 清"
)
"""With a fault of its own on line 6, which no slip may hide, and a text that only looks like slips."""

HIDING = {
    "a wide colon in braces": ("{name: 馆}", "{name：馆}", (2, 14), "全角", "name: …"),
    "a wide comma in braces": ("{name: 馆}", "{name: 馆，city: 城}", (2, 17), "半角逗号", "半角逗号"),
    "a semicolon in braces": ("{name: 馆}", "{name: 馆； city: 城}", (2, 17), "半角逗号", "半角逗号"),
    "wide braces": ("{name: 馆}", "｛name: 馆｝", (2, 9), "“｛”是全角的", "半角的 {"),
    "a wide colon after a key": ("title: 片名", "title：片名", (1, 6), "全角", "title: …"),
    "a wide colon, nothing behind": ("guide:", "guide：", (4, 6), "全角", "guide: …"),
    "a Chinese key": ("title: 片名", "标题: 片名", (1, 1), "键要写英文", "title: …"),
    "a key in wide letters": ("title: 片名", "ｔｉｔｌｅ: 片名", (1, 1), "全角字母", "title"),
    "a character that nobody sees in a key": ("title: 片名", "ti\u200btle: 片名", (1, 1), "看不见的字符", "title"),
    "a tab as indentation": ("  name: 人", "\tname: 人", (5, 1), "制表符", "空格"),
    "a wide blank as indentation": ("  name: 人", "　name: 人", (5, 1), "全角空格", "半角空格"),
    "a wide blank behind a colon": ("title: 片名", "title:　片名", (1, 7), "全角空格", "半角空格"),
    "a blank of a web page": ("title: 片名", "title:\u00a0片名", (1, 7), "特殊空格", "空格键"),
    "no blank behind the colon": ("title: 片名", "title:片名", (1, 7), "少了空格", "title: 片名"),
    "no colon": ("title: 片名", "title 片名", (1, 6), "少了冒号", "title: …"),
    "a sign of equality": ("title: 片名", "title = 片名", (1, 7), "少了冒号", "title: 片名"),
    "indented too deep": ("title: 片名", "title: 片名\n hook: 问", (2, 2), "应当顶格", "空格"),
    "indented otherwise": ("    date: 清", "   date: 清", (12, 4), "缩进 3 格", "缩进 4 格"),
    "a dash without blank": ("- name: 瓶", "-name: 瓶", (8, 3), "少了空格", "- name"),
    "a bullet of a word processor": ("- name: 瓶", "• name: 瓶", (8, 3), "半角横线", "- …"),
    "a mapping where a list is due": ("  - name: 瓶", "    name: 瓶", (8, 5), "横线开头", "- name: 瓶"),
    "a colon in a sentence": ("title: 片名", "title: 玉见: 石头", (1, 8), "文字里有冒号", '"玉见: 石头"'),
    "a sentence that ends with a colon": ("title: 片名", "title: 片名:", (1, 8), "文字里有冒号", '"片名:"'),
    "a topic with its sign": ("title: 片名", "title: #片名", (1, 8), "注释", "不用写 #"),
    "topics with their signs": (
        "title: 片名",
        "title: 片名\npublish: {tags: [#青花, #瓷]}",
        (2, 18),
        "注释",
        '"#青花"',
    ),
    "a bracket first": ("title: 片名", "title: [特展] 片名", (1, 8), "以“[”开头", '"[特展] 片名"'),
    "a star first": ("title: 片名", "title: *重磅* 片名", (1, 8), "“*”开头", '"*重磅* 片名"'),
    "a per cent sign first": ("title: 片名", "title: %50 片名", (1, 8), "“%”开头", '"%50 片名"'),
    "a quotation at the beginning": ("title: 片名", 'title: "玉"见', (1, 8), "提前关上", "'\"玉\"见'"),
    "an apostrophe in its own quotes": ("title: 片名", "title: 'It's 玉'", (1, 8), "提前关上", '"It\'s 玉"'),
    "two kinds of quotes": ("title: 片名", 'title: "玉见：石头”', (1, 8), "同一种", '"玉见：石头"'),
    "quotes left open": ("title: 片名", 'title: "片名', (1, 8), "引号没有关上", '"片名"'),
    "a bracket left open": ("{name: 馆}", "{name: 馆", (2, 9), "括号没有关上", "补上 }"),
    "a bracket left open inside": (
        "{file: a.jpg}",
        "{file: a.jpg, focus: [0.1, 0.1, 0.2, 0.2}",
        (14, 49),
        "少了“]”",
        "]",
    ),
    "a text of lines that is not indented": (
        "say: |\n      第一行",
        "say: |\n    第一行",
        (10, 1),
        "没有缩进",
        "多缩进两格",
    ),
    "a wide comma in a focus": (
        "{file: a.jpg}",
        "{file: a.jpg, focus: [0.1，0.1, 0.2, 0.2]}",
        (14, 34),
        "半角逗号",
        "半角逗号",
    ),
    "wide figures": ("title: 片名", "title: 片名\nvoice: {rate: １.２}", (2, 15), "全角的", "半角数字"),
    "a focus without brackets": (
        "{file: a.jpg}",
        "file: a.jpg\n        focus: 0.1, 0.1, 0.2, 0.2",
        (15, 16),
        "括起来",
        "[0.1, 0.1",
    ),
    "braces first": ("title: 片名", "title: {玉见}石头", (1, 8), "一组“键: 值”", '"{玉见}石头"'),
    "quotes left open, with quotes inside": ("title: 片名", 'title: "玉\\"见\\"', (1, 8), "没有关上", "'玉\"见\"'"),
    "two quotations": (
        "title: 片名",
        "title: “玉: 见”与“石: 头”",
        (1, 8),
        "文字里有冒号",
        '"“玉: 见”与“石: 头”"',
    ),
    "a Chinese quotation": ("title: 片名", "title: “玉: 见”", (1, 8), "同一种", '"玉: 见"'),
    "a tab behind a dash": ("- name: 瓶", "-\tname: 瓶", (8, 4), "制表符", "空格"),
    "an item in the column of the dashes, without its own": (
        "media:\n      - {file: a.jpg}",
        "media: [a.jpg]\n  name: 罐",
        (14, 3),
        "像是新的一项",
        "- name: 罐",
    ),
    "bare lines where a list is due": (
        "media:\n",
        "facts:\n      清代烧造\n      高三寸\n    media：\n",
        (16, 10),
        "全角",
        "media: …",
    ),
    "a chat's code block": ("title: 片名", "```yaml\ntitle: 片名", (1, 1), "```", "删去"),
}
"""What is written, what was meant; where it is told of, with which words."""

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
    "a wide colon between character and reading": (BASE + "lexicon: {嵒：yán}\n", 11, "全角", "嵒: …"),
    "a wide colon on a line of its own": (BASE + "lexicon:\n  嵒：yán\n", 12, "全角", "嵒: …"),
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


@pytest.mark.parametrize(("meant", "written", "place", "what", "mend"), HIDING.values(), ids=HIDING)
def test_a_slip_is_told_and_hides_nothing(
    meant: str, written: str, place: tuple[int, int], what: str, mend: str
) -> None:
    assert meant in FAULTY
    told = _told(FAULTY.replace(meant, written, 1))
    first = next(one for one in told if what in one.what)
    assert (first.where.line, first.where.column) == place
    assert mend in first.mend
    assert not any("缩进" in one.what or "横线开头" in one.what for one in told if one is not first)
    assert any("没有“rol”这个键" in one.what for one in told), "the other fault is hidden"
    assert len(told) <= 4


def _told(text: str | bytes):
    with pytest.raises(RecipeError, match="r") as caught:
        read_recipe(text if isinstance(text, bytes) else text.encode(), "r.yaml")
    return caught.value.faults


@pytest.mark.parametrize("meant", ["title: 片名", "{name: 馆}", "  - name: 瓶"])
def test_what_only_looks_like_a_slip_is_not_told_of(meant: str) -> None:
    assert meant in FAULTY
    (only,) = _told(FAULTY)
    assert "没有“rol”这个键" in only.what


LIKE_NUMBERS = {
    "an accession number with noughts": ("accession", "00123"),
    "an accession number with a point": ("accession", "1982.10"),
    "a day": ("date", "2020-01-01"),
    "a year": ("date", "1405"),
    "an age": ("date", "1:30"),
    "on": ("holder", "on"),
    "no": ("holder", "no"),
    "exponents": ("accession", "12E5"),
    "a picture of a face": ("holder", "馆😀"),
    "a sign of a topic inside": ("holder", "馆#一"),
    "brackets inside": ("holder", "馆[一]"),
    "a wide colon and comma": ("holder", "玉见：石头，与水"),
}


@pytest.mark.parametrize(("key", "written"), LIKE_NUMBERS.values(), ids=LIKE_NUMBERS)
def test_what_only_looks_like_something_else_is_text_as_written(key: str, written: str) -> None:
    recipe, _ = read_recipe(BASE.replace("name: 瓶", f"name: 瓶\n    {key}: {written}").encode(), "r.yaml")
    assert getattr(recipe.objects[0], key) == written


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-16-be"])
def test_another_encoding_hides_nothing(encoding: str) -> None:
    content = ("\ufeff" if encoding == "utf-16-be" else "") + FAULTY
    told = _told(content.encode(encoding))
    assert [one.rule for one in told] == ["recipe-encoding", "recipe-key"]


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_ends_of_lines_of_other_systems_are_taken(ends: str) -> None:
    assert read_recipe(("\ufeff" + BASE).replace("\n", ends).encode(), "r.yaml")[0].title == "片名"


@pytest.mark.parametrize("next_line", ["第二行：他说", "第二行: 他说", "第二行，他说", "第二行：他说: 好"])
def test_a_text_that_goes_on_without_indentation_is_told_what_it_is(next_line: str) -> None:
    (only,) = _told(BASE.replace("    media:", f"    say: 第一行\n{next_line}\n    media:"))
    assert (only.where.line, only.where.column) == (10, 1)
    assert "也没有缩进" in only.what
    assert "say: |" in only.mend


def test_a_key_that_there_is_not_is_one_where_the_others_are_chinese() -> None:
    told = _told(BASE.replace("title: 片名", "标题：片名\n副题：小题"))
    assert any("没有“副题”这个键" in one.what for one in told)


SECOND = {
    "a reference": ("title: 片名", "title：&a 片名", (1, 7), "不能用 & 和 *"),
    "a sign of a type": ("{name: 馆}", "{name：馆, city: !x 城}", (2, 24), "! 标签"),
    "a path of Windows": ("{name: 馆}", '{name：馆, logo: "C:\\图"}', (2, 24), "反斜杠"),
    "a question mark": ("{name: 馆}", "{name：馆, logo: b?.jpg}", (2, 25), "问号"),
}


@pytest.mark.parametrize(("meant", "written", "place", "what"), SECOND.values(), ids=SECOND)
def test_a_slip_hides_nothing_on_its_own_line(meant: str, written: str, place: tuple[int, int], what: str) -> None:
    slip, second = _told(BASE.replace(meant, written))
    assert "全角" in slip.what
    assert what in second.what
    assert (second.where.line, second.where.column) == place


def test_many_slips_of_one_kind_are_told_of_in_a_few_lines() -> None:
    text = BASE + "lexicon:\n" + "".join(f"  {chr(0x4E00 + at)}：yī\n" for at in range(40))
    told = _told(text)
    assert len(told) <= 7
    assert "同样的错还在第" in told[-1].what


def test_slips_of_several_kinds_on_the_same_lines_are_told_apart() -> None:
    keys = ("标题", "博物馆", "展览", "讲解员", "展品", "结尾", "声音", "音乐")
    further = [one.what for one in _told("".join(f"{key}：甲\n" for key in keys)) if "同样的错" in one.what]
    assert len(further) == len(set(further)) == 2
    assert all("第 6、7、8 行，如：“结尾”" in one for one in further)


LONG = {
    "wide commas": "a: [" + "，" * 200_000 + "]",
    "wide commas, never closed": "platforms: [" + "，" * 200_000 + "\n",
    "wide colons": "a：\n" * 60_000,
    "empty lines": "\n" * 250_000 + "a：b",
    "empty lines in a bracket": "media: [\n" + "\n" * 250_000 + "   x: [,,\n",
    "blanks before what is no comment": "title： a\nhook: a" + " " * 250_000 + "b\n",
    "tabs at the beginning": "title： a\n" + "\t" * 250_000 + "x: a\n",
    "wide blanks at the beginning": "title： a\n" + "\u3000" * 250_000 + "x: a\n",
    "entries on one line": "title： a\nmuseum: {" + "name: a," * 30_000 + "}\n",
    "blanks before a comma": "title： a\nmedia: [" + ("a.jpg" + " " * 190 + "，") * 1300 + "\n",
}
"""Texts as long as are read, each of which took minutes where something was looked at again and again."""


@pytest.mark.slow
@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_stranger_cannot_make_the_mending_long(text: str) -> None:
    assert len(_told(text)) < 10


@pytest.mark.slow
@pytest.mark.parametrize("begins", [b"\xd6\xd0", b"\xd6\xd0:"])
def test_a_stranger_cannot_make_the_guess_at_an_encoding_long(begins: bytes) -> None:
    (only, *_) = _told(begins.ljust(MAX_BYTES, b"\n"))
    assert only.rule == "recipe-encoding"


@pytest.mark.parametrize("mark", ["\x85", "\u2028", "\u2029"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_ends_of_lines_that_no_editor_shows_are_refused_where_they_stand(mark: str, ends: str) -> None:
    (only,) = _told(BASE.replace("name: 人", f"name: 人{mark}").replace("\n", ends))
    assert (only.rule, only.where.line, only.where.column) == ("recipe-character", 5, 10)


def test_a_wide_figure_of_a_focus_is_told_by_the_key_that_a_person_writes() -> None:
    (only,) = _told(BASE.replace("{file: a.jpg}", "{file: a.jpg, focus: [０.1, 0.2, 0.3, 0.4]}"))
    assert "“focus”的数字是全角的：０.1" in only.what
