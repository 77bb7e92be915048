"""A first recipe from whatever lies in a folder."""

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import mortal
import pytest

from fanxing.batch.fresh import fresh_recipe
from fanxing.model.errors import RecipeError
from fanxing.model.reading import read_recipe


def test_hidden_files_and_folders_become_no_objects(tmp_path: Path) -> None:
    for name in ("._a.jpg", ".hidden.png", "a.jpg", "读我.txt"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "x.jpg").mkdir()
    recipe, _ = read_recipe(fresh_recipe(tmp_path, "")[0].read_bytes(), "recipe.yaml")
    assert [one.media[0].file for one in recipe.objects] == ["a.jpg"]


def test_odd_names_are_written_as_text(tmp_path: Path) -> None:
    names = ["a\"b'c.jpg", "back\\slash.jpg", "冒号：# 甲.jpg", " .jpg", "- x.jpg", "{a: b}.jpg"]
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    recipe, _ = read_recipe(fresh_recipe(tmp_path, '馆 "甲"')[0].read_bytes(), "recipe.yaml")
    assert sorted(one.media[0].file for one in recipe.objects) == sorted(name.strip() for name in names)
    assert all(one.name for one in recipe.objects)
    assert recipe.museum.name == '馆 "甲"'


def test_a_name_with_a_line_break_is_told_where_it_stands(tmp_path: Path, cli: Callable) -> None:
    (tmp_path / "甲\n乙.jpg").write_bytes(b"x")
    place, _ = fresh_recipe(tmp_path, "")
    assert 'name: "甲 乙"' in place.read_text("utf-8")
    ran = cli("video", "check", place)
    assert ran.exit_code == 2
    assert "第 1 件“甲 乙”的 media 第 1 项 file" in ran.stderr


def test_sounds_are_offered_and_no_right_is_claimed(tmp_path: Path) -> None:
    for name in ("a.jpg", "讲解.m4a", "x.ogg"):
        (tmp_path / name).write_bytes(b"x")
    text = fresh_recipe(tmp_path, "")[0].read_text("utf-8")
    assert '# music: {file: "x.ogg"' in text
    assert '#   take: "讲解.m4a"' in text
    recipe, _ = read_recipe(text.encode(), "recipe.yaml")
    assert recipe.objects[0].media[0].licence is None
    assert recipe.music.file is None
    chosen = text.replace('# music: {file: "x', 'music: {file: "x')
    assert read_recipe(chosen.encode(), "recipe.yaml")[0].music.file == "x.ogg"


def laid_out(folder: Path, *names: str) -> Path:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x")
    return folder


def test_every_line_left_to_a_person_holds_once_its_mark_is_gone(tmp_path: Path) -> None:
    laid_out(tmp_path, "玉杯.jpg", "玉杯.m4a", "IMG_3.mov", "海报.jpg", "讲解.m4a", "a.wav")
    text = fresh_recipe(tmp_path, "")[0].read_text("utf-8")
    assert read_recipe(text.encode(), "r")[0].exhibition.media == ()
    plain = re.sub(r"^# (?= +(media:|- |recording:|take: \"讲解))", "", text, flags=re.MULTILINE)
    recipe, _ = read_recipe(plain.encode(), "r")
    assert [one.file for one in recipe.exhibition.media] == ["海报.jpg", "IMG_3.mov"]
    assert recipe.objects[0].recording == "玉杯.m4a"
    assert (recipe.voice.take, recipe.voice.licence) == ("讲解.m4a", None)


def test_hall_guide_logo_and_music_find_their_places(tmp_path: Path) -> None:
    laid_out(
        tmp_path, "陶罐.jpg", "展厅/IMG_1.jpg", "大门.mp4", "讲解员林月.jpg", "林月出镜.mp4", "馆标.png", "配乐.mp3"
    )
    recipe, _ = read_recipe(fresh_recipe(tmp_path, "")[0].read_bytes(), "r")
    assert [one.name for one in recipe.objects] == ["陶罐"]
    assert [one.file for one in recipe.exhibition.media] == ["展厅/IMG_1.jpg", "大门.mp4"]
    assert (recipe.guide.portrait, [one.file for one in recipe.guide.media]) == ("讲解员林月.jpg", ["林月出镜.mp4"])
    assert (recipe.museum.logo, recipe.music.file, recipe.music.licence) == ("馆标.png", "配乐.mp3", None)


@pytest.mark.parametrize("name", ["照片", "图片 2", "DCIM", "2024年"])
def test_a_folder_whose_name_says_nothing_is_called_as_the_one_above(tmp_path: Path, name: str) -> None:
    folder = laid_out(tmp_path / "灯火特展" / name, "a.jpg")
    assert fresh_recipe(folder, "")[0] == folder / "灯火特展.yaml"
    with pytest.raises(RecipeError, match="这里已有配方"):
        fresh_recipe(folder, "")
    other = laid_out(tmp_path / "玉器", "a.jpg")
    assert fresh_recipe(other, "")[0] == other / "recipe.yaml"


@pytest.mark.skipif(sys.platform != "linux", reason="folders are locked as Linux has it")
def test_what_cannot_be_read_is_told(tmp_path: Path, cli: Callable) -> None:
    laid_out(tmp_path / "玉器", "玉杯.jpg", "锁/a.jpg")
    with mortal.shut(tmp_path / "玉器" / "锁"):
        told = cli("recipe", "new", tmp_path / "玉器")
    assert told.exit_code == 0
    assert "打不开，没有看里面：锁" in told.stdout
    other = laid_out(tmp_path / "陶器", "a.jpg")
    with mortal.shut(other):
        told = cli("recipe", "new", other)
    assert (told.exit_code, "Traceback" in told.stderr) == (2, False)
    assert "没有权限" in told.stderr


def test_what_was_found_is_told_with_the_next_step(tmp_path: Path, cli: Callable) -> None:
    laid_out(tmp_path / "玉 器", "玉杯.jpg", "展厅.jpg", "IMG_3.mov")
    told = cli("recipe", "new", tmp_path / "玉 器").stdout.splitlines()
    assert told[0] == str(tmp_path / "玉 器" / "recipe.yaml")
    assert told[1].strip() == "1 件展品，1 个展厅、外景的画面"
    assert "拿不准的 1 个文件" in told[2]
    assert told[3].endswith(f"fanxing video check '{tmp_path / '玉 器' / 'recipe.yaml'}'")


def test_every_text_that_must_be_written_is_asked_for_with_an_example(tmp_path: Path, cli: Callable) -> None:
    """In one manner, 在这里写……, so that a person who looks for it misses none; and the check asks for the same."""
    text = fresh_recipe(laid_out(tmp_path, "玉杯.jpg", "IMG_2034.jpg"), "")[0].read_text("utf-8")
    asked = [line for line in text.splitlines() if "在这里写" in line and not line.startswith("#")]
    assert len(asked) == 6
    assert all("# " in line and "如：" in line for line in asked if "展品名" not in line)
    told = json.loads(cli("video", "check", tmp_path / "recipe.yaml", "--json").stdout)["recipes"][0]["faults"]
    faults = [one for one in told if one["level"] == "fault"]
    assert sorted(one["where"].split(":")[1] for one in faults if one["rule"] == "placeholder") == sorted(
        str(number) for number, line in enumerate(text.splitlines(), 1) if line in asked
    )
    assert all(f"  {key}: null" in text for key in ("take", "credit", "licence"))
