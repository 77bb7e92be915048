"""Runs a sound through ffmpeg's filters, in this process: for sound that the project itself made."""

import itertools
from collections.abc import Iterator
from fractions import Fraction

import av
import numpy as np
from av.filter import Graph
from av.filter.context import FilterContext
from numpy.typing import NDArray

from fanxing.media.wav import Sound
from fanxing.model.timing import SAMPLE_RATE

_PIECE = SAMPLE_RATE
"""Samples handed over at once: bounds what a filter holds."""

_CLOCK = Fraction(1, SAMPLE_RATE)
"""Time base of all sound: one sample."""


def filtered(sound: Sound, *filters: tuple[str, str]) -> Sound:
    """Give ``sound`` as the chain of ``(name, arguments)`` leaves it, cut or filled to the same length.

    Args:
        sound: ``(samples,)`` or ``(samples, 2)``.
        filters: Names and arguments as on ffmpeg's command line.
    """
    pieces = [np.asarray(frame.to_ndarray(), dtype=np.float32) for frame in frames(sound, *filters)]
    out = np.concatenate(pieces, axis=1).T if pieces else np.zeros((0, sound.ndim), dtype=np.float32)
    out = out[: len(sound)]
    out = np.pad(out, ((0, len(sound) - len(out)), (0, 0)))
    return np.ascontiguousarray(out[:, 0] if sound.ndim == 1 else out)


def frames(sound: Sound, *filters: tuple[str, str]) -> Iterator[av.AudioFrame]:
    """Yield the frames that the chain gives, planar float32, with their metadata."""
    layout = "mono" if sound.ndim == 1 else "stereo"
    graph = Graph()
    source = graph.add_abuffer(sample_rate=SAMPLE_RATE, format="fltp", layout=layout, time_base=_CLOCK)
    chain = [source, *(graph.add(name, arguments) for name, arguments in filters)]
    chain += [graph.add("aformat", f"sample_fmts=fltp:channel_layouts={layout}"), graph.add("abuffersink")]
    for one, after in itertools.pairwise(chain):
        one.link_to(after)
    graph.configure()
    for frame in sound_frames(sound, _PIECE):
        source.push(frame)
        yield from _ready(chain[-1])
    source.push(None)
    yield from _ready(chain[-1])


def sound_frames(sound: Sound, size: int) -> Iterator[av.AudioFrame]:
    """Yield ``sound`` as frames of ``size`` samples (the last may be shorter), planar float32, in order."""
    layout = "mono" if sound.ndim == 1 else "stereo"
    planes: NDArray[np.float32] = sound[None, :] if sound.ndim == 1 else sound.T
    for start in range(0, len(sound), size):
        piece = np.ascontiguousarray(planes[:, start : start + size], dtype=np.float32)
        frame = av.AudioFrame.from_ndarray(piece, format="fltp", layout=layout)
        frame.sample_rate = SAMPLE_RATE
        frame.pts = start
        frame.time_base = _CLOCK
        yield frame


def _ready(sink: FilterContext) -> Iterator[av.AudioFrame]:
    while True:
        try:
            frame = sink.pull()
        except (av.BlockingIOError, av.EOFError):
            return
        if isinstance(frame, av.AudioFrame):
            yield frame
