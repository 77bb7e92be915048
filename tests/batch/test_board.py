"""The papers of a storyboard: the plan of the demonstration agrees with its films."""

from dataclasses import replace
from pathlib import Path

import pytest

from fanxing.batch.work import Work
from fanxing.chain.brief import Options, read_brief, taken
from fanxing.model.beside import planned_alone
from fanxing.model.storyboard import Storyboard
from fanxing.model.timeline import Timeline


@pytest.mark.slow
def test_the_plan_of_the_demonstration_knows_beside_which_pictures_type_stands(root: Path, tmp_path: Path) -> None:
    read = read_brief(root / "recipes" / "demo")
    voice = read.recipe.voice.model_copy(update={"speaker": "silent"})
    brief = replace(read, recipe=read.recipe.model_copy(update={"voice": voice}))
    told = []
    for cut in brief.cuts:
        made = Work(brief, cut, Options(home=tmp_path / "home"), lambda _: None).make(Storyboard, Timeline)
        planned = planned_alone(taken(Storyboard, made))
        told += [(clip.shot, clip.alone, planned[clip.shot]) for _, clip in taken(Timeline, made).clips]
    assert {alone for _, alone, _ in told} == {True, False}
    assert [shot for shot, alone, plan in told if alone != plan] == []
