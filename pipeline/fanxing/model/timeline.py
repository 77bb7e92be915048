"""The timeline: tracks of clips, gaps and transitions, in whole frames (the words are OpenTimelineIO's)."""

from typing import Annotated, Literal

from pydantic import Field

from fanxing.model.document import Blob, Document
from fanxing.model.footage import Moving, Still
from fanxing.model.geometry import FocusBox
from fanxing.model.graphics import Card, Graphic
from fanxing.model.storyboard import Move, View
from fanxing.model.timing import FrameRange, Frames, Rate, Samples

Positive = Annotated[int, Field(gt=0)]
"""A length in frames."""


class Clip(Document):
    """A range of footage, or a card, placed on the picture track."""

    kind: Literal["clip"] = "clip"
    """Kind of item."""
    shot: str
    """Uid of the shot."""
    part: str
    """Id of the part."""
    view: View
    """How the picture stands in the frame."""
    move: Move
    """How the camera moves over the clip's whole visible length, transitions included."""
    media: Annotated[Still | Moving, Field(discriminator="kind")] | None = None
    """Picture or clip; None where the card stands on the look's ground."""
    focus: FocusBox | None = None
    """Part to bring out."""
    card: Card | None = None
    """The card."""
    source_in: Frames = 0
    """Moving footage: first frame shown at the clip's in point (handles lie before it)."""
    duration: Positive
    """Length on the track, in frames, transitions not counted."""
    registered: str | None = None
    """Name of a registered shot."""
    alone: bool = False
    """No type stands beside it while it is seen: on a wide canvas it may take the middle."""


class Gap(Document):
    """Nothing, for a while."""

    kind: Literal["gap"] = "gap"
    """Kind of item."""
    duration: Positive
    """Frames."""


class Transition(Document):
    """Between two clips; it never lengthens a track.

    It borrows ``in_offset`` frames of handle from the clip after, before the cut, and ``out_offset`` frames of
    handle from the clip before, after the cut.
    """

    kind: Literal["transition"] = "transition"
    """Kind of item."""
    style: Literal["crossfade", "part"] = "crossfade"
    """crossfade: inside a part · part: the look's designed transition between parts."""
    in_offset: Frames
    """Frames before the cut."""
    out_offset: Frames
    """Frames after the cut."""


class SoundClip(Document):
    """A sound placed on a sound track."""

    kind: Literal["sound"] = "sound"
    """Kind of item."""
    name: str
    """Id of the line, or key of the footage item."""
    sound: Blob | None
    """WAV, float32, 48 kHz; None for a line of the silent voice, which has its place all the same."""
    source_in: Samples = 0
    """First sample used."""
    samples: Samples
    """Length used."""
    start: Frames
    """Frame on which it starts; at 30/1 that is sample ``start * 1600``."""


class GraphicClip(Document):
    """Type over the picture, for a while."""

    kind: Literal["graphic"] = "graphic"
    """Kind of item."""
    graphic: Graphic
    """What is set."""
    span: FrameRange
    """When it is seen, its coming and going included."""


class AiNotice(Document):
    """What must be declared, computed from provenance."""

    synthetic: bool
    """Whether anything is synthetic."""
    parts: tuple[Literal["voice", "picture", "footage", "music"], ...] = ()
    """What is."""
    label: str = ""
    """The visible label."""
    metadata: Literal["bare", "wrapped"] = "bare"
    """Form of the AIGC metadata."""
    aigc: str = ""
    """The AIGC value to write, JSON text; empty where nothing is synthetic."""


class Timeline(Document):
    """One cut, ready to be rendered."""

    rate: Rate
    """Frames a second."""
    duration: Positive
    """Length of all tracks, in frames."""
    picture: tuple[Annotated[Clip | Gap | Transition, Field(discriminator="kind")], ...]
    """The picture track: clips with transitions between them; without gaps."""
    graphics: tuple[GraphicClip, ...]
    """Type over the picture, in order of start."""
    voice: tuple[SoundClip, ...]
    """The narration."""
    sounds: tuple[SoundClip, ...] = ()
    """The footage's own sound."""
    notice: AiNotice
    """What must be declared."""
    fallbacks: tuple[str, ...] = ()
    """What had to be done otherwise than asked."""

    @property
    def clips(self) -> tuple[tuple[int, Clip], ...]:
        """Every picture clip with the frame on which it starts."""
        at, placed = 0, []
        for one in self.picture:
            if isinstance(one, Clip):
                placed.append((at, one))
            if not isinstance(one, Transition):
                at += one.duration
        return tuple(placed)
