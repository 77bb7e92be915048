"""What was gathered: every file the recipe names, decoded once, upright, in our own formats."""

from typing import Annotated, Literal

from pydantic import Field

from fanxing.model.aigc import MadeBy
from fanxing.model.document import Blob, Document
from fanxing.model.geometry import FocusBox, Size
from fanxing.model.timing import Frames, Samples


class Still(Document):
    """A photograph: upright, sRGB, 8 bit, opaque."""

    kind: Literal["still"] = "still"
    """Kind of footage."""
    picture: Blob
    """PNG, RGB, at most 6,000 pixels a side."""
    size: Size
    """Pixels of ``picture``."""
    sharpness: float = 0.0
    """Variance of the Laplacian of the luma at 1,000 px: higher is sharper."""
    cutout: Blob | None = None
    """PNG, RGBA, at most 1,200 pixels a side: the same with its alpha, where something is transparent; for logos."""
    subject: FocusBox | None = None
    """The object, where it was found by its even ground."""
    faces: tuple[FocusBox, ...] = ()
    """Every face that is surely one, with hair and chin, where a detector is at hand: no near view cuts one."""


class Moving(Document):
    """A clip from its in to its out point: upright, square pixels, constant 30/1 frames a second, BT.709 limited."""

    kind: Literal["moving"] = "moving"
    """Kind of footage."""
    picture: Blob
    """MP4, H.264, yuv420p, every frame decodable by itself or nearly (GOP <= 15)."""
    size: Size
    """Pixels; both even."""
    frames: Frames
    """Length."""
    sound: Blob | None = None
    """Its own sound: WAV, float32, stereo, 48 kHz, as long as the picture; None where it has none."""
    dark: tuple[tuple[Frames, Frames], ...] = ()
    """Stretches that are black in the file itself: first frame, first frame after."""
    frozen: tuple[tuple[Frames, Frames], ...] = ()
    """Stretches that stand still in the file itself."""


class Sound(Document):
    """A recording or a bed of music: WAV, float32, 48 kHz."""

    kind: Literal["sound"] = "sound"
    """Kind of footage."""
    sound: Blob
    """WAV, float32: mono for a recording, stereo for music."""
    samples: Samples
    """Length."""
    tags: tuple[str, ...] = ()
    """Title, genre, mood, comment … as the file tells them: music is picked by them."""


class Item(Document):
    """One use of a file by the recipe."""

    key: str
    """Where the recipe names it, in a form that survives re-ordering: ``object/<id>/media/0``, ``museum/logo``,
    ``object/<id>/recording``, ``voice/take``, ``music``."""
    path: str
    """Path as written."""
    source: Annotated[Still | Moving | Sound, Field(discriminator="kind")]
    """What it became."""
    original: str
    """Sha256 of the file as it was handed over."""
    focus: FocusBox | None = None
    """Part to bring out."""
    credit: str | None = None
    """Who is named for it."""
    licence: str | None = None
    """SPDX id, URI or ``own``."""
    made_by: MadeBy | None = None
    """``camera`` or ``ai``."""
    inbound_aigc: str | None = None
    """AIGC metadata found in the file itself: carried through, never stripped."""
    keep_sound: bool = False
    """Its own sound stays under the narration."""
    held: bool = False
    """Its licence allows no changes: it is shown whole and at rest, on no card and no cover."""
    shot: str | None = None
    """Name of a shot registered by an installed package, which draws it."""


class Footage(Document):
    """Every file of the recipe, gathered."""

    items: tuple[Item, ...]
    """In the recipe's order."""
    fallbacks: tuple[str, ...] = ()
    """What had to be done otherwise than asked."""

    def at(self, prefix: str) -> tuple[Item, ...]:
        """Items whose key is ``prefix`` or lies under it."""
        return tuple(one for one in self.items if one.key == prefix or one.key.startswith(prefix + "/"))

    @property
    def logo(self) -> Blob | None:
        """The museum's logo, with its alpha where it has one."""
        found = next((one.source for one in self.at("museum/logo") if isinstance(one.source, Still)), None)
        return None if found is None else found.cutout or found.picture
