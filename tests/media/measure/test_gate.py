"""Forty-five ways to spoil a film, each caught by its right name; the clean film has no finding."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from filmmaking import AIGC, FRAMES, LABEL, SIZE, Cut, Studio, blob, pictures, studio, subtitles, timeline, write

from fanxing.checks.captions import caption_findings, glyph_findings
from fanxing.checks.expected import FOREIGN, Expected, expected_of
from fanxing.checks.film.picture import repeated
from fanxing.checks.quality import film_findings
from fanxing.checks.quality_rules import QUALITY
from fanxing.checks.rules import Judge
from fanxing.media.bench import Bench
from fanxing.media.layer import Layer
from fanxing.media.look.fonts import missing
from fanxing.media.measure.film import measure_film
from fanxing.media.measure.likeness import Planned, cells_of, from_rgb
from fanxing.media.measure.ours import Drawn, measure_ours
from fanxing.media.render.designs import Designer
from fanxing.media.store import Store
from fanxing.model.errors import Fault
from fanxing.model.footage import Moving
from fanxing.model.graphics import AiLabel
from fanxing.model.timeline import Timeline

pytestmark = pytest.mark.slow

JUDGE = Judge(QUALITY, {})
PLAN = timeline()


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Studio:
    return studio(tmp_path_factory.mktemp("studio"))


def clean(made: Studio) -> Cut:
    return Cut(frames=list(made.frames), sound=made.sound.copy())


@dataclass(frozen=True)
class Spoilt:
    """One way to spoil a film."""

    how: Callable[[Cut, Studio], Cut]
    """Changes the cut before it is written."""
    rules: frozenset[str]
    """Every finding, by name; the first is its right name."""
    after: Callable[[bytes], bytes] = bytes
    """Changes the written file."""
    plan: Timeline = PLAN
    """What it was meant to be."""
    most_kbps: int = 10_000
    """What its platform takes."""


def spoilt(how: Callable[[Cut, Studio], Cut], *rules: str, **more: Any) -> Spoilt:
    return Spoilt(how, frozenset(rules), **more)


def sound(change: Callable[[np.ndarray], np.ndarray]) -> Callable[[Cut, Studio], Cut]:
    return lambda cut, made: replace(cut, sound=change(made.sound.copy()).astype(np.float32))


def seen(change: Callable[[list[np.ndarray], Studio], list[np.ndarray]]) -> Callable[[Cut, Studio], Cut]:
    return lambda cut, made: replace(cut, frames=change(list(cut.frames), made))


def with_(**changes: Any) -> Callable[[Cut, Studio], Cut]:
    return lambda cut, _: replace(cut, **changes)


def hole(heard: np.ndarray) -> np.ndarray:
    heard[60_000:190_000] = 0
    return heard


def spike(heard: np.ndarray) -> np.ndarray:
    heard[24_000:24_480] = 0.96 * np.sin(np.arange(480) / 7)[:, None]
    return heard


def part(frames: list[np.ndarray], first: int, others: Sequence[np.ndarray]) -> list[np.ndarray]:
    return [*frames[:first], *others, *frames[first + len(others) :]]


def black(count: int) -> list[np.ndarray]:
    return [np.zeros((SIZE.height, SIZE.width, 3), np.uint8)] * count


def noise() -> np.ndarray:
    return np.random.default_rng(3).integers(0, 255, (SIZE.height, SIZE.width, 3), dtype=np.uint8)


def stutter(frames: list[np.ndarray]) -> list[np.ndarray]:
    fast = [
        cv2.warpAffine(frames[100], np.float32([[1, 0, -3 * n], [0, 1, 0]]), (270, 480), borderMode=2)
        for n in range(50)
    ]
    for at in range(4, 50, 5):
        fast[at] = fast[at - 1]
    return part(frames, 100, fast)


def rotten(content: bytes) -> bytes:
    """Overwrite some of the film's own bytes, behind the index."""
    start = content.index(b"mdat") + (len(content) - content.index(b"mdat")) // 2
    return content[:start] + b"\x55" * 4000 + content[start + 4000 :]


