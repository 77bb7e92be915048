"""UploadPackage -> a folder: built beside its place, synced, moved in whole."""

import errno
import hashlib
import json
import os
import shutil
import stat
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fanxing import __version__
from fanxing.media.store import Store
from fanxing.model.errors import Fault, RecipeError, ToolError
from fanxing.model.package import UploadPackage
from fanxing.model.reasons import reason
from fanxing.model.timing import rate_text
from fanxing.model.words import say
from fanxing.publish.manifest import MANIFEST, SCHEMA, ListedFile, listed_files, read_manifest
from fanxing.publish.swap import building_place, swap_in, sweep, sync_tree


@dataclass(frozen=True)
class _Guest:
    """Something in an older package that a person made, and where it goes in the new one."""

    source: Path
    target: str
    """Path in the package."""


def write_package(
    package: UploadPackage,
    store: Store,
    place: Path,
    recipe_sha256: str,
    tell: Callable[[str], None] = lambda _: None,
) -> Path:
    """Write the package's folder, whole or not at all; an older package stays until the new one is complete.

    What a person laid into the older package is carried over; a file of ours that a person changed is carried over
    under another name.

    Args:
        package: What to write.
        store: Where its media files lie.
        place: The folder; its parents are made.
        recipe_sha256: Hash of the recipe's bytes.
        tell: Whom to tell of changed files.

    Raises:
        RecipeError: The place is taken by something that is no package.
        ToolError: The disk is full or not writable.
    """
    place = place.resolve()
    guests = _guests(place, package, tell)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        sweep(place)
        building = building_place(place)
        building.mkdir()
        try:
            _fill(building, package, store, guests)
            text = json.dumps(manifest(package, recipe_sha256), ensure_ascii=False, indent=2)
            (building / MANIFEST).write_bytes(f"{text}\n".encode())
            sync_tree(building)
            swap_in(building, place)
        finally:
            shutil.rmtree(building, ignore_errors=True)
    except OSError as error:
        raise _cannot_write(place, reason(error)) from error
    return place


def check_place(place: Path) -> None:
    """Tell before any work that a package cannot be put in its place; one that stands there may be kept as it is.

    Raises:
        ToolError: The folder is locked, or its disk is.
    """
    try:
        if (place / MANIFEST).exists():
            return
        there = next(one for one in (place, *place.resolve().parents) if one.exists())
    except OSError as error:  # it stands behind a locked folder
        raise _cannot_write(place, reason(error)) from error
    if not there.is_dir():
        raise _cannot_write(place, reason(errno.ENOTDIR))
    if not os.access(there, os.W_OK | os.X_OK):
        raise _cannot_write(place, reason(errno.EROFS if _is_locked_disk(there) else errno.EACCES))


def _is_locked_disk(place: Path) -> bool:
    return hasattr(os, "statvfs") and bool(os.statvfs(place).f_flag & os.ST_RDONLY)


def _cannot_write(place: Path, why: str) -> ToolError:
    what = say("无法写入 {place}：{why}", place=place, why=why)
    mend = say("腾出磁盘空间或用 --out 换一个可写的文件夹，再运行一次")
    return ToolError(Fault(rule="disk", what=what, mend=mend))


def manifest(package: UploadPackage, recipe_sha256: str) -> dict[str, Any]:
    """Give what ``package.json`` says."""
    value: dict[str, Any] = {
        "schema": SCHEMA,
        "fanxing": __version__,
        "cut": package.cut,
        "recipe": {"title": package.title, "sha256": recipe_sha256},
        "duration_frames": package.duration_frames,
        "rate": rate_text(package.rate),
        "files": [
            {
                "path": one.path,
                "role": one.role,
                "platform": one.platform,
                "sha256": one.blob.sha256,
                "bytes": one.blob.size,
            }
            for one in package.files
        ],
    }
    rest = package.model_dump(mode="json", include={"platforms", "ai", "credits", "quality", "review", "fallbacks"})
    return value | rest | ({"draft": True} if package.draft else {})


