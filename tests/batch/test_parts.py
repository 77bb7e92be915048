"""Files of one stage: a chosen cover is told to be in the package, or not yet."""

import json
from pathlib import Path

import pytest

from fanxing.batch.parts import _after_choice, _is_meant
from fanxing.batch.work import Work
from fanxing.chain.brief import Options, read_brief
from fanxing.model.document import Blob

RECIPE = """\
title: 一盏灯的故事
museum: {name: 馆}
exhibition: {name: 展}
guide: {name: 人}
objects: [{id: a, name: 灯, media: [a.jpg]}]
"""
OLD, NEW = (Blob(sha256=digit * 64, suffix=".jpg", size=1) for digit in "01")


@pytest.mark.parametrize(
    ("packed", "told"),
    [(None, "成品包就用选定的封面"), (OLD, "成品包里还是原来的封面，再运行一次 fanxing video render"), (NEW, "")],
    ids=["no package yet", "an older cover", "this cover"],
)
def test_who_chooses_a_cover_reads_whether_the_package_has_it(tmp_path: Path, packed: Blob | None, told: str) -> None:
    file = tmp_path / "我 的" / "r.yaml"
    file.parent.mkdir()
    file.write_text(RECIPE, "utf-8")
    if packed is not None:
        place = tmp_path / "out" / "r" / "episode"
        place.mkdir(parents=True)
        listed = {"path": "a.jpg", "role": "cover", "sha256": packed.sha256, "bytes": 1}
        (place / "package.json").write_text(json.dumps({"schema": "fanxing.package/1", "files": [listed]}), "utf-8")
    work = Work(read_brief(file), "episode", Options(out=tmp_path / "out", home=tmp_path / "home"), lambda _: None)
    hint = _after_choice(work, (NEW,))
    assert told in hint
    assert not hint or f"'{file}'" in hint


@pytest.mark.parametrize(
    ("cuts", "named", "meant"),
    [
        (("episode", "objects"), (), {"episode"}),
        (("objects",), (), {"object-a", "object-b"}),
        (("episode", "objects"), ("b",), {"object-b"}),
    ],
    ids=["the episode's alone", "no episode: all", "the one named"],
)
def test_a_choice_is_for_the_episode_unless_films_are_named(
    tmp_path: Path, cuts: tuple[str, ...], named: tuple[str, ...], meant: set[str]
) -> None:
    file = tmp_path / "r.yaml"
    two = RECIPE.replace("media: [a.jpg]}", "media: [a.jpg]}, {id: b, name: 碗, media: [b.jpg]}")
    file.write_text(f"{two}cuts: [{', '.join(cuts)}]\n", "utf-8")
    brief, options = read_brief(file).only(named), Options(cuts=named)
    assert {cut for cut in brief.cuts if _is_meant(Work(brief, cut, options, lambda _: None))} == meant
