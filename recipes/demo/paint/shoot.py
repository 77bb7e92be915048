"""From a thing, its surface and a studio to linear light.

The light is split as painters split it: how much of each lamp a place sees changes slowly and is gathered with many
rays on a coarse picture, smoothed, and read back; colour, relief and reflections are reckoned for every fine ray.
So the picture is free of noise at a fraction of the rays.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import ClassVar

import cv2
import numpy as np

from .fields import Floats
from .solids import dot, unit
from .studio import Camera, Studio
from .tracer import Subject, lit, march


@dataclass
class Coarse:
    """The slow light of a picture: what every coarse pixel sees of each lamp, and of the rest."""

    share: float
    lamps: Floats
    """(H, W, lamps) from 0 to 1."""
    rest: Floats
    """(H, W, 3): light of room, table and the thing itself, over pi."""
    place: Floats
    facing: Floats
    hit: Floats
    """(H, W) 1 where the thing is."""


def _swirl(count: int) -> tuple[Floats, Floats]:
    """Two numbers in 0..1 for each of `count` pixels, different from neighbour to neighbour."""
    n = np.arange(count, dtype=np.uint64)
    mixed = (n * np.uint64(0x9E3779B97F4A7C15)) ^ (n >> np.uint64(7)) * np.uint64(0xC2B2AE3D27D4EB4F)
    mixed ^= mixed >> np.uint64(29)
    low = (mixed & np.uint64(0xFFFFFF)).astype(np.float32) / np.float32(1 << 24)
    high = ((mixed >> np.uint64(28)) & np.uint64(0xFFFFFF)).astype(np.float32) / np.float32(1 << 24)
    return low, high


def gather(subject: Subject, studio: Studio, points: Floats, normals: Floats, rays: int) -> tuple[Floats, Floats]:
    """What points see of every lamp (lamps, n), and of all the rest (3, n)."""
    count = points.shape[1]
    first, second = _swirl(count)
    lifted = points + normals * np.float32(subject.radius * 0.004)
    lamps = np.zeros((len(studio.boxes), count), np.float32)
    for row, box in enumerate(studio.boxes):
        middle, side, up, _ = box.frame
        for i in range(rays):
            a = (first + np.float32(i * 0.7548776662)) % 1.0 - 0.5
            b = (second + np.float32(i * 0.5698402910)) % 1.0 - 0.5
            to = middle[:, None] + side[:, None] * (a * box.wide) + up[:, None] * (b * box.high) - lifted
            reach = np.sqrt(dot(to, to))
            lamps[row] += lit(subject, lifted, to / reach, reach)
    lamps /= rays
    rest = np.zeros((3, count), np.float32)
    tint = np.asarray(studio.tint, np.float32)
    own = np.asarray(subject.bounce, np.float32) * np.float32(0.55)
    for i in range(rays * 2):
        a = (first + np.float32(i * 0.7548776662)) % 1.0
        b = (second + np.float32(i * 0.5698402910)) % 1.0
        high = np.float32(1.0) - 2.0 * a
        round_ = np.sqrt(np.maximum(1.0 - high * high, 0.0))
        turn = b * np.float32(2 * np.pi)
        away = unit(normals * np.float32(1.001) + np.stack([round_ * np.cos(turn), high, round_ * np.sin(turn)]))
        free = lit(subject, lifted, away, 3.0 * subject.radius)
        rest += (free * studio.around(away)) * tint[:, None] + (1.0 - free) * own[:, None]
    rest /= rays * 2
    return lamps, rest


@dataclass
class Shoot:
    """One picture being taken: what the workers of a pool share."""

    subject: Subject
    studio: Studio
    camera: Camera
    over: int = 2
    """Fine rays a pixel, in each direction."""
    coarse: Coarse | None = None
    rays: int = 16
    table: bool = True
    coarse_step: float = 4.0
    mask: Floats | None = field(default=None, repr=False)

    now: ClassVar[Shoot | None] = None

    def develop(self, jobs: int) -> tuple[Floats, Floats]:
        """The thing in linear light (H, W, 4), colour times cover, and the shade (H, W) it throws (1 = none)."""
        small = self.camera.at(1.0 / self.coarse_step)
        bands = _bands(small.height, 16)
        Shoot.now = self
        with get_context("fork").Pool(jobs) as pool:
            parts = pool.map(_coarse_band, bands, chunksize=1)
        lamps, rest, place, facing, hit = (np.concatenate([p[i] for p in parts]) for i in range(5))
        shade_lamps, shade_rest = _calm(lamps, rest, place, facing, hit)
        self.coarse = Coarse(1.0 / self.coarse_step, shade_lamps, shade_rest, place, facing, hit)
        wide = cv2.dilate(hit, np.ones((5, 5), np.uint8))
        self.mask = cv2.resize(wide, (self.camera.width, self.camera.height), interpolation=cv2.INTER_NEAREST)
        with get_context("fork").Pool(jobs) as pool:
            picture = np.concatenate(pool.map(_fine_band, _bands(self.camera.height, 24), chunksize=1))
        shade = self._shade() if self.table else np.ones(picture.shape[:2], np.float32)
        return picture, shade

    def depth(self) -> Floats:
        """How far the thing is from the camera (H, W), carried on over its edge; coarse, for the depth of field."""
        coarse = self.coarse
        assert coarse is not None
        far = np.sqrt(((coarse.place - self.camera.eye) ** 2).sum(axis=2)) * coarse.hit
        known = coarse.hit
        spread = cv2.blur(far, (9, 9)) / np.maximum(cv2.blur(known, (9, 9)), 1e-6)
        front = float(np.percentile(far[known > 0], 3))
        filled = np.where(known > 0, far, np.where(spread > 0, spread, front)).astype(np.float32)
        smooth_far = cv2.GaussianBlur(filled, (0, 0), 2.0)
        big: Floats = cv2.resize(smooth_far, (self.camera.width, self.camera.height), interpolation=cv2.INTER_LINEAR)
        return big

    def _shade(self) -> Floats:
        """How much of the open table's light reaches each place of the ground, filled in behind the thing."""
        coarse = self.coarse
        assert coarse is not None
        height, width = coarse.hit.shape
        flat = coarse.place.reshape(-1, 3).T
        up = np.zeros_like(flat)
        up[1] = 1.0
        open_ = np.zeros(flat.shape[1], np.float32)
        left = np.zeros(flat.shape[1], np.float32)
        for row, box in enumerate(self.studio.boxes):
            bare = box.bare(flat, up, 2)
            open_ += bare
            left += bare * coarse.lamps.reshape(-1, len(self.studio.boxes))[:, row]
        around = self.studio.around(up)
        shade = ((left + coarse.rest.reshape(-1, 3).mean(axis=1)) / (open_ + around)).reshape(height, width)
        ground = (coarse.facing[..., 1] > 0.999) & (coarse.hit < 0.5)
        middle = np.asarray(self.subject.centre, np.float32)
        away = np.hypot(coarse.place[..., 0] - middle[0], coarse.place[..., 2] - middle[2]) / self.subject.radius
        far_off = ground & (away > 2.5)
        bright = float(np.median(shade[far_off])) if far_off.sum() > 50 else float(np.percentile(shade[ground], 98))
        near = np.where(ground, 1.0 - np.clip((away - 2.5) / 2.5, 0.0, 1.0), 0.0)
        shade = (1.0 + near * (np.clip(shade / bright, 0.0, 1.03) - 1.0)).astype(np.float32)
        known = (coarse.hit < 0.5).astype(np.float32)
        for size in (3, 9, 31):
            spread = cv2.blur(shade * known, (size, size))
            weight = cv2.blur(known, (size, size))
            fill = np.where((known < 0.5) & (weight > 1e-3), spread / np.maximum(weight, 1e-6), shade)
            shade = np.where(known > 0.5, shade, fill).astype(np.float32)
            known = np.where(weight > 1e-3, 1.0, known).astype(np.float32)
        big: Floats = cv2.resize(shade, (self.camera.width, self.camera.height), interpolation=cv2.INTER_CUBIC)
        return big


