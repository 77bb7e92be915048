"""The vase on a turntable, as a visitor films it: a little unsteady, for five seconds.

The shape is the same in every frame, and so are its light and its reflections; only the painting goes round. So light
is traced once, with a black and with a white vase, and a frame is the one plus its colour times the difference.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from multiprocessing import get_context
from pathlib import Path
from typing import ClassVar

import av
import cv2
import numpy as np

from . import vase as vases
from .fields import Floats, look_up
from .film import Paper, Picture, Print, finish, ground, lay
from .shoot import Shoot
from .studio import Camera
from .tracer import Skin, march

SIZE = (1920, 1080)
RATE = 25
FRAMES = 125
EXTRA = 1.06
"""The traced picture is larger than the film by this much, so that the hand may shake."""
PAPER = Paper(glow=(0.5, 0.52, 0.36, 0.10))
PRINT = Print(exposure=1.05, grain=0.004)


@dataclass(frozen=True)
class Still:
    """All that does not move."""

    size: tuple[int, int]
    black: Floats
    """A black vase (2H, 2W, 4): nothing but reflections."""
    gain: Floats
    """What every place adds (n, 3) for a full share of its colour."""
    where: Floats
    """Rows and columns (2, n) of the places."""
    coat: Floats
    """Their colour (3, n) without the painting."""
    turn: Floats
    """Their angle (n,) round the axis."""
    row: Floats
    """Their row (n,) in the painting."""
    shade: Floats
    painting: Floats

    now: ClassVar[Still | None] = None


def _traced(camera: Camera, pot: vases.Vase, tone: float, jobs: int) -> tuple[Floats, Floats]:
    """The vase in one tone of grey (H, W, 4), and its shade (H, W)."""

    def skin(points: Floats, away: Floats) -> Skin:
        made = pot.skin(points, away)
        made.colour = np.full_like(made.colour, tone)
        return made

    step = max(2.0, 8.0 * camera.height / (2 * SIZE[1]))
    return Shoot(replace(pot.subject(), skin=skin), vases.studio(), camera, over=1, coarse_step=step).develop(jobs)


def _still(painting: Floats, jobs: int, scale: float) -> Still:
    """Traces all that does not move."""
    pot, bare = vases.Vase(painting), vases.Vase(np.zeros((4, 4), np.float32))
    size = (round(SIZE[0] * EXTRA * scale / 2) * 2, round(SIZE[1] * EXTRA * scale / 2) * 2)
    camera = Camera((0.25, 1.25, 5.6), (0.02, 0.525, 0.0), 13.2, (size[0] * 2, size[1] * 2))
    black, _ = _traced(camera, pot, 0.0, jobs)
    white, shade = _traced(camera, pot, 1.0, jobs)
    where = np.stack(np.nonzero(black[..., 3] > 0)).astype(np.int32)
    subject = pot.subject()
    coats, turns, rows = [], [], []
    for row, column in np.array_split(where, where.shape[1] // 60_000 + 1, axis=1):
        away = camera.rays(column.astype(np.float32) + 0.5, row.astype(np.float32) + 0.5)
        far = march(subject, camera.eye[:, None], away)
        points = (camera.eye[:, None] + away * np.where(np.isfinite(far), far, 5.7)).astype(np.float32)
        coats.append(bare.skin(points, away).colour)
        turns.append(np.arctan2(points[0], points[2]))
        rows.append((pot.end - pot.body.place(points)) / (pot.end - pot.start) * (painting.shape[0] - 1))
    gain = (white - black)[where[0], where[1], :3]
    small = cv2.resize(shade, size, interpolation=cv2.INTER_AREA)
    coat = np.concatenate(coats, axis=1)
    return Still(size, black, gain, where, coat, np.concatenate(turns), np.concatenate(rows), small, painting)


def _hand(size: tuple[int, int], seconds: float) -> tuple[Floats, tuple[int, int]]:
    """Where the unsteady hand holds the picture: a matrix for `cv2.warpAffine`, and the size of what it shows."""
    wide, high = round(size[0] / EXTRA / 2) * 2, round(size[1] / EXTRA / 2) * 2
    t = seconds
    sway = np.array([np.sin(1.9 * t) + 0.5 * np.sin(4.3 * t + 1.0), np.sin(2.3 * t + 0.4) + 0.4 * np.sin(5.1 * t)])
    angle = 0.0035 * np.sin(1.4 * t + 0.3)
    zoom = 1.0 + 0.022 * t / (FRAMES / RATE)
    c, s = np.cos(angle) * zoom, np.sin(angle) * zoom
    shift = np.array([wide, high]) / 2 - np.array([[c, -s], [s, c]]) @ (np.array(size) / 2) + sway * 0.0042 * wide
    return np.array([[c, -s, shift[0]], [s, c, shift[1]]]), (wide, high)


def frame(number: int) -> Picture:
    """One frame of the film."""
    still = Still.now
    assert still is not None
    rows, columns = still.painting.shape
    turn = 0.9 + number / RATE * 0.52
    column = (still.turn + turn) / (2 * np.pi) % 1.0 * columns - 0.5
    blue = look_up(still.painting, column.astype(np.float32), still.row, wrap=True)
    blue = np.where((still.row < 0) | (still.row > rows - 1), 0.0, blue)
    colour = still.coat * np.exp(-vases.COBALT[:, None] * blue)
    fine = still.black.copy()
    fine[still.where[0], still.where[1], :3] += still.gain * colour.T
    thing = cv2.resize(fine, still.size, interpolation=cv2.INTER_AREA)
    light = lay(thing, ground(still.size, PAPER), still.shade)
    held, size = _hand(still.size, number / RATE)
    light = cv2.warpAffine(light, held, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return finish(light, PRINT, seed=300 + number)


def film(painting: Floats, path: Path, jobs: int, scale: float = 1.0) -> None:
    """Traces and encodes the clip: H.264, BT.709."""
    Still.now = _still(painting, jobs, scale)
    _, (wide, high) = _hand(Still.now.size, 0.0)
    settings = {"crf": "23", "preset": "slow", "maxrate": "2000k", "bufsize": "4000k", "threads": "1"}
    with av.open(str(path), "w", options={"movflags": "+faststart"}) as out, get_context("fork").Pool(jobs) as pool:
        stream = out.add_stream("libx264", rate=RATE, options=settings)
        stream.width, stream.height, stream.pix_fmt = wide, high, "yuv420p"
        codec = stream.codec_context
        codec.time_base = Fraction(1, RATE)
        codec.colorspace = codec.color_primaries = codec.color_trc = 1
        for picture in pool.imap(frame, range(FRAMES), chunksize=2):
            shown = av.VideoFrame.from_ndarray(picture, format="rgb24")
            out.mux(stream.encode(shown.reformat(format="yuv420p", dst_colorspace="ITU709")))
        out.mux(stream.encode(None))
    Still.now = None
