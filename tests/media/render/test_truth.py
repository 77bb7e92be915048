"""The decoded film, read as its tags say, shows the colours of the source, and its subject where it was planned."""

from pathlib import Path as FilePath

import av
import cv2
import foreign
import numpy as np
import pytest
from PIL import Image

from fanxing.media.photo import take_photo
from fanxing.media.render.bleed import fill
from fanxing.media.render.pace import done, paced, settling
from fanxing.media.render.path import Path
from fanxing.model.footage import Still
from fanxing.model.geometry import SHAPES, FocusBox
from fanxing.model.timeline import Clip

pytestmark = pytest.mark.slow

PATCHES = [
    (255, 255, 255), (128, 128, 128), (16, 16, 16), (200, 40, 40), (40, 140, 60), (40, 60, 170),
    (176, 200, 150), (92, 120, 88), (205, 190, 160), (30, 60, 50), (230, 180, 60), (120, 70, 130),
]  # fmt: skip
"""Greys, primaries, and the greens and browns of jade, celadon and paper."""


LENGTH = 18
"""Frames of the films made here."""


def lab(rgb: np.ndarray) -> np.ndarray:
    """CIELAB (D65) of sRGB, float (..., 3). Source: IEC 61966-2-1; CIE 15:2004."""
    value = rgb.astype(float) / 255
    linear = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    xyz = linear @ np.array([[0.4124, 0.2126, 0.0193], [0.3576, 0.7152, 0.1192], [0.1805, 0.0722, 0.9505]])
    part = xyz / np.array([0.95047, 1.0, 1.08883])
    bent = np.where(part > (6 / 29) ** 3, np.cbrt(part), part * (29 / 6) ** 2 / 3 + 4 / 29)
    return np.stack(
        [116 * bent[..., 1] - 16, 500 * (bent[..., 0] - bent[..., 1]), 200 * (bent[..., 1] - bent[..., 2])], axis=-1
    )


