"""Sound inside: WAV files of float32 at 48 kHz, read and written.

Written by hand because the standard library's ``wave`` knows whole numbers only, and a decoder would copy
what can simply be mapped into memory. Source: Microsoft and IBM, Multimedia Programming Interface 1.0, and
RFC 2361 for format 3.
"""

import struct
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from fanxing.model.timing import SAMPLE_RATE

Sound = NDArray[np.float32]
"""Samples at 48 kHz, float32, full scale 1.0: ``(samples,)`` mono, or ``(samples, 2)`` stereo."""

_FLOAT = 3
_EXTENSIBLE = 0xFFFE
_LONGEST = 0xFFFF_FF00
"""Bytes of sound that the 32-bit sizes of a WAV can tell: 3 hours of stereo."""


def write_wav(path: Path, sound: Sound) -> None:
    """Write ``sound`` to ``path``: the same samples always give the same bytes.

    Args:
        path: Where; an older file is written over.
        sound: ``(samples,)`` or ``(samples, 2)``; any real kind of number, written as float32.

    Raises:
        ValueError: Another shape, a sample that is no number, or more than 3 hours of stereo.
    """
    samples = np.ascontiguousarray(sound, dtype="<f4")
    if samples.ndim not in (1, 2) or (samples.ndim == 2 and samples.shape[1] != 2):
        raise ValueError(f"sound of shape {samples.shape}: (samples,) or (samples, 2) is wanted")
    if not np.isfinite(samples).all():
        raise ValueError("sound holds a sample that is no number")
    if samples.nbytes > _LONGEST:
        raise ValueError("sound is longer than a WAV can tell")
    channels = samples.ndim
    form = struct.pack("<HHIIHHH", _FLOAT, channels, SAMPLE_RATE, SAMPLE_RATE * channels * 4, channels * 4, 32, 0)
    fact = struct.pack("<I", len(samples))
    body = b"WAVE" + b"".join(
        name + struct.pack("<I", len(chunk)) + chunk for name, chunk in ((b"fmt ", form), (b"fact", fact))
    )
    with path.open("wb") as stream:
        stream.write(b"RIFF" + struct.pack("<I", len(body) + 8 + samples.nbytes) + body)
        stream.write(b"data" + struct.pack("<I", samples.nbytes))
        samples.tofile(stream)


def read_wav(path: Path) -> Sound:
    """Read a sound of ours, mapped from the file: what is not touched is not read; changes stay in memory.

    Returns:
        ``(samples,)`` of a mono file, ``(samples, 2)`` of a stereo one.

    Raises:
        ValueError: Not a WAV of float32 at 48 kHz with one or two channels, or cut short.
    """
    channels, offset, size = _layout(path)
    samples = size // (4 * channels)
    shape = (samples,) if channels == 1 else (samples, channels)
    if samples == 0:
        return np.zeros(shape, dtype=np.float32)
    return np.memmap(path, dtype="<f4", mode="c", offset=offset, shape=shape)


def wav_samples(path: Path) -> int:
    """Length of a sound of ours in samples, from its header alone.

    Raises:
        ValueError: As ``read_wav``.
    """
    channels, _, size = _layout(path)
    return size // (4 * channels)


def _layout(path: Path) -> tuple[int, int, int]:
    """Channels, and where the samples lie: offset and length in bytes."""
    with path.open("rb") as stream:
        head = stream.read(12)
        if head[:4] != b"RIFF" or head[8:12] != b"WAVE":
            raise ValueError(f"{path.name} is no WAV")
        channels = 0
        while True:
            name, size = _chunk(stream, path)
            if name == b"fmt ":
                channels = _channels(stream.read(size + size % 2), path)
            elif name == b"data":
                break
            else:
                stream.seek(size + size % 2, 1)
        offset = stream.tell()
    if not channels or path.stat().st_size < offset + size:
        raise ValueError(f"{path.name} is cut short")
    return channels, offset, size


def _chunk(stream: BinaryIO, path: Path) -> tuple[bytes, int]:
    head = stream.read(8)
    if len(head) < 8:
        raise ValueError(f"{path.name} is cut short")
    return head[:4], struct.unpack("<I", head[4:])[0]


def _channels(form: bytes, path: Path) -> int:
    kind, channels, rate, _, _, bits = struct.unpack("<HHIIHH", form.ljust(16, b"\0")[:16])
    if kind == _EXTENSIBLE:  # the real kind stands first in the sub-format; ffmpeg writes it so
        kind = int.from_bytes(form[24:26], "little")
    if (kind, rate, bits) != (_FLOAT, SAMPLE_RATE, 32) or channels not in (1, 2):
        raise ValueError(f"{path.name} is no WAV of float32 at {SAMPLE_RATE} Hz with one or two channels")
    return int(channels)
