"""Real recipes, rendered and walked file by file: what is shipped is what the contract says."""

import hashlib
import json
import re
import subprocess
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import imageio_ffmpeg
import numpy as np
import pytest
from PIL import Image

from fanxing.media.profiles import load_profile
from fanxing.model.geometry import SHAPES

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]

LEAVES = ("1982.68.1", "1982.68.12", "1982.68.3", "1982.68.5")
RECIPES = {"hua-yan-album": ["episode", *(f"object-{leaf}" for leaf in LEAVES)], "hindustan-jade": ["episode"]}


@pytest.fixture(params=RECIPES)
def rendered(request: pytest.FixtureRequest, rendering: Callable, shared_data: Path):
    return rendering(shared_data / "recipes" / request.param / "recipe.yaml")


@pytest.fixture
def manifests(rendered) -> list[tuple[Path, dict]]:
    assert rendered.exit_code == 0, rendered.told
    assert rendered.told["ok"] is True
    return [(place, json.loads((place / "package.json").read_text("utf-8"))) for place in rendered.packages]


def films(manifests: list[tuple[Path, dict]]) -> Iterator[tuple[Path, str, dict]]:
    for place, manifest in manifests:
        for name, entry in manifest["platforms"].items():
            yield place / entry["video"], name, manifest


def test_every_cut_has_its_package_and_no_file_is_unaccounted_for(rendered, manifests: list[tuple[Path, dict]]) -> None:
    assert [place.name for place, _ in manifests] == RECIPES[rendered.recipe.parent.name]
    for place, manifest in manifests:
        listed = {one["path"] for one in manifest["files"]}
        there = {file.relative_to(place).as_posix() for file in place.rglob("*") if file.is_file()}
        assert there - {"package.json"} == listed
        assert {"video", "cover", "subtitles", "storyboard", "outline", "timeline", "credits", "checklist", "report",
                "publish"} <= {one["role"] for one in manifest["files"]}  # fmt: skip


def test_the_manifest_says_what_the_contract_says(rendered, manifests: list[tuple[Path, dict]]) -> None:
    for place, manifest in manifests:
        assert manifest["schema"] == "fanxing.package/1"
        assert manifest["cut"] == place.name
        assert manifest["recipe"]["sha256"] == hashlib.sha256(rendered.recipe.read_bytes()).hexdigest()
        assert manifest["rate"] == "30/1"
        assert manifest["quality"]["passed"] is True
        assert manifest["quality"]["loudness_lufs"] == pytest.approx(-15, abs=1)
        assert manifest["quality"]["true_peak_dbtp"] <= -1
        assert manifest["review"]["state"] == "none"
        for entry in manifest["platforms"].values():
            assert entry["problems"] == []
            assert entry["title"]
            assert entry["declaration"]
            assert entry["covers"]


def test_what_a_render_tells_that_it_did_otherwise_stands_in_the_packages(rendered) -> None:
    manifests = [json.loads((place / "package.json").read_text("utf-8")) for place in rendered.packages]
    told = {one["what"] for recipe in rendered.told["recipes"] for one in recipe["faults"] if one["rule"] == "fallback"}
    assert {line for manifest in manifests for line in manifest["fallbacks"]} == told


def test_every_file_is_what_its_hash_says(manifests: list[tuple[Path, dict]]) -> None:
    for place, manifest in manifests:
        for one in manifest["files"]:
            content = (place / one["path"]).read_bytes()
            assert hashlib.sha256(content).hexdigest() == one["sha256"], one["path"]
            assert len(content) == one["bytes"]


def test_films_are_in_the_form_that_all_platforms_take(manifests: list[tuple[Path, dict]]) -> None:
    for file, platform, manifest in films(manifests):
        size = SHAPES[load_profile(platform).shape]
        with av.open(str(file)) as film:
            picture, sound = film.streams.video[0], film.streams.audio[0]
            context = picture.codec_context
            assert (context.name, context.profile, context.pix_fmt) == ("h264", "High", "yuv420p")
            assert (context.width, context.height) == (size.width, size.height)
            assert [context.colorspace, context.color_primaries, context.color_trc, context.color_range] == [1, 1, 1, 1]
            assert picture.average_rate == Fraction(30)
            assert (sound.codec_context.name, sound.codec_context.profile) == ("aac", "LC")
            assert (sound.codec_context.sample_rate, sound.codec_context.layout.name) == (48000, "stereo")
            times = sorted(packet.pts for packet in film.demux(picture) if packet.pts is not None)
            steps = {after - before for before, after in pairwise(times)}
            assert times[0] == 0
            assert len(times) == manifest["duration_frames"]
            assert steps == {Fraction(1, 30) / picture.time_base}


