"""A quiet bed of music: plucked strings on five notes, a soft low tone, a large room; its end meets its beginning."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from .fields import Floats

RATE = 48_000
SECONDS = 40
STEPS = (0, 2, 4, 7, 9)
"""Semitones of the scale over its lowest note (gong, shang, jue, zhi, yu)."""
LOWEST = 146.83
"""Hertz of the first note, a D."""
MELODY = [
    (0.0, 5, 1.0), (1.25, 7, 0.7), (2.5, 8, 0.85), (3.75, 7, 0.6), (5.0, 5, 0.9), (6.9, 4, 0.6), (7.5, 3, 0.7),
    (10.0, 5, 0.9), (11.25, 8, 0.8),
    (12.5, 10, 0.95), (14.4, 9, 0.6), (15.0, 8, 0.7), (16.25, 7, 0.75), (17.5, 5, 0.6), (20.0, 7, 0.9),
    (21.25, 9, 0.7), (22.5, 10, 0.9), (23.75, 12, 0.8),
    (25.0, 10, 0.9), (26.9, 9, 0.55), (27.5, 8, 0.75), (30.0, 7, 0.85), (31.25, 5, 0.65), (32.5, 4, 0.8),
    (33.75, 3, 0.6), (35.0, 5, 0.85), (37.5, 2, 0.6),
]  # fmt: skip
"""Beginning in seconds, place on the scale, strength."""
LOW = [
    (0.0, 0, 0.8),
    (5.0, 3, 0.6),
    (10.0, 1, 0.7),
    (15.0, 3, 0.6),
    (20.0, 0, 0.8),
    (25.0, 4, 0.6),
    (30.0, 3, 0.7),
    (35.0, 0, 0.75),
]


def pitch(step: int) -> float:
    """Hertz of a place on the scale; five places are an octave."""
    return float(LOWEST * 2.0 ** ((STEPS[step % 5] + 12 * (step // 5)) / 12))


def pluck(
    hertz: float, seconds: float, chance: np.random.Generator, *, bright: float, bend: float = 0.0
) -> NDArray[np.float64]:
    """A string after Karplus and Strong, worked a period at a time; `bend` (semitones) comes as it dies away."""
    period = int(RATE / hertz)
    string = chance.uniform(-1.0, 1.0, period)
    for _ in range(int(3 + (1.0 - bright) * 9)):
        string = 0.5 * (string + np.roll(string, 1))
    string -= string.mean()
    comb = int(period * 0.13) + 1
    string = string - 0.85 * np.roll(string, comb)
    rounds = int(seconds * RATE / period) + 3
    keep = 0.5 ** (1.0 / (hertz * 0.95 * (220.0 / hertz) ** 0.35))
    whole = np.empty(rounds * period)
    last = string / (np.abs(string).max() + 1e-9)
    for number in range(rounds):
        whole[number * period : (number + 1) * period] = last
        last = keep * ((0.5 + 0.38 * bright) * last + (0.5 - 0.38 * bright) * np.roll(last, 1))
    t = np.arange(int(seconds * RATE)) / RATE
    drawn = bend * np.clip((t - 0.18) / 0.25, 0, 1) * (1 - np.clip((t - 0.7) / 0.4, 0, 1)) + 0.10 * np.sin(
        2 * np.pi * 5.2 * t
    ) * np.clip((t - 0.5) / 0.8, 0, 1)
    speed = hertz * period / RATE * 2.0 ** (drawn / 12)
    at = np.concatenate([[0.0], np.cumsum(speed)[:-1]])
    tone = np.interp(at, np.arange(whole.size), whole, right=0.0)
    shaped: NDArray[np.float64] = tone * np.minimum(1.0, t / 0.002) * np.clip((seconds - t) / 0.4, 0.0, 1.0)
    return shaped


def _room(chance: np.random.Generator) -> NDArray[np.float64]:
    """The answer of a large room, (2, samples of the whole bed)."""
    t = np.arange(RATE * SECONDS) / RATE
    noise = chance.standard_normal((2, t.size))
    spectrum = np.fft.rfft(noise * np.exp(-t / 0.75) * np.clip((t - 0.018) / 0.03, 0, 1))
    hertz = np.fft.rfftfreq(t.size, 1 / RATE)
    answer: NDArray[np.float64] = spectrum / (1.0 + (hertz / 2600.0) ** 2) * (hertz / (hertz + 140.0))
    return answer


def compose(seed: int = 5) -> Floats:
    """The bed as float32 (2, samples); played in a round it has no seam, for every tail runs on into the beginning."""
    chance = np.random.default_rng(seed)
    total = np.zeros((2, RATE * SECONDS))

    def play(start: float, tone: NDArray[np.float64], loud: float, side: float) -> None:
        at = (int((start + chance.uniform(0, 0.018)) * RATE) + np.arange(tone.size)) % total.shape[1]
        total[0, at] += tone * loud * np.sqrt(0.5 - 0.5 * side)
        total[1, at] += tone * loud * np.sqrt(0.5 + 0.5 * side)

    for start, step, loud in MELODY:
        bend = 0.9 if loud < 0.65 else 0.0
        play(start, pluck(pitch(step), 5.0, chance, bright=0.35 + 0.4 * loud, bend=bend), 0.5 * loud, 0.10 * (step - 7))
    for start, step, loud in LOW:
        play(start, pluck(pitch(step) / 2, 8.0, chance, bright=0.25), 0.55 * loud, -0.15)
        play(start + 0.62, pluck(pitch(step + 3) / 2, 6.0, chance, bright=0.25), 0.30 * loud, 0.2)
    for number, step in enumerate((5, 6, 7, 8, 9, 10, 11, 12)):
        play(
            18.4 + 0.105 * number,
            pluck(pitch(step), 3.0, chance, bright=0.4),
            0.16 + 0.015 * number,
            0.06 * (number - 4),
        )
        play(
            38.6 + 0.115 * number,
            pluck(pitch(14 - number), 3.0, chance, bright=0.35),
            0.20 - 0.012 * number,
            0.05 * (4 - number),
        )
    t = np.arange(total.shape[1]) / RATE
    for hertz, loud, turns in ((73.4, 0.050, 2), (110.0, 0.030, 3), (146.8, 0.022, 5), (220.0, 0.009, 4)):
        whole = round(hertz * SECONDS) / SECONDS
        swell = 0.6 + 0.4 * np.sin(2 * np.pi * turns * t / SECONDS)
        total += np.stack([np.sin(2 * np.pi * whole * t), np.sin(2 * np.pi * whole * t + 0.7)]) * loud * swell
    wet = np.fft.irfft(np.fft.rfft(total) * _room(chance), total.shape[1])
    mixed = total / np.abs(total).max() + 0.50 * wet / np.abs(wet).max()
    bed: Floats = (mixed / np.abs(mixed).max() * 0.70).astype(np.float32)
    return bed


def write(path: Path) -> None:
    """Writes the bed as Ogg Opus."""
    bed = compose()
    with av.open(str(path), "w", format="ogg") as out:
        stream = out.add_stream("libopus", rate=RATE, layout="stereo")
        stream.bit_rate = 96_000
        for start in range(0, bed.shape[1], 1024):
            frame = av.AudioFrame.from_ndarray(
                np.ascontiguousarray(bed[:, start : start + 1024]), format="fltp", layout="stereo"
            )
            frame.sample_rate = RATE
            frame.pts = start
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
