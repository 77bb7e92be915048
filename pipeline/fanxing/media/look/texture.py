"""Grounds made by script: rice paper with its fibres, ink hills, dark bronze, glaze. The same bytes every time.

Written by hand because a ground must be of any size, free of rights and deterministic; numpy and OpenCV do the work.
"""

import functools
from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from fanxing.media.layer import Pixels
from fanxing.media.look.sheet import Ground, GroundKind
from fanxing.model.geometry import Size

Plane = NDArray[np.float32]
"""One value a pixel, (H, W)."""

_SEED = 1745


def surface(size: Size, look: Ground) -> Pixels:
    """Make a ground without its foot, RGB, of that size."""
    canvas = TEXTURES[look.kind](size, look)
    canvas += _tiled(_GRAIN_TILE, size)[:, :, None] + np.float32(0.5)
    np.clip(canvas, 0, 255, out=canvas)
    return canvas.astype(np.uint8)


def lay_foot(canvas: Pixels, look: Ground, foot_from: float | None) -> Pixels:
    """Let the lower end of a picture go over into the ground's foot.

    Args:
        canvas: RGB, of the full frame; not changed.
        look: The ground.
        foot_from: Row at which the foot begins; None: there is none.
    """
    if look.foot is None or foot_from is None or foot_from >= canvas.shape[0]:
        return canvas
    size = Size(width=canvas.shape[1], height=canvas.shape[0])
    cover = _foot(look.kind, size, foot_from)[:, :, None]
    made = canvas.copy()
    lower = made[size.height - cover.shape[0] :]
    lower[:] = (lower + (rgb(look.foot) - lower) * cover + np.float32(0.5)).astype(np.uint8)
    return made


@functools.lru_cache(maxsize=8)
def _foot(kind: GroundKind, size: Size, foot_from: float) -> Plane:
    """A foot's cover, drawn once per process: a sea takes longer than all type on it."""
    made = FEET[kind](size, foot_from)
    made.flags.writeable = False
    return made


def rgb(colour: str) -> NDArray[np.float32]:
    """``#rrggbb`` as three values, 0 to 255."""
    return np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)], np.float32)


_TILE = 512
_GRAIN_TILE: Plane = np.random.default_rng(_SEED).random((_TILE, _TILE), dtype=np.float32) - np.float32(0.5)
"""Half a step of noise: without it soft passages show bands after encoding."""


