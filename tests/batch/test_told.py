"""Advice is told when it is new, and counted afterwards."""

from pathlib import Path

import pytest

from fanxing.batch.outcome import Outcome
from fanxing.batch.told import told_before
from fanxing.model.errors import Fault, Location


def advice(what: str, line: int = 1) -> Fault:
    return Fault(rule="pace", what=what, where=Location(file="r.yaml", line=line, key="hook"), level="advice")


@pytest.fixture
def tell(tmp_path: Path):
    (tmp_path / "home").mkdir()

    def tell(*found: Fault, teller: str = "render", code: int = 0, recipe: str = "r.yaml") -> list[str]:
        outcome = Outcome(tmp_path / recipe, faults=found, exit_code=code)
        return [fault.what for _, fault in told_before((outcome,), tmp_path / "home", teller)]

    return tell


def test_what_was_told_is_known_wherever_its_line_has_gone(tell):
    assert tell(advice("甲"), advice("乙")) == []
    assert sorted(tell(advice("甲", line=9), advice("乙"), advice("丙"))) == ["乙", "甲"]
    assert sorted(tell(advice("丙"))) == ["丙"]


def test_what_was_mended_and_comes_back_is_new(tell):
    tell(advice("甲"))
    tell()
    assert tell(advice("甲")) == []


def test_what_another_command_told_is_known_and_not_forgotten_by_it(tell):
    tell(advice("甲"), advice("乙"))
    assert tell(advice("甲"), teller="outline") == ["甲"]
    assert sorted(tell(advice("甲"), advice("乙"))) == ["乙", "甲"]


def test_a_run_that_came_to_nothing_forgets_nothing(tell):
    tell(advice("甲"))
    tell(Fault(rule="yaml", what="坏"), code=2)
    assert tell(advice("甲")) == ["甲"]


def test_recipes_are_told_apart_and_a_fault_is_never_known(tell):
    tell(advice("甲"))
    assert tell(advice("甲"), recipe="s.yaml") == []
    fault = advice("甲").model_copy(update={"level": "fault"})
    assert tell(fault) == []


def test_of_two_recipes_with_the_same_advice_one_is_new(tmp_path: Path):
    (tmp_path / "home").mkdir()
    same = Fault(rule="pace", what="甲", level="advice")
    old, new = (Outcome(tmp_path / name, faults=(same,)) for name in ("a.yaml", "b.yaml"))
    told_before((old,), tmp_path / "home", "render")
    assert told_before((old, new), tmp_path / "home", "render") == {(old.recipe, same)}


def test_who_only_looks_leaves_no_home_behind(tmp_path: Path):
    outcome = Outcome(tmp_path / "r.yaml", faults=(advice("甲"),))
    assert told_before((outcome,), tmp_path / "home", "check") == frozenset()
    assert not (tmp_path / "home").exists()


def test_a_folder_is_its_recipe(tell, tmp_path: Path):
    (tmp_path / "灯").mkdir()
    tell(advice("甲"), recipe="灯")
    assert tell(advice("甲"), recipe="灯/recipe.yaml") == ["甲"]


@pytest.mark.parametrize("kept", [b"", b"[]", b'{"render": 3}', b"\xff"])
def test_a_broken_note_is_no_note(tell, tmp_path: Path, kept: bytes):
    tell(advice("甲"))
    (file,) = (tmp_path / "home" / "told").iterdir()
    file.write_bytes(kept)
    assert tell(advice("甲")) == []
    assert tell(advice("甲")) == ["甲"]
