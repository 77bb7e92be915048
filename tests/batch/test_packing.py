"""Where packages and parts go: a draft never takes the place of what is finished."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from fanxing.batch.work import Work
from fanxing.chain.brief import Options, read_brief

RECIPE = """\
title: 一盏灯的故事
museum: {name: 馆}
exhibition: {name: 展}
guide: {name: 人}
objects: [{id: a, name: 灯, media: [a.jpg]}]
"""
FILE = {"path": "channels/video.mp4", "role": "video", "platform": "channels", "sha256": "0" * 64, "bytes": 1}


def work_of(folder: Path, *, draft: bool) -> Work:
    (folder / "r.yaml").write_text(RECIPE, "utf-8")
    options = replace(Options(out=folder / "out", home=folder / "home"), draft=draft)
    return Work(read_brief(folder / "r.yaml"), "episode", options, lambda _: None)


@pytest.mark.parametrize(
    ("there", "draft", "name"),
    [
        (None, True, "episode"),
        (None, False, "episode"),
        ({"draft": True}, True, "episode"),
        ({"draft": True}, False, "episode"),
        ({}, True, "draft-episode"),
        ({}, False, "episode"),
    ],
    ids=["first draft", "first", "draft on draft", "finished on draft", "draft on finished", "finished on finished"],
)
def test_a_draft_lies_beside_a_finished_package(tmp_path: Path, *, there: dict | None, draft: bool, name: str) -> None:
    if there is not None:
        place = tmp_path / "out" / "r" / "episode"
        place.mkdir(parents=True)
        manifest = {"schema": "fanxing.package/1", "files": [FILE]} | there
        (place / "package.json").write_text(json.dumps(manifest), "utf-8")
    assert work_of(tmp_path, draft=draft).place == tmp_path / "out" / "r" / name


@pytest.mark.slow
@pytest.mark.parametrize(
    ("there", "draft", "name"),
    [
        (None, True, "episode"),
        (None, False, "episode"),
        ("half", True, "episode"),
        ("half", False, "episode"),
        ("full", True, "draft-episode"),
        ("full", False, "episode"),
        ("broken", True, "draft-episode"),
        ("outline", True, "episode"),
    ],
)
def test_a_draft_lies_beside_a_finished_film_among_the_parts(
    tmp_path: Path, tiny_media, *, there: str | None, draft: bool, name: str
) -> None:
    parts = tmp_path / "out" / "r" / "parts"
    film = parts / "episode" / "clean-9x16.mp4"
    film.parent.mkdir(parents=True)
    if there == "broken":
        film.write_bytes(b"a film once")
    elif there == "outline":
        film.with_name("outline.md").write_text("提纲", "utf-8")
    elif there is not None:
        width, height = (1080, 1920) if there == "full" else (540, 960)
        shutil.copy(tiny_media.clip(width=width, height=height, seconds=0.1), film)
    work = work_of(tmp_path, draft=draft)
    assert work.parts == parts / name
    film.unlink(missing_ok=True)
    assert work.parts == parts / name  # all parts of one run lie together
