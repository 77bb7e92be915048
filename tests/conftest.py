"""What every test may lean on: no network, no ERROR log, tiny media, the shared data, the command line."""

import contextlib
import io
import json
import logging
import os
import runpy
import subprocess
import sys
import wave
from collections.abc import Callable, Generator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from hypothesis import HealthCheck, settings
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
SHUT = ROOT / "tests" / "shut"
"""The folder whose ``sitecustomize`` shuts the network of a Python that has it on its path."""
SAMPLE_RATE = 48_000

runpy.run_path(str(SHUT / "sitecustomize.py"))

# The same examples everywhere, and no stopwatch: a shared machine is slow now and then.
settings.register_profile(
    "house", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("house")


class _Errors(logging.Handler):
    """Collects what is logged at ERROR or above."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Note one record."""
        self.heard.append(f"{record.name}: {record.getMessage()}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Fail a test during which anything was logged at ERROR."""
    errors = _Errors()
    root = logging.getLogger()
    root.addHandler(errors)
    try:
        result = yield
    finally:
        root.removeHandler(errors)
    if errors.heard:
        pytest.fail(f"{item.name} logged at ERROR: " + "; ".join(errors.heard), pytrace=False)
    return result


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Call slow whatever looks at real museum material or drives a browser: `make quick` does without."""
    for item in items:
        if "shared_data" in getattr(item, "fixturenames", ()) or item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def root() -> Path:
    """Give the root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Give the folder of real museum material, beside the repository or where FANXING_SHARED says."""
    named = os.environ.get("FANXING_SHARED")
    data = (Path(named) if named else ROOT.parent / "shared") / "data"
    if not data.is_dir():
        where = "in CI, where it belongs" if os.environ.get("CI") else "on this machine"
        pytest.skip(f"no shared data {where}: put it beside the repository (../shared/data) or set FANXING_SHARED")
    return data


@dataclass(frozen=True)
class TinyMedia:
    """Makes small, honest media files: they decode, they are the same every time, they are made once."""

    folder: Path

    def still(
        self,
        name: str = "still.jpg",
        *,
        width: int = 320,
        height: int = 240,
        orientation: int | None = None,
        seed: int = 0,
    ) -> Path:
        """Give a photograph-like picture: a lit shape before a soft ground, with grain.

        Args:
            name: File name; its ending chooses the format.
            width: Of the stored picture, in pixels.
            height: Of the stored picture, in pixels.
            orientation: EXIF orientation, 1 to 8.
            seed: Another seed is another picture.
        """
        path = self.folder / f"{width}x{height}-{orientation}-{seed}-{name}"
        if not path.exists():
            exif = Image.Exif()
            if orientation:
                exif[0x0112] = orientation
            _whole(path, lambda part: Image.fromarray(_scene(width, height, seed)).save(part, exif=exif))
        return path

    def clip(
        self,
        name: str = "clip.mp4",
        *,
        seconds: float = 1.0,
        width: int = 320,
        height: int = 240,
        rate: Fraction = Fraction(30),
        sound: bool = True,
    ) -> Path:
        """Give an H.264 clip in which a light wanders over the scene; with a tone of 440 Hz, or silent."""
        path = self.folder / f"{seconds}s-{width}x{height}-{rate.numerator}_{rate.denominator}-{sound}-{name}"
        if not path.exists():
            frames = max(1, round(Fraction(seconds) * rate))
            _whole(path, lambda part: _encode(part, frames, (width, height), rate, sound=sound))
        return path

    def tone(self, name: str = "tone.wav", *, seconds: float = 1.0, hertz: float = 440.0, peak: float = 0.25) -> Path:
        """Give a sine as stereo 16-bit WAV at 48 kHz; ``peak`` is of full scale, 0 is silence."""
        path = self.folder / f"{seconds}s-{hertz}-{peak}-{name}"
        if not path.exists():
            _whole(path, lambda part: _write_wave(part, _sine(seconds, hertz, peak)))
        return path


def _whole(path: Path, write: Callable[[Path], None]) -> None:
    """Write beside the place and move in, so that a file that is there is whole."""
    part = path.with_name(f"part-{path.name}")
    write(part)
    part.replace(path)


def _scene(width: int, height: int, seed: int, light: float = 0.3) -> np.ndarray:
    """Draw the scene; RGB uint8 (H, W, 3). ``light`` is where the light stands, 0 left to 1 right."""
    y, x = np.mgrid[0 : 1 : complex(height), 0 : 1 : complex(width)]
    ground = 90 + 60 * np.cos(3 * (x - light))
    hue = np.random.default_rng(seed).uniform(0.4, 1.0, 3)
    inside = ((x - 0.5) / 0.25) ** 2 + ((y - 0.5) / 0.35) ** 2 < 1
    shape = 200 - 140 * np.hypot(x - light, y - 0.3)
    grain = np.random.default_rng(seed + 1).normal(0, 3, (height, width))
    picture = np.where(inside[..., None], shape[..., None] * hue, ground[..., None]) + grain[..., None]
    return np.clip(picture, 0, 255).astype(np.uint8)


def _sine(seconds: float, hertz: float, peak: float) -> np.ndarray:
    """Make a sine; float32 (samples,) at 48 kHz."""
    time = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return (peak * np.sin(2 * np.pi * hertz * time)).astype(np.float32)


def _write_wave(path: Path, sound: np.ndarray) -> None:
    with wave.open(str(path), "wb") as out:
        out.setnchannels(2)
        out.setsampwidth(2)
        out.setframerate(SAMPLE_RATE)
        out.writeframes((np.stack([sound, sound], axis=1) * 32767).astype("<i2").tobytes())


def _encode(path: Path, frames: int, size: tuple[int, int], rate: Fraction, *, sound: bool) -> None:
    """Write an MP4: H.264 yuv420p at ``rate``, and AAC of the same length where sound is asked for."""
    with av.open(str(path), "w", format="mp4") as out:
        film = out.add_stream("libx264", rate=rate, options={"preset": "ultrafast", "crf": "28"})
        film.width, film.height = size
        film.pix_fmt = "yuv420p"
        voice = out.add_stream("aac", rate=SAMPLE_RATE, layout="mono") if sound else None
        for number in range(frames):
            picture = _scene(*size, seed=0, light=number / frames)
            out.mux(film.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        out.mux(film.encode())
        if voice:
            tone = _sine(float(frames / rate), 440.0, 0.25)
            frame = av.AudioFrame.from_ndarray(tone[None, :], format="fltp", layout="mono")
            frame.sample_rate = SAMPLE_RATE
            frame.pts = 0
            out.mux(voice.encode(frame))
            out.mux(voice.encode())


@pytest.fixture(scope="session")
def tiny_media(tmp_path_factory: pytest.TempPathFactory) -> TinyMedia:
    """Give the maker of small pictures, clips and sounds; what it made is kept for the session."""
    return TinyMedia(tmp_path_factory.mktemp("tiny-media"))


@dataclass(frozen=True)
class Ran:
    """What a run of the command line left: its exit code and its two streams."""

    exit_code: int
    stdout: str
    stderr: str

    def json(self) -> Any:
        """Read standard output as the one JSON object that it must be."""
        return json.loads(self.stdout)


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Give a function that runs ``fanxing WORDS...`` in this process: in ``tmp_path``, with its own home."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FANXING_HOME", str(tmp_path / "home"))

    def run(*words: str | Path) -> Ran:
        from fanxing.cli.main import main  # noqa: PLC0415  tests of lower floors do not need the command line

        monkeypatch.setattr(sys, "argv", ["fanxing", *map(str, words)])
        out, err = io.StringIO(), io.StringIO()
        code: object = 0
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                main()
            except SystemExit as left:
                code = left.code
        return Ran(code if isinstance(code, int) else int(code is not None), out.getvalue(), err.getvalue())

    return run


@pytest.fixture
def cli_environment(tmp_path: Path) -> dict[str, str]:
    """Give the environment of a process under test: its own home, no network, this source."""
    path = os.pathsep.join((str(SHUT), str(ROOT / "pipeline")))
    return os.environ | {"PYTHONPATH": path, "FANXING_HOME": str(tmp_path / "home"), "PYTHONUTF8": "1"}


@pytest.fixture
def cli_process(tmp_path: Path, cli_environment: dict[str, str]) -> Callable[..., Ran]:
    """Give a function that runs ``fanxing WORDS...`` as its own process, the network shut there too.

    For what only a process shows: signals, exit codes, streams, memory. ``environment`` adds variables.
    """

    def run(*words: str | Path, environment: dict[str, str] | None = None, seconds: float = 240) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "fanxing", *map(str, words)],
            cwd=tmp_path,
            env=cli_environment | (environment or {}),
            capture_output=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return run
