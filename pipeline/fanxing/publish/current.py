"""Whether a package already lies in its place, so that a second run writes nothing."""

import hashlib
from pathlib import Path
from typing import Any

from fanxing.model.package import UploadPackage
from fanxing.publish.folder import manifest
from fanxing.publish.manifest import read_manifest


def is_current(package: UploadPackage, place: Path, recipe_sha256: str, certificates: Path | None = None) -> bool:
    """Whether the folder holds this very package: the same manifest, and every file with its length.

    Args:
        package: What should be there.
        place: The folder.
        recipe_sha256: Hash of the recipe's bytes.
        certificates: PEM with which it should be signed; None: it should not be.
    """
    there = read_manifest(place)
    if there is None:
        return False
    try:
        whole = all((place / one["path"]).stat().st_size == one["bytes"] for one in there["files"])
        signed = hashlib.sha256(certificates.read_bytes()).hexdigest() if certificates else None
    except (OSError, KeyError, TypeError):
        return False
    credentials = there.pop("c2pa", None) or {}
    if not whole or credentials.get("certificates_sha256") != signed:
        return False
    return _unsigned(there, credentials.get("unsigned", {})) == manifest(package, recipe_sha256)


def _unsigned(there: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    """The manifest as it was before its files were signed."""
    return there | {"files": [one | before.get(str(one.get("path")), {}) for one in there["files"]]}