def _tiled(tile: Plane, size: Size) -> Plane:
    rows, columns = -(-size.height // tile.shape[0]), -(-size.width // tile.shape[1])
    return np.tile(tile, (rows, columns))[: size.height, : size.width]


def _noise(size: Size, cell: float, seed: int) -> Plane:
    """Soft noise of -1 to 1 whose spots are about ``cell`` pixels wide."""
    shape = (max(2, round(size.height / cell)), max(2, round(size.width / cell)))
    small = np.clip(np.random.default_rng(seed).standard_normal(shape) / 2.5, -1, 1).astype(np.float32)
    return np.asarray(cv2.resize(small, (size.width, size.height), interpolation=cv2.INTER_CUBIC), np.float32)


def _base(size: Size, look: Ground) -> NDArray[np.float32]:
    """Its colour in the middle, its shade in the corners."""
    y = np.linspace(-1, 1, 64, dtype=np.float32)[:, None]
    x = np.linspace(-1, 1, 64, dtype=np.float32)[None, :]
    edge = (np.clip(x * x * 0.55 + y * y * 0.45, 0, 1) ** 1.4)[:, :, None]
    small = rgb(look.colour) * (1 - edge) + rgb(look.shade) * edge
    return np.asarray(cv2.resize(small.astype(np.float32), (size.width, size.height), interpolation=cv2.INTER_LINEAR))


def _paper(size: Size, look: Ground) -> NDArray[np.float32]:
    """Xuan paper: clouded, with long pale and short dark fibres."""
    canvas = _base(size, look)
    half = Size(width=-(-size.width // 4), height=-(-size.height // 4))
    clouds = _noise(half, 65, _SEED) * 0.6 + _noise(half, 14, _SEED + 1) * 0.3
    tone = cv2.resize(clouds, (size.width, size.height), interpolation=cv2.INTER_LINEAR) * np.float32(2.4)
    tone += _tiled(_noise(Size(width=_TILE, height=_TILE), 2.0, _SEED + 2), size) * np.float32(1.3)
    tone += _fibres(size)
    canvas += (tone * np.float32(look.strength * 2))[:, :, None]
    return canvas


def _fibres(size: Size) -> Plane:
    chance = np.random.default_rng(_SEED + 3)
    made = np.zeros((size.height, size.width), np.float32)
    for each, reach, tone in ((5200, 24.0, 5.0), (9000, 11.0, -6.0)):
        count = size.width * size.height // each
        start = chance.random((count, 2)) * (size.width, size.height)
        turn = chance.random(count) * 2 * np.pi
        bend = (chance.random(count) - 0.5) * 1.6
        step = (0.3 + chance.random(count)) * reach / 4
        points = [start]
        for _ in range(6):
            points.append(points[-1] + np.stack([np.cos(turn), np.sin(turn)], 1) * step[:, None])
            turn = turn + bend / 4
        plane = np.zeros((size.height, size.width), np.uint8)
        lines = (np.stack(points, 1) * 8).astype(np.int32)
        cv2.polylines(plane, list(lines), False, 255, 1, cv2.LINE_AA, 3)
        made += plane.astype(np.float32) * np.float32(tone / 255)
    return made


def _flat(size: Size, look: Ground) -> NDArray[np.float32]:
    return _base(size, look)


def _bronze(size: Size, look: Ground) -> NDArray[np.float32]:
    """Dark metal: cast grain, and clouds of patina."""
    canvas = _base(size, look)
    small = Size(width=-(-size.width // 4), height=-(-size.height // 4))
    clouds = _noise(small, 90, _SEED + 21) * 0.7 + _noise(small, 22, _SEED + 22) * 0.4
    patina = cv2.resize(np.clip(clouds, 0, 1), (size.width, size.height), interpolation=cv2.INTER_LINEAR)
    green = np.array([0.2, 1.0, 0.75], np.float32) * np.float32(18 * look.strength)
    canvas += patina[:, :, None] * green
    canvas += (_tiled(_noise(Size(width=_TILE, height=_TILE), 1.6, _SEED + 23), size) * np.float32(2.2))[:, :, None]
    return canvas


def _glaze(size: Size, look: Ground) -> NDArray[np.float32]:
    """White glaze: cool, with a soft light from the upper left."""
    canvas = _base(size, look)
    y = np.linspace(0, 1, 64, dtype=np.float32)[:, None]
    x = np.linspace(0, 1, 64, dtype=np.float32)[None, :]
    light = np.exp(-((x - 0.3) ** 2 + (y - 0.22) ** 2) / 0.09)
    gleam = cv2.resize(light, (size.width, size.height), interpolation=cv2.INTER_CUBIC)
    canvas += (gleam * np.float32(14 * look.strength))[:, :, None]
    return canvas


def _hills(size: Size, foot_from: float) -> Plane:
    """Cover of hills in thin ink over mist: the far ones a breath, each nearer one darker and its foot in mist.

    The lowest keeps its ink, so that the white words that the platforms lay over the lower end of a tall film stand
    out from it.
    """
    scale = size.short_side / 1080
    top = max(0, int(foot_from - 240 * scale))
    rows = np.arange(top, size.height, dtype=np.float32)[:, None]
    clear = np.ones((size.height - top, size.width), np.float32)
    wash = _noise(Size(width=size.width, height=size.height - top), 300 * scale, _SEED + 5)
    for at, (lift, tall, depth, mist, reach) in enumerate(_RANGES):
        crest = foot_from + lift * scale - _ridge(size.width, _SEED + 11 + at) * tall * scale
        below = rows - crest[None, :]
        cover = np.clip(below / ((2.2 + 2.0 * mist) * scale) + 0.5, 0, 1) * depth
        cover *= (1.0 - mist) + mist * np.exp(np.minimum(-below, 0) / (reach * scale)) + wash * 0.03
        clear *= 1.0 - np.clip(cover, 0.0, 1.0)
    return 1.0 - clear


_RANGES = (
    (-30.0, 170.0, 0.10, 0.95, 70.0),
    (-8.0, 120.0, 0.15, 0.95, 60.0),
    (22.0, 96.0, 0.24, 0.92, 70.0),
    (74.0, 88.0, 0.38, 0.8, 90.0),
    (128.0, 92.0, 0.62, 0.4, 160.0),
    (176.0, 64.0, 0.9, 0.0, 1.0),
    (330.0, 90.0, 0.5, 0.4, 330.0),
)
"""Of each range of hills: how far below the foot's start, how tall, how dark, how much it loses to the mist, and over
how many pixels."""


def _ridge(width: int, seed: int) -> NDArray[np.float32]:
    """A skyline of 0 to 1: broad waves with smaller ones on them."""
    chance = np.random.default_rng(seed)
    x = np.linspace(0, 1, width, dtype=np.float32)
    line = np.zeros(width, np.float32)
    for octave, weight in enumerate((1.0, 0.55, 0.22, 0.1, 0.05)):
        turn = 2**octave * (1.1 + chance.random())
        line += weight * np.sin(2 * np.pi * (x * turn + chance.random())).astype(np.float32)
    line -= line.min()
    return np.asarray(line / line.max(), np.float32)


def _edge(size: Size, foot_from: float) -> Plane:
    """Cover of a foot with a hard edge."""
    top = max(0, int(foot_from))
    return np.ones((size.height - top, size.width), np.float32)


_SPIRAL = ((0, 56), (0, 0), (56, 0), (56, 44), (14, 44), (14, 14), (42, 14), (42, 30), (28, 30))
"""One turn of the thunder pattern (雷纹) of bronzes, in a square of 56."""


def _thunder(size: Size, foot_from: float) -> Plane:
    """Cover of an engraved band of thunder pattern between two lines."""
    scale = size.short_side / 1080
    top = max(0, int(foot_from))
    tall = int(84 * scale)
    plane = np.zeros((max(1, size.height - top), size.width), np.uint8)
    step, thick = 70 * scale, max(1, round(4 * scale))
    left = (size.width % step) / 2 - step
    for at in range(int(size.width / step) + 3):
        flip = at % 2
        line = [
            ((left + at * step + (56 - x if flip else x) * scale) * 8, (14 * scale + y * scale) * 8) for x, y in _SPIRAL
        ]
        cv2.polylines(plane, [np.array(line, np.int32)], False, 150, thick, cv2.LINE_AA, 3)
    for row in (0, tall - 1):
        cv2.line(plane, (0, row), (size.width, row), 190, max(1, round(2 * scale)), cv2.LINE_AA)
    return plane.astype(np.float32) / 255.0


def _waves(size: Size, foot_from: float) -> Plane:
    """Cover of a sea in cobalt: scales of three arcs each, drawn light in the dark, as on blue-and-white."""
    scale = size.short_side / 1080
    reach = 62 * scale
    top = max(0, int(foot_from - reach))
    height = max(1, size.height - top)
    plane = np.zeros((height, size.width), np.uint8)
    rows = int(height / (reach / 2)) + 3
    for row in range(rows):
        y = foot_from - top + row * reach / 2
        for column in range(-1, int(size.width / (2 * reach)) + 3):
            x = column * 2 * reach + (reach if row % 2 else 0)
            for share, tone in ((1.0, 245), (0.74, 226), (0.48, 245)):
                centre = (int(x * 8), int(y * 8))
                cv2.circle(plane, centre, int(reach * share * 8), tone, -1, cv2.LINE_AA, 3)
                ring = int((reach * share - 1.3 * scale) * 8)
                cv2.circle(plane, centre, ring, 205, max(1, round(2.4 * scale)), cv2.LINE_AA, 3)
    return plane.astype(np.float32) / 255.0


TEXTURES: dict[GroundKind, Callable[[Size, Ground], NDArray[np.float32]]] = {
    "paper": _paper,
    "flat": _flat,
    "bronze": _bronze,
    "glaze": _glaze,
}
"""Kind of ground -> how it is made."""

FEET: dict[GroundKind, Callable[[Size, float], Plane]] = {
    "paper": _hills,
    "flat": _edge,
    "bronze": _thunder,
    "glaze": _waves,
}
"""Kind of ground -> how its foot is made."""
