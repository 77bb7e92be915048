"""What is asked of a film beside its figures, and what one pass over it gave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from fanxing.media.measure.glimpse import Glimpse, Plane
from fanxing.media.measure.heard import Listener
from fanxing.media.measure.overlay import Sought
from fanxing.media.measure.seen import Watch
from fanxing.media.measure.tracks import Tracks

_THUMBNAILS = 8
"""Frames kept for the report."""
_UNTOLD = 240
"""Frames over which they are spread where the file does not tell how many it has."""


@dataclass(frozen=True)
class Keep:
    """What is to be given back beside figures."""

    frames: tuple[int, ...] = ()
    """Indices of frames, as RGB."""
    cells: tuple[int, ...] = ()
    """Indices of frames, in cells."""
    sought: tuple[tuple[int, Sought], ...] = ()
    """Type that is looked for, and the index of the frame to look in."""
    sound: bool = False
    """The sound, lowered."""
    restless: tuple[tuple[int, int], ...] = ()
    """First frame and frame after of transitions, which are no pictures for a report."""

    def glimpses(self, tracks: Tracks, groups: Sequence[tuple[int, int]] = ()) -> tuple[Glimpse, ...]:
        """All that is taken of single frames.

        Args:
            tracks: Of the film.
            groups: First frame and frame after of its closed groups, where they are known.
        """
        width, height = tracks.size
        return (
            *(Glimpse(at, "frame") for at in self.frames),
            *(Glimpse(at, "cells") for at in self.cells),
            *(Glimpse(at, "part", one.window(width, height)) for at, one in self.sought),
            *(Glimpse(at, "thumbnail") for at in thumbnails_at(tracks.told, groups, self.restless)),
        )


def thumbnails_at(told: int, groups: Sequence[tuple[int, int]], restless: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """Frames at even distances; in the middle of their groups, where those are short: there they stay the same.

    What would be taken out of a transition is taken from before it, where all type still stands.

    Args:
        told: Frames of the film; 0: not known.
        groups: First frame and frame after of its closed groups.
        restless: First frame and frame after of its transitions.
    """
    step = max(1, (told or _UNTOLD) // _THUMBNAILS)
    even = (step // 2 + step * at for at in range(_THUMBNAILS))
    middles = {
        at: (first + after) // 2 for first, after in groups if after - first <= step for at in range(first, after)
    }
    chosen: list[int] = []
    for at in (middles.get(one, one) for one in even):
        calm = next((first - 1 for first, after in restless if first <= at < after), at)
        chosen.append(at if calm < 0 or calm in chosen else calm)
    return tuple(chosen)


@dataclass(frozen=True)
class Passed:
    """What one pass over a film gave."""

    facts: dict[str, Any]
    """Figures by name."""
    listener: Listener | None
    """Has heard the sound."""
    sound_start_s: float
    """When the sound begins."""
    taken: Mapping[Glimpse, Plane] = field(default_factory=dict)
    """What was wanted of single frames."""
    size: tuple[int, int] = (0, 0)
    """Width and height of the picture."""

    @classmethod
    def of(
        cls,
        tracks: Tracks,
        watch: Watch,
        listener: Listener | None,
        taken: Mapping[Glimpse, Plane],
        broken: int,
    ) -> "Passed":
        """Put together what was seen and heard.

        Args:
            tracks: Have noted all packets.
            watch: Has seen all frames.
            listener: Has heard all sound; None where there is no such track.
            taken: Of single frames.
            broken: Packets that did not decode.
        """
        facts: dict[str, Any] = {"decode_errors": broken} | tracks.picture_facts()
        if tracks.picture is not None:
            facts |= watch.facts()
        if listener is not None:
            facts |= tracks.sound_facts() | listener.facts()
        facts |= tracks.lengths(listener.seconds if listener is not None else Fraction(0))
        return cls(facts, listener, tracks.sound_start, taken, tracks.size)
