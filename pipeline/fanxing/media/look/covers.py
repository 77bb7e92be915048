"""From a composed cover to the files that platforms take: their sizes, their limits, the same bytes every time."""

import io
import itertools
from dataclasses import dataclass
from typing import NamedTuple

from PIL import Image

from fanxing.media.aigc import xmp_packet
from fanxing.media.kept_pictures import with_alpha
from fanxing.media.layer import Pixels
from fanxing.media.look.choice import Choice, picture_of
from fanxing.media.look.cover import Art, Composed, Typed, compose, typed
from fanxing.media.look.design import Design
from fanxing.media.look.pictures import scaled
from fanxing.media.look.sheet import shape_name
from fanxing.media.look.template import Template
from fanxing.media.store import Store
from fanxing.media.tools import tool_version
from fanxing.model.cover import Cover, CoverRatio
from fanxing.model.document import Blob, Document
from fanxing.model.errors import Fault, Refused
from fanxing.model.geometry import FocusBox, SafeArea, Size
from fanxing.model.story import Wants
from fanxing.model.words import say

ALWAYS: dict[CoverRatio, Size] = {
    "3:4": Size(width=1080, height=1440),
    "4:3": Size(width=1440, height=1080),
    "9:16": Size(width=1080, height=1920),
    "16:9": Size(width=1920, height=1080),
    "16:10": Size(width=1146, height=717),
}
"""Made for every film, whatever its platforms: somebody will post it elsewhere."""

_QUALITIES = (92, 88, 84, 78, 70, 60, 50)


class CoverOrder(NamedTuple):
    """One cover to make."""

    ratio: CoverRatio
    """Width to height."""
    size: Size
    """Pixels."""
    max_bytes: int | None
    """Largest file that every platform which wants it takes."""


@dataclass(frozen=True, slots=True)
class Order:
    """What all covers of one candidate share."""

    title: str
    """Title of the film."""
    line: str
    """Museum and exhibition."""
    candidate: int
    """Number, from 1."""
    choice: Choice
    """The picture."""
    kept: tuple[str, ...] = ()
    """Names that are not parted between two lines if it can be helped."""
    aigc: str = ""
    """AIGC value, where the picture is AI made; empty otherwise."""
    logo: Blob | None = None
    """The museum's logo, PNG, RGB or RGBA."""

    @property
    def identity(self) -> list[object]:
        """All that shapes its covers."""
        item = self.choice.item
        shown = None if item is None else [item.key, item.source, item.focus]
        return [self.title, self.line, self.kept, self.aigc, self.choice.view, shown, self.logo]

    def art(self, picture: Pixels | None, focus: FocusBox | None, logo: Pixels | None) -> Art:
        """What the covers show."""
        label = say("画面由AI生成") if self.aigc else ""
        return Art(self.title, self.line, picture, focus, self.kept, label, logo)


class KeptCover(Document):
    """A cover in the store."""

    cover: Cover
    """Its document."""
    notes: tuple[str, ...]
    """What had to be done otherwise than it should be."""


def orders(wants: Wants) -> tuple[CoverOrder, ...]:
    """Every ratio and size that a platform wants, then the ratios that are always made; each once."""
    limits: dict[tuple[CoverRatio, Size], int | None] = {}
    for platform in wants.platforms:
        for wish in platform.covers:
            key = (wish.ratio, wish.size)
            known = [limit for limit in (limits.get(key), wish.max_bytes) if limit]
            limits[key] = min(known) if known else None
    ratios = {ratio for ratio, _ in limits}
    limits |= {(ratio, size): None for ratio, size in ALWAYS.items() if ratio not in ratios}
    return tuple(CoverOrder(ratio, size, limit) for (ratio, size), limit in limits.items())


class Easel:
    """Makes the covers of a film: type set once for a ratio, a picture composed once for a ratio, results kept."""

    def __init__(self, template: Template, store: Store) -> None:
        self._template, self._store = template, store
        self._types: dict[tuple[CoverRatio, bool], Typed] = {}
        self._arts: dict[int, Art] = {}
        self._composed: dict[tuple[CoverRatio, int], Composed] = {}

    def cover(self, wish: CoverOrder, order: Order) -> tuple[Cover, tuple[str, ...]]:
        """Make one cover, or find it kept: its document, and what had to be done otherwise than it should be.

        Raises:
            AssetError: The clip does not decode.
            ToolError: The picture or the logo is damaged; it is removed.
            RecipeError: The title does not fit, or holds a character that no font has.
            Refused: No JPEG of it keeps within the platform's limit.
        """
        tools = [tool_version(name) for name in ("covers", "opencv", "pillow", "libav")]
        look = Design.of(self._template, shape_name(wish.ratio), wish.size, SafeArea()).version
        inputs = [look, tools, wish, order.identity]
        kept = self._store.once(KeptCover, "cover-one", inputs, lambda: self._made(wish, order))
        return kept.cover.model_copy(update={"candidate": order.candidate}), kept.notes

    def _made(self, wish: CoverOrder, order: Order) -> "KeptCover":
        composed = self._compose(wish.ratio, order)
        pixels = composed.pixels
        if (wish.size.width, wish.size.height) != (pixels.shape[1], pixels.shape[0]):
            pixels = scaled(pixels, wish.size)
        blob = self._store.keep(jpeg(pixels, wish.max_bytes, order.aigc), ".jpg")
        item = order.choice.item
        made = Cover(ratio=wish.ratio, size=wish.size, picture=blob, item=item.key if item else None)
        return KeptCover(cover=made, notes=composed.notes)

    def _compose(self, ratio: CoverRatio, order: Order) -> Composed:
        key = ratio, order.candidate
        if key not in self._composed:
            art = self._art(order)
            kind = ratio, art.picture is None
            if kind not in self._types:
                self._types[kind] = typed(self._template, ratio, art)
            self._composed[key] = compose(self._template, ratio, art, self._types[kind])
        return self._composed[key]

    def _art(self, order: Order) -> Art:
        if order.candidate not in self._arts:
            logo = None if order.logo is None else with_alpha(self._store.path(order.logo))
            self._arts[order.candidate] = order.art(*picture_of(order.choice, self._store), logo)
        return self._arts[order.candidate]


def jpeg(pixels: Pixels, max_bytes: int | None, aigc: str = "") -> bytes:
    """Write RGB pixels as the best JPEG that keeps within ``max_bytes``, with its AIGC metadata where due.

    What is too large is packed tighter (the same pixels, 4 % smaller, three times the work) before quality is given up.

    Raises:
        Refused: None does.
    """
    picture = Image.fromarray(pixels)
    xmp = {"xmp": xmp_packet(aigc)} if aigc else {}
    for quality, tight in itertools.product(_QUALITIES, (False, True)):
        room = io.BytesIO()
        picture.save(room, "JPEG", quality=quality, subsampling=0, optimize=tight, **xmp)
        if max_bytes is None or room.tell() <= max_bytes:
            return room.getvalue()
    raise Refused(
        Fault(
            rule="cover-bytes",
            what=say("封面压到最低质量仍超过平台的 {limit} 字节", limit=max_bytes),
            mend=say("换一张更平静的图片作封面"),
        )
    )
