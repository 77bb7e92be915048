"""Which pictures have type beside them, as far as a plan can tell: the film's own timeline tells it exactly."""

from fanxing.model.calling import EARLY_S, READ_CPS, SETTLES_S, shown_seconds
from fanxing.model.graphics import LowerThird
from fanxing.model.storyboard import CallOut, Shot, Storyboard
from fanxing.model.text import letters

STRIP_COMES_S = 0.35
"""After the cut: a name strip comes in once its picture is there."""
STRIP_LEAST_S = 3.5
"""A strip is seen so long at least, where its part has the time."""
TURNS_S = 0.2
"""Half of the time in which one picture makes way for the next inside a part: so early the next one is seen."""


def strip_letters(strip: LowerThird) -> float:
    """All that there is to read on a name strip, in letters."""
    return letters(strip.name + "".join(strip.lines) + strip.museum)


def strip_seconds(strip: LowerThird) -> float:
    """How long everybody needs for a name strip."""
    return max(STRIP_LEAST_S, strip_letters(strip) / READ_CPS + SETTLES_S)


def planned_alone(board: Storyboard) -> dict[str, bool]:
    """Tell of each shot whether it is likely to stand without type beside it, by its uid.

    A name strip outlasts its shot where it is not read by then, but no detail bears one. So does a fact; one whose
    words are not found in the shot is taken for one that is said at its end.
    """
    told: dict[str, bool] = {}
    part, named, called = "", 0.0, 0.0
    for shot in board.shots:
        if shot.part != part:
            part, named, called = shot.part, 0.0, 0.0
        if shot.lower_third is not None:
            named = STRIP_COMES_S + strip_seconds(shot.lower_third)
        elif shot.view == "detail":
            named = 0.0
        told[shot.uid] = shot.card is None and not shot.call_outs and max(named, called) <= 0.0
        passed = max(0.0, shot.seconds - TURNS_S)
        called = max(called, *(_until(one, shot) for one in shot.call_outs)) if shot.call_outs else called
        named, called = named - passed, called - passed
    return told


def _until(one: CallOut, shot: Shot) -> float:
    """When a fact has been read, in seconds from the first frame of the shot in which it is said."""
    before, found, _ = shot.words.partition(one.fact.value)
    share = letters(before) / letters(shot.words) if found else 1.0
    return shot.seconds * share - EARLY_S + shown_seconds(one.fact)
