"""Recipes like one that is given: only its episode, with more or fewer objects, or with one line changed."""

import copy
import shutil
from pathlib import Path
from typing import Any

import yaml
from PIL import Image

FURTHER = ("，请慢慢看。", "，再看一遍。")
"""What a line's last mark is changed for: the line before the edit and the line after are as long."""


def rewritten(recipe: Path, folder: Path, objects: int | None = None) -> Path:
    """Write a recipe that makes the episode alone, of so many objects; those there are, over and over.

    Args:
        recipe: Folder of the recipe that is given.
        folder: Folder of the new one; the media are copied into it, for a recipe may not look outside its folder.
        objects: How many; all of them where it is left out. Those over again show pictures a little otherwise cut, so
            that nothing made for the first serves for them.
    """
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(recipe, folder)
    told: dict[str, Any] = yaml.safe_load((recipe / "recipe.yaml").read_text("utf-8"))
    there = told["objects"]
    # Copied deep, for YAML would write what stands twice as an alias, which recipes may not have.
    wanted = [copy.deepcopy(there[at % len(there)]) | {"id": f"piece-{at}"} for at in range(objects or len(there))]
    for at, one in enumerate(wanted):
        for media in one.get("media", ()):
            media["file"] = recut(folder / media["file"], at // len(there)).name
    told |= {"cuts": ["episode"], "objects": wanted}
    write(folder, told)
    return folder


def recut(picture: Path, times: int) -> Path:
    """Write a picture that lacks one row and column for each time it was shown before; clips stay as they are."""
    if not times or picture.suffix.lower() not in {".jpg", ".jpeg", ".png"}:
        return picture
    file = picture.with_name(f"{picture.stem}-{times}{picture.suffix}")
    with Image.open(picture) as whole:
        whole.crop((0, 0, whole.width - times, whole.height - times)).save(file, quality=95)
    return file


def write(folder: Path, told: dict[str, Any]) -> None:
    """Put a recipe in its folder."""
    file = folder / "recipe.yaml"
    file.unlink(missing_ok=True)
    file.write_text(yaml.safe_dump(told, allow_unicode=True, sort_keys=False), "utf-8")


def with_last_line(folder: Path, which: int) -> None:
    """End what is said of the last object with one of two lines of the same length."""
    told = yaml.safe_load((folder / "recipe.yaml").read_text("utf-8"))
    said = told["objects"][-1]["say"].rstrip("\n").rstrip("。")
    for further in FURTHER:
        said = said.removesuffix(further.rstrip("。"))
    told["objects"][-1]["say"] = said + FURTHER[which]
    write(folder, told)
