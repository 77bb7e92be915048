"""The painting of the vase: cloud collar, scrolling lotus, panels; drawn by rule, with the unevenness of a hand."""

from __future__ import annotations

import cv2
import numpy as np

from . import bands
from .fields import Floats, cloud, smooth
from .flowers import Painter
from .scroll import scroll


def paint(columns: int, heights: Floats, radii: Floats, *, seed: int = 1426) -> Floats:
    """The whole painting as densities of cobalt (rows, columns)."""
    painter = Painter(columns, heights, radii, seed)
    scroll(painter)
    bands.collar(painter)
    bands.lappets(painter, 0.940, 0.916, 28, plain=True)
    bands.lappets(painter, 0.046, 0.202, 12)
    bands.fret(painter, 0.212, 0.238, 44)
    bands.rings(painter)
    return _fired(painter, seed)


def _fired(painter: Painter, seed: int) -> Floats:
    """The painting after the kiln.

    Edges run into the glaze, washes are uneven, and iron burns through where the cobalt is thick.
    """
    ink: Floats = painter.sheet.ink
    shape = ink.shape
    shake = 0.0006 * painter.unit
    y, x = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    x += shake * cloud(shape, (40, 60), octaves=3, seed=seed)
    y += shake * cloud(shape, (40, 60), octaves=3, seed=seed + 1)
    ink = cv2.remap(ink, np.clip(x, 0, shape[1] - 1), y, cv2.INTER_LINEAR)
    run = 0.00062 * painter.unit
    ink = cv2.GaussianBlur(ink, (0, 0), run)
    wash = (
        1.0
        + 0.14 * cloud(shape, (9, 14), octaves=3, seed=seed + 2)
        + 0.13 * cloud(shape, (90, 130), octaves=3, seed=seed + 3, gain=0.7)
    )
    ink = ink * np.clip(wash, 0.45, 1.6)
    thick = smooth(0.62, 1.0, cv2.GaussianBlur(ink, (0, 0), run * 2.5))
    specks = smooth(0.95, 2.2, cloud(shape, (110, 160), octaves=3, seed=seed + 4, gain=0.8))
    ink = ink + 0.85 * thick * specks
    halo = cv2.GaussianBlur(ink, (0, 0), 0.004 * painter.unit)
    fired: Floats = (ink + 0.055 * halo).astype(np.float32)
    return fired
