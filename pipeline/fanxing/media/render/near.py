"""Near views: truly nearer than the whole, or none. Pure geometry, in pixels of the full canvas.

A picture that cannot fill the canvas while it holds its focus hangs in a larger window than a whole one: across the
whole canvas, where it reaches so far, down to the subtitles.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from fanxing.media.look.faces import uncut
from fanxing.media.render.bleed import AIR, calm_of, fill, in_picture, is_clear_of_type, subtitles_from
from fanxing.media.render.path import NEAREST, Path, Pose
from fanxing.media.render.stands import WHOLE_FROM, Bleed, Mounted
from fanxing.model.geometry import Box, FocusBox, SafeArea, Size
from fanxing.model.storyboard import Move

NEARER = 1.25
"""How much larger a near view shows things than the whole did: two views less far apart look like a slip of the cut.

Source: the cutter's rule of 30 degrees or 30 per cent; measured here on the ends of both moves, between which a cut
lies, so that the step seen is a few per cent more.
"""
NEAR_OBJECT = 0.62
"""An object that takes less of both sides is brought near whole; a larger one is not nearer whole."""
CLEAR_CUT = 0.6
"""A closer view shows at most this share of the object, or all of it: a rim cut by little looks like a mistake."""
CLEAR_AIR = 0.04
"""Left at each side of an object that is seen whole, as a share of its side."""
DETAILS = (0.42, 0.36, 0.3, 0.24)
"""Shares of the object's sides that are tried for a detail that the recipe names no focus for."""
WHOLE = FocusBox(x=0.0, y=0.0, width=1.0, height=1.0)
"""The whole picture."""
FACE_SEEN = 0.96
"""Share of a face's box from which on it counts as whole, and of which the rest may be seen of one that is outside."""
INNER = 0.889
"""Share of the canvas's width that a window takes at most which does not reach from edge to edge."""
WORTH = 0.6
"""A near view takes at least this share of the window of a whole one: a smaller one looks like a scrap."""
MIDDLE = 0.36
"""How far from the middle of the calm part of a canvas a focus may stand, as a share of its side."""
SPARE = 6
"""Pixels by which a window goes further past the canvas's edges than its move needs: poses lie on grids."""
CLEAR_OF_TYPE = 14
"""Pixels between a window and the subtitles."""


class Hang(NamedTuple):
    """Where whole pictures hang on canvases of some shapes, in every template that ships."""

    widest: float
    """Aspect of the canvas at most."""
    width: float
    """Share of the canvas."""
    height: float
    """Share of the canvas."""
    top: float
    """Share of the canvas's height above the window."""


HANGS = (
    Hang(0.65, 960 / 1080, 672 / 1920, 372 / 1920),
    Hang(0.9, 960 / 1080, 630 / 1440, 246 / 1440),
    Hang(1.2, 960 / 1080, 420 / 1080, 190 / 1080),
    Hang(9.0, 1216 / 1920, 740 / 1080, 84 / 1080),
)
"""By the aspect of the canvas."""

Quad = tuple[float, float, float, float]
"""Pixels of a picture: left, top, right and bottom of what is seen; left, top, width and height of a box."""


@dataclass(frozen=True)
class Sight:
    """What is to be seen from near, and on what."""

    picture: Size
    """Pixels of the photograph."""
    whole: Box
    """The region that its whole view shows."""
    frame: tuple[Size, SafeArea]
    """The full canvas, and what the platforms cover of it."""
    move: Move
    """How the camera moves."""
    subject: FocusBox
    """The object; the whole picture, where that is not known."""
    faces: tuple[Box, ...]
    """That must not be cut."""

    @property
    def least(self) -> float:
        """Scale from which on a view is a near one."""
        hang = _hang_on(self.frame[0])
        canvas = self.frame[0]
        wide, high = hang.width * canvas.width / self.whole.width, hang.height * canvas.height / self.whole.height
        return NEARER * min(wide, high, NEAREST)


def _hang_on(canvas: Size) -> Hang:
    return next(one for one in HANGS if canvas.aspect <= one.widest)


def of_focus(sight: Sight, focus: FocusBox) -> Bleed | Mounted | None:
    """The whole focus from near: filling the canvas, else hung; None where it would not be nearer."""
    path = _filled(sight, focus)
    if path is not None and _is_calm(path, sight, focus):
        return Bleed(path=path)
    hangs = _first(hung(sight, in_picture(box, sight.picture)) for box in (_uncut(focus, sight.subject), focus))
    return hangs or (None if path is None else Bleed(path=path))


