"""The upload package of one cut, made and put in its place."""

import hashlib
from collections.abc import Iterator

from fanxing.batch.board import write_board
from fanxing.batch.outcome import Done
from fanxing.batch.preflight import preflight
from fanxing.batch.verdict import noted, stop
from fanxing.batch.work import Work
from fanxing.chain.brief import Made, taken
from fanxing.chain.plan import Record
from fanxing.checks.coach import RULES as COACH
from fanxing.checks.coach import TIMED, film_findings
from fanxing.checks.rules import Judge
from fanxing.media.page.filmed import as_filmed
from fanxing.model.errors import Fault, Refused
from fanxing.model.events import Warned
from fanxing.model.narration import Narration
from fanxing.model.package import UploadPackage
from fanxing.model.script import Script
from fanxing.model.story import Delivery
from fanxing.model.storyboard import Storyboard
from fanxing.model.timeline import Timeline
from fanxing.model.timing import seconds_for_frames
from fanxing.model.words import say
from fanxing.publish.current import is_current
from fanxing.publish.folder import check_place, write_package
from fanxing.publish.signature import check_signing, sign_package


def package(work: Work) -> Done:
    """Make the upload package of one cut and put it in its place."""
    sign, strict = work.options.sign, work.options.strict
    if sign is not None:
        check_signing(*sign)
    check_place(work.place)
    made = work.make(Script)
    stop(preflight(work, [taken(Script, made)], ()), strict=strict)
    made = work.make(Storyboard, given=made)
    found = preflight(work, [taken(Script, made)], [taken(Storyboard, made)])
    stop(found, strict=strict)
    if work.brief.recipe.review.required:
        write_board(work, made, ("html",), found)
        raise Refused(_unreviewed(work))
    made = work.make(UploadPackage, given=made)
    plain = (one for one in found if one.rule not in TIMED)
    found = tuple(dict.fromkeys((*plain, *_lessons(work, made), *noted(made.values(), str(work.brief.file)))))
    stop(found, strict=strict)
    return _placed(work, made, found)


def _lessons(work: Work, made: Made) -> Iterator[Fault]:
    """What the coach says of the film itself; what was said of its plan was an estimate."""
    narration = taken(Narration, made)
    film = as_filmed(taken(Storyboard, made), taken(Script, made), narration, taken(Timeline, made))
    judge = Judge(COACH, work.brief.recipe.checks)
    for one in film_findings(film.board, film.script, judge, recorded=narration.is_recorded):
        yield one if one.where is not None else one.model_copy(update={"where": str(work.brief.file)})


def _placed(work: Work, made: Made, found: tuple[Fault, ...]) -> Done:
    # The recipe's title, not the film's: an object's clip has one of its own.
    packed = taken(UploadPackage, made).model_copy(update={"title": work.brief.recipe.title})
    seconds = seconds_for_frames(packed.duration_frames, taken(Delivery, made).rate)
    place, sign, sha256 = work.place, work.options.sign, work.brief.sha256
    if is_current(packed, place, sha256, sign[0] if sign else None):
        return Done(work.cut, place, seconds, kept=True, advice=found)
    write_package(packed, work.job.bench.store, place, sha256, lambda what: work.report(Warned(what)))
    if _is_rewritten(work):
        work.report(Warned(say("配方在制作时改过，这条片子照的是改之前的内容；再运行一次，就照新的做")))
    if sign is not None:
        sign_package(place, *sign)
    Record(work.options.home, work.brief.file, work.cut).write(made)
    return Done(work.cut, place, seconds, advice=found)


def _is_rewritten(work: Work) -> bool:
    """Whether the recipe was saved anew since it was read; one that is gone says nothing."""
    try:
        return hashlib.sha256(work.brief.file.read_bytes()).hexdigest() != work.brief.sha256
    except OSError:
        return False


def _unreviewed(work: Work) -> Fault:
    return Fault(
        rule="review-required",
        what=say("这份配方要教练先通过分镜，现在还没有通过"),
        where=work.brief.places.where("review.required"),
        mend=say("把 {page} 发给教练；不需要审看时把 review.required 改成 false", page=work.parts / "storyboard.html"),
    )