SPOILT = {
    "no word is heard": spoilt(sound(lambda heard: heard * 0), "silent"),
    "overdriven": spoilt(sound(lambda heard: np.clip(heard * 12, -1, 1)), "clipping", "loudness", "true-peak"),
    "too soft": spoilt(sound(lambda heard: heard * 0.6), "loudness"),
    "too loud": spoilt(sound(lambda heard: np.tanh(heard * 2) * 0.75), "loudness"),
    "one click at full scale": spoilt(sound(spike), "true-peak"),
    "the voice fails for three seconds": spoilt(sound(hole), "silence"),
    "a black second": spoilt(seen(lambda frames, _: part(frames, 100, black(30))), "black"),
    "frozen for two seconds": spoilt(seen(lambda frames, _: part(frames, 90, [frames[90]] * 60)), "frozen"),
    "the matrix of standard definition": spoilt(with_(tags=(6, 6, 6, 1)), "colour-tags"),
    "no colour tags": spoilt(with_(tags=(2, 2, 2, 0)), "colour-tags"),
    "full range": spoilt(with_(tags=(1, 1, 1, 2)), "colour-tags"),
    "no label": spoilt(seen(lambda frames, made: part(frames, 0, made.bare[:20])), "ai-label-missing"),
    "the label for a second only": spoilt(
        seen(lambda frames, made: [*frames[:20], *made.bare[20:]]),
        "ai-label-missing",
        "subtitle-unseen",
    ),
    "the first frame late": spoilt(with_(shift=lambda at: at + 300), "first-frame-late"),
    "a white first frame": spoilt(
        seen(lambda frames, _: part(frames, 0, [np.full_like(frames[0], 255)])), "first-frame-blank", "ai-label-missing"
    ),
    "the sound late by 200 ms": spoilt(
        sound(lambda heard: np.concatenate([heard[:9600] * 0, heard[:-9600]])), "av-offset"
    ),
    "the sound track late by 200 ms": spoilt(with_(sound_start=9600), "av-offset"),
    "cut short": spoilt(with_(), "file-cut-short", after=lambda content: content[: len(content) * 2 // 3]),
    "bytes rotted in the middle": spoilt(with_(), "decode-errors", after=rotten),
    "the index behind": spoilt(with_(movflags="use_metadata_tags"), "faststart"),
    "the sound ends early": spoilt(sound(lambda heard: heard[:-24_000]), "av-length"),
    "no sound track": spoilt(with_(sound=None), "no-sound-track"),
    "uneven rate": spoilt(with_(shift=lambda at: at + (40 if at % 700 == 0 and at else 0)), "frame-rate"),
    "another rate": spoilt(with_(rate=Fraction(25)), "frame-rate", "av-length"),
    "another size": spoilt(
        seen(lambda frames, _: [cv2.resize(one, (288, 512)) for one in frames]),
        "picture-size",
    ),
    "another codec": spoilt(with_(codec="mpeg4", options={"b": "2M"}), "video-codec"),
    "a lower profile": spoilt(with_(options={"preset": "veryfast", "crf": "18", "profile": "main"}), "video-codec"),
    "ten bits": spoilt(
        with_(pix_fmt="yuv420p10le", options={"preset": "veryfast", "crf": "18"}), "pixel-format", "video-codec"
    ),
    "wide pixels": spoilt(with_(aspect=Fraction(4, 3)), "pixel-aspect"),
    "mono at 44.1 kHz": spoilt(with_(sound_rate=44_100, layout="mono"), "sound-format"),
    "a stutter": spoilt(seen(lambda frames, _: stutter(frames)), "repeated"),
    "a flash": spoilt(seen(lambda frames, _: part(frames, 120, [np.full_like(frames[0], 250)])), "flash"),
    "the metadata lost": spoilt(with_(aigc=None), "ai-metadata-missing"),
    "metadata without cause": spoilt(
        seen(lambda frames, made: list(made.bare[:20]) + frames[20:80] + list(made.bare[80:])),
        "ai-metadata-unwanted",
        plan=timeline(label="", aigc=""),
    ),
    "BT.601 under tags of BT.709": spoilt(with_(matrix="itu601"), "colour-matrix"),
    "full range under tags of limited": spoilt(with_(range="JPEG"), "colour-range"),
    "another picture in the middle": spoilt(
        seen(lambda frames, _: part(frames, 118, [np.ascontiguousarray(one[::-1, :, ::-1]) for one in frames[118:]])),
        "picture-differs",
    ),
    "a frame of garbage": spoilt(seen(lambda frames, _: part(frames, 135, [noise()])), "picture-differs"),
    "the colours of red and blue changed": spoilt(
        seen(lambda frames, _: [np.ascontiguousarray(one[..., ::-1]) for one in frames]), "picture-differs"
    ),
    "frames missing at the end": spoilt(
        lambda cut, made: replace(cut, frames=cut.frames[:-6], sound=made.sound[: -6 * 1600]), "film-length"
    ),
    "the subtitle not there": spoilt(
        seen(lambda frames, made: [*frames[:40], *made.bare[40:60], *frames[60:]]),
        "subtitle-unseen",
        "ai-label-missing",
    ),
    "key frames eleven seconds apart": spoilt(
        lambda cut, made: replace(cut, frames=cut.frames * 3, sound=np.tile(made.sound, (3, 1)), keyint=1000),
        "key-frames",
        "film-length",
    ),
    "more bits than the platform takes": spoilt(with_(), "bit-rate", most_kbps=200),
}


def meant(made: Studio) -> tuple[Planned, ...]:
    """Two frames as the picture alone would show them."""
    cells = {at: cells_of(made.bare[at]) for at in (60, 135)}
    return tuple(from_rgb(at, "a", rgb, np.ones(rgb.shape[:2], np.bool_)) for at, rgb in cells.items())


@pytest.fixture(scope="session", autouse=True)
def at(made: Studio, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Where figures are kept; the clean film's are there already, and no spoilt film may be taken for it."""
    place = tmp_path_factory.mktemp("gate")
    bench = Bench(store=Store(place / "home"), jobs=2)
    measure_ours(write(clean(made), place / "clean.mp4"), Drawn(made.design, PLAN, subtitles().cues), None, bench)
    return bench


def judged(path: Path, made: Studio, at: Bench, plan: Timeline, most_kbps: int = 10_000) -> tuple[Fault, ...]:
    drawn = Drawn(made.design, plan, subtitles().cues, meant(made))
    figures = measure_ours(path, drawn, made.mixed)
    assert measure_ours(path, drawn, made.mixed, at).facts == figures.facts
    expected = expected_of(plan, SIZE, sounds=True, max_kbps=most_kbps)
    return film_findings(figures.facts, expected, JUDGE, "成片")


def test_the_clean_film_has_no_finding(made: Studio, at: Bench, tmp_path: Path):
    assert judged(write(clean(made), tmp_path / "clean.mp4"), made, at, PLAN) == ()


@pytest.mark.parametrize("case", SPOILT.values(), ids=SPOILT)
def test_a_spoilt_film_is_caught_by_its_right_name(made: Studio, at: Bench, tmp_path: Path, case: Spoilt):
    path = write(case.how(clean(made), made), tmp_path / "spoilt.mp4")
    path.write_bytes(case.after(path.read_bytes()))
    found = judged(path, made, at, case.plan, case.most_kbps)
    assert {one.rule for one in found} == case.rules
    assert all(one.mend and one.what and str(one.where).startswith("成片") for one in found)


STEADY = {"preset": "veryfast", "crf": "18", "profile": "high", "bf": "0"}
"""Without frames between frames: at so small a size those make sharp type shimmer by more than a slow push moves."""


def of_a_stranger(path: Path) -> list[tuple[str, str]]:
    return [(one.rule, one.level) for one in film_findings(measure_film(path).facts, FOREIGN, JUDGE, "片子")]


def test_a_strangers_film_is_not_asked_for_a_label_and_its_size_is_advice(made: Studio, tmp_path: Path):
    path = write(replace(clean(made), aigc=None, rate=Fraction(25), frames=made.frames[:125]), tmp_path / "theirs.mp4")
    assert of_a_stranger(path) == [("picture-size", "advice"), ("frame-rate", "advice")]


def test_a_strangers_frozen_and_silent_film_is_refused(made: Studio, tmp_path: Path):
    cut = replace(clean(made), frames=[made.frames[0]] * 150, sound=made.sound * 0, options=STEADY)
    faults = [rule for rule, level in of_a_stranger(write(cut, tmp_path / "theirs.mp4")) if level == "fault"]
    assert faults == ["silent", "frozen"]


def test_what_the_footage_itself_does_is_advice(made: Studio, at: Bench, tmp_path: Path):
    own = Moving(picture=blob(".mp4"), size=SIZE, frames=FRAMES, dark=((100, 130),), frozen=((100, 130), (40, 95)))
    shot = PLAN.clips[0][1].model_copy(update={"media": own})
    plan = PLAN.model_copy(update={"picture": (shot,)})
    frames = part(part(list(made.frames), 100, black(30)), 40, [made.frames[40]] * 55)
    cut = replace(clean(made), frames=frames, options=STEADY)
    found = judged(write(cut, tmp_path / "film.mp4"), made, at, plan)
    assert {(one.rule, one.level) for one in found} == {("black", "advice"), ("frozen", "advice")}


def test_the_even_beat_of_footage_of_25_frames_a_second_is_no_finding():
    own = Moving(picture=blob(".mp4"), size=SIZE, frames=FRAMES)
    plan = PLAN.model_copy(update={"picture": (PLAN.clips[0][1].model_copy(update={"media": own}),)})
    expected = expected_of(plan, SIZE, sounds=True, max_kbps=None)

    def levels(at: list[int], meant: Expected) -> list[str]:
        return [one.level for one in repeated({"repeated": at, "rate": "30/1"}, meant, JUDGE)]

    assert levels([*range(5, 50, 6)], expected) == []
    assert levels([5, 7, 19, 23, 40], expected) == ["advice"]
    assert levels([*range(5, 50, 6)], expected_of(PLAN, SIZE, sounds=True, max_kbps=None)) == ["fault"]


def test_a_declared_hold_may_rest(made: Studio, at: Bench, tmp_path: Path):
    frames = [*made.frames[:90], *[made.frames[90]] * 60]
    path = write(replace(clean(made), frames=frames), tmp_path / "film.mp4")
    assert judged(path, made, at, timeline(move="hold")) == ()
    assert [one.rule for one in judged(path, made, at, PLAN)] == ["frozen"]


def test_nothing_is_asked_of_sound_where_nothing_is_meant_to_sound(made: Studio, tmp_path: Path):
    path = write(replace(clean(made), sound=made.sound * 0), tmp_path / "film.mp4")
    drawn = Drawn(made.design, PLAN, subtitles().cues)
    expected = expected_of(PLAN, SIZE, sounds=False, max_kbps=None)
    assert film_findings(measure_ours(path, drawn, None).facts, expected, JUDGE, "成片") == ()


def test_a_recipe_turns_rules_off_up_and_to_other_figures(made: Studio, tmp_path: Path):
    path = write(replace(clean(made), sound=made.sound * 0.6), tmp_path / "film.mp4")
    facts = measure_film(path).facts
    plan = expected_of(timeline(label="", aigc=AIGC), SIZE, sounds=True, max_kbps=None)
    for setting, levels in (("off", []), ("advice", ["advice"]), ("fault", ["fault"]), (6.0, [])):
        found = film_findings(facts, plan, Judge(QUALITY, {"loudness": setting}), "成片")
        assert [one.level for one in found] == levels


def test_a_label_that_is_too_small_is_named(made: Studio, tmp_path: Path):
    drawn = Drawn(SmallPrint(made.design), PLAN, ())
    small = pictures(drawn.design.graphic(AiLabel(text=LABEL)), ())
    path = write(replace(clean(made), frames=small), tmp_path / "film.mp4")
    facts = measure_ours(path, drawn, made.mixed).facts
    found = film_findings(facts, expected_of(PLAN, SIZE, sounds=True, max_kbps=None), JUDGE, "成片")
    assert [one.rule for one in found] == ["ai-label-small"]


class SmallPrint:
    """A designer who breaks the law: the label at four fifths of its size."""

    def __init__(self, design: Designer) -> None:
        self._design = design
        self.canvas, self.version = design.canvas, "small"
        self.plate, self.mount, self.cue = design.plate, design.mount, design.cue

    def graphic(self, graphic: Any) -> tuple[Layer, ...]:
        return tuple(
            replace(one, rgba=cv2.resize(one.rgba, None, fx=0.8, fy=0.8, interpolation=cv2.INTER_AREA))
            for one in self._design.graphic(graphic)
        )


CAPTIONS = {
    "in order": (((5, 40), (40, 90)), {}, []),
    "over one another": (((5, 60), (40, 90)), {}, ["subtitle-overlap"]),
    "backwards": (((60, 90), (5, 40)), {}, ["subtitle-overlap"]),
    "beyond the end": (((60, 160),), {}, ["subtitle-outside"]),
    "a moment only": (((10, 20),), {}, ["subtitle-short", "subtitle-fast"]),
    "too much to read": (((10, 60),), {"text": "一棵老松虬枝盘曲几乎占满了整个画面树下坐着"}, ["subtitle-fast"]),
}


@pytest.mark.parametrize(("spans", "more", "rules"), CAPTIONS.values(), ids=CAPTIONS)
def test_cues_are_judged(spans: Any, more: Any, rules: list[str]):
    assert [one.rule for one in caption_findings(subtitles(*spans, **more), PLAN, JUDGE)] == rules


def test_a_spoken_line_without_a_cue_is_named():
    found = list(caption_findings(subtitles().model_copy(update={"cues": ()}), PLAN, JUDGE))
    assert [(one.rule, "object/01/1" in one.what) for one in found] == [("subtitle-coverage", True)]


def test_a_character_without_a_glyph_is_named():
    text = "这一件󰀀器"
    found = list(glyph_findings({text: missing(text)}, JUDGE))
    assert [one.rule for one in found] == ["glyph-missing"]