def _bands(height: int, rows: int) -> list[tuple[int, int]]:
    return [(y, min(y + rows, height)) for y in range(0, height, rows)]


def _coarse_band(band: tuple[int, int]) -> tuple[Floats, ...]:
    """Slow light of a few coarse rows."""
    shoot = Shoot.now
    assert shoot is not None
    camera = shoot.camera.at(1.0 / shoot.coarse_step)
    y, x = np.mgrid[band[0] : band[1], 0 : camera.width].astype(np.float32) + 0.5
    away = camera.rays(x.ravel(), y.ravel())
    eye = camera.eye[:, None]
    far = march(shoot.subject, eye, away)
    hit = np.isfinite(far)
    down = np.where(away[1] < -1e-3, -camera.eye[1] / np.minimum(away[1], -1e-3), np.inf)
    ground = ~hit & (down < 40.0) & shoot.table
    t = np.where(hit, far, np.where(ground, down, 0.0)).astype(np.float32)
    place = eye + away * t
    facing = np.zeros_like(place)
    facing[1, ground] = 1.0
    lamps = np.ones((len(shoot.studio.boxes), far.size), np.float32)
    rest = np.ones((3, far.size), np.float32) * 0.2
    wanted = np.flatnonzero(hit | ground)
    if hit.any():
        facing[:, hit] = shoot.subject.normal(place[:, hit])
    if wanted.size:
        lamps[:, wanted], rest[:, wanted] = gather(
            shoot.subject, shoot.studio, place[:, wanted], facing[:, wanted], shoot.rays
        )
    shape = (band[1] - band[0], camera.width)
    return (
        lamps.T.reshape(*shape, -1).copy(),
        rest.T.reshape(*shape, 3).copy(),
        place.T.reshape(*shape, 3).astype(np.float32),
        facing.T.reshape(*shape, 3).astype(np.float32),
        hit.reshape(shape).astype(np.float32),
    )


