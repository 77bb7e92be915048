"""The exhibition hall: a dark room, plinths under spots, the four things on them, and the title on the wall."""

from __future__ import annotations

import io
from dataclasses import dataclass
from importlib.resources import files
from multiprocessing import get_context

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from .fields import Floats, Mist, cloud, look_up, smooth
from .solids import Guided, dot, unit
from .studio import Camera, Triple
from .tracer import Skin, Subject, lit, march

WALL = -2.6
"""Where the back wall stands."""
SIDE_WALL = 4.3
SHADOWS = 5
"""Rays to each lamp."""
FONT = ("pylopdf_fonts_zh_cn", "NotoSerifSC-Regular.otf")


@dataclass(frozen=True)
class Placed:
    """A subject on its plinth: `foot` is the middle of the top, `size` its scale, `lean` its tip in radians."""

    subject: Subject
    foot: Triple
    size: float
    lean: float = 0.0
    lift: float = 0.0
    power: float = 27.0
    """Of the spot on it: dark things want more light."""

    def local(self, points: Floats) -> Floats:
        """Points of the hall in lengths of the thing."""
        moved = (points - np.asarray(self.foot, np.float32)[:, None]) / np.float32(self.size)
        return self._tip(moved - np.array([0.0, self.lift, 0.0], np.float32)[:, None], -self.lean)

    def _tip(self, v: Floats, angle: float) -> Floats:
        c, s = np.float32(np.cos(angle)), np.float32(np.sin(angle))
        return np.stack([v[0], v[1] * c - v[2] * s, v[1] * s + v[2] * c])

    def distance(self, points: Floats) -> Floats:
        """Signed distance in the hall."""
        return self.subject.distance(self.local(points)) * np.float32(self.size * self.subject.step)

    def skin(self, points: Floats, away: Floats) -> Skin:
        """The surface, its directions turned into the hall."""
        skin = self.subject.skin(self.local(points), self._tip(away, -self.lean))
        skin.normal, skin.gloss = self._tip(skin.normal, self.lean), self._tip(skin.gloss, self.lean)
        return skin


@dataclass(frozen=True)
class Spot:
    """A lamp under the ceiling with a soft cone."""

    at: Triple
    aim: Triple
    power: float
    cone: float
    """Half its angle, radians."""
    tint: Triple = (1.0, 0.90, 0.76)
    size: float = 0.07

    def light(self, points: Floats, normals: Floats) -> tuple[Floats, Floats, Floats]:
        """Light on surfaces without shadows (n,), the directions to the lamp (3, n) and its distance."""
        to: Floats = np.asarray(self.at, np.float32)[:, None] - points
        far = np.sqrt(dot(to, to))
        to = to / far
        axis = np.asarray(self.aim, np.float32) - np.asarray(self.at, np.float32)
        axis = axis / np.linalg.norm(axis)
        off = np.arccos(np.clip(-(axis[0] * to[0] + axis[1] * to[1] + axis[2] * to[2]), -1.0, 1.0))
        beam = smooth(self.cone * 1.25, self.cone * 0.35, off.astype(np.float32)) + 0.02 * smooth(
            self.cone * 2.6, self.cone, off.astype(np.float32)
        )
        light: Floats = (self.power * beam * np.maximum(dot(to, normals), 0.0) / (far * far)).astype(np.float32)
        return light, to, far


