"""Frozen values that are JSON on disk, and the names of media files by their content."""

import hashlib
import json
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Document(BaseModel):
    """A frozen value; its attribute docstrings are its manual."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, validate_default=True)


class Written(Document):
    """A document that people write: its JSON schema tells its attribute docstrings.

    Not so all others: pydantic reads the source of a class for them, a third of a second for all of ours at each start.
    """

    model_config = ConfigDict(use_attribute_docstrings=True)


class Blob(Document):
    """A media file named by the hash of its content."""

    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    """Hash of the file's bytes."""
    suffix: Annotated[str, Field(pattern=r"^\.[a-z0-9]{1,8}$")]
    """Ending of the file's name, with its dot: says the format."""
    size: Annotated[int, Field(ge=0)]
    """Length in bytes."""

    @property
    def name(self) -> str:
        """Name of the file in the store."""
        return f"{self.sha256}{self.suffix}"


def canonical(value: object) -> str:
    """Write ``value`` (documents, dicts, lists, scalars) as JSON in one form only: sorted keys, no spaces."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain)


def fingerprint(value: object) -> str:
    """Sha256 of the canonical form of ``value``, 64 hexadecimal digits; a path in it need not be UTF-8."""
    return hashlib.sha256(canonical(value).encode("utf-8", "surrogateescape")).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    raise TypeError(f"{type(value).__name__} has no canonical form")  # never a plausible hash