def test_the_index_comes_first_so_that_films_start_at_once(manifests: list[tuple[Path, dict]]) -> None:
    for file, _, _ in films(manifests):
        head = file.read_bytes()[: 8 << 20]
        assert 0 < head.find(b"moov") < head.find(b"mdat")


def test_sound_and_picture_are_of_equal_length_to_one_frame(manifests: list[tuple[Path, dict]]) -> None:
    for file, _, manifest in films(manifests):
        with av.open(str(file)) as film:
            heard = sum(frame.samples for frame in film.decode(audio=0))
        assert abs(heard / 48_000 - manifest["duration_frames"] / 30) <= 1 / 30 + 1024 / 48_000


def test_the_first_frame_is_not_blank_and_the_film_is_never_black(manifests: list[tuple[Path, dict]]) -> None:
    for file, _, _ in films(manifests):
        with av.open(str(file)) as film:
            for number, frame in enumerate(film.decode(video=0)):
                if number % 15 == 0:
                    luma = frame.reformat(width=90, height=160, format="gray").to_ndarray()
                    assert luma.std() > 6, f"{file} frame {number}"
                    assert luma.mean() > 24, f"{file} frame {number}"


def test_loudness_and_true_peak_are_as_promised(manifests: list[tuple[Path, dict]]) -> None:
    for file, _, _ in films(manifests):
        argv = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-nostats", "-i", str(file), "-vn", "-af",
                "ebur128=peak=true:framelog=quiet", "-f", "null", "-"]  # fmt: skip
        told = subprocess.run(argv, capture_output=True, encoding="utf-8", check=True).stderr
        loudness = float(re.findall(r"I:\s+(-?[\d.]+) LUFS", told)[-1])
        peak = float(re.findall(r"Peak:\s+(-?[\d.]+) dBFS", told)[-1])
        assert loudness == pytest.approx(-15, abs=1)
        assert peak <= -1.0


def test_the_ai_metadata_is_read_back_and_says_what_is_synthetic(manifests: list[tuple[Path, dict]]) -> None:
    for file, _, manifest in films(manifests):
        assert manifest["ai"]["synthetic"] is True
        assert manifest["ai"]["parts"] == ["voice"]
        with av.open(str(file)) as film:
            told = json.loads(film.metadata["AIGC"])
        assert told["Label"] == "1"
        assert set(told) == {"Label", "ContentProducer", "ProduceID", "ReservedCode1", "ContentPropagator",
                             "PropagateID", "ReservedCode2"}  # fmt: skip


def test_covers_have_the_platforms_shape_and_no_ai_mark(manifests: list[tuple[Path, dict]]) -> None:
    for place, manifest in manifests:
        for name, entry in manifest["platforms"].items():
            wishes = {(wish.size.width, wish.size.height) for wish in load_profile(name).covers}
            sizes = set()
            for path in entry["covers"]:
                with Image.open(place / path) as cover:
                    cover.load()
                    sizes.add(cover.size)
                    assert np.asarray(cover.convert("L")).std() > 10
                    assert b"TC260" not in (place / path).read_bytes()
            assert wishes <= sizes


def test_subtitles_say_the_approved_words(manifests: list[tuple[Path, dict]]) -> None:
    for place, manifest in manifests:
        outline = "".join(
            (place / one["path"]).read_text("utf-8") for one in manifest["files"] if one["role"] == "outline"
        )
        for one in manifest["files"]:
            if one["role"] == "subtitles" and one["path"].endswith(".srt"):
                rows = (place / one["path"]).read_text("utf-8-sig").splitlines()
                words = [row for row in rows if row and "-->" not in row and not row.isdigit()]
                assert words
                for row in words:
                    for piece in row.split():
                        assert piece.strip("，。") in outline, piece


def test_a_second_run_makes_nothing(rendered, cli_process: Callable) -> None:
    before = {file: file.stat().st_mtime_ns for file in rendered.out.rglob("*") if file.is_file()}
    ran = cli_process("video", "render", rendered.recipe, "--out", rendered.out, "--home", rendered.home)
    assert ran.exit_code == 0, ran.stderr
    assert "完成" not in ran.stderr
    after = {file: file.stat().st_mtime_ns for file in rendered.out.rglob("*") if file.is_file()}
    assert after == before
