"""What a person reads when a recipe is broken: the exact words, one section a case in ``recipe_faults.txt``.

To add a case, add a row and run ``REGOLD=1 pytest tests/screens``; then read what it says as a museum would.
"""

import os
import re
from pathlib import Path

import pytest

from fanxing.checks.recipe import Known, recipe_faults
from fanxing.model.errors import RecipeError
from fanxing.model.reading import read_recipe

GOLD = Path(__file__).with_name("recipe_faults.txt")
KNOWN = Known(platforms=("channels", "douyin", "bilibili"), speakers=("espeak", "silent"), templates=("ink", "plain"))

BASE = """\
title: 片名
museum: {name: 馆}
exhibition: {name: 展}
guide: {name: 人}
objects:
  - {name: 瓶, media: [a.jpg]}
"""

CASES: dict[str, str | bytes] = {
    "a misspelt key at the top": BASE.replace("title", "titel"),
    "a misspelt key deep inside": BASE.replace("{name: 瓶, media: [a.jpg]}", "{name: 瓶, medai: [a.jpg]}"),
    "a key that resembles none": BASE + "voice: {zzz: 1}\n",
    "a missing title": BASE.replace("title: 片名\n", ""),
    "a museum without a name": BASE.replace("museum: {name: 馆}", "museum: {city: 城}"),
    "a title that is empty": BASE.replace("title: 片名", "title: "),
    "a title of two lines": BASE.replace("title: 片名", 'title: "甲\\n乙"'),
    "a list where text is due": BASE.replace("title: 片名", "title: [甲, 乙]"),
    "text where a list is due": BASE + "platforms: channels\n",
    "text where a mapping is due": BASE.replace("museum: {name: 馆}", "museum: 馆"),
    "no objects": BASE.split("objects:", maxsplit=1)[0] + "objects: []\n",
    "yes where true is due": BASE + "commercial: yes\n",
    "true where a number is due": BASE + "voice: {rate: true}\n",
    "a rate too fast": BASE + "voice: {rate: 9}\n",
    "a bed louder than the voice": BASE + "music: {level_db: 3}\n",
    "a cut nobody knows": BASE + "cuts: [film]\n",
    "a role nobody has": BASE.replace("guide: {name: 人}", "guide: {name: 人, role: 主任}"),
    "a grade that is not one": BASE.replace("{name: 瓶,", "{name: 瓶, grade: 特级,"),
    "a credit code that is none": BASE.replace("museum: {name: 馆}", "museum: {name: 馆, credit_code: 12}"),
    "a credit code with a slip": BASE.replace(
        "museum: {name: 馆}", "museum: {name: 馆, credit_code: 12345678901234567X}"
    ),
    "hours that no clock shows": BASE.replace("museum: {name: 馆}", "museum: {name: 馆, hours: 9:00–25:00}"),
    "days that no calendar has, the end first": BASE.replace(
        "exhibition: {name: 展}", "exhibition: {name: 展, dates: 2027年2月30日至2026年3月8日}"
    ),
    "a key for the film's shape": BASE + "shapes: [竖屏]\n",
    "a focus of three numbers": BASE.replace("[a.jpg]", "[{file: a.jpg, focus: [0.1, 0.2, 0.3]}]"),
    "a focus outside the picture": BASE.replace("[a.jpg]", "[{file: a.jpg, focus: [0.8, 0.2, 0.3, 0.1]}]"),
    "an out point before the in point": BASE.replace("[a.jpg]", "[{file: a.mp4, from: 5, to: 3}]"),
    "a time of day as in point": BASE.replace("[a.jpg]", "[{file: a.mp4, from: 1:30}]"),
    "media without a file": BASE.replace("[a.jpg]", "[{credit: 甲}]"),
    "an id with a slash": BASE.replace("{name: 瓶,", "{name: 瓶, id: a/b,"),
    "the same id twice": BASE + '  - {id: "01", name: 碗}\n',
    "a platform nobody knows": BASE + "platforms: [chanels]\n",
    "platforms with a full-width comma": BASE + "platforms: [channels，douyin]\n",
    "platforms on one line of a list": BASE + "platforms:\n  - channels、douyin\n  - bilibili\n",
    "topics with a full-width comma": BASE + "publish: {tags: [古玉，唐代, 馆藏]}\n",
    "a platform written twice": BASE + "platforms: [channels, channels]\n",
    "a voice nobody knows": BASE + "voice: {speaker: espaek}\n",
    "a look nobody knows": BASE + "look: {template: inc}\n",
    "a day that does not exist": BASE + "publish: {schedule: 2026-02-30 10:00}\n",
    "a schedule in words": BASE + "publish: {schedule: 明晚八点}\n",
    "a newer schema": "fanxing: 9\n" + BASE,
    "a schema of zero": "fanxing: 0\n" + BASE,
    "a tab as indentation": BASE.replace("  - {name", "\t- {name"),
    "a key written twice": BASE + "title: 又一个\n",
    "an anchor": BASE.replace("museum: {name: 馆}", "museum: &m {name: 馆}"),
    "an alias bomb": "a: &a [x, x]\nb: &b [*a, *a]\n",
    "a merge key": BASE + "closing: {<<: {say: 完}}\n",
    "a tag that runs code": BASE.replace("title: 片名", "title: !!python/object/apply:os.system [ls]"),
    "a stray quote": BASE.replace("title: 片名", 'title: "片名'),
    "a bracket left open": BASE.replace("[a.jpg]", "[a.jpg"),
    "a colon inside plain text": BASE.replace("title: 片名", "title: 展览: 夏天"),
    "a full-width colon": BASE.replace("title: 片名", "title：片名"),
    "full-width colon and comma in braces, and a fault below": BASE.replace("[a.jpg]", "[{file：a.jpg，credit：馆}]")
    + "voice: {rate: 快}\n",
    "full-width throughout, as an input method leaves it": BASE.replace(": ", "：").replace(", ", "，"),
    "Chinese keys": BASE.replace("title: ", "标题：").replace("guide: ", "讲解员: "),
    "a chat's code block": f"```yaml\n{BASE}```\n",
    "a dash that was lost": BASE + "  {name: 碗}\n",
    "two files in one name": BASE.replace("[a.jpg]", "[a.jpg，b.jpg]"),
    "a file in Chinese quotes": BASE.replace("[a.jpg]", "[“a.jpg”]"),
    "two documents in one file": BASE + "---\n" + BASE,
    "an empty file": "",
    "only a comment": "# 空\n",
    "only a word": "你好\n",
    "not UTF-8": BASE.encode("gb18030"),
    "not UTF-8, and a fault below": BASE.replace("media", "medai").encode("gb18030"),
    "Notepad's Unicode": BASE.encode("utf-16"),
    "rich text of a word processor": b"{\\rtf1\\ansi title: }",
    "a document of a word processor": b"PK\x03\x04\x14\x00",
    "a page of the web": "<html><body>title: 片名</body></html>",
    "a control character": BASE.replace("片名", "片\x07名"),
    "a rule set to nonsense": BASE + "checks: {pace: 大概}\n",
    "own fields of an unknown platform": BASE + "publish: {bilbil: {tid: 1}}\n",
    "several faults at once": BASE.replace("title: 片名\n", "").replace("{name: 瓶,", "{nam: 瓶,")
    + "voice: {rate: 快}\n",
}


def _words(content: str | bytes) -> str:
    text = content if isinstance(content, bytes) else content.encode()
    try:
        recipe, places = read_recipe(text, "recipe.yaml")
    except RecipeError as error:
        return str(error)
    return "\n".join(str(fault) for fault in recipe_faults(recipe, KNOWN, places.where))


def _gold() -> dict[str, str]:
    sections = re.split(r"^=== (.*)\n", GOLD.read_text("utf-8"), flags=re.MULTILINE)
    return {name: words.strip("\n") for name, words in zip(sections[1::2], sections[2::2], strict=True)}


def test_the_gold_has_a_section_for_each_case() -> None:
    if os.environ.get("REGOLD"):
        GOLD.write_text("".join(f"=== {name}\n{_words(text)}\n" for name, text in CASES.items()), "utf-8")
    assert list(_gold()) == list(CASES)


@pytest.mark.parametrize("name", CASES)
def test_a_broken_recipe_says_what_where_and_how_to_mend_it(name: str) -> None:
    words = _words(CASES[name])
    assert words, "the recipe was taken as sound"
    assert words == _gold()[name]
    assert "改法：" in words
    assert "Error" not in words


def test_a_sound_recipe_has_no_fault() -> None:
    assert not _words(BASE)
