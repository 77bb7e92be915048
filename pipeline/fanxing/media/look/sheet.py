"""A template's YAML: its colours, sizes, timing, grid and ground."""

from typing import Annotated, Literal

from pydantic import Field

from fanxing.media.look.typeset import Style
from fanxing.model.document import Document
from fanxing.model.geometry import SafeArea

Colour = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]
"""``#rrggbb``, lower case."""

ShapeName = Literal["9x16", "16x9", "3x4", "1x1", "4x3", "16x10"]
"""A ratio as it can stand in file names and as a key."""

BoxSpec = tuple[float, float, float, float]
"""x, y, width, height in pixels of the full canvas."""

GroundKind = Literal["paper", "bronze", "glaze", "flat"]
"""How the ground's texture is made."""

PictureUse = Literal["wash", "block", "moon", "veil", "none"]
"""How a card shows its picture: dissolving into the ground · with hard edges · in a circle · calm and dim behind
everything · not at all."""


class Ground(Document):
    """The surface that everything lies on."""

    kind: GroundKind = "flat"
    """Texture."""
    colour: Colour = "#f4f4f2"
    """Its colour."""
    shade: Colour = "#e6e6e2"
    """Colour towards the edges."""
    foot: Colour | None = None
    """Colour into which the lower end goes over, so that white subtitles stand on it; None: it does not."""
    foot_from: dict[ShapeName, float] = {}
    """Row at which the foot begins, pixels of the full canvas."""
    cover_foot: dict[ShapeName, float] = {}
    """Row at which the foot of a cover begins; a cover without it has none."""
    strength: Annotated[float, Field(ge=0.0, le=1.0)] = 0.5
    """Of the texture."""


class MountLook(Document):
    """How a whole picture lies on the ground."""

    shadow: Annotated[float, Field(ge=0.0, le=1.0)] = 0.3
    """Darkness of the shadow under it."""
    soft: Annotated[float, Field(ge=0.0, le=200.0)] = 24.0
    """Softness of the shadow, pixels."""
    drop: float = 10.0
    """How far the shadow falls, pixels."""
    clips: Literal["hung", "extended"] = "hung"
    """hung: a clip of another shape hangs like a photograph · extended: it stands over its own blurred light."""


class Timing(Document):
    """How type comes and goes, in frames at 30 a second."""

    step: Annotated[int, Field(ge=0, le=60)] = 8
    """From one layer of a card to the next."""
    fade: Annotated[int, Field(ge=0, le=60)] = 12
    """To appear and to disappear."""
    rise: Annotated[int, Field(ge=0, le=200)] = 14
    """Pixels by which a layer floats up."""


class Sheet(Document):
    """The whole YAML of a template."""

    name: str
    """What people call it."""
    about: str = ""
    """One sentence on what it suits."""
    seal: str = ""
    """What its seal says unless the recipe has words for it (``fx:say="seal"``); empty: it has none."""
    colours: dict[str, Colour]
    """Name -> colour."""
    type: dict[str, Style]
    """Kind of words -> how they are set; ``name.16x9`` is preferred in that ratio."""
    ground: Ground = Ground()
    """The surface."""
    margins: dict[ShapeName, SafeArea] = {}
    """The template's own margins, joined with what the platforms cover."""
    boxes: dict[str, dict[ShapeName, dict[str, BoxSpec]]]
    """Part -> ratio -> name of a box -> where it stands."""
    pictures: dict[str, PictureUse] = {}
    """Card -> how it shows its picture; default: none."""
    mount: MountLook = MountLook()
    """How a whole picture lies on the ground."""
    timing: Timing = Timing()
    """How type comes and goes."""


def shape_name(shape: str) -> ShapeName:
    """``9:16`` as it stands in file names: ``9x16``."""
    names: dict[str, ShapeName] = {
        "9:16": "9x16",
        "16:9": "16x9",
        "3:4": "3x4",
        "1:1": "1x1",
        "4:3": "4x3",
        "16:10": "16x10",
    }
    return names[shape]
