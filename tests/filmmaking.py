"""Small films made for the gate: one clean, and every way to spoil it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
from av.video.frame import VideoFrame

from fanxing.media.layer import Layer
from fanxing.media.look.design import Design
from fanxing.media.sound.loudness import measure
from fanxing.media.wav import write_wav
from fanxing.model.aigc import aigc_text
from fanxing.model.document import Blob
from fanxing.model.footage import Still
from fanxing.model.geometry import SafeArea, Size
from fanxing.model.graphics import AiLabel
from fanxing.model.subtitle import Cue, SubtitleTrack
from fanxing.model.timeline import AiNotice, Clip, GraphicClip, SoundClip, Timeline
from fanxing.model.timing import FILM_RATE, FrameRange

FRAMES = 150
SIZE = Size(width=270, height=480)
SAMPLES = FRAMES * 1600
LABEL = "旁白为AI合成语音"
AIGC = aigc_text("bare", None, "spoilt-0001")
WORDS = "一棵老松，虬枝盘曲"
SAFE = SafeArea(top=240, bottom=480, left=60, right=60)
TAGS = (1, 1, 1, 1)
"""Primaries, transfer, matrix, range: BT.709 limited (ITU-T H.273)."""


def blob(suffix: str = ".png") -> Blob:
    return Blob(sha256="0" * 64, suffix=suffix, size=1)


def timeline(*, label: str = LABEL, aigc: str = AIGC, move: Any = "push") -> Timeline:
    """One shot of one picture, one spoken line."""
    shot = Clip(
        shot="a",
        part="object/01",
        view="detail",
        move=move,
        media=Still(picture=blob(), size=SIZE),
        duration=FRAMES,
    )
    graphics = (GraphicClip(graphic=AiLabel(text=label), span=FrameRange(start=0, duration=90)),) if label else ()
    return Timeline(
        rate=FILM_RATE,
        duration=FRAMES,
        picture=(shot,),
        graphics=graphics,
        voice=(SoundClip(name="object/01/1", sound=blob(".wav"), samples=SAMPLES - 16_000, start=5),),
        notice=AiNotice(synthetic=bool(label), parts=("voice",) if label else (), label=label, aigc=aigc),
    )


def subtitles(*spans: tuple[int, int], text: str = WORDS) -> SubtitleTrack:
    """Cues of the one line."""
    cues = [
        Cue(line="object/01/1", text=text, raw=text, span=FrameRange(start=first, duration=after - first))
        for first, after in spans or ((20, 80),)
    ]
    return SubtitleTrack(rate=FILM_RATE, cues=tuple(cues))


def voice() -> np.ndarray:
    """Speech-like noise in syllables at -15 LUFS, true peak below -3; stereo float32 (samples, 2)."""
    rng = np.random.default_rng(1)
    at = np.arange(SAMPLES) / 48_000
    syllables = 0.15 + 0.85 * (np.sin(2 * np.pi * 3.7 * at + np.sin(at)) > -0.4)
    tone = sum(np.sin(2 * np.pi * 140 * k * at + k) / k for k in range(1, 12))
    noise = np.convolve(rng.normal(0, 0.3, SAMPLES), np.ones(8) / 8, "same")
    sound = ((tone + noise) * syllables).astype(np.float32)
    return levelled(np.stack([sound, sound], axis=1) * 0.1)


def pictures(layers: Sequence[Layer], cue: Sequence[Layer]) -> list[np.ndarray]:
    """A slow push over a lit vase, with the label for three seconds and a subtitle; RGB frames."""
    y, x = np.mgrid[0:1:960j, 0:1:540j]
    ground = np.stack([120 + 60 * x, 110 + 70 * y, 100 + 40 * (x * y)], axis=-1)
    vase = ((x - 0.5) / 0.22) ** 2 + ((y - 0.55) / 0.3) ** 2 < 1
    stripes = 60 * np.sin(60 * y + 8 * np.sin(9 * x))
    ground[vase] = np.stack([90 + stripes, 120 + stripes, 190 + 0 * stripes], axis=-1)[vase]
    grain = np.random.default_rng(0).normal(0, 4, ground.shape)
    whole = np.clip(ground + grain, 0, 255).astype(np.uint8)
    label, words = _small(layers), _small(cue)
    frames = []
    for number in range(FRAMES):
        scale = 0.5 * (1 + 0.10 * number / FRAMES)
        matrix = np.array([[scale, 0, 135 - 270 * scale], [0, scale, 240 - 480 * scale]])
        frame = cv2.warpAffine(whole, matrix, (SIZE.width, SIZE.height), flags=cv2.INTER_AREA)
        if number < 90:
            frame = _laid(frame, label)
        if 20 <= number < 80:
            frame = _laid(frame, words)
        frames.append(frame)
    return frames


def _small(layers: Sequence[Layer]) -> np.ndarray:
    """Lay the look's layers together on a small canvas; RGBA float32, colour times alpha."""
    full = np.zeros((1920, 1080, 4), np.float32)
    for layer in layers:
        height, width = layer.rgba.shape[:2]
        place = full[layer.y : layer.y + height, layer.x : layer.x + width]
        share = layer.rgba[..., 3:].astype(np.float32) / 255
        place[..., :3] = layer.rgba[..., :3] * share + place[..., :3] * (1 - share)
        place[..., 3:] = share + place[..., 3:] * (1 - share)
    return cv2.resize(full, (SIZE.width, SIZE.height), interpolation=cv2.INTER_AREA)


