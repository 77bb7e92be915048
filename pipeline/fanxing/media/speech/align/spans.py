"""A course -> first and last second of each unit, less what breaths and closures make of it."""

import re

import numpy as np

from fanxing.media.speech.align.features import FRAME_S, Floats
from fanxing.media.speech.align.fit import Course
from fanxing.media.speech.align.reference import Ints, Reference

_STOP = re.compile(r"[ptkbdg](?!\w*aI)|[td][szS]")
"""Labels of stops and affricates: their closure is silent."""
_CLOSURE_S = 0.012
"""Of a stop in running speech, that the model gives to the sound before. Measured on the development speaker: stops
begin 20 ms late, other sounds 5 ms."""
_BREATH_FRAMES = 15
_USUAL_TIMES = 2.5
_GRACE_FRAMES = 2


def unit_spans(found: Course, reference: Reference) -> tuple[Floats, Floats]:
    """Give first and last second of each unit; not a number where it is not heard."""
    units = len(reference.unit_line)
    start, end = np.full(units, np.nan), np.full(units, np.nan)
    phone, first, last = _runs(found)
    first = _without_breath(phone, first, last, reference)
    owner = reference.phone_unit[phone]
    heard, at = np.unique(owner, return_index=True)
    start[heard] = (first[at] - 0.5) * FRAME_S
    heard, at = np.unique(owner[::-1], return_index=True)
    end[heard] = (last[::-1][at] - 0.5) * FRAME_S
    _close(start, end, phone, reference)
    return np.maximum(start, 0.0).astype(np.float32), np.maximum(end, 0.0).astype(np.float32)


def _runs(found: Course) -> tuple[Ints, Ints, Ints]:
    """Give each phone that is heard, its first frame and the frame after its last."""
    edges = np.flatnonzero(np.diff(found.phone, prepend=-2, append=-2))
    phone = found.phone[edges[:-1]]
    heard = phone >= 0
    return phone[heard], edges[:-1][heard], edges[1:][heard]


def _without_breath(phone: Ints, first: Ints, last: Ints, reference: Reference) -> Ints:
    """Cut the first phone of a line to a usual length: before it somebody breathes, or lips part."""
    label = reference.phone_label[phone]
    usual = np.array(
        [np.median((last - first)[label == at]) if (label == at).any() else 0 for at in label_range(reference)]
    )
    line = reference.unit_line[reference.phone_unit[phone]]
    opens = np.diff(line, prepend=-1) != 0
    rest = first - np.concatenate([[-_BREATH_FRAMES - 1], last[:-1]])
    most = np.round(usual[label] * _USUAL_TIMES).astype(np.int64) + _GRACE_FRAMES
    return np.where(opens & (rest > _BREATH_FRAMES), np.maximum(first, last - most), first)


def label_range(reference: Reference) -> range:
    """Indices of the labels."""
    return range(len(reference.labels))


def _close(start: Floats, end: Floats, phone: Ints, reference: Reference) -> None:
    """Give a stop in running speech its closure."""
    owner, at = np.unique(reference.phone_unit[phone], return_index=True)
    for unit, run in zip(owner, at, strict=True):
        follows = unit > 0 and not np.isnan(end[unit - 1]) and start[unit] - end[unit - 1] < FRAME_S / 2
        if follows and _STOP.match(reference.labels[reference.phone_label[phone[run]]]):
            moved = max(start[unit] - _CLOSURE_S, start[unit - 1] + FRAME_S)
            if moved < start[unit]:
                start[unit], end[unit - 1] = moved, moved