class Hall:
    """Everything in the room, and how it is lit."""

    def __init__(self, things: list[Placed], title: str, lines: list[str]) -> None:
        self.things = things
        self.plinths = [(t.foot, 0.27 if t.size < 0.6 else 0.33) for t in things]
        self.mist = Mist(3)
        self.title = _lettering(title, lines)
        self.boards = cloud((1024, 1024), (6, 180), octaves=4, seed=8)
        self.plaster = cloud((1024, 1024), (40, 40), octaves=5, seed=9)
        self.spots = [self._spot(t) for t in things]
        self.cast = len(self.spots)
        """How many of the lamps throw shadows; those on the wall have nothing before them."""
        self._quick = Guided(self.distance, (0.0, 0.95, -0.9), 2.35, side=220)
        for x in (-3.3, -1.15, 1.15, 3.3):
            self.spots.append(Spot((x, 4.3, WALL + 1.35), (x * 0.97, 1.9, WALL), 4.6, 0.50, (1.0, 0.88, 0.72)))
        self.spots.append(Spot((0.0, 4.2, WALL + 2.0), (0.0, 2.72, WALL), 7.0, 0.30, (1.0, 0.92, 0.80)))

    def _spot(self, thing: Placed) -> Spot:
        x, y, z = thing.foot
        return Spot((x - 0.75, 3.7, z + 2.3), (x, y + 0.25 * thing.size, z), thing.power, 0.135)

    def distance(self, points: Floats) -> Floats:
        """Distance to plinths and things; walls and floor are reckoned apart."""
        best = np.full(points.shape[1], 1e3, np.float32)
        for thing, (foot, half) in zip(self.things, self.plinths, strict=True):
            q = (
                np.abs(points - np.array([foot[0], foot[1] / 2, foot[2]], np.float32)[:, None])
                - np.array([half, foot[1] / 2, half], np.float32)[:, None]
                + 0.004
            )
            block = np.sqrt((np.maximum(q, 0.0) ** 2).sum(axis=0)) + np.minimum(q.max(axis=0), 0.0) - 0.004
            best = np.minimum(best, block)
            middle = points - np.array([foot[0], foot[1] + 0.45 * thing.size, foot[2]], np.float32)[:, None]
            around = np.sqrt(dot(middle, middle)) - np.float32(0.78 * thing.size)
            best = np.where(around > 0.05, np.minimum(best, np.maximum(around, 0.05)), best)
            near = np.flatnonzero(around <= 0.05)
            if near.size:
                best[near] = np.minimum(best[near], thing.distance(points[:, near]))
        return best

    def solid(self) -> Subject:
        """Plinths and things as one subject for `march`."""
        return Subject(
            self._quick,
            lambda p, _: Skin(p, p, p),
            lambda p: p,
            (0.0, 0.95, -0.9),
            2.3,
            step=0.95,
            fine=6e-4,
            least=0.001,
        )

    def walls(self, eye: Floats, away: Floats) -> tuple[Floats, Floats]:
        """How far rays go to floor, back and side walls, and which they meet (0 floor, 1 back, 2 side)."""

        def gap(plane: float | Floats, axis: int) -> Floats:
            with np.errstate(divide="ignore", invalid="ignore"):
                t = (plane - eye[axis]) / away[axis]
            return np.where(t > 1e-4, t, np.float32(1e6)).astype(np.float32)

        all_ = np.stack(
            [gap(0.0, 1), gap(WALL, 2), gap(np.where(away[0] > 0, SIDE_WALL, -SIDE_WALL).astype(np.float32), 0)]
        )
        return all_.min(axis=0), all_.argmin(axis=0).astype(np.float32)

    def blocked(self, points: Floats, to: Floats, far: Floats, spot: Spot, seed: int) -> Floats:
        """Share (n,) of a lamp that points see."""
        chance = np.random.default_rng(seed)
        free = np.zeros(points.shape[1], np.float32)
        solid = self.solid()
        for _ in range(SHADOWS):
            off = chance.standard_normal(points.shape).astype(np.float32) * np.float32(spot.size * 0.6)
            free += lit(solid, points, unit(to * far + off), np.minimum(far, 2.6), 60)
        return free / SHADOWS

    def seen(self, eye: Floats, away: Floats, seed: int, *, mirror: bool = True) -> tuple[Floats, Floats]:
        """Light (3, n) along rays from `eye` (3, n), and the part (3, n) of it that the floor mirrors."""
        wall, which = self.walls(eye, away)
        far = march(self.solid(), eye, away, 110)
        thing = far < wall
        place = (eye + away * np.where(thing, far, wall)).astype(np.float32)
        skin = self._room(place, np.where(thing, 3, which))
        self._solids(place, away, np.flatnonzero(thing), skin)
        falls, mirrored = self._light(place, away, skin, seed)
        total = skin.colour * falls + mirrored
        shown = np.zeros_like(total)
        floor = np.flatnonzero(~thing & (which == 0))
        if mirror and floor.size:
            flipped = away[:, floor] * np.array([1.0, -1.0, 1.0], np.float32)[:, None]
            chance = np.random.default_rng(seed + 1)
            flipped = unit(flipped + chance.standard_normal(flipped.shape).astype(np.float32) * np.float32(0.012))
            flipped[1] = np.abs(flipped[1])
            start = place[:, floor] + np.array([0.0, 1e-3, 0.0], np.float32)[:, None]
            bounced, _ = self.seen(start, flipped, seed + 2, mirror=False)
            grazing = (1.0 - np.clip(-away[1, floor], 0.0, 1.0)) ** 5
            shown[:, floor] = np.minimum(bounced, 1.5) * (0.07 + 0.55 * grazing)
        return total.astype(np.float32), shown

    def _room(self, place: Floats, which: Floats) -> Skin:
        """Floor (0), back wall (1) and side walls (2); everything else is left black."""
        count = place.shape[1]
        colour, normal = np.zeros((3, count), np.float32), np.zeros((3, count), np.float32)
        floor, back, side = (np.flatnonzero(which == k) for k in (0, 1, 2))
        normal[1, floor] = normal[2, back] = 1.0
        normal[0, side] = -np.sign(place[0, side])
        across = place[0, floor] / 0.19
        board = np.floor(across)
        along = (place[2, floor] * 55 + board * 331) % 1020
        grain = look_up(self.boards, (place[0, floor] * 310 + board * 77) % 1020, along)
        seam = 1.0 - 0.6 * smooth(0.012, 0.002, np.minimum(across - board, 1.0 - (across - board)))
        tone = (1.0 + 0.13 * grain + 0.10 * np.sin(board * 12.9)) * seam
        colour[:, floor] = np.array([0.150, 0.096, 0.062], np.float32)[:, None] * tone
        for part, (u, v) in ((back, (0, 1)), (side, (2, 1))):
            plaster = look_up(self.plaster, (place[u, part] * 160 + 512) % 1020, (place[v, part] * 160) % 1020)
            colour[:, part] = np.array([0.060, 0.098, 0.108], np.float32)[:, None] * (1.0 + 0.035 * plaster)
        ink = self._letters(place[:, back])
        colour[:, back] = colour[:, back] * (1.0 - ink) + np.array([0.72, 0.60, 0.40], np.float32)[:, None] * ink
        rough, mirror = np.full(count, 0.4, np.float32), np.full((3, count), 0.02, np.float32)
        return Skin(normal, colour, normal.copy(), rough, mirror)

    def _solids(self, place: Floats, away: Floats, solid: Floats, made: Skin) -> None:
        """Fills in plinths and things, at the places numbered in `solid`."""
        p = place[:, solid]
        best = np.full(solid.size, 0.004, np.float32)
        owner = np.full(solid.size, -1)
        for number, one in enumerate(self.things if solid.size else ()):
            gap = np.abs(one.distance(p))
            over = np.hypot(p[0] - one.foot[0], p[2] - one.foot[2]) < one.size
            nearer = (gap < best) & (p[1] > one.foot[1] + 5e-4) & over
            owner[nearer] = number
            best[nearer] = gap[nearer]
        block = solid[owner < 0]
        made.normal[:, block] = made.gloss[:, block] = self._faces(place[:, block])
        made.colour[:, block] = np.array([0.50, 0.485, 0.46], np.float32)[:, None]
        for number, one in enumerate(self.things):
            mine = solid[owner == number]
            if mine.size:
                skin = one.skin(place[:, mine], away[:, mine])
                made.colour[:, mine] = skin.colour * skin.hollow + np.asarray(skin.glow, np.float32)
                made.normal[:, mine], made.gloss[:, mine] = skin.normal, skin.gloss
                made.rough[mine] = np.maximum(skin.rough, 0.03)  # type: ignore[index]
                made.mirror[:, mine] = skin.mirror  # type: ignore[index]

    def _faces(self, p: Floats) -> Floats:
        """Normals (3, n) of places on plinths."""
        normals = np.zeros_like(p)
        for foot, half in self.plinths:
            own = (np.abs(p[0] - foot[0]) < half + 0.02) & (np.abs(p[2] - foot[2]) < half + 0.02)
            reach = np.stack([np.abs(p[0] - foot[0]) - half, p[1] - foot[1], np.abs(p[2] - foot[2]) - half])
            face = reach.argmax(axis=0)
            sides = np.stack([np.sign(p[0] - foot[0]), np.ones(own.size), np.sign(p[2] - foot[2])])
            turned = sides * (face == np.arange(3)[:, None])
            normals[:, own] = turned[:, own]
        return normals

    def _light(self, place: Floats, away: Floats, skin: Skin, seed: int) -> tuple[Floats, Floats]:
        """Light that falls on places, and light that is mirrored to the eye, both (3, n)."""
        falls = self._dim(place, skin.normal)
        mirrored = np.zeros_like(falls)
        out = place + skin.normal * np.float32(0.004)
        flipped = unit(away - skin.gloss * (2.0 * dot(away, skin.gloss)))
        mirror, rough = np.asarray(skin.mirror, np.float32), np.asarray(skin.rough, np.float32)
        grazing = mirror + (1.0 - mirror) * (1.0 - np.clip(-dot(away, skin.gloss), 0.0, 1.0)) ** 5 * 0.5
        for number, spot in enumerate(self.spots):
            light, to, far = spot.light(place, skin.normal)
            some = np.flatnonzero(light > 2e-4)
            if not some.size:
                continue
            free = np.ones(some.size, np.float32)
            near = np.flatnonzero(place[2, some] > WALL + 0.01) if number < self.cast else np.zeros(0, np.int64)
            if near.size:
                at = some[near]
                free[near] = self.blocked(out[:, at], to[:, at], far[at], spot, seed * 31 + number)
            tint = np.asarray(spot.tint, np.float32)[:, None]
            falls[:, some] += (light[some] * free / np.float32(np.pi)) * tint
            width = rough[some] * 0.55 + spot.size / far[some]
            turned = 1.0 - dot(flipped[:, some], to[:, some])
            lobe = np.exp(-turned / (width * width)) / (width * width * np.float32(np.pi))
            strength = light[some] / np.maximum(dot(to[:, some], skin.normal[:, some]), 0.05)
            mirrored[:, some] += grazing[:, some] * np.minimum(lobe * strength * 0.5, 30.0) * free * tint
        dim = np.array([0.05, 0.055, 0.06], np.float32)[:, None] * (0.5 + 0.5 * np.maximum(flipped[1], 0.0))
        return falls, mirrored + grazing * dim

    def _dim(self, place: Floats, normal: Floats) -> Floats:
        """The little light (3, n) that is everywhere: a bit more from the front, less at the feet of the plinths."""
        share = 0.65 + 0.35 * normal[1] + 1.1 * np.maximum(normal[2], 0.0) * (place[2] > WALL + 0.01)
        for foot, half in self.plinths:
            x, z = (np.maximum(np.abs(place[k] - np.float32(foot[k])) - half, 0.0) for k in (0, 2))
            low = np.exp(-(x * x + z * z) / 0.02)
            share = share * (1.0 - 0.6 * low * smooth(0.35, 0.0, place[1]) * (normal[1] > 0.9))
        dim: Floats = (np.array([0.040, 0.045, 0.052], np.float32)[:, None] * share).astype(np.float32)
        return dim

    def _letters(self, place: Floats) -> Floats:
        """How much of the wall is lettered at places on it."""
        height, width = self.title.shape
        scale = width / 3.3
        column, row = (place[0] + 1.65) * scale, (3.42 - place[1]) * scale
        inside = (column > 1) & (column < width - 2) & (row > 1) & (row < height - 2)
        return np.where(inside, look_up(self.title, column, row), np.float32(0.0))