def _laid(frame: np.ndarray, overlay: np.ndarray) -> np.ndarray:
    return np.clip(overlay[..., :3] + frame * (1 - overlay[..., 3:]), 0, 255).astype(np.uint8)


@dataclass
class Cut:
    """A film about to be written; spoiling changes it."""

    frames: list[np.ndarray]
    """RGB."""
    sound: np.ndarray | None
    """Stereo float32."""
    tags: tuple[int, int, int, int] = TAGS
    matrix: str | None = None
    """Matrix by which it is coded, where it is not the one of its tags."""
    range: str = "MPEG"
    """Range in which it is coded."""
    rate: Fraction = Fraction(30)
    codec: str = "libx264"
    pix_fmt: str = "yuv420p"
    sound_rate: int = 48_000
    layout: str = "stereo"
    options: dict[str, str] = field(default_factory=lambda: {"preset": "veryfast", "crf": "18", "profile": "high"})
    keyint: int = 60
    movflags: str = "+faststart+use_metadata_tags"
    aigc: str | None = AIGC
    shift: Callable[[int], int] = lambda at: at
    """Frame number -> its time, in 1/3000 s hundredths of a frame."""
    sound_start: int = 0
    """Samples by which the sound track begins late, by its time stamps."""
    aspect: Fraction = Fraction(1)


def write(cut: Cut, path: Path) -> Path:
    """Encode and mux a cut."""
    with av.open(str(path), "w", options={"movflags": cut.movflags, "movie_timescale": "48000"}) as out:
        if cut.aigc:
            out.metadata["AIGC"] = cut.aigc
        extra = {"x264-params": f"keyint={cut.keyint}:min-keyint=1:scenecut=0"} if cut.codec == "libx264" else {}
        film = out.add_stream(cut.codec, rate=cut.rate, options=cut.options | extra)
        height, width = cut.frames[0].shape[:2]
        film.width, film.height, film.pix_fmt = width, height, cut.pix_fmt
        film.sample_aspect_ratio = cut.aspect
        context = film.codec_context
        context.color_primaries, context.color_trc, context.colorspace, context.color_range = cut.tags
        context.time_base = Fraction(1, 100) / cut.rate
        heard = out.add_stream("aac", rate=cut.sound_rate, layout=cut.layout) if cut.sound is not None else None
        if heard is not None:
            heard.bit_rate = 192_000
        for number, picture in enumerate(cut.frames):
            frame = VideoFrame.from_ndarray(picture, format="rgb24").reformat(
                format=cut.pix_fmt,
                dst_colorspace=cut.matrix or ("itu601" if cut.tags[2] == 6 else "itu709"),
                dst_color_range=cut.range,
            )
            frame.pts, frame.time_base = cut.shift(number * 100), Fraction(1, 100) / cut.rate
            out.mux(film.encode(frame))
        out.mux(film.encode())
        if heard is not None and cut.sound is not None:
            _write_sound(out, heard, cut)
    return path


def _write_sound(out: Any, heard: Any, cut: Cut) -> None:
    resampler = av.AudioResampler(format="fltp", layout=cut.layout, rate=cut.sound_rate)
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(cut.sound.T), format="fltp", layout="stereo")
    frame.sample_rate = 48_000
    frame.pts = 0
    for piece in [*resampler.resample(frame), *resampler.resample(None)]:
        piece.pts = (piece.pts or 0) + cut.sound_start
        out.mux(heard.encode(piece))
    out.mux(heard.encode())


@dataclass(frozen=True)
class Studio:
    """All that a film is made of, made once."""

    design: Design
    frames: list[np.ndarray]
    sound: np.ndarray
    mixed: Path
    bare: list[np.ndarray]
    """The same without label and subtitle."""


_MADE: dict[str, Studio] = {}


def studio(folder: Path) -> Studio:
    """Draw, speak, and keep the mix in ``folder``; once a process."""
    if "studio" not in _MADE:
        design = Design.load("ink", "9:16", SAFE)
        sound, mixed = voice(), folder / "mixed.wav"
        write_wav(mixed, sound)
        frames = pictures(design.graphic(AiLabel(text=LABEL)), design.cue(WORDS))
        _MADE["studio"] = Studio(design, frames, sound, mixed, pictures((), ()))
    return _MADE["studio"]


def levelled(sound: np.ndarray) -> np.ndarray:
    """The same at -15 LUFS."""
    level = measure(sound, true_peak=False).integrated or 0.0
    return np.clip(sound * 10 ** ((-15 - level) / 20), -0.7, 0.7).astype(np.float32)
