"""A shot that an installed package draws with moviepy becomes spans like any other."""

import re
import sys
import tomllib
from pathlib import Path

import numpy as np
import pytest

from fanxing.media.render.registered import maker
from fanxing.model.errors import ToolError
from fanxing.model.timeline import Clip

PACKAGE = '''
"""A shot that turns a wheel of colour around the middle of the picture."""

import numpy as np
from moviepy import VideoClip


def wheel(assignment, picture):
    width, height = assignment.canvas.width, assignment.canvas.height

    def frame(t):
        rgb = np.full((height, width, 3), 200, np.uint8)
        at = round(t / assignment.seconds * (width - 40))
        rgb[height // 2 : height // 2 + 40, at : at + 40] = (200, 20, 20)
        rgb[:20] = picture.mean(axis=(0, 1)) if picture is not None else 0
        return rgb

    return VideoClip(frame, duration=assignment.seconds)


def small(assignment, picture):
    return VideoClip(lambda t: np.zeros((10, 10, 3), np.uint8), duration=assignment.seconds)
'''


@pytest.fixture(autouse=True)
def installed(tmp_path, monkeypatch):
    """Install a package with two shots, as pip would lay it down; version by version."""

    def install(version: str) -> None:
        site = tmp_path / f"site-{version}"
        about = site / f"museum_shots-{version}.dist-info"
        about.mkdir(parents=True)
        (site / "museum_shots.py").write_text(PACKAGE)
        (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: museum-shots\nVersion: {version}\n")
        (about / "entry_points.txt").write_text(
            "[fanxing.shots]\nwheel = museum_shots:wheel\nsmall = museum_shots:small\n"
        )
        monkeypatch.syspath_prepend(str(site))
        monkeypatch.delitem(sys.modules, "museum_shots", raising=False)

    install("1.0")
    return install


def shot(workshop, name: str, duration: int = 30) -> Clip:
    return Clip(
        shot="r", part="r", view="whole", move="hold", media=workshop.still(), duration=duration, registered=name
    )


@pytest.mark.slow
def test_a_registered_shot_is_sampled_frame_by_frame(workshop):
    film = workshop.films(workshop.production(workshop.timeline([shot(workshop, "wheel")])))[0]
    frames = workshop.frames(film)
    assert len(frames) == 30
    for number, frame in enumerate(frames):
        red = np.argwhere((frame[490:510, :, 0] > 150) & (frame[490:510, :, 1] < 90))[:, 1]
        assert (red.min() + red.max()) / 2 == pytest.approx(round(number / 30 * 500) + 19.5, abs=1.5)


@pytest.mark.slow
def test_it_gets_the_picture_of_its_shot(workshop):
    one = shot(workshop, "wheel")
    wanted = workshop.photograph_from(workshop.store.path(one.media.picture)).mean(axis=(0, 1))
    film = workshop.films(workshop.production(workshop.timeline([one])))[0]
    assert workshop.frames(film)[5][2:18].mean(axis=(0, 1)) == pytest.approx(wanted, abs=4)


@pytest.mark.slow
def test_a_new_version_of_the_package_draws_anew(workshop, installed):
    production = workshop.production(workshop.timeline([shot(workshop, "wheel")]))
    workshop.films(production)
    before = workshop.kept("span")
    workshop.films(production)
    assert workshop.kept("span") == before
    installed("2.0")
    assert maker("wheel") == "museum-shots 2.0"
    workshop.films(production)
    assert len(workshop.kept("span")) == 2 * len(before)


def test_a_shot_of_the_wrong_size_is_refused_in_words(workshop):
    with pytest.raises(ToolError, match="自定义镜头 small 画出的画面是 10×10×3，应为 960×540×3"):
        workshop.films(workshop.production(workshop.timeline([shot(workshop, "small")])))


def test_a_shot_that_nobody_registers_is_refused_in_words():
    with pytest.raises(ToolError, match=r"没有名为 orbit 的自定义镜头\n.*已安装的有：small、wheel"):
        maker("orbit")


def test_the_worked_example_of_the_documents_works(workshop, tmp_path, monkeypatch):
    told = (Path(__file__).resolve().parents[3] / "docs" / "custom-shots.md").read_text("utf-8")
    code, about = (re.search(rf"```{name}\n(.*?)```", told, re.DOTALL)[1] for name in ("python", "toml"))
    entry = tomllib.loads(about)["project"]["entry-points"]["fanxing.shots"]["lamp"]
    site = tmp_path / "site-doc"
    (site / "lamp_shots-1.0.dist-info").mkdir(parents=True)
    (site / "lamp_shots.py").write_text(code)
    (site / "lamp_shots-1.0.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: lamp-shots\nVersion: 1.0\n"
    )
    (site / "lamp_shots-1.0.dist-info" / "entry_points.txt").write_text(
        f"[fanxing.shots]\nlamp = {entry.replace('museum_shots', 'lamp_shots')}\n"
    )
    monkeypatch.syspath_prepend(str(site))
    frames = workshop.frames(workshop.films(workshop.production(workshop.timeline([shot(workshop, "lamp")])))[0])
    light = [frame[480].mean(axis=1) for frame in (frames[3], frames[26])]
    assert light[0][:180].mean() > 1.5 * light[0][360:].mean()
    assert light[1][360:].mean() > 1.5 * light[1][:180].mean()
