"""What a render would make, for every cut of a recipe."""

from collections.abc import Iterator
from pathlib import Path

from fanxing.batch.work import Report, Work
from fanxing.chain.brief import Options, read_brief
from fanxing.chain.plan import Planned, Record, plan
from fanxing.chain.run import needed
from fanxing.chain.standard import STANDARD
from fanxing.model.footage import Footage
from fanxing.model.package import UploadPackage


def plan_recipe(path: Path, options: Options, report: Report) -> Iterator[tuple[str, tuple[Planned, ...]]]:
    """Each cut and what would become of its stages.

    Files of the recipe are read (and new ones decoded, once): without them nobody knows what changed.
    """
    brief = read_brief(path)
    for cut in brief.cuts:
        work = Work(brief, cut, options, report)
        made = work.make(Footage)
        rest = tuple(stage for stage in needed(STANDARD, (UploadPackage,)) if stage.makes is not Footage)
        yield cut, tuple(plan(rest, made, work.job, Record(options.home, brief.file, cut)))