def _lettering(title: str, lines: list[str]) -> Floats:
    """The words on the wall as a cover (H, W) from 0 to 1."""
    sheet = Image.new("L", (2640, 1000), 0)
    draw = ImageDraw.Draw(sheet)
    face = files(FONT[0]).joinpath(FONT[1]).read_bytes()
    big, small = (ImageFont.truetype(io.BytesIO(face), size) for size in (400, 104))
    spaced = 120
    widths = [draw.textlength(c, big) for c in title]
    x = (sheet.width - sum(widths) - spaced * (len(title) - 1)) / 2
    for letter, wide in zip(title, widths, strict=True):
        draw.text((x, 40), letter, 255, big)
        x += wide + spaced
    for number, line in enumerate(lines):
        text = " ".join(line)
        draw.text(((sheet.width - draw.textlength(text, small)) / 2, 640 + number * 160), text, 235, small)
    return np.asarray(sheet, np.float32) / np.float32(255.0)


_now: list[tuple[Hall, Camera, int]] = []


def _band(band: tuple[int, int]) -> tuple[Floats, Floats]:
    hall, camera, over = _now[-1]
    rows = band[1] - band[0]
    y, x = np.mgrid[0 : rows * over, 0 : camera.width * over].astype(np.float32)
    away = camera.rays(((x + 0.5) / over).ravel(), ((y + 0.5) / over + band[0]).ravel())
    parts = []
    for number, some in enumerate(np.array_split(np.arange(away.shape[1]), max(1, away.shape[1] // 50_000))):
        parts.append(
            hall.seen(np.repeat(camera.eye[:, None], some.size, axis=1), away[:, some], band[0] * 1000 + number)
        )
    both = []
    for k in (0, 1):
        whole = np.concatenate([p[k] for p in parts], axis=1).T.reshape(rows * over, camera.width * over, 3)
        both.append(cv2.resize(np.minimum(whole, 3.0), (camera.width, rows), interpolation=cv2.INTER_AREA))
    return both[0], both[1]


def view(hall: Hall, camera: Camera, jobs: int, over: int = 2) -> Floats:
    """The hall in linear light (H, W, 3)."""
    _now.append((hall, camera, over))
    bands = [(y, min(y + 20, camera.height)) for y in range(0, camera.height, 20)]
    with get_context("fork").Pool(jobs) as pool:
        parts = pool.map(_band, bands, chunksize=1)
    _now.pop()
    direct = np.concatenate([p[0] for p in parts])
    shown = np.concatenate([p[1] for p in parts])
    floor = (shown.sum(axis=2, keepdims=True) > 0).astype(np.float32)
    soft = camera.height / 420
    spread = cv2.GaussianBlur(shown, (0, 0), soft, sigmaY=soft * 2.2) / np.maximum(
        cv2.GaussianBlur(floor, (0, 0), soft, sigmaY=soft * 2.2)[..., None], 0.05
    )
    both: Floats = direct + spread * floor
    return both
