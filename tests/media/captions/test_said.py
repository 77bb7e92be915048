"""A cue in pieces, as its words are said: for pictures that highlight them."""

import itertools

from fanxing.media.captions.said import as_said
from fanxing.model.subtitle import Cue, Unit
from fanxing.model.timing import FrameRange


def _cue(starts, *, start=10, duration=30, text="一棵老松"):
    units = tuple(Unit(at=at, length=1, span=FrameRange(start=one, duration=3)) for at, one in enumerate(starts))
    return Cue(line="a/1", text=text, raw=text, span=FrameRange(start=start, duration=duration), units=units)


def test_each_piece_shows_what_has_been_said_when_it_begins():
    pieces = as_said(_cue([12, 16, 20, 25]))
    assert [(one.span.start, one.span.end, one.said) for one in pieces] == [
        (10, 12, 0),
        (12, 16, 1),
        (16, 20, 2),
        (20, 25, 3),
        (25, 40, 4),
    ]
    assert {one.text for one in pieces} == {"一棵老松"}


def test_pieces_last_together_as_long_as_the_cue():
    cue = _cue([3, 10, 10, 44])
    pieces = as_said(cue)
    assert pieces[0].span.start == cue.span.start
    assert pieces[-1].span.end == cue.span.end
    assert all(one.span.end == after.span.start for one, after in itertools.pairwise(pieces))
    assert [one.said for one in pieces] == [3, 4]


def test_a_cue_without_times_stays_whole():
    cue = _cue([])
    assert as_said(cue) == (cue,)
