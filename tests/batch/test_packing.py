"""Where a package goes: a draft never takes the place of what is finished."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from fanxing.batch.packing import place_of
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
    (tmp_path / "r.yaml").write_text(RECIPE, "utf-8")
    options = replace(Options(out=tmp_path / "out", home=tmp_path / "home"), draft=draft)
    if there is not None:
        place = tmp_path / "out" / "r" / "episode"
        place.mkdir(parents=True)
        manifest = {"schema": "fanxing.package/1", "files": [FILE]} | there
        (place / "package.json").write_text(json.dumps(manifest), "utf-8")
    work = Work(read_brief(tmp_path / "r.yaml"), "episode", options, lambda _: None)
    assert place_of(work) == tmp_path / "out" / "r" / name
