"""Recipes -> packages, or the files of one stage. Each recipe is tried; one failure stops no other."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from fanxing.batch.board import write_board
from fanxing.batch.outcome import Done, Outcome
from fanxing.batch.preflight import preflight, stop_at_faults
from fanxing.batch.work import Report, Work
from fanxing.chain.brief import Brief, Made, Options, read_brief, taken
from fanxing.chain.plan import Record
from fanxing.model.document import Document
from fanxing.model.errors import FanxingError, Fault, Location, RecipeError, Refused
from fanxing.model.package import UploadPackage
from fanxing.model.script import Script
from fanxing.model.story import Delivery
from fanxing.model.storyboard import Storyboard
from fanxing.model.timing import seconds_for_frames
from fanxing.model.words import say
from fanxing.publish.current import is_current
from fanxing.publish.folder import write_package
from fanxing.publish.signature import check_signing, sign_package

Maker = Callable[[Work], Done]
"""Makes one cut; raises FanxingError."""


def produce(recipes: Sequence[Path], options: Options, report: Report, maker: Maker) -> tuple[Outcome, ...]:
    """Try every cut of every recipe."""
    briefs: dict[int, Brief] = {}
    failed: dict[int, Outcome] = {}
    for at, path in enumerate(recipes):
        try:
            briefs[at] = read_brief(path)
        except FanxingError as error:
            failed[at] = _failure(path, error)
    for at, refusal in _same_folder(briefs):
        failed[at] = _failure(recipes[at], refusal)
    return tuple(
        failed[at] if at in failed else _try(briefs[at], path, options, report, maker)
        for at, path in enumerate(recipes)
    )


def _failure(path: Path, error: FanxingError) -> Outcome:
    return Outcome(path, faults=error.faults, exit_code=error.exit_code)


def _same_folder(briefs: dict[int, Brief]) -> Iterator[tuple[int, RecipeError]]:
    """Recipes that would write into one another's folder."""
    groups: dict[str, list[int]] = defaultdict(list)
    for at, brief in briefs.items():
        groups[brief.name.casefold()].append(at)
    for group in groups.values():
        for at in group[1:]:
            brief, first = briefs[at], briefs[group[0]]
            yield (
                at,
                RecipeError(
                    Fault(
                        rule="folder-double",
                        what=say("这份配方和 {other} 会写进同一个文件夹 {name}", other=first.file, name=brief.name),
                        where=Location(file=str(brief.file)),
                        mend=say("给其中一份配方改名，或分两次运行、用不同的 --out"),
                    )
                ),
            )


def _try(brief: Brief, path: Path, options: Options, report: Report, maker: Maker) -> Outcome:
    done: list[Done] = []
    faults: list[Fault] = []
    codes: list[int] = []
    shared: Made = {}
    for cut in brief.cuts:
        try:
            made = maker(Work(brief, cut, options, report, shared))
            done.append(made)
            faults += [fault for fault in made.advice if fault not in faults]
        except FanxingError as error:
            faults += [fault for fault in error.faults if fault not in faults]
            codes.append(error.exit_code)
    return Outcome(path, tuple(done), tuple(faults), min(codes, default=0))


def package(work: Work) -> Done:
    """Make the upload package of one cut and put it in its place."""
    sign = work.options.sign
    if sign is not None:
        check_signing(*sign)
    made = work.make(Script)
    stop_at_faults(work, preflight(work, [taken(Script, made)], ()))
    made = work.make(Storyboard, given=made)
    found = preflight(work, [taken(Script, made)], [taken(Storyboard, made)])
    stop_at_faults(work, found)
    if work.brief.recipe.review.required:
        write_board(work, made, ("html",), found)
        raise Refused(_unreviewed(work))
    made = work.make(UploadPackage, given=made)
    refuse_fallbacks(work, made)
    packed = taken(UploadPackage, made)
    seconds = seconds_for_frames(packed.duration_frames, taken(Delivery, made).rate)
    if is_current(packed, work.place, work.brief.sha256, sign[0] if sign else None):
        return Done(work.cut, work.place, seconds, kept=True, advice=found)
    place = write_package(packed, work.job.bench.store, work.place, work.brief.sha256)
    if sign is not None:
        sign_package(place, *sign)
    Record(work.options.home, work.brief.file, work.cut).write(made)
    return Done(work.cut, place, seconds, advice=found)


def _unreviewed(work: Work) -> Fault:
    return Fault(
        rule="review-required",
        what=say("这份配方要教练先通过分镜，现在还没有通过"),
        where=work.brief.places.where("review.required"),
        mend=say("把 {page} 发给教练；不需要审看时把 review.required 改成 false", page=work.parts / "storyboard.html"),
    )


def refuse_fallbacks(work: Work, made: Made) -> None:
    """Under ``--strict`` nothing may have been done otherwise than asked.

    Raises:
        Refused: With one fault for each fallback.
    """
    told = list(fallbacks_of(made.values()))
    if work.options.strict and told:
        raise Refused(
            *(
                Fault(
                    rule="fallback",
                    what=what,
                    where=str(work.brief.file),
                    mend=say("改好后重做，或去掉 --strict"),
                )
                for what in told
            )
        )


def fallbacks_of(made: Iterable[Document]) -> Iterator[str]:
    """Everything that was done otherwise than asked, each once."""
    seen: set[str] = set()
    for document in made:
        for what in getattr(document, "fallbacks", ()):
            if what not in seen:
                seen.add(what)
                yield what
