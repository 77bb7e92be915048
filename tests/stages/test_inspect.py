"""The stage that judges: films and covers of our own, measured, held against what they were meant to be."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from filmmaking import SAFE, SIZE, Cut, Studio, studio, subtitles, timeline, write
from handmade import still
from PIL import Image

from fanxing.media.aigc import write_aigc
from fanxing.media.bench import Bench
from fanxing.media.profiles import load_profile
from fanxing.model.cover import Cover, Covers
from fanxing.model.film import Film, Films
from fanxing.model.footage import Footage
from fanxing.model.geometry import Size
from fanxing.model.quality import QualityReport
from fanxing.model.recipe import Look
from fanxing.model.soundtrack import Soundtrack
from fanxing.model.story import Delivery, Rules, Wants
from fanxing.model.storyboard import Shot, Storyboard
from fanxing.stages.inspect import inspect

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Studio:
    return studio(tmp_path_factory.mktemp("studio"))


def cover(bench: Bench, tmp_path: Path, *, blank: bool = False, labelled: str = "") -> Cover:
    picture = tmp_path / "cover.jpg"
    noise = np.random.default_rng(0).integers(0, 255, (40, 30, 3), dtype=np.uint8)
    Image.fromarray(noise * (not blank)).resize((300, 400)).save(picture)
    if labelled:
        write_aigc(picture, tmp_path / "labelled.jpg", labelled)
        picture = tmp_path / "labelled.jpg"
    return Cover(
        ratio="3:4", size=Size(width=300, height=400), picture=bench.store.keep(picture), item="object/a/media/0"
    )


def inspected(bench: Bench, made: Studio, tmp_path: Path, cut: Cut, **more: Any) -> QualityReport:
    film = write(cut, tmp_path / "film.mp4")
    item = still("object/a/media/0", made_by=more.get("made_by")).model_copy(update=more.get("item", {}))
    shot = Shot(uid="a", part="object/a", part_kind="object", view="whole", move="push", item=item, seconds=5)
    mixed = made.mixed.read_bytes()
    return inspect.function(
        Films(films=(Film(shape="9:16", size=SIZE, video=bench.store.keep(film), frames=150, spans=3),)),
        Covers(covers=(more.get("cover") or cover(bench, tmp_path),)),
        more.get("subtitles", subtitles()),
        timeline(),
        Soundtrack(
            sound=bench.store.keep(mixed, ".wav"),
            aac=bench.store.keep(b"a", ".m4a"),
            samples=1,
            loudness_lufs=-15.0,
            true_peak_dbtp=-3.0,
        ),
        Storyboard(cut="episode", title="册页", shots=(shot,)),
        Footage(items=(item,)),
        Wants(platforms=(load_profile("channels"),)),
        Delivery(shapes=("9:16",), safe={"9:16": SAFE}),
        Look(),
        Rules(checks=more.get("checks", {})),
        bench=bench,
    )


def rules(report: QualityReport) -> list[tuple[str, str]]:
    return [(one.rule, one.level) for one in report.findings]


def test_a_good_film_passes_and_its_figures_are_told(bench: Bench, made: Studio, tmp_path: Path):
    report = inspected(bench, made, tmp_path, Cut(list(made.frames), made.sound))
    assert (report.passed, report.findings) == (True, ())
    assert report.loudness_lufs == pytest.approx(-15, abs=1)
    film = report.measured[0]
    assert (film.name, film.facts["template"], len(film.thumbnails)) == ("9:16 成片", "ink", 8)
    assert [one["seen"] for one in film.facts["label"]] == [True] * 5
    assert film.facts["cues"][0]["seen"]
    assert film.facts["sound_offset_s"] == 0.0


def test_a_spoilt_film_does_not_pass_unless_the_recipe_says_so(bench: Bench, made: Studio, tmp_path: Path):
    cut = Cut(list(made.frames), np.concatenate([made.sound[:9600] * 0, made.sound[:-9600]]))
    assert rules(inspected(bench, made, tmp_path, cut)) == [("av-offset", "fault")]
    assert inspected(bench, made, tmp_path, cut, checks={"av-offset": "advice"}).passed
    assert inspected(bench, made, tmp_path, cut, checks={"av-offset": "off"}).findings == ()


COVERS = {
    "blank": ({"blank": True}, {}, [("cover-blank", "fault")]),
    "labelled without cause": ({"labelled": '{"Label":"1"}'}, {}, [("cover-ai-metadata", "fault")]),
    "an AI picture without its label": ({}, {"made_by": "ai"}, [("cover-ai-metadata", "fault")]),
    "an AI picture with its label": ({"labelled": '{"Label":"1"}'}, {"made_by": "ai"}, []),
}


@pytest.mark.parametrize("case", COVERS.values(), ids=COVERS)
def test_covers_are_judged(bench: Bench, made: Studio, tmp_path: Path, case: Any):
    how, more, found = case
    cut = Cut(list(made.frames), made.sound)
    report = inspected(bench, made, tmp_path, cut, cover=cover(bench, tmp_path, **how), **more)
    assert rules(report) == found


def test_a_picture_that_may_not_be_moved_stops_the_film(bench: Bench, made: Studio, tmp_path: Path):
    report = inspected(bench, made, tmp_path, Cut(list(made.frames), made.sound), item={"licence": "CC-BY-ND-4.0"})
    assert rules(report) == [("licence-nd", "fault")]


def test_a_character_without_a_glyph_and_a_cue_that_is_not_there_are_named(bench: Bench, made: Studio, tmp_path: Path):
    cut = replace(Cut(list(made.frames), made.sound), frames=[*made.frames[:20], *made.bare[20:]])
    text = subtitles((20, 80))
    report = inspected(bench, made, tmp_path, cut, subtitles=text)
    assert ("subtitle-unseen", "fault") in rules(report)
    strange = text.model_copy(
        update={
            "cues": (text.cues[0].model_copy(update={"span": subtitles((20, 30)).cues[0].span, "text": "\U000f0000"}),)
        }
    )
    report = inspected(bench, made, tmp_path, Cut(list(made.frames), made.sound), subtitles=strange)
    assert ("glyph-missing", "fault") in rules(report)
