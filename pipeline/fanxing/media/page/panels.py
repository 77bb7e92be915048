"""The first and last frame of every shot, as small pictures."""

from dataclasses import dataclass

from fanxing.model.geometry import SHAPES, Shape, Size
from fanxing.model.words import say

SHORT_SIDE = 360
"""Pixels of a panel: sharp on a phone, where two stand side by side."""
DIFFERS = 10
"""Hundredths of a picture: what one shape shows more of than another, before it is told."""


@dataclass(frozen=True)
class Panel:
    """One shot, as two JPEGs."""

    first: bytes
    """Its first frame, with the type that comes in on it."""
    last: bytes
    """Its last frame."""
    seen: float | None = None
    """Share of the picture's area that is seen where it is nearest; None for a card."""


@dataclass(frozen=True)
class Aside:
    """The same shots in a further shape of the film: each by its last frame."""

    shape: Shape
    """The shape."""
    size: Size
    """Pixels of each."""
    panels: tuple[Panel, ...]
    """One a shot, in order; its first frame is its last."""


@dataclass(frozen=True)
class Panels:
    """The panels of a storyboard."""

    shape: Shape
    """Shape of the film that they show."""
    size: Size
    """Pixels of each."""
    panels: tuple[Panel, ...]
    """One a shot, in order."""
    asides: tuple[Aside, ...] = ()
    """The film's further shapes."""

    @property
    def shapes(self) -> str:
        """All shapes of the film, for people: ``9:16、16:9``."""
        return say("、").join((self.shape, *(one.shape for one in self.asides)))

    def differs(self, number: int) -> str:
        """What each shape shows of a shot's picture (from 1), in words; empty where that is about the same."""
        shapes = ((self.shape, self.panels), *((one.shape, one.panels) for one in self.asides))
        told = [(shape, panels[number - 1].seen) for shape, panels in shapes]
        shares = {shape: round(100 * seen) for shape, seen in told if seen is not None}
        if not shares or max(shares.values()) - min(shares.values()) < DIFFERS:
            return ""
        return say("，").join(
            say("{shape} 见原图的 {share}%", shape=shape, share=share) for shape, share in shares.items()
        )


def panel_size(shape: Shape) -> Size:
    """Pixels of a panel of a film's shape."""
    full = SHAPES[shape]
    scale = SHORT_SIDE / full.short_side
    return Size(width=round(full.width * scale), height=round(full.height * scale))
