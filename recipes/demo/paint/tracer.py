"""Rays and what they meet: how a thing is told to the tracer, how far a ray goes, whether a lamp is hidden."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from .fields import Floats
from .solids import dot
from .studio import Triple

cv2.setNumThreads(1)  # the work is shared out among processes, and threads do not survive a fork

Distance = Callable[[Floats], Floats]


@dataclass
class Skin:
    """What the surface is at each of n points."""

    normal: Floats
    """(3, n) with all its relief; light falls on this one."""
    colour: Floats
    """(3, n) share of light that comes back, linear."""
    gloss: Floats
    """(3, n) unit normals of the layer that mirrors (the glaze over the painting)."""
    rough: Floats | float = 0.02
    """Spread of mirrored rays, radians."""
    mirror: Floats | float = 0.04
    """Share mirrored straight on: (n,), a number, or (3, n) for metal."""
    hollow: Floats | float = 1.0
    """Share of the light that small hollows let in."""
    glow: Floats | float = 0.0
    """(3, n) light from inside."""


@dataclass
class Subject:
    """One thing to photograph."""

    distance: Distance
    """Signed distance (n,) at points (3, n); may be an underestimate."""
    skin: Callable[[Floats, Floats], Skin]
    """The surface at points, seen along unit directions."""
    normal: Distance
    """(3, n) normals without fine relief, for the coarse light."""
    centre: Triple
    radius: float
    """A ball that holds the whole thing."""
    bounce: Triple = (0.6, 0.6, 0.6)
    """Its colour as seen by its own other parts."""
    step: float = 1.0
    """Share of the distance that a ray may safely go."""
    inner: bool = False
    """Whether mirrored rays may meet the thing itself."""
    fine: float = 4e-4
    """How near a ray must come to be there."""
    least: float = 0.003
    """The shortest step of a shadow ray, in radii of the ball: shorter than half the thinnest wall."""


def ball(eye: Floats, away: Floats, centre: Triple, radius: float) -> tuple[Floats, Floats]:
    """Where rays enter and leave a ball; enter > leave where they miss it. `eye` is (3, 1) or (3, n)."""
    to = eye - np.asarray(centre, np.float32)[:, None]
    b = dot(to, away)
    rest = b * b - (dot(to, to) - np.float32(radius * radius))
    root = np.sqrt(np.maximum(rest, 0.0))
    enter = np.where(rest > 0, np.maximum(-b - root, 0.0), np.float32(1e9))
    leave = np.where(rest > 0, -b + root, np.float32(-1e9))
    return enter.astype(np.float32), leave.astype(np.float32)


def march(subject: Subject, eye: Floats, away: Floats, steps: int = 90, start: float = 0.0) -> Floats:
    """How far each ray goes until it meets the subject; infinity where it never does."""
    enter, leave = ball(eye, away, subject.centre, subject.radius)
    far = np.full(away.shape[1], np.inf, np.float32)
    alive = np.flatnonzero(enter < leave)
    t = np.maximum(enter[alive], np.float32(start))
    last = leave[alive]
    rays = away[:, alive]
    origin = eye[:, alive] if eye.shape[1] > 1 else eye
    for number in range(steps):
        if not alive.size:
            break
        gap = subject.distance(origin + rays * t)
        t = t + gap * np.float32(subject.step)
        done = gap < subject.fine
        over = t > last
        if number % 4 == 3 or number == steps - 1:
            there = done & ~over
            far[alive[there]] = t[there]
            keep = ~(done | over)
            if number == steps - 1:
                near = keep & (gap < subject.fine * 6)
                far[alive[near]] = t[near]
            alive, t, last, rays = alive[keep], t[keep], last[keep], rays[:, keep]
            origin = origin[:, keep] if origin.shape[1] > 1 else origin
    return far


def lit(subject: Subject, points: Floats, away: Floats, reach: Floats | float, steps: int = 40) -> Floats:
    """1 where nothing of the subject stands between a point and `reach` along its ray, 0 where it does."""
    free = np.ones(points.shape[1], np.float32)
    enter, leave = ball(points, away, subject.centre, subject.radius)
    leave = np.minimum(leave, reach)
    alive = np.flatnonzero(enter < leave)
    t = np.maximum(enter[alive], np.float32(subject.radius * 0.004))
    last, rays, origin = leave[alive], away[:, alive], points[:, alive]
    for number in range(steps):
        if not alive.size:
            break
        gap = subject.distance(origin + rays * t)
        t = t + np.maximum(gap * np.float32(subject.step), np.float32(subject.radius * subject.least))
        if number % 3 == 2:
            blocked = gap < subject.fine
            free[alive[blocked]] = 0.0
            keep = ~blocked & (t < last)
            alive, t, last, rays, origin = alive[keep], t[keep], last[keep], rays[:, keep], origin[:, keep]
    return free
