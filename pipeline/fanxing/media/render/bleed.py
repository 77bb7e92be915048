"""Moves of a picture that fills the canvas: they hold a focus box on every frame. Pure geometry, in canvas pixels."""

from fanxing.media.render.path import BEARABLE, NEAREST, Path, Pose, covering
from fanxing.model.geometry import Box, FocusBox, SafeArea, Size
from fanxing.model.storyboard import Move

PUSH = 0.07
"""How much nearer a full-bleed move comes: 6 to 8 % in a shot of 3 to 6 s reads as calm."""
DRIFT = 0.08
"""How far a full-bleed move drifts, as a share of the canvas's side."""
PIVOT_GRID = 4
"""Pivots lie on this grid of the full canvas, so that luma, chroma and a draft at half size share them exactly."""
SUBTITLES_FROM = ((0.65, 0.68), (1.2, 0.82), (9.0, 0.79))
"""Widest aspect of a canvas -> share of its height from which subtitles stand there, in every template that ships."""
AIR = 0.12
"""What is left around a focus box on each side, as a share of the box, where the picture has it."""
TOUCHED = 0.06
"""Share of a focus box's height that subtitles may stand on: a box is drawn with some air."""


def fill(picture: Size, focus: FocusBox, move: Move, frame: tuple[Size, SafeArea]) -> Path | None:
    """A full-bleed move that holds the whole focus box on every frame; None where the picture cannot bear one.

    The focus is brought as near as the safe area allows, and into its middle as far as the picture reaches. Where
    the picture has the pixels, the view is so near that it reaches far enough below for the focus to stand clear of
    the subtitles.
    """
    canvas, safe = frame
    box = in_picture(focus, picture)
    least = covering(picture, canvas)
    most = min(NEAREST, 0.999 * canvas.width / box[2], 0.999 * canvas.height / box[3])
    if least > most:
        return None
    calm = calm_of(canvas, safe)
    wished = min(calm.width / box[2], calm.height / box[3]) / (1 + 2 * AIR)
    nearest = min(max(wished, least * (1 + PUSH)), most)
    clear = _clear_from(picture, box, canvas)
    if least < clear <= min(most, subtitles_from(canvas) / box[3]):
        fits = min(calm.width / box[2], calm.height / box[3], most)
        least, nearest = clear, max(nearest, clear, min(clear * (1 + PUSH), fits))
    if move == "drift":
        path = _drifting(picture, box, nearest, frame)
        if path is not None:
            return path
    end = _placed(picture, box, nearest, frame)
    farthest = max(least, nearest / (1 + PUSH))
    if move == "hold" or nearest / farthest < 1 + BEARABLE:
        return Path(start=end, end=end)
    path = _pushed(picture, (box[0] + box[2] / 2, box[1] + box[3] / 2), end, farthest, canvas)
    return path.reversed() if move == "pull" else path


def subtitles_from(canvas: Size) -> int:
    """The row of a canvas from which subtitles stand."""
    return round(canvas.height * next(share for widest, share in SUBTITLES_FROM if canvas.aspect <= widest))


def is_clear_of_type(path: Path, box: tuple[float, float, float, float], canvas: Size) -> bool:
    """Whether a box, in pixels of its picture, is hardly touched by subtitles where a move begins and ends."""
    bottom = box[1] + (1 - TOUCHED) * box[3]
    return all(at.y + bottom * at.scale <= subtitles_from(canvas) + 1 for at in (path.start, path.end))


def _clear_from(picture: Size, box: tuple[float, float, float, float], canvas: Size) -> float:
    """The scale from which on a picture that covers a canvas can hold a box clear of the subtitles."""
    below = picture.height - (box[1] + (1 - TOUCHED) * box[3])
    return (canvas.height - subtitles_from(canvas)) / max(below, 1e-6)


def in_picture(focus: FocusBox, picture: Size) -> tuple[float, float, float, float]:
    """A box in pixels of its picture: left, top, width, height."""
    return (
        focus.x * picture.width,
        focus.y * picture.height,
        focus.width * picture.width,
        focus.height * picture.height,
    )


def calm_of(canvas: Size, safe: SafeArea) -> Box:
    """Where a focus stands: clear of what platforms cover, and of the subtitles."""
    box = safe.inside(canvas)
    bottom = min(box.bottom, subtitles_from(canvas))
    return box.model_copy(update={"height": max(1, bottom - box.y)})


