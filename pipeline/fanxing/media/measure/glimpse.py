"""What is taken from single frames as they go by, beside the figures of all of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

import cv2
import numpy as np
from av.video.frame import VideoFrame
from numpy.typing import NDArray

from fanxing.media.measure.likeness import shown
from fanxing.media.measure.overlay import Window
from fanxing.media.measure.seen import STEP, Watch

Plane = NDArray[np.uint8]
"""Values of 8 bit, of any shape."""
_THUMB_HEIGHT = 240
"""Pixels."""
_WITH_LUMA = {"yuv420p", "yuvj420p", "nv12", "yuv422p", "yuv444p", "yuvj422p", "yuvj444p"}
"""Formats whose first plane is luma of 8 bit."""


@dataclass(frozen=True, slots=True)
class Glimpse:
    """Something that is wanted of one frame."""

    frame: int
    """Its index."""
    kind: Literal["frame", "part", "cells", "thumbnail"]
    """All of it or a part of it as RGB, all of it in cells (Y', Cb, Cr), or a small JPEG."""
    window: Window = (0, 0, 0, 0)
    """The part, in pixels."""

    def counted_from(self, first: int) -> "Glimpse":
        """The same, its frame counted from another."""
        return Glimpse(self.frame - first, self.kind, self.window)

    @property
    def name(self) -> str:
        """One name for each."""
        return "-".join(str(one) for one in (self.kind, self.frame, *self.window))

    def take(self, frame: VideoFrame) -> Plane:
        """Take it from the decoded frame."""
        if self.kind == "cells":
            return shown(frame).astype(np.uint8)  # whole values: reduced from 8 bit to 8 bit
        if self.kind == "thumbnail":
            return np.frombuffer(_thumbnail(frame), np.uint8)
        picture = np.asarray(frame.to_ndarray(format="rgb24"), np.uint8)
        if self.kind == "frame":
            return picture
        left, top, width, height = self.window
        return picture[top : top + height, left : left + width].copy()


@dataclass
class Eye:
    """Sees decoded frames go by."""

    wanted: Iterable[Glimpse] = ()
    """What is taken of them, counted from the first that is seen here."""
    watch: Watch = field(default_factory=Watch)
    """Their figures."""
    taken: dict[Glimpse, Plane] = field(default_factory=dict)
    """What was wanted and came by."""

    def __post_init__(self) -> None:
        self._by_frame: dict[int, list[Glimpse]] = {}
        for one in self.wanted:
            self._by_frame.setdefault(one.frame, []).append(one)

    def see(self, frame: VideoFrame) -> None:
        """Take one frame."""
        at = len(self.watch.mean)
        self.watch.see(_luma(frame))
        for one in self._by_frame.get(at, ()):
            self.taken[one] = one.take(frame)


def _luma(frame: VideoFrame) -> Plane:
    """Take every fourth pixel of the luma plane, without copying the frame; other formats are converted first."""
    if frame.format.name not in _WITH_LUMA:
        frame = frame.reformat(format="yuv420p")
    plane = frame.planes[0]
    rows = np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)
    return rows[: frame.height : STEP, : frame.width : STEP]


def _thumbnail(frame: VideoFrame) -> bytes:
    width = max(2, round(frame.width * _THUMB_HEIGHT / max(1, frame.height)) // 2 * 2)
    picture = frame.reformat(width=width, height=_THUMB_HEIGHT, format="bgr24").to_ndarray()
    done, jpeg = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 80])
    return bytes(jpeg) if done else b""
