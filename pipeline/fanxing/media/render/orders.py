"""What is drawn: everything that shapes the frames of one span, as documents. Their fingerprint is its key.

Nothing here knows at which frame of the film it stands: time is counted from the start of each scene, so that a
line that grows shorter moves what follows without making it anew.
"""

from typing import Annotated, Literal

from pydantic import Field

from fanxing.media.render.stands import Bleed, Contained, Mounted
from fanxing.model.document import Blob, Document
from fanxing.model.geometry import SafeArea, Shape, Size
from fanxing.model.graphics import Card, Graphic
from fanxing.model.storyboard import Move
from fanxing.model.subtitle import Reading
from fanxing.model.timeline import Clip
from fanxing.model.timing import Rate


class Canvas(Document):
    """The frame that is drawn on."""

    shape: Shape
    """Its aspect."""
    full: Size
    """Pixels of the full canvas, on which everything is laid out."""
    size: Size
    """Pixels that are drawn: half of it in a draft."""
    safe: SafeArea
    """What the platforms cover."""
    design: str
    """Version of the designer."""

    @property
    def scale(self) -> float:
        """Drawn pixels a pixel of the full canvas."""
        return self.size.width / self.full.width


class StillScene(Document):
    """A photograph under a moving camera."""

    kind: Literal["still"] = "still"
    """Kind of scene."""
    picture: Blob
    """PNG, RGB."""
    stand: Annotated[Bleed | Mounted, Field(discriminator="kind")]
    """How it stands in the frame."""
    frames: int
    """Length of its move; 1 where it rests."""
    settles: int | None = None
    """Age from which its move comes to rest; None where it does not in what is ordered."""


class CardScene(Document):
    """A card: its ground under a slow push, and type that comes in."""

    kind: Literal["card"] = "card"
    """Kind of scene."""
    card: Card
    """Its words."""
    picture: Blob | None
    """Still behind it."""
    move: Move
    """Of its ground."""
    frames: int
    """Length of the move; 1 where it rests."""
    settles: int | None = None
    """Age from which the move comes to rest; None where it does not in what is ordered."""
    opens: bool
    """It opens the film: what would come in on the first frame is there already."""
    comes: int = 0
    """Age before which no type comes in: what was there before has left by then."""
    leaves: int | None = None
    """Age at which all type is gone, so that nothing comes through it; None: it stays to the end."""


class FootageScene(Document):
    """A clip, at rest in the frame; its age is the frame of the file."""

    kind: Literal["footage"] = "footage"
    """Kind of scene."""
    picture: Blob
    """MP4, constant rate."""
    size: Size
    """Its pixels."""
    frames: int
    """Its length: before and after it the first and last frame stand."""
    stand: Annotated[Bleed | Contained, Field(discriminator="kind")]
    """How it stands in the frame."""


class RegisteredScene(Document):
    """A shot that an installed package draws."""

    kind: Literal["registered"] = "registered"
    """Kind of scene."""
    name: str
    """Its name in the group of entry points."""
    maker: str
    """Package and version that registered it."""
    clip: Clip
    """What it is made of; its uid and part are blank, because they shape nothing."""
    frames: int
    """How long it is seen, transitions included."""
    rate: Rate
    """Frames a second."""


Scene = Annotated[StillScene | CardScene | FootageScene | RegisteredScene, Field(discriminator="kind")]
"""What the picture track shows between two cuts."""


class CueText(Document):
    """A subtitle."""

    kind: Literal["cue"] = "cue"
    """Kind of text."""
    text: str
    """Its line or lines."""
    second: str | None
    """Second language."""
    readings: tuple[Reading, ...]
    """Of rare characters; empty where they are not wanted."""
    said: int = 0
    """Characters, from the first, in the colour of what has been said."""


class Laid(Document):
    """Type over the picture, seen from one span."""

    what: Annotated[Graphic | CueText, Field(discriminator="kind")]
    """What is set."""
    age: int
    """Frames since its start on the span's first frame; below zero: it comes later."""
    left: int
    """Frames that it is still seen, counted from the span's first frame."""
    at_once: bool
    """It comes and goes at once, as subtitles do: they are read, not watched."""


class Shown(Document):
    """A scene and its age."""

    scene: int
    """Index in the order's scenes."""
    age: int
    """Frames since it was first seen, on the section's first frame."""


class Section(Document):
    """A stretch of a span in which the same is shown: a scene, or one giving way to another."""

    frames: int
    """Length."""
    first: Shown
    """What is shown, or what leaves."""
    second: Shown | None = None
    """What comes, in a transition."""
    style: Literal["crossfade", "part"] = "crossfade"
    """How it comes."""
    veiled: bool = False
    """What leaves is gone before it comes."""
    done: int = 0
    """Frames of the transition before this section."""
    total: int = 1
    """Frames of the whole transition."""


class Encoding(Document):
    """How a span is encoded; the same for all spans of a film but for the ceiling, which no header tells."""

    preset: str
    """Of x264."""
    crf: float
    """Constant rate factor of x264."""
    max_kbps: int
    """Ceiling of the span's own mean bit rate."""
    rate: Rate
    """Frames a second."""


class SpanOrder(Document):
    """Everything that shapes the bytes of one span."""

    tools: tuple[str, ...]
    """Versions of what draws and encodes, the engine itself among them."""
    canvas: Canvas
    """What is drawn on."""
    scenes: tuple[Scene, ...]
    """What is shown in it."""
    sections: tuple[Section, ...]
    """In order."""
    laid: tuple[Laid, ...]
    """Type over it, lowest first."""
    encoding: Encoding
    """How it is encoded."""

    @property
    def frames(self) -> int:
        """Length."""
        return sum(section.frames for section in self.sections)


class SpanVideo(Document):
    """A finished span."""

    video: Blob
    """MP4 with H.264 alone."""
    frames: int
    """Length."""
