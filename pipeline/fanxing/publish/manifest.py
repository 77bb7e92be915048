"""``package.json`` as whoever may have written it: read with care, in one form."""

import json
import re
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

SCHEMA = "fanxing.package/1"
"""Kind and version of the manifest."""

MANIFEST = "package.json"
"""Written last: a folder without it is no package."""

MAX_BYTES = 16 << 20
"""A manifest of a thousand files has 300 kB."""


def _possible(path: str) -> str:
    if re.search(r"[\x00-\x1f\x7f\ud800-\udfff]", path) or any(len(one.encode()) > 255 for one in path.split("/")):
        raise ValueError("path")
    return path


class _Part(BaseModel):
    """What is known of it is checked; more may stand there."""

    model_config = ConfigDict(extra="allow", strict=True, allow_inf_nan=False)


class ListedFile(_Part):
    """One file of a package, as its manifest tells it."""

    path: Annotated[str, Field(min_length=1, max_length=1024), AfterValidator(_possible)]
    """As written; it may point anywhere."""
    role: Annotated[str, Field(max_length=64)]
    """What it is for."""
    platform: Annotated[str, Field(max_length=64)] | None = None
    """Whom it is for."""
    sha256: Annotated[str, Field(max_length=64)]
    """Of its bytes."""
    bytes: Annotated[int, Field(ge=0)]
    """Length."""


class _Quality(_Part):
    loudness_lufs: float | None = None


class _Ai(_Part):
    parts: list[str] = []


class Manifest(_Part):
    """All that is read of a manifest."""

    kind: Annotated[Literal["fanxing.package/1"], Field(alias="schema")]
    """``SCHEMA``."""
    files: Annotated[list[ListedFile], Field(min_length=1, max_length=100_000)]
    """Everything in the package but the manifest."""
    platforms: dict[str, dict[str, Any]] = {}
    """By id."""
    ai: _Ai = _Ai()
    """What is synthetic."""
    quality: _Quality = _Quality()
    """Verdict."""
    draft: bool = False
    """Not meant for the platforms."""
    c2pa: dict[str, Any] | None = None
    """Content credentials."""


def read_manifest(place: Path) -> dict[str, Any] | None:
    """Read the manifest of a package's folder (or the file itself); None where there is none, or not one of ours."""
    file = place / MANIFEST if place.is_dir() else place
    try:
        if not file.is_file() or file.stat().st_size > MAX_BYTES:
            return None
        value = json.loads(file.read_text("utf-8"))
        Manifest.model_validate(value)
    except (OSError, ValueError, ValidationError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def listed_files(manifest: dict[str, Any]) -> dict[str, ListedFile]:
    """Files of a manifest that was read, by their path."""
    return {one.path: one for one in Manifest.model_validate(manifest).files}
