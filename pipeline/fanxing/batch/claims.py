"""Which recipe a folder under ``--out`` belongs to: another recipe's films are never replaced with no word."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from fanxing.chain.brief import Brief
from fanxing.media.store import write_whole
from fanxing.model.document import fingerprint
from fanxing.model.errors import Fault, Location, RecipeError
from fanxing.model.text import folded
from fanxing.model.words import say


def same_folder(briefs: Mapping[int, Brief]) -> Iterator[tuple[int, RecipeError]]:
    """Recipes of one run that would write into one another's folder: the position of each but the first, and why."""
    groups: dict[str, list[int]] = defaultdict(list)
    for at, brief in briefs.items():
        groups[folded(brief.name)].append(at)
    for group in groups.values():
        for at in group[1:]:
            yield at, _taken(briefs[at], briefs[group[0]].file)


class Claim:
    """Remembers in the home folder whose a folder under ``--out`` is."""

    def __init__(self, brief: Brief, out: Path, home: Path) -> None:
        self._brief = brief
        self._file = home / "places" / f"{fingerprint(str((out / brief.name).resolve()))}.json"

    def check(self) -> None:
        """Refuse the folder of another recipe that is still there.

        Raises:
            RecipeError: It is another's.
        """
        owner = self._owner()
        if owner is not None and owner.is_file() and not self._is_ours(owner):
            raise _taken(self._brief, owner)

    def take(self) -> None:
        """Remember that the folder is this recipe's."""
        owner = self._owner()
        if owner is None or not self._is_ours(owner):
            told = json.dumps({"recipe": str(self._brief.file.resolve())}, ensure_ascii=False)
            write_whole(self._file, told.encode("utf-8", "surrogateescape"))

    def _owner(self) -> Path | None:
        try:
            told = json.loads(self._file.read_bytes().decode("utf-8", "surrogateescape"))
        except (OSError, ValueError):
            return None
        name = told.get("recipe") if isinstance(told, dict) else None
        return Path(name) if isinstance(name, str) and name else None

    def _is_ours(self, owner: Path) -> bool:
        return owner == self._brief.file.resolve()


def _taken(brief: Brief, other: Path) -> RecipeError:
    return RecipeError(
        Fault(
            rule="folder-double",
            what=say("这份配方和 {other} 会写进同一个文件夹 {name}", other=other, name=brief.name),
            where=Location(file=str(brief.file)),
            mend=say("给其中一份配方改名，或用 --out 换一个文件夹"),
        )
    )
