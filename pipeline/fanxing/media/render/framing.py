"""How a picture stands in the frame and which move it makes: pure geometry, in pixels of the full canvas."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field

from fanxing.media.look.faces import in_pixels, kept_whole, uncut
from fanxing.media.render.path import BEARABLE, NEAREST, Path, Pose, covering
from fanxing.media.render.scroll import LONG, along, passing
from fanxing.model.document import Document
from fanxing.model.footage import Still
from fanxing.model.geometry import Box, FocusBox, SafeArea, Size
from fanxing.model.storyboard import Move, View
from fanxing.model.timeline import Clip

WHOLE_FROM = 0.965
"""Share of its window that a whole picture fills where it is farthest."""
PUSH = 0.07
"""How much nearer a full-bleed move comes: 6 to 8 % in a shot of 3 to 6 s reads as calm."""
DRIFT = 0.08
"""How far a full-bleed move drifts, as a share of the canvas's side."""
WHOLE = FocusBox(x=0.0, y=0.0, width=1.0, height=1.0)
"""The whole picture."""
NEAR_OBJECT = 0.62
"""An object that takes less of both sides is brought near whole; a larger one is not nearer whole."""
PIVOT_GRID = 4
"""Pivots lie on this grid of the full canvas, so that luma, chroma and a draft at half size share them exactly."""
FILLS = 0.08
"""Footage whose aspect is within this of the canvas's is cropped to fill it."""
SUBTITLES_FROM = ((0.65, 0.68), (1.2, 0.82), (9.0, 0.79))
"""Widest aspect of a canvas -> share of its height from which subtitles stand there, in every template that ships."""
CLEAR_CUT = 0.6
"""A closer view shows at most this share of the object, or all of it: a rim cut by little looks like a mistake."""
CLEAR_AIR = 0.04
"""Left at each side of an object that is seen whole, as a share of its side."""
DETAILS = (0.42, 0.36, 0.3, 0.24)
"""Shares of the object's sides that are tried for a detail that the recipe names no focus for."""
GROUND_AIR = 0.09
"""Ground left around an object that is shown whole, as a share of its longer side."""
NARROWEST, WIDEST = 0.72, 1.45
"""Shapes between which such an object and its ground stand, width to height, where the picture has so much ground."""
FACE_SEEN = 0.96
"""Share of a face's box from which on it counts as whole, and of which the rest may be seen of one that is outside."""
AIR = 0.12
"""What is left around a focus box on each side, as a share of the box, where the picture has it."""


class Bleed(Document):
    """The picture fills the canvas."""

    kind: Literal["bleed"] = "bleed"
    """Kind of stand."""
    path: Path
    """Its move."""


class Mounted(Document):
    """The picture, or a region of it, stands whole in the window of the look's mount."""

    kind: Literal["mounted"] = "mounted"
    """Kind of stand."""
    region: Box
    """Part of the picture that is shown, in its pixels; the whole picture mostly."""
    move: Move
    """How it moves in its window."""

    @property
    def passes(self) -> bool:
        """Whether it may pass through its window: what is held may not."""
        return self.move != "hold"


class Contained(Document):
    """Footage hangs whole in the look's mount, as a photograph does."""

    kind: Literal["contained"] = "contained"
    """Kind of stand."""


Stand = Annotated[Bleed | Mounted | Contained, Field(discriminator="kind")]
"""How a picture stands in the frame."""


