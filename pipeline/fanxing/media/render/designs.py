"""What the engine asks of the look: someone who draws cards, mounts, labels and subtitles on the full canvas."""

from collections.abc import Callable, Sequence
from typing import Protocol

from fanxing.media.layer import Layer, Mount, Pixels, Plate
from fanxing.model.geometry import Box, Shape, Size
from fanxing.model.graphics import Card, Graphic
from fanxing.model.subtitle import Reading


class Designer(Protocol):
    """Draws for one shape."""

    @property
    def canvas(self) -> Size:
        """Pixels of the full canvas; drafts are scaled down from it."""
        ...

    @property
    def version(self) -> str:
        """Tells designs apart whose drawings differ: part of every key."""
        ...

    def plate(self, card: Card, picture: Pixels | None) -> Plate:
        """Draw a card; ``picture`` is RGB (H, W, 3), the still behind it; of an end card its logo, RGB(A); or None."""
        ...

    def mount(self, picture: Size, *, along: bool = False, alone: bool = False, window: Box | None = None) -> Mount:
        """Draw what surrounds a whole picture of that size, and say in which window it stands.

        Args:
            picture: Its pixels.
            along: A long one may have a window that is as wide as the canvas, and narrower than itself.
            alone: No type stands beside it.
            window: Where it stands, maybe past the canvas's edges; None: as the look likes.
        """
        ...

    def extended(self, clip: Size, *, alone: bool = False) -> Box | None:
        """Say in which window a clip stands over its own blurred light; None: it hangs as a picture does."""
        ...

    def graphic(self, graphic: Graphic) -> tuple[Layer, ...]:
        """Draw a lower third, a label, a mark or a call-out."""
        ...

    def cue(self, text: str, second: str | None, readings: Sequence[Reading] = (), said: int = 0) -> tuple[Layer, ...]:
        """Draw a subtitle."""
        ...


Designers = Callable[[Shape], Designer]
"""Loads the designer of a shape."""
