"""`python -m paint [NAME...]`: draws all pictures of the demonstration, the clip and the music, or only those named."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cv2
import numpy as np

from . import bed, bi, bowl, cobalt, ding, hall, taotie, turntable, vase
from .fields import Floats
from .film import Paper, Print, finish, ground, lay, save, soften
from .shoot import Shoot
from .studio import Camera, Studio, Triple
from .tracer import Subject

HERE = Path(__file__).resolve().parent.parent
TITLE = "一器一光"
UNDER = ["星渚县博物馆藏器物展"]
WARM = (1.0, 0.99, 0.97)
PLAIN = Paper()
NORMAL = Print()


@dataclass(frozen=True)
class View:
    """Where one picture is taken from, and how it is printed."""

    eye: Triple
    target: Triple
    degrees: float
    size: tuple[int, int]
    seed: int
    paper: Paper = PLAIN
    look: Print = NORMAL
    blur: float = 2.2
    """Pixels of blur at the farthest part of the thing."""


@cache
def painting() -> Floats:
    """The vase's painting."""
    return cobalt.paint(6144, *vase.layout(6144))


def small_painting() -> Floats:
    """The same at half the size."""
    full = painting()
    half: Floats = cv2.resize(full, (full.shape[1] // 2, full.shape[0] // 2), interpolation=cv2.INTER_AREA)
    return half


@cache
def the_ding() -> Subject:
    """The ding, made once."""
    return ding.Ding(taotie.relief()).subject()


@cache
def the_bi() -> Subject:
    """The bi, made once."""
    return bi.Bi(bi.grains()).subject()


@cache
def the_bowl() -> Subject:
    """The bowl, made once."""
    return bowl.Bowl().subject()


class Job:
    """How to draw: how large, with how many workers, where to."""

    def __init__(self, scale: float, jobs: int, out: Path) -> None:
        self.scale, self.jobs, self.out = scale, jobs, out

    def photograph(self, name: str, subject: Subject, studio: Studio, view: View) -> None:
        """One picture in the studio, as a JPEG."""
        size = (round(view.size[0] * self.scale), round(view.size[1] * self.scale))
        camera = Camera(view.eye, view.target, view.degrees, size)
        step = max(2.0, 4.5 * min(1.0, self.scale * 1.5))
        shoot = Shoot(subject, studio, camera, coarse_step=step, rays=18)
        thing, shade = shoot.develop(self.jobs)
        depth = shoot.depth()
        near, far = (float(np.percentile(depth[thing[..., 3] > 0.5], p)) for p in (2, 100))
        behind = np.clip((depth - near) / max(far - near, 1e-6) * 1.4 - 0.4, 0.0, 1.0)
        thing = soften(thing, behind * view.blur * self.scale)
        light = lay(thing, ground(size, view.paper), shade)
        save(finish(light, view.look, seed=view.seed), self.out / f"{name}.jpg")

    def vase(self) -> None:
        """The vase, whole."""
        view = View((0.35, 1.35, 5.6), (0.0, 0.495, 0.0), 14.2, (2000, 2500), 1, look=Print(exposure=1.10))
        self.photograph("vase", vase.Vase(painting(), turn=0.28).subject(), vase.studio(), view)

    def vase_detail(self) -> None:
        """A lotus and the cloud collar, near."""
        view = View((-0.4, 1.45, 4.6), (0.0, 0.69, 0.0), 9.4, (2000, 2000), 2, look=Print(exposure=1.10), blur=3.0)
        self.photograph("vase-detail", vase.Vase(painting(), turn=2.35).subject(), vase.studio(), view)

    def ding(self) -> None:
        """The ding, whole."""
        view = View((0.1, 1.75, 5.6), (0.0, 0.475, 0.0), 14.4, (2400, 2400), 3, paper=Paper(tint=WARM), blur=2.6)
        self.photograph("ding", the_ding(), ding.studio(), view)

    def ding_detail(self) -> None:
        """The beast mask, near."""
        view = View((1.15, 1.15, 4.0), (0.09, 0.63, 0.1), 6.6, (2200, 1650), 4, paper=Paper(tint=WARM), blur=4.0)
        self.photograph("ding-detail", the_ding(), ding.studio(), view)

    def bi(self) -> None:
        """The bi, from above."""
        paper = Paper(low=0.20, high=0.115, glow=(0.42, 0.4, 0.5, 0.10))
        view = View((0.0, 4.9, 2.1), (0.0, 0.0, 0.02), 14.6, (2400, 2400), 5, paper, Print(exposure=1.1), blur=1.2)
        self.photograph("bi", the_bi(), bi.studio(), view)

    def bowl(self) -> None:
        """The bowl, so that its inside shows."""
        paper = Paper(glow=(0.5, 0.45, 0.45, 0.10))
        view = View((0.0, 2.5, 5.2), (0.0, 0.16, 0.0), 11.4, (2400, 2000), 6, paper, Print(exposure=1.15))
        self.photograph("bowl", the_bowl(), bowl.studio(), view)

    def hall(self) -> None:
        """The exhibition."""
        pot = vase.Vase(small_painting(), turn=0.4).subject()
        placed = [
            hall.Placed(the_bi(), (-1.72, 1.06, -0.95), 0.66, lean=1.25, lift=0.50, power=13.0),
            hall.Placed(the_ding(), (-0.62, 0.92, -1.15), 0.66, power=44.0),
            hall.Placed(pot, (0.60, 0.86, -0.75), 0.72, power=19.0),
            hall.Placed(the_bowl(), (1.72, 1.04, -1.0), 0.60, power=26.0),
        ]
        size = (round(2400 * self.scale), round(1800 * self.scale))
        camera = Camera((0.0, 1.55, 5.4), (0.0, 1.50, -1.0), 31.5, size)
        light = hall.view(hall.Hall(placed, TITLE, UNDER), camera, self.jobs)
        look = Print(exposure=2.1, contrast=0.04, vignette=0.22, bloom=0.10)
        save(finish(light, look, seed=7), self.out / "hall.jpg")

    def clip(self) -> None:
        """The vase on its turntable."""
        turntable.film(small_painting(), self.out / "vase-turn.mp4", self.jobs, self.scale)

    def bed(self) -> None:
        """The music."""
        bed.write(self.out / "bed.ogg")


ALL: dict[str, Callable[[Job], None]] = {
    "vase": Job.vase,
    "vase-detail": Job.vase_detail,
    "ding": Job.ding,
    "ding-detail": Job.ding_detail,
    "bi": Job.bi,
    "bowl": Job.bowl,
    "hall": Job.hall,
    "clip": Job.clip,
    "bed": Job.bed,
}


def main() -> None:
    """Reads the command line and draws."""
    reader = argparse.ArgumentParser(prog="python -m paint", description=__doc__)
    reader.add_argument("names", nargs="*", metavar="NAME", help=f"which to make: {', '.join(ALL)} (default: all)")
    reader.add_argument("--scale", type=float, default=1.0, help="share of the full size, for a quick look")
    reader.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many processes")
    reader.add_argument("--out", type=Path, default=HERE, help="folder to write to")
    chosen = reader.parse_args()
    unknown = set(chosen.names) - set(ALL)
    if unknown:
        reader.error(f"unknown: {', '.join(sorted(unknown))}")
    np.seterr(all="ignore")
    chosen.out.mkdir(parents=True, exist_ok=True)
    job = Job(chosen.scale, chosen.jobs, chosen.out)
    for name, draw in ALL.items():
        if not chosen.names or name in chosen.names:
            start = time.monotonic()
            draw(job)
            sys.stderr.write(f"{name}: {time.monotonic() - start:.0f} s\n")


if __name__ == "__main__":
    main()