def on_grid(value: float) -> int:
    """The nearest pixel on which a pivot may lie."""
    return PIVOT_GRID * round(value / PIVOT_GRID)


def about(pose: Pose, pivot: tuple[int, int], factor: float) -> Pose:
    """The pose scaled about a point of the canvas."""
    return Pose(
        x=pivot[0] + (pose.x - pivot[0]) * factor,
        y=pivot[1] + (pose.y - pivot[1]) * factor,
        scale=pose.scale * factor,
    )


def _range(side: int, length: int, start: float, extent: float, scale: float) -> tuple[float, float]:
    """Least and most offset at which a picture of ``length`` covers ``side`` and ``start, extent`` lies inside."""
    low = max(side - length * scale, -start * scale)
    high = min(0.0, side - (start + extent) * scale)
    return low, max(low, high)


def _range_down(
    picture: Size, box: tuple[float, float, float, float], scale: float, canvas: Size
) -> tuple[float, float]:
    """The same from top to bottom, and the box clear of the subtitles as far as the picture reaches below it."""
    low, high = _range(canvas.height, picture.height, box[1], box[3], scale)
    return low, max(low, min(high, subtitles_from(canvas) - (box[1] + box[3]) * scale))


def _placed(picture: Size, box: tuple[float, float, float, float], scale: float, frame: tuple[Size, SafeArea]) -> Pose:
    """The pose that brings the box into the middle of the calm area, as far as the picture reaches."""
    canvas, safe = frame
    calm = calm_of(canvas, safe)
    low_x, high_x = _range(canvas.width, picture.width, box[0], box[2], scale)
    low_y, high_y = _range_down(picture, box, scale, canvas)
    x = calm.x + calm.width / 2 - (box[0] + box[2] / 2) * scale
    y = calm.y + calm.height / 2 - (box[1] + box[3] / 2) * scale
    return Pose(x=min(max(x, low_x), high_x), y=min(max(y, low_y), high_y), scale=scale)


def _pushed(picture: Size, towards: tuple[float, float], end: Pose, farthest: float, canvas: Size) -> Path:
    """A push that ends in ``end``; its pivot is where the focus stands, moved as far as the picture's edges ask."""
    ratio = farthest / end.scale

    def pivot(side: int, length: int, offset: float, point: float) -> int:
        low = (side - ratio * (offset + length * end.scale)) / (1 - ratio)
        high = -ratio * offset / (1 - ratio)
        wished = min(max(offset + point * end.scale, low, 0.0), high, side)
        grid, noise = on_grid(wished), 1e-6  # a picture that ends at the frame's edge has its bound at the edge itself
        if grid > high + noise:
            grid -= PIVOT_GRID
        return grid + PIVOT_GRID if grid < low - noise else grid

    still = (
        pivot(canvas.width, picture.width, end.x, towards[0]),
        pivot(canvas.height, picture.height, end.y, towards[1]),
    )
    return Path(start=about(end, still, ratio), end=end, pivot=still)


def _drifting(
    picture: Size, box: tuple[float, float, float, float], scale: float, frame: tuple[Size, SafeArea]
) -> Path | None:
    """A drift along the side that has more room; None where neither has enough."""
    canvas = frame[0]
    at = _placed(picture, box, scale, frame)
    low_x, high_x = _range(canvas.width, picture.width, box[0], box[2], scale)
    low_y, high_y = _range_down(picture, box, scale, canvas)
    way_x, way_y = min(high_x - low_x, DRIFT * canvas.width), min(high_y - low_y, DRIFT * canvas.height)
    if max(way_x / canvas.width, way_y / canvas.height) < 2 * BEARABLE:
        return None
    if way_x / canvas.width >= way_y / canvas.height:
        first = min(max(at.x + way_x / 2, low_x + way_x), high_x)
        return Path(start=at.model_copy(update={"x": first}), end=at.model_copy(update={"x": first - way_x}))
    first = min(max(at.y + way_y / 2, low_y + way_y), high_y)
    return Path(start=at.model_copy(update={"y": first}), end=at.model_copy(update={"y": first - way_y}))