def _calm(lamps: Floats, rest: Floats, place: Floats, facing: Floats, hit: Floats) -> tuple[Floats, Floats]:
    """Smooths gathered light over places that lie in one plane (an a-trous filter in two widening steps)."""
    light = np.concatenate([lamps, rest], axis=2)
    height, width = hit.shape
    pixel = np.median(np.linalg.norm(place[1:] - place[:-1], axis=2)) + 1e-6
    kernel = (0.0625, 0.25, 0.375, 0.25, 0.0625)
    for level in range(2):
        step = 2**level
        total = np.zeros_like(light)
        weights = np.zeros((height, width, 1), np.float32)
        pad = ((2 * step, 2 * step), (2 * step, 2 * step), (0, 0))
        wide_light, wide_place, wide_facing = (np.pad(a, pad, mode="edge") for a in (light, place, facing))
        for i in range(5):
            for j in range(5):
                at = (slice(i * step, i * step + height), slice(j * step, j * step + width))
                turned = np.clip((wide_facing[at] * facing).sum(axis=2), 0.0, 1.0) ** 24
                off = np.abs(((wide_place[at] - place) * facing).sum(axis=2)) / (pixel * 2.0 * step)
                weight = (kernel[i] * kernel[j] * turned * np.exp(-off * off))[..., None] + 1e-7 * (i == 2 and j == 2)
                total += weight * wide_light[at]
                weights += weight
        light = (total / weights).astype(np.float32)
    return light[..., : lamps.shape[2]].copy(), light[..., lamps.shape[2] :].copy()


def _read(coarse: Coarse, at: tuple[Floats, Floats], place: Floats, normals: Floats, size: float) -> Floats:
    """Slow light (n, lamps + 3) at fine points: the coarse pixels around, as far as they are of the same surface."""
    light = np.concatenate([coarse.lamps, coarse.rest], axis=2)
    height, width, channels = light.shape
    cx, cy = at[0] * coarse.share - 0.5, at[1] * coarse.share - 0.5
    left, top = np.floor(cx).astype(np.int32), np.floor(cy).astype(np.int32)
    total = np.zeros((cx.size, channels), np.float32)
    weights = np.zeros((cx.size, 1), np.float32)
    flat = (
        light.reshape(-1, channels),
        coarse.place.reshape(-1, 3),
        coarse.facing.reshape(-1, 3),
        coarse.hit.reshape(-1),
    )
    for dy in (-1, 0, 1, 2):
        for dx in (-1, 0, 1, 2):
            column, row = left + dx, top + dy
            cell = np.clip(row, 0, height - 1) * width + np.clip(column, 0, width - 1)
            near = np.maximum(1.0 - np.abs(cx - column) / 2, 0.0) * np.maximum(1.0 - np.abs(cy - row) / 2, 0.0)
            apart = ((flat[1][cell] - place.T) ** 2).sum(axis=1) / (size * size)
            turned = np.clip((flat[2][cell] * normals.T).sum(axis=1), 0.0, 1.0) ** 8
            weight = (near * (np.exp(-apart) * turned + 1e-4) * flat[3][cell] + 1e-9)[:, None].astype(np.float32)
            total += weight * flat[0][cell]
            weights += weight
    read: Floats = total / weights
    return read


