"""What lies in a folder is sorted by the names that people gave, and what could be two things is left to them."""

import sys
from pathlib import Path

import mortal
import pytest

from fanxing.batch.sorting import Laid, says_nothing, sort_folder


@pytest.fixture
def laid(tmp_path: Path):
    def lay(*names: str) -> Laid:
        for name in ("罐.jpg", *names):
            file = tmp_path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(b"x")
        return sort_folder(tmp_path)

    return lay


PLACES = {
    "hall": ("展厅.jpg", "一楼展厅2.jpg", "大门.mp4", "博物馆外景.jpg", "馆舍建筑.jpg", "展厅一.jpg", "外景/a.jpg",
             "hall.jpg", "某某博物馆大门.jpg", "开幕式现场3.jpg"),
    "guide": ("讲解员.mp4", "林月出镜.mov", "口播1.mp4", "馆长讲解.mp4"),
    "portraits": ("讲解员林月.jpg", "林月讲解员.jpg", "馆长.png", "副馆长.jpg", "馆长-林月.jpg", "林月（馆长）.jpg",
                  "馆长照片.jpg"),
    "logos": ("logo.png", "某某馆标志.png"),
    "unsure": ("IMG_0003.mov", "VID_20230401.mp4", "海报.jpg", "合影1.jpg", "展签.jpg",
               "馆长印.jpg", "白玉馆长.jpg", "馆长印.mp4", "兵马俑现场.jpg", "青铜鼎外观.jpg", "千佛洞门口2.jpg"),
    "music": ("古琴配乐.mp3", "bgm.m4a", "背景音乐.wav"),
    "recordings": ("讲解.m4a", "开场解说.mp3"),
    "sounds": ("20230401_1.m4a", "a.wav"),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in PLACES.items() for name in names])
def test_a_name_that_says_what_it_is_is_believed(laid, kind: str, name: str) -> None:
    found = laid(name)
    assert getattr(found, kind) == [name]
    assert [thing.name for thing in found.things] == ["罐"]


@pytest.mark.parametrize(
    "name", ["建筑构件.jpg", "门神.jpg", "乐舞俑.jpg", "IMG_0001.jpg", "展品1.jpg", "馆藏玉杯.jpg", "观众席石刻.jpg"]
)
def test_a_picture_that_is_nothing_else_is_an_object(laid, name: str) -> None:
    assert Path(name).stem in [thing.name for thing in laid(name).things]


def test_pictures_of_one_name_are_one_object_the_whole_first(laid) -> None:
    things = {one.name: one for one in laid(
        "玉杯-局部.jpg", "玉杯.jpg", "玉杯转动.mp4", "玉杯.m4a", "唐马2.jpg", "唐马1.jpg",
        "青花瓶/底.jpg", "青花瓶/正面.jpg", "青花瓶/讲解.m4a",
    ).things}  # fmt: skip
    assert things["玉杯"].media == ["玉杯.jpg", "玉杯-局部.jpg", "玉杯转动.mp4"]
    assert things["玉杯"].recordings == ["玉杯.m4a"]
    assert things["唐马"].media == ["唐马1.jpg", "唐马2.jpg"]
    assert things["青花瓶"].media == ["青花瓶/正面.jpg", "青花瓶/底.jpg"]
    assert things["青花瓶"].recordings == ["青花瓶/讲解.m4a"]


def test_a_cameras_numbers_make_nothing_one(laid) -> None:
    found = laid("IMG_0001.jpg", "IMG_0002.jpg", "微信图片_1.jpg", "微信图片_2.jpg", "照片/展品1.jpg", "照片/展品2.jpg")
    assert len(found.things) == 7


@pytest.mark.parametrize(
    "names",
    [
        ("梅瓶1405", "梅瓶1412"),
        ("梅瓶1982.68.1", "梅瓶1982.68.2"),
        ("梅瓶1982-68-1", "梅瓶1982-68-2"),
        ("馆藏0017", "馆藏0018"),
        ("馆藏7", "馆藏8"),
        ("编号12", "编号13"),
        ("瓶001", "瓶002", "瓶110"),
        ("罐M12", "罐M13"),
        ("罐M1-2", "罐M1-3"),
        ("故00145611", "故00145612"),
        ("碗2019.3", "碗2019.4"),
    ],
    ids=lambda names: names[0],
)
def test_what_differs_by_its_accession_number_are_different_things(laid, names: tuple[str, ...]) -> None:
    found = laid(*(f"{name}.jpg" for name in names))
    assert {thing.name for thing in found.things} == {"罐", *names}


@pytest.mark.parametrize(
    "names",
    [
        ("梅瓶1405", "梅瓶1405-局部", "梅瓶1405 (2)", "梅瓶1405（3）"),
        ("玉杯", "玉杯2", "玉杯02", "玉杯-3", "玉杯_04", "玉杯 - 5", "玉杯·12"),
        ("玉杯", "玉杯-局部1", "玉杯-局部2", "玉杯（背面）"),
    ],
    ids=lambda names: names[0],
)
def test_further_views_of_a_thing_are_no_things_of_their_own(laid, names: tuple[str, ...]) -> None:
    found = laid(*(f"{name}.jpg" for name in names))
    assert {thing.name: len(thing.media) for thing in found.things} == {"罐": 1, names[0]: len(names)}


def test_the_first_view_leads_and_the_twelfth_does_not(laid) -> None:
    things = {one.name: one.media for one in laid("唐马12.jpg", "唐马2.jpg", "唐马1.jpg").things}
    assert things["唐马"] == ["唐马1.jpg", "唐马12.jpg", "唐马2.jpg"]


def test_where_nothing_is_an_object_everything_is_one(tmp_path: Path) -> None:
    for name in ("展厅.jpg", "IMG_1.mov"):
        (tmp_path / name).write_bytes(b"x")
    found = sort_folder(tmp_path)
    assert sorted(name for thing in found.things for name in thing.media) == ["IMG_1.mov", "展厅.jpg"]
    assert not found.hall


@pytest.mark.skipif(sys.platform != "linux", reason="folders are locked as Linux has it")
def test_a_folder_that_cannot_be_read_is_passed_over_and_named(tmp_path: Path) -> None:
    for name in ("玉杯.jpg", "System Volume Information/a.jpg", "青花瓶/a.jpg"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"x")
    with mortal.shut(tmp_path / "System Volume Information"):
        found = sort_folder(tmp_path)
    assert [thing.name for thing in found.things] == ["玉杯", "青花瓶"]
    assert found.locked == ["System Volume Information"]


def test_what_nobody_laid_there_is_passed_over(laid) -> None:
    found = laid("._a.jpg", ".git/a.jpg", "out/film.mp4", "templates/x/ground.png", "readme.txt")
    assert found.files == ("罐.jpg",)


@pytest.mark.parametrize(
    ("name", "plain"),
    [("照片", True), ("新建文件夹 (2)", True), ("2024-05", True), ("DCIM", True), ("灯展照片", False), ("玉", False)],
)
def test_names_of_folders_that_say_nothing(name: str, *, plain: bool) -> None:
    assert says_nothing(name) is plain
