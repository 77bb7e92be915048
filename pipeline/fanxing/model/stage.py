"""A stage: a function from documents to one document. Its signature is its declaration."""

import inspect
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fanxing.model.document import Document


@dataclass(frozen=True, slots=True)
class Stage:
    """A function of documents, the version of what it makes, and the tools that shape its bytes."""

    function: Callable[..., Document]
    """``(documents, *, bench) -> document``."""
    version: int
    """Raised whenever the same inputs give another result."""
    tools: tuple[str, ...]
    """Names known to ``fanxing.media.tools``: their versions are part of the key."""
    reads: Mapping[str, type[Document]]
    """Parameter name -> kind of document."""
    makes: type[Document]
    """Kind of document that it returns; made by exactly one stage."""
    always: bool
    """Looks at the world outside its documents (files of the recipe), so it runs each time."""
    pure: bool
    """Touches neither disk nor tools, so a plan may run it in memory."""
    ahead: Callable[..., None] | None = None
    """``(some documents, *, bench)``: makes and keeps what does not need the others; the function finds it kept."""

    @property
    def name(self) -> str:
        """Name of the function, and of its file."""
        return self.function.__name__

    @property
    def reads_ahead(self) -> Mapping[str, type[Document]]:
        """Of ``reads``, what is read ahead; nothing where nothing can be made ahead."""
        return {} if self.ahead is None else {name: self.reads[name] for name in _documents(self.ahead)}


def stage(
    *,
    version: int,
    tools: tuple[str, ...] = (),
    always: bool = False,
    pure: bool = False,
    ahead: Callable[..., None] | None = None,
) -> Callable[[Callable[..., Document]], Stage]:
    """Declare a function as a stage: its document parameters by type, and keyword-only ``bench``."""

    def declare(function: Callable[..., Document]) -> Stage:
        hints: dict[str, Any] = typing.get_type_hints(function)
        makes = hints.pop("return")
        return Stage(
            function=function,
            version=version,
            tools=tools,
            reads={name: hints[name] for name in _documents(function)},
            makes=makes,
            always=always,
            pure=pure,
            ahead=ahead,
        )

    return declare


def _documents(function: Callable[..., object]) -> tuple[str, ...]:
    """Names of the parameters that are documents."""
    parameters = inspect.signature(function).parameters.items()
    return tuple(name for name, parameter in parameters if parameter.kind is not inspect.Parameter.KEYWORD_ONLY)
