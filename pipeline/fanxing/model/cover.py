"""Covers: the still that a platform shows."""

from typing import Annotated, Literal

from pydantic import Field

from fanxing.model.document import Blob, Document
from fanxing.model.geometry import Size

CoverRatio = Literal["3:4", "4:3", "9:16", "16:9", "16:10", "1:1"]
"""Width to height."""


class Cover(Document):
    """One cover."""

    ratio: CoverRatio
    """Width to height."""
    size: Size
    """Pixels."""
    picture: Blob
    """JPEG, sRGB."""
    candidate: int = 1
    """Which of the pictures offered, from 1."""
    item: str | None = None
    """Key of the footage item that it shows."""


class CoverChoice(Document):
    """Which of the pictures offered a person chose: for this cover and for every package after it."""

    number: Annotated[int, Field(ge=1, le=3)] = 1
    """From 1; the first is the best by measure."""
    others: bool = False
    """The others are made as well, so that a person may choose; a package needs one alone."""


class Covers(Document):
    """Covers of one cut: every ratio of the chosen candidate, and of the others where they were asked for."""

    covers: tuple[Cover, ...]
    """The chosen candidate's first."""
    chosen: int = 1
    """The candidate that is packed."""
    fallbacks: tuple[str, ...] = ()
    """What had to be done otherwise than asked."""

    def of(self, ratio: CoverRatio, size: Size | None = None) -> Cover:
        """The chosen cover of that ratio (and size); KeyError where there is none."""
        for cover in self.covers:
            if cover.candidate == self.chosen and cover.ratio == ratio and size in (None, cover.size):
                return cover
        raise KeyError(ratio)
