"""The upload package: what a person drags into the platforms' forms."""

from typing import Annotated, Any, Literal

from pydantic import Field

from fanxing.model.document import Blob, Document
from fanxing.model.timing import Frames, Rate

FileRole = Literal[
    "video",
    "clean",
    "cover",
    "subtitles",
    "storyboard",
    "outline",
    "timeline",
    "credits",
    "checklist",
    "report",
    "publish",
]


class PackedFile(Document):
    """One file of the package."""

    path: Annotated[str, Field(pattern=r"^[^/\\:*?\"<>|]+(/[^/\\:*?\"<>|]+)*$")]
    """Path in the package's folder, with forward slashes."""
    role: FileRole
    """What it is for."""
    platform: str | None = None
    """Whom it is for; None: all."""
    blob: Blob
    """Its content."""


class PlatformEntry(Document):
    """What is handed over to one platform."""

    title: str
    """Fitted title."""
    description: str
    """Fitted description."""
    tags: tuple[str, ...]
    """Fitted topics, as they are typed."""
    declaration: str
    """What to tick, in the platform's own words."""
    video: str
    """Path of its film."""
    covers: tuple[str, ...]
    """Paths of its covers."""
    problems: tuple[str, ...] = ()
    """What this platform would not take, in words; empty for a good package."""
    extra: dict[str, Any] = {}
    """Short title, schedule, the platform's own fields."""


class Credit(Document):
    """One line of the credits."""

    what: str
    """Which picture, clip, sound, font."""
    credit: str
    """Who is named."""
    licence: str
    """Under which licence."""


class AiSummary(Document):
    """What is synthetic."""

    synthetic: bool
    """Whether anything is."""
    parts: tuple[str, ...]
    """What is."""
    label: str
    """The visible label."""
    metadata: str
    """Form of the metadata."""


class QualitySummary(Document):
    """The verdict, short."""

    passed: bool
    """No fault."""
    loudness_lufs: float | None
    """LUFS; None where nothing sounds."""
    true_peak_dbtp: float | None
    """dBTP; None where nothing sounds."""
    findings: tuple[dict[str, Any], ...]
    """Rule, what, where, mend, level."""


class ReviewState(Document):
    """Who agreed."""

    state: Literal["none", "approved"] = "none"
    """Whether a coach approved this storyboard."""
    by: str | None = None
    """Who."""
    storyboard_sha256: str
    """Fingerprint of the storyboard."""


class UploadPackage(Document):
    """The package before it is written to its folder."""

    cut: str
    """Name of the cut and of the folder."""
    title: str
    """Title of the film."""
    draft: bool = False
    """A draft is not held to the platforms' rules."""
    duration_frames: Frames
    """Length of the film."""
    rate: Rate
    """Frames a second."""
    files: tuple[PackedFile, ...]
    """Everything in it but package.json."""
    platforms: dict[str, PlatformEntry]
    """By the platform's id."""
    ai: AiSummary
    """AI label."""
    credits: tuple[Credit, ...]
    """Rights ledger."""
    quality: QualitySummary
    """Verdict."""
    review: ReviewState
    """Approval."""
    fallbacks: tuple[str, ...] = ()
    """Everything that was done otherwise than asked."""
