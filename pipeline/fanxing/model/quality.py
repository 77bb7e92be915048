"""What was measured on the finished files, and what the eyes make of it."""

from typing import Any

from fanxing.model.document import Blob, Document
from fanxing.model.errors import Fault


class Measured(Document):
    """One finished file, measured: plain numbers, no judgement."""

    name: str
    """What it is, for people: ``9:16 film``."""
    facts: dict[str, Any]
    """Figures by name, with the unit in the name (``duration_s``, ``true_peak_dbtp`` …)."""
    loudness: tuple[float, ...] = ()
    """Short-term loudness each second, LUFS, for the report; -70 where nothing sounds."""
    peaks: tuple[float, ...] = ()
    """Largest sample of each of at most 600 equal stretches, 0 to 1, for the waveform."""
    thumbnails: tuple[Blob, ...] = ()
    """Frames at even distances, JPEG, for the report."""


class QualityReport(Document):
    """The verdict on everything that will be shipped."""

    passed: bool
    """No finding is a fault."""
    measured: tuple[Measured, ...]
    """What was measured."""
    findings: tuple[Fault, ...]
    """Faults and advice."""
    loudness_lufs: float | None = None
    """Integrated loudness of the (first) film."""
    true_peak_dbtp: float | None = None
    """True peak of the (first) film."""
