"""Frozen values that are JSON on disk, and the names of media files by their content."""

import ast
import hashlib
import inspect
import itertools
import json
import textwrap
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema


class Document(BaseModel):
    """A frozen value; its attribute docstrings are its manual."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, validate_default=True)


class Written(Document):
    """A document that people write: its JSON schema tells its attribute docstrings.

    They are read where a schema is asked for. Pydantic's own ``use_attribute_docstrings`` reads the source of every
    class as it is imported: 70 ms of each start.
    """

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Add to the schema what the docstrings say of each field."""
        schema = handler(core)
        told = handler.resolve_ref_schema(schema).get("properties", {})
        for name, about in _about_fields(cls).items():
            told.get(cls.model_fields[name].alias or name, {}).setdefault("description", about)
        return schema


def _about_fields(kind: type[Document]) -> dict[str, str]:
    """Docstring of each field, of a class and of those it comes from."""
    found: dict[str, str] = {}
    for one in reversed(kind.__mro__):
        if issubclass(one, Written) and one is not Written:
            for field, text in itertools.pairwise(_statements(one)):
                match field, text:
                    case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(about))):
                        found[name] = inspect.cleandoc(about)
    return found


def _statements(kind: type[Document]) -> list[ast.stmt]:
    """What the body of a class says; nothing where its source is not at hand (an installation without it)."""
    try:
        source = inspect.getsource(kind)
    except (OSError, TypeError):  # the latter of a class that no file holds
        return []
    body = ast.parse(textwrap.dedent(source)).body[0]
    return body.body if isinstance(body, ast.ClassDef) else []


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
