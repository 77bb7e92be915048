"""A plain look, and small timelines, for tests of the picture engine."""

from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from PIL import Image

from fanxing.media.bench import Bench
from fanxing.media.layer import Layer, Mount, Plate
from fanxing.media.render.film import Production, make_films
from fanxing.media.render.framing import in_window, stand_still
from fanxing.media.render.path import Path as MovePath
from fanxing.media.render.stands import Bleed
from fanxing.media.store import Store
from fanxing.model.footage import Still
from fanxing.model.geometry import SHAPES, Box, FocusBox, SafeArea, Shape, Size
from fanxing.model.soundtrack import Soundtrack
from fanxing.model.story import Delivery
from fanxing.model.subtitle import Cue
from fanxing.model.timeline import AiNotice, Clip, Timeline, Transition
from fanxing.model.timing import FrameRange

GROUND = (226, 219, 205)
"""Colour of the plain look's ground, RGB."""
SAFE = SafeArea(top=240, bottom=480, left=60, right=60)


@dataclass(frozen=True)
class Plain:
    """A look of boxes: enough to see what the engine does with a look."""

    canvas: Size
    version: str = "plain"
    asked: list[str] = field(default_factory=list, compare=False)
    window: Box | None = None
    """Where clips stand over their own light."""

    def plate(self, card, picture):
        del picture
        self.asked.append(card.kind)
        size = (round(self.canvas.height * 1.06), round(self.canvas.width * 1.06), 3)
        ground = np.full(size, GROUND, np.uint8)
        ground[size[0] // 3 : size[0] // 2] = (120, 90, 70)
        return Plate(ground, (self.box(200, 700, 600, 120, fade=9, rise=24), self.box(200, 900, 300, 60, enter=12)))

    def mount(self, picture, *, along=False, alone=False, window=None):
        del along, alone
        self.asked.append("mount")
        if window is not None:
            ground = np.full((self.canvas.height, self.canvas.width, 3), GROUND, np.uint8)
            return Mount(ground, window.x, window.y, window.width, window.height)
        width = min(self.canvas.width - 120, round(picture.width * 1.5))
        height = round(width * picture.height / picture.width)
        if height > self.canvas.height - 700:
            height = self.canvas.height - 700
            width = round(height * picture.width / picture.height)
        ground = np.full((self.canvas.height, self.canvas.width, 3), GROUND, np.uint8)
        return Mount(ground, (self.canvas.width - width) // 2, 300, width, height)

    def extended(self, clip, *, alone=False):
        del clip, alone
        return self.window

    def graphic(self, graphic):
        self.asked.append(graphic.kind)
        if graphic.kind == "ai-label":
            return (self.box(60, 250, 420, 80, colour=(20, 20, 20)),)
        if graphic.kind == "draft":
            return (self.box(700, 60, 200, 60, colour=(200, 30, 30), fade=0),)
        return (self.box(60, 1150, 600, 140, colour=(40, 60, 90)),)

    def cue(self, text, second, readings=(), said=0):
        del second, readings, said
        self.asked.append(text)
        shade = 255 - 10 * (len(text) % 10)
        return (self.box(300, 1320, 40 * len(text), 80, colour=(shade, shade, shade), fade=0),)

    def box(self, x, y, width, height, colour=(30, 30, 30), **when):
        rgba = np.empty((height, width, 4), np.uint8)
        rgba[:] = (*colour, 255)
        return Layer(rgba, x, y, **when)


@dataclass(frozen=True)
class Plains:
    """Gives the plain look for each shape, and remembers what was asked of it."""

    version: str = "plain"
    asked: list[str] = field(default_factory=list, compare=False)
    window: Box | None = None

    def __call__(self, shape: Shape) -> Plain:
        return Plain(SHAPES[shape], self.version, self.asked, self.window)


def photograph(width: int, height: int, seed: int = 0) -> np.ndarray:
    """A picture with shapes of all sizes, RGB."""
    noise = np.random.default_rng(seed)
    picture = np.zeros((height, width, 3), np.float32)
    for cells, strength in ((3, 90), (9, 60), (31, 30), (97, 16)):
        rough = noise.uniform(-1, 1, (cells, cells, 3)).astype(np.float32)
        picture += strength * cv2.resize(rough, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.clip(picture + 128, 0, 255).astype(np.uint8)


def keep_still(store: Store, rgb: np.ndarray) -> Still:
    """Keep a picture as gathering does."""
    written, data = cv2.imencode(".png", np.ascontiguousarray(rgb[..., ::-1]))
    assert written
    blob = store.keep(data.tobytes(), ".png")
    return Still(picture=blob, size=Size(width=rgb.shape[1], height=rgb.shape[0]))


def keep_sound(store: Store, frames: int) -> Soundtrack:
    """Keep a tone of that length as mixing does."""
    samples = frames * 1600
    with store.scratch() as room:
        file = room / "sound.m4a"
        with av.open(str(file), "w", format="mp4", options={"fflags": "+bitexact"}) as out:
            voice = out.add_stream("aac", rate=48_000, layout="stereo")
            tone = (0.2 * np.sin(np.arange(samples) * 2 * np.pi * 440 / 48_000)).astype(np.float32)
            frame = av.AudioFrame.from_ndarray(np.stack([tone, tone]), format="fltp", layout="stereo")
            frame.sample_rate, frame.pts = 48_000, 0
            out.mux(voice.encode(frame))
            out.mux(voice.encode(None))
        blob = store.keep(file)
    return Soundtrack(sound=blob, aac=blob, samples=samples, loudness_lufs=-15.0, true_peak_dbtp=-2.0)


def laid_out(clips: list[Clip], half: int = 5) -> tuple[Clip | Transition, ...]:
    """Clips with transitions between them: between parts, the look's own."""
    items: list[Clip | Transition] = []
    for at, clip in enumerate(clips):
        items.append(clip)
        if at + 1 < len(clips) and half:
            style = "crossfade" if clip.part == clips[at + 1].part else "part"
            items.append(Transition(style=style, in_offset=half, out_offset=half))
    return tuple(items)


@dataclass
class Workshop:
    """A store, a plain look, and what makes timelines in them."""

    home: Path
    jobs: int = 1
    plains: Plains = field(default_factory=Plains)
    told: list[tuple[int, int]] = field(default_factory=list)
    safe: SafeArea = SAFE

    @property
    def store(self) -> Store:
        return Store(self.home)

    @property
    def bench(self) -> Bench:
        def tell(done: int, total: int, unit: str) -> None:
            assert unit == "帧"
            self.told.append((done, total))

        return Bench(self.store, jobs=self.jobs, progress=tell)

    def still(self, width: int = 1400, height: int = 1100, seed: int = 0) -> Still:
        return keep_still(self.store, photograph(width, height, seed))

    def keep_still(self, rgb: np.ndarray) -> Still:
        return keep_still(self.store, rgb)

    def photograph_from(self, file: Path) -> np.ndarray:
        return np.asarray(Image.open(file).convert("RGB"))

    def resized(self, rgb: np.ndarray, width: int, height: int) -> np.ndarray:
        return np.asarray(Image.fromarray(rgb).resize((width, height), Image.Resampling.LANCZOS))

    def small(self, rgb: np.ndarray, factor: int) -> np.ndarray:
        """Average blocks, so that colour is compared and not the encoder's grain."""
        height, width = rgb.shape[0] // factor * factor, rgb.shape[1] // factor * factor
        size = (width // factor, height // factor)
        return cv2.resize(np.ascontiguousarray(rgb[:height, :width]), size, interpolation=cv2.INTER_AREA)

    def size(self, width: int, height: int) -> Size:
        return Size(width=width, height=height)

    def path_of(self, clip: Clip, width: int, height: int) -> MovePath:
        """The move that a still makes, on the full canvas."""
        canvas = SHAPES["9:16"]
        stand = stand_still(Size(width=width, height=height), clip.view, clip.move, clip.focus, (canvas, SAFE))
        if isinstance(stand, Bleed):
            return stand.path
        part = Size(width=stand.region.width, height=stand.region.height)
        mount = self.plains("9:16").mount(part, window=stand.window)
        window = Box(x=mount.x, y=mount.y, width=mount.width, height=mount.height)
        return in_window((part.width, part.height), window, stand.move)

    def timeline(self, clips: list[Clip], *, half: int = 5, graphics=(), aigc: str = "") -> Timeline:
        return Timeline(
            rate=Fraction(30),
            duration=sum(clip.duration for clip in clips),
            picture=laid_out(clips, half),
            graphics=tuple(graphics),
            voice=(),
            notice=AiNotice(synthetic=bool(aigc), label="AI合成" if aigc else "", aigc=aigc),
        )

    def story(self, seconds: float = 1.0) -> list[Clip]:
        """Two pictures, each whole and then near."""
        focus = FocusBox(x=0.4, y=0.4, width=0.2, height=0.2)
        length = round(seconds * 30)
        clips = []
        for number in (1, 2):
            still = self.still(seed=number)
            name = f"object/{number}"
            common = {"part": name, "media": still, "focus": focus, "duration": length}
            clips.append(Clip(shot=f"{name}:whole", view="whole", move="push", **common))
            clips.append(Clip(shot=f"{name}:detail", view="detail", move="pull", **common))
        return clips

    def production(self, timeline: Timeline, cues=(), *, draft=True, shapes: tuple[Shape, ...] = ("9:16",)):
        delivery = Delivery(shapes=shapes, draft=draft, safe=dict.fromkeys(shapes, SAFE))
        return Production(timeline, tuple(cues), keep_sound(self.store, timeline.duration), delivery)

    def cue(self, text: str, start: int, duration: int) -> Cue:
        return Cue(line="object/1/1", text=text, raw=text, span=FrameRange(start=start, duration=duration))

    def films(self, production: Production) -> list[Path]:
        made = make_films(production, self.plains, self.bench)
        return [self.store.path(film.video) for film in made.films]

    def frames(self, file: Path) -> list[np.ndarray]:
        """The frames of a film as their tags say, RGB."""
        with av.open(str(file)) as film:
            return [frame.to_ndarray(format="rgb24") for frame in film.decode(video=0)]

    def kept(self, name: str) -> set[str]:
        """Names of kept documents of a kind."""
        return {path.name for path in (self.home / "kept").glob(f"{name}-*.json")}


@pytest.fixture(scope="session")
def new_workshop() -> type[Workshop]:
    return Workshop


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path / "home")