def _guests(place: Path, package: UploadPackage, tell: Callable[[str], None]) -> list[_Guest]:
    """What a person made in an older package; refused where the place is no package's."""
    if not place.exists():
        return []
    if place.is_dir() and not any(place.iterdir()):
        return []
    old = read_manifest(place) if place.is_dir() else None
    if old is None:
        raise _taken(
            say("{place} 已经存在，而且不是成品包", place=place), say("用 --out 换一个文件夹，或把里面的东西移走")
        )
    listed = listed_files(old)
    guests = list(_laid_in(place, listed))
    taken = {one.path for one in package.files} | {MANIFEST}
    for guest in guests:
        if guest.target in taken or _crosses(guest.target, taken):
            what = say("{file} 不是上次成品包里的文件，新的成品包却要用这个名字", file=guest.source)
            raise _taken(what, say("把这个文件改名或移走，再运行一次"))
    taken |= {guest.target for guest in guests}
    fresh = {one.path: one.blob.sha256 for one in package.files}
    for path, sha256 in _changed(place, listed):
        if fresh.get(path) != sha256:
            aside = _aside(path, taken)
            taken.add(aside)
            guests.append(_Guest(place / path, aside))
            tell(say("有人改过 {file}，改过的那份另存为 {aside}", file=place / path, aside=aside))
    return guests


def _taken(what: str, mend: str) -> RecipeError:
    return RecipeError(Fault(rule="out-taken", what=what, mend=mend))


def _laid_in(place: Path, listed: Collection[str]) -> Iterator[_Guest]:
    """Files that no package wrote, and empty folders."""
    for file in sorted(place.rglob("*")):
        name = file.relative_to(place).as_posix()
        mode = file.lstat().st_mode
        if stat.S_ISDIR(mode):
            if not any(file.iterdir()) and not _crosses(name, listed):
                yield _Guest(file, name)
        elif name not in listed and name != MANIFEST:
            if not stat.S_ISREG(mode) and not stat.S_ISLNK(mode):
                raise _taken(say("成品包里的 {file} 不是普通文件", file=file), say("把它移走，再运行一次"))
            yield _Guest(file, name)


def _crosses(name: str, others: Collection[str]) -> bool:
    """Whether a name is a folder of another, or lies inside one that is a file."""
    return any(one.startswith(f"{name}/") or name.startswith(f"{one}/") for one in others)


def _changed(place: Path, listed: dict[str, ListedFile]) -> Iterator[tuple[str, str]]:
    """Files of the older package that are not as it wrote them: path, hash."""
    for path, one in listed.items():
        file = place / path
        if file.resolve().is_relative_to(place) and file.is_file() and not file.is_symlink():
            with file.open("rb") as stream:
                sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
            if sha256 != one.sha256:
                yield path, sha256


def _aside(path: str, taken: Collection[str]) -> str:
    """Another name for a changed file, beside its own: ``credits（改过）.txt``."""
    folder, _, name = path.rpartition("/")
    stem, dot, ending = name.rpartition(".")
    number = 1
    while True:
        mark = say("（改过）") if number == 1 else say("（改过{number}）", number=number)
        made = f"{folder}/" * bool(folder) + (f"{stem}{mark}.{ending}" if dot and stem else f"{name}{mark}")
        if made not in taken:
            return made
        number += 1


def _fill(building: Path, package: UploadPackage, store: Store, guests: list[_Guest]) -> None:
    first: dict[str, Path] = {}
    for one in package.files:
        target = building / one.path
        target.parent.mkdir(parents=True, exist_ok=True)
        twin = first.get(one.blob.sha256)
        if twin is None or not _linked(twin, target):
            store.copy(one.blob, target)
            first[one.blob.sha256] = target
    for guest in guests:
        target = building / guest.target
        target.parent.mkdir(parents=True, exist_ok=True)
        if guest.source.is_dir() and not guest.source.is_symlink():
            target.mkdir(exist_ok=True)
        else:
            shutil.copy2(guest.source, target, follow_symlinks=False)


def _linked(twin: Path, target: Path) -> bool:
    """Link the same film of two platforms; never to the store, where an edit would spoil what is kept."""
    try:
        os.link(twin, target)
    except OSError:
        return False
    return True
