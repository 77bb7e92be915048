"""Where a stage works, with how many cores, and whom it tells: nothing here changes a result."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from fanxing.media.store import Store
from fanxing.model.errors import Location


def _nowhere(key: str) -> Location:
    return Location(file="recipe.yaml", key=key)


def _nobody(done: int, total: int, unit: str) -> None:
    del done, total, unit


@dataclass(frozen=True)
class Bench:
    """The place of work of one stage."""

    store: Store
    """Where results are kept."""
    roots: tuple[Path, ...] = ()
    """The recipe's folder, then what ``--media`` names: files outside are refused."""
    jobs: int = 1
    """Processes at most."""
    where: Callable[[str], Location] = field(default=_nowhere)
    """Place in the recipe of a key path such as ``objects[0].media[0].file``."""
    progress: Callable[[int, int, str], None] = field(default=_nobody)
    """Tells how far a long work has come: done, total (0: not known), unit."""

    def share(self, at: int, parts: int) -> "Bench":
        """The same for one of several works of equal length: together they tell one way, from nothing to all.

        Args:
            at: Which one, from 0.
            parts: How many.
        """

        def progress(done: int, total: int, unit: str) -> None:
            self.progress(at * total + done, parts * total, unit)

        return replace(self, progress=progress)
