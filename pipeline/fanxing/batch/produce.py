"""Recipes -> packages, or the files of one stage. Each recipe is tried; one failure stops no other."""

from collections.abc import Callable, Sequence
from pathlib import Path

from fanxing.batch.claims import Claim, same_folder
from fanxing.batch.crash import crash
from fanxing.batch.outcome import Done, Outcome
from fanxing.batch.verdict import verdict
from fanxing.batch.work import Report, Work
from fanxing.chain.brief import Brief, Made, Options, read_brief
from fanxing.media.store import DAMAGED
from fanxing.model.errors import FanxingError, Fault, ToolError
from fanxing.model.events import Warned
from fanxing.model.words import say

Maker = Callable[[Work], Done]
"""Makes one cut; raises FanxingError. What it tells as advice is judged here."""


def produce(recipes: Sequence[Path], options: Options, report: Report, maker: Maker) -> tuple[Outcome, ...]:
    """Try every cut of every recipe; a crash of one is told, and stops no other."""
    briefs: dict[int, Brief] = {}
    failed: dict[int, Outcome] = {}
    for at, path in enumerate(recipes):
        try:
            briefs[at] = read_brief(path).only(options.cuts)
        except FanxingError as error:
            failed[at] = _failure(path, error)
        except Exception as error:  # noqa: BLE001 - a defect of ours must not take the other recipes with it
            failed[at] = _failure(path, crash(error, options.home, path))
    for at, refusal in same_folder(briefs):
        failed[at] = _failure(recipes[at], refusal)
    return tuple(
        failed[at] if at in failed else _try(briefs[at], path, options, report, maker)
        for at, path in enumerate(recipes)
    )


def _failure(path: Path, error: FanxingError) -> Outcome:
    return Outcome(path, faults=error.faults, exit_code=error.exit_code)


def _try(brief: Brief, path: Path, options: Options, report: Report, maker: Maker) -> Outcome:
    done: list[Done] = []
    faults: dict[Fault, None] = {}
    codes: list[int] = []
    shared: Made = {}
    claim = Claim(brief, options.out, options.home)
    try:
        claim.check()
    except FanxingError as error:
        return _failure(path, error)
    for cut in brief.cuts:
        made, against = _made(Work(brief, cut, options, report, shared), maker, path)
        if made is not None:
            done.append(made)
            if made.place is not None:
                claim.take()
        if against is not None:
            codes.append(against.exit_code)
        told = against.faults if against is not None else made.advice if made is not None else ()
        faults |= dict.fromkeys(told)
    return Outcome(path, tuple(done), tuple(faults), min(codes, default=0))


def _made(work: Work, maker: Maker, path: Path) -> tuple[Done | None, FanxingError | None]:
    """What was made of a cut, and what stands against it: either, or both."""
    try:
        made = _healed(work, maker)
    except FanxingError as failure:
        return None, failure
    except Exception as failure:  # noqa: BLE001 - as above
        return None, crash(failure, work.options.home, path, work.cut)
    return made, verdict(made.advice, strict=work.options.strict)


def _healed(work: Work, maker: Maker) -> Done:
    """Make a cut; kept files that turn out damaged, or that somebody deletes, are gone: each is made anew once."""
    damaged: set[str] = set()
    while True:
        try:
            return maker(work)
        except ToolError as failure:
            told = {fault.what for fault in failure.faults if fault.rule == DAMAGED}
            if not told or told <= damaged:  # damaged again at once: the disk itself is failing
                raise
        except FileNotFoundError as failure:
            home = work.options.home
            if not _lay_in(home, failure):
                raise
            emptied = _emptied(home)
            told = {emptied.what}
            if told <= damaged:
                raise ToolError(emptied) from failure
        damaged |= told
        work.shared.clear()  # what was gathered may be what is gone
        for what in sorted(told):
            work.report(Warned(say("{what}，正在重做", what=what)))


def _emptied(home: Path) -> Fault:
    what = say("{home} 里保存的文件在制作时被删掉了", home=home)
    mend = say("制作时不要清理这个文件夹；再运行一次，或用 --home 换一个")
    return Fault(rule="home-emptied", what=what, mend=mend)


def _lay_in(home: Path, failure: FileNotFoundError) -> bool:
    name = failure.filename
    return isinstance(name, str) and Path(name).resolve().is_relative_to(home.resolve())
