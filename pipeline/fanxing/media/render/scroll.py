"""Long pictures pass by as they are looked at: a handscroll is unrolled, a hanging scroll read from above."""

from fanxing.media.render.path import BEARABLE, NEAREST, Path, Pose, covering
from fanxing.model.geometry import Box, Size
from fanxing.model.storyboard import Move

SCROLLED = 0.66
"""How far a scroll passes in one shot, as a share of its window: more than this in 4 s is not seen, only passed."""
LONG = 2.0
"""Sides of a picture from whose ratio on a closer view passes along it."""


def along(picture: Size, move: Move, canvas: Size) -> Path | None:
    """A long scroll, filling the canvas across and passing along; None for other shapes, or too small a picture."""
    scale = covering(picture, canvas)
    wide, high = picture.width * scale - canvas.width, picture.height * scale - canvas.height
    if max(picture.aspect, 1 / picture.aspect) < LONG or scale > NEAREST:
        return None
    if picture.aspect > 1:  # from its right end, as it is unrolled
        way = min(wide, SCROLLED * canvas.width)
        start = Pose(x=-wide, y=-high / 2, scale=scale)
        path = Path(start=start, end=start.model_copy(update={"x": start.x + way}))
    else:
        way = min(high, SCROLLED * canvas.height / 2)
        start = Pose(x=-wide / 2, y=-(high - way) * 0.4, scale=scale)
        path = Path(start=start, end=start.model_copy(update={"y": start.y - way}))
    if way < 2 * BEARABLE * canvas.short_side:
        return None
    return path.reversed() if move == "pull" else path


def passing(size: tuple[int, int], window: Box, move: Move) -> Path | None:
    """A handscroll in a band, from its right end as far as a shot takes it; a pull goes back; None for other shapes."""
    scale = window.height / size[1]
    hidden = size[0] * scale - window.width
    if hidden < BEARABLE * window.width:
        return None
    way = min(hidden, SCROLLED * window.width)
    first = Pose(x=window.right - size[0] * scale, y=float(window.y), scale=scale)
    path = Path(start=first, end=first.model_copy(update={"x": first.x + way}))
    return path.reversed() if move == "pull" else path
