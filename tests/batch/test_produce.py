"""Each recipe is tried: a failure or a crash of one stops no other, and one place decides what stops."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from fanxing.batch.outcome import Done, Outcome
from fanxing.batch.produce import produce
from fanxing.batch.verdict import DOUBT, noted, verdict
from fanxing.batch.work import Work
from fanxing.chain.brief import Options
from fanxing.media.store import DAMAGED
from fanxing.model.document import Blob, Document
from fanxing.model.errors import Fault
from fanxing.model.events import Warned
from fanxing.model.narration import Doubt, Narration
from fanxing.model.quality import QualityReport

RECIPE = """\
title: 灯
museum: {name: 馆}
exhibition: {name: 展}
guide: {name: 人}
objects:
  - {id: a, name: 灯, media: [a.jpg]}
  - {id: b, name: 罐, media: [b.jpg]}
voice: {speaker: silent}
"""


@pytest.fixture
def recipe(tmp_path: Path) -> Callable[..., Path]:
    def write(name: str, more: str = "") -> Path:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(RECIPE + more, "utf-8")
        return file

    return write


@pytest.fixture
def options(tmp_path: Path) -> Options:
    return Options(out=tmp_path / "out", home=tmp_path / "home")


def well(work: Work) -> Done:
    return Done(work.cut, work.place, 1.0)


def run(recipes: list[Path], options: Options, maker: Callable[[Work], Done]) -> tuple[Outcome, ...]:
    return produce(recipes, options, lambda _: None, maker)


def test_a_crash_stops_no_other_recipe_and_no_other_cut(recipe: Callable, options: Options) -> None:
    def crashing(work: Work) -> Done:
        if work.brief.name == "b" and work.cut == "object-a":
            raise ZeroDivisionError("deep inside")
        return well(work)

    recipes = [recipe(f"{name}.yaml", "cuts: [objects]\n") for name in "abc"]
    first, second, third = run(recipes, options, crashing)
    assert (first.exit_code, second.exit_code, third.exit_code) == (0, 1, 0)
    assert [one.cut for one in second.cuts] == ["object-b"]
    (fault,) = second.faults
    assert (fault.rule, fault.level) == ("defect", "fault")
    (kept,) = (options.home / "crashes").iterdir()
    assert str(kept) in fault.mend
    assert "deep inside" in kept.read_text("utf-8")
    assert "Traceback" in kept.read_text("utf-8")


def test_memory_that_runs_out_is_this_machines_fault(recipe: Callable, options: Options) -> None:
    def greedy(work: Work) -> Done:
        raise MemoryError(work.cut)

    (told,) = run([recipe("a.yaml")], options, greedy)
    assert (told.exit_code, told.faults[0].rule) == (4, "memory")


@pytest.mark.parametrize(
    ("one", "other"),
    [("A/r.yaml", "b/R.yaml"), ("a/é.yaml", "b/é.yaml"), ("a/r.yaml", "b/r..yaml"), ("a/r.yaml", "b/r .yaml")],
)
def test_names_that_a_disk_folds_alike_are_refused(recipe: Callable, options: Options, one: str, other: str) -> None:
    first, second = run([recipe(one), recipe(other)], options, well)
    assert (first.exit_code, second.exit_code) == (0, 2)


def test_another_recipe_of_the_same_name_does_not_replace_the_first(recipe: Callable, options: Options) -> None:
    first, second = recipe("a/灯.yaml"), recipe("b/灯.yaml")
    assert run([first], options, well)[0].exit_code == 0
    (refused,) = run([second], options, well)
    assert (refused.exit_code, refused.faults[0].rule, refused.cuts) == (2, "folder-double", ())
    assert "--out" in refused.faults[0].mend
    assert run([second], replace(options, out=options.out / "b"), well)[0].exit_code == 0
    assert run([first], options, well)[0].exit_code == 0
    first.unlink()  # moved: whoever has the name now may have the place
    assert run([second], options, well)[0].exit_code == 0


ADVICE = Fault(rule="hook", what="没有钩子", mend="写一个", level="advice")
FAULT = ADVICE.model_copy(update={"level": "fault"})
QUALITY = Fault(rule="loudness", what="偏轻", level="advice")


@pytest.mark.parametrize(
    ("found", "strict", "code"),
    [
        ((ADVICE,), False, 0),
        ((ADVICE,), True, 2),
        ((FAULT,), False, 2),
        ((QUALITY,), True, 6),
        ((QUALITY, ADVICE), True, 2),
        ((Fault(rule="file-empty", what="空"),), False, 3),
        ((), True, 0),
    ],
)
def test_one_place_decides_what_stops_a_cut(
    recipe: Callable, options: Options, found: tuple[Fault, ...], *, strict: bool, code: int
) -> None:
    def telling(work: Work) -> Done:
        return replace(well(work), advice=found)

    (told,) = run([recipe("a.yaml")], replace(options, strict=strict), telling)
    assert told.exit_code == code
    assert len(told.cuts) == 1  # what was made is told all the same
    assert {fault.level for fault in told.faults} <= ({"fault"} if strict else {"fault", "advice"})


def test_what_the_documents_doubt_is_told_as_advice() -> None:
    narration = Narration(takes=(), doubts=(Doubt(line="a/1", what="a.wav 3–4 秒：请听一下"),), fallbacks=("b",))
    report = QualityReport(passed=True, measured=(), findings=(QUALITY,))
    found = noted((narration, report, narration), "r.yaml")
    assert [one.rule for one in found] == ["fallback", DOUBT, "loudness"]
    assert verdict(found, strict=False) is None
    assert found[1].what == "a.wav 3–4 秒：请听一下"
    assert json.dumps([one.what for one in found])


def test_a_draft_is_not_held_to_the_platforms_rules(recipe: Callable, options: Options, cli: Callable) -> None:
    late = recipe("a.yaml", 'publish: {schedule: "2020-01-01 00:00"}\n')
    assert cli("video", "outline", late).exit_code == 2
    from fanxing.batch.parts import outline  # noqa: PLC0415 - slow to load, and the other tests do not need it

    assert run([late], replace(options, draft=True), outline("md"))[0].exit_code == 0


@pytest.mark.slow
def test_a_storyboard_with_a_fault_is_written_and_refused(tmp_path: Path, tiny_media, recipe: Callable, cli) -> None:
    for name in ("a.jpg", "b.jpg"):
        (tmp_path / name).write_bytes(tiny_media.still(name, width=900, height=1200).read_bytes())
    file = recipe("a.yaml", "checks: {hook: fault}\n")
    ran = cli("video", "storyboard", file, "--json")
    assert (ran.exit_code, ran.json()["ok"]) == (2, False)
    (made,) = ran.json()["recipes"]
    assert (tmp_path / made["cuts"][0]["package"] / "storyboard.html").is_file()
    again = cli("video", "storyboard", recipe("a.yaml"), "--strict", "--json")
    assert again.exit_code == 2
    assert {fault["level"] for fault in again.json()["recipes"][0]["faults"]} == {"fault"}


def test_a_second_run_of_a_stage_writes_nothing_and_says_so(recipe: Callable, cli: Callable, tmp_path: Path) -> None:
    file = recipe("a.yaml")
    for form in ("md", "json", "docx"):
        first = cli("video", "outline", file, "--format", form)
        made = next((tmp_path / "out" / "a" / "parts" / "episode").glob(f"outline.{form}"))
        before = made.stat().st_mtime_ns
        second = cli("video", "outline", file, "--format", form)
        assert made.stat().st_mtime_ns == before, form
        assert "未变" not in first.stdout
        assert "未变" in second.stdout


class Film(Document):
    """A film of the tests."""

    blob: Blob


@pytest.mark.parametrize("harm", [(), ("a",), ("a", "b")])
def test_kept_films_that_are_damaged_are_made_anew_with_a_word(
    recipe: Callable, options: Options, harm: tuple[str, ...]
) -> None:
    told: list[object] = []

    def filming(work: Work) -> Done:
        store = work.job.bench.store
        for name in ("a", "b"):
            film = store.once(Film, "film", name, lambda name=name: Film(blob=store.keep(name.encode(), ".mp4")))
            if name in harm and not told:
                store.path(film.blob).write_bytes(b"?")
        for name in ("a", "b"):
            store.copy(store.once(Film, "film", name, lambda: pytest.fail("kept")).blob, work.parts / name)
        return Done(work.cut, work.parts, 1.0)

    (made,) = produce([recipe("r.yaml")], options, told.append, filming)
    assert made.exit_code == 0
    (place,) = (done.place for done in made.cuts)
    assert place is not None
    assert {file.name: file.read_text() for file in place.iterdir()} == {"a": "a", "b": "b"}
    assert sum("已损坏，已删除，正在重做" in event.what for event in told if isinstance(event, Warned)) == len(harm)


def test_a_film_that_is_damaged_again_at_once_is_the_machines_fault(recipe: Callable, options: Options) -> None:
    def filming(work: Work) -> Done:
        store = work.job.bench.store
        film = store.keep(b"a", ".mp4")
        store.path(film).write_bytes(b"?")
        store.copy(film, work.parts / "a")
        return well(work)

    (made,) = run([recipe("r.yaml")], options, filming)
    assert (made.exit_code, made.faults[0].rule) == (4, DAMAGED)


@pytest.mark.parametrize("again", [False, True])
def test_a_home_that_is_emptied_while_a_film_is_made_is_no_defect(
    recipe: Callable, options: Options, *, again: bool
) -> None:
    """It is made anew; where somebody empties it once more, that is said."""
    told: list[object] = []

    def filming(work: Work) -> Done:
        store = work.job.bench.store
        film = store.path(store.keep(b"a", ".mp4"))
        if again or not told:
            shutil.rmtree(options.home)
        assert film.read_bytes() == b"a"
        return well(work)

    (made,) = produce([recipe("r.yaml")], options, told.append, filming)
    assert sum("被删掉了，正在重做" in event.what for event in told if isinstance(event, Warned)) == 1
    assert made.exit_code == (4 if again else 0)
    assert [one.rule for one in made.faults] == (["home-emptied"] if again else [])


def test_only_the_films_asked_for_are_made(recipe: Callable, options: Options) -> None:
    file = recipe("a.yaml", "cuts: [episode, objects]\n")
    for names, made in ((("b",), ["object-b"]), (("object-a", "episode"), ["episode", "object-a"])):
        (told,) = run([file], replace(options, cuts=names), well)
        assert [one.cut for one in told.cuts] == made
    (told,) = run([file], replace(options, cuts=("a", "灯")), well)
    assert (told.exit_code, told.cuts) == (2, ())
    assert told.faults[0].rule == "cut-unknown"
    assert "episode、object-a、object-b" in told.faults[0].mend
