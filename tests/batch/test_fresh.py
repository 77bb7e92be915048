"""A first recipe from whatever lies in a folder."""

from collections.abc import Callable
from pathlib import Path

from fanxing.batch.fresh import fresh_recipe
from fanxing.model.reading import read_recipe


def test_hidden_files_and_folders_become_no_objects(tmp_path: Path) -> None:
    for name in ("._a.jpg", ".hidden.png", "a.jpg", "读我.txt"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "x.jpg").mkdir()
    recipe, _ = read_recipe(fresh_recipe(tmp_path, "").read_bytes(), "recipe.yaml")
    assert [one.media[0].file for one in recipe.objects] == ["a.jpg"]


def test_odd_names_are_written_as_text(tmp_path: Path) -> None:
    names = ["a\"b'c.jpg", "back\\slash.jpg", "冒号：# 甲.jpg", " .jpg", "- x.jpg", "{a: b}.jpg"]
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    recipe, _ = read_recipe(fresh_recipe(tmp_path, '馆 "甲"').read_bytes(), "recipe.yaml")
    assert sorted(one.media[0].file for one in recipe.objects) == sorted(name.strip() for name in names)
    assert all(one.name for one in recipe.objects)
    assert recipe.museum.name == '馆 "甲"'


def test_a_name_with_a_line_break_is_told_where_it_stands(tmp_path: Path, cli: Callable) -> None:
    (tmp_path / "甲\n乙.jpg").write_bytes(b"x")
    place = fresh_recipe(tmp_path, "")
    assert 'name: "甲 乙"' in place.read_text("utf-8")
    ran = cli("video", "check", place)
    assert ran.exit_code == 2
    assert "objects[0].media[0].file" in ran.stderr


def test_sounds_are_offered_and_no_right_is_claimed(tmp_path: Path) -> None:
    for name in ("a.jpg", "讲解.m4a", "bed.ogg"):
        (tmp_path / name).write_bytes(b"x")
    text = fresh_recipe(tmp_path, "").read_text("utf-8")
    assert '# music: {file: "bed.ogg"' in text
    assert '#     recording: "讲解.m4a"' in text
    recipe, _ = read_recipe(text.encode(), "recipe.yaml")
    assert recipe.objects[0].media[0].licence is None
    chosen = text.replace('# music: {file: "bed', 'music: {file: "bed')
    assert read_recipe(chosen.encode(), "recipe.yaml")[0].music.file == "bed.ogg"
