"""Forced alignment of a known script to a recording of it, without model weights."""

from fanxing.media.speech.align.aligner import align
from fanxing.media.speech.align.alignment import BAR, AlignedLine, AlignedUnit, Alignment, Stray

__all__ = ["BAR", "AlignedLine", "AlignedUnit", "Alignment", "Stray", "align"]
