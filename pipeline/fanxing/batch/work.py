"""One cut of one recipe, about to be made."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from fanxing.batch.finished import finished_film, finished_package
from fanxing.chain.brief import Brief, Made, Options, documents, footage_of, recipe_folder, taken
from fanxing.chain.run import Job, needed, run
from fanxing.chain.standard import STANDARD
from fanxing.media.bench import Bench
from fanxing.media.store import Store
from fanxing.model.document import Document
from fanxing.model.errors import Fault, RecipeError
from fanxing.model.events import Event, Warned
from fanxing.model.footage import Footage
from fanxing.model.story import Story
from fanxing.model.words import say

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
    shared: Made = field(default_factory=dict)
    """What all cuts of the recipe have in common once it is made: its footage."""

    @property
    def job(self) -> Job:
        """Where and for whom the chain runs; RecipeError where ``--media`` names no folder."""
        store = Store(self.options.home.resolve(), lambda what: self.report(Warned(what)))
        roots = (recipe_folder(self.brief.file), *map(_media, self.options.media))
        bench = Bench(store=store, roots=roots, jobs=self.options.jobs, where=self.brief.where)
        return Job(self.cut, bench, self.report)

    @cached_property
    def place(self) -> Path:
        """Folder of the cut's package; beside it where a draft would replace a finished one."""
        return self._beside(self.options.out / self.brief.name / self.cut, finished_package)

    @cached_property
    def parts(self) -> Path:
        """Folder of what the stage commands write: beside the packages, never inside one.

        Beside the usual one where a draft would replace a finished film; looked up once, so that they lie together.
        """
        usual = self.options.out / self.brief.name / "parts" / self.cut
        return self._beside(usual, lambda place: finished_film(place, self.job.bench.store))

    def _beside(self, usual: Path, finished: Callable[[Path], bool]) -> Path:
        """The one rule of where drafts lie: in the usual place, unless something finished stands there."""
        return usual.with_name(f"draft-{usual.name}") if self.options.draft and finished(usual) else usual

    def given(self) -> Made:
        """The documents it starts from."""
        return documents(self.brief, self.cut, self.options)

    def make(self, *wanted: type[Document], given: Made | None = None) -> Made:
        """Run what the wanted documents need; the recipe's files are gathered once for all of its cuts."""
        made = self.given() if given is None else dict(given)
        stages = needed(STANDARD, wanted)
        if Footage not in made and any(stage.makes is Footage for stage in stages):
            if Footage not in self.shared:
                gathered = run(needed(STANDARD, (Footage,)), made, self.job)
                self.shared[Footage] = gathered[Footage]
            made[Footage] = footage_of(taken(Footage, self.shared), taken(Story, made))
        return run(stages, made, self.job)


def _media(folder: Path) -> Path:
    """A folder that ``--media`` names.

    Raises:
        RecipeError: It is none.
    """
    try:
        folder = folder.resolve()
        there = folder.is_dir()
    except (OSError, RuntimeError):  # too long, locked, or a link to itself
        there = False
    if not there:
        what = say("--media 写的 {folder} 不是文件夹", folder=str(folder)[:200])
        raise RecipeError(Fault(rule="media-folder", what=what, mend=say("检查路径；要写已有的文件夹")))
    return folder
