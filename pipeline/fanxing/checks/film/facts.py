"""What all judges of films share."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from fanxing.model.words import say

Facts = Mapping[str, Any]
"""What ``media.measure`` found; a film without sound has no figures of sound."""


def is_damaged(facts: Facts) -> bool:
    """Whether the file is cut short or rotten: its lengths then say nothing more."""
    return bool(facts.get("cut_short") or facts.get("decode_errors")) or lost_frames(facts) > 0


def lost_frames(facts: Facts) -> int:
    """Count the frames that the file's index names and that could not be decoded."""
    return max(0, int(facts.get("frames_told") or 0) - int(facts.get("frames", 0)))


def seconds_at(facts: Facts, frame: int) -> float:
    """Moment of a frame, by the film's own rate; 30 where none was found."""
    return float(frame / Fraction(facts.get("rate") or 30))


EXPORT = say("在剪映里重新导出：1080p、30 帧、H.264，关掉“智能 HDR”；或把它作为素材写进配方，fanxing 会转好")
"""The mend of a file whose form is not what platforms take: what a person sets, not what a machine calls it."""

AGAIN = say("重新渲染；再次出现时请报告这个缺陷")
"""The mend of what no recipe can cause."""
