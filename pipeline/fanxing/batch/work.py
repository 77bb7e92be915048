"""One cut of one recipe, about to be made."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from fanxing.chain.brief import Brief, Made, Options, documents
from fanxing.chain.run import Job, needed, run
from fanxing.chain.standard import STANDARD
from fanxing.media.bench import Bench
from fanxing.media.store import Store
from fanxing.model.document import Document
from fanxing.model.events import Event, Warned

Report = Callable[[Event], None]
"""Whom to tell."""


@dataclass(frozen=True)
class Work:
    """One cut of one recipe, about to be made."""

    brief: Brief
    """The recipe."""
    cut: str
    """Name of the cut."""
    options: Options
    """What the person asked for."""
    report: Report
    """Whom to tell."""

    @property
    def job(self) -> Job:
        """Where and for whom the chain runs."""
        store = Store(self.options.home.resolve(), lambda what: self.report(Warned(what)))
        roots = (self.brief.file.resolve().parent, *(folder.resolve() for folder in self.options.media))
        bench = Bench(store=store, roots=roots, jobs=self.options.jobs, where=self.brief.places.where)
        return Job(self.cut, bench, self.report)

    @property
    def place(self) -> Path:
        """Folder of the cut's package."""
        return self.options.out / self.brief.name / self.cut

    @property
    def parts(self) -> Path:
        """Folder of what the stage commands write: beside the packages, never inside one."""
        return self.options.out / self.brief.name / "parts" / self.cut

    def given(self) -> Made:
        """The documents it starts from."""
        return documents(self.brief, self.cut, self.options)

    def make(self, *wanted: type[Document], given: Made | None = None) -> Made:
        """Run what the wanted documents need."""
        return run(needed(STANDARD, wanted), self.given() if given is None else given, self.job)
