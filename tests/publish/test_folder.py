"""A package's folder appears whole or not at all, and nobody's files are lost."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import mortal
import pytest

from fanxing.media.store import Store
from fanxing.model.errors import RecipeError, ToolError
from fanxing.model.package import (
    AiSummary,
    Credit,
    PackedFile,
    PlatformEntry,
    QualitySummary,
    ReviewState,
    UploadPackage,
)
from fanxing.model.timing import FILM_RATE
from fanxing.publish.folder import check_place, write_package
from fanxing.publish.inspection import inspect_path
from fanxing.publish.manifest import read_manifest

RECIPE = "0" * 64


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "home")


def packed(
    store: Store, film: bytes = b"film", *, draft: bool = False, title: str = "一册看尽文人清梦"
) -> UploadPackage:
    video, cover = store.keep(film, ".mp4"), store.keep(b"cover", ".jpg")
    files = (
        PackedFile(path="channels/video.mp4", role="video", platform="channels", blob=video),
        PackedFile(path="douyin/video.mp4", role="video", platform="douyin", blob=video),
        PackedFile(path="channels/cover-3x4.jpg", role="cover", platform="channels", blob=cover),
        PackedFile(path="credits.txt", role="credits", blob=store.keep(b"credits", ".txt")),
    )
    entry = PlatformEntry(
        title=title, description="", tags=("#文物",), declaration="无", video="channels/video.mp4", covers=()
    )
    return UploadPackage(
        cut="episode",
        title=title,
        draft=draft,
        duration_frames=90,
        rate=FILM_RATE,
        files=files,
        platforms={"channels": entry},
        ai=AiSummary(synthetic=True, parts=("voice",), label="旁白为AI合成语音", metadata="bare"),
        credits=(Credit(what="a.jpg", credit="馆", licence="own"),),
        quality=QualitySummary(passed=True, loudness_lufs=-15.0, true_peak_dbtp=-1.5, findings=()),
        review=ReviewState(storyboard_sha256="1" * 64),
    )


def test_the_manifest_names_every_file_with_its_hash_and_length(store: Store, tmp_path: Path):
    place = write_package(packed(store), store, tmp_path / "out" / "册页 'x'" / "episode", RECIPE)
    manifest = json.loads((place / "package.json").read_text("utf-8"))
    assert manifest["schema"] == "fanxing.package/1"
    assert (manifest["rate"], manifest["duration_frames"]) == ("30/1", 90)
    assert "draft" not in manifest
    listed = {one["path"] for one in manifest["files"]}
    there = {file.relative_to(place).as_posix() for file in place.rglob("*") if file.is_file()}
    assert there == listed | {"package.json"}
    for one in manifest["files"]:
        content = (place / one["path"]).read_bytes()
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (one["sha256"], one["bytes"])


def test_a_draft_says_so(store: Store, tmp_path: Path):
    place = write_package(packed(store, draft=True), store, tmp_path / "out", RECIPE)
    assert read_manifest(place)["draft"] is True


def test_the_same_film_lies_on_the_disk_once_and_apart_from_the_store(store: Store, tmp_path: Path):
    place = write_package(packed(store), store, tmp_path / "out", RECIPE)
    assert (place / "channels/video.mp4").stat().st_ino == (place / "douyin/video.mp4").stat().st_ino
    (place / "channels/video.mp4").write_bytes(b"edited by hand")
    assert store.path(store.keep(b"film", ".mp4")).read_bytes() == b"film"


def test_a_new_package_replaces_the_old_one_and_keeps_what_a_person_laid_into_it(store: Store, tmp_path: Path):
    place = write_package(packed(store), store, tmp_path / "out", RECIPE)
    (place / "channels" / "备注.docx").write_bytes(b"mine")
    write_package(packed(store, b"another film"), store, place, RECIPE)
    assert (place / "channels/video.mp4").read_bytes() == b"another film"
    assert (place / "channels" / "备注.docx").read_bytes() == b"mine"
    assert [file.name for file in place.parent.iterdir() if file.name.startswith(".")] == []


def test_files_that_the_new_package_no_longer_has_go(store: Store, tmp_path: Path):
    whole = packed(store)
    place = write_package(whole, store, tmp_path / "out", RECIPE)
    write_package(whole.model_copy(update={"files": whole.files[:1]}), store, place, RECIPE)
    assert not (place / "douyin").exists()


def test_a_folder_of_somebody_else_is_refused_and_untouched(store: Store, tmp_path: Path):
    place = tmp_path / "照片"
    place.mkdir()
    (place / "1.jpg").write_bytes(b"mine")
    with pytest.raises(RecipeError, match="不是成品包"):
        write_package(packed(store), store, place, RECIPE)
    assert [file.name for file in place.iterdir()] == ["1.jpg"]


def test_a_file_in_the_place_is_refused(store: Store, tmp_path: Path):
    (tmp_path / "out").write_bytes(b"mine")
    with pytest.raises(RecipeError, match="不是成品包"):
        write_package(packed(store), store, tmp_path / "out", RECIPE)


def test_an_empty_folder_is_taken(store: Store, tmp_path: Path):
    (tmp_path / "out").mkdir()
    assert read_manifest(write_package(packed(store), store, tmp_path / "out", RECIPE))


def test_a_strangers_file_under_a_name_that_is_needed_is_refused(store: Store, tmp_path: Path):
    whole = packed(store)
    place = write_package(whole.model_copy(update={"files": whole.files[:3]}), store, tmp_path / "out", RECIPE)
    (place / "credits.txt").write_bytes(b"mine")
    with pytest.raises(RecipeError, match="把这个文件改名或移走"):
        write_package(whole, store, place, RECIPE)
    assert (place / "credits.txt").read_bytes() == b"mine"


def test_the_older_package_stays_when_the_new_one_cannot_be_completed(store: Store, tmp_path: Path):
    place = write_package(packed(store), store, tmp_path / "out", RECIPE)
    second = packed(store, b"another film")
    store.path(second.files[0].blob).write_bytes(b"spoilt film!")
    with pytest.raises(ToolError, match="已损坏，已删除"):
        write_package(second, store, place, RECIPE)
    assert (place / "channels/video.mp4").read_bytes() == b"film"
    assert not store.has(second.files[0].blob)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["home", "out"]


def test_what_a_killed_run_left_is_cleared_and_an_old_package_put_back(store: Store, tmp_path: Path):
    place = write_package(packed(store), store, tmp_path / "out", RECIPE)
    gone = _dead_process()
    shutil.copytree(place, tmp_path / f".out.building-{gone}")
    place.rename(tmp_path / f".out.old-{gone}")
    broken = packed(store, b"third")
    store.path(broken.files[0].blob).unlink()
    with pytest.raises(ToolError, match="已损坏"):
        write_package(broken, store, place, RECIPE)
    assert (place / "channels/video.mp4").read_bytes() == b"film"
    assert not list(tmp_path.glob(".out.*"))


def _dead_process() -> int:
    with subprocess.Popen(["/bin/true"]) as child:
        child.wait()
    return child.pid


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'{"schema": "fanxing.package/2"}', b"\xff\xfe"])
def test_a_folder_with_another_manifest_is_no_package(tmp_path: Path, content: bytes):
    (tmp_path / "package.json").write_bytes(content)
    assert read_manifest(tmp_path) is None


def test_what_a_person_changed_is_kept_under_another_name_and_told(store: Store, tmp_path: Path):
    place = write_package(packed(store), store, tmp_path / "out", RECIPE)
    told: list[str] = []
    for text in ("第一次改", "第二次改"):
        (place / "credits.txt").write_text(text, "utf-8")
        write_package(packed(store, text.encode()), store, place, RECIPE, told.append)
    assert (place / "credits.txt").read_bytes() == b"credits"
    assert (place / "credits（改过）.txt").read_text("utf-8") == "第一次改"
    assert (place / "credits（改过2）.txt").read_text("utf-8") == "第二次改"
    assert ["credits（改过）.txt" in one for one in told] == [True, False]
    assert (place / "channels/video.mp4").read_bytes() == "第二次改".encode()
    assert not list(place.glob("channels/video（*"))


def test_an_empty_folder_that_a_person_made_stays(store: Store, tmp_path: Path):
    place = write_package(packed(store), store, tmp_path / "out", RECIPE)
    (place / "待补" / "图").mkdir(parents=True)
    write_package(packed(store, b"another film"), store, place, RECIPE)
    assert (place / "待补" / "图").is_dir()


def test_what_cannot_be_carried_over_is_refused_in_words(store: Store, tmp_path: Path):
    place = write_package(packed(store), store, tmp_path / "out", RECIPE)
    os.mkfifo(place / "pipe")
    with pytest.raises(RecipeError, match="不是普通文件"):
        write_package(packed(store, b"another film"), store, place, RECIPE)
    assert (place / "channels/video.mp4").read_bytes() == b"film"


@pytest.mark.parametrize("name", ["channels", "credits.txt/mine.txt"])
def test_a_name_that_stands_in_the_way_of_a_folder_is_refused(store: Store, tmp_path: Path, name: str):
    whole = packed(store)
    kept = [one for one in whole.files if not one.path.startswith(name.split("/", maxsplit=1)[0])]
    part = whole.model_copy(update={"files": tuple(kept)})
    place = write_package(part, store, tmp_path / "out", RECIPE)
    (place / name).parent.mkdir(exist_ok=True)
    (place / name).write_bytes(b"mine")
    with pytest.raises(RecipeError, match="把这个文件改名或移走"):
        write_package(whole, store, place, RECIPE)
    assert (place / name).read_bytes() == b"mine"


GOOD = {"path": "a.mp4", "role": "video", "platform": None, "sha256": "0" * 64, "bytes": 1}
HOSTILE = {
    "nothing but the schema": {},
    "files null": {"files": None},
    "files a text": {"files": "abc"},
    "files numbers": {"files": [1]},
    "files a mapping": {"files": {}},
    "no file": {"files": []},
    "quality null": {"files": [GOOD], "quality": None},
    "ai null": {"files": [GOOD], "ai": None},
    "platforms a list": {"files": [GOOD], "platforms": ["channels"]},
    "platform a list": {"files": [GOOD | {"platform": ["channels"]}]},
    "a hash that is a list": {"files": [GOOD | {"sha256": []}]},
    "a path of 5,000 letters": {"files": [GOOD | {"path": "a" * 5000}]},
    "a name of 300 letters": {"files": [GOOD | {"path": "a/" + "b" * 300}]},
    "a zero byte in a path": {"files": [GOOD | {"path": "a\0b"}]},
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_a_strangers_manifest_is_no_package(store: Store, tmp_path: Path, content: dict):
    place = tmp_path / "out"
    place.mkdir()
    (place / "package.json").write_text(json.dumps({"schema": "fanxing.package/1"} | content))
    assert read_manifest(place) is None
    with pytest.raises(RecipeError, match="不是成品包"):
        write_package(packed(store), store, place, RECIPE)
    with pytest.raises(RecipeError, match=r"package\.json 读不出来"):
        inspect_path(place, store)


def test_a_manifest_nested_without_end_is_no_package(tmp_path: Path):
    (tmp_path / "package.json").write_text("[" * 100_000)
    assert read_manifest(tmp_path) is None
    (tmp_path / "package.json").write_text('{"schema": "fanxing.package/1", "files": ' + "[" * 100_000)
    assert read_manifest(tmp_path / "package.json") is None


@pytest.mark.skipif(sys.platform != "linux", reason="folders are locked as Linux has it")
def test_a_place_that_cannot_be_written_is_told_before_any_work(tmp_path: Path, store: Store) -> None:
    """Not after an hour; but what stands there already may be kept as it is."""
    out = tmp_path / "out"
    out.mkdir()
    check_place(out / "r" / "episode")
    with mortal.shut(out), pytest.raises(ToolError, match=r"无法写入 .*episode：没有权限"):
        check_place(out / "r" / "episode")
    (out / "a").write_bytes(b"")
    with pytest.raises(ToolError, match="无法写入"):
        check_place(out / "a" / "episode")
    place = write_package(packed(store), store, out / "r" / "episode", RECIPE)
    place.chmod(0o555)
    check_place(place)
