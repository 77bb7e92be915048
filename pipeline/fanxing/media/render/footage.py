"""Reads gathered clips frame by frame and lays them into the frame: filling it, in a mount, or over their own light.

These files were made by fanxing itself (constant rate, square pixels, BT.709, few frames between key frames), so
they are decoded in this process.
"""

from pathlib import Path

import av
import cv2
import numpy as np
from av.container import InputContainer

from fanxing.media.render.path import Pose
from fanxing.media.render.planes import SAMPLINGS, Plane, Planes

DIM = 0.42
"""Light of a clip's extension, as a share of the clip's: type over it stays readable, and the clip stands out."""
PALE = 0.7
"""Colour of the extension, as a share of the clip's."""
_COARSE = 16
"""How much smaller the extension is drawn before it is blurred: it shows no shapes, only light."""
_NEAR = 30
"""Frames that are decoded and passed over rather than sought."""

Picture = tuple[Plane, Plane, Plane]
"""Planes of one frame of a clip."""


class Footage:
    """A clip, frame by frame; asking for one after the other decodes each once."""

    def __init__(self, file: Path) -> None:
        self._container: InputContainer = av.open(str(file))
        self._stream = self._container.streams.video[0]
        self._stream.codec_context.thread_count = 1
        self._decoded = self._container.decode(self._stream)
        self._at = -1
        self._shown: av.VideoFrame | None = None

    def frame(self, number: int) -> Picture:
        """Planes of frame ``number``; after the clip's end, of its last one."""
        if number < self._at or number > self._at + _NEAR:
            self._seek(number)
        while self._at < number or self._shown is None:
            decoded = next(self._decoded, None)
            if decoded is None:
                break
            self._at, self._shown = self._number(decoded), decoded
        if self._shown is None:
            raise ValueError("a gathered clip has frames")
        return _planes(self._shown)

    def close(self) -> None:
        """Let go of the file."""
        self._container.close()

    def _seek(self, number: int) -> None:
        base, rate = self._stream.time_base, self._stream.average_rate
        if base is None or rate is None:
            raise ValueError("a gathered clip has a clock and a rate")
        self._container.seek(int(number / rate / base), stream=self._stream, backward=True)
        self._decoded = self._container.decode(self._stream)
        self._at, self._shown = -1, None

    def _number(self, decoded: av.VideoFrame) -> int:
        base, rate = self._stream.time_base, self._stream.average_rate
        if decoded.pts is None or base is None or rate is None:
            raise ValueError("a gathered clip has times on every frame")
        return round(decoded.pts * base * rate)


def _planes(frame: av.VideoFrame) -> Picture:
    y, u, v = (
        np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)[:, : plane.width]
        for plane in frame.planes
    )
    return y, u, v


def lay_footage(picture: Picture, pose: Pose, frame: Planes) -> None:
    """Draw a clip's frame where it stands; what it leaves free of the canvas stays as it is."""
    height, width = picture[0].shape
    for plane, source, sampling in zip(frame.each, picture, SAMPLINGS, strict=True):
        step = sampling.step
        left, top = round(pose.x / step), round(pose.y / step)
        right, bottom = round((pose.x + width * pose.scale) / step), round((pose.y + height * pose.scale) / step)
        seen = (max(0, left), max(0, top), min(plane.shape[1], right), min(plane.shape[0], bottom))
        scale = pose.scale
        cut = source[
            round((seen[1] - top) / scale) : round((seen[3] - top) / scale),
            round((seen[0] - left) / scale) : round((seen[2] - left) / scale),
        ]
        size = (seen[2] - seen[0], seen[3] - seen[1])
        way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        plane[seen[1] : seen[3], seen[0] : seen[2]] = cv2.resize(cut, size, interpolation=way)


def lay_light(picture: Picture, frame: Planes) -> None:
    """Fill the canvas with a clip's own light: its middle, blurred beyond shapes, dimmed and pale."""
    height, width = picture[0].shape
    aspect = frame.size.aspect
    wide, high = min(width, height * aspect), min(height, width / aspect)
    for at, (plane, source, sampling) in enumerate(zip(frame.each, picture, SAMPLINGS, strict=True)):
        step = sampling.step
        left, top = round((width - wide) / 2 / step), round((height - high) / 2 / step)
        middle = source[top : top + max(1, round(high / step)), left : left + max(1, round(wide / step))]
        coarse = (max(2, plane.shape[1] // _COARSE), max(2, plane.shape[0] // _COARSE))
        light = cv2.resize(middle, coarse, interpolation=cv2.INTER_AREA).astype(np.float32)
        soft = cv2.GaussianBlur(light, (0, 0), 4.0 / step)
        dim = 128 + (soft - 128) * PALE if at else 16 + (soft - 16) * DIM
        plane[:] = np.rint(cv2.resize(dim, plane.shape[::-1], interpolation=cv2.INTER_CUBIC).clip(0, 255))
