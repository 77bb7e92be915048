"""What is set in type over or between pictures: cards, lower thirds, labels. Words only; the look draws them."""

from typing import Annotated, Literal

from pydantic import Field

from fanxing.model.document import Blob, Document
from fanxing.model.geometry import FocusBox


class TitleCard(Document):
    """The film's title over its best picture or the look's ground."""

    kind: Literal["title"] = "title"
    """Kind of card."""
    title: str
    """Title."""
    subtitle: str = ""
    """Museum and exhibition."""
    kicker: str = ""
    """Small words above the title."""
    focus: FocusBox | None = None
    """Part of the picture behind it that must be seen whole."""


class HookCard(Document):
    """The hook, large."""

    kind: Literal["hook"] = "hook"
    """Kind of card."""
    text: str
    """The hook."""
    source: str = ""
    """Museum's name, small."""
    focus: FocusBox | None = None
    """Part of the picture behind it that must be seen whole."""


class PartCard(Document):
    """A card between parts, where a part has no picture of its own."""

    kind: Literal["part"] = "part"
    """Kind of card."""
    heading: str
    """E.g. the exhibition's name."""
    lines: tuple[str, ...] = ()
    """Dates, hall, role …"""


class EndCard(Document):
    """The last card: museum, hours, address, credits."""

    kind: Literal["end"] = "end"
    """Kind of card."""
    museum: str
    """Name of the museum."""
    exhibition: str = ""
    """Name of the exhibition."""
    lines: tuple[str, ...] = ()
    """Hours, address, hall, dates."""
    credits: tuple[str, ...] = ()
    """Credit lines of pictures, music and voice."""
    logo: Blob | None = None
    """The museum's logo: PNG, RGB or RGBA."""


Card = Annotated[TitleCard | HookCard | PartCard | EndCard, Field(discriminator="kind")]
"""A full frame of type."""


class LowerThird(Document):
    """Name strip of an object or of the guide."""

    kind: Literal["lower-third"] = "lower-third"
    """Kind of graphic."""
    of: Literal["object", "guide"]
    """What it names."""
    name: str
    """Name of the object or of the guide."""
    lines: tuple[str, ...] = ()
    """Date, material, size; or role and title."""
    museum: str = ""
    """Short name of the museum or holder."""


class AiLabel(Document):
    """The visible label that the law asks for (GB 45438-2025, 5.4)."""

    kind: Literal["ai-label"] = "ai-label"
    """Kind of graphic."""
    text: str
    """E.g. 旁白为AI合成语音."""


class DraftMark(Document):
    """The mark of a draft, over the whole film."""

    kind: Literal["draft"] = "draft"
    """Kind of graphic."""
    text: str
    """The mark."""


class FactCallOut(Document):
    """One fact set beside the picture."""

    kind: Literal["call-out"] = "call-out"
    """Kind of graphic."""
    value: str
    """E.g. 0.16 厘米."""
    caption: str
    """What it says of the object."""


Graphic = Annotated[LowerThird | AiLabel | DraftMark | FactCallOut, Field(discriminator="kind")]
"""Type over a picture."""
