"""From a composed cover to the files that platforms take: their sizes, their limits, the same bytes every time."""

import io
from dataclasses import dataclass
from typing import NamedTuple

from PIL import Image

from fanxing.media.aigc import xmp_packet
from fanxing.media.layer import Pixels
from fanxing.media.look.choice import Choice
from fanxing.media.look.cover import Art, compose
from fanxing.media.look.pictures import scaled
from fanxing.media.look.template import Template
from fanxing.media.store import Store
from fanxing.model.cover import Cover, CoverRatio
from fanxing.model.errors import Fault, Refused
from fanxing.model.geometry import FocusBox, Size
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

    def art(self, picture: Pixels | None, focus: FocusBox | None) -> Art:
        """What the covers show."""
        label = say("画面由AI生成") if self.aigc else ""
        return Art(self.title, self.line, picture, focus, self.kept, label)


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


def cover_of(
    template: Template, wish: CoverOrder, order: Order, art: Art, store: Store
) -> tuple[Cover, tuple[str, ...]]:
    """Make one cover: its document, and what had to be done otherwise than it should be.

    Raises:
        RecipeError: The title does not fit, or holds a character that no font has.
        Refused: No JPEG of it keeps within the platform's limit.
    """
    composed = compose(template, wish.ratio, art)
    pixels = composed.pixels
    if (wish.size.width, wish.size.height) != (pixels.shape[1], pixels.shape[0]):
        pixels = scaled(pixels, wish.size)
    blob = store.keep(jpeg(pixels, wish.max_bytes, order.aigc), ".jpg")
    item = order.choice.item
    made = Cover(
        ratio=wish.ratio,
        size=wish.size,
        picture=blob,
        candidate=order.candidate,
        item=item.key if item else None,
    )
    return made, composed.notes


def jpeg(pixels: Pixels, max_bytes: int | None, aigc: str = "") -> bytes:
    """Write RGB pixels as the best JPEG that keeps within ``max_bytes``, with its AIGC metadata where due.

    Raises:
        Refused: None does.
    """
    for quality in _QUALITIES:
        room = io.BytesIO()
        xmp = {"xmp": xmp_packet(aigc)} if aigc else {}
        Image.fromarray(pixels).save(room, "JPEG", quality=quality, subsampling=0, optimize=True, **xmp)
        if max_bytes is None or room.tell() <= max_bytes:
            return room.getvalue()
    raise Refused(
        Fault(
            rule="cover-bytes",
            what=say("封面压到最低质量仍超过平台的 {limit} 字节", limit=max_bytes),
            mend=say("换一张更平静的图片作封面"),
        )
    )
