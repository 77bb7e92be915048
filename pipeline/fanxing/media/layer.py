"""What the look draws and the engine composes: pieces of picture with a place and a moment."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
"""RGB or RGBA, uint8, (H, W, C); alpha is straight, not multiplied in."""


@dataclass(frozen=True, eq=False)
class Layer:
    """A piece of picture laid over a frame."""

    rgba: Pixels
    """RGBA, (H, W, 4), straight alpha."""
    x: int
    """Column of its left edge on the full canvas."""
    y: int
    """Row of its upper edge on the full canvas."""
    enter: int = 0
    """Frames after the start of its clip at which it begins to appear."""
    fade: int = 9
    """Frames over which it appears, and disappears before its clip ends; 0: at once."""
    rise: int = 0
    """Pixels by which it floats up while it appears."""


@dataclass(frozen=True, eq=False)
class Plate:
    """A card: a ground that fills the canvas and layers that come in over it."""

    ground: Pixels
    """RGB, (H, W, 3), of the canvas's size or larger: what is larger is used for a slow push."""
    layers: tuple[Layer, ...]
    """In the order in which they are laid."""


@dataclass(frozen=True, eq=False)
class Mount:
    """How a whole picture stands in the frame: on a ground, in a window."""

    ground: Pixels
    """RGB, (H, W, 3), of the canvas's size: what surrounds the picture (frame, shadow and all)."""
    x: int
    """Left edge of the window."""
    y: int
    """Upper edge of the window."""
    width: int
    """Width of the picture at its largest, in pixels."""
    height: int
    """Height of the picture at its largest."""
