"""Strangers' clips, whatever they are coded in, are seen in the finished film as they should be: place, colour, moment.

All of them stand in one film, a few frames each; its frames are read by the textbook's formula for what its tags say.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import cv2
import foreign
import numpy as np
import pytest
from clips import UNCHANGED, ffmpeg

from fanxing.media.clip_in import Cut, take_clip
from fanxing.media.hdr import HLG, PQ, to_sdr
from fanxing.media.looks import settled
from fanxing.media.probe import probe
from fanxing.model.footage import Moving
from fanxing.model.geometry import SHAPES
from fanxing.model.timeline import Clip

SEEN = 3
"""Frames of each clip in the film."""
FIRST = 2
"""Frame of each clip that is seen first."""


def card(number: int, width: int = 320, height: int = 180) -> np.ndarray:
    """A frame without symmetry: flat patches above, its own number in bars below."""
    frame = foreign.numbered(number, width, height)
    frame[: height // 2] = foreign.patches(width // 6 * 6, height // 2 // 4 * 4)[: height // 2][
        np.minimum(np.arange(height // 2), height // 2 // 4 * 4 - 1)
    ][:, np.minimum(np.arange(width), width // 6 * 6 - 1)]
    return frame


def coded(matrix: str, pixels: str, span: str = "limited", tags: str | None = None) -> str:
    """Filters that code RGB as told, and write on it what it is (or nothing)."""
    coding = f"zscale=matrixin=gbr:matrix={matrix}:rangein=full:range={span}:{UNCHANGED}"
    told = "colorspace=unknown:range=unknown:color_primaries=unknown:color_trc=unknown"
    return f"format=gbrp,{coding},format={pixels},setparams={tags or told}"


def tags(matrix: str, primaries: str = "bt709", curve: str = "bt709", span: str = "tv") -> str:
    """What a file tells of its colours."""
    return f"colorspace={matrix}:color_primaries={primaries}:color_trc={curve}:range={span}"


BT709 = coded("709", "yuv420p", tags=tags("bt709"))
X264 = ("-c:v", "libx264", "-crf", "4")
X265 = ("-c:v", "libx265", "-preset", "fast", "-x265-params", "log-level=none:crf=4")

Shown = Callable[[np.ndarray], np.ndarray]


def same(picture: np.ndarray) -> np.ndarray:
    """It is shown as it was drawn."""
    return picture


def hdr(transfer: int) -> Shown:
    """Shown by BT.2446 A."""
    return lambda picture: to_sdr(picture / 255, transfer) * 255


def from_p3(picture: np.ndarray) -> np.ndarray:
    """P3 primaries brought to BT.709, in the light of a camera (BT.709's own curve)."""
    v = picture / 255
    linear = np.where(v < 0.081, v / 4.5, ((v + 0.099) / 1.099) ** (1 / 0.45))
    there = np.linalg.inv(foreign.to_xyz_d50(foreign.SRGB, foreign.D65)) @ foreign.to_xyz_d50(foreign.P3, foreign.D65)
    light = np.clip(linear @ there.T, 0, 1)
    return 255 * np.where(light < 0.018, 4.5 * light, 1.099 * light**0.45 - 0.099)


def wide(picture: np.ndarray) -> np.ndarray:
    """Pixels twice as wide as high."""
    return np.repeat(picture, 2, axis=1)


def on_white(picture: np.ndarray) -> np.ndarray:
    """The left fifth was transparent."""
    seen = picture.copy()
    seen[:, : seen.shape[1] // 5] = 255
    return seen


@dataclass(frozen=True)
class Case:
    """A stranger's clip."""

    suffix: str = "mp4"
    filters: str = BT709
    codec: tuple[str, ...] = X264
    shown: Shown = same
    after: tuple[tuple[str, ...], ...] = ()
    """Words before and after the input of a second run of ffmpeg, which copies."""
    first: int = FIRST
    """Number on the first frame that is seen."""
    start: float = 0.0
    """In point."""
    size: tuple[int, int] = (320, 180)
    loose: bool = False
    """Lines of it were made up: its colours are right, its edges soft."""


def turned(turn: int, flip: str = "") -> Case:
    """A display matrix, as phones write it."""

    def shown(picture: np.ndarray) -> np.ndarray:
        upright = np.rot90(picture, turn // 90)
        return {"": upright, "h": upright[:, ::-1], "v": upright[::-1]}[flip]

    flips = {"": (), "h": ("-display_hflip",), "v": ("-display_vflip",)}[flip]
    return Case(shown=shown, after=(("-display_rotation", str(turn), *flips), ()))


CASES = {
    "upright": Case(),
    **{f"turned by {turn}": turned(turn) for turn in (90, 180, 270)},
    **{f"turned by {turn}, mirrored {way}": turned(turn, way) for turn in (0, 90) for way in "hv"},
    "pixels twice as wide": Case(filters=f"{BT709},setsar=2", shown=wide),
    "pixels half as wide, turned": Case(
        filters=f"{BT709},setsar=1/2",
        shown=lambda picture: np.rot90(np.repeat(picture, 2, axis=0)),
        after=(("-display_rotation", "90"), ()),
    ),
    "odd size": Case(
        "mkv", f"{coded('709', 'yuv444p', tags=tags('bt709'))},format=yuv420p", ("-c:v", "ffv1"), size=(333, 187)
    ),
    "odd size, 4:4:4": Case(filters=coded("709", "yuv444p", tags=tags("bt709")), size=(853, 479)),
    "BT.601, told": Case(filters=coded("170m", "yuv420p", tags=tags("smpte170m"))),
    "BT.601 of PAL": Case("ts", coded("470bg", "yuv420p", tags=tags("bt470bg")), ("-c:v", "mpeg2video", "-q:v", "1")),
    "BT.601, not told": Case(filters=coded("170m", "yuv420p")),
    "SMPTE 240M": Case(filters=coded("smpte240m", "yuv420p", tags=tags("smpte240m"))),
    "YCgCo": Case(filters=coded("ycgco", "yuv444p", tags=tags("ycgco"))),
    "BT.2020, no HDR": Case(filters=coded("2020_ncl", "yuv420p10le", tags=tags("bt2020nc"))),
    "full range": Case(filters=coded("709", "yuv420p", "full", tags("bt709", span="pc"))),
    "10 bit HEVC": Case(filters=coded("709", "yuv420p10le", tags=tags("bt709")), codec=X265),
    "VP9": Case("webm", codec=("-c:v", "libvpx-vp9", "-crf", "4", "-b:v", "0", "-deadline", "realtime")),
    "AV1 of 10 bit": Case(
        "mkv",
        coded("709", "yuv420p10le", tags=tags("bt709")),
        ("-c:v", "libaom-av1", "-crf", "6", "-cpu-used", "8"),
    ),
    "Motion JPEG in AVI": Case(
        "avi", coded("470bg", "yuvj420p", "full", tags("bt470bg", span="pc")), ("-c:v", "mjpeg", "-q:v", "1")
    ),
    "ProRes": Case("mov", coded("709", "yuv422p10le", tags=tags("bt709")), ("-c:v", "prores_ks", "-profile:v", "3")),
    "RGB": Case("mov", "format=rgb24", ("-c:v", "qtrle")),
    "RGB in H.264": Case("mp4", "format=gbrp", ("-c:v", "libx264rgb", "-crf", "4")),
    "RGB with alpha": Case(
        "mov", "format=rgba,geq=r='r(X,Y)':g='g(X,Y)':b='b(X,Y)':a='255*gte(X,W/5)'", ("-c:v", "qtrle"), on_white
    ),
    "ProRes with alpha": Case(
        "mov",
        "format=gbrap,geq=r='r(X,Y)':g='g(X,Y)':b='b(X,Y)':a='255*gte(X,W/5)',"
        f"zscale=matrixin=gbr:matrix=709:rangein=full:range=limited:{UNCHANGED},format=yuva444p10le,"
        f"setparams={tags('bt709')}",
        ("-c:v", "prores_ks", "-profile:v", "4", "-pix_fmt", "yuva444p10le"),
        on_white,
    ),
    "WebM with alpha": Case(
        "webm",
        "format=gbrap,geq=r='r(X,Y)':g='g(X,Y)':b='b(X,Y)':a='255*gte(X,W/5)',"
        f"zscale=matrixin=gbr:matrix=709:rangein=full:range=limited:{UNCHANGED},format=yuva444p,format=yuva420p,"
        f"setparams={tags('bt709')}",
        ("-c:v", "libvpx-vp9", "-crf", "4", "-b:v", "0", "-deadline", "realtime"),
        on_white,
    ),
    "P3 primaries": Case(filters=coded("709", "yuv420p", tags=tags("bt709", "smpte432")), shown=from_p3),
    "HLG": Case(
        filters=coded("2020_ncl", "yuv420p10le", tags=tags("bt2020nc", "bt2020", "arib-std-b67")),
        codec=X265,
        shown=hdr(HLG),
    ),
    "HLG whose primaries and matrix are not told": Case(
        filters=coded(
            "2020_ncl", "yuv420p10le", tags="color_trc=arib-std-b67:colorspace=unknown:color_primaries=unknown"
        ),
        codec=X265,
        shown=hdr(HLG),
    ),
    "PQ": Case(
        filters=coded("2020_ncl", "yuv420p10le", tags=tags("bt2020nc", "bt2020", "smpte2084")),
        codec=X265,
        shown=hdr(PQ),
    ),
    "two fields": Case(
        "ts",
        f"{BT709},interlace=scan=tff,fieldorder=tff",
        ("-c:v", "mpeg2video", "-q:v", "1", "-flags", "+ilme+ildct"),
        loose=True,
        first=-1,
    ),
    "an edit list": Case(after=(("-ss", "0.5"), ("-t", "1")), codec=(*X264, "-g", "60"), first=15 + FIRST),
    "a clock that begins late": Case("ts", after=((), ("-output_ts_offset", "1234.5"))),
    "an in point": Case(start=0.7, first=21 + FIRST),
    "an in point in a long group": Case("mkv", codec=(*X264, "-g", "300", "-bf", "3"), start=1.2, first=36 + FIRST),
}


def write(case: Case, folder: Path, drawn: Path) -> Path:
    """Make the stranger's file."""
    file, made = folder / f"made.{case.suffix}", folder / f"clip.{case.suffix}"
    source = drawn
    if case.size != (320, 180):
        source = folder / "drawn"
        draw(source, case.size, 8)
    width, height = case.size
    raw = ("-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{width}x{height}", "-r", "30")
    ffmpeg(*raw, "-i", source, "-frames:v", max(8, case.first + 2 * SEEN), "-vf", case.filters, *case.codec, file)
    if not case.after:
        return file
    ffmpeg(*case.after[0], "-i", file, "-c", "copy", *case.after[1], made)
    return made


def draw(file: Path, size: tuple[int, int], count: int) -> None:
    """Write numbered cards, raw."""
    file.write_bytes(b"".join(card(number, *size).tobytes() for number in range(count)))


@dataclass
class Screening:
    """The film in which all are seen."""

    decoded: dict[str, list[av.VideoFrame]]
    clips: dict[str, Moving]

    def frames(self, name: str) -> Iterator[np.ndarray]:
        """What is seen of a clip, RGB; each only when it is asked for, because it takes 50 MB."""
        return (foreign.rgb_of(frame, 1, full=False) for frame in self.decoded[name])


def screened(shop, clips: dict[str, Moving], first: int = FIRST) -> Screening:
    """Put clips into one film, and read it as its tags say."""
    shots = [
        Clip(
            shot=name, part=name, view="whole", move="hold", media=clip, source_in=min(first, clip.frames - SEEN),
            duration=SEEN,
        )
        for name, clip in clips.items()
    ]  # fmt: skip
    (file,) = shop.films(shop.production(shop.timeline(shots, half=0), draft=False))
    frames: dict[str, list[av.VideoFrame]] = {name: [] for name in clips}
    with av.open(str(file)) as film:
        for number, frame in enumerate(film.decode(video=0)):
            told = (frame.colorspace, frame.color_primaries, frame.color_trc, frame.color_range)
            assert [int(one) for one in told] == [1, 1, 1, 1]
            frames[list(clips)[number // SEEN]].append(frame)
    return Screening(frames, clips)


@pytest.fixture(scope="module")
def screening(tmp_path_factory, new_workshop) -> Screening:
    room = tmp_path_factory.mktemp("footage")
    shop = new_workshop(room / "home")
    draw(room / "drawn", (320, 180), 60)
    clips = {}
    for at, (name, case) in enumerate(CASES.items()):
        folder = room / str(at)
        folder.mkdir()
        taken = take_clip(write(case, folder, room / "drawn"), shop.store, Cut(case.start)).source
        assert isinstance(taken, Moving)
        clips[name] = taken
    return screened(shop, clips)


def window(shop_plains, clip: Moving) -> tuple[slice, slice]:
    """Rows and columns of the film in which the plain look's mount shows a clip."""
    mount = shop_plains("9:16").mount(clip.size)
    return slice(mount.y, mount.y + mount.height), slice(mount.x, mount.x + mount.width)


def flat(picture: np.ndarray) -> np.ndarray:
    """Where a picture is one colour far enough around that chroma of half size cannot bleed in."""
    room = np.ones((15, 15), np.uint8)
    spread = cv2.dilate(picture, room).astype(int) - cv2.erode(picture, room)
    return (spread.max(axis=2) <= 2) & (np.indices(picture.shape[:2]).min(axis=0) > 8)


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_a_strangers_clip_is_seen_as_it_should_be(screening, new_workshop, tmp_path, name):
    case, clip = CASES[name], screening.clips[name]
    rows, columns = window(new_workshop(tmp_path).plains, clip)
    for at, frame in enumerate(screening.frames(name)):
        seen = frame[rows, columns]
        wanted = np.clip(case.shown(card(max(0, case.first) + at, *case.size).astype(float)), 0, 255)
        upright = wanted.shape[1] / wanted.shape[0]
        assert seen.shape[1] / seen.shape[0] == pytest.approx(upright, rel=0.01)  # never stretched
        assert seen.shape[1] <= 1.5 * wanted.shape[1] + 4  # nor blown up
        large = cv2.resize(wanted.astype(np.float32), seen.shape[1::-1], interpolation=cv2.INTER_LINEAR)
        away = foreign.delta_e(seen, np.clip(large, 0, 255))
        calm = flat(np.rint(large).clip(0, 255).astype(np.uint8))
        if case.loose:
            calm[seen.shape[0] // 2 :] = False  # the bars change from field to field
        assert calm.mean() > 0.1
        assert away[calm].mean() <= 1.0, at
        assert np.percentile(away[calm], 95) <= 3.0, at


UNSTEADY = [Fraction(0), *np.cumsum([Fraction(1, 30)] * 4 + [Fraction(4, 5)] + [Fraction(33, 1000)] * 20)]


def test_a_phones_unsteady_clip_is_seen_at_its_own_moments(tmp_path, workshop):
    """Jitter and a long gap: every frame of the film shows what was there at that moment, to half a frame."""
    rng = np.random.default_rng(7)
    times = [time + Fraction(int(rng.integers(-6, 7)), 1000) * (at > 0) for at, time in enumerate(UNSTEADY)]
    file = foreign.film(tmp_path / "phone.mp4", times)
    clip = take_clip(file, workshop.store, Cut()).source
    shot = Clip(shot="a", part="a", view="whole", move="hold", media=clip, duration=clip.frames)
    (film,) = workshop.films(workshop.production(workshop.timeline([shot])))
    rows, columns = (slice(one.start // 2, one.stop // 2) for one in window(workshop.plains, clip))
    for at, frame in enumerate(workshop.frames(film)):
        edge = Fraction(at, 30) + Fraction(1, 60)
        due = {
            max(number for number, time in enumerate(times) if time <= max(edge + slack, 0))
            for slack in (-Fraction(1, 1000), Fraction(1, 1000))
        }
        assert foreign.number_of(frame[rows, columns]) in due, at


HARSH = ("mov_text.mp4",)
"""Bars of full red, green and blue, small: halved chroma is seen at their edges."""


@pytest.mark.slow
def test_every_real_clip_is_seen_in_the_film_as_it_should_be(shared_data, new_workshop, tmp_path):
    """Each file of the collection, from a tenth of a second on, against PyAV's own decode of it."""
    shop = new_workshop(tmp_path / "home")
    files = {
        path.name: path
        for path in sorted((shared_data / "video").iterdir())
        if path.suffix != ".md" and path.name != "sample_audio_only_15s.mp4"
    }
    assert len(files) == 32
    start = 0.1
    clips = {name: take_clip(path, shop.store, Cut(start, start + 0.2)).source for name, path in files.items()}
    shown = screened(shop, clips, first=1)
    for name, path in files.items():
        first = 3 + min(1, clips[name].frames - SEEN)
        due = pictures(path, [first + at for at in range(SEEN)], tmp_path)
        for wanted, frame in zip(due, shown.frames(name), strict=True):
            seen, large = beside(shop, clips[name], frame, wanted)
            off = np.abs(cv2.blur(large, (9, 9)) - cv2.blur(seen, (9, 9)))
            assert off.mean() < (5 if name in HARSH else 2), name
            assert np.abs((large - seen).mean(axis=(0, 1))).max() < 1.5, name  # no cast


def pictures(path: Path, moments: list[int], room: Path) -> list[np.ndarray]:
    """What a file shows in these slots of 1/30 s, by PyAV and the textbook, upright, in SDR."""
    info = probe(path, room)
    assert info.film is not None
    colour = settled(info.film)
    due: dict[int, av.VideoFrame] = {}
    with av.open(str(path)) as container:
        for frame in container.decode(container.streams[info.film.index]):
            slots = [at for at in moments if at not in due or frame.time - info.origin <= at / 30 + 1 / 60 - 1e-4]
            due |= dict.fromkeys(slots, frame)
            if not slots and frame.time - info.origin > moments[-1] / 30 + 1 / 60:
                break
    out = []
    for at in moments:
        rgb = foreign.rgb_of(due[at], colour.matrix, full=colour.full)
        rgb = to_sdr(rgb / 255, colour.transfer) * 255 if colour.is_hdr else rgb
        out.append(np.ascontiguousarray(np.rot90(rgb, round(due[at].rotation / 90))))
    return out


def beside(shop, clip: Moving, frame: np.ndarray, wanted: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The part of the film's frame that shows a clip, and the picture it should show, as large."""
    if abs(clip.size.aspect / SHAPES["9:16"].aspect - 1) <= 0.08 and 1080 / clip.size.width <= 1.5:
        return frame, cover(wanted, 1080, 1920)
    rows, columns = window(shop.plains, clip)
    seen = frame[rows, columns]
    return seen, cv2.resize(wanted, seen.shape[1::-1], interpolation=cv2.INTER_AREA)


def cover(picture: np.ndarray, width: int, height: int) -> np.ndarray:
    """Fill a frame, cropped in the middle, never stretched."""
    scale = max(width / picture.shape[1], height / picture.shape[0])
    size = (round(picture.shape[1] * scale), round(picture.shape[0] * scale))
    large = cv2.resize(np.ascontiguousarray(picture), size, interpolation=cv2.INTER_LINEAR)
    left, top = (size[0] - width) // 2, (size[1] - height) // 2
    return large[top : top + height, left : left + width]