def _fine_band(band: tuple[int, int]) -> Floats:
    """A few rows of the finished thing, colour times cover and cover."""
    shoot = Shoot.now
    assert shoot is not None
    assert shoot.mask is not None
    rows = band[1] - band[0]
    width, over = shoot.camera.width, shoot.over
    fine = np.zeros((rows * over, width * over, 4), np.float32)
    wanted = np.repeat(np.repeat(shoot.mask[band[0] : band[1]] > 0, over, axis=0), over, axis=1)
    row, column = np.nonzero(wanted)
    if not row.size:
        return np.zeros((rows, width, 4), np.float32)
    for part in np.array_split(np.arange(row.size), max(1, row.size // 60_000)):
        x = ((column[part] + 0.5) / over).astype(np.float32)
        y = ((row[part] + 0.5) / over + band[0]).astype(np.float32)
        away = shoot.camera.rays(x, y)
        far = march(shoot.subject, shoot.camera.eye[:, None], away)
        hit = np.flatnonzero(np.isfinite(far))
        if hit.size:
            colour = shade(shoot, x[hit], y[hit], away[:, hit], far[hit])
            fine[row[part][hit], column[part][hit], :3] = colour.T
            fine[row[part][hit], column[part][hit], 3] = 1.0
    fine[..., :3] = np.minimum(fine[..., :3], 4.0)
    small: Floats = cv2.resize(fine, (width, rows), interpolation=cv2.INTER_AREA)
    return small


def shade(shoot: Shoot, x: Floats, y: Floats, away: Floats, far: Floats) -> Floats:
    """Light (3, n) that comes to the camera from where its rays meet the thing."""
    subject, studio, coarse = shoot.subject, shoot.studio, shoot.coarse
    assert coarse is not None
    place = shoot.camera.eye[:, None] + away * far
    smooth_normals = subject.normal(place)
    skin = subject.skin(place, away)
    pixel = float(np.median(far)) * shoot.camera.scale / coarse.share
    slow = _read(coarse, (x, y), place, smooth_normals, pixel * 2.0).T
    lamps = len(studio.boxes)
    light = slow[lamps:].copy()
    for row, box in enumerate(studio.boxes):
        light += (box.bare(place, skin.normal) * slow[row]) * np.asarray(box.tint, np.float32)[:, None]
    light *= skin.hollow
    cosine = np.clip(-dot(skin.gloss, away), 0.0, 1.0)
    grazing = (1.0 - cosine) ** 5
    mirror = skin.mirror + (1.0 - np.asarray(skin.mirror, np.float32)) * grazing * np.maximum(
        0.07, 1.0 - np.asarray(skin.rough) * 3.0
    )
    flipped = unit(away + skin.gloss * (2.0 * cosine))
    shown = studio.around(flipped) * np.asarray(studio.tint, np.float32)[:, None]
    for row, box in enumerate(studio.boxes):
        blocked = np.minimum(1.0, slow[row] * 1.6) if not subject.inner else np.float32(1.0)
        shown = shown + (box.mirrored(place, flipped, skin.rough) * blocked) * np.asarray(box.tint, np.float32)[:, None]
    if subject.inner:
        free = lit(subject, place + smooth_normals * np.float32(subject.radius * 0.006), flipped, 3.0 * subject.radius)
        shown = shown * free + (1.0 - free) * np.asarray(subject.bounce, np.float32)[:, None] * light.mean(axis=0) * 0.8
    near_table = np.clip(place[1] / (0.35 * subject.radius), 0.0, 1.0)
    shown = np.where(flipped[1] < 0, shown * (0.35 + 0.65 * near_table), shown)
    seen: Floats = (
        skin.colour * light * (1.0 - mirror) + shown * mirror * np.sqrt(np.asarray(skin.hollow, np.float32)) + skin.glow
    )
    return seen
