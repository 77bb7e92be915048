"""Words behind a sign of a comment: what may be meant for the screen is asked about, a true comment is not."""

import pytest

from fanxing.checks.comments import comment_findings
from fanxing.checks.preflight import ALL_RULES
from fanxing.checks.rules import Judge
from fanxing.model.reading import read_recipe

BASE = """\
title: 片名
museum: {name: 馆}
exhibition: {name: 展}
guide: {name: 人}
objects:
  - {name: 瓶, media: [a.jpg]}
"""


def found(text: str):
    recipe, places = read_recipe(text.encode(), "r.yaml")
    return list(comment_findings(places.left_out, Judge(ALL_RULES, recipe.checks), places.where))


LEFT_OUT = {
    "a topic in a title": (BASE.replace("片名", "走进 #故宫 看展"), 1, "#故宫 看展"),
    "a topic behind quotes": (BASE.replace("片名", '"走进" #故宫'), 1, "#故宫"),
    "a topic behind brackets": (BASE + "publish:\n  tags: [玉器, 馆藏] #故宫\n", 8, "#故宫"),
    "a topic behind braces": (BASE.replace("{name: 馆}", "{name: 馆} #故宫"), 2, "#故宫"),
    "a topic in a list": (BASE + "publish:\n  tags:\n    - 玉器 #馆藏\n", 9, "#馆藏"),
}


@pytest.mark.parametrize(("text", "line", "words"), LEFT_OUT.values(), ids=LEFT_OUT)
def test_words_that_were_left_out_are_asked_about(text: str, line: int, words: str):
    (only,) = found(text)
    assert (only.rule, only.level, only.where.line) == ("glued-comment", "advice", line)
    assert f"“{words}”" in only.what


@pytest.mark.parametrize("behind", ["片名 # 注释", "片名#一", '"走进 #故宫"', "片名 #---", "|\n  走进 #故宫"])
def test_a_comment_and_a_sign_within_words_are_not(behind: str):
    text = (
        BASE.replace("片名", behind)
        if "|" not in behind
        else BASE + f"closing:\n  say: {behind.replace('  ', '    ')}\n"
    )
    assert found(text) == []


@pytest.mark.parametrize("sign", ["|", ">", "|-", ">+"])
def test_a_comment_on_the_line_below_a_text_of_lines_is_not(sign: str):
    assert found(BASE + f"closing:\n  say: {sign}\n    谢谢\n  #recording: 旧.mp3\n") == []
    assert found(BASE + f"closing:\n  say: {sign}\n    谢谢\n\n    #recording: 旧.mp3\n") == []


def test_a_recipe_may_turn_it_off():
    assert found(BASE.replace("片名", "走进 #故宫") + "checks: {glued-comment: off}\n") == []
