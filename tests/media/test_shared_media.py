"""Real files, healthy and hostile: each shows what it should, or is refused by name."""

import subprocess
import sys
from pathlib import Path

import av
import cv2
import foreign
import numpy as np
import pytest

from fanxing.media.clip_in import Cut, take_clip
from fanxing.media.looks import settled
from fanxing.media.photo import read_photo
from fanxing.media.probe import probe
from fanxing.media.sound_in import take_recording
from fanxing.media.store import Store
from fanxing.model.errors import AssetError
from fanxing.model.footage import Moving, Sound

IMAGES: dict[str, str | tuple[int, int]] = {
    "0.bytes": "picture-empty",
    "12in16bit.tif": (100, 100),
    "65536-uint32-limit.png": "picture-too-large",
    "Channel_digital_image_CMYK_color.jpg": (500, 333),
    "Flag_of_the_Netherlands-16bit.png": (900, 600),
    **{f"Landscape_{turn}.jpg": (1800, 1200) for turn in range(9)},
    "bgbn4a08.png": "picture-too-small",
    "big-height.webp": "picture-too-small",
    "black_large.webp": "picture-too-large",
    "check.svg": (2048, 2048),
    "chi.gif": (320, 240),
    "cielab-dagams.tiff": (400, 266),
    "corrupt-header.jpg": "picture-cut-short",
    "decompression_bomb.gif": "picture-too-large",
    "full-transparent.png": "picture-transparent",
    "giant-image.jpg": (5000, 3500),
    "hippopotamus.regular.truncated.png": "picture-too-small",
    "hopper.avif": (128, 128),
    "hopper_bad_exif.jpg": "picture-broken",
    "hopper_orientation_6.webp": (128, 128),
    "p3.png": "picture-too-small",
    "pil_sample_cmyk.jpg": (100, 100),
    "pitm.avif": (4096, 800),
    "pixel-motion-photo-shortened.jpg": "picture-cut-short",
    "prophoto.png": "picture-too-small",
    "rot1mir0.avif": (640, 427),
    "rotating-squares.gif": (80, 80),
    "rotating-squares.webp": (80, 80),
    "sample_MP.heic": (1080, 1920),
    "struct-image-04-t.svg": "picture-svg-outside",
    "tbgn2c16.png": "picture-too-small",
    "truncated.jpg": "picture-cut-short",
    "truncated.png": "picture-cut-short",
    "truncated_jpeg.jpg": "picture-cut-short",
    "white-1x1.jpg": "picture-too-small",
    "zero_width.gif": "picture-broken",
}
"""File -> size, or the rule by which it is refused."""

VIDEO: dict[str, str | tuple[int, int, int]] = {
    "SAR-2by3.mp4": (640, 540, 60),
    "av1_video.mkv": (640, 360, 150),
    "bbb_176x144_128kbps_15fps_h263.3gp": (176, 144, 30),
    "bbb_2500ms.ts": (1920, 1080, 75),
    "bbb_642x642_768kbps_30fps_vp9.webm": (642, 642, 90),
    "bt601.mov": (640, 428, 31),
    "example.mp4": (1280, 720, 1272),
    "h264-png.mp4": (640, 360, 60),
    "h264_10bits.mp4": (200, 200, 30),
    "h265_10bits.mp4": (200, 200, 30),
    "hdr10-av1.mp4": (720, 1280, 127),
    "hlg10-color-test.mp4": (1920, 1080, 9),
    "internal_emulator_transformer_output_270_rotated.mp4": (720, 1280, 149),
    "long_1080p_lowbitrate.mp4": (1920, 1080, 10883),
    "man-on-green-screen.mp4": (1280, 720, 732),
    "mov_text.mp4": (300, 200, 60),
    "nasa_13013.mp4": (480, 270, 390),
    "pixel-motion-photo-2-hevc-tracks.mp4": (768, 1024, 63),
    "rotate-buck-bunny.mp4": (1080, 1920, 59),
    "sample.avi": (960, 400, 123),
    "sample_12_5fps_720p_1s.mp4": (1280, 720, 31),
    "sample_android_slow_motion.mp4": (1280, 720, 16),
    "sample_audio_only_15s.mp4": "clip-no-picture",
    "sample_portrait.mp4": (720, 1080, 30),
    "sample_shorter_audio.mp4": (320, 240, 36),
    "sample_video_only.mp4": (1080, 720, 30),
    "sample_with_chapters.mkv": (320, 240, 150),
    "sample_with_chapters.mp4": (1080, 720, 30),
    "sample_with_srt.mkv": (1080, 720, 30),
    "sar_2x1.mp4": (1280, 360, 150),
    "silent-black-10s.mp4": (320, 240, 300),
    "test_yuv422p.mp4": (640, 360, 60),
    "video.mp4": (1920, 1080, 150),
}
"""File -> width, height and frames at 30/1, or the rule by which it is refused."""