def stand_still(  # noqa: PLR0913, PLR0917 - a picture, a shot and a canvas
    picture: Size,
    view: View,
    move: Move,
    focus: FocusBox | None,
    frame: tuple[Size, SafeArea],
    subject: FocusBox | None = None,
    faces: tuple[FocusBox, ...] = (),
) -> Bleed | Mounted:
    """How a photograph stands: whole in its mount, or its focus filling the canvas where it can bear it.

    A detail without a focus shows the whole object from near, or a part that lies well inside it. A near view that
    would cut a face at the frame's edge gives way to a window that holds it.

    Args:
        picture: Pixels of the photograph.
        view: Whole or detail.
        move: How the camera moves.
        focus: Part to bring out.
        frame: The full canvas, and what the platforms cover of it.
        subject: The object, where that is known; None: it may be the whole picture.
        faces: Of people in the picture.
    """
    whole = Mounted(region=Box(x=0, y=0, width=picture.width, height=picture.height), move=move)
    if view == "whole" and subject is not None and move != "hold":  # what is held may not be cropped
        return Mounted(region=_around(picture, subject, focus, faces), move=move)
    if view != "detail":
        return whole
    held = kept_whole(faces, focus)
    heads = tuple(_pixels(one, picture) for one in held)
    if focus is None:
        path = along(picture, move, frame[0]) if subject is None else None
        closer = Bleed(path=path) if path else _closer(picture, subject or WHOLE, move, frame)
        if closer is not None and not _cuts(closer, heads, frame[0]):
            return closer
        return whole if picture.aspect < LONG or move == "hold" else Mounted(region=whole.region, move="pull")
    path = fill(picture, focus, move, frame)
    if path is not None and not _cuts(Bleed(path=path), heads, frame[0]):
        return Bleed(path=path)
    region = uncut(_region(picture, focus, frame[0]), tuple(in_pixels(one, picture) for one in held))
    close = region.width < 0.7 * picture.width or region.height < 0.7 * picture.height
    return Mounted(region=region, move=move) if close else whole


def _around(picture: Size, subject: FocusBox, focus: FocusBox | None, faces: tuple[FocusBox, ...]) -> Box:
    """The object whole, with its ground around it, in a calm shape: what is ground alone need not take a screen.

    A focus that reaches past the object stays in it, as does every face.
    """
    boxes = [in_pixels(one, picture) for one in (subject, *((focus,) if focus else ()), *faces)]
    left, top = min(one.x for one in boxes), min(one.y for one in boxes)
    right, bottom = max(one.right for one in boxes), max(one.bottom for one in boxes)
    air = GROUND_AIR * max(right - left, bottom - top)
    width, height = right - left + 2 * air, bottom - top + 2 * air
    width, height = max(width, height * NARROWEST), max(height, width / WIDEST)
    width, height = min(width, picture.width), min(height, picture.height)
    x = min(max(0.0, (left + right - width) / 2), picture.width - width)
    y = min(max(0.0, (top + bottom - height) / 2), picture.height - height)
    return Box(x=round(x), y=round(y), width=max(1, int(width)), height=max(1, int(height)))


def stand_shot(still: Still, clip: Clip, frame: tuple[Size, SafeArea]) -> Bleed | Mounted:
    """How the photograph of a shot stands."""
    return stand_still(still.size, clip.view, clip.move, clip.focus, frame, still.subject, still.faces)


def _cuts(stand: Bleed | Mounted, faces: Sequence[tuple[float, float, float, float]], canvas: Size) -> bool:
    """Whether the frame's edge lies in a face where the move begins or ends."""
    if isinstance(stand, Mounted):
        part = stand.region
        views = [(float(part.x), float(part.y), float(part.right), float(part.bottom))]
    else:
        views = [
            (-at.x / at.scale, -at.y / at.scale, (canvas.width - at.x) / at.scale, (canvas.height - at.y) / at.scale)
            for at in (stand.path.start, stand.path.end)
        ]
    return any(_is_cut(view, face) for view in views for face in faces)


