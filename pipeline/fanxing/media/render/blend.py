"""How one scene gives way to another: a crossfade inside a part, and ink that soaks through between parts."""

import functools

import cv2
import numpy as np

from fanxing.media.render.planes import Plane, Planes
from fanxing.model.geometry import Size

SOFT = 0.6
"""Width of the edge of the ink, as a share of the whole way: so wide that it is a breath, not a wipe."""
_SEED = 709


def crossfade(leaving: Planes, coming: Planes, done: float) -> None:
    """Let ``coming`` take the place of ``leaving``, in whose planes the mix is left."""
    leaving.mix(coming, done * done * (3.0 - 2.0 * done))


def soak(leaving: Planes, coming: Planes, done: float) -> None:
    """Let ``coming`` soak through from the upper right, as one reads a scroll; never through black or white."""
    levels = np.arange(256, dtype=np.float64) / 255.0
    share = np.clip((done * (1.0 + SOFT) - levels) / SOFT, 0.0, 1.0)
    curve = np.rint(255.0 * share * share * (3.0 - 2.0 * share)).astype(np.uint8)
    wet = cv2.LUT(_ink(leaving.size.width, leaving.size.height), curve)
    kept = cv2.multiply(leaving.buffer, cv2.bitwise_not(wet), scale=1 / 255)
    cv2.add(kept, cv2.multiply(coming.buffer, wet, scale=1 / 255), dst=leaving.buffer)


@functools.lru_cache(maxsize=2)
def _ink(width: int, height: int) -> Plane:
    """When each sample is reached, 0 (first) to 255 (last), laid out as a frame's buffer."""
    across = np.linspace(1.0, 0.0, width, dtype=np.float32)[None, :]
    down = np.linspace(0.0, 1.0, height, dtype=np.float32)[:, None]
    reached = 0.55 * across + 0.45 * down
    grain = np.random.default_rng(_SEED)
    for cells, strength in ((5, 0.22), (11, 0.10), (23, 0.05)):
        rough = grain.random((cells * height // min(width, height) + 3, cells * width // min(width, height) + 3))
        smooth = cv2.resize(rough.astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
        reached = reached + strength * (smooth - 0.5)
    reached = (reached - reached.min()) / (reached.max() - reached.min())
    frame = Planes(Size(width=width, height=height))
    frame.each[0][:] = np.rint(reached * 255)
    half = cv2.resize(frame.each[0], (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    frame.each[1][:] = half
    frame.each[2][:] = half
    return frame.buffer
