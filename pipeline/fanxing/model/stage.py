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

    @property
    def name(self) -> str:
        """Name of the function, and of its file."""
        return self.function.__name__


def stage(
    *, version: int, tools: tuple[str, ...] = (), always: bool = False, pure: bool = False
) -> Callable[[Callable[..., Document]], Stage]:
    """Declare a function as a stage: its document parameters by type, and keyword-only ``bench``."""

    def declare(function: Callable[..., Document]) -> Stage:
        hints: dict[str, Any] = typing.get_type_hints(function)
        makes = hints.pop("return")
        names = [
            name
            for name, parameter in inspect.signature(function).parameters.items()
            if parameter.kind is not inspect.Parameter.KEYWORD_ONLY
        ]
        return Stage(
            function=function,
            version=version,
            tools=tools,
            reads={name: hints[name] for name in names},
            makes=makes,
            always=always,
            pure=pure,
        )

    return declare
