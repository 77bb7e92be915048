"""A cue -> the same cue, piece by piece as its words are said: for pictures that highlight them."""

from fanxing.model.subtitle import Cue
from fanxing.model.timing import FrameRange


def as_said(cue: Cue) -> tuple[Cue, ...]:
    """Part a cue in time where each of its units begins; each piece tells how much has been said.

    Returns:
        Cues that follow one another without a gap, together as long as the one; it alone where it has no times.
    """
    said: dict[int, int] = {cue.span.start: 0}
    for unit in cue.units:
        frame = min(max(unit.span.start, cue.span.start), cue.span.end - 1)
        said[frame] = unit.at + unit.length  # of units in one frame the last counts
    frames = sorted(said)
    return tuple(
        cue.model_copy(update={"said": said[start], "span": FrameRange(start=start, duration=end - start)})
        for start, end in zip(frames, [*frames[1:], cue.span.end], strict=True)
    )
