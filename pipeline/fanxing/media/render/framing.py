"""How a picture stands in the frame and which move it makes: pure geometry, in pixels of the full canvas."""

from dataclasses import replace

from fanxing.media.look.faces import in_pixels, kept_whole
from fanxing.media.render.bleed import about, fill, on_grid
from fanxing.media.render.near import WHOLE, Sight, cuts, of_focus, of_object
from fanxing.media.render.path import BEARABLE, NEAREST, Path, Pose
from fanxing.media.render.scroll import LONG, along, passing
from fanxing.media.render.stands import WHOLE_FROM, Bleed, Contained, Mounted
from fanxing.model.footage import Moving, Still
from fanxing.model.geometry import Box, FocusBox, SafeArea, Size
from fanxing.model.storyboard import Move, View
from fanxing.model.timeline import Clip

FILLS = 0.08
"""Footage whose aspect is within this of the canvas's is cropped to fill it."""
GROUND_AIR = 0.09
"""Ground left around an object that is shown whole, as a share of its longer side."""
NARROWEST, WIDEST = 0.72, 1.45
"""Shapes between which such an object and its ground stand, width to height, where the picture has so much ground."""


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
    would cut a face at the frame's edge gives way to a window that holds it, and one that would be no nearer to the
    whole: see ``comes_near``.

    Args:
        picture: Pixels of the photograph.
        view: Whole or detail.
        move: How the camera moves.
        focus: Part to bring out.
        frame: The full canvas, and what the platforms cover of it.
        subject: The object, where that is known; None: it may be the whole picture.
        faces: Of people in the picture.
    """
    region = Box(x=0, y=0, width=picture.width, height=picture.height)
    if subject is not None and move != "hold":  # what is held may not be cropped
        region = _around(picture, subject, focus, faces)
    if view != "detail":
        return Mounted(region=region, move=move)
    held = tuple(in_pixels(one, picture) for one in kept_whole(faces, focus))
    sight = Sight(picture, region, frame, move, subject or WHOLE, held)
    near = _near(sight, focus, subject)
    if near is None and move == "drift":  # a drift shows more than a push: a rim that is cut by little, a face
        near = _near(replace(sight, move="push"), focus, subject)
    if near is not None:
        return near
    goes_back = focus is None and picture.aspect >= LONG and move != "hold"
    return Mounted(region=region, move="pull" if goes_back else move)


def _near(sight: Sight, focus: FocusBox | None, subject: FocusBox | None) -> Bleed | Mounted | None:
    """A near view with the sight's move; None where there is none."""
    return of_focus(sight, focus) if focus is not None else _scroll(sight, subject) or of_object(sight)


def _scroll(sight: Sight, subject: FocusBox | None) -> Bleed | None:
    """A long picture, along which a nearer view passes."""
    path = along(sight.picture, sight.move, sight.frame[0]) if subject is None else None
    return None if path is None or cuts(Bleed(path=path), sight) else Bleed(path=path)


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
    stand = stand_still(still.size, clip.view, clip.move, clip.focus, frame, still.subject, still.faces)
    return stand.model_copy(update={"alone": _takes_middle(clip, frame[0])}) if isinstance(stand, Mounted) else stand


def _takes_middle(clip: Clip, canvas: Size) -> bool:
    """Whether a picture leaves the side of a wide canvas on which type stands beside others."""
    return clip.alone and canvas.aspect > 1


def stand_clip(footage: Moving, clip: Clip, frame: tuple[Size, SafeArea]) -> Bleed | Contained:
    """How the footage of a shot stands."""
    stand = stand_footage(footage.size, clip.view, clip.focus, frame)
    return Contained(alone=_takes_middle(clip, frame[0])) if isinstance(stand, Contained) else stand


def comes_near(still: Still, focus: FocusBox | None, frame: tuple[Size, SafeArea]) -> bool:
    """Whether a photograph bears a view that is truly nearer than its whole one, on a canvas."""
    stand = stand_still(still.size, "detail", "push", focus, frame, still.subject, still.faces)
    return isinstance(stand, Bleed) or stand.window is not None


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
    pivot = (on_grid(window.x + window.width / 2), on_grid(window.y + window.height / 2))
    path = Path(start=about(full, pivot, WHOLE_FROM), end=full, pivot=pivot)
    return path.reversed() if move == "pull" else path


def over_ground(ground: Size, canvas: Size, move: Move) -> Path:
    """The move of a card's ground: what is larger than the canvas is used for a slow push to its middle."""
    least = max(canvas.width / ground.width, canvas.height / ground.height)
    far = Pose(x=(canvas.width - ground.width * least) / 2, y=(canvas.height - ground.height * least) / 2, scale=least)
    if move == "hold" or least > 1 / (1 + BEARABLE):
        return Path(start=far, end=far)
    pivot = (on_grid(canvas.width / 2), on_grid(canvas.height / 2))
    path = Path(start=far, end=about(far, pivot, 1 / least), pivot=pivot)
    return path.reversed() if move == "pull" else path


def contained(picture: Size, window: Box) -> Pose:
    """Where whole footage stands: in the window of its mount."""
    return Pose(x=window.x, y=window.y, scale=max(window.width / picture.width, window.height / picture.height))
