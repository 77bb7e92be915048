"""Sound -> what the ear of the aligner keeps of it: 32 mel bands and 26 cepstral features every 10 ms."""

import contextlib
import functools
import math
import mmap
import sys
from collections.abc import Iterable, Iterator

import numpy as np
import soxr
from numpy.typing import NDArray

from fanxing.model.timing import SAMPLE_RATE

Floats = NDArray[np.float32]
"""Real numbers."""

RATE = 16_000
"""Samples a second that the aligner listens at: speech has nothing for it above 8 kHz."""
HOP = 160
"""Samples between frames."""
FRAME_S = HOP / RATE
"""Seconds between frames; frame ``i`` is centred on ``i * FRAME_S``."""
BANDS = 32
"""Mel bands, 80 to 7,400 Hz."""
CEPSTRA = 13
"""Cepstral coefficients, the zeroth included; with their slopes, twice as many features."""

_PAGE_OUT = 21
"""MADV_PAGEOUT. Source: madvise(2), Linux 5.4; Python 3.11 has no name for it."""
_WINDOW = 400
_FFT = 512
_PREEMPHASIS = 0.97
_BLOCK_FRAMES = 4096
_SLOPE_FRAMES = 3
_LOUDNESS_WEIGHT = 0.6


def narrow(sound: Floats) -> Floats:
    """Resample mono sound of 48 kHz to ``RATE``, a block at a time: an hour is never held twice."""
    stream = soxr.ResampleStream(SAMPLE_RATE, RATE, 1, dtype="float32", quality="HQ")
    narrowed = np.zeros(-(-len(sound) * RATE // SAMPLE_RATE), np.float32)
    block, done = SAMPLE_RATE * 20, 0
    for at in range(0, max(1, len(sound)), block):
        last = at + block >= len(sound)
        part = stream.resample_chunk(np.asarray(sound[at : at + block], np.float32), last=last)
        part = part[: len(narrowed) - done]
        narrowed[done : done + len(part)] = part
        done += len(part)
    _let_go(sound)
    return narrowed[:done]


def _let_go(sound: Floats) -> None:
    """Let the pages of sound that is mapped from a file leave memory: 0.7 GB of an hour; they come back when asked."""
    base: object = sound
    while isinstance(base, np.ndarray):
        base = base.base
    if isinstance(base, mmap.mmap) and sys.platform == "linux":
        with contextlib.suppress(OSError):  # an old kernel keeps them
            base.madvise(_PAGE_OUT)


def mel_bands(sound: Floats) -> Floats:
    """Power in mel bands of sound at ``RATE``: (frames, BANDS)."""
    return mel_bands_of([sound])


def mel_bands_of(parts: Iterable[Floats]) -> Floats:
    """Power in mel bands of sound at ``RATE`` that comes in parts: an hour is never held at once."""
    blocks: list[Floats] = []
    left, before = np.zeros(_WINDOW // 2, np.float32), np.zeros(0, np.float32)
    for piece in _pieces(parts):
        behind = np.concatenate([before if len(before) else piece[:1], piece[:-1]])
        before = piece[-1:]
        left = np.concatenate([left, piece - np.float32(_PREEMPHASIS) * behind])
        blocks.append(_powers(left))
        left = left[len(blocks[-1]) * HOP :]
    blocks.append(_powers(np.pad(left, (0, _WINDOW // 2 + HOP))))
    return np.concatenate(blocks)


def _pieces(parts: Iterable[Floats]) -> Iterator[Floats]:
    for part in parts:
        for at in range(0, len(part), _BLOCK_FRAMES * HOP):
            yield np.asarray(part[at : at + _BLOCK_FRAMES * HOP], np.float32)


def _powers(sharp: Floats) -> Floats:
    """Of all windows that lie in ``sharp`` whole."""
    if len(sharp) < _WINDOW:
        return np.zeros((0, BANDS), np.float32)
    windows = np.lib.stride_tricks.sliding_window_view(sharp, _WINDOW)[::HOP]
    spectrum = np.fft.rfft(windows * np.hamming(_WINDOW).astype(np.float32), _FFT)
    return np.asarray((spectrum.real**2 + spectrum.imag**2).astype(np.float32) @ _filters())


@functools.cache
def _filters() -> Floats:
    """Triangles on the mel scale: (bins, BANDS). Source: HTK book 5.4."""

    def mel(hertz: float) -> float:
        return 1127 * math.log(1 + hertz / 700)

    corners = 700 * (np.exp(np.linspace(mel(80.0), mel(7400.0), BANDS + 2) / 1127) - 1)
    hertz = np.arange(_FFT // 2 + 1) * RATE / _FFT
    rising = (hertz[:, None] - corners[:-2]) / (corners[1:-1] - corners[:-2])
    falling = (corners[2:] - hertz[:, None]) / (corners[2:] - corners[1:-1])
    triangles: Floats = np.maximum(0, np.minimum(rising, falling)).astype(np.float32)
    return triangles


@functools.cache
def _cosines() -> Floats:
    """Discrete cosine transform: (BANDS, CEPSTRA)."""
    bands = np.arange(BANDS)[:, None] + 0.5
    return (math.sqrt(2 / BANDS) * np.cos(math.pi * np.arange(CEPSTRA) * bands / BANDS)).astype(np.float32)


def features(bands: Floats, floor: Floats | np.float32, speech: Floats) -> Floats:
    """Cepstra and their slopes, each with mean 0 and the same spread while somebody speaks.

    Args:
        bands: (frames, BANDS) power.
        floor: Power added to each band, so that two recordings stand on the same noise.
        speech: (frames,) how surely somebody speaks, 0 to 1.

    Returns:
        (frames, 2 * CEPSTRA).
    """
    cepstra = np.log(bands + floor + np.float32(1e-7)) @ _cosines()
    both = np.concatenate([cepstra, _slopes(cepstra)], axis=1)
    weights = speech.astype(np.float64) + 1e-3
    mean = np.average(both, axis=0, weights=weights)
    spread = np.sqrt(np.average((both - mean) ** 2, axis=0, weights=weights)) + 1e-3
    even = (both - mean) / spread
    even[:, 0] *= _LOUDNESS_WEIGHT
    return (even / math.sqrt(2 * even.shape[1])).astype(np.float32)


def _slopes(track: Floats) -> Floats:
    """Change over seven frames, by regression. Source: HTK book 5.9."""
    padded = np.pad(track, ((_SLOPE_FRAMES, _SLOPE_FRAMES), (0, 0)), "edge")
    count = len(track)
    slope = np.zeros_like(track)
    for step in range(1, _SLOPE_FRAMES + 1):
        after = padded[_SLOPE_FRAMES + step :][:count]
        slope += step * (after - padded[_SLOPE_FRAMES - step :][:count])
    return np.asarray(slope / np.float32(2 * sum(step * step for step in range(1, _SLOPE_FRAMES + 1))))


def smoothed(track: NDArray[np.floating], width: int) -> NDArray[np.float64]:
    """Mean over ``width`` frames along the first axis; the ends repeat."""
    before, after = width // 2 + 1, width - 1 - width // 2
    edges = [np.repeat(track[:1], before, axis=0), track, np.repeat(track[-1:], after, axis=0)]
    sums = np.cumsum(np.concatenate(edges), axis=0, dtype=np.float64)
    return (sums[width:] - sums[:-width]) / width


def pooled(track: Floats, frames: int) -> Floats:
    """Mean of each ``frames`` frames; a rest at the end is left out."""
    count = len(track) // frames
    shape = (count, frames, *track.shape[1:])
    return np.ascontiguousarray(track[: count * frames].reshape(shape).mean(axis=1))
