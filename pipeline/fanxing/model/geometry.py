"""Sizes and boxes: fractions of the upright picture in the recipe, integer pixels with the origin top left inside."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from fanxing.model.document import Document


class Size(Document):
    """Width and height in pixels."""

    width: Annotated[int, Field(gt=0)]
    """Pixels."""
    height: Annotated[int, Field(gt=0)]
    """Pixels."""

    @property
    def aspect(self) -> float:
        """Width over height."""
        return self.width / self.height

    @property
    def short_side(self) -> int:
        """The shorter of both, in pixels."""
        return min(self.width, self.height)


class Box(Document):
    """A rectangle in pixels, origin top left; the right and lower edges are outside."""

    x: int
    """Left edge."""
    y: int
    """Upper edge."""
    width: Annotated[int, Field(gt=0)]
    """Pixels."""
    height: Annotated[int, Field(gt=0)]
    """Pixels."""

    @property
    def right(self) -> int:
        """First column to the right of the box."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """First row below the box."""
        return self.y + self.height

    def holds(self, other: "Box") -> bool:
        """Whether ``other`` lies wholly inside."""
        return self.x <= other.x and self.y <= other.y and other.right <= self.right and other.bottom <= self.bottom

    def overlaps(self, other: "Box") -> bool:
        """Whether both share a pixel."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom


Fraction01 = Annotated[float, Field(ge=0.0, le=1.0)]
"""A share of the picture's width or height."""


class FocusBox(Document):
    """x, y, width and height of the part to bring out, in fractions of the upright picture."""

    x: Fraction01
    """Left edge."""
    y: Fraction01
    """Upper edge."""
    width: Annotated[float, Field(gt=0.0, le=1.0)]
    """Share of the width."""
    height: Annotated[float, Field(gt=0.0, le=1.0)]
    """Share of the height."""

    @model_validator(mode="after")
    def _inside(self) -> Self:
        if self.x + self.width > 1.0 + 1e-6 or self.y + self.height > 1.0 + 1e-6:
            raise ValueError("focus-outside")
        return self


class SafeArea(Document):
    """What must stay free of text at each edge, in pixels of a canvas."""

    top: Annotated[int, Field(ge=0)] = 0
    """Pixels."""
    bottom: Annotated[int, Field(ge=0)] = 0
    """Pixels."""
    left: Annotated[int, Field(ge=0)] = 0
    """Pixels."""
    right: Annotated[int, Field(ge=0)] = 0
    """Pixels."""

    def inside(self, canvas: Size) -> Box:
        """The box in which text may stand."""
        return Box(
            x=self.left,
            y=self.top,
            width=canvas.width - self.left - self.right,
            height=canvas.height - self.top - self.bottom,
        )

    def union(self, other: "SafeArea") -> "SafeArea":
        """The margins that satisfy both."""
        return SafeArea(
            top=max(self.top, other.top),
            bottom=max(self.bottom, other.bottom),
            left=max(self.left, other.left),
            right=max(self.right, other.right),
        )


Shape = Literal["9:16", "16:9", "3:4", "1:1"]
"""Aspect of a film, width to height."""

SHAPES: dict[Shape, Size] = {
    "9:16": Size(width=1080, height=1920),
    "16:9": Size(width=1920, height=1080),
    "3:4": Size(width=1080, height=1440),
    "1:1": Size(width=1080, height=1080),
}
"""Canvas of each shape, in pixels."""
