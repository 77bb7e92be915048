"""Music made as long as the film: the place is sought where its end goes over into its beginning unheard."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fanxing.media.wav import Sound
from fanxing.model.timing import SAMPLE_RATE

_HOP = 2_400
"""Samples between two looks at the music: 50 ms."""

_WINDOW = 4_096
"""Samples of one look."""

_BANDS = 24
"""Bands in which it is compared, evenly spaced in log frequency from 60 Hz to 12 kHz."""

_REGION_S = 60
"""The seam is sought in the first and the last minute at most: bounds the work."""

_SEAM_S = 1.5
"""Length of the crossfade at most; an eighth of the music at most."""

_LOST = 0.5
"""What it costs to leave out the whole music, where a middling seam costs 1: a longer round tires less."""

_SHIFT = 1_200
"""Samples (25 ms) by which the beginning is moved to lie in phase with the end."""

_SILENCE_DB = 50.0
"""What lies this far below the loudest look, at the very beginning or end, is no music."""

_Matrix = NDArray[np.float32]


@dataclass(frozen=True)
class Seam:
    """Where music jumps back, in samples."""

    end: int
    """Here the crossfade begins; it reaches ``overlap`` further."""
    start: int
    """Here the music goes on."""
    overlap: int
    """Length of the crossfade."""


def fitted(music: Sound, samples: int) -> Sound:
    """Give stereo music of exactly ``samples``: silence trimmed off, cut, or gone round at its best seam.

    Args:
        music: ``(samples,)`` or ``(samples, 2)``.
        samples: Length wanted.
    """
    stereo = np.stack([music, music], axis=1) if music.ndim == 1 else music
    body = _trimmed(stereo)
    if len(body) >= samples or not len(body):
        return np.pad(body[:samples], ((0, max(0, samples - len(body))), (0, 0)))
    seam = find_seam(body)
    out = np.zeros((samples, 2), dtype=np.float32)
    at = min(seam.end + seam.overlap, samples)
    out[:at] = body[:at]
    rise, fall = _crossfade(body, seam)
    again = body[seam.start : seam.end + seam.overlap].copy()
    while at < samples:
        join = at - seam.overlap
        piece = again[: samples - join]
        out[at : join + len(piece)] = piece[seam.overlap :]
        out[join:at] = out[join:at] * fall + piece[: seam.overlap] * rise
        at = join + len(piece)
    return out


def find_seam(body: Sound) -> Seam:
    """Find the best place to go round: where spectrum and level before and after are most alike.

    Args:
        body: Stereo music without silence at its ends.
    """
    overlap = max(1, min(int(_SEAM_S * SAMPLE_RATE), len(body) // 8))
    looks = _looks(body.mean(axis=1))
    width = max(2, overlap // _HOP)
    region = min(int(_REGION_S * SAMPLE_RATE / _HOP), int(len(looks) * 0.4))
    last = len(looks) - width
    if region <= width or last - region <= region:
        return Seam(end=len(body) - overlap, start=0, overlap=overlap)
    first, final = looks[: region + width], looks[last - region :]
    far = _distances(first, final)
    score = sum((far[k : k + region, k : k + region] for k in range(width)), np.zeros((region, region), np.float32))
    lost = (np.arange(region)[:, None] + np.arange(region)[::-1][None, :]) / len(looks)
    start, end = np.unravel_index(
        int(np.argmin(score / max(float(np.median(score)), 1e-6) + _LOST * lost)), score.shape
    )
    return _in_phase(body, Seam(end=(last - region + int(end)) * _HOP, start=int(start) * _HOP, overlap=overlap))


def _looks(mono: Sound) -> _Matrix:
    """Level of each band in dB for each hop, ``(hops, _BANDS)``."""
    count = max(0, (len(mono) - _WINDOW) // _HOP + 1)
    edges = np.geomspace(60, 12_000, _BANDS + 1) * _WINDOW / SAMPLE_RATE
    bands = np.clip(np.searchsorted(edges, np.arange(_WINDOW // 2 + 1)) - 1, -1, _BANDS)
    weights = (bands[:, None] == np.arange(_BANDS)[None, :]).astype(np.float32)
    window = np.hanning(_WINDOW).astype(np.float32)
    out = np.zeros((count, _BANDS), dtype=np.float32)
    for at in range(count):
        spectrum = np.abs(np.fft.rfft(mono[at * _HOP : at * _HOP + _WINDOW] * window)) ** 2
        out[at] = 10 * np.log10(spectrum @ weights + 1e-9)
    return np.asarray(np.maximum(out, out.max(initial=0.0) - 70), dtype=np.float32)


def _distances(one: _Matrix, other: _Matrix) -> _Matrix:
    squares = np.square(one).sum(axis=1)[:, None] + np.square(other).sum(axis=1)[None, :]
    return np.asarray(np.sqrt(np.maximum(squares - 2 * one @ other.T, 0.0)), dtype=np.float32)


def _in_phase(body: Sound, seam: Seam) -> Seam:
    """Move the start by up to ``_SHIFT`` so that the waves of both sides fall together."""
    low = max(0, seam.start - _SHIFT)
    there = body[low : seam.start + seam.overlap + _SHIFT].mean(axis=1)
    here = body[seam.end : seam.end + seam.overlap].mean(axis=1)
    size = 1 << (len(there) + len(here)).bit_length()
    match = np.fft.irfft(np.fft.rfft(there, size) * np.conj(np.fft.rfft(here, size)), size)
    shift = int(np.argmax(match[: len(there) - len(here) + 1]))
    return Seam(end=seam.end, start=low + shift, overlap=seam.overlap)


def _crossfade(body: Sound, seam: Seam) -> tuple[Sound, Sound]:
    """Factors of what comes and of what goes, ``(overlap, 1)``: the level holds, however alike both are."""
    angle = (np.arange(seam.overlap) + 0.5) / seam.overlap * np.pi / 2
    rise, fall = np.sin(angle), np.cos(angle)
    here = body[seam.end : seam.end + seam.overlap].ravel().astype(np.float64)
    there = body[seam.start : seam.start + seam.overlap].ravel().astype(np.float64)
    alike = float(here @ there / (np.linalg.norm(here) * np.linalg.norm(there) + 1e-12))
    level = np.sqrt(1 + 2 * max(0.0, alike) * rise * fall)
    return (rise / level).astype(np.float32)[:, None], (fall / level).astype(np.float32)[:, None]


def _trimmed(stereo: Sound) -> Sound:
    """Without the silence at both ends."""
    hops = len(stereo) // _HOP
    if hops < 2:
        return stereo
    looks = np.ascontiguousarray(stereo[: hops * _HOP]).reshape(hops, -1)
    power = np.einsum("ij,ij->i", looks, looks)
    loud = np.flatnonzero(power > power.max(initial=0.0) * 10 ** (-_SILENCE_DB / 10))
    return stereo[loud[0] * _HOP : (loud[-1] + 1) * _HOP] if len(loud) else stereo[:0]
