"""Content credentials: signed last, verified, the AI metadata still there; nothing changes where it fails."""

import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from certificates import museum_certificate
from filmmaking import AIGC, Cut, voice, write
from PIL import Image

from fanxing.media.aigc import read_aigc
from fanxing.media.store import Store
from fanxing.model.errors import RecipeError
from fanxing.model.package import AiSummary, PackedFile, QualitySummary, ReviewState, UploadPackage
from fanxing.model.timing import FILM_RATE
from fanxing.publish.current import is_current
from fanxing.publish.folder import write_package
from fanxing.publish.manifest import read_manifest
from fanxing.publish.signature import WITH_AI, check_signing, sign_package

c2pa = pytest.importorskip("c2pa", reason="needs the extra c2pa")
pytestmark = [
    pytest.mark.extra,
    pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl to make a certificate"),
]


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A museum's certificate from an authority of its own: chain and key."""
    return museum_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def packed(tmp_path: Path) -> tuple[UploadPackage, Store]:
    """A package with one film for two platforms, and a cover."""
    store = Store(tmp_path / "home")
    noise = np.random.default_rng(0).integers(0, 255, (20, 64, 64, 3), dtype=np.uint8)
    film = write(Cut(frames=list(noise), sound=voice()[: 20 * 1600]), tmp_path / "film.mp4")
    Image.fromarray(noise[0]).save(tmp_path / "cover.jpg")
    video, cover = store.keep(film), store.keep(tmp_path / "cover.jpg")
    return UploadPackage(
        cut="episode",
        title="册页",
        duration_frames=20,
        rate=FILM_RATE,
        files=(
            PackedFile(path="channels/video.mp4", role="video", platform="channels", blob=video),
            PackedFile(path="douyin/video.mp4", role="video", platform="douyin", blob=video),
            PackedFile(path="channels/cover-3x4.jpg", role="cover", platform="channels", blob=cover),
            PackedFile(path="credits.txt", role="credits", blob=store.keep(b"credits", ".txt")),
        ),
        platforms={},
        ai=AiSummary(synthetic=True, parts=("voice",), label="旁白为AI合成语音", metadata="bare"),
        credits=(),
        quality=QualitySummary(passed=True, loudness_lufs=-15.0, true_peak_dbtp=-3.0, findings=()),
        review=ReviewState(storyboard_sha256="0" * 64),
    ), store


@pytest.fixture
def place(packed: tuple[UploadPackage, Store], tmp_path: Path) -> Path:
    return write_package(*packed, tmp_path / "out" / "episode", "0" * 64)


def test_films_and_covers_are_signed_and_the_manifest_says_so(place: Path, certificate: tuple[Path, Path]):
    sign_package(place, *certificate)
    manifest = read_manifest(place)
    assert manifest is not None
    assert manifest["c2pa"]["files"] == ["channels/video.mp4", "douyin/video.mp4", "channels/cover-3x4.jpg"]
    for one in manifest["files"]:
        content = (place / one["path"]).read_bytes()
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (one["sha256"], one["bytes"])
    with c2pa.Reader(str(place / "channels/video.mp4")) as reader:
        told = json.loads(reader.json())
        assert str(reader.get_validation_state()) == "Valid"
    assert WITH_AI in json.dumps(told)
    assert read_aigc(place / "channels/video.mp4") == AIGC
    assert (place / "channels/video.mp4").stat().st_ino == (place / "douyin/video.mp4").stat().st_ino
    assert [one.name for one in place.parent.iterdir()] == ["episode"]


def test_a_key_that_cannot_be_used_changes_nothing(place: Path, certificate: tuple[Path, Path], tmp_path: Path):
    before = {file: file.read_bytes() for file in place.rglob("*") if file.is_file()}
    (tmp_path / "bad.key").write_text("no key")
    with pytest.raises(RecipeError, match="证书或私钥不能用"):
        sign_package(place, certificate[0], tmp_path / "bad.key")
    with pytest.raises(RecipeError, match="证书或私钥不能用"):
        sign_package(place, certificate[0], tmp_path / "missing.key")
    assert {file: file.read_bytes() for file in place.rglob("*") if file.is_file()} == before


def test_only_a_package_is_signed(tmp_path: Path, certificate: tuple[Path, Path]):
    with pytest.raises(RecipeError, match="不是成品包"):
        sign_package(tmp_path, *certificate)


def test_a_signed_package_is_not_made_again_for_the_same_certificate_only(packed, place: Path, certificate, tmp_path):
    package, chain = packed[0], certificate[0]
    assert is_current(package, place, "0" * 64)
    assert not is_current(package, place, "0" * 64, chain)
    sign_package(place, *certificate)
    assert is_current(package, place, "0" * 64, chain)
    assert not is_current(package, place, "0" * 64)
    (tmp_path / "other.pem").write_bytes(chain.read_bytes() + b"\n")
    assert not is_current(package, place, "0" * 64, tmp_path / "other.pem")
    (place / "credits.txt").write_text("shorter")
    assert is_current(package, place, "0" * 64, chain)
    (place / "credits.txt").write_text("longer than it was")
    assert not is_current(package, place, "0" * 64, chain)


def test_a_certificate_that_cannot_be_used_is_told_before_any_work(certificate: tuple[Path, Path], tmp_path: Path):
    check_signing(*certificate)
    (tmp_path / "bad.key").write_text("no key")
    with pytest.raises(RecipeError, match="证书或私钥不能用"):
        check_signing(certificate[0], tmp_path / "bad.key")
