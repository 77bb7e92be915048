"""How one scene gives way to another: a crossfade inside a part, and ink that soaks through between parts.

Two objects are never seen through each other: by a veil, one loses its outlines before those of the other come.
"""

import functools
from collections.abc import Callable

import cv2
import numpy as np

from fanxing.media.render.planes import Plane, Planes
from fanxing.model.geometry import Size

SOFT = 0.6
"""Width of the edge of the ink, as a share of the whole way: so wide that it is a breath, not a wipe."""
_SEED = 709
VEIL = 24
"""Cells of the veil along the canvas's shorter side: with the blur that follows, no outline of an object is left."""
VEIL_BLUR = 1.5
"""Standard deviation of that blur, in cells."""
VEIL_REACH = 3
"""Cells by which the veil reaches past what changes: the blur's light falls there."""
ALIKE = 10
"""Levels of luma by which two pictures may differ where nothing is veiled: the grain of one page."""


def crossfade(leaving: Planes, coming: Planes, done: float) -> None:
    """Let ``coming`` take the place of ``leaving``, in whose planes the mix is left."""
    leaving.mix(coming, _eased(done))


def veiled(leaving: Planes, coming: Planes, done: float, way: Callable[[Planes, Planes, float], None]) -> None:
    """Let ``leaving`` give way to a veil of both, and that to ``coming``.

    The veil takes on the light of what comes little by little. So the frame's light goes straight from one to the
    other: a bare page between two pictures would blink. The page around them stays.
    """
    veil = _veil(leaving, coming, _eased(done))
    if done <= 0.5:
        way(leaving, veil, 2.0 * done)
    else:
        leaving.copy(veil)
        way(leaving, coming, 2.0 * done - 1.0)


def _eased(done: float) -> float:
    return done * done * (3.0 - 2.0 * done)


def _veil(leaving: Planes, coming: Planes, share: float) -> Planes:
    """Both, so blurred that only their light and colours are left; what they have in common stays as it is."""
    veil = Planes(leaving.size)
    veil.copy(leaving)
    veil.mix(coming, share)
    cells = VEIL / min(leaving.size.width, leaving.size.height)
    small = (max(1, round(leaving.size.width * cells)), max(1, round(leaving.size.height * cells)))
    hidden = _hidden(leaving, coming, small)
    for laid in veil.each:
        few = cv2.resize(laid, small, interpolation=cv2.INTER_AREA).astype(np.float32)
        light = np.rint(cv2.GaussianBlur(few, (0, 0), VEIL_BLUR)).astype(np.uint8)
        size = laid.shape[::-1]
        soft = cv2.resize(light, size, interpolation=cv2.INTER_CUBIC)
        thick = cv2.resize(hidden, size, interpolation=cv2.INTER_LINEAR)
        kept = cv2.multiply(laid, cv2.bitwise_not(thick), scale=1 / 255)
        cv2.add(kept, cv2.multiply(soft, thick, scale=1 / 255), dst=laid)
    return veil


def _hidden(leaving: Planes, coming: Planes, small: tuple[int, int]) -> Plane:
    """How thick the veil is in each cell, 0 to 255: full where the two differ, and as far as the blur reaches."""
    apart = cv2.absdiff(leaving.each[0], coming.each[0])
    _, differ = cv2.threshold(apart, ALIKE, 255, cv2.THRESH_BINARY)
    cells = np.where(cv2.resize(differ, small, interpolation=cv2.INTER_AREA) > 0, 255, 0).astype(np.uint8)
    around = np.ones((2 * VEIL_REACH + 1, 2 * VEIL_REACH + 1), np.uint8)
    return np.asarray(cv2.GaussianBlur(cv2.dilate(cells, around), (0, 0), 1.0), np.uint8)


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
