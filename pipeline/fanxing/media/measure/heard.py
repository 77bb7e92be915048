"""Listens to decoded sound go by: loudness, true peak, silence, clipping, waveform; holds no more than figures."""

import itertools
import math
from collections import Counter
from fractions import Fraction
from typing import Any

import av
import numpy as np
from av.filter import Graph
from av.filter.context import FilterContext
from numpy.typing import NDArray

from fanxing.media.measure.seen import stretches
from fanxing.model.timing import SAMPLE_RATE

HOP = 480
"""Samples of one value of the envelope: 10 ms."""
SILENT_DB = -60.0
"""dBFS (mean power) below which nothing is heard. Source: ffmpeg silencedetect's default."""
SHORTEST_SILENCE = 100
"""Hops: one second; shorter pauses are breath."""
FULL = 0.985
"""Sample value from which a run of three counts as clipped: AAC rounds the flat tops a little."""
AT_ONCE = SAMPLE_RATE
"""Samples that are looked at together: one call a second instead of forty-seven."""
LOWERED = 4_000
"""Samples a second of sound that is kept to be compared: a quarter of a millisecond is far below a frame."""
FLOOR_LUFS = -70.0
"""Absolute gate of ITU-R BS.1770-4, annex 1: what is below counts as silence."""


class Listener:
    """Takes decoded frames of any kind and keeps figures of them."""

    def __init__(self, *, holds: bool = False) -> None:
        self._resampler = av.AudioResampler(format="fltp", layout="stereo", rate=SAMPLE_RATE, frame_size=AT_ONCE)
        self._holds = holds
        self._lowered: list[NDArray[np.float32]] = []
        self._graph = Graph()  # held here: its filters die with it
        self._mouth, self._end = _meter(self._graph)
        self._rest = np.zeros((2, 0), dtype=np.float32)
        self._power: list[NDArray[np.float32]] = []
        self._peak: list[NDArray[np.float32]] = []
        self._told: dict[str, str] = {}
        self._curve: list[float] = []
        self._hops = 0
        self._given: Counter[int] = Counter()
        self.samples = 0
        self.clipped = 0

    def hear(self, frame: av.AudioFrame | None) -> None:
        """Take one decoded frame; None: there is no more."""
        if frame is not None:
            self._given[frame.sample_rate] += frame.samples
        for piece in self._resampler.resample(frame):
            self._note(np.asarray(piece.to_ndarray(), dtype=np.float32))
        if frame is None:
            self._mouth.push(None)
            self._read()

    @property
    def seconds(self) -> Fraction:
        """Length of what was taken, as it was decoded."""
        return sum((Fraction(samples, rate) for rate, samples in self._given.items()), Fraction(0))

    def _note(self, sound: NDArray[np.float32]) -> None:
        self.clipped += _clipped_runs(sound)
        meter = av.AudioFrame.from_ndarray(np.ascontiguousarray(sound), format="fltp", layout="stereo")
        meter.sample_rate, meter.pts, meter.time_base = SAMPLE_RATE, self.samples, Fraction(1, SAMPLE_RATE)
        self.samples += sound.shape[1]
        self._mouth.push(meter)
        self._read()
        whole = np.concatenate([self._rest, sound], axis=1)
        count = whole.shape[1] // HOP
        cut, self._rest = whole[:, : count * HOP], whole[:, count * HOP :]
        if count:
            blocks = cut.reshape(2, count, HOP)
            self._power.append((blocks**2).mean(axis=(0, 2)))
            self._peak.append(np.abs(blocks).max(axis=(0, 2)))
            if self._holds:
                self._lowered.append(cut.reshape(2, -1, SAMPLE_RATE // LOWERED).mean(axis=(0, 2)))

    def _read(self) -> None:
        while True:
            try:
                frame = self._end.pull()
            except (av.BlockingIOError, av.EOFError):
                return
            told = frame.metadata if isinstance(frame, av.AudioFrame) else {}
            if "lavfi.r128.S" in told:
                self._told = dict(told)
                self._hops += 1
                if self._hops % 10 == 0:
                    self._curve.append(round(max(_number(told["lavfi.r128.S"]), FLOOR_LUFS), 1))

    def facts(self) -> dict[str, Any]:
        """Figures in the house's units; loudness and peak are None where nothing sounds."""
        integrated = _number(self._told.get("lavfi.r128.I", "-70"))
        peak = _number(self._told.get("lavfi.r128.true_peak", "0"))
        sounds = integrated > FLOOR_LUFS
        return {
            "samples": self.samples,
            "loudness_lufs": round(integrated, 2) if sounds else None,
            "true_peak_dbtp": round(20 * math.log10(peak), 2) if sounds and peak > 0 else None,
            "clipped_runs": self.clipped,
            "silence": self._silence(),
        }

    def _silence(self) -> list[list[float]]:
        """Stretches in seconds in which nothing is heard for a second or longer."""
        power = np.concatenate(self._power) if self._power else np.zeros(0, dtype=np.float32)
        quiet = stretches(power < 10 ** (SILENT_DB / 10))
        return [[first / 100, after / 100] for first, after in quiet if after - first >= SHORTEST_SILENCE]

    def curve(self) -> tuple[float, ...]:
        """Short-term loudness at the end of each second, LUFS."""
        return tuple(self._curve)

    def envelope(self) -> tuple[float, ...]:
        """Power of each hop in dBFS, not below -90; of the first ten minutes."""
        power = np.concatenate(self._power)[:60_000] if self._power else np.zeros(0, dtype=np.float32)
        return tuple(round(float(one), 1) for one in 10 * np.log10(np.maximum(power, 1e-9)))

    def lowered(self, start_s: float) -> NDArray[np.float32]:
        """The sound at ``LOWERED`` on the film's clock, mono: silence stands where it starts late."""
        lead = np.zeros(max(0, round(start_s * LOWERED)), dtype=np.float32)
        return np.concatenate([lead, *self._lowered])

    def peaks(self, most: int = 600) -> tuple[float, ...]:
        """Largest sample of each of at most ``most`` stretches, 0 to 1."""
        peak = np.concatenate(self._peak) if self._peak else np.zeros(0, dtype=np.float32)
        parts = np.array_split(peak, min(most, len(peak))) if len(peak) else []
        return tuple(round(min(float(part.max()), 1.0), 3) for part in parts)


def _meter(graph: Graph) -> tuple[FilterContext, FilterContext]:
    """Build the loudness meter; give its mouth and its end."""
    base = Fraction(1, SAMPLE_RATE)
    chain = [
        graph.add_abuffer(sample_rate=SAMPLE_RATE, format="fltp", layout="stereo", time_base=base),
        graph.add("ebur128", "metadata=1:peak=true"),
        graph.add("abuffersink"),
    ]
    for one, after in itertools.pairwise(chain):
        one.link_to(after)
    graph.configure()
    return chain[0], chain[-1]


def _clipped_runs(sound: NDArray[np.float32]) -> int:
    """Count runs of three or more samples at full scale."""
    full = np.abs(sound) >= FULL
    if not full.any():
        return 0
    return sum(after - first >= 3 for channel in full for first, after in stretches(channel))


def _number(text: str) -> float:
    value = float(text)
    return value if math.isfinite(value) else -120.0