SOUNDS: dict[str, str | float] = {
    "100kB-garbage-prefix.mp3": 1.07,
    "1024_incrementing_bytes.mp3": "media-unknown",
    "annex-b.mp4": "sound-none",
    "bbb_1ch_8kHz_aac_lc.aac": 3.2,
    "bbb_6ch_8kHz_opus.ogg": 3.0,
    "bbb_mono_8kHz_12.2kbps_amrnb.3gp": 3.0,
    "bear-id3.mp3": 2.8,
    "bear_uncommon_sample_rate.flac": 2.74,
    "beets_unparseable.mp3": "sound-silent",
    "sample_192khz.wav": 1.0,
    "sample_8bit.wav": 1.0,
    "sample_ac4.mp4": "sound-unknown-codec",
    "sample_mdat_too_long.mp4": 1.09,
    "sample_with_invalid_nalu.mp4": "sound-none",
    "sample_with_trailing_bytes.wav": 1.0,
    "test-dc_offset.wav": 10.0,
    "test1_empty.wav": "sound-empty",
    "wrong_extension.aac": 9.66,
}
"""File -> seconds, or the rule by which it is refused as a recording."""

CLIPS_OF_AV = {
    "annex-b.mp4": "clip-cut-short",
    "sample_mdat_too_long.mp4": None,
    "sample_with_invalid_nalu.mp4": "clip-broken",
    "sample_ac4.mp4": "clip-no-picture",
    "wrong_extension.aac": "clip-no-picture",
}


def rule_of(refused: pytest.ExceptionInfo[AssetError]) -> str:
    (fault,) = refused.value.faults
    assert fault.what
    assert fault.mend
    return fault.rule


def test_the_tables_name_every_file(shared_data):
    for folder, table in (("nasty/images", IMAGES), ("video", VIDEO), ("nasty/av", SOUNDS)):
        files = {path.name for path in (shared_data / folder).iterdir() if path.suffix != ".md"}
        assert files == {name for name in table if (shared_data / folder / name).exists()}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", IMAGES)
def test_hostile_pictures(shared_data, name):
    path, wanted = shared_data / "nasty" / "images" / name, IMAGES[name]
    if isinstance(wanted, str):
        with pytest.raises(AssetError, match=r"\S") as refused:
            read_photo(path)
        assert rule_of(refused) == wanted
    else:
        assert read_photo(path).shape == (wanted[1], wanted[0], 3)


@pytest.mark.parametrize("turn", range(9))
def test_the_orientation_examples_all_show_the_same(shared_data, turn):
    """They differ by the digit in their middle alone, and by JPEG's losses."""
    folder = shared_data / "nasty" / "images"
    upright, other = (read_photo(folder / f"Landscape_{one}.jpg").astype(int) for one in (1, turn))
    difference = np.abs(upright - other)
    difference[480:720, 780:1020] = 0
    assert difference.mean() < 4


def test_real_pictures_keep_their_colours(shared_data):
    """Those without a profile, or with sRGB's, come out as the decoder gives them."""
    for name in ("cma-1982.68.1.jpg", "npm_jade020_00.jpg", "npm_jade001_00.tiff", "buddha_00060.png"):
        path = shared_data / "images" / name
        stored = cv2.imread(str(path), cv2.IMREAD_COLOR)[..., ::-1][::7, ::7]
        error = foreign.delta_e(read_photo(path)[::7, ::7], stored)
        assert error.mean() < 0.3, name
        assert np.percentile(error, 95) < 1.5, name


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", SOUNDS)
def test_hostile_sounds(shared_data, tmp_path, name):
    path, wanted = shared_data / "nasty" / "av" / name, SOUNDS[name]
    if isinstance(wanted, str):
        with pytest.raises(AssetError, match=r"\S") as refused:
            take_recording(path, Store(tmp_path))
        assert rule_of(refused) == wanted
    else:
        source = take_recording(path, Store(tmp_path)).source
        assert isinstance(source, Sound)
        assert source.samples / 48_000 == pytest.approx(wanted, abs=0.05)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", CLIPS_OF_AV)
