"""Clips come out upright, at 30/1, in BT.709 and frame-exact, or are refused in plain words."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import cv2
import foreign
import numpy as np
import pytest
from clips import UNCHANGED, UNTOLD, ffmpeg, numbers, shown

from fanxing.media.clip_in import Cut, take_clip
from fanxing.media.notes import stretches
from fanxing.media.probe import probe
from fanxing.media.wav import read_wav
from fanxing.model.errors import AssetError, RecipeError
from fanxing.model.footage import Moving
from fanxing.model.geometry import Size

Take = Callable[..., Moving]
_TICK = Fraction(1, 10_000)


def rule_of(take: Take, path: Path, *words: float) -> str:
    with pytest.raises(AssetError, match=path.name) as refused:
        take(path, *words)
    (fault,) = refused.value.faults
    assert fault.mend
    return fault.rule


def test_a_film_of_our_rate_comes_out_frame_for_frame(tmp_path, store, take):
    path = foreign.film(tmp_path / "展厅 'a\" b%d.mp4", foreign.steady(40))
    assert numbers(store, take(path)) == list(range(40))


@pytest.mark.parametrize(
    ("start", "end", "kept"), [(1.0, 1.5, range(30, 45)), (0.5, None, range(15, 50)), (0.0, 0.1, range(3))]
)
def test_in_and_out_points_are_exact(tmp_path, store, start, end, kept):
    path = foreign.film(tmp_path / "a.mp4", foreign.steady(50))
    assert numbers(store, take_clip(path, store, Cut(start, end)).source) == list(kept)


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["mp4", "mkv", "ts"])
def test_a_far_in_point_is_exact_too(tmp_path, store, take, suffix):
    path = foreign.film(tmp_path / f"a.{suffix}", foreign.steady(1020), options={"g": "250"})
    assert numbers(store, take(path, 32.0, 32.2)) == list(range(960, 966))


def test_an_in_point_past_the_end_is_refused(tmp_path, take):
    path = foreign.film(tmp_path / "a.mp4", foreign.steady(30))
    with pytest.raises(RecipeError, match=r"from 写的是 20.0 秒，而 a.mp4 只有 1.0 秒"):
        take(path, 20.0, 21.0)


def test_an_out_point_past_the_end_ends_with_the_film(tmp_path, store, take):
    path = foreign.film(tmp_path / "a.mp4", foreign.steady(30))
    assert numbers(store, take(path, 0.5, 9.0)) == list(range(15, 30))


@pytest.mark.slow
@pytest.mark.parametrize(
    "rate",
    [Fraction(30000, 1001), *(Fraction(rate) for rate in (15, 24, 25, 50, 60, 120, 240))],
)
def test_other_rates_keep_their_time(tmp_path, store, take, rate):
    count = int(rate * 4)
    path = foreign.film(tmp_path / "a.mp4", foreign.steady(count, rate))
    told = numbers(store, take(path))
    assert abs(len(told) - Fraction(count) / rate * 30) <= 1
    for at, number in enumerate(told):
        assert abs(Fraction(at, 30) - Fraction(number) / rate) <= max(Fraction(1, 60), 1 / rate) + Fraction(1, 1000)
    assert told == sorted(told)


@pytest.mark.slow
def test_a_film_of_unsteady_rate_does_not_drift(tmp_path, store, take):
    rng = np.random.default_rng(5)
    steps = rng.choice([Fraction(1, 60), Fraction(1, 30), Fraction(1, 24), Fraction(1, 12)], 200)
    times = [Fraction(0), *np.cumsum(steps)[:-1]]
    path = foreign.film(tmp_path / "a.mp4", times)
    told = numbers(store, take(path))
    for at, number in enumerate(told):
        edge = Fraction(at, 30) + Fraction(1, 60)  # a frame is shown from the slot nearest to it
        due = {max(index for index, time in enumerate(times) if time <= edge + slack) for slack in (-_TICK, _TICK)}
        assert number in due, at


def test_a_clock_that_does_not_begin_at_zero(tmp_path, store, take):
    late = [time + 7 for time in foreign.steady(30)]
    path = foreign.film(tmp_path / "a.ts", late)
    assert numbers(store, take(path)) == list(range(30))
    assert numbers(store, take(path, 0.5, 0.6)) == [15, 16, 17]


def test_a_picture_that_begins_just_after_its_sound_keeps_their_sync(tmp_path, store, take):
    path = foreign.film(tmp_path / "a.mkv", [time + Fraction(1, 5) for time in foreign.steady(30)], tone=1.2)
    clip = take(path)
    assert numbers(store, clip) == [0] * 6 + list(range(30))
    sound = read_wav(store.path(clip.sound))
    assert len(sound) == clip.frames * 1600
    assert np.abs(sound[2000:8000]).max() > 0.2


def test_an_edit_list_is_obeyed(tmp_path, store, take):
    whole = foreign.film(tmp_path / "a.mp4", foreign.steady(60), options={"g": "60"}, tone=2.0)
    cut = tmp_path / "cut.mp4"
    ffmpeg("-ss", "0.5", "-i", whole, "-c", "copy", "-t", "1", cut)
    told = numbers(store, take(cut))
    with av.open(str(cut)) as container:
        wanted = [foreign.number_of(frame.to_ndarray(format="rgb24")) for frame in container.decode(video=0)]
    assert wanted[0] == 15
    assert told[:30] == wanted[:30]


@pytest.mark.slow
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("mirror", [False, True])
def test_rotation_and_mirror_matrices(tmp_path, store, take, turn, mirror):
    plain = foreign.film(tmp_path / "a.mp4", foreign.steady(3))
    turned = tmp_path / "turned.mp4"
    flip = ("-display_hflip",) if mirror else ()
    ffmpeg("-display_rotation", str(turn), *flip, "-i", plain, "-c", "copy", turned)
    frame = shown(store, take(turned))[1].astype(int)
    wanted = np.rot90(foreign.numbered(1), turn // 90)
    wanted = wanted[:, ::-1] if mirror else wanted
    assert frame.shape == wanted.shape
    assert np.abs(frame - wanted).mean() < 6


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sar", "size"),
    [("2/3", (320, 270)), ("2/1", (640, 180)), ("16/15", (342, 180)), ("1/1", (320, 180))],
)
def test_pixels_become_square(tmp_path, take, sar, size):
    plain = foreign.film(tmp_path / "a.mp4", foreign.steady(3))
    ffmpeg("-i", plain, "-vf", f"setsar={sar}", tmp_path / "b.mp4")
    assert take(tmp_path / "b.mp4").size == Size(width=size[0], height=size[1])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("width", "height", "kept"),
    [(333, 187, (332, 188)), (175, 143, (176, 144)), (3840, 2160, (1920, 1080)), (2160, 3840, (1080, 1920))],
)
def test_odd_and_large_sizes(tmp_path, store, width, height, kept):
    ffmpeg(
        "-f",
        "lavfi",
        "-i",
        f"testsrc=s={width}x{height}:d=0.2:r=30",
        "-c:v",
        "ffv1",
        "-pix_fmt",
        "yuv420p",
        tmp_path / "a.mkv",
    )
    clip = take_clip(tmp_path / "a.mkv", store, Cut()).source
    assert clip.size == Size(width=kept[0], height=kept[1])
    shown(store, clip)


CODED = {
    # name: (pixel format, matrix for ffmpeg, range, what the file tells)
    "BT.601, told": ("yuv420p", "smpte170m", "tv", True),
    "BT.601, not told, small": ("yuv420p", "smpte170m", "tv", False),
    "BT.709, told": ("yuv420p", "bt709", "tv", True),
    "full range": ("yuv420p", "bt709", "pc", True),
    "full range, BT.601": ("yuv444p", "smpte170m", "pc", True),
    "10 bit": ("yuv420p10le", "bt709", "tv", True),
    "4:2:2": ("yuv422p", "bt709", "tv", True),
    "4:4:4": ("yuv444p", "bt709", "tv", True),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", CODED)
def test_colours_arrive_whatever_they_were_coded_in(tmp_path, store, take, name):
    pixels, matrix, span, told = CODED[name]
    colours = foreign.patches(192, 128)
    cv2.imwrite(str(tmp_path / "a.png"), colours[..., ::-1])
    tags = (
        ("-colorspace", matrix, "-color_range", span, "-color_primaries", "bt709", "-color_trc", "bt709")
        if told
        else ()
    )
    names = {"smpte170m": "170m", "bt709": "709"}
    reach = "full" if span == "pc" else "limited"
    coding = f"zscale=matrixin=gbr:matrix={names[matrix]}:rangein=full:range={reach}:{UNCHANGED}"
    convert = ",".join(("format=gbrp", coding, f"format={pixels}", *(() if told else (UNTOLD,))))
    ffmpeg(
        "-loop",
        "1",
        "-r",
        "30",
        "-i",
        tmp_path / "a.png",
        "-frames:v",
        "3",
        "-vf",
        convert,
        "-c:v",
        "libx264",
        "-crf",
        "4",
        *tags,
        tmp_path / "a.mp4",
    )
    error = foreign.delta_e(shown(store, take(tmp_path / "a.mp4"))[1], colours)
    inside = np.ones((32, 32), bool)
    inside[:4] = inside[-4:] = inside[:, :4] = inside[:, -4:] = False
    flat = error[np.tile(inside, (4, 6))]
    assert flat.mean() < 1.0
    assert np.percentile(flat, 95) < 3.0


def test_bt709_that_is_not_told_but_large(tmp_path, store, take):
    colours = foreign.patches(1280, 720)
    cv2.imwrite(str(tmp_path / "a.png"), colours[..., ::-1])
    coding = f"zscale=matrixin=gbr:matrix=709:rangein=full:range=limited:{UNCHANGED}"
    convert = f"format=gbrp,{coding},format=yuv420p,{UNTOLD}"
    ffmpeg(
        "-loop",
        "1",
        "-r",
        "30",
        "-i",
        tmp_path / "a.png",
        "-frames:v",
        "2",
        "-vf",
        convert,
        "-c:v",
        "libx264",
        "-crf",
        "6",
        tmp_path / "a.mp4",
    )
    assert foreign.delta_e(shown(store, take(tmp_path / "a.mp4"))[0], colours).mean() < 1.0


@pytest.mark.parametrize(("transfer", "name"), [("smpte2084", "pq"), ("arib-std-b67", "hlg")])
def test_hdr_keeps_greys_grey_and_whites_unclipped(tmp_path, store, take, transfer, name):
    ramp = np.repeat(np.tile(np.linspace(0, 255, 256).round().astype(np.uint8), (64, 1))[..., None], 3, axis=2)
    cv2.imwrite(str(tmp_path / "a.png"), ramp)
    coding = f"zscale=matrixin=gbr:matrix=2020_ncl:rangein=full:range=limited:{UNCHANGED}"
    tags = f"setparams=colorspace=bt2020nc:color_primaries=bt2020:color_trc={transfer}:range=tv"
    ffmpeg(
        "-loop", "1", "-r", "30", "-i", tmp_path / "a.png", "-frames:v", "2", "-c:v", "libx265",
        "-x265-params", "log-level=none:crf=4", "-vf", f"format=gbrp,{coding},format=yuv420p10le,{tags}",
        "-colorspace", "bt2020nc", "-color_primaries", "bt2020", "-color_trc", transfer, tmp_path / f"{name}.mp4",
    )  # fmt: skip
    line = shown(store, take(tmp_path / f"{name}.mp4"))[1][32].astype(int)
    assert np.ptp(line, axis=1).max() <= 8  # grey
    assert (np.diff(line[::8].mean(axis=1)) >= -1).all()  # never darker as the signal rises
    white = line[int(255 * (0.58 if name == "pq" else 0.75))].mean()
    assert 160 < white < 215  # paper white is light, and highlights have room above it


@pytest.mark.slow
@pytest.mark.parametrize(
    ("codec", "suffix", "options"),
    [
        ("libvpx-vp9", "webm", ("-crf", "20", "-b:v", "0", "-deadline", "realtime")),
        ("libaom-av1", "mkv", ("-crf", "20", "-cpu-used", "8")),
        ("libx265", "mp4", ("-crf", "16", "-x265-params", "log-level=none")),
        ("mpeg2video", "ts", ("-q:v", "2")),
        ("mpeg4", "avi", ("-q:v", "2")),
        ("prores_ks", "mov", ()),
        ("mjpeg", "mov", ("-q:v", "2", "-pix_fmt", "yuvj420p")),
        ("qtrle", "mov", ()),
    ],
)
def test_what_phones_and_cameras_write(tmp_path, store, codec, suffix, options):
    plain = foreign.film(tmp_path / "a.mp4", foreign.steady(20))
    ffmpeg("-i", plain, "-c:v", codec, *options, tmp_path / f"b.{suffix}")
    clip = take_clip(tmp_path / f"b.{suffix}", store, Cut()).source
    assert numbers(store, clip) == list(range(20))
    assert np.abs(shown(store, clip)[3].astype(int) - foreign.numbered(3)).mean() < 8


def test_fields_are_woven_into_whole_frames(tmp_path, store, take):
    ffmpeg(
        "-f", "lavfi", "-i", "testsrc2=s=320x240:d=1:r=60", "-vf", "scroll=h=0.02,interlace=scan=tff,fieldorder=tff",
        "-c:v", "mpeg2video", "-q:v", "2", "-flags", "+ilme+ildct", tmp_path / "a.ts",
    )  # fmt: skip
    with av.open(str(tmp_path / "a.ts")) as container:
        combed = [frame.to_ndarray(format="gray") for frame in container.decode(video=0)]
    woven = [frame @ (0.299, 0.587, 0.114) for frame in shown(store, take(tmp_path / "a.ts"))]
    for number in (5, 15, 20):
        assert _combing(woven[number]) < 0.4 * _combing(combed[number])


def _combing(grey: np.ndarray) -> float:
    """How much neighbouring lines differ more than lines two apart."""
    lines = grey.astype(float)
    return float(np.abs(np.diff(lines, axis=0)).mean() / (np.abs(lines[2:] - lines[:-2]).mean() + 1))


@pytest.mark.slow
def test_its_own_sound_is_as_long_as_the_picture(tmp_path, store, take):
    for tone in (0.4, 1.0, 3.0):
        path = foreign.film(tmp_path / f"{tone}.mp4", foreign.steady(30), tone=tone)
        clip = take(path, 0.2, 0.9, sound=True)
        sound = read_wav(store.path(clip.sound))
        assert sound.shape == (clip.frames * 1600, 2)
        assert np.array_equal(sound[:, 0], sound[:, 1])
        assert np.abs(sound[2000:8000]).max() > 0.2
        assert (np.abs(sound[-3000:]).max() > 0.2) == (tone > 0.5)
    assert take(foreign.film(tmp_path / "mute.mp4", foreign.steady(9))).sound is None


def test_picture_and_sound_stay_together_at_a_far_in_point(tmp_path, store, take):
    ffmpeg(
        "-f", "lavfi", "-i", "color=black:s=128x128:r=30:d=40,drawbox=t=fill:c=white:enable='between(t,35.5,35.6)'",
        "-f", "lavfi", "-i", "aevalsrc='0.5*sin(880*2*PI*t)*between(t,35.5,35.6)':s=44100:d=40",
        "-c:v", "libx264", "-c:a", "aac", tmp_path / "a.mp4",
    )  # fmt: skip
    clip = take(tmp_path / "a.mp4", 35.0, 36.0, sound=True)
    flash = next(at for at, frame in enumerate(shown(store, clip)) if frame.mean() > 100)
    beep = int(np.argmax(np.abs(read_wav(store.path(clip.sound))[:, 0]) > 0.2))
    assert flash == 15
    assert abs(beep / 1600 - flash) < 1


def test_black_and_still_stretches_are_told(tmp_path, take):
    ffmpeg(
        "-f", "lavfi", "-i", "testsrc2=s=160x120:r=30:d=1", "-f", "lavfi", "-i", "color=black:s=160x120:r=30:d=1",
        "-f", "lavfi", "-i", "color=red:s=160x120:r=30:d=1", "-filter_complex", "[0][1][2]concat=n=3[v]", "-map", "[v]",
        "-c:v", "libx264", tmp_path / "a.mp4",
    )  # fmt: skip
    clip = take(tmp_path / "a.mp4")
    assert clip.dark == ((30, 60),)
    assert [(start, end) for start, end in clip.frozen] == [(30, 60), (60, 90)]


def test_notes_of_the_filters_are_read_to_the_end():
    notes = "frame:3\nlavfi.black_start=0.1\nframe:9\nlavfi.black_end=1.1\nlavfi.freezedetect.freeze_start=2\n"
    assert stretches(notes, 90) == (((3, 33),), ((60, 90),))


@pytest.fixture
def numbered(tmp_path):
    return foreign.film(tmp_path / "numbered.mp4", foreign.steady(60), tone=2.0)


def test_a_cover_picture_is_not_the_film(tmp_path, store, take, numbered):
    cv2.imwrite(str(tmp_path / "cover.png"), np.full((900, 900, 3), 200, np.uint8))
    ffmpeg(
        "-i",
        tmp_path / "cover.png",
        "-i",
        numbered,
        "-map",
        "0",
        "-map",
        "1",
        "-c",
        "copy",
        "-disposition:v:0",
        "attached_pic",
        tmp_path / "a.mp4",
    )
    assert numbers(store, take(tmp_path / "a.mp4"))[:5] == list(range(5))


def test_sound_without_a_picture_is_no_clip(take, tiny_media):
    assert rule_of(take, tiny_media.tone()) == "clip-no-picture"


@pytest.mark.slow
@pytest.mark.parametrize("share", [0.3, 0.7, 0.95])
@pytest.mark.parametrize("suffix", ["mp4", "mkv"])
def test_a_cut_film_is_refused(tmp_path, take, numbered, share, suffix):
    path = tmp_path / f"cut.{suffix}"
    ffmpeg("-i", numbered, "-c", "copy", "-movflags", "+faststart", path) if suffix == "mp4" else ffmpeg(
        "-i", numbered, "-c:v", "copy", "-an", path
    )
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    if suffix == "mkv" and share > 0.9:
        return  # it lacks frames that nobody counted
    assert rule_of(take, path) in ("clip-cut-short", "clip-broken", "media-unknown")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF",
        b"\0" * 4000,
        b"#EXTM3U\n#EXTINF:1\nfile:///etc/passwd\n",
        b"ffconcat version 1.0\nfile /etc/passwd\n",
        b"v=0\r\nm=video 5004 RTP/AVP 96\r\n",
    ],
)
def test_what_is_no_film_is_refused(tmp_path, take, content):
    path = tmp_path / "a.mp4"
    path.write_bytes(content)
    assert rule_of(take, path) == "media-unknown"


def test_a_film_with_flipped_bits_is_refused(tmp_path, take, numbered):
    content = bytearray(numbered.read_bytes())
    rng = np.random.default_rng(2)
    for at in rng.integers(len(content) // 4, len(content) // 2, 40):
        content[at] ^= 0x55
    path = tmp_path / "a.mp4"
    path.write_bytes(bytes(content))
    assert rule_of(take, path) in ("clip-broken", "clip-cut-short", "media-unknown")


def test_the_same_film_gives_the_same_bytes(take, numbered):
    assert take(numbered, 0.2, 1.0, sound=True) == take(numbered, 0.2, 1.0, sound=True)


def test_a_tiny_film_is_refused(tmp_path, take):
    ffmpeg("-f", "lavfi", "-i", "testsrc=s=62x48:d=0.2", tmp_path / "a.mp4")
    assert rule_of(take, tmp_path / "a.mp4") == "clip-too-small"


def test_the_aigc_mark_of_a_film_is_carried_through(tmp_path, store, numbered):
    ffmpeg(
        "-i",
        numbered,
        "-c",
        "copy",
        "-movflags",
        "use_metadata_tags",
        "-metadata",
        'AIGC={"Label":"1"}',
        tmp_path / "a.mp4",
    )
    assert take_clip(tmp_path / "a.mp4", store, Cut()).inbound_aigc == '{"Label":"1"}'


def test_a_motion_photos_still_track_is_not_the_film(tmp_path, shared_data):
    info = probe(shared_data / "video" / "pixel-motion-photo-2-hevc-tracks.mp4", tmp_path)
    assert info.film is not None
    assert (info.film.width, info.film.height) == (1024, 768)
