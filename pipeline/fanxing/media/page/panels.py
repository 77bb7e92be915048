"""The first and last frame of every shot, as small pictures."""

from dataclasses import dataclass

from fanxing.model.geometry import SHAPES, Shape, Size

SHORT_SIDE = 360
"""Pixels of a panel: sharp on a phone, where two stand side by side."""


@dataclass(frozen=True)
class Panel:
    """One shot, as two JPEGs."""

    first: bytes
    """Its first frame, with the type that comes in on it."""
    last: bytes
    """Its last frame."""


@dataclass(frozen=True)
class Panels:
    """The panels of a storyboard."""

    shape: Shape
    """Shape of the film that they show."""
    size: Size
    """Pixels of each."""
    panels: tuple[Panel, ...]
    """One a shot, in order."""


def panel_size(shape: Shape) -> Size:
    """Pixels of a panel of a film's shape."""
    full = SHAPES[shape]
    scale = SHORT_SIDE / full.short_side
    return Size(width=round(full.width * scale), height=round(full.height * scale))