def of_object(sight: Sight) -> Bleed | Mounted | None:
    """The object as near as it can be whole, or the middle of it; None where the picture bears neither."""
    subject = sight.subject
    near = subject.width < NEAR_OBJECT and subject.height < NEAR_OBJECT
    return _first(
        _clear(sight, box) for box in (*((subject,) if near else ()), *(_middle(subject, one) for one in DETAILS))
    )


def _filled(sight: Sight, box: FocusBox) -> Path | None:
    """A move that fills the canvas, is near, and cuts no face; None where there is none."""
    path = fill(sight.picture, box, sight.move, sight.frame)
    if path is None or max(path.start.scale, path.end.scale) < sight.least or cuts(Bleed(path=path), sight):
        return None
    return path


def _is_calm(path: Path, sight: Sight, box: FocusBox) -> bool:
    """Whether what is to be seen stands about the middle, clear of type: a picture's edge may hold it off."""
    x, y, width, height = in_picture(box, sight.picture)
    free = calm_of(*sight.frame)
    across, down = (
        at + (part + long / 2) * pose.scale
        for pose in (max(path.start, path.end, key=lambda one: one.scale),)
        for at, part, long in ((pose.x, x, width), (pose.y, y, height))
    )
    ways = ((across, free.x + free.width / 2, free.width), (down, free.y + free.height / 2, free.height))
    middling = all(abs(at - middle) <= MIDDLE * side for at, middle, side in ways)
    return middling and is_clear_of_type(path, (x, y, width, height), sight.frame[0])


def _first(found: Iterator[Bleed | Mounted | None]) -> Bleed | Mounted | None:
    return next((one for one in found if one is not None), None)


def _clear(sight: Sight, box: FocusBox) -> Bleed | Mounted | None:
    """A box of the object's from near, where the object is not cut by little."""
    path = _filled(sight, box)
    if path is not None and all(_is_clear(_shown(at, sight.frame[0]), sight) for at in (path.start, path.end)):
        fills: Bleed | None = Bleed(path=path)
        if _is_calm(path, sight, box):
            return fills
    else:
        fills = None
    _, _, width, height = in_picture(sight.subject, sight.picture)
    most = None if box == sight.subject else (CLEAR_CUT * width, CLEAR_CUT * height)
    hangs = hung(sight, in_picture(box, sight.picture), most)
    return hangs if hangs is not None and _is_clear(seen_of(hangs), sight) else fills


def hung(sight: Sight, box: Quad, most: tuple[float, float] | None = None) -> Mounted | None:
    """A box of a picture in a window that is as large as may be; None where it would not be nearer than the whole.

    Args:
        sight: The picture and the canvas.
        box: Left, top, width and height, in pixels: what must be seen, whole, on every frame.
        most: Pixels of the picture that may be seen, across and down; None: all of it.
    """
    everything = float(sight.picture.width), float(sight.picture.height)
    box = _with_faces(sight, box)
    canvas = sight.frame[0]
    edge_to_edge = (
        (canvas.width / WHOLE_FROM + SPARE,) if canvas.aspect < 1 else ()
    )  # a wide canvas would have it fill all
    for across in (*edge_to_edge, INNER * canvas.width):
        made = _hung(sight, box, across, most or everything)
        if made is not None and cuts(made, sight):
            part = uncut(made.region, sight.faces)
            made = _hung(sight, (part.x, part.y, part.width, part.height), across, everything)
        if made is not None and not cuts(made, sight):
            return made
    return None


def _with_faces(sight: Sight, box: Quad) -> Quad:
    """A box with every face that it cuts or nearly touches: a head that is left out is left out by far."""
    x, y, width, height = box
    left, top = max(0, int(x - AIR * width)), max(0, int(y - AIR * height))
    right, bottom = min(sight.picture.width, x + (1 + AIR) * width), min(sight.picture.height, y + (1 + AIR) * height)
    aired = Box(x=left, y=top, width=max(1, int(right - left)), height=max(1, int(bottom - top)))
    grown = uncut(aired, sight.faces)
    return box if grown == aired else (grown.x, grown.y, grown.width, grown.height)


