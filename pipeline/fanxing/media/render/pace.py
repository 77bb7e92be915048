"""How far a move has come, by the frames since its picture was first seen: pure arithmetic.

A move's own length is the shot's, rounded up to one of a few lengths, and it comes to rest by itself before the picture
is gone. So a line that grows a little longer or shorter leaves a shot's frames what they were but for the last of them,
and their spans are kept.
"""

_SETTLES, _SHARE = 24, 5
"""Frames over which a move comes to rest before its picture is gone, and the share of its length that they are at most
(a fifth); a transition takes most of them."""
_STEPS = (4, 5, 6, 7)
"""Lengths are these times a power of two: at most a quarter longer than the shot."""


def paced(frames: int) -> int:
    """Length of the move of a picture that is seen for so many frames."""
    power = 1
    while _STEPS[-1] * power < frames:
        power *= 2
    return next(step * power for step in _STEPS if step * power >= frames)


def settling(frames: int) -> int:
    """Age from which the move of a picture that is seen for so many frames comes to rest."""
    return frames - _late(paced(frames))


def done(age: int, length: int, settles: int | None) -> float:
    """Share of a move's time that has passed.

    Args:
        age: Frames since its picture was first seen.
        length: Of the move, in frames.
        settles: Age from which it comes to rest; None: it does not yet.
    """
    passed = float(age)
    if settles is not None and age > settles:
        frames = _late(length)
        late = min(1.0, (age - settles) / frames)
        # Time goes on at its own pace first, and stands at last, without a jerk at either end.
        passed = settles + frames * (late - late**3 + late**4 / 2)
    return passed / max(1, length - 1)


def _late(length: int) -> int:
    """Frames over which a move of that length comes to rest."""
    return max(1, min(_SETTLES, length // _SHARE))