def delta_e(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """CIEDE2000 of two RGB pictures. Source: Sharma, Wu, Dalal (2005)."""
    (l1, a1, b1), (l2, a2, b2) = (np.moveaxis(lab(rgb), -1, 0) for rgb in (one, other))
    c_mean = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    g = 0.5 * (1 - np.sqrt(c_mean**7 / (c_mean**7 + 25.0**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = np.degrees(np.arctan2(b1, a1)) % 360, np.degrees(np.arctan2(b2, a2)) % 360
    turn = (h2 - h1 + 180) % 360 - 180
    d_h = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(np.where(c1 * c2 == 0, 0, turn)) / 2)
    light, c_mean = (l1 + l2) / 2, (c1 + c2) / 2
    hue = np.where(c1 * c2 == 0, h1 + h2, (h1 + turn / 2) % 360)
    t = (
        1
        - 0.17 * np.cos(np.radians(hue - 30))
        + 0.24 * np.cos(np.radians(2 * hue))
        + 0.32 * np.cos(np.radians(3 * hue + 6))
        - 0.20 * np.cos(np.radians(4 * hue - 63))
    )
    s_l = 1 + 0.015 * (light - 50) ** 2 / np.sqrt(20 + (light - 50) ** 2)
    s_c, s_h = 1 + 0.045 * c_mean, 1 + 0.015 * c_mean * t
    r_c = 2 * np.sqrt(c_mean**7 / (c_mean**7 + 25.0**7))
    r_t = -np.sin(np.radians(60 * np.exp(-(((hue - 275) / 25) ** 2)))) * r_c
    d_l, d_c = (l2 - l1) / s_l, (c2 - c1) / s_c
    return np.sqrt(d_l**2 + d_c**2 + (d_h / s_h) ** 2 + r_t * d_c * d_h / s_h)


def test_the_measure_is_right():
    pairs = np.array([[(255, 255, 255), (0, 0, 0)], [(128, 128, 128), (129, 129, 129)]], np.uint8)
    far, near = delta_e(pairs[:, :1], pairs[:, 1:]).ravel()
    assert far == pytest.approx(100, abs=0.01)
    assert near == pytest.approx(0.33, abs=0.05)


def chart(width: int, height: int) -> np.ndarray:
    """Flat patches, four across and three down."""
    patches = np.array(PATCHES, np.uint8).reshape(3, 4, 3)
    return np.repeat(np.repeat(patches, height // 3, axis=0), width // 4, axis=1)


def one_shot(media: Still, view: str, move: str) -> Clip:
    focus = FocusBox(x=0.4, y=0.4, width=0.2, height=0.2)
    return Clip(shot="a", part="a", view=view, move=move, media=media, focus=focus, duration=LENGTH)


@pytest.mark.parametrize("view", ["whole", "detail"])
def test_flat_patches_keep_their_colour(workshop, view):
    rgb = chart(2400, 3000)
    clip = one_shot(workshop.keep_still(rgb), view, "push")
    film = workshop.films(workshop.production(workshop.timeline([clip]), draft=False))[0]
    for number in (0, 7, LENGTH - 1):
        shown, wanted, inside = aligned(workshop, film, clip, rgb, number)
        away = delta_e(shown, wanted)[inside]
        assert away.mean() <= 1.0
        assert np.percentile(away, 95) <= 3.0


def share(number: int, frames: int | None = None) -> float:
    """How much of a move's time has passed on a frame of a shot alone."""
    frames = frames or LENGTH
    return done(number, paced(frames), settling(frames))


def aligned(workshop, film, clip: Clip, rgb: np.ndarray, number: int):
    """A frame, the source as the plan puts it there, and where both are far from the edges of patches."""
    path = planned(workshop, clip, rgb)
    pose = path.pose(share(number, clip.duration))
    shown = workshop.frames(film)[number]
    y, x = np.mgrid[0 : shown.shape[0], 0 : shown.shape[1]] + 0.5
    column, row = (x - pose.x) / pose.scale, (y - pose.y) / pose.scale
    cell_x, cell_y = rgb.shape[1] / 4, rgb.shape[0] / 3
    inside = (column > 0) & (row > 0) & (column < rgb.shape[1]) & (row < rgb.shape[0])
    inside &= (np.abs(column % cell_x - cell_x / 2) < cell_x * 0.4) & (np.abs(row % cell_y - cell_y / 2) < cell_y * 0.4)
    wanted = rgb[np.clip(row.astype(int), 0, rgb.shape[0] - 1), np.clip(column.astype(int), 0, rgb.shape[1] - 1)]
    return shown, wanted, inside


def planned(workshop, clip: Clip, rgb: np.ndarray) -> Path:
    """The move that the plan makes of a shot."""
    return workshop.path_of(clip, rgb.shape[1], rgb.shape[0])


DOTS = [(1000.0, 1300.0), (1300.0, 1500.0), (1150.0, 1750.0)]
"""Middles of dark dots on a pale ground."""


def dotted() -> np.ndarray:
    """The dots, 80 pixels wide."""
    y, x = np.mgrid[0:3000, 0:2400] + 0.5
    rgb = np.full((3000, 2400, 3), 200, np.uint8)
    for at_x, at_y in DOTS:
        inside = np.clip(40.5 - np.hypot(x - at_x, y - at_y), 0, 1)
        rgb = (rgb - (inside * 170)[..., None]).astype(np.uint8)
    return rgb


def test_dots_of_the_decoded_film_follow_the_planned_paths(workshop):
    rgb = dotted()
    still = workshop.keep_still(rgb)
    ways = [(view, move) for view in ("whole", "detail") for move in ("push", "pull", "drift")]
    shots = [one_shot(still, *way).model_copy(update={"shot": "-".join(way), "part": "-".join(way)}) for way in ways]
    (film,) = workshop.films(workshop.production(workshop.timeline(shots, half=0), draft=False))
    frames = workshop.frames(film)
    away, steps = [], []
    for first, clip in zip(range(0, len(frames), LENGTH), shots, strict=True):
        path = planned(workshop, clip, rgb)
        seen = []
        for number in range(LENGTH):
            pose = path.pose(share(number))
            places = [(pose.x + at_x * pose.scale, pose.y + at_y * pose.scale) for at_x, at_y in DOTS]
            seen.append([middle(frames[first + number], here, int(70 * pose.scale)) for here in places])
            away += [np.hypot(*np.subtract(*pair)) for pair in zip(seen[-1], places, strict=True)]
        steps.append(np.linalg.norm(np.diff(seen, axis=0), axis=2).max(axis=1))
    assert np.sqrt(np.mean(np.square(away))) <= 0.1
    for name, way in zip(ways, steps, strict=True):  # at rest at both ends, fastest between
        assert way.max() > 0.3, name
        assert max(way[0], way[-1]) < 0.25 * way.max(), name


def middle(frame: np.ndarray, here: tuple[float, float], reach: int) -> tuple[float, float]:
    """Where the dot near ``here`` has its middle."""
    left, top = int(here[0]) - reach, int(here[1]) - reach
    patch = 200 - frame[top : top + 2 * reach, left : left + 2 * reach].mean(axis=2)
    patch[patch < 12] = 0
    rows, columns = np.mgrid[0 : patch.shape[0], 0 : patch.shape[1]] + 0.5
    return left + (columns * patch).sum() / patch.sum(), top + (rows * patch).sum() / patch.sum()


def side_by_side(workshop, stills: dict[str, Still]) -> dict[str, np.ndarray]:
    """Each picture whole and at rest, as the film shows it by the textbook's formula for its tags: floats, 0..255."""
    shots = [
        Clip(shot=name, part=name, view="whole", move="hold", media=still, duration=3) for name, still in stills.items()
    ]
    (film,) = workshop.films(workshop.production(workshop.timeline(shots, half=0), draft=False))
    shown = {}
    with av.open(str(film)) as container:
        for number, frame in enumerate(container.decode(video=0)):
            told = (frame.colorspace, frame.color_primaries, frame.color_trc, frame.color_range)
            assert [int(one) for one in told] == [1, 1, 1, 1]
            name = list(stills)[number // 3]
            mount = workshop.plains("9:16").mount(stills[name].size)
            rows, columns = slice(mount.y, mount.y + mount.height), slice(mount.x, mount.x + mount.width)
            shown[name] = foreign.rgb_of(frame, 1, full=False)[rows, columns]
    return shown


def test_the_jade_photographs_keep_their_colours(workshop, shared_data):
    """Pixel by pixel over all of them; each by itself too, with the grain of paper and encoder evened out."""
    files = {path.name: path for path in sorted((shared_data / "images").glob("npm_jade*"))}
    assert len(files) == 6
    shown = side_by_side(workshop, {name: take_photo(path, workshop.store).source for name, path in files.items()})
    every = []
    for name, path in files.items():
        stored = workshop.photograph_from(path)  # none of them has a profile
        wanted = cv2.resize(stored, shown[name].shape[1::-1], interpolation=cv2.INTER_AREA)
        every.append(delta_e(shown[name], wanted).ravel())
        even = delta_e(workshop.small(shown[name], 4), workshop.small(wanted, 4))
        assert even.mean() <= 1.0, name
        assert np.percentile(even, 95) <= 3.0, name
        assert np.percentile(every[-1], 95) <= 3.0, name
    assert np.concatenate(every).mean() <= 1.0


def profiled(folder: FilePath) -> dict[str, tuple[FilePath, np.ndarray]]:
    """Flat patches in every colour space that museums hand over, and what they are in sRGB."""
    pixels = foreign.patches(960, 640)
    cmyk = np.dstack([pixels, np.full(pixels.shape[:2], 40, np.uint8)])
    spaces = {
        "adobe.jpg": (foreign.ADOBE, foreign.D65, 563 / 256),
        "p3.png": (foreign.P3, foreign.D65, 2.2),
        "prophoto.tif": (foreign.PROPHOTO, foreign.D50, 1.8),
    }
    made = {name: foreign.expected(pixels, *space) for name, space in spaces.items()}
    for name, space in spaces.items():
        options = {"quality": 100, "subsampling": 0} if name.endswith("jpg") else {}
        Image.fromarray(pixels).save(folder / name, icc_profile=foreign.icc(*space), **options)
    Image.fromarray(pixels[..., 0]).save(folder / "grey.png", icc_profile=foreign.icc(None, foreign.D50, 1.8))
    made["grey.png"] = foreign.srgb_encode(np.repeat(pixels[..., :1] / 255, 3, axis=2) ** 1.8)
    inks = Image.frombytes("CMYK", pixels.shape[1::-1], cmyk.tobytes())
    inks.save(folder / "press.jpg", icc_profile=foreign.press(), quality=100, subsampling=0)
    made["press.jpg"] = foreign.inks(cmyk / 255) * 255
    return {name: (folder / name, wanted) for name, wanted in made.items()}


def test_profiles_are_honoured_up_to_the_film(workshop, tmp_path):
    wanted = profiled(tmp_path)
    stills = {name: take_photo(path, workshop.store).source for name, (path, _) in wanted.items()}
    for name, shown in side_by_side(workshop, stills).items():
        assert shown.shape == (640, 960, 3), name
        inside = np.zeros((160, 160), bool)
        inside[10:-10, 10:-10] = True
        away = delta_e(shown, wanted[name][1])[np.tile(inside, (4, 6))]
        assert away.mean() <= 1.0, name
        assert np.percentile(away, 95) <= 3.0, name


def test_the_focus_is_wholly_in_every_near_frame(workshop):
    rgb = np.full((2400, 1800, 3), 90, np.uint8)
    focus = FocusBox(x=0.3, y=0.35, width=0.3, height=0.25)
    left, top, right, bottom = 540, 840, 1080, 1440
    rgb[top:bottom, left:right] = (230, 40, 40)
    assert fill(workshop.size(1800, 2400), focus, "pull", (SHAPES["9:16"], workshop.safe)) is not None
    clip = Clip(
        shot="a", part="a", view="detail", move="pull", media=workshop.keep_still(rgb), focus=focus, duration=LENGTH
    )
    film = workshop.films(workshop.production(workshop.timeline([clip]), draft=False))[0]
    for frame in workshop.frames(film)[::4]:
        red = np.argwhere((frame[..., 0] > 160) & (frame[..., 1] < 90))
        (first_row, first_column), (last_row, last_column) = red.min(axis=0), red.max(axis=0)
        assert first_row > 0
        assert first_column > 0
        assert last_row < 1919
        assert last_column < 1079
        assert (last_column - first_column) / (last_row - first_row) == pytest.approx(540 / 600, abs=0.01)


def test_a_whole_view_shows_all_four_edges_of_the_picture(workshop):
    rgb = np.full((900, 1200, 3), 90, np.uint8)
    rgb[:30], rgb[-30:], rgb[:, :30], rgb[:, -30:] = (220, 30, 30), (30, 30, 220), (30, 160, 30), (200, 200, 20)
    clip = one_shot(workshop.keep_still(rgb), "whole", "push")
    film = workshop.films(workshop.production(workshop.timeline([clip]), draft=False))[0]
    for number, frame in list(enumerate(workshop.frames(film)))[::4]:
        pose = planned(workshop, clip, rgb).pose(share(number))
        middle_x, middle_y = round(pose.x + 600 * pose.scale), round(pose.y + 450 * pose.scale)
        reach_x, reach_y = round(585 * pose.scale), round(435 * pose.scale)
        assert frame[middle_y - reach_y, middle_x][0] > 180
        assert frame[middle_y + reach_y, middle_x][2] > 180
        assert frame[middle_y, middle_x - reach_x][1] > 130
        assert frame[middle_y, middle_x + reach_x][1] > 160
