"""What a finished film was meant to be: the measure that figures are held against."""

from collections.abc import Iterator

from fanxing.model.document import Document
from fanxing.model.footage import Moving
from fanxing.model.geometry import Size
from fanxing.model.timeline import Clip, Timeline, Transition
from fanxing.model.timing import SAMPLE_RATE

Stretch = tuple[int, int]
"""First frame, first frame after."""


class Expected(Document):
    """What a film was meant to be; None: nobody knows, as with a stranger's film."""

    frames: int | None = None
    """Length."""
    size: Size | None = None
    """Pixels."""
    is_foreign: bool = False
    """Not ours: what only a package can know is not judged."""
    sounds: bool = True
    """Something is meant to sound."""
    spoken: tuple[tuple[float, float], ...] = ()
    """Seconds in which somebody speaks."""
    aigc: str = ""
    """The AIGC value that must stand in its metadata; empty: none."""
    label: str = ""
    """The visible AI label; empty: none."""
    holds: tuple[Stretch, ...] = ()
    """Frames in which the picture is declared to rest."""
    dark: tuple[Stretch, ...] = ()
    """Frames that are black in the footage itself."""
    still: tuple[Stretch, ...] = ()
    """Frames that stand still in the footage itself, and all of a clip where it stutters."""
    moving: tuple[Stretch, ...] = ()
    """Frames that come from clips, whose repeated frames are their own."""
    max_kbps: int | None = None
    """Ceiling of the whole file that all its platforms take."""


FOREIGN = Expected(is_foreign=True)
"""What a stranger's film is held against."""


def expected_of(timeline: Timeline, size: Size, *, sounds: bool, max_kbps: int | None) -> Expected:
    """Read from a timeline what its film must be.

    Args:
        timeline: The cut.
        size: Of the film.
        sounds: Whether its sound track holds anything.
        max_kbps: What its platforms take.
    """
    return Expected(
        frames=timeline.duration,
        size=size,
        sounds=sounds,
        spoken=tuple(_spoken(timeline)),
        aigc=timeline.notice.aigc,
        label=timeline.notice.label,
        holds=tuple((start, start + clip.duration) for start, clip in timeline.clips if clip.move == "hold"),
        dark=tuple(_own(timeline, "dark")),
        still=tuple(_own(timeline, "frozen")),
        moving=tuple((first, after) for first, after, _, _ in _footage(timeline)),
        max_kbps=max_kbps,
    )


def _spoken(timeline: Timeline) -> Iterator[tuple[float, float]]:
    for clip in timeline.voice:
        start = float(clip.start / timeline.rate)
        yield start, start + clip.samples / SAMPLE_RATE


def _footage(timeline: Timeline) -> Iterator[tuple[int, int, int, Moving]]:
    """Where clips are seen, transitions included: first frame, first after, footage frame at the first, footage."""
    items, at = timeline.picture, 0
    for number, item in enumerate(items):
        if isinstance(item, Clip) and isinstance(item.media, Moving):
            before, after = (
                _handle(items[number - 1] if number else None, 0),
                _handle(items[number + 1] if number + 1 < len(items) else None, 1),
            )
            yield at - before, at + item.duration + after, item.source_in - before, item.media
        if not isinstance(item, Transition):
            at += item.duration


def _handle(item: object, side: int) -> int:
    if not isinstance(item, Transition):
        return 0
    return item.out_offset if side else item.in_offset


def _own(timeline: Timeline, kind: str) -> Iterator[Stretch]:
    """Stretches of the footage itself, on the film's clock; a clip that is too short holds its last frame."""
    for first, after, source, media in _footage(timeline):
        ranges = list(media.dark if kind == "dark" else media.frozen)
        if kind == "frozen" and source + after - first > media.frames:
            ranges.append((media.frames, source + after - first))
        for start, end in ranges:
            low, high = max(first, first + start - source), min(after, first + end - source)
            if low < high:
                yield low, high
