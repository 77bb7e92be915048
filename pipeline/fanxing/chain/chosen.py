"""Remembers which cover a person chose for a cut, so that packages use it."""

from pathlib import Path

from pydantic import ValidationError

from fanxing.media.store import write_whole
from fanxing.model.cover import CoverChoice
from fanxing.model.document import fingerprint


def chosen_cover(home: Path, recipe: Path, cut: str) -> CoverChoice:
    """The choice for a cut; the first where none was made, or what was kept is broken."""
    try:
        return CoverChoice.model_validate_json(_file(home, recipe, cut).read_bytes())
    except (OSError, ValidationError):
        return CoverChoice()


def choose_cover(home: Path, recipe: Path, cut: str, number: int) -> CoverChoice:
    """Keep a choice, from 1 to 3."""
    choice = CoverChoice(number=number)
    write_whole(_file(home, recipe, cut), choice.model_dump_json().encode("utf-8"))
    return choice


def _file(home: Path, recipe: Path, cut: str) -> Path:
    return home / "choices" / f"{fingerprint([str(recipe.resolve()), cut])}.json"