def _is_cut(view: tuple[float, float, float, float], face: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = face[0], face[1], face[0] + face[2], face[1] + face[3]
    wide = min(right, view[2]) - max(left, view[0])
    high = min(bottom, view[3]) - max(top, view[1])
    shown = max(0.0, wide) * max(0.0, high) / (face[2] * face[3])
    return 1 - FACE_SEEN < shown < FACE_SEEN


def _closer(picture: Size, subject: FocusBox, move: Move, frame: tuple[Size, SafeArea]) -> Bleed | Mounted | None:
    """The object as near as it can be whole, or the middle of it; None where the picture bears neither."""
    near = subject.width < NEAR_OBJECT and subject.height < NEAR_OBJECT
    for box in (*((subject,) if near else ()), *(_middle(subject, share) for share in DETAILS)):
        path = fill(picture, box, move, frame)
        if path is not None and all(
            _is_clear(_shown(pose, picture, frame[0]), subject) for pose in (path.start, path.end)
        ):
            return Bleed(path=path)
        region = _region(picture, box, frame[0])
        part = (region.x / picture.width, region.y / picture.height)
        sides = (region.width / picture.width, region.height / picture.height)
        if min(sides) < 0.8 and _is_clear((*part, *sides), subject):
            return Mounted(region=region, move=move)
    return None


def _middle(subject: FocusBox, share: float) -> FocusBox:
    """The middle of an object."""
    width, height = subject.width * share, subject.height * share
    x, y = subject.x + (subject.width - width) / 2, subject.y + (subject.height - height) / 2
    return FocusBox(x=x, y=y, width=width, height=height)


def _shown(pose: Pose, picture: Size, canvas: Size) -> tuple[float, float, float, float]:
    """What of a picture fills the canvas, in fractions of it."""
    wide, high = picture.width * pose.scale, picture.height * pose.scale
    return -pose.x / wide, -pose.y / high, canvas.width / wide, canvas.height / high


def _is_clear(shown: tuple[float, float, float, float], subject: FocusBox) -> bool:
    """Whether on both ways the object is seen whole, with air, or so little of it that it is clearly a detail."""
    ways = ((shown[0], shown[2], subject.x, subject.width), (shown[1], shown[3], subject.y, subject.height))
    return all(
        (first <= begins - CLEAR_AIR * long and begins + long + CLEAR_AIR * long <= first + seen)
        or seen <= CLEAR_CUT * long
        for first, seen, begins, long in ways
    )


def stand_footage(picture: Size, view: View, focus: FocusBox | None, frame: tuple[Size, SafeArea]) -> Bleed | Contained:
    """How a clip stands: filling the canvas where its shape is near it, else whole in its mount; at rest."""
    canvas = frame[0]
    if view == "detail" and focus is not None:
        path = fill(picture, focus, "hold", frame)
        if path is not None:
            return Bleed(path=path)
    ratio = picture.aspect / canvas.aspect
    scale = max(canvas.width / picture.width, canvas.height / picture.height)
    if max(ratio, 1 / ratio) > 1 + FILLS or scale > NEAREST:
        return Contained()
    pose = Pose(
        x=(canvas.width - picture.width * scale) / 2, y=(canvas.height - picture.height * scale) / 2, scale=scale
    )
    return Bleed(path=Path(start=pose, end=pose))


def fill(picture: Size, focus: FocusBox, move: Move, frame: tuple[Size, SafeArea]) -> Path | None:
    """A full-bleed move that holds the whole focus box on every frame; None where the picture cannot bear one.

    The focus is brought as near as the safe area allows, and into its middle as far as the picture reaches.
    """
    canvas, safe = frame
    box = _pixels(focus, picture)
    least = covering(picture, canvas)
    most = min(NEAREST, 0.999 * canvas.width / box[2], 0.999 * canvas.height / box[3])
    if least > most:
        return None
    calm = _calm(canvas, safe)
    wished = min(calm.width / box[2], calm.height / box[3]) / (1 + 2 * AIR)
    nearest = min(max(wished, least * (1 + PUSH)), most)
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


def in_window(size: tuple[int, int], window: Box, move: Move) -> Path:
    """The move of a whole picture of ``size`` (width, height) in a window: never over its edges.

    It grows calmly into the window (push), shrinks from it (pull), or slides inside it (drift). What is wider than its
    window is a scroll that passes through it.
    """
    scroll = passing(size, window, move)
    if scroll is not None:
        return scroll
    scale = min(window.width / size[0], window.height / size[1])
    full = Pose(
        x=window.x + (window.width - size[0] * scale) / 2,
        y=window.y + (window.height - size[1] * scale) / 2,
        scale=scale,
    )
    if move == "hold":
        return Path(start=full, end=full)
    room = size[0] * scale * (1 - WHOLE_FROM)
    if move == "drift":
        small = Pose(x=full.x, y=full.y + size[1] * scale * (1 - WHOLE_FROM) / 2, scale=scale * WHOLE_FROM)
        return Path(start=small.model_copy(update={"x": small.x + room}), end=small)
    pivot = (_grid(window.x + window.width / 2), _grid(window.y + window.height / 2))
    path = Path(start=_about(full, pivot, WHOLE_FROM), end=full, pivot=pivot)
    return path.reversed() if move == "pull" else path


def over_ground(ground: Size, canvas: Size, move: Move) -> Path:
    """The move of a card's ground: what is larger than the canvas is used for a slow push to its middle."""
    least = max(canvas.width / ground.width, canvas.height / ground.height)
    far = Pose(x=(canvas.width - ground.width * least) / 2, y=(canvas.height - ground.height * least) / 2, scale=least)
    if move == "hold" or least > 1 / (1 + BEARABLE):
        return Path(start=far, end=far)
    pivot = (_grid(canvas.width / 2), _grid(canvas.height / 2))
    path = Path(start=far, end=_about(far, pivot, 1 / least), pivot=pivot)
    return path.reversed() if move == "pull" else path


def contained(picture: Size, window: Box) -> Pose:
    """Where whole footage stands: in the window of its mount."""
    return Pose(x=window.x, y=window.y, scale=max(window.width / picture.width, window.height / picture.height))


def _pixels(focus: FocusBox, picture: Size) -> tuple[float, float, float, float]:
    return (
        focus.x * picture.width,
        focus.y * picture.height,
        focus.width * picture.width,
        focus.height * picture.height,
    )


def _calm(canvas: Size, safe: SafeArea) -> Box:
    """Where a focus stands: clear of what platforms cover, and of the subtitles."""
    box = safe.inside(canvas)
    share = next(share for widest, share in SUBTITLES_FROM if canvas.aspect <= widest)
    bottom = min(box.bottom, round(canvas.height * share))
    return box.model_copy(update={"height": max(1, bottom - box.y)})


def _grid(value: float) -> int:
    return PIVOT_GRID * round(value / PIVOT_GRID)


def _about(pose: Pose, pivot: tuple[int, int], factor: float) -> Pose:
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


def _placed(picture: Size, box: tuple[float, float, float, float], scale: float, frame: tuple[Size, SafeArea]) -> Pose:
    """The pose that brings the box into the middle of the calm area, as far as the picture reaches."""
    canvas, safe = frame
    calm = _calm(canvas, safe)
    low_x, high_x = _range(canvas.width, picture.width, box[0], box[2], scale)
    low_y, high_y = _range(canvas.height, picture.height, box[1], box[3], scale)
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
        grid, noise = _grid(wished), 1e-6  # a picture that ends at the frame's edge has its bound at the edge itself
        if grid > high + noise:
            grid -= PIVOT_GRID
        return grid + PIVOT_GRID if grid < low - noise else grid

    still = (
        pivot(canvas.width, picture.width, end.x, towards[0]),
        pivot(canvas.height, picture.height, end.y, towards[1]),
    )
    return Path(start=_about(end, still, ratio), end=end, pivot=still)


def _drifting(
    picture: Size, box: tuple[float, float, float, float], scale: float, frame: tuple[Size, SafeArea]
) -> Path | None:
    """A drift along the side that has more room; None where neither has enough."""
    canvas = frame[0]
    at = _placed(picture, box, scale, frame)
    low_x, high_x = _range(canvas.width, picture.width, box[0], box[2], scale)
    low_y, high_y = _range(canvas.height, picture.height, box[1], box[3], scale)
    way_x, way_y = min(high_x - low_x, DRIFT * canvas.width), min(high_y - low_y, DRIFT * canvas.height)
    if max(way_x / canvas.width, way_y / canvas.height) < 2 * BEARABLE:
        return None
    if way_x / canvas.width >= way_y / canvas.height:
        first = min(max(at.x + way_x / 2, low_x + way_x), high_x)
        return Path(start=at.model_copy(update={"x": first}), end=at.model_copy(update={"x": first - way_x}))
    first = min(max(at.y + way_y / 2, low_y + way_y), high_y)
    return Path(start=at.model_copy(update={"y": first}), end=at.model_copy(update={"y": first - way_y}))


def _region(picture: Size, focus: FocusBox, canvas: Size) -> Box:
    """The focus with air around it, large enough to be worth a window, of a shape that a mount takes well."""
    x, y, width, height = _pixels(focus, picture)
    middle = (x + width / 2, y + height / 2)
    width, height = width * (1 + 2 * AIR), height * (1 + 2 * AIR)
    width = max(width, 0.8 * canvas.short_side / NEAREST, height * 0.7)
    height = max(height, width / 1.8)
    width, height = min(width, picture.width), min(height, picture.height)
    left = min(max(0.0, middle[0] - width / 2), picture.width - width)
    top = min(max(0.0, middle[1] - height / 2), picture.height - height)
    return Box(x=round(left), y=round(top), width=max(1, int(width)), height=max(1, int(height)))
