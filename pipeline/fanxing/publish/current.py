"""Whether a package already lies in its place, so that a second run writes nothing."""

from pathlib import Path

from fanxing.model.package import UploadPackage
from fanxing.publish.folder import manifest, read_manifest


def is_current(package: UploadPackage, place: Path, recipe_sha256: str) -> bool:
    """Whether the folder holds this very package: the same manifest, and every file with its length."""
    told = manifest(package, recipe_sha256)
    if read_manifest(place) != told:
        return False
    try:
        return all((place / one["path"]).stat().st_size == one["bytes"] for one in told["files"])
    except OSError:
        return False
