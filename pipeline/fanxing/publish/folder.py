"""UploadPackage -> a folder: built beside its place, synced, moved in whole."""

import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import Any

from fanxing import __version__
from fanxing.media.store import Store
from fanxing.model.errors import Fault, RecipeError, ToolError
from fanxing.model.package import PackedFile, UploadPackage
from fanxing.model.timing import rate_text
from fanxing.model.words import say
from fanxing.publish.swap import building_place, swap_in, sweep, sync_tree

SCHEMA = "fanxing.package/1"
"""Kind and version of the manifest."""

MANIFEST = "package.json"
"""Written last: a folder without it is no package."""


def write_package(package: UploadPackage, store: Store, place: Path, recipe_sha256: str) -> Path:
    """Write the package's folder, whole or not at all; an older package stays until the new one is complete.

    Files that a person laid into the older package are carried over.

    Args:
        package: What to write.
        store: Where its media files lie.
        place: The folder; its parents are made.
        recipe_sha256: Hash of the recipe's bytes.

    Raises:
        RecipeError: The place is taken by something that is no package.
        ToolError: The disk is full or not writable.
    """
    place = place.resolve()
    guests = _guests(place, package)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        sweep(place)
        building = building_place(place)
        building.mkdir()
        try:
            _fill(building, package, store, guests, place)
            text = json.dumps(manifest(package, recipe_sha256), ensure_ascii=False, indent=2)
            (building / MANIFEST).write_bytes(f"{text}\n".encode())
            sync_tree(building)
            swap_in(building, place)
        finally:
            shutil.rmtree(building, ignore_errors=True)
    except OSError as error:
        raise ToolError(
            Fault(
                rule="disk",
                what=say("无法写入 {place}：{why}", place=place, why=error.strerror or error),
                mend=say("腾出磁盘空间或用 --out 换一个可写的文件夹，再运行一次"),
            )
        ) from error
    return place


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


def read_manifest(place: Path) -> dict[str, Any] | None:
    """Read the manifest of a package's folder (or the file itself); None where there is none."""
    file = place / MANIFEST if place.is_dir() else place
    try:
        value = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return value if isinstance(value, dict) and value.get("schema") == SCHEMA else None


def _guests(place: Path, package: UploadPackage) -> list[Path]:
    """Files in an older package that it did not write; refused where the place is no package's."""
    if not place.exists():
        return []
    if place.is_dir() and not any(place.iterdir()):
        return []
    old = read_manifest(place) if place.is_dir() else None
    if old is None:
        raise RecipeError(
            Fault(
                rule="out-taken",
                what=say("{place} 已经存在，而且不是成品包", place=place),
                mend=say("用 --out 换一个文件夹，或把里面的东西移走"),
            )
        )
    written = {MANIFEST, *(str(one.get("path")) for one in old.get("files", []))}
    ours = {one.path for one in package.files}
    found = [file for file in sorted(place.rglob("*")) if not file.is_dir() or file.is_symlink()]
    guests = [file for file in found if file.relative_to(place).as_posix() not in written]
    for guest in guests:
        if guest.relative_to(place).as_posix() in ours:
            raise RecipeError(
                Fault(
                    rule="out-taken",
                    what=say("{file} 不是上次成品包里的文件，新的成品包却要用这个名字", file=guest),
                    mend=say("把这个文件改名或移走，再运行一次"),
                )
            )
    return guests


def _fill(building: Path, package: UploadPackage, store: Store, guests: list[Path], place: Path) -> None:
    first: dict[str, Path] = {}
    for one in package.files:
        target = building / one.path
        target.parent.mkdir(parents=True, exist_ok=True)
        twin = first.get(one.blob.sha256)
        if twin is None or not _linked(twin, target):
            _copy(store, one, target)
            first[one.blob.sha256] = target
    for guest in guests:
        target = building / guest.relative_to(place)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(guest, target, follow_symlinks=False)


def _linked(twin: Path, target: Path) -> bool:
    """Link the same film of two platforms; never to the store, where an edit would spoil what is kept."""
    try:
        os.link(twin, target)
    except OSError:
        return False
    return True


def _copy(store: Store, file: PackedFile, target: Path) -> None:
    """Copy a media file out of the store, and see that it is what its name says."""
    digest, broken = hashlib.sha256(), store.path(file.blob)
    if broken.exists():
        with broken.open("rb") as source, target.open("wb") as copy:
            while piece := source.read(1 << 20):
                digest.update(piece)
                copy.write(piece)
    if digest.hexdigest() != file.blob.sha256:
        broken.unlink(missing_ok=True)  # so that the next run makes it anew
        raise ToolError(
            Fault(
                rule="store-damaged",
                what=say("缓存里的 {file} 已损坏，已删除", file=broken.name),
                mend=say("再运行一次，损坏的部分会重做；反复出现时检查硬盘"),
            )
        )
