"""A finished film is judged by its own times, not by those that were planned."""

import pytest

from fanxing.checks.coach import RULES, Lesson, film_findings, script_findings, storyboard_findings
from fanxing.checks.rules import Judge
from fanxing.model.errors import Location
from fanxing.model.recipe import Recipe
from fanxing.model.script import Line, Part, Script
from fanxing.model.storyboard import Shot, Storyboard

JUDGE = Judge(RULES, {})


def board(seconds: float, words: int, shots: int = 1) -> Storyboard:
    """Shots of one length, with so many characters over all of them."""
    made = (
        Shot(
            uid=f"s{at}",
            part="object/a",
            part_kind="object",
            view="whole",
            move="hold",
            words="话" * (words // shots),
            seconds=seconds,
        )
        for at in range(shots)
    )
    return Storyboard(cut="episode", title="册页", shots=tuple(made))


def script(seconds: float) -> Script:
    part = Part(
        id="object/a", kind="object", heading="册页", lines=(Line(id="l", text="话。"),), written=True, seconds=seconds
    )
    return Script(cut="episode", title="册页", parts=(part,))


FILMS: dict[str, tuple[Storyboard, bool, list[tuple[str, str]]]] = {
    "as it should be": (board(7.0, 56, 2), False, []),
    "a shot that came out long": (board(9.1, 72, 2), False, [("shot-long", "成片里 9.1 秒")] * 2),
    "a film that came out long": (board(7.0, 800, 27), False, [("total-long", "189.0 秒，超过 180 秒")]),
    "a film that came out short": (board(3.0, 24, 2), False, [("total-short", "只有 6.0 秒")]),
    "a machine that hurries": (board(7.0, 84, 2), False, [("pace", "每秒 6.0 字")]),
    "a guide who hurries": (board(7.0, 84, 2), True, [("pace", "每秒 6.0 字")]),
    "a guide who takes her time": (board(7.0, 28, 2), True, [("pace-slow", "只有 2.0 字")]),
    "pictures that wait for a machine": (board(7.0, 28, 2), False, []),
    "pictures without a word": (board(7.0, 0, 2), False, []),
}


@pytest.mark.parametrize(("filmed", "recorded", "told"), FILMS.values(), ids=FILMS)
def test_a_film_is_held_to_its_own_times(*, filmed: Storyboard, recorded: bool, told: list[tuple[str, str]]):
    found = list(film_findings(filmed, script(filmed.seconds), JUDGE, recorded=recorded))
    assert [one.rule for one in found] == [rule for rule, _ in told]
    assert all(words in one.what for one, (_, words) in zip(found, told, strict=True))
    assert all(("录" in one.mend) is recorded for one in found if one.rule.startswith("pace"))


def test_a_plan_says_that_its_times_are_planned():
    (found, _) = storyboard_findings(board(9.1, 72, 2), JUDGE)
    assert "预计 9.1 秒" in found.what


def test_every_length_of_a_plan_is_told_as_an_estimate():
    """By the words alone as long as nothing else is known, then by the storyboard."""
    recipe = Recipe.model_validate(
        {
            "title": "册页",
            "museum": {"name": "馆"},
            "exhibition": {"name": "展"},
            "guide": {"name": "人"},
            "objects": [{"name": "甲"}],
        }
    )
    lesson = Lesson(recipe, JUDGE, lambda key: Location(file="recipe.yaml", key=key))
    words = [one.what for one in script_findings(script(4.0), lesson)]
    planned = [one.what for one in script_findings(script(4.0), lesson, planned=6.0)]
    assert "只有约 4 秒（按讲解词预计）" in words[0]
    assert "只有约 6 秒（预计）" in planned[0]
    assert not [one for one in script_findings(script(4.0), lesson, planned=25.0) if one.rule == "total-short"]