def test_hostile_films(shared_data, tmp_path, name):
    path, wanted = shared_data / "nasty" / "av" / name, CLIPS_OF_AV[name]
    if wanted is None:
        assert take_clip(path, Store(tmp_path), Cut()).source.kind == "moving"
        return
    with pytest.raises(AssetError, match=r"\S") as refused:
        take_clip(path, Store(tmp_path), Cut())
    assert rule_of(refused) == wanted


@pytest.mark.slow
@pytest.mark.parametrize("name", VIDEO)
def test_real_films_show_what_they_should(shared_data, tmp_path, name):
    path, wanted = shared_data / "video" / name, VIDEO[name]
    store = Store(tmp_path)
    if isinstance(wanted, str):
        with pytest.raises(AssetError, match=r"\S") as refused:
            take_clip(path, store, Cut())
        assert rule_of(refused) == wanted
        return
    clip = take_clip(path, store, Cut()).source
    assert isinstance(clip, Moving)
    assert (clip.size.width, clip.size.height, clip.frames) == wanted
    if not name.startswith(("hdr10", "hlg10", "long_")):  # those are judged by their standards, and by length
        _compare(path, store, clip)


def _compare(path: Path, store: Store, clip: Moving) -> None:
    """Hold a gathered clip against PyAV's own decode, at five moments."""
    info = probe(path, store.home)
    assert info.film is not None
    colour = settled(info.film)
    moments = sorted({0, clip.frames // 4, clip.frames // 2, clip.frames * 3 // 4, clip.frames - 1})
    with av.open(str(store.path(clip.picture))) as container:
        ours = {at: frame for at, frame in enumerate(container.decode(video=0)) if at in moments}
    due: dict[int, av.VideoFrame] = {}
    with av.open(str(path)) as container:
        for frame in container.decode(container.streams[info.film.index]):
            for at in moments:  # a frame is shown from the slot nearest to it, and the first from the start
                if at not in due or frame.time - info.origin <= at / 30 + 1 / 60 - 1e-4:
                    due[at] = frame
    for at in moments:
        frame = due[at]
        wanted = np.rot90(foreign.rgb_of(frame, colour.matrix, full=colour.full), round(frame.rotation / 90))
        wanted = cv2.resize(
            np.ascontiguousarray(wanted), (clip.size.width, clip.size.height), interpolation=cv2.INTER_CUBIC
        )
        shown = foreign.rgb_of(ours[at], 1, full=False)
        assert np.abs(wanted - shown).mean() < 3.5, at
        assert np.abs((wanted - shown).mean(axis=(0, 1))).max() < 1.0, at  # no cast


SWEEP = """
import resource, sys
from pathlib import Path
from fanxing.media.bench import Bench
from fanxing.media.store import Store
from fanxing.model.errors import AssetError
from fanxing.model.recipe import Recipe
from fanxing.stages.gather import gather
folder = Path(sys.argv[1])
names = sorted(path.name for path in folder.iterdir() if path.is_file())
media = {"media": names} if sys.argv[2] == "media" else {}
objects = [{"id": "all", "name": "瓶", **media}]
if not media:
    objects = [{"id": f"o{at}", "name": "瓶", "recording": name} for at, name in enumerate(names)]
recipe = Recipe.model_validate(
    {"title": "t", "museum": {"name": "m"}, "exhibition": {"name": "e"}, "guide": {"name": "g"}, "objects": objects}
)
try:
    gather.function(recipe, bench=Bench(store=Store(Path("home")), roots=(folder,), jobs=2))
except AssetError as refused:
    print(len(names), len(refused.faults))
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("folder", "use"), [("nasty/images", "media"), ("nasty/av", "media"), ("nasty/av", "recording")]
)
def test_hostile_files_together_stay_within_memory(shared_data, tmp_path, cli_environment, folder, use):
    """All in one recipe, two at a time: faults alone, and no child above half of what a run may take."""
    done = subprocess.run(
        [sys.executable, "-c", SWEEP, str(shared_data / folder), use],
        cwd=tmp_path,
        env=cli_environment,
        capture_output=True,
        text=True,
        check=True,
    )
    counts, megabytes = done.stdout.splitlines()
    files, faults = map(int, counts.split())
    assert 0 < faults < files
    assert int(megabytes) < 1024
