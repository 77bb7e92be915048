"""A package held against itself, a film against everybody's rules: what is spoilt is named, what is whole passes."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from filmmaking import AIGC, SAMPLES, Cut, Studio, blob, levelled, studio, timeline, write
from PIL import Image

from fanxing.media.aigc import write_aigc
from fanxing.media.store import Store
from fanxing.model.errors import RecipeError
from fanxing.model.package import (
    AiSummary,
    PackedFile,
    PlatformEntry,
    QualitySummary,
    ReviewState,
    UploadPackage,
)
from fanxing.model.timeline import SoundClip
from fanxing.model.timing import FILM_RATE
from fanxing.publish.contents import Contents
from fanxing.publish.folder import write_package
from fanxing.publish.inspection import JUDGE, inspect_path
from fanxing.publish.manifest import read_manifest

pytestmark = pytest.mark.slow

SPOKEN = ((12, 48), (72, 105), (118, 140))
"""Frames in which somebody speaks."""


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Studio:
    return studio(tmp_path_factory.mktemp("studio"))


@pytest.fixture(scope="session")
def speech(made: Studio) -> np.ndarray:
    """The voice in three stretches."""
    heard = np.zeros_like(made.sound)
    for first, after in SPOKEN:
        heard[first * 1600 : after * 1600] = made.sound[first * 1600 : after * 1600]
    return levelled(heard)


PLAN = timeline().model_copy(
    update={
        "voice": tuple(
            SoundClip(name=f"line/{first}", sound=blob(".wav"), samples=(after - first) * 1600, start=first)
            for first, after in SPOKEN
        )
    }
)


def clean(made: Studio, speech: np.ndarray) -> Cut:
    frames = [cv2.resize(one, (540, 960), interpolation=cv2.INTER_CUBIC) for one in made.frames]
    return Cut(frames=frames, sound=speech.copy())


def pack(folder: Path, film: Path, *, loudness: float | None = -15.0) -> Path:
    """Put a film into a draft package for 视频号 with covers and its timeline."""
    store = Store(folder / "home")
    covers = []
    for ratio, size in (("3x4", (1080, 1440)), ("4x3", (1440, 1080))):
        picture = folder / f"{ratio}.jpg"
        noise = np.random.default_rng(0).integers(0, 255, (size[1] // 20, size[0] // 20, 3), dtype=np.uint8)
        Image.fromarray(noise).resize(size).save(picture)
        covers.append(
            PackedFile(path=f"channels/cover-{ratio}.jpg", role="cover", platform="channels", blob=store.keep(picture))
        )
    plan = PLAN.model_dump_json().encode()
    entry = PlatformEntry(title="册页", description="", tags=(), declaration="", video="channels/video.mp4", covers=())
    package = UploadPackage(
        cut="episode",
        title="册页",
        draft=True,
        duration_frames=PLAN.duration,
        rate=FILM_RATE,
        files=(
            PackedFile(
                path="channels/video.mp4", role="video", platform="channels", blob=store.keep(film.read_bytes(), ".mp4")
            ),
            *covers,
            PackedFile(path="timeline.json", role="timeline", blob=store.keep(plan, ".json")),
        ),
        platforms={"channels": entry},
        ai=AiSummary(synthetic=True, parts=("voice",), label="旁白为AI合成语音", metadata="bare"),
        credits=(),
        quality=QualitySummary(passed=True, loudness_lufs=loudness, true_peak_dbtp=-3.0, findings=()),
        review=ReviewState(storyboard_sha256="0" * 64),
    )
    return write_package(package, store, folder / "out" / "episode", "0" * 64)


def rules(place: Path, folder: Path) -> list[tuple[str, str]]:
    report = inspect_path(place, Store(folder / "inspecting"))
    assert report.passed == (not any(one.level == "fault" for one in report.findings))
    return [(one.rule, one.level) for one in report.findings]


def test_a_whole_package_passes_and_is_measured_film_by_film_and_cover_by_cover(made, speech, tmp_path: Path):
    place = pack(tmp_path, write(clean(made, speech), tmp_path / "film.mp4"))
    assert rules(place, tmp_path) == []
    report = inspect_path(place / "package.json", Store(tmp_path / "inspecting"))
    assert [one.name for one in report.measured] == [
        "channels/video.mp4",
        "channels/cover-3x4.jpg",
        "channels/cover-4x3.jpg",
    ]
    assert report.measured[0].thumbnails
    assert report.loudness_lufs == pytest.approx(-15, abs=1)


SPOILT: dict[str, tuple[Callable[[Cut, Studio], Cut], str]] = {
    "the voice 200 ms late": (
        lambda cut, _: replace(cut, sound=np.concatenate([cut.sound[:9600] * 0, cut.sound[:-9600]])),
        "av-offset",
    ),
    "the label painted over": (
        lambda cut, made: replace(cut, frames=[cv2.resize(made.bare[0], (540, 960))] * 3 + cut.frames[3:]),
        "ai-label-missing",
    ),
    "the metadata stripped": (lambda cut, _: replace(cut, aigc=None), "ai-metadata-missing"),
    "another label's metadata": (
        lambda cut, _: replace(cut, aigc=AIGC.replace("0001", "0002")),
        "ai-metadata-missing",
    ),
    "no sound": (lambda cut, _: replace(cut, sound=cut.sound * 0), "silent"),
    "six frames short": (
        lambda cut, _: replace(cut, frames=cut.frames[:-6], sound=cut.sound[: SAMPLES - 9600]),
        "film-length",
    ),
}


@pytest.mark.parametrize(("spoil", "rule"), SPOILT.values(), ids=SPOILT)
def test_a_package_with_a_spoilt_film_is_refused(made, speech, tmp_path: Path, spoil, rule: str):
    place = pack(tmp_path, write(spoil(clean(made, speech), made), tmp_path / "film.mp4"))
    assert rules(place, tmp_path) == [(rule, "fault")]


@pytest.fixture
def whole(made, speech, tmp_path: Path) -> Path:
    return pack(tmp_path, write(clean(made, speech), tmp_path / "film.mp4"))


def test_a_file_that_was_changed_or_is_gone_is_named(whole: Path, tmp_path: Path):
    (whole / "channels/cover-3x4.jpg").unlink()
    (whole / "timeline.json").write_text((whole / "timeline.json").read_text() + " ")
    report = inspect_path(whole, Store(tmp_path / "inspecting"))
    assert [(one.rule, one.level) for one in report.findings] == [("package-file", "fault")] * 2
    assert report.findings[0].what == "channels/cover-3x4.jpg（封面）不见了"
    assert report.findings[1].what == "timeline.json（时间线）打包以后被改过"


def _moved(place: Path, _: Path) -> Path:
    return place.rename(place.with_name("发给抖音的 拷贝"))


def _visited(place: Path, _: Path) -> Path:
    for name in (".DS_Store", "Thumbs.db", "._timeline.json", "channels/desktop.ini"):
        (place / name).write_bytes(b"\0")
    return place


def _renamed(place: Path, _: Path) -> Path:
    (place / "timeline.json").rename(place / "channels/时间线.json")
    return place


def _added(place: Path, _: Path) -> Path:
    (place / "channels/说明.txt").write_text("请看")
    return place


def _many(place: Path, _: Path) -> Path:
    for number in range(25):
        (place / f"{number:02d}.jpg").write_bytes(b"x")
    return place


def _cut_short(place: Path, _: Path) -> Path:
    (place / "timeline.json").write_bytes((place / "timeline.json").read_bytes()[:-100])
    return place


def _pointed(place: Path, folder: Path) -> Path:
    (place / "timeline.json").rename(folder / "timeline.json")
    (place / "timeline.json").symlink_to(folder / "timeline.json")
    return place


HANDLED: dict[str, tuple[Callable[[Path, Path], Path], list[str]]] = {
    "moved under another name": (_moved, []),
    "opened by systems": (_visited, []),
    "a file renamed": (_renamed, ["timeline.json（时间线）改了名字，现在叫 channels/时间线.json"]),
    "a file added": (_added, ["channels/说明.txt 不是打包时的文件，是后来放进来的"]),
    "a file copied in part": (_cut_short, ["timeline.json（时间线）比打包时短"]),
    "a link in place of a file": (_pointed, ["timeline.json（时间线）不见了"]),
}


@pytest.mark.skipif(os.name != "posix", reason="links need a right on Windows")
@pytest.mark.parametrize(("handle", "told"), HANDLED.values(), ids=HANDLED)
def test_what_happened_to_a_package_by_hand_is_told_by_name(
    whole: Path, tmp_path: Path, handle: Callable[[Path, Path], Path], told: list[str]
):
    found = list(Contents(place := handle(whole, tmp_path), read_manifest(place) or {}, JUDGE).findings())
    assert [what for what, one in zip(told, found, strict=True) if what not in one.what] == []
    assert all(one.mend for one in found)
    assert [one.level for one in found] == ["advice" if one.rule == "package-added" else "fault" for one in found]


def test_of_a_film_that_was_copied_in_part_nothing_else_is_told(whole: Path, tmp_path: Path):
    film = whole / "channels/video.mp4"
    film.write_bytes(film.read_bytes()[:-2000])
    report = inspect_path(whole, Store(tmp_path / "inspecting"))
    (found,) = report.findings
    assert found.what.startswith("channels/video.mp4（成片）比打包时短")


def test_many_added_files_are_counted(whole: Path, tmp_path: Path):
    found = list(Contents(_many(whole, tmp_path), read_manifest(whole) or {}, JUDGE).findings())
    assert len(found) == 21
    assert found[-1].what == "另外还有 5 个后来放进来的文件"


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda file: file.unlink(), "package.json 不见了"),
        (lambda file: file.write_text("{"), "package.json 读不出来"),
        (lambda file: file.write_text('{"schema": "fanxing.package/1"}'), "package.json 读不出来"),
        (lambda file: file.write_text('{"name": "a-web-page"}'), "package.json 不见了"),
    ],
)
def test_a_package_that_lost_its_manifest_is_told_apart_from_any_folder(
    whole: Path, tmp_path: Path, spoil: Callable[[Path], object], told: str
):
    spoil(whole / "package.json")
    with pytest.raises(RecipeError, match=told):
        inspect_path(whole, Store(tmp_path / "inspecting"))


def test_a_cover_with_a_label_that_it_should_not_have_is_named(whole: Path, tmp_path: Path):
    cover = whole / "channels/cover-4x3.jpg"
    write_aigc(cover, tmp_path / "labelled.jpg", AIGC)
    cover.write_bytes((tmp_path / "labelled.jpg").read_bytes())
    assert rules(whole, tmp_path) == [("package-file", "fault"), ("cover-ai-metadata", "fault")]


def test_a_manifest_that_points_out_of_its_folder_reads_nothing_there(whole: Path, tmp_path: Path):
    (tmp_path / "secret.mp4").write_bytes(b"secret")
    manifest = json.loads((whole / "package.json").read_text())
    manifest["files"] = [
        {"path": "../../secret.mp4", "role": "video", "platform": "channels", "sha256": "0", "bytes": 6},
        {"path": str(tmp_path / "secret.mp4"), "role": "video", "platform": "channels", "sha256": "0", "bytes": 6},
    ]
    (whole / "package.json").write_text(json.dumps(manifest))
    report = inspect_path(whole, Store(tmp_path / "inspecting"))
    assert report.measured == ()
    assert [one.what for one in report.findings if one.rule == "package-file"] == [
        "../../secret.mp4（成片）不见了",
        f"{tmp_path / 'secret.mp4'}（成片）不见了",
    ]


@pytest.mark.parametrize("name", ["nothing.mp4", "folder"])
def test_what_is_not_there_or_is_no_package_is_the_commands_fault(tmp_path: Path, name: str):
    (tmp_path / "folder").mkdir()
    with pytest.raises(RecipeError, match=r"找不到|不是成品包"):
        inspect_path(tmp_path / name, Store(tmp_path / "inspecting"))


STRANGERS = {
    "a text": (b"not a film", ["unreadable"]),
    "nothing": (b"", ["unreadable"]),
    "a beginning": (
        b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 12 + b"\x00\x10\x00\x00mdat" + b"\x00" * 99,
        ["file-cut-short"],
    ),
}


@pytest.mark.parametrize(("content", "found"), STRANGERS.values(), ids=STRANGERS)
def test_what_is_no_film_is_refused_in_one_sentence(tmp_path: Path, content: bytes, found: list[str]):
    (tmp_path / "x.mp4").write_bytes(content)
    assert [rule for rule, _ in rules(tmp_path / "x.mp4", tmp_path)] == found


def test_a_picture_is_told_to_be_one(tmp_path: Path):
    Image.new("RGB", (64, 48)).save(tmp_path / "x.jpeg")
    (found,) = inspect_path(tmp_path / "x.jpeg", Store(tmp_path / "inspecting")).findings
    assert (found.rule, found.level, found.what) == ("no-picture", "fault", "这是一张图片，不是视频")


def test_mends_of_a_strangers_film_say_what_a_person_sets(made, speech, tmp_path: Path):
    film = write(replace(clean(made, speech), movflags="use_metadata_tags"), tmp_path / "x.mp4")
    found = inspect_path(film, Store(tmp_path / "inspecting")).findings
    assert any(one.rule == "faststart" and "剪映" in one.mend for one in found)
    assert not any("ffmpeg" in one.mend or "yuv420p" in one.mend for one in found)
