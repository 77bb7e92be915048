"""Watches decoded frames go by, at a quarter of their size: black, frozen, repeated, flashing, blank."""

from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Luma = NDArray[np.uint8]
"""Every fourth row and column of a frame's luma plane, limited range: 16 black, 235 white."""

STEP = 4
"""One pixel of so many is looked at, each way."""

BLACK = 45
"""A frame is black where 99.5 % of its pixels are at most this: a dark card has lighter type on it.

Source: ffmpeg blackdetect takes 38 (0.10 of the range above 16) of 98 %; grain and coding lift it a little.
"""
STILL = 0.02
"""Difference to the frame before (see ``moved``) below which nothing moves.

Measured, H.264 at CRF 20 and 28: a still has 0.000 but for its key frames, which are coded anew (1.5 to 2.1); a push
of 0.5 % in 8 s over white jade 0.19, of 1.5 % 0.43, of 6 % in 5 s over a drawing 2.3 (medians). So key frames are
passed over by taking the median of a quarter of a second each side. A film of 270 by 480 is too small for it: there
sharp type shimmers by 0.1 to 0.2 (0.01 at 540 by 960).
"""
CLEAR = 1.0
"""Median difference from which a picture moves clearly, so that a repeated frame is a stutter."""
_BLOCK = 15
"""Side of the blocks over which differences are averaged, in looked-at pixels: 60 of the film's."""
_AROUND = 7
"""Frames each side of a running median."""
_BESIDE = 5
"""Frames before and after one that tell at which pace the picture moves."""
_SAME_PACE = 4.0
"""A move is one move where it is at most so many times as fast before a frame as after it, or the other way round.

Measured: a crossfade into a slow push is 9 times as fast as the push; no move of ours changes its pace so fast.
"""
PLAIN = 3.0
"""Standard deviation of luma below which a frame is one colour."""


@dataclass
class Watch:
    """What has been seen so far. Figures a frame, 8 bytes each: an hour is 3 MB."""

    mean: list[float] = field(default_factory=list)
    """Mean luma of each frame."""
    moved: list[float] = field(default_factory=list)
    """99th percentile of the blocks' mean absolute difference to the frame before; the first frame's is 255."""
    black: list[bool] = field(default_factory=list)
    """Whether each frame is black."""
    spread: float = 0.0
    """Standard deviation of the very first frame's luma."""
    head: Luma | None = None
    """The first frame."""
    tail: Luma | None = None
    """The last frame."""

    def see(self, luma: Luma) -> None:
        """Take one frame."""
        now = np.ascontiguousarray(luma)
        mean = float(cv2.mean(now)[0])
        self.mean.append(mean)
        # No black frame has a mean above BLACK by more than what half a percent of white adds.
        is_dark = mean < BLACK + 2 and np.count_nonzero(now > BLACK) < 0.005 * now.size
        self.black.append(bool(is_dark))
        self.moved.append(_moved(now, self.tail))
        if self.head is None:
            self.head, self.spread = now, float(now.std())
        self.tail = now

    def follow(self, after: "Watch") -> None:
        """Take the frames that another has seen, which come next: as if all of them had gone by here."""
        if after.head is None:
            return
        if self.head is None:
            self.head, self.spread = after.head, after.spread
        self.mean += after.mean
        self.black += after.black
        self.moved += [_moved(after.head, self.tail), *after.moved[1:]]
        self.tail = after.tail

    def facts(self) -> dict[str, Any]:
        """Stretches as ``[first frame, first frame after]``, single frames by index."""
        moved = np.array(self.moved)
        return {
            "frames": len(self.mean),
            "black": stretches(np.array(self.black, dtype=bool)),
            "frozen": [[max(0, first - 1), after] for first, after in stretches(_median(moved) < STILL)],
            "repeated": repeats(moved),
            "flashes": flashes(np.array(self.mean)),
            "first_frame_blank": self.spread < PLAIN or bool(self.black and self.black[0]),
            "first_frame_luma": round(self.mean[0] if self.mean else 0.0, 1),
        }


def _moved(now: Luma, before: Luma | None) -> float:
    if before is None or before.shape != now.shape:
        return 255.0
    difference = cv2.absdiff(now, before).astype(np.float32)
    blocks = (max(1, now.shape[1] // _BLOCK), max(1, now.shape[0] // _BLOCK))
    means = cv2.resize(difference, blocks, interpolation=cv2.INTER_AREA).ravel()
    rank = max(0, round(0.99 * (means.size - 1)))
    return float(np.partition(means, rank)[rank])  # a fifth of the time of np.percentile


def _median(moved: NDArray[np.float64]) -> NDArray[np.float64]:
    if len(moved) < 2 * _AROUND + 1:
        return moved
    padded = np.pad(moved, _AROUND, mode="reflect")
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * _AROUND + 1)
    return np.asarray(np.median(windows, axis=1), dtype=np.float64)


def stretches(where: NDArray[np.bool_]) -> list[list[int]]:
    """Give each run of true as ``[first, first after]``."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], where, [False]]).astype(np.int8)))
    return [[int(first), int(after)] for first, after in edges.reshape(-1, 2)]


def repeats(moved: NDArray[np.float64]) -> list[int]:
    """Find frames that repeat the one before in the middle of a steady move: a stutter.

    A frame counts where it moved less than a tenth of what the frames before and after it do, which move clearly,
    and where its own neighbours keep that pace: a move that comes to rest, or a cut into a calm one, is no stutter.
    Nor is the first calm frame after a transition, which the encoder leaves as it was: there the paces before and after
    have nothing to do with each other.
    """
    if len(moved) <= 2 * _BESIDE:
        return []
    padded = np.pad(moved, _BESIDE, mode="reflect")
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * _BESIDE + 1)
    before, after = windows[:, :_BESIDE], windows[:, _BESIDE + 1 :]
    paces = np.median(before, axis=1), np.median(after, axis=1)
    steady = np.minimum(*paces)
    neighbours = np.minimum(before[:, -1], after[:, 0])
    small = moved < np.maximum(STILL, steady / 10)
    same = np.maximum(*paces) < _SAME_PACE * steady
    found = np.flatnonzero(small & same & (neighbours > steady / 2) & (steady > CLEAR))
    return [int(at) for at in found if at > 0]


def flashes(mean: NDArray[np.float64]) -> list[int]:
    """Find single frames far lighter or darker than both neighbours, which are alike."""
    if len(mean) < 3:
        return []
    before, now, after = mean[:-2], mean[1:-1], mean[2:]
    jump = np.minimum(np.abs(now - before), np.abs(now - after))
    found = np.flatnonzero((jump > 25) & (np.abs(after - before) < 8) & (np.sign(now - before) == np.sign(now - after)))
    return [int(at) + 1 for at in found]
