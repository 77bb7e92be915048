"""What a platform asks for: limits as data, each with its source, date and confidence."""

from typing import Annotated, Any, Literal

from pydantic import Field

from fanxing.model.document import Document
from fanxing.model.geometry import SafeArea, Shape, Size

Confidence = Literal["A", "B", "C", "D"]
"""A first-party text; B two or more independent sources; C one third party; D not verified."""


class Sourced(Document):
    """A group of figures and where they come from."""

    source: str = ""
    """Where it was read."""
    checked: str = ""
    """When, YYYY-MM-DD."""
    conf: Confidence = "D"
    """How well it is known."""


class VideoLimits(Sourced):
    """What a film may be."""

    ext: tuple[str, ...] = ("mp4",)
    """Containers."""
    aspect: Literal["any", "square-or-vertical"] = "any"
    """Which shapes it takes as this kind of film."""
    max_kbps: int | None = None
    """Kilobits a second."""
    advise_min_kbps: int | None = None
    """Below this the platform advises against (B站, 1080p)."""
    min_s: float | None = None
    """Shortest film, seconds."""
    max_s: float | None = None
    """Longest film, seconds."""
    max_bytes: int | None = None
    """Largest file, bytes."""
    min_short_side: int | None = None
    """Pixels."""
    max_short_side: int | None = None
    """Pixels."""
    max_side: int | None = None
    """Pixels."""


class TextLimits(Sourced):
    """What a title or description may be."""

    min: int = 0
    """Characters."""
    max: int | None = None
    """Characters."""
    hard_max: int | None = None
    """What the form takes although less is advised."""
    allowed_punct: str | None = None
    """The only punctuation allowed; None: all."""
    comma: Literal["keep", "space"] = "keep"
    """What becomes of a comma."""


class TagLimits(Sourced):
    """What topics may be."""

    min: int = 0
    """How many at least."""
    max: int | None = None
    """How many at most."""
    each_max: int | None = None
    """Characters in one."""
    hash: Literal["single", "double", "none"] = "single"
    """``#a``, ``#a#`` or ``a``."""
    total_chars: int | None = None
    """Characters in all."""
    quoted_if_space: int = 0
    """Characters that a tag with a space costs more."""


class CoverWish(Sourced):
    """One cover that the platform wants."""

    ratio: Literal["3:4", "4:3", "9:16", "16:9", "16:10", "1:1"]
    """Width to height."""
    size: Size
    """Pixels."""
    min_size: Size | None = None
    """The smallest that it takes, pixels."""
    max_bytes: int | None = None
    """Largest file."""
    required: bool = False
    """The platform takes no film without it."""


class DeclarationWords(Sourced):
    """The platform's own words for what must be declared."""

    required: bool = False
    """The form does not go on without a choice."""
    ai: str | None = None
    """What to tick when something is synthetic."""
    none: str | None = None
    """What to tick when nothing is to declare."""
    field: str | None = None
    """Name of the interface's field, where it is not words."""
    when: Literal["anything", "picture"] = "anything"
    """What must be synthetic before ``ai`` is ticked; ``picture``: a voice alone is not enough."""
    others: tuple[str, ...] = ()
    """What else the form offers, in its own words."""


class ScheduleWindow(Sourced):
    """How far ahead a film may be scheduled."""

    offered: bool | None = None
    """Whether its form can schedule at all; None: not known."""

    min_hours: float | None = None
    """From now."""
    max_days: float | None = None
    """From now."""


class ProgramLimits(Sourced):
    """What its official interface for programs takes, where there is one."""

    upload: bool | None = None
    """Whether a film can be handed over by program; None: not known."""
    max_s: float | None = None
    """Longest film, seconds."""
    max_bytes: int | None = None
    """Largest file, bytes."""
    chunk_over: int | None = None
    """From this length a file is handed over in pieces, bytes."""


class ButtonRail(Document):
    """A column of buttons at the right edge, in pixels of the full canvas."""

    x: int
    """First column covered."""
    top: int
    """First row covered."""
    bottom: int
    """First row below."""


class PlatformProfile(Document):
    """One platform."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,31}$")]
    """Name in recipes and in packages' folders."""
    name: str
    """What people call it."""
    also: tuple[str, ...] = ()
    """What else people call it: a recipe may say so too."""
    url: str = ""
    """Page on which a film is uploaded."""
    shape: Shape = "9:16"
    """Shape of its film."""
    safe: SafeArea = SafeArea()
    """What its own interface covers, in pixels of the full canvas."""
    safe_known: Sourced = Sourced()
    """Where ``safe`` and ``rail`` were measured."""
    rail: ButtonRail | None = None
    """Buttons that cover a piece of the safe area."""
    video: VideoLimits = VideoLimits()
    """The film."""
    title: TextLimits = TextLimits()
    """The title (短标题 for 视频号)."""
    description: TextLimits = TextLimits()
    """The text below."""
    tags: TagLimits = TagLimits()
    """Topics."""
    covers: tuple[CoverWish, ...] = ()
    """Covers."""
    declaration: DeclarationWords = DeclarationWords()
    """What must be declared."""
    schedule: ScheduleWindow = ScheduleWindow()
    """Scheduling."""
    subtitle_upload: bool | None = None
    """Whether it takes a subtitle file; None: not known."""
    requires: tuple[str, ...] = ()
    """Its own fields under ``publish`` that it does not go without."""
    examples: dict[str, str] = {}
    """What may be written in such a field: name of the field -> values and what they stand for, in words."""
    forbids: tuple[str, ...] = ()
    """E.g. ``brand_watermark``."""
    steps: tuple[str, ...] = ()
    """What a person does in its form, in order, for the 发布清单."""
    program: ProgramLimits = ProgramLimits()
    """Its interface for programs."""
    notes: dict[str, Any] = {}
    """Whatever else is known."""
