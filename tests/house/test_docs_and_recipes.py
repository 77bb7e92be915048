"""What is written outside the code agrees with it: generated pages, and the recipes that ship."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RECIPES = sorted(ROOT.glob("recipes/*/recipe.yaml"))


@pytest.mark.slow
def test_the_generated_pages_are_current():
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "make_docs.py"), "--check"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"run `make docs`:\n{done.stdout}{done.stderr}"


def test_the_demo_ships():
    assert ROOT / "recipes" / "demo" / "recipe.yaml" in RECIPES


@pytest.mark.slow
@pytest.mark.parametrize("recipe", RECIPES, ids=lambda path: path.parent.name)
def test_every_recipe_that_ships_is_without_fault(recipe, cli):
    ran = cli("video", "check", recipe, "--json")
    assert ran.exit_code == 0, ran.stderr
    assert ran.json()["ok"] is True
