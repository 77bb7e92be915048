"""What became of one recipe."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fanxing.model.errors import Fault


@dataclass(frozen=True)
class Done:
    """One cut that was made."""

    cut: str
    """Name of the cut."""
    place: Path | None
    """The package's folder, or the folder of a stage's files."""
    seconds: float
    """Length of the film, or its estimate; 0: what was made has none."""
    kept: bool = False
    """It lay there already."""
    files: tuple[str, ...] = ()
    """Names of the files written in ``place``; empty for a package, whose manifest tells them."""
    advice: tuple[Fault, ...] = ()
    """What should be looked at, though it stops nothing."""
    note: str = ""
    """What was made of it, where its files do not say so: which cover a film has."""
    hint: str = ""
    """What is to be done next, where that is not plain."""


@dataclass(frozen=True)
class Outcome:
    """One recipe, tried."""

    recipe: Path
    """As the person named it."""
    cuts: tuple[Done, ...] = ()
    """What was made."""
    faults: tuple[Fault, ...] = ()
    """What stood in the way, and advice."""
    exit_code: int = 0
    """0, or why not."""

    def as_json(self) -> dict[str, Any]:
        """The form of ``--json``."""
        return {
            "recipe": str(self.recipe),
            "cuts": [
                {
                    "cut": one.cut,
                    "package": str(one.place) if one.place else None,
                    "seconds": round(one.seconds, 3),
                }
                for one in self.cuts
            ],
            "faults": [fault_json(fault) for fault in self.faults],
        }


def fault_json(fault: Fault) -> dict[str, Any]:
    """One fault in the form of ``--json``."""
    return {
        "rule": fault.rule,
        "what": fault.what,
        "where": str(fault.where) if fault.where else None,
        "mend": fault.mend,
        "level": fault.level,
    }


def overall(outcomes: tuple[Outcome, ...]) -> int:
    """The lowest exit code that is not 0, or 0."""
    return min((one.exit_code for one in outcomes if one.exit_code), default=0)