def _hung(sight: Sight, box: Quad, across: float, most: tuple[float, float]) -> Mounted | None:
    """The same, in a window ``across`` pixels wide: from past one edge of the canvas to past the other, or inside."""
    canvas, picture = sight.frame[0], sight.picture
    from_edge = max(0.0, (across - canvas.width) / 2)
    room = _room(canvas)
    x, y, width, height = box
    scale = min(
        (across - 2 * from_edge) / min(width * (1 + 2 * CLEAR_AIR), picture.width),
        room.height / min(height * (1 + 2 * CLEAR_AIR), picture.height),
        NEAREST,
    )
    if from_edge and min(picture.width, most[0]) * scale < across:
        return None  # a sliver of ground would stand at the canvas's edges
    wide, high = min(picture.width, most[0], across / scale), min(picture.height, most[1], room.height / scale)
    left = min(max(0.0, x + width / 2 - wide / 2), picture.width - wide)
    top = min(max(0.0, y + height / 2 - high / 2), picture.height - high)
    unseen = from_edge / scale
    if scale < sight.least or (from_edge and (x < left + unseen or x + width > left + wide - unseen)):
        return None
    region = Box(x=round(left), y=round(top), width=max(1, int(wide)), height=max(1, int(high)))
    size = (round(region.width * scale), round(region.height * scale))
    hangs = _hang_on(canvas)
    if size[0] * size[1] < WORTH * hangs.width * hangs.height * canvas.width * canvas.height:
        return None
    level = round((hangs.top + hangs.height / 2) * canvas.height)  # of the middles of all pictures
    y_ = min(max(room.y, level - size[1] // 2), room.bottom - size[1])
    window = Box(x=round((canvas.width - size[0]) / 2), y=y_, width=size[0], height=size[1])
    return Mounted(region=region, move="push" if sight.move == "drift" else sight.move, window=window)


def _room(canvas: Size) -> Box:
    """Where a near view may hang: below what stands above pictures, clear of the subtitles."""
    top, bottom = round(_hang_on(canvas).top * canvas.height), subtitles_from(canvas) - CLEAR_OF_TYPE
    return Box(x=0, y=top, width=canvas.width, height=bottom - top)


def _uncut(focus: FocusBox, subject: FocusBox) -> FocusBox:
    """A focus with all of the object on each way on which it takes most of it."""
    x, width = _reaching((focus.x, focus.width), (subject.x, subject.width))
    y, height = _reaching((focus.y, focus.height), (subject.y, subject.height))
    return FocusBox(x=x, y=y, width=width, height=height)


def _reaching(part: tuple[float, float], whole: tuple[float, float]) -> tuple[float, float]:
    if part[1] <= CLEAR_CUT * whole[1]:
        return part
    begins, ends = min(part[0], whole[0]), max(part[0] + part[1], whole[0] + whole[1])
    return begins, min(ends, 1.0) - begins


def _middle(subject: FocusBox, share: float) -> FocusBox:
    """The middle of an object."""
    width, height = subject.width * share, subject.height * share
    x, y = subject.x + (subject.width - width) / 2, subject.y + (subject.height - height) / 2
    return FocusBox(x=x, y=y, width=width, height=height)


def _shown(pose: Pose, canvas: Size) -> Quad:
    """What of a picture fills the canvas."""
    left, top = -pose.x / pose.scale, -pose.y / pose.scale
    return left, top, left + canvas.width / pose.scale, top + canvas.height / pose.scale


def seen_of(stand: Mounted, grown: float = 1.0) -> Quad:
    """What of a picture is seen in its window, which may reach past the canvas's edges.

    Args:
        stand: How it hangs.
        grown: Share of its full size: ``WHOLE_FROM`` where its move begins.
    """
    region, window = stand.region, stand.window
    past = 0.0 if window is None else max(0.0, -window.x - window.width * (1 - grown) / 2)
    unseen = 0.0 if window is None else past * region.width / (window.width * grown)
    return region.x + unseen, float(region.y), region.right - unseen, float(region.bottom)


def _is_clear(seen: Quad, sight: Sight) -> bool:
    """Whether on both ways the object is seen whole, with air, or so little of it that it is clearly a detail."""
    x, y, width, height = in_picture(sight.subject, sight.picture)
    ways = ((seen[0], seen[2], x, width), (seen[1], seen[3], y, height))
    return all(
        (first <= begins - CLEAR_AIR * long and begins + long + CLEAR_AIR * long <= after)
        or after - first <= CLEAR_CUT * long + 1
        for first, after, begins, long in ways
    )


def cuts(stand: Bleed | Mounted, sight: Sight) -> bool:
    """Whether the frame's edge lies in a face where the move begins or ends."""
    canvas = sight.frame[0]
    if isinstance(stand, Mounted):
        sizes = (1.0,) if stand.move == "hold" else (1.0, WHOLE_FROM)
        views: Sequence[Quad] = [seen_of(stand, grown) for grown in sizes]
    else:
        views = [_shown(at, canvas) for at in (stand.path.start, stand.path.end)]
    return any(_is_cut(view, face) for view in views for face in sight.faces)


def _is_cut(view: Quad, face: Box) -> bool:
    wide = min(face.right, view[2]) - max(face.x, view[0])
    high = min(face.bottom, view[3]) - max(face.y, view[1])
    shown = max(0.0, wide) * max(0.0, high) / (face.width * face.height)
    return 1 - FACE_SEEN < shown < FACE_SEEN
