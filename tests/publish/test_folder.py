"""A package's folder appears whole or not at all, and nobody's files are lost."""

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

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
from fanxing.publish.folder import read_manifest, write_package

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
    assert [file.name for file in tmp_path.iterdir()] != []
    assert not list(tmp_path.glob(".out.*"))


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
