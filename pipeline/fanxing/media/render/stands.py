"""How a picture stands in the frame: filling it, or hung in a window."""

from typing import Annotated, Literal

from pydantic import Field

from fanxing.media.render.path import Path
from fanxing.model.document import Document
from fanxing.model.geometry import Box
from fanxing.model.storyboard import Move

WHOLE_FROM = 0.965
"""Share of its window that a picture fills where it is farthest."""


class Bleed(Document):
    """The picture fills the canvas."""

    kind: Literal["bleed"] = "bleed"
    """Kind of stand."""
    path: Path
    """Its move."""


class Mounted(Document):
    """The picture, or a region of it, stands whole in the window of the look's mount."""

    kind: Literal["mounted"] = "mounted"
    """Kind of stand."""
    region: Box
    """Part of the picture that is shown, in its pixels; the whole picture mostly."""
    move: Move
    """How it moves in its window."""
    alone: bool = False
    """No type stands beside it: a wide canvas is its own."""
    window: Box | None = None
    """Where it stands, pixels of the full canvas, maybe past its edges; None: the look's own window."""

    @property
    def passes(self) -> bool:
        """Whether it may pass through its window: what is held may not."""
        return self.move != "hold"


class Contained(Document):
    """Footage hangs whole in the look's mount, as a photograph does."""

    kind: Literal["contained"] = "contained"
    """Kind of stand."""
    alone: bool = False
    """No type stands beside it."""


Stand = Annotated[Bleed | Mounted | Contained, Field(discriminator="kind")]
"""How a picture stands in the frame."""
