"""What can go wrong, and whose turn it is.

FanxingError            exit 1   a defect of fanxing itself
├── RecipeError         exit 2   what a person wrote: the recipe or the command line
├── AssetError          exit 3   a media file that is there and cannot be used
├── ToolError           exit 4   this machine: a tool, the disk, memory
├── ServiceError        exit 5   a service elsewhere
└── Refused             exit 6   a gate: quality control, review, a platform's rule

Each carries all its faults at once. Exceptions of other libraries are translated on the floor that meets them.
"""

from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator

from fanxing.model.document import Document
from fanxing.model.words import shown

Level = Literal["fault", "advice"]
"""A fault stops; an advice is shown and stops only under ``--strict``."""


class Location(Document):
    """A place in a text file that a person wrote."""

    file: Annotated[str, BeforeValidator(shown)]
    """File as the person named it; bytes that are no UTF-8 as ``\\xNN``."""
    line: int | None = None
    """Line, from 1."""
    column: int | None = None
    """Column, from 1."""
    key: str = ""
    """Path of the key, as ``objects[0].name``."""
    called: str = ""
    """The key as people count and call it: 第 1 件“玉杯”的 name; empty: as the key is written."""

    @property
    def told(self) -> str:
        """The place for people, with what they call it."""
        return f"{self.model_copy(update={'key': ''})} {self.called or self.key}".rstrip()

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        return f"{place} {self.key}".rstrip()


class Fault(Document):
    """What is wrong, where, and how to mend it."""

    what: str
    """One sentence, in the reader's language, without 'error' or 'please'."""
    where: Location | str | None = None
    """A place in a file, or a shot, a time, a file of the package in words."""
    mend: str = ""
    """One action that mends it."""
    rule: str = ""
    """Id of the rule that found it, for ``checks:`` in the recipe and for machines; lower case with dashes."""
    level: Level = "fault"
    """Whether it stops the work."""

    @property
    def found(self) -> str:
        """Where and what, without the mend."""
        return f"{self.where}：{self.what}" if self.where else self.what

    def __str__(self) -> str:
        return f"{self.found}\n    改法：{self.mend}" if self.mend else self.found


class FanxingError(Exception):
    """One or more faults, all of one kind."""

    exit_code: ClassVar[int] = 1

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*faults)  # and nothing else, so that it survives pickling to a worker
        self.faults = faults

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)


class RecipeError(FanxingError):
    """What a person wrote does not hold."""

    exit_code = 2


class AssetError(FanxingError):
    """A media file is there and cannot be used."""

    exit_code = 3


class ToolError(FanxingError):
    """A tool, disk or memory is lacking on this machine."""

    exit_code = 4


class ServiceError(FanxingError):
    """A service elsewhere did not do its part."""

    exit_code = 5


class Refused(FanxingError):
    """A gate says no: quality control, review, a platform's rule."""

    exit_code = 6
