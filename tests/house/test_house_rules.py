"""The rules that a machine can keep: sizes, floors, words and paths that do not belong in the repository."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MOST_LINES = 400
"""The bound of a module; the aim is 300."""
MOST_BYTES = 3_000_000
"""The bound of a file in the repository: a clone stays quick."""
UNFINISHED = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "X" + "XX", "NotImplemented" + "Error")) + r")\b")
ONE_MACHINE = re.compile(r"(?<![\w.])/(work|farm|root|tmp/v)/")
"""A path that only one machine has."""
FORBIDDEN_NAMES = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "base",
    "manager",
    "handler",
    "processor",
}


def _files() -> list[Path]:
    """Give every file that is or would be in the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout: an unpacked source archive has no list of files")
    names = listed.stdout.decode("utf-8").split("\0")
    return [path for name in names if name and (path := ROOT / name).is_file()]


def _texts() -> list[tuple[Path, str]]:
    """Give every file of the repository that is UTF-8 text, with its text."""
    texts = []
    for path in _files():
        if path.stat().st_size < MOST_BYTES:
            data = path.read_bytes()
            if b"\0" not in data:
                texts.append((path.relative_to(ROOT), data.decode("utf-8", "replace")))
    return texts


def _rooms() -> set[str]:
    """Give the names of the floors and rooms that the import contract lists."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    floors = next(c for c in settings["tool"]["importlinter"]["contracts"] if c["type"] == "layers")
    return set(re.findall(r"\w+", " ".join(floors["layers"])))


def test_every_module_is_within_its_bound():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in [*ROOT.glob("pipeline/**/*.py"), *ROOT.glob("tools/*.py")]
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }
    assert long == {}, "a file has one purpose: split it"


def test_no_file_is_heavy():
    heavy = {str(path.relative_to(ROOT)): size for path in _files() if (size := path.stat().st_size) > MOST_BYTES}
    assert heavy == {}


def test_every_folder_has_a_floor():
    folders = {path.parent.name for path in ROOT.glob("pipeline/fanxing/*/*.py")}
    assert folders <= _rooms(), "a new folder is given a floor in pyproject.toml, or is not made"


def test_only_the_front_door_stands_outside_the_floors():
    assert {path.name for path in ROOT.glob("pipeline/fanxing/*.py")} == {"__init__.py", "__main__.py"}


def test_modules_are_nouns_of_the_field():
    names = {path.stem for path in ROOT.glob("pipeline/fanxing/**/*.py")}
    names |= {path.parent.name for path in ROOT.glob("pipeline/fanxing/**/*.py")}
    assert names & FORBIDDEN_NAMES == set()


def test_nothing_is_left_unfinished():
    places = [
        f"{path}:{number}: {line.strip()}"
        for path, text in _texts()
        if path.suffix == ".py"
        for number, line in enumerate(text.splitlines(), 1)
        if UNFINISHED.search(line)
    ]
    assert places == []


def test_no_path_of_one_machine_is_in_the_repository():
    places = [
        f"{path}:{number}: {line.strip()[:120]}"
        for path, text in _texts()
        for number, line in enumerate(text.splitlines(), 1)
        if ONE_MACHINE.search(line)
    ]
    assert places == []


def test_the_package_is_marked_as_typed():
    assert (ROOT / "pipeline" / "fanxing" / "py.typed").is_file()
